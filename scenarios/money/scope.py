"""What a scope costs by period and by financial year, and what that is for each case. Pounds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, cached_property

import numpy as np

from scenarios.lines import Pair
from scenarios.money.costs import Choice, Money
from scenarios.projection import NO_CAPACITY
from scenarios.same import Same, interned, read_only, remembered
from scenarios.sums import Summed
from scenarios.timeline import Array
from scenarios.totals import WHOLE_PLAN, Scope
from scenarios.years import FinancialYear, financial_years


@dataclass(frozen=True, eq=False)
class Costs:
    """Costs of a scope by period or by year, each worked out when it is first read."""

    summed: Callable[[str], Array]
    """A cost of its lines together, by name."""
    cases: Array

    posts = Summed()
    """What the posts would cost, all filled."""
    permanent = Summed()
    agency = Summed()
    payments = Summed()
    starters = Summed()
    premium = Summed()
    """What agency with a rate costs less what the same FTE would cost employed."""

    @cached_property
    def cost(self) -> Array:
        """Permanent, agency, payments and starters together."""
        return read_only(self.permanent + self.agency + self.payments + self.starters)

    @cached_property
    def vacancy_saving(self) -> Array:
        """Cost of posts less cost of permanent staff."""
        return read_only(self.posts - self.permanent)

    @cached_property
    def net(self) -> Array:
        """All costs less the cost of posts: above 0 an overspend."""
        return read_only(self.cost - self.posts)

    @cached_property
    def cost_per_case(self) -> Array:
        """For a year, by its cases on average; NaN where there are none, and at the position."""
        per_case = np.full(len(self.cost), np.nan)
        np.divide(self.cost, self.cases, out=per_case, where=self.cases >= NO_CAPACITY)
        return read_only(per_case)


@dataclass(frozen=True)
class ScopeMoney:
    """What a scope comes to: by period, nothing at the position, and by financial year."""

    dates: tuple[dt.date, ...]
    periods: Costs
    financial_years: tuple[FinancialYear, ...]
    years: Costs
    unpaid: tuple[Pair, ...]
    """Staffed lines without pay, which are in no figure."""
    unrated: tuple[Pair, ...]
    """Lines with agency without a rate, which costs nothing here."""

    posts_in: Callable[[int], float] = field(repr=False, compare=False)
    """What the posts would cost in one period: worked out without the others."""

    def net_in(self, period: int) -> float:
        """All costs less the cost of posts in one period."""
        return float(self.periods.cost[period]) - self.posts_in(period)

    @property
    def partial(self) -> bool:
        """Whether anything is missing from the figures."""
        return bool(self.unpaid or self.unrated)


def scope_money(money: Money, scope: Scope = WHOLE_PLAN) -> ScopeMoney:
    """What the lines of a scope cost together."""
    projection, inputs = money.projection, money.inputs
    teams = np.array([scope.holds(team) for team in inputs.plan.teams], dtype=bool)
    lines, years = teams[projection.team_of_line], financial_years(projection.dates)
    cases, firsts = teams.astype(np.float64) @ projection.cases, [year.first for year in years]
    lengths, held = inputs.time.lengths, Same(interned(lines.astype(np.float64)))

    @cache
    def by_period(name: str) -> Array:
        return _summed[name](Same(getattr(money, name)), held)

    @cache
    def by_year(name: str) -> Array:
        return read_only(np.add.reduceat(by_period(name), firsts))

    return ScopeMoney(
        dates=projection.dates,
        periods=Costs(by_period, np.where(lengths > 0, cases, 0.0)),
        financial_years=years,
        years=Costs(by_year, np.add.reduceat(cases * lengths, firsts) / np.add.reduceat(lengths, firsts)),
        unpaid=_named(money, lines & money.unpaid),
        unrated=_named(money, lines & money.unrated),
        posts_in=lambda period: float(held.value @ money.posts_in(period)),
    )


def _of_lines(cost: Same[Array], held: Same[Array]) -> Array:
    """A cost of lines together, by period; 1 for each line that counts, else 0."""
    total: Array = held.value @ cost.value
    return total


_summed = {name: remembered(_of_lines) for name, kind in vars(Costs).items() if isinstance(kind, Summed)}
"""Costs of a scope, by cost: what is remembered of one puts out nothing of another."""


def _named(money: Money, chosen: Choice) -> tuple[Pair, ...]:
    return tuple(money.projection.lines[place] for place in np.flatnonzero(chosen))
