"""Permanent staff of each line, period by period: starters in, expected and known leavers and moves out."""

from __future__ import annotations

from dataclasses import dataclass

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
    known, moved = going
    months, monthly = time.lengths.tolist(), turnover / 12
    in_post, due, leavers, expected = (np.zeros(starters.shape) for _ in range(4))
    in_post[0] = there = opening
    gone, so_far = np.zeros(len(opening)), expected[0]
    for k in range(1, len(starters)):
        ahead = np.maximum(known[k - 1] - so_far, 0.0)
        so_far = np.add(so_far, months[k] * monthly * (there + ahead), out=expected[k])
        np.subtract(np.maximum(so_far, known[k]) + moved[k], gone, out=due[k])
        left = np.minimum(np.maximum(due[k], 0.0), there, out=leavers[k])
        gone += left
        there = np.add(there - left, starters[k], out=in_post[k])
    shortfall = np.zeros(starters.shape)
    np.maximum(due[1:] - in_post[:-1], 0.0, out=shortfall[1:])
    return in_post, leavers, shortfall, expected
