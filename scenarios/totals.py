"""Figures of a scope: lines and teams added up, caseloads then divided, never averaged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import cached_property, partial
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from scenarios.gaps import Gaps, Position
from scenarios.lines import Pair
from scenarios.plan import Plan, Role, RoleGroup, Team
from scenarios.projection import NO_CAPACITY, Projection
from scenarios.same import Same, read_only, remembered
from scenarios.sums import Summed
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


class Sums:
    """What the lines and teams of several scopes add up to, each figure when it is first read."""

    def __init__(self, plan: Plan, projection: Projection, scopes: Sequence[Scope]) -> None:
        self.projection, self.scopes = projection, tuple(scopes)
        self._teams = _held(Same(plan.teams), self.scopes)
        lines = self._teams[:, projection.team_of_line]
        self._there = _from_first_to_last(lines)
        self._lines = lines[:, self._there]
        self._in_roles = _in_roles(Same(plan.roles), Same(projection.lines))
        self._known: dict[str, Array] = {}
        self._known_at: dict[tuple[str, int], Array] = {}

    def at(self, name: str, period: int) -> Array:
        """A figure in one period, by scope: as little as can be is worked out of the others."""
        if (name, period) not in self._known_at:
            self._known_at[name, period] = self._worked_out(
                name, partial(self._at, period), partial(self.at, period=period)
            )
        return self._known_at[name, period]

    def _at(self, period: int, name: str) -> Array:
        """What lines or teams have in one period."""
        if name in _GAPS or name in _POSITION:
            found: Array = getattr(self.projection.at(period) if name in _GAPS else self.projection.now, name)
            return found
        every: Array = getattr(self.projection, name)
        return every[:, period]

    def of(self, name: str) -> Array:
        """A figure: scopes × periods."""
        if name not in self._known:
            if name == "posts":
                found = self.projection.inputs.posts_of(self._lines, self._there)
            else:
                found = self._worked_out(name, partial(getattr, self.projection), self.of)
            self._known[name] = read_only(found)  # and with it all that is cut out of it
        return self._known[name]

    def _worked_out(self, name: str, parts: Callable[[str], Array], whole: Callable[[str], Array]) -> Array:
        """A figure by scope from what lines or teams have of it, or from other figures."""
        if name in _QUOTIENTS:
            part, base = _QUOTIENTS[name]
            return _divided(whole(part), whole(base))
        if name in _IN_POST:
            return (self._lines * self._in_roles[name][self._there]) @ parts("in_post")[self._there]
        found = parts(name)
        return self._teams @ found if name in _TEAM_SUMS else self._lines @ found[self._there]

    @cached_property
    def target_met_from(self) -> list[dt.date | None]:
        """By scope, the date after which its target is never missed again."""
        dates, enough = self.projection.dates, self.of("capacity") >= NO_CAPACITY
        met = enough & self._meets()
        back = np.argmin(met[:, ::-1], axis=1)
        first = np.where(met.all(axis=1), 0, met.shape[1] - back)
        return [dates[place] if place < len(dates) else None for place in first.tolist()]

    def _meets(self) -> NDArray[np.bool_]:
        """Whether capacity is enough: by weighted cases for a team, by required FTE for several."""
        capacity = self.of("capacity")
        met: NDArray[np.bool_] = self.of("required_fte") <= capacity + NO_CAPACITY
        places = [place for place, each in enumerate(self.scopes) if each.kind == "team"]
        if not places:
            return met
        index = {team: place for place, team in enumerate(self.projection.teams)}
        places = [place for place in places if self.scopes[place].key in index]
        targets = self.projection.targets[[index[self.scopes[place].key] for place in places]]
        met[places] = self.of("weighted_cases")[places] <= targets[:, None] * capacity[places] + NO_CAPACITY
        return met


@dataclass(frozen=True, eq=False)
class Figures:
    """What a scope comes to, by period. NaN where a figure does not exist."""

    sums: Sums
    place: int
    """Of the scope among those that were added up together."""

    posts = Summed()
    in_post = Summed()
    leavers = Summed()
    starters = Summed()
    vacant = Summed()
    over_establishment = Summed()
    absent = Summed()
    agency = Summed()
    uncovered = Summed()
    surplus = Summed()
    cases = Summed()
    weighted_cases = Summed()
    capacity = Summed()
    case_holders = Summed()
    caseload = Summed()
    average_caseload = Summed()
    required_fte = Summed()
    capacity_gap = Summed()
    unallocated = Summed()
    """Cases of teams that have no capacity to hold them."""
    span = Summed()
    """Practitioner FTE in post per manager FTE in post."""
    first_year_share = Summed()

    @property
    def dates(self) -> tuple[dt.date, ...]:
        """The position date, and the end of each period."""
        return self.sums.projection.dates

    def at(self, name: str, period: int) -> float:
        """A figure in one period."""
        return float(self.sums.at(name, period)[self.place])

    def now(self, name: str) -> float:
        """A figure at the position; those of the pipeline there are in no other period."""
        return self.at(name, 0)

    def summed(self, name: str) -> Array:
        """A figure by name."""
        result: Array = self.sums.of(name)[self.place]
        return result

    @property
    def pipeline(self) -> float:
        """FTE × likelihood of every start after the position date."""
        return self.now("pipeline")

    @property
    def remaining(self) -> float:
        """What of the gap at the position the pipeline leaves."""
        return self.now("remaining")

    @property
    def target_met_from(self) -> dt.date | None:
        """The date after which the target is never missed again."""
        return self.sums.target_met_from[self.place]


def figures(plan: Plan, projection: Projection, scope: Scope = WHOLE_PLAN) -> Figures:
    """What the lines and teams of a scope come to."""
    return figures_of(plan, projection, (scope,))[0]


def figures_of(plan: Plan, projection: Projection, scopes: Sequence[Scope]) -> tuple[Figures, ...]:
    """What the lines and teams of several scopes come to, added up for all of them at once."""
    sums = Sums(plan, projection, scopes)
    return tuple(Figures(sums, place) for place in range(len(scopes)))


def _from_first_to_last(lines: Array) -> slice:
    """Where the lines of scopes are, of all lines: those of a team are beside each other in most plans."""
    held = np.flatnonzero(lines.any(axis=0))
    return slice(held[0], held[-1] + 1) if held.size else slice(0, 0)


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


_GAPS, _POSITION = ({each.name for each in fields(kind)} for kind in (Gaps, Position))
_TEAM_SUMS = ("cases", "weighted_cases", "required_fte", "capacity_gap", "unallocated")
_IN_POST = ("practitioner", "manager", HOLDING)
"""In post, of lines of these roles only."""
_QUOTIENTS = {
    "caseload": ("weighted_cases", "capacity"),
    "average_caseload": ("cases", "case_holders"),
    "span": ("practitioner", "manager"),
    "first_year_share": ("first_year", HOLDING),
}


def _divided(part: Array, base: Array) -> Array:
    divided: Array = part / np.where(base >= NO_CAPACITY, base, np.nan)
    return divided
