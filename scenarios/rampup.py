"""What ramp-up and protected caseloads take from permanent staff, and who is in their first year.

Leavers are drawn evenly from everyone in post, so each cohort keeps the same share of itself in a period. Only the
cohorts still within their ramp need following: everyone else in post holds a full caseload.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenarios.inputs import Array, Inputs, summed
from scenarios.periods import month_of
from scenarios.staff import Staff

FIRST_YEAR = 12


def unproductive(inputs: Inputs, people: Staff) -> tuple[Array, Array]:
    """FTE that ramp-up takes from those in post, and FTE of `nqsw` in months 0 to 11; periods × lines."""
    cohorts = _Cohorts(inputs, people, np.cumprod(people.keeps, axis=0, dtype=np.float64), _opening(inputs))
    ramps = [ramp for ramp in inputs.plan.ramps if ramp.kind != "agency" and ramp.shares]
    lost = (cohorts.weighted(ramp.kind, 1.0 - np.array(ramp.shares, dtype=np.float64)) for ramp in ramps)
    return sum(lost, np.zeros(inputs.shape)), cohorts.weighted("nqsw", np.ones(FIRST_YEAR))


@dataclass(frozen=True)
class _Opening:
    """Starters already in post at the position, of one start: scaled to fit in post."""

    kind: str
    line: int
    age: int
    fte: float


@dataclass(frozen=True)
class _Cohorts:
    inputs: Inputs
    people: Staff
    survival: Array
    opening: list[_Opening]

    def weighted(self, kind: str, weights: Array) -> Array:
        """What is left of the cohorts of a kind, each weighted by months since its start month."""
        newcomers = _of_newcomers(self.people.newcomers[kind], self.people.keeps, weights)
        return newcomers + self._of_opening([cohort for cohort in self.opening if cohort.kind == kind], weights)

    def _of_opening(self, cohorts: list[_Opening], weights: Array) -> Array:
        since = np.array([cohort.age for cohort in cohorts], dtype=np.intp)[:, None] + self.inputs.time.shifts
        fte = np.array([cohort.fte for cohort in cohorts])[:, None]
        weighted = fte * np.append(weights, 0.0)[np.minimum(since, len(weights))]
        return self.survival * self.inputs.there([cohort.line for cohort in cohorts], weighted)


def _of_newcomers(newcomers: Array, keeps: Array, weights: Array) -> Array:
    total = np.zeros(newcomers.shape)
    lines = np.flatnonzero(newcomers.any(axis=0))
    cohort, kept = newcomers[:, lines], keeps[:, lines]
    sums = weights[0] * cohort
    for weight in weights[1 : len(newcomers)]:
        cohort = np.vstack((np.zeros((1, lines.size)), cohort[:-1] * kept[1:]))
        sums += weight * cohort
    total[:, lines] = sums
    return total


def _opening(inputs: Inputs) -> list[_Opening]:
    past = [each for each in inputs.starts if each.starter.kind != "agency" and not inputs.is_due(each)]
    counted = summed((each.line for each in past), (each.fte for each in past), len(inputs.lines))
    in_post = inputs.column("in_post")
    scale = np.ones(len(inputs.lines))
    np.divide(in_post, counted, out=scale, where=counted > in_post)
    now = month_of(inputs.time.as_at)
    return [
        _Opening(each.starter.kind, each.line, now - month_of(each.start), each.fte * float(scale[each.line]))
        for each in past
    ]
