"""What ramp-up and protected caseloads take from permanent staff, and who is in their first year.

Leavers are drawn evenly from everyone in post, so each cohort keeps the same share of itself in a period. Only the
cohorts still within their ramp need following: everyone else in post holds a full caseload.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenarios.inputs import Inputs
from scenarios.lines import Lines
from scenarios.periods import month_of
from scenarios.plan import Move, Ramp, StarterKind
from scenarios.same import Same, remembered
from scenarios.staff import Staff
from scenarios.starts import PERMANENT_KINDS, Starts
from scenarios.sums import summed
from scenarios.timeline import Array, Indices, Timeline, months_of

FIRST_YEAR = 12
"""Months that a newly qualified worker counts as in their first year."""


@dataclass(frozen=True, eq=False)
class Cohorts:
    """Permanent staff who ramp up, one start an element: those in post at the position (period 0), then those due."""

    kind: Indices
    """As a place in PERMANENT_KINDS."""
    line: Indices
    fte: Array
    month: Indices
    period: Indices


def unproductive(inputs: Inputs, people: Staff) -> tuple[Array, Array]:
    """FTE that ramp-up takes from those in post, and FTE of `nqsw` in months 0 to 11; periods × lines."""
    plan, time = inputs.plan, inputs.time
    who = cohorts(inputs.starts, Same(plan.moves), inputs.lines, time)
    return _unproductive(Same(plan.ramps), Same(people), (inputs.starts, who), Same(inputs.column("in_post")), time)


@remembered
def cohorts(starts: Starts, moves: Same[tuple[Move, ...]], lines: Lines, time: Timeline) -> Cohorts:
    """Permanent starts up to the end of the plan, and moves of those who then are newly qualified."""
    places = np.flatnonzero((starts.kind < len(PERMANENT_KINDS)) & (starts.period <= time.months))
    qualified = [row for row in moves.value if row.kind == "nqsw"]
    days = np.array([row.date.toordinal() for row in qualified], dtype=np.intp)
    moved = Cohorts(
        kind=np.full(len(days), PERMANENT_KINDS.index("nqsw")),
        line=lines.of(qualified, "to_team", "to_role"),
        fte=np.array([row.fte for row in qualified], dtype=np.float64),
        month=months_of(days),
        period=time.periods_at(days),
    )
    due = (moved.period > 0) & (moved.period <= time.months)
    names = ("kind", "line", "fte", "month", "period")
    return Cohorts(*(np.append(getattr(starts, name)[places], getattr(moved, name)[due]) for name in names))


@remembered
def _unproductive(
    ramps: Same[tuple[Ramp, ...]],
    people: Same[Staff],
    staff: tuple[Starts, Cohorts],
    in_post: Same[Array],
    time: Timeline,
) -> tuple[Array, Array]:
    """Each cohort is followed for as many periods as the longest ramp has months, and one: a first may be cut short."""
    (starts, who), keeps = staff, people.value.keeps
    weights = _weights({ramp.kind: ramp.shares for ramp in ramps.value})
    past_ramp = weights.shape[1] - 1
    every = who.period[:, None] + np.arange(min(past_ramp + 1, len(keeps)))
    periods, line = np.minimum(every, time.months), who.line[:, None]
    present = keeps[periods, line]
    present[:, 0] = who.fte * np.where(who.period > 0, 1.0, opening_scale(starts, in_post.value)[who.line])
    np.cumprod(present, axis=1, out=present)
    present[every > time.months] = 0.0
    ages = time.shifts[periods] + (month_of(time.as_at) - who.month)[:, None]
    by_age = weights[who.kind[:, None], np.minimum(ages, past_ramp)]
    places = (periods * keeps.shape[1] + line).ravel()
    slow, first_year = (
        summed(places, (present * by_age[:, :, n]).ravel(), keeps.size).reshape(keeps.shape) for n in range(2)
    )
    return slow, first_year


def _weights(ramps: dict[StarterKind, tuple[float, ...]]) -> Array:
    """The share of a caseload not yet held, and whether it is the first year: kinds × months since the start × 2.

    Neither is left in the last of the months.
    """
    weights = np.zeros((len(PERMANENT_KINDS), max(FIRST_YEAR, *map(len, ramps.values()), 0) + 1, 2))
    for place, kind in enumerate(PERMANENT_KINDS):
        shares = ramps.get(kind, ())
        weights[place, : len(shares), 0] = 1.0 - np.array(shares)
    weights[PERMANENT_KINDS.index("nqsw"), :FIRST_YEAR, 1] = 1.0
    return weights


def opening_scale(starts: Starts, in_post: Array) -> Array:
    """By line, what the starters already counted are scaled by so that they fit in post."""
    past = starts.of(*PERMANENT_KINDS, due=False)
    counted = summed(starts.line[past], starts.fte[past], len(in_post))
    scale = np.ones(len(in_post))
    np.divide(in_post, counted, out=scale, where=counted > in_post)
    return scale
