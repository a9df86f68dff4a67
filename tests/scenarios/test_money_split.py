"""Money in comparisons: it has a group of its own, its changes add up, and staffing is explained as without it."""

from __future__ import annotations

import datetime as dt
from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scenarios.compare.comparison import Comparison
from scenarios.compare.figures import MONEY, SPLIT
from scenarios.compare.frame import framed
from scenarios.compare.groups import GROUPS, Group
from scenarios.compare.inputs import input_differences
from scenarios.compare.mixtures import Mixtures
from scenarios.compare.report import comparison_report
from scenarios.compare.split import Split
from scenarios.money.prices import has_money
from scenarios.plan import Line, PayAward, Payment, Placement, Plan, ProgrammeLine
from scenarios.totals import WHOLE_PLAN
from tests.scenarios.priced import priced, priced_plans
from tests.scenarios.slow_model import slow_projection
from tests.scenarios.slow_money import added_up, slow_money
from tests.scenarios.slow_split import switched
from tests.scenarios.small import small_plan
from tests.scenarios.strategies import plans

PENNY = 0.005
FEW = 3
NEXT_YEAR = dt.date(2019, 10, 1)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Plan, Plan]:
    """Two priced plans of one position date that differ in up to a few groups, money mostly among them."""
    before, other = draw(priced_plans(plans())), draw(priced_plans(plans()))
    other = other.with_rows(header=[other.header.model_copy(update={"as_at": before.header.as_at})])
    sides = framed(before, other)
    groups: list[Group] = draw(st.lists(st.sampled_from(GROUPS), max_size=FEW, unique=True))
    return sides[0], Mixtures(*sides).plan({*groups, "money"})


def split_of(before: Plan, after: Plan) -> Split:
    why = Comparison(before, after).why()
    assert why is not None
    return why


def small() -> Plan:
    """The small plan with pay, and with rates of its agency but for one row of its own."""
    plan = small_plan()
    roles = [row.model_copy(update={"pay": 39500.0, "agency_week": 1800.0}) for row in plan.roles]
    agency = [row.model_copy(update={"agency_week": 1900.0}) for row in plan.agency]
    return plan.with_rows(roles=roles, agency=agency)


def with_field(plan: Plan, table: str, **fields: Any) -> Plan:
    return plan.with_rows(**{table: [row.model_copy(update=fields) for row in plan.rows(table)]})


ONLY_MONEY = {
    "pay": with_field(small(), "roles", pay=41000.0),
    "agency rates": with_field(small(), "roles", agency_week=1900.0),
    "pay of lines": with_field(small(), "establishment", pay=42000.0),
    "rates of lines": with_field(small(), "establishment", agency_week=1700.0),
    "rates of rows": with_field(small(), "agency", agency_week=2000.0),
    "a row without its own rate": with_field(small(), "agency", agency_week=None),
    "on-costs": with_field(small(), "assumptions", on_costs=0.25),
    "paid weeks": with_field(small(), "assumptions", agency_paid_weeks=52.0),
    "a payment": small().with_rows(payments=[Payment(id="p1", amount=3000.0, start=NEXT_YEAR)]),
    "an award": small().with_rows(pay_awards=[PayAward(id="a1", start=NEXT_YEAR, pay=0.02, agency=0.03)]),
    "costs of starters": with_field(small(), "starter_costs", amount=5000.0),
}


@pytest.mark.parametrize("what", ONLY_MONEY)
def test_what_differs_only_in_money_has_all_its_change_there(what: str) -> None:
    before, after = small(), ONLY_MONEY[what]
    why = split_of(before, after)
    assert why.groups == ("money",)
    assert {each.group for each in input_differences(before, after)} == {"money"}
    for figure in SPLIT:
        assert not np.nan_to_num(why.change[figure]).any()
    assert why.change["money.net"].any()
    for figure in MONEY:
        assert why.change[figure][0] == 0
        np.testing.assert_allclose(why.shares[figure][0], why.change[figure], rtol=0, atol=1e-9)


def test_the_programme_and_its_funding_are_no_reason() -> None:
    line = ProgrammeLine(id="l1", label="Agency workers", group="temporary", basis="agency")
    before, after = small(), small().with_rows(programme=[line])
    assert split_of(before, after).groups == ()
    assert [each.group for each in input_differences(before, after)] == [None]


def test_what_a_row_of_agency_costs_that_only_one_has_belongs_to_agency() -> None:
    row = Placement(id="new", team="west", role="social-worker", fte=1.0, agency_week=2000.0)
    after = small().with_rows(agency=[*small().agency, row])
    why = split_of(small(), after)
    assert why.groups == ("agency",)
    assert why.change["money.agency"][1] == pytest.approx(2000 * 47 / 12)


def test_a_rate_of_a_row_that_changed_otherwise_too_is_money_all_the_same() -> None:
    after = with_field(small(), "agency", fte=4.0, agency_week=2000.0)
    why = split_of(small(), after)
    assert why.groups == ("agency", "money")
    week = 47 / 12
    shares = dict(zip(why.groups, why.shares["money.agency"][:, 1], strict=True))
    assert shares["money"] == pytest.approx((2 + 4) / 2 * 100 * week)
    assert shares["agency"] == pytest.approx(2 * (1900 + 2000) / 2 * week)


