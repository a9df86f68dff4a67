"""What a plan costs, in plain loops over lines and periods with exact fractions of a pound for each line and period.

Slow on purpose, and written apart from the package: it shares only the description of a plan with it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scenarios.plan import Line, Plan, Role, Team
from tests.scenarios.slow_calendar import there
from tests.scenarios.slow_model import LineKey, LineRows, SlowProjection, rows_by_line, slow_projection

FIGURES = ("posts", "permanent", "agency", "payments", "starters", "net", "premium")
EVERY = (*FIGURES, "vacancy_saving", "cost")
NEXT_TO_NOTHING = 1e-9
NONE = Fraction(0)

Series = dict[str, list[float]]


def exact(number: float) -> Fraction:
    """A number as it is written."""
    return Fraction(Decimal(repr(number)))


@dataclass
class SlowMoney:
    """Costs of every line by period; staffed lines without pay, and lines with agency without a rate."""

    ends: list[date]
    lines: dict[LineKey, Series] = field(default_factory=dict)
    unpaid: list[LineKey] = field(default_factory=list)
    unrated: list[LineKey] = field(default_factory=list)


@dataclass
class AgencyPresent:
    """Agency workers at the end of a period, FTE, and what one FTE is paid a week, if that is known."""

    fte: Fraction
    week: float | None


class SlowCosts:
    """One line that has pay, priced period by period."""

    def __init__(self, plan: Plan, line: Line, rows: LineRows, ends: list[date]) -> None:
        self.plan, self.line, self.rows, self.ends = plan, line, rows, ends
        role = role_of(plan, line)
        self.pay = line.pay if line.pay is not None else role.pay
        self.week = line.agency_week if line.agency_week is not None else role.agency_week
        self.unrated = False

    def months(self, k: int) -> Fraction:
        """The length of a period: its days as a part of the month it ends in, whose last day's number is its days."""
        return Fraction((self.ends[k] - self.ends[k - 1]).days, self.ends[k].day)

    def award(self, kind: str, k: int) -> Fraction:
        product = Fraction(1)
        for row in self.plan.pay_awards:
            if row.start <= self.ends[k]:
                product *= 1 + exact(row.pay if kind == "pay" else row.agency)
        return product

    def employed(self, k: int) -> Fraction:
        """What one FTE in post costs in a period."""
        assert self.pay is not None
        a_year = exact(self.pay) * self.award("pay", k) * (1 + exact(self.plan.assumptions.on_costs))
        return a_year / 12 * self.months(k)

    def agency_present(self, k: int) -> Iterator[AgencyPresent]:
        end = self.ends[k]
        yield AgencyPresent(exact(self.line.agency), self.week)
        for row in self.rows.placements:
            if there(row.start, row.end, end):
                yield AgencyPresent(exact(row.fte), row.agency_week if row.agency_week is not None else self.week)
        for start in self.rows.agency_starts:
            if there(start.start, start.end, end):
                yield AgencyPresent(exact(start.fte), self.week)

    def agency(self, k: int) -> tuple[Fraction, Fraction]:
        """What agency costs in a period, and how many FTE that is for; notes whether there is any without a rate."""
        cost = fte = NONE
        weeks = exact(self.plan.assumptions.agency_paid_weeks)
        for present in self.agency_present(k):
            if present.week is None:
                self.unrated = self.unrated or present.fte > NEXT_TO_NOTHING
            else:
                fte += present.fte
                cost += present.fte * exact(present.week) * self.award("agency", k) * weeks / 12 * self.months(k)
        return cost, fte

    def payments(self, in_post: Fraction, k: int) -> Fraction:
        total = NONE
        for row in self.plan.payments:
            for_line = row.team in (None, self.line.team) and row.role in (None, self.line.role)
            if for_line and there(row.start, row.end, self.ends[k]):
                total += in_post * exact(row.amount) * exact(row.uptake) / 12 * self.months(k)
        return total

    def starters(self, k: int) -> Fraction:
        total = NONE
        for row in self.plan.starter_costs:
            for arrival in self.rows.arrivals:
                if arrival.kind == row.kind and self.ends[k - 1] < arrival.start <= self.ends[k]:
                    total += exact(arrival.fte) * exact(row.amount)
        return total

    def period(self, posts: float, in_post: float, k: int) -> dict[str, float]:
        """Every figure of a period, exact until here."""
        staff, employed = Fraction(in_post), self.employed(k)
        agency, fte = self.agency(k)
        costs = {
            "posts": Fraction(posts) * employed,
            "permanent": staff * employed,
            "agency": agency,
            "payments": self.payments(staff, k),
            "starters": self.starters(k),
            "premium": agency - fte * employed,
        }
        paid = costs["permanent"] + costs["agency"] + costs["payments"] + costs["starters"]
        costs["net"] = paid - costs["posts"]
        costs["vacancy_saving"] = costs["posts"] - costs["permanent"]
        costs["cost"] = paid
        return {name: float(cost) for name, cost in costs.items()}


