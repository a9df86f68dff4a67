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
from scenarios.staff import Staff
from scenarios.starts import PERMANENT_KINDS, Starts
from scenarios.sums import grouped, summed
from scenarios.timeline import Array, Indices

FIRST_YEAR = 12
"""Months that a newly qualified worker counts as in their first year."""


def unproductive(inputs: Inputs, people: Staff) -> tuple[Array, Array]:
    """FTE that ramp-up takes from those in post, and FTE of `nqsw` in months 0 to 11; periods × lines."""
    ramps = {ramp.kind: ramp.shares for ramp in inputs.plan.ramps}
    sums = np.zeros((2, *inputs.shape))
    opening = np.zeros((2, *inputs.shape))
    scale = opening_scale(inputs)
    for kind in PERMANENT_KINDS:
        weights = _weights(ramps.get(kind, ()), first_year=kind == "nqsw")
        _add_newcomers(sums, people.newcomers[kind], people.keeps, weights)
        _add_opening(opening, inputs, inputs.starts.of(kind, due=False), scale, weights)
    if opening.any():
        sums += np.cumprod(people.keeps, axis=0) * opening
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


def _add_opening(sums: Array, inputs: Inputs, chosen: Indices, scale: Array, weights: Array) -> None:
    """Add the cohorts already in post at the position, under each weighting, before anybody leaves."""
    if not chosen.size:
        return
    starts = inputs.starts
    ages = (month_of(inputs.time.as_at) - starts.month[chosen])[:, None] + inputs.time.shifts
    fte = (starts.fte[chosen] * scale[starts.line[chosen]])[:, None]
    by_age = np.pad(weights, ((0, 1), (0, 0)))[np.minimum(ages, len(weights))]
    for weighting, total in enumerate(sums):
        np.add(total, grouped(fte * by_age[:, :, weighting], starts.line[chosen], len(inputs.lines)).T, out=total)


def opening_scale(inputs: Inputs) -> Array:
    """By line, what the starters already counted are scaled by so that they fit in post."""
    starts: Starts = inputs.starts
    past = starts.of(*PERMANENT_KINDS, due=False)
    counted = summed(starts.line[past], starts.fte[past], len(inputs.lines))
    in_post = inputs.column("in_post")
    scale = np.ones(len(inputs.lines))
    np.divide(in_post, counted, out=scale, where=counted > in_post)
    return scale
