"""Two scenarios compared like for like: before and after of every figure, for every scope, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial

from scenarios.compare.figures import MONEY, money_value, money_values, value, values
from scenarios.compare.frame import framed
from scenarios.compare.mixtures import Mixtures
from scenarios.compare.split import Split, split
from scenarios.money.prices import has_money
from scenarios.money.scope import ScopeMoney
from scenarios.periods import month_of
from scenarios.plan import Plan, Team
from scenarios.problems import Faulty, Problem
from scenarios.timeline import Array
from scenarios.totals import WHOLE_PLAN, Figures, Scope, ScopeKind, figures_of
from scenarios.worked_out import WorkedOut


@dataclass(frozen=True)
class Moved:
    """A figure of a scope before and after, with its change; NaN where it does not exist."""

    before: float
    after: float

    @property
    def change(self) -> float:
        """After less before."""
        return self.after - self.before


@dataclass(frozen=True)
class MoneyPair:
    """What a scope costs before and after, over the same dates and financial years."""

    before: ScopeMoney
    after: ScopeMoney


@dataclass(frozen=True)
class Pair:
    """What a scope comes to before and after, over the same dates."""

    before: Figures
    after: Figures
    work_out_costs: Callable[[], MoneyPair | None] = field(repr=False, compare=False)

    @cached_property
    def costs(self) -> MoneyPair | None:
        """What the scope costs, worked out when first asked for; None unless both plans have money."""
        return self.work_out_costs()

    def series(self, figure: str) -> tuple[Array, Array]:
        """A figure by period, before and after. Raises LookupError for one of money where there is none."""
        if figure not in MONEY:
            return values(self.before, figure), values(self.after, figure)
        if self.costs is None:
            raise LookupError(f"no money to compare: {figure}")
        return money_values(self.costs.before, figure), money_values(self.costs.after, figure)

    def moved(self, figure: str, period: int) -> Moved:
        """A figure in a period. Raises LookupError as `series` does."""
        if figure not in MONEY:
            return Moved(value(self.before, figure, period), value(self.after, figure, period))
        if self.costs is None:
            raise LookupError(f"no money to compare: {figure}")
        before, after = (money_value(side, figure, period) for side in (self.costs.before, self.costs.after))
        return Moved(before, after)


class Comparison:
    """Two plans of the same position date, over the months that both have. Raises UnlikeError.

    `known` is what has been worked out of the two so far.
    """

    def __init__(self, before: Plan, after: Plan, known: tuple[WorkedOut, WorkedOut] | None = None) -> None:
        self.before, self.after = framed(before, after)
        was, now = known or (None, None)
        self.sides = _worked_out(self.before, was), _worked_out(self.after, now)
        self._pair = dict[Scope, Pair]()
        self.has_money = has_money(before) and has_money(after)
        """Whether both plans have pay, each on a line of its own."""

    @cached_property
    def dates(self) -> tuple[dt.date, ...]:
        """The position date and the month ends that both plans have."""
        return self.sides[0].projection.dates

    @cached_property
    def scopes(self) -> tuple[Scope, ...]:
        """The whole plan, then every service, area and team that either plan has."""
        teams = (*self.before.teams, *self.after.teams)
        kinds: tuple[tuple[ScopeKind, list[str]], ...] = (
            ("service", [team.service for team in teams]),
            ("area", [team.area for team in teams]),
            ("team", [team.key for team in teams]),
        )
        return (WHOLE_PLAN, *(Scope(kind, key) for kind, keys in kinds for key in dict.fromkeys(keys) if key))

    @cached_property
    def pairs(self) -> dict[Scope, Pair]:
        """What every scope comes to."""
        both = zip(*(figures_of(side.plan, side.projection, self.scopes) for side in self.sides), strict=True)
        return {scope: self._paired(scope, *each) for scope, each in zip(self.scopes, both, strict=True)}

    def pair(self, scope: Scope) -> Pair:
        """What one scope comes to."""
        if scope not in self._pair:
            before, after = (side.figures(scope) for side in self.sides)
            self._pair[scope] = self._paired(scope, before, after)
        return self._pair[scope]

    def _paired(self, scope: Scope, before: Figures, after: Figures) -> Pair:
        return Pair(before, after, partial(self.money_pair, scope))

    def money_pair(self, scope: Scope = WHOLE_PLAN) -> MoneyPair | None:
        """What one scope costs; None unless both plans have money."""
        if not self.has_money:
            return None
        before, after = (side.money(scope) for side in self.sides)
        return MoneyPair(before, after) if before and after else None

    @cached_property
    def mixtures(self) -> Mixtures:
        """The plans between the two."""
        return Mixtures(self.before, self.after)

    def why(self, scope: Scope = WHOLE_PLAN, cancelled: Callable[[], bool] = lambda: False) -> Split | None:
        """The changes of a scope split over the groups of inputs that differ; None when cancelled meanwhile.

        Raises Faulty for a service or area that has other teams before than after: no input of a group makes that.
        """
        if self._held(self.before.teams, scope) != self._held(self.after.teams, scope):
            found = f"{scope.key} with other teams before than after"
            raise Faulty([Problem(("teams",), found, "the same teams in both, or the whole plan")])
        return split(self.mixtures, scope, cancelled, priced=self.has_money)

    @staticmethod
    def _held(teams: tuple[Team, ...], scope: Scope) -> set[str]:
        return {team.key for team in teams if scope.holds(team)}

    def period_in(self, day: dt.date) -> int:
        """The period that ends in the month of a day; the position where no later one does. Raises Faulty."""
        found = [period for period, end in enumerate(self.dates) if month_of(end) == month_of(day)]
        if not found:
            months = f"{self.dates[0]:%Y-%m} to {self.dates[-1]:%Y-%m}"
            raise Faulty([Problem(("at",), f"{day:%Y-%m}", f"a month that both have, {months}")])
        return found[-1]


def _worked_out(plan: Plan, known: WorkedOut | None) -> WorkedOut:
    return known if known and known.plan is plan else WorkedOut(plan)
