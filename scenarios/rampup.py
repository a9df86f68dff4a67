"""What ramp-up and protected caseloads take from permanent staff, and who is in their first year.

Leavers are drawn evenly from everyone in post, so each cohort keeps the same share of itself in a period. Only the
cohorts still within their ramp need following: everyone else in post holds a full caseload.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

import numpy as np

from scenarios.inputs import Inputs
from scenarios.periods import month_of
from scenarios.plan import Ramp
from scenarios.same import Same, remembered
from scenarios.staff import Staff
from scenarios.starts import PERMANENT_KINDS, Starts
from scenarios.sums import grouped, summed
from scenarios.timeline import Array, Indices, Timeline

FIRST_YEAR = 12
"""Months that a newly qualified worker counts as in their first year."""


def unproductive(inputs: Inputs, people: Staff) -> tuple[Array, Array]:
    """FTE that ramp-up takes from those in post, and FTE of `nqsw` in months 0 to 11; periods × lines."""
    opening = Same(inputs.column("in_post"))
    return _unproductive(Same(inputs.plan.ramps), Same(people), opening, inputs.starts, inputs.time)


@remembered
def _unproductive(
    ramps: Same[tuple[Ramp, ...]], people: Same[Staff], in_post: Same[Array], starts: Starts, time: Timeline
) -> tuple[Array, Array]:
    shares = {ramp.kind: ramp.shares for ramp in ramps.value}
    newcomers, keeps = people.value.newcomers, people.value.keeps
    sums = np.zeros((2, *keeps.shape))
    opening = np.zeros((2, *keeps.shape))
    scale = opening_scale(starts, in_post.value)
    for kind in PERMANENT_KINDS:
        weights = _weights(shares.get(kind, ()), first_year=kind == "nqsw")
        _add_newcomers(sums, newcomers[kind], keeps, weights)
        _add_opening(opening, starts, starts.of(kind, due=False), scale, (weights, time))
    if opening.any():
        sums += np.cumprod(keeps, axis=0) * opening
    return sums[0], sums[1]


def _weights(ramp: tuple[float, ...], *, first_year: bool) -> Array:
    """By months since the start: the share of a caseload not yet held, and whether it is the first year; months × 2."""
    weights = np.zeros((max(len(ramp), FIRST_YEAR if first_year else 0), 2))
    weights[: len(ramp), 0] = 1.0 - np.array(ramp)
    weights[: FIRST_YEAR if first_year else 0, 1] = 1.0
    return weights


def _add_newcomers(sums: Array, newcomers: Array, keeps: Array, weights: Array) -> None:
    """Add what is left of the cohorts that join within the plan, under each weighting.

    Months of equal weights are added up before they are weighted.
    """
    lines = np.flatnonzero(newcomers.any(axis=0))
    cohort, kept = newcomers[:, lines], keeps[:, lines]
    months = enumerate(map(tuple, weights[: len(newcomers)].tolist()))
    for shares, run in groupby(months, key=itemgetter(1)):
        held = np.zeros((len(newcomers), lines.size))
        for age, _ in run:
            held[age:] += cohort
            cohort = cohort[:-1] * kept[age + 1 :]
        for total, share in zip(sums, shares, strict=True):
            if share:
                total[:, lines] += share * held


def _add_opening(sums: Array, starts: Starts, chosen: Indices, scale: Array, by_time: tuple[Array, Timeline]) -> None:
    """Add the cohorts already in post at the position, under each weighting, before anybody leaves."""
    if not chosen.size:
        return
    weights, time = by_time
    ages = (month_of(time.as_at) - starts.month[chosen])[:, None] + time.shifts
    fte = (starts.fte[chosen] * scale[starts.line[chosen]])[:, None]
    by_age = np.pad(weights, ((0, 1), (0, 0)))[np.minimum(ages, len(weights))]
    for weighting, total in enumerate(sums):
        np.add(total, grouped(fte * by_age[:, :, weighting], starts.line[chosen], len(scale)).T, out=total)


def opening_scale(starts: Starts, in_post: Array) -> Array:
    """By line, what the starters already counted are scaled by so that they fit in post."""
    past = starts.of(*PERMANENT_KINDS, due=False)
    counted = summed(starts.line[past], starts.fte[past], len(in_post))
    scale = np.ones(len(in_post))
    np.divide(in_post, counted, out=scale, where=counted > in_post)
    return scale
