"""What a scope costs by period and by financial year, and what that is for each case. Pounds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from scenarios.lines import Pair
from scenarios.money.costs import Choice, Money
from scenarios.projection import NO_CAPACITY
from scenarios.same import read_only
from scenarios.timeline import Array
from scenarios.totals import WHOLE_PLAN, Scope
from scenarios.years import FinancialYear, financial_years


@dataclass(frozen=True)
class Costs:
    """Costs of a scope by period or by year."""

    posts: Array
    """What the posts would cost, all filled."""
    permanent: Array
    vacancy_saving: Array
    agency: Array
    payments: Array
    starters: Array
    net: Array
    """All costs less the cost of posts: above 0 an overspend."""
    premium: Array
    """What agency with a rate costs less what the same FTE would cost employed."""
    cost: Array
    """Permanent, agency, payments and starters together."""
    cost_per_case: Array
    """For a year, by its cases on average; NaN where there are none, and at the position."""


SUMS = ("posts", "permanent", "agency", "payments", "starters", "premium")


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

    @property
    def partial(self) -> bool:
        """Whether anything is missing from the figures."""
        return bool(self.unpaid or self.unrated)


def scope_money(money: Money, scope: Scope = WHOLE_PLAN) -> ScopeMoney:
    """What the lines of a scope cost together."""
    teams = np.array([scope.holds(team) for team in money.teams], dtype=bool)
    lines, years = teams[money.team_of_line], financial_years(money.dates)
    sums = {name: lines.astype(np.float64) @ getattr(money, name) for name in SUMS}
    cases, firsts = teams.astype(np.float64) @ money.cases, [year.first for year in years]
    by_year = {name: np.add.reduceat(values, firsts) for name, values in sums.items()}
    months = np.add.reduceat(money.lengths, firsts)
    result = ScopeMoney(
        dates=money.dates,
        periods=_costs(sums, np.where(money.lengths > 0, cases, 0.0)),
        financial_years=years,
        years=_costs(by_year, np.add.reduceat(cases * money.lengths, firsts) / months),
        unpaid=_named(money, lines & money.unpaid),
        unrated=_named(money, lines & money.unrated),
    )
    read_only(result.periods)
    read_only(result.years)
    return result


def _named(money: Money, chosen: Choice) -> tuple[Pair, ...]:
    return tuple(money.lines[place] for place in np.flatnonzero(chosen))


def _costs(sums: dict[str, Array], cases: Array) -> Costs:
    cost = sums["permanent"] + sums["agency"] + sums["payments"] + sums["starters"]
    per_case = np.full(len(cost), np.nan)
    np.divide(cost, cases, out=per_case, where=cases >= NO_CAPACITY)
    return Costs(
        **sums,
        vacancy_saving=sums["posts"] - sums["permanent"],
        net=cost - sums["posts"],
        cost=cost,
        cost_per_case=per_case,
    )
