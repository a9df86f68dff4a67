"""Figures of a scope: lines and teams added up, caseloads then divided, never averaged."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from scenarios.plan import Plan, Team
from scenarios.projection import NO_CAPACITY, Projection
from scenarios.same import read_only
from scenarios.timeline import Array

ScopeKind = Literal["plan", "service", "area", "team"]


@dataclass(frozen=True)
class Scope:
    """What part of the plan is looked at: all of it, a service, an area or a team."""

    kind: ScopeKind = "plan"
    key: str = ""

    def holds(self, team: Team) -> bool:
        """Whether a team lies within the scope."""
        if self.kind == "plan":
            return True
        return self.key == {"service": team.service, "area": team.area, "team": team.key}[self.kind]


WHOLE_PLAN = Scope()


@dataclass(frozen=True)
class Figures:
    """What a scope comes to, by period. NaN where a figure does not exist."""

    dates: tuple[dt.date, ...]
    posts: Array
    in_post: Array
    leavers: Array
    starters: Array
    vacant: Array
    over_establishment: Array
    absent: Array
    agency: Array
    uncovered: Array
    surplus: Array
    cases: Array
    weighted_cases: Array
    capacity: Array
    case_holders: Array
    caseload: Array
    average_caseload: Array
    required_fte: Array
    capacity_gap: Array
    unallocated: Array
    """Cases of teams that have no capacity to hold them."""
    span: Array
    """Practitioner FTE in post per manager FTE in post."""
    first_year_share: Array
    target_met_from: dt.date | None


def figures(plan: Plan, projection: Projection, scope: Scope = WHOLE_PLAN) -> Figures:
    """What the lines and teams of a scope come to."""
    teams = np.array([scope.holds(team) for team in plan.teams], dtype=bool)
    held = {team.key for team in plan.teams if scope.holds(team)}
    lines = np.array([team in held for team, _ in projection.lines], dtype=bool)
    sums = {name: _added(getattr(projection, name), lines) for name in _LINE_SUMS}
    demand = {name: _added(getattr(projection, name), teams) for name in _TEAM_SUMS}
    exists = sums["capacity"] >= NO_CAPACITY
    result = Figures(
        dates=projection.dates,
        **sums,
        **demand,
        caseload=_divided(demand["weighted_cases"], sums["capacity"]),
        average_caseload=_divided(demand["cases"], sums["case_holders"]),
        span=_span(plan, projection, lines),
        first_year_share=_first_year_share(plan, projection, lines),
        target_met_from=_met_from(projection, exists & _meets(projection, scope, demand, sums["capacity"])),
    )
    return read_only(result)


_LINE_SUMS = (
    "posts",
    "in_post",
    "leavers",
    "starters",
    "vacant",
    "over_establishment",
    "absent",
    "agency",
    "uncovered",
    "surplus",
    "capacity",
    "case_holders",
)

_TEAM_SUMS = ("cases", "weighted_cases", "required_fte", "capacity_gap", "unallocated")


def _added(values: Array, chosen: NDArray[np.bool_]) -> Array:
    """The rows chosen, added up; taking all of them copies none."""
    return np.asarray((values if chosen.all() else values[chosen]).sum(axis=0))


def _meets(projection: Projection, scope: Scope, demand: dict[str, Array], capacity: Array) -> NDArray[np.bool_]:
    """Whether capacity is enough: by weighted cases for a team, by required FTE for several."""
    if scope.kind != "team":
        return np.asarray(demand["required_fte"] <= capacity + NO_CAPACITY)
    target = projection.targets[projection.teams.index(scope.key)]
    return np.asarray(demand["weighted_cases"] <= target * capacity + NO_CAPACITY)


def _met_from(projection: Projection, met: NDArray[np.bool_]) -> dt.date | None:
    missed = np.flatnonzero(~met)
    first = int(missed[-1]) + 1 if missed.size else 0
    return projection.dates[first] if first < len(projection.dates) else None


def _divided(part: Array, base: Array) -> Array:
    result = np.full(part.shape, np.nan)
    np.divide(part, base, out=result, where=base >= NO_CAPACITY)
    return result


def _of_roles(projection: Projection, lines: NDArray[np.bool_], roles: set[str]) -> Array:
    chosen = lines & np.array([role in roles for _, role in projection.lines], dtype=bool)
    return np.asarray(projection.in_post[chosen].sum(axis=0))


def _span(plan: Plan, projection: Projection, lines: NDArray[np.bool_]) -> Array:
    practitioners = {role.key for role in plan.roles if role.group == "practitioner"}
    managers = {role.key for role in plan.roles if role.group == "manager"}
    return _divided(_of_roles(projection, lines, practitioners), _of_roles(projection, lines, managers))


def _first_year_share(plan: Plan, projection: Projection, lines: NDArray[np.bool_]) -> Array:
    holding = {role.key for role in plan.roles if role.caseload_share > 0}
    return _divided(projection.first_year[lines].sum(axis=0), _of_roles(projection, lines, holding))