def role_of(plan: Plan, line: Line) -> Role:
    return next(role for role in plan.roles if role.key == line.role)


def slow_money(plan: Plan, projection: SlowProjection) -> SlowMoney | None:
    """What every line costs in every period; None where no line has pay."""
    rows = rows_by_line(plan)
    money = SlowMoney(projection.dates)
    periods = range(1, len(projection.dates))
    for line in plan.establishment:
        key = (line.team, line.role)
        series, costs = projection.lines[key], SlowCosts(plan, line, rows[key], projection.dates)
        if costs.pay is None:
            money.lines[key] = {name: [0.0] * len(projection.dates) for name in EVERY}
            if any(series["in_post"][k] + series["agency"][k] > NEXT_TO_NOTHING for k in periods):
                money.unpaid.append(key)
        else:
            found = [costs.period(series["posts"][k], series["in_post"][k], k) for k in periods]
            money.lines[key] = {name: [0.0, *(each[name] for each in found)] for name in EVERY}
            if costs.unrated:
                money.unrated.append(key)
    has_pay = any(line.pay is not None or role_of(plan, line).pay is not None for line in plan.establishment)
    return money if has_pay else None


def year_of(day: date) -> str:
    """The financial year of a day; it begins on 1 April."""
    first = day.year if (day.month, day.day) >= (4, 1) else day.year - 1
    return f"{first}/{str(first + 1)[-2:]}"


@dataclass
class SlowYear:
    """A financial year of a scope: its figures, whether it is there whole, and its cases on average."""

    whole: bool
    figures: dict[str, float]
    cases: float


def added_up(money: SlowMoney, teams: list[Team]) -> Series:
    """The lines of some teams added up by period."""
    keys = {team.key for team in teams}
    chosen = [series for (team, _), series in money.lines.items() if team in keys]
    return {name: [math.fsum(series[name][k] for series in chosen) for k in range(len(money.ends))] for name in EVERY}


def years_of(money: SlowMoney, sums: Series, cases: list[float]) -> dict[str, SlowYear]:
    """Periods added up by the financial year they end in."""
    periods: dict[str, list[int]] = {}
    for k in range(1, len(money.ends)):
        periods.setdefault(year_of(money.ends[k]), []).append(k)
    years = {}
    for year, those in periods.items():
        days = {k: (money.ends[k] - money.ends[k - 1]).days for k in those}
        lengths = {k: days[k] / money.ends[k].day for k in those}
        whole = sum(days[k] == money.ends[k].day for k in those) == 12
        mean = sum(cases[k] * lengths[k] for k in those) / sum(lengths.values())
        years[year] = SlowYear(whole, {name: math.fsum(sums[name][k] for k in those) for name in EVERY}, mean)
    return years


def slow_money_report(plan: Plan) -> dict[str, Any] | None:
    """The money of a report for programs."""
    projection = slow_projection(plan)
    money = slow_money(plan, projection)
    if money is None:
        return None
    sums = added_up(money, list(plan.teams))
    years = years_of(money, sums, [0.0] * len(money.ends))
    named = [key for key in money.lines if key in money.unpaid or key in money.unrated]
    return {
        "years": [
            {"year": name, "whole": year.whole} | {figure: year.figures[figure] for figure in FIGURES}
            for name, year in years.items()
        ],
        "months": [
            {"date": money.ends[k].isoformat()} | {figure: sums[figure][k] for figure in FIGURES}
            for k in range(1, len(money.ends))
        ],
        "partial": [{"team": team, "role": role} for team, role in named],
    }
