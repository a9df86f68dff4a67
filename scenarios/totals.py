"""Figures of a scope: lines and teams added up, caseloads then divided, never averaged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from scenarios.lines import Pair
from scenarios.plan import Plan, Role, RoleGroup, Team
from scenarios.projection import NO_CAPACITY, Projection
from scenarios.same import Same, read_only, remembered
from scenarios.timeline import Array

ScopeKind = Literal["plan", "service", "area", "team"]


_FIELD: dict[ScopeKind, str] = {"service": "service", "area": "area", "team": "key"}


@dataclass(frozen=True)
class Scope:
    """What part of the plan is looked at: all of it, a service, an area or a team."""

    kind: ScopeKind = "plan"
    key: str = ""

    def holds(self, team: Team) -> bool:
        """Whether a team lies within the scope."""
        if self.kind == "plan":
            return True
        return bool(getattr(team, _FIELD[self.kind]) == self.key)


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
    teams = _held(Same(plan.teams), tuple(scopes))
    lines = teams[:, projection.team_of_line]
    there = _from_first_to_last(lines)
    lines = lines[:, there]
    in_roles = _in_roles(Same(plan.roles), Same(projection.lines))
    practitioners, managers, holding = (
        (lines * in_roles[name][there]) @ projection.in_post[there] for name in ("practitioner", "manager", HOLDING)
    )
    sums = {name: lines @ getattr(projection, name)[there] for name in _LINE_SUMS}
    sums |= {name: teams @ getattr(projection, name) for name in _TEAM_SUMS}
    sums |= {
        "caseload": _divided(sums["weighted_cases"], sums["capacity"]),
        "average_caseload": _divided(sums["cases"], sums["case_holders"]),
        "span": _divided(practitioners, managers),
        "first_year_share": _divided(lines @ projection.first_year[there], holding),
    }
    read_only(sums)  # and with them all that is cut out of them
    pipeline, remaining = lines @ projection.pipeline[there], lines @ projection.remaining[there]
    met_from = _met_from(projection.dates, (sums["capacity"] >= NO_CAPACITY) & _meets(projection, scopes, sums))
    return tuple(
        Figures(
            projection.dates,
            **{name: values[place] for name, values in sums.items()},
            pipeline=float(pipeline[place]),
            remaining=float(remaining[place]),
            target_met_from=met_from[place],
        )
        for place in range(len(scopes))
    )


def _from_first_to_last(lines: Array) -> slice:
    """Where the lines of scopes are, of all lines: those of a team are beside each other in most plans."""
    held = np.flatnonzero(lines.any(axis=0))
    return slice(held[0], held[-1] + 1) if held.size else slice(0)


HOLDING = "holding"
"""Roles that hold cases, beside the groups of roles."""


@remembered
def _held(teams: Same[tuple[Team, ...]], scopes: tuple[Scope, ...]) -> Array:
    """1 where a scope holds a team, else 0: scopes × teams."""
    held = np.array([[scope.holds(team) for team in teams.value] for scope in scopes], dtype=np.float64)
    return held.reshape(len(scopes), len(teams.value))


@remembered
def _in_roles(roles: Same[tuple[Role, ...]], lines: Same[tuple[Pair, ...]]) -> dict[str, Array]:
    """1 where a line's role is of a group or holds cases, else 0."""
    chosen: dict[str, set[str]] = {group: set() for group in (*get_args(RoleGroup), HOLDING)}
    for role in roles.value:
        for name in (role.group, *([HOLDING] if role.caseload_share > 0 else [])):
            chosen[name].add(role.key)
    return {name: np.array([float(role in keys) for _, role in lines.value]) for name, keys in chosen.items()}


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
    places = [place for place, each in enumerate(scopes) if each.kind == "team"]
    if not places:
        return met
    index = {team: place for place, team in enumerate(projection.teams)}
    places = [place for place in places if scopes[place].key in index]
    teams = [index[scopes[place].key] for place in places]
    capacity = projection.targets[teams, None] * sums["capacity"][places]
    met[places] = sums["weighted_cases"][places] <= capacity + NO_CAPACITY
    return met


def _met_from(dates: tuple[dt.date, ...], met: NDArray[np.bool_]) -> list[dt.date | None]:
    """The date after which a scope's target is never missed again."""
    back = np.argmin(met[:, ::-1], axis=1)
    first = np.where(met.all(axis=1), 0, met.shape[1] - back)
    return [dates[place] if place < len(dates) else None for place in first.tolist()]


def _divided(part: Array, base: Array) -> Array:
    divided: Array = part / np.where(base >= NO_CAPACITY, base, np.nan)
    return divided
