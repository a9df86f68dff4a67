"""Permanent staff of each line, period by period: starters in, expected and known leavers and moves out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

import numpy as np

from scenarios import flows
from scenarios.inputs import Inputs
from scenarios.same import Same, remembered
from scenarios.timeline import Array, Timeline


@dataclass(frozen=True)
class Staff:
    """Permanent staff, periods × lines."""

    in_post: Array
    leavers: Array
    starters: Array
    keeps: Array
    """The share of those in post before a period whom it leaves in post; 1 in period 0."""
    shortfall: Array
    expected: Array
    """Expected leavers so far, by turnover alone."""
    newcomers: dict[str, Array]
    """Starters by kind, moves among them."""


def staff(inputs: Inputs) -> Staff:
    """In post, leavers and starters of every line over all periods."""
    plan, lines, time = inputs.plan, inputs.lines, inputs.time
    moved_out = flows.moved_out(Same(plan.moves), lines, time)
    arrivals = flows.arrivals(inputs.starts, Same(plan.moves), lines, time)
    people = (Same(inputs.column("in_post")), Same(inputs.turnover))
    return _staff(people, (Same(inputs.known_leavers), Same(moved_out)), Same(arrivals), time)


@remembered
def _staff(
    people: tuple[Same[Array], Same[Array]],
    going: tuple[Same[Array], Same[Array]],
    arrivals: Same[tuple[dict[str, Array], Array]],
    time: Timeline,
) -> Staff:
    """From who is in post and the turnover, who is known to leave and to move out so far, and who joins."""
    (opening, turnover), (known, moved), (newcomers, starters) = people, going, arrivals.value
    in_post, left, shortfall, expected = _march(
        opening.value, turnover.value, (known.value, moved.value), starters, time
    )
    before = in_post[:-1]
    keeps = np.zeros(starters.shape)
    np.divide(left[1:], before, out=keeps[1:], where=before > 0)
    np.subtract(1.0, keeps, out=keeps)
    return Staff(in_post, left, starters, keeps, shortfall, expected, newcomers)


def _march(
    opening: Array, turnover: Array, going: tuple[Array, Array], starters: Array, time: Timeline
) -> tuple[Array, Array, Array, Array]:
    """In post, leavers, shortfall and expected leavers; each period is one row of all these arrays."""
    known, moved = going
    rates = np.outer(time.lengths, turnover / 12)
    in_post, due, leavers, expected = (np.zeros(starters.shape) for _ in range(4))
    in_post[0] = there = opening
    gone, base = np.zeros(len(opening)), np.zeros(len(opening))
    so_far, noticed = expected[0], known[0]
    periods = zip(rates, known, moved, starters, in_post, due, leavers, expected, strict=True)
    for rate, notice, away, joining, after, wanted, left, by_turnover in islice(periods, 1, None):
        ahead = np.maximum(np.subtract(noticed, so_far, out=base), 0.0, out=base)
        leaving = np.multiply(np.add(ahead, there, out=base), rate, out=base)
        so_far, noticed = np.add(so_far, leaving, out=by_turnover), notice
        np.add(np.maximum(so_far, notice, out=wanted), away, out=wanted)
        np.subtract(wanted, gone, out=wanted)
        np.minimum(np.maximum(wanted, 0.0, out=left), there, out=left)
        gone += left
        there = np.add(np.subtract(there, left, out=after), joining, out=after)
    shortfall = np.zeros(starters.shape)
    np.maximum(due[1:] - in_post[:-1], 0.0, out=shortfall[1:])
    return in_post, leavers, shortfall, expected
