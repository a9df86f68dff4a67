"""What ramp-up and protected caseloads take from permanent staff, and who is in their first year.

Leavers are drawn evenly from everyone in post, so each cohort keeps the same share of itself in a period. Only the
cohorts still within their ramp need following: everyone else in post holds a full caseload.
"""

from __future__ import annotations

import numpy as np

from scenarios.inputs import Inputs
from scenarios.periods import month_of
from scenarios.plan import StarterKind
from scenarios.staff import Staff
from scenarios.starts import Starts
from scenarios.sums import grouped, summed
from scenarios.timeline import Array, Indices

FIRST_YEAR = 12
PERMANENT_KINDS: tuple[StarterKind, ...] = ("permanent", "nqsw", "overseas")


def unproductive(inputs: Inputs, people: Staff) -> tuple[Array, Array]:
    """FTE that ramp-up takes from those in post, and FTE of `nqsw` in months 0 to 11; periods × lines."""
    ramps = {ramp.kind: ramp.shares for ramp in inputs.plan.ramps}
    scale = opening_scale(inputs)
    slow, first_year = np.zeros(inputs.shape), np.zeros(inputs.shape)
    survival = np.cumprod(people.keeps, axis=0)
    for kind in PERMANENT_KINDS:
        weights = _weights(ramps.get(kind, ()), first_year=kind == "nqsw")
        lost, new = _of_newcomers(people.newcomers[kind], people.keeps, weights)
        opening_lost, opening_new = _of_opening(inputs, inputs.starts.of(kind, due=False), scale, weights)
        slow += lost + survival * opening_lost
        first_year += new + survival * opening_new
    return slow, first_year


def _weights(ramp: tuple[float, ...], *, first_year: bool) -> Array:
    """By months since the start: the share of a caseload not yet held, and whether it is the first year; 2 × months."""
    months = max(len(ramp), FIRST_YEAR if first_year else 0)
    weights = np.zeros((2, months))
    weights[0, : len(ramp)] = 1.0 - np.array(ramp)
    weights[1, : FIRST_YEAR if first_year else 0] = 1.0
    return weights


def _of_newcomers(newcomers: Array, keeps: Array, weights: Array) -> tuple[Array, Array]:
    """What is left of the cohorts that join within the plan, under each weighting."""
    totals = np.zeros((2, *newcomers.shape))
    lines = np.flatnonzero(newcomers.any(axis=0))
    cohort, kept = newcomers[:, lines], keeps[:, lines]
    sums = np.zeros((2, *cohort.shape))
    for age in range(min(weights.shape[1], len(newcomers))):
        for total, weight in zip(sums, weights[:, age], strict=True):
            if weight:
                total[age:] += weight * cohort
        cohort = cohort[:-1] * kept[age + 1 :]
    totals[:, :, lines] = sums
    return totals[0], totals[1]


def _of_opening(inputs: Inputs, chosen: Indices, scale: Array, weights: Array) -> tuple[Array, Array]:
    """The cohorts already in post at the position, under each weighting, before anybody leaves."""
    starts = inputs.starts
    ages = (month_of(inputs.time.as_at) - starts.month[chosen])[:, None] + inputs.time.shifts
    fte = (starts.fte[chosen] * scale[starts.line[chosen]])[:, None]
    months = weights.shape[1]
    by_age = np.pad(weights, ((0, 0), (0, 1)))[:, np.minimum(ages, months)]
    lost, new = (grouped(fte * shares, starts.line[chosen], len(inputs.lines)).T for shares in by_age)
    return lost, new


def opening_scale(inputs: Inputs) -> Array:
    """By line, what the starters already counted are scaled by so that they fit in post."""
    starts: Starts = inputs.starts
    past = starts.of(*PERMANENT_KINDS, due=False)
    counted = summed(starts.line[past], starts.fte[past], len(inputs.lines))
    in_post = inputs.column("in_post")
    scale = np.ones(len(inputs.lines))
    np.divide(in_post, counted, out=scale, where=counted > in_post)
    return scale
