"""What a manager should look at first: facts about a plan, worst first, without words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from scenarios.inputs import Inputs
from scenarios.periods import add_months
from scenarios.plan import Leaver, Plan, Starter
from scenarios.projection import NO_CAPACITY, Projection
from scenarios.staff import Staff, staff
from scenarios.timeline import ordinals
from scenarios.totals import Scope

Kind = Literal["turnover-unset", "over-target", "unallocated", "cover-ends", "shortfall", "contained"]


@dataclass(frozen=True)
class Attention:
    """One such fact.

    `over-target`: the worst caseload of a team, its month, and its target in `beside`. `unallocated`: cases with no
    capacity, and the first month. `cover-ends`: covering agency FTE that ends within three months. `shortfall`: FTE due
    to leave or move that is not there. `contained`: known leavers that expected turnover already contains; `day` is
    when they have a further effect, None where they have none within the plan. `turnover-unset`: no turnover at all.
    """

    kind: Kind
    team: str = ""
    role: str = ""
    amount: float = 0.0
    beside: float = 0.0
    day: dt.date | None = None


def attention(plan: Plan, projection: Projection, scope: Scope) -> tuple[Attention, ...]:
    """What needs looking at within a scope, grouped by kind, the worst of each kind first."""
    inputs = Inputs(plan)
    people = staff(inputs)
    held = {team.key for team in plan.teams if scope.holds(team)}
    found = [
        *_unallocated(projection),
        *_worst(_shortfalls(projection)),
        *_worst(_over_target(projection)),
        *_cover_ends(plan),
        *_contained(plan, inputs, people),
    ]
    unset = [] if any(inputs.turnover > 0) or _turnover_given(plan) else [Attention("turnover-unset")]
    return (*unset, *(each for each in found if each.team in held))


def _turnover_given(plan: Plan) -> bool:
    given = [plan.assumptions.turnover, *(role.turnover for role in plan.roles)]
    return any(value is not None for value in [*given, *(line.turnover for line in plan.establishment)])


def _worst(found: Iterator[Attention]) -> Sequence[Attention]:
    return sorted(found, key=lambda each: each.beside - each.amount)


def _over_target(projection: Projection) -> Iterator[Attention]:
    """Teams above target in some month: by how far, in their worst month."""
    capacity = projection.team_capacity
    for index, team in enumerate(projection.teams):
        there = capacity[index] >= NO_CAPACITY
        caseload = np.divide(projection.weighted_cases[index], capacity[index], out=np.zeros(len(there)), where=there)
        worst, target = int(np.argmax(caseload)), float(projection.targets[index])
        if caseload[worst] > target + NO_CAPACITY:
            yield Attention("over-target", team, "", float(caseload[worst]), target, projection.dates[worst])


def _unallocated(projection: Projection) -> Iterator[Attention]:
    for index, team in enumerate(projection.teams):
        lost = projection.unallocated[index]
        if lost.any():
            first = int(np.flatnonzero(lost)[0])
            yield Attention("unallocated", team, "", float(lost.max()), 0.0, projection.dates[first])


def _shortfalls(projection: Projection) -> Iterator[Attention]:
    """Leavers or moves of more FTE than is there: the month a line's shortfall is largest."""
    for index in np.flatnonzero(projection.shortfall.max(axis=1, initial=0.0) > NO_CAPACITY):
        row = projection.shortfall[index]
        worst = int(np.argmax(row))
        team, role = projection.lines[index]
        yield Attention("shortfall", team, role, float(row[worst]), 0.0, projection.dates[worst])


def _cover_ends(plan: Plan) -> Sequence[Attention]:
    as_at = plan.header.as_at
    soon = add_months(as_at, 3)
    rows = [(row.team, row.role, row.fte, row.end) for row in plan.agency if row.purpose == "cover"]
    due = [(s.team, s.role, s.fte * s.likelihood, day) for s in plan.pipeline for day in _ends_of_due(s, as_at)]
    found = [
        Attention("cover-ends", team, role, fte, 0.0, end)
        for team, role, fte, end in [*rows, *due]
        if end and as_at <= end <= soon
    ]
    return sorted(found, key=lambda each: (each.day or as_at, -each.amount))


def _ends_of_due(row: Starter, as_at: dt.date) -> Iterator[dt.date]:
    """The last days of agency workers of the pipeline who are still to come."""
    for n in range(row.repeat):
        if row.end and add_months(row.start, n) > as_at:
            yield add_months(row.end, n)


def _contained(plan: Plan, inputs: Inputs, people: Staff) -> Iterator[Attention]:
    """Lines whose known leavers, when they go, are within what turnover expects by then."""
    known = inputs.dated.known_leavers
    leaving: dict[int, list[Leaver]] = {}
    for place, row in zip(inputs.lines.of(plan.leavers).tolist(), plan.leavers, strict=True):
        leaving.setdefault(place, []).append(row)
    for index, own in sorted(leaving.items()):
        team, role = inputs.lines.pairs[index]
        gone = inputs.time.periods_at(ordinals(row.last_day for row in own) + 1).tolist()
        inside = [k for k in gone if 0 < k <= inputs.time.months and known[k, index] <= people.expected[k, index]]
        if inside:
            beyond = np.flatnonzero(known[:, index] > people.expected[:, index] + NO_CAPACITY)
            later = [int(k) for k in beyond if k > inside[0]]
            fte = float(known[max(inside), index])
            yield Attention("contained", team, role, fte, 0.0, inputs.time.dates[later[0]] if later else None)
