"""Figures of a scope: lines and teams added up, caseloads then divided, never averaged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
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
    pipeline: float
    """FTE × likelihood of every start after the position date."""
    remaining: float
    """What of the gap at the position the pipeline leaves."""
    target_met_from: dt.date | None


def figures(plan: Plan, projection: Projection, scope: Scope = WHOLE_PLAN) -> Figures:
    """What the lines and teams of a scope come to."""
    return figures_of(plan, projection, (scope,))[0]


def figures_of(plan: Plan, projection: Projection, scopes: Sequence[Scope]) -> tuple[Figures, ...]:
    """What the lines and teams of several scopes come to, added up for all of them at once."""
    teams = np.array([[scope.holds(team) for team in plan.teams] for scope in scopes], dtype=np.float64)
    teams = teams.reshape(len(scopes), len(plan.teams))
    lines = teams[:, projection.team_of_line]
    sums = {name: lines @ getattr(projection, name) for name in _LINE_SUMS}
    sums |= {name: teams @ getattr(projection, name) for name in _TEAM_SUMS}
    sums |= {
        "caseload": _divided(sums["weighted_cases"], sums["capacity"]),
        "average_caseload": _divided(sums["cases"], sums["case_holders"]),
        "span": _span(plan, projection, lines),
        "first_year_share": _first_year_share(plan, projection, lines),
    }
    pipeline, remaining = lines @ projection.pipeline, lines @ projection.remaining
    met = (sums["capacity"] >= NO_CAPACITY) & _meets(projection, scopes, sums)
    return tuple(
        read_only(
            Figures(
                projection.dates,
                **{name: values[place] for name, values in sums.items()},
                pipeline=float(pipeline[place]),
                remaining=float(remaining[place]),
                target_met_from=_met_from(projection, met[place]),
            )
        )
        for place in range(len(scopes))
    )


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


def _meets(projection: Projection, scopes: Sequence[Scope], sums: dict[str, Array]) -> NDArray[np.bool_]:
    """Whether capacity is enough: by weighted cases for a team, by required FTE for several."""
    met: NDArray[np.bool_] = sums["required_fte"] <= sums["capacity"] + NO_CAPACITY
    for place, scope in enumerate(scopes):
        if scope.kind == "team" and scope.key in projection.teams:
            target = projection.targets[projection.teams.index(scope.key)]
            met[place] = sums["weighted_cases"][place] <= target * sums["capacity"][place] + NO_CAPACITY
    return met


def _met_from(projection: Projection, met: NDArray[np.bool_]) -> dt.date | None:
    missed = np.flatnonzero(~met)
    first = int(missed[-1]) + 1 if missed.size else 0
    return projection.dates[first] if first < len(projection.dates) else None


def _divided(part: Array, base: Array) -> Array:
    result = np.full(part.shape, np.nan)
    np.divide(part, base, out=result, where=base >= NO_CAPACITY)
    return result


def _of_roles(projection: Projection, lines: Array, roles: set[str]) -> Array:
    """What is in post in some roles, by scope and period."""
    chosen = np.array([role in roles for _, role in projection.lines], dtype=bool)
    result: Array = lines[:, chosen] @ projection.in_post[chosen]
    return result


def _span(plan: Plan, projection: Projection, lines: Array) -> Array:
    practitioners = {role.key for role in plan.roles if role.group == "practitioner"}
    managers = {role.key for role in plan.roles if role.group == "manager"}
    return _divided(_of_roles(projection, lines, practitioners), _of_roles(projection, lines, managers))


def _first_year_share(plan: Plan, projection: Projection, lines: Array) -> Array:
    holding = {role.key for role in plan.roles if role.caseload_share > 0}
    return _divided(lines @ projection.first_year, _of_roles(projection, lines, holding))
