"""What staffing costs, worked out by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from scenarios.money.costs import Money, money
from scenarios.money.scope import ScopeMoney, scope_money
from scenarios.plan import (
    Assumptions,
    CaseChange,
    Line,
    OpeningCases,
    PayAward,
    Payment,
    Placement,
    Plan,
    PostChange,
    StarterCost,
)
from scenarios.projection import project
from scenarios.totals import Scope
from tests.scenarios.by_hand import MANAGERS, MARCH_7, TEAM, plan_of, starter
from tests.scenarios.by_hand import move as moved

MARCH_31 = dt.date(2019, 3, 31)
SIX_STARTERS = (
    starter("permanent", dt.date(2019, 4, 1), repeat=3, likelihood=0.5),
    starter("nqsw", dt.date(2019, 4, 30)),
    starter("overseas", dt.date(2019, 5, 31), fte=0.5),
    starter("agency", dt.date(2019, 4, 1)),
    starter("permanent", MARCH_31, fte=4.0),
)


def priced(as_at: dt.date = MARCH_31, months: int = 12, **tables: Any) -> Plan:
    """Ten social workers at £36,000 in twelve posts and two managers at £48,000; on-costs of a quarter, 48 weeks."""
    plan = plan_of(as_at, months, assumptions=Assumptions(on_costs=0.25, agency_paid_weeks=48.0), **tables)
    prices = ({"pay": 36000.0, "agency_week": 1500.0}, {"pay": 48000.0})
    roles = [role.model_copy(update=each) for role, each in zip(plan.roles, prices, strict=True)]
    return plan.with_rows(roles=roles)


def pounds(values: Sequence[float]) -> Any:
    return pytest.approx(list(values), abs=1e-6)


def costs(plan: Plan) -> Money:
    found = money(plan, project(plan))
    assert found is not None
    return found


def total(plan: Plan) -> ScopeMoney:
    return scope_money(costs(plan))


def with_line(plan: Plan, **fields: Any) -> Plan:
    first, *rest = plan.establishment
    return plan.with_rows(establishment=[first.model_copy(update=fields), *rest])


def test_a_month_of_posts_and_permanent_staff() -> None:
    found = costs(priced())
    assert found.posts[:, 1].tolist() == pounds([12 * 36000 * 1.25 / 12, 2 * 48000 * 1.25 / 12])
    assert found.permanent[:, 1].tolist() == pounds([10 * 3750, 2 * 5000])
    assert found.vacancy_saving[:, 1].tolist() == pounds([7500, 0])
    assert found.net[:, 1].tolist() == pounds([-7500, 0])


def test_nothing_is_paid_at_the_position() -> None:
    found = total(priced(pipeline=SIX_STARTERS))
    for name in ("posts", "permanent", "agency", "payments", "starters", "net", "premium", "cost"):
        assert getattr(found.periods, name)[0] == 0
    assert np.isnan(found.periods.cost_per_case[0])


def test_the_first_period_costs_its_part_of_the_month() -> None:
    found = total(priced(as_at=MARCH_7, months=13))
    assert found.periods.posts[1] == pytest.approx((12 * 3750 + 2 * 5000) * 24 / 31)
    assert [(year.name, year.whole) for year in found.financial_years] == [("2018/19", False), ("2019/20", True)]
    assert found.years.posts.tolist() == pounds([found.periods.posts[1], 55000 * 12])


def test_the_agency_premium_that_st_helens_published() -> None:
    """25 agency workers at £1,800 a week against £1,280 employed, over 52 weeks."""
    line = Line(**TEAM, posts=25.0, in_post=0.0, agency=25.0, pay=51200.0, agency_week=1800.0)
    general = Assumptions(on_costs=0.3, agency_paid_weeks=52.0)
    found = total(plan_of(MARCH_31, 12, establishment=(line,), assumptions=general))
    assert pytest.approx(1280 * 52) == 51200 * 1.3
    assert [year.whole for year in found.financial_years] == [True]
    assert found.years.premium[0] == pytest.approx(676_000, abs=0.005)
    assert found.years.net[0] == pytest.approx(676_000, abs=0.005)
    assert found.years.agency[0] == pytest.approx(25 * 1800 * 52, abs=0.005)


def test_a_lines_own_pay_and_rate_come_before_its_roles() -> None:
    found = costs(with_line(priced(), pay=24000.0, agency_week=1000.0, agency=1.0))
    assert found.permanent[0, 1] == pytest.approx(10 * 24000 * 1.25 / 12)
    assert found.agency[0, 1] == pytest.approx(1000 * 48 / 12)


def test_a_rows_own_rate_comes_first_and_starters_have_their_lines() -> None:
    rows = (
        Placement(id="own", **TEAM, fte=2.0, agency_week=2000.0),
        Placement(id="extra", **TEAM, fte=0.5, purpose="additional"),
        Placement(id="over", **TEAM, fte=9.0, end=dt.date(2019, 4, 29)),
    )
    due = starter("agency", dt.date(2019, 4, 30), fte=0.4, likelihood=0.5)
    found = costs(with_line(priced(agency=rows, pipeline=(due,)), agency=1.0))
    week = 2 * 2000 + (0.5 + 0.2 + 1.0) * 1500
    assert found.agency[0, 1] == pytest.approx(week * 48 / 12)
    assert found.premium[0, 1] == pytest.approx(week * 48 / 12 - 3.7 * 3750)
    assert not found.unrated.any()


def test_agency_without_a_rate_costs_nothing_is_named_and_is_in_no_premium() -> None:
    rows = (Placement(id="a", **MANAGERS, fte=2.0), Placement(id="b", **MANAGERS, fte=1.0, agency_week=2000.0))
    found = costs(priced(agency=rows))
    assert found.agency[1, 1] == pytest.approx(2000 * 48 / 12)
    assert found.premium[1, 1] == pytest.approx(2000 * 48 / 12 - 5000)
    assert scope_money(found).unrated == (("assessment", "manager"),)
    assert scope_money(found).partial


def test_agency_without_a_rate_that_has_gone_by_the_first_month_is_not_named() -> None:
    rows = (Placement(id="a", **MANAGERS, fte=2.0, end=dt.date(2019, 4, 15)),)
    assert not total(priced(agency=rows)).partial


def test_a_rate_of_nothing_is_a_rate() -> None:
    found = total(priced(agency=(Placement(id="a", **MANAGERS, fte=2.0, agency_week=0.0),)))
    assert found.unrated == ()
    assert found.periods.premium[1] == pytest.approx(-2 * 5000)


def test_payments_are_for_those_in_post_in_their_scope_and_time() -> None:
    retention = Payment(
        id="p", **TEAM, amount=3000.0, uptake=0.88, start=dt.date(2019, 4, 30), end=dt.date(2019, 6, 29)
    )
    everyone = Payment(id="q", amount=120.0, start=dt.date(2018, 1, 1))
    managers = Payment(id="r", role="manager", amount=240.0, start=dt.date(2019, 6, 30))
    found = costs(priced(payments=(retention, everyone, managers)))
    assert found.payments[0, 1:4].tolist() == pounds([10 * 220 + 100, 10 * 220 + 100, 100])
    assert found.payments[1, 1:4].tolist() == pounds([20, 20, 60])


def test_awards_compound_from_their_dates_those_before_the_position_too() -> None:
    awards = (
        PayAward(id="past", start=dt.date(2018, 4, 1), pay=0.1),
        PayAward(id="may", start=dt.date(2019, 5, 31), pay=0.02, agency=0.03),
        PayAward(id="june", start=dt.date(2019, 6, 1), agency=-1.0),
    )
    row = Placement(id="own", **TEAM, fte=1.0, agency_week=2000.0)
    found = costs(priced(pay_awards=awards, agency=(row,)))
    assert found.permanent[0, 1:4].tolist() == pounds([37500 * 1.1, 37500 * 1.1 * 1.02, 37500 * 1.1 * 1.02])
    assert found.agency[0, 1:4].tolist() == pounds([8000, 8000 * 1.03, 0])


def test_starters_cost_once_by_kind_and_moves_only_as_newly_qualified() -> None:
    amounts = {"permanent": 1000.0, "nqsw": 200.0, "overseas": 6000.0}
    tables: dict[str, Any] = {
        "starter_costs": tuple(StarterCost(kind=kind, amount=each) for kind, each in amounts.items()),  # type: ignore[arg-type] # the kinds above
        "pay_awards": (PayAward(id="a", start=dt.date(2018, 4, 1), pay=1.0),),
        "moves": (
            moved(dt.date(2019, 6, 1), 0.5, "manager", "social-worker"),
            moved(dt.date(2019, 6, 2), 0.25, "manager", "social-worker").model_copy(update={"kind": "nqsw"}),
            moved(MARCH_31, 0.25, "manager", "social-worker").model_copy(update={"kind": "nqsw"}),
        ),
    }
    found = costs(priced(pipeline=SIX_STARTERS, **tables))
    assert found.starters[0, :5].tolist() == pounds([0, 500 + 200, 500 + 3000, 500 + 0.25 * 200, 0])
    assert not found.starters[1].any()
    part = costs(priced(as_at=MARCH_7, pipeline=(starter("nqsw", dt.date(2019, 3, 20)),), **tables))
    assert part.starters[0, 1] == pytest.approx(200 + 0.25 * 200)


def test_a_line_without_pay_counts_in_no_figure_and_is_named() -> None:
    plan = priced(
        agency=(Placement(id="a", **MANAGERS, fte=1.0, agency_week=2000.0),),
        payments=(Payment(id="p", amount=120.0, start=MARCH_31),),
        pipeline=(starter("nqsw", dt.date(2019, 4, 2), role="manager"),),
        starter_costs=(StarterCost(kind="nqsw", amount=500.0),),
    )
    social_worker, manager = plan.roles
    found = costs(plan.with_rows(roles=[social_worker, manager.model_copy(update={"pay": None})]))
    for name in ("posts", "permanent", "agency", "payments", "starters", "net", "premium", "vacancy_saving"):
        assert not getattr(found, name)[1].any()
    assert scope_money(found).unpaid == (("assessment", "manager"),)


def test_a_line_with_nobody_on_it_is_not_named() -> None:
    plan = priced()
    lines = [plan.establishment[0], plan.establishment[1].model_copy(update={"in_post": 0.0, "posts": 0.0})]
    social_worker, manager = plan.roles
    bare = plan.with_rows(establishment=lines, roles=[social_worker, manager.model_copy(update={"pay": None})])
    assert not total(bare).partial


def test_without_pay_on_any_line_there_is_no_money() -> None:
    plan = plan_of(agency=(Placement(id="a", **TEAM, fte=1.0, agency_week=2000.0),))
    assert money(plan, project(plan)) is None
    paid_role = plan.roles[0].model_copy(update={"key": "other", "pay": 30000.0})
    plan = plan.with_rows(roles=[*plan.roles, paid_role])
    assert money(plan, project(plan)) is None


def test_posts_that_change_cost_from_the_day_they_do() -> None:
    created = PostChange(id="c", **TEAM, fte=2.0, start=dt.date(2019, 5, 31))
    found = costs(priced(post_changes=(created,)))
    assert found.posts[0, 1:3].tolist() == pounds([12 * 3750, 14 * 3750])


def test_cost_of_a_case_by_month_and_by_its_average_over_a_year() -> None:
    plan = priced(
        as_at=dt.date(2019, 12, 15),
        months=4,
        cases=(OpeningCases(team="assessment", case_type="in-need", cases=100.0),),
        case_changes=(
            CaseChange(id="c", team="assessment", case_type="in-need", cases=50.0, start=dt.date(2020, 2, 1)),
        ),
    )
    no_growth = plan.with_rows(case_types=[plan.case_types[0].model_copy(update={"growth": 0.0})])
    found = total(no_growth)
    part = 16 / 31
    assert found.periods.cost_per_case[1:].tolist() == pounds([47500 * part / 100, 475, 47500 / 150, 47500 / 150])
    average = (100 * part + 100 + 150 + 150) / (3 + part)
    assert found.years.cost_per_case[0] == pytest.approx(47500 * (3 + part) / average)
    assert np.isnan(scope_money(costs(no_growth), Scope("service", "none")).years.cost_per_case[0])


def test_a_projection_cut_short_is_costed_to_the_cut() -> None:
    plan = priced()
    found = money(plan, project(plan, dt.date(2019, 5, 15)))
    assert found is not None
    assert found.permanent[0].tolist() == pounds([0, 37500, 37500 * 15 / 31])
