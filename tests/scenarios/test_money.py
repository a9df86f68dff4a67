"""What plans cost agrees to a penny with plain loops on generated plans of every kind; and what always holds of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

import numpy as np
import pytest
from hypothesis import assume, given, settings

from scenarios.money.costs import Money, money
from scenarios.money.prices import has_money
from scenarios.money.scope import Costs, ScopeMoney, scope_money
from scenarios.plan import Plan, Row
from scenarios.projection import project
from scenarios.sums import Summed
from scenarios.timeline import Array
from scenarios.totals import Scope
from tests.scenarios.agreement import scopes
from tests.scenarios.priced import priced_plans
from tests.scenarios.slow_model import SlowProjection, slow_projection
from tests.scenarios.slow_money import EVERY, FIGURES, SlowMoney, added_up, slow_money, years_of
from tests.scenarios.strategies import plans

T = TypeVar("T", bound=Row)

PENNY = 0.005
some = settings(max_examples=25, deadline=None, derandomize=True)
SUMMED = [
    name for name, kind in vars(Costs).items() if isinstance(kind, Summed | cached_property) and name != "cost_per_case"
]


def worked_out(plan: Plan) -> Money | None:
    return money(plan, project(plan))


def priced(plan: Plan) -> Money:
    found = worked_out(plan)
    assert found is not None
    return found


def to_a_penny(name: str, found: Array, expected: list[float]) -> None:
    assert (np.abs(found - np.array(expected)) < PENNY).all(), f"{name}: {found.tolist()}, not {expected}"


def money_agrees(plan: Plan, projection: SlowProjection, slow: SlowMoney) -> None:
    """Fails unless every cost of a plan, its lines and its scopes agrees."""
    found = priced(plan)
    assert list(found.projection.lines) == list(slow.lines)
    for name in FIGURES:
        for values, (line, series) in zip(getattr(found, name), slow.lines.items(), strict=True):
            to_a_penny(f"{line} {name}", values, series[name])
    for scope in scopes(plan):
        scope_agrees(scope, plan, scope_money(found, scope), projection, slow)


def scope_agrees(scope: Scope, plan: Plan, found: ScopeMoney, projection: SlowProjection, slow: SlowMoney) -> None:
    teams = [team for team in plan.teams if scope.holds(team)]
    keys = {team.key for team in teams}
    sums = added_up(slow, teams)
    cases = [sum(projection.teams[key]["cases"][k] for key in keys) for k in range(len(slow.ends))]
    years = years_of(slow, sums, cases)
    assert [(year.name, year.whole) for year in found.financial_years] == [
        (name, year.whole) for name, year in years.items()
    ]
    for name in EVERY:
        by_year = [year.figures[name] for year in years.values()]
        to_a_penny(f"{scope} {name}", getattr(found.periods, name), sums[name])
        to_a_penny(f"{scope} {name} a year", getattr(found.years, name), by_year)
    assert found.unpaid == tuple(line for line in slow.unpaid if line[0] in keys)
    assert found.unrated == tuple(line for line in slow.unrated if line[0] in keys)
    assert np.isnan(found.periods.cost_per_case[0])
    by_case(found.periods, sums["cost"], [0.0, *cases[1:]])
    by_case(found.years, [year.figures["cost"] for year in years.values()], [year.cases for year in years.values()])


def by_case(found: Costs, costs: list[float], cases: list[float]) -> None:
    """Fails unless what a case costs is the cost over the cases, and nothing where there are none."""
    for value, cost, count in zip(found.cost_per_case.tolist(), costs, cases, strict=True):
        if count < 1e-9:
            assert np.isnan(value)
        else:
            assert value * count == pytest.approx(cost, rel=1e-9, abs=PENNY)


def mid_year(plan: Plan) -> bool:
    return any(row.start.month not in (3, 4) and row.start > plan.header.as_at and row.pay for row in plan.pay_awards)


def whole_and_part(plan: Plan, _: SlowMoney) -> bool:
    year = {found.whole for found in scope_money(priced(plan)).financial_years}
    return len(year) == 2


AWKWARD: dict[str, Callable[[Plan, SlowMoney], bool]] = {
    "whole and part years": whole_and_part,
    "a position within a month": lambda plan, _: (plan.header.as_at + dt.timedelta(days=1)).day > 1,
    "an award in mid-year": lambda plan, _: mid_year(plan),
    "an award before the position": lambda plan, _: any(row.start <= plan.header.as_at for row in plan.pay_awards),
    "a line without pay": lambda _, slow: bool(slow.unpaid),
    "agency without a rate": lambda _, slow: bool(slow.unrated),
    "a row with its own rate": lambda plan, _: any(row.agency_week for row in plan.agency),
    "agency starters": lambda plan, _: any(row.kind == "agency" for row in plan.pipeline),
    "a payment that ends": lambda plan, _: any(row.end and row.amount for row in plan.payments),
    "a payment to some": lambda plan, _: any((row.team or row.role) and row.amount for row in plan.payments),
    "payments": lambda _, slow: any(any(line["payments"]) for line in slow.lines.values()),
    "costs of starters": lambda _, slow: any(any(line["starters"]) for line in slow.lines.values()),
    "a newly qualified move": lambda plan, _: any(row.kind == "nqsw" for row in plan.moves),
    "repeats": lambda plan, _: any(row.repeat > 1 for row in plan.pipeline),
    "an agency saving": lambda _, slow: any(min(line["premium"]) < 0 for line in slow.lines.values()),
    "an overspend": lambda _, slow: any(max(line["net"]) > 0 for line in slow.lines.values()),
    "a net saving": lambda _, slow: any(min(line["net"]) < 0 for line in slow.lines.values()),
}


def test_every_cost_agrees_with_plain_loops_on_plans_with_every_awkward_thing() -> None:
    seen: Counter[str] = Counter()

    @settings(max_examples=220, deadline=None, derandomize=True)
    @given(priced_plans(plans()).filter(has_money))
    def check(plan: Plan) -> None:
        projection = slow_projection(plan)
        slow = slow_money(plan, projection)
        assert slow is not None
        money_agrees(plan, projection, slow)
        seen.update(name for name, has in AWKWARD.items() if has(plan, slow))
        seen["plans"] += 1

    check()
    assert {*AWKWARD, "plans"} == set(seen)
    assert seen["plans"] >= 200


@settings(max_examples=20, deadline=None, derandomize=True)
@given(priced_plans(plans()))
def test_there_is_money_where_any_line_has_pay(plan: Plan) -> None:
    slow = slow_money(plan, slow_projection(plan))
    assert (worked_out(plan) is None) == (slow is None) == (not has_money(plan))


# What always holds.


@some
@given(priced_plans(plans()))
def test_where_all_posts_are_filled_and_nothing_is_paid_on_top_there_is_no_net(plan: Plan) -> None:
    """Everyone in post for good, no agency, no payments, no costs of starters."""
    filled = plan.with_rows(
        establishment=[
            row.model_copy(update={"in_post": row.posts, "agency": 0.0, "turnover": 0.0}) for row in plan.establishment
        ],
        **dict.fromkeys(("pipeline", "post_changes", "agency", "leavers", "moves", "payments"), ()),
    )
    assume(has_money(filled))
    found = priced(filled)
    assert not found.net.any()
    assert not scope_money(found).years.net.any()
    assert (found.vacancy_saving == 0).all()


@some
@given(priced_plans(plans()))
def test_doubling_every_rate_doubles_every_cost(plan: Plan) -> None:
    assume(has_money(plan))
    doubled = plan.with_rows(
        roles=[twice(row, "pay", "agency_week") for row in plan.roles],
        establishment=[twice(row, "pay", "agency_week") for row in plan.establishment],
        agency=[twice(row, "agency_week") for row in plan.agency],
        payments=[twice(row, "amount") for row in plan.payments],
        starter_costs=[twice(row, "amount") for row in plan.starter_costs],
    )
    once, more = scope_money(priced(plan)), scope_money(priced(doubled))
    for name in SUMMED:
        for before, after in ((once.periods, more.periods), (once.years, more.years)):
            np.testing.assert_allclose(getattr(after, name), 2 * getattr(before, name), rtol=1e-9, atol=1e-6)


def twice(row: T, *names: str) -> T:
    prices = {name: getattr(row, name) for name in names}
    return row.model_copy(update={name: 2 * price for name, price in prices.items() if price is not None})


@some
@given(priced_plans(plans()))
def test_months_of_a_year_add_up_to_it_and_teams_to_the_plan(plan: Plan) -> None:
    assume(has_money(plan))
    found = priced(plan)
    whole, teams = scope_money(found), [scope_money(found, Scope("team", team.key)) for team in plan.teams]
    for name in SUMMED:
        by_period, by_year = getattr(whole.periods, name), getattr(whole.years, name)
        assert by_period[0] == 0
        of_years = [by_period[year.first : year.after].sum() for year in whole.financial_years]
        np.testing.assert_allclose(by_year, of_years, rtol=1e-9, atol=1e-6)
        of_teams = sum(getattr(team.periods, name) for team in teams)
        np.testing.assert_allclose(by_period, of_teams, rtol=1e-9, atol=1e-6)
    assert sum(year.after - year.first for year in whole.financial_years) == plan.header.months