def test_rows_that_only_changed_their_ids_and_rates_differ_in_money_alone() -> None:
    one = Placement(id="a", team="west", role="social-worker", fte=1.0, agency_week=1500.0)
    two = one.model_copy(update={"id": "b", "fte": 2.0})
    before = small().with_rows(agency=[one, two])
    swapped = [two.model_copy(update={"id": "a", "agency_week": 1600.0}), one.model_copy(update={"id": "c"})]
    why = split_of(before, small().with_rows(agency=swapped))
    assert why.groups == ("money",)
    assert why.change["money.agency"][1] == pytest.approx(2 * 100 * 47 / 12)
    assert split_of(before, small().with_rows(agency=[two, one])).groups == ()


@settings(max_examples=40, deadline=None, derandomize=True)
@given(pairs())
def test_shares_of_money_add_up_to_the_change_in_every_month(pair: tuple[Plan, Plan]) -> None:
    assume(all(has_money(plan) for plan in pair))
    why = split_of(*pair)
    for figure in MONEY:
        np.testing.assert_allclose(why.shares[figure].sum(axis=0), why.change[figure], rtol=1e-9, atol=PENNY)
        parts = why.alone[figure].sum(axis=0) + why.interaction(figure)
        np.testing.assert_allclose(parts, why.change[figure], rtol=1e-9, atol=PENNY)
    whole = Comparison(*pair).pair(WHOLE_PLAN)
    for period in range(len(why.dates)):
        assert whole.moved("money.net", period).change == pytest.approx(why.change["money.net"][period], abs=PENNY)


@settings(max_examples=10, deadline=None, derandomize=True)
@given(pairs())
def test_shares_of_money_are_the_mean_over_all_orders(pair: tuple[Plan, Plan]) -> None:
    """By the slow model, row for row; so the rows of agency are the same in both."""
    before, after = pair[0], pair[1].with_rows(agency=with_field(pair[0], "agency", agency_week=1234.5).agency)
    assume(has_money(before) and has_money(after))
    why = split_of(before, after)
    known: dict[frozenset[str], dict[str, list[float]]] = {}

    def costs(taken: frozenset[str]) -> dict[str, list[float]]:
        if taken not in known:
            plan = before
            for group in taken:
                plan = switched(plan, after, group)
            found = slow_money(plan, slow_projection(plan))
            assert found is not None
            known[taken] = added_up(found, list(plan.teams))
        return known[taken]

    orders = list(permutations(why.groups))
    for place, group in enumerate(why.groups):
        for figure, name in MONEY.items():
            effects = []
            for order in orders:
                taken = frozenset(order[: order.index(group)])
                effects.append(np.array(costs(taken | {group})[name]) - np.array(costs(taken)[name]))
            np.testing.assert_allclose(why.shares[figure][place], np.mean(effects, axis=0), rtol=1e-9, atol=PENNY)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(plans().flatmap(lambda plan: st.tuples(st.just(plan), priced(plan))))
def test_prices_change_no_figure_of_staff(pair: tuple[Plan, Plan]) -> None:
    why = split_of(*pair)
    assert set(why.groups) <= {"money"}
    for figure in SPLIT:
        assert not np.nan_to_num(why.change[figure]).any()


def test_money_is_compared_only_where_both_have_it() -> None:
    with pytest.raises(LookupError, match="no money"):
        Comparison(small_plan(), small()).pair(WHOLE_PLAN).moved("money.net", 1)
    bare, report = small_plan(), comparison_report(small_plan(), small())
    assert Comparison(bare, small()).money_pair() is None
    assert {each["figure"] for each in (*report["results"], *report["why"])} == set(SPLIT)
    assert Comparison(small(), small()).money_pair() is not None


def test_a_line_that_only_one_has_brings_no_money_to_the_other() -> None:
    """In the frame of both, the plan without pay has the other's line, with its pay but nobody on it."""
    line = Line(team="west", role="manager", posts=1.0, in_post=1.0, pay=50000.0)
    after = small_plan().with_rows(establishment=[*small_plan().establishment, line])
    assert Comparison(small_plan(), after).money_pair() is None
    priced_after = small().with_rows(establishment=[*small().establishment, line])
    why = split_of(small(), priced_after)
    assert "money" not in why.groups
    assert why.change["money.permanent"][1] == pytest.approx(50000 * 1.3 / 12 * 0.99)


def test_the_report_of_a_comparison_has_money_of_the_whole_plan() -> None:
    report = comparison_report(small(), ONLY_MONEY["paid weeks"], dt.date(2019, 4, 1))
    money = [each for each in report["results"] if each["figure"] in MONEY]
    assert {each["scope"] for each in money} == {"total"}
    assert {each["date"] for each in money} == {"2019-04-30", "2020-03-31"}
    agency = next(each for each in money if (each["figure"], each["date"]) == ("money.agency", "2019-04-30"))
    weekly = 1800 + 2 * 1900 + 1800
    assert agency["before"] == pytest.approx(weekly * 47 / 12)
    assert agency["change"] == pytest.approx(weekly * 5 / 12)
    why = {each["figure"]: each for each in report["why"]}
    assert set(why) == {*SPLIT, *MONEY}
    assert why["money.net"]["groups"] == {"money": pytest.approx(weekly * 5 / 12)}
    at_position = comparison_report(small(), ONLY_MONEY["paid weeks"], dt.date(2019, 3, 1))
    assert {each["figure"] for each in at_position["why"]} == set(SPLIT)


def test_a_payment_that_is_for_others_now_is_changed_and_not_moved() -> None:
    payment = Payment(id="p1", amount=3000.0, start=NEXT_YEAR)
    before = small().with_rows(payments=[payment])
    after = small().with_rows(payments=[payment.model_copy(update={"team": "west"})])
    (found,) = input_differences(before, after)
    assert (found.change, found.field, found.before, found.after, found.team) == (
        "changed",
        "team",
        None,
        "west",
        "west",
    )
