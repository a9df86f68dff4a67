"""Edits of what things cost: new rows, copies, deletions and what goes with them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from scenarios.changes import apply
from scenarios.drafts import draft
from scenarios.edits import FIXED, CellEdit, add, delete, dependants, duplicate, edit_cells
from scenarios.finance import Funding, PayAward, Payment, ProgrammeLine, ProgrammeYear
from scenarios.naming import describe
from scenarios.plan import Plan
from scenarios.problems import Faulty
from scenarios.rolling import roll_forward
from scenarios.rules import plan_problems
from tests.scenarios.small import small_plan

DAY = dt.date(2019, 6, 1)
TABLES = ("payments", "pay_awards", "starter_costs", "programme", "programme_years", "funding")


@pytest.fixture
def plan() -> Plan:
    return small_plan().with_rows(
        payments=[
            Payment(id="line", label="Retention", role="social-worker", team="east", amount=3000.0, start=DAY),
            Payment(id="team", team="east", amount=1.0, start=DAY),
            Payment(id="role", role="manager", amount=1.0, start=DAY),
            Payment(id="all", amount=1.0, start=DAY),
        ],
        pay_awards=[PayAward(id="award", start=dt.date(2018, 4, 1), pay=0.02)],
        programme=[
            ProgrammeLine(id="agency", label="Agency workers", group="temporary", basis="agency"),
            ProgrammeLine(id="total", label="Total", group="total"),
        ],
        programme_years=[
            ProgrammeYear(line="agency", year="2019/20", planned=130.0),
            ProgrammeYear(line="total", year="2019/20"),
            ProgrammeYear(line="agency", year="2020/21"),
        ],
        funding=[Funding(year="2018/19", planned=12011.0)],
    )


def edited(plan: Plan, table: str, ref: str, field: str, value: Any) -> Plan:
    return apply(plan, edit_cells(plan, [CellEdit(table, ref, field, value)]))


def ids(plan: Plan, table: str) -> list[str]:
    return [row.ref for row in plan.rows(table)]


@pytest.mark.parametrize(
    ("table", "ref", "left"),
    [
        ("establishment", "east/social-worker", ["team", "role", "all"]),
        ("teams", "east", ["role", "all"]),
        ("roles", "manager", ["line", "team", "all"]),
        ("teams", "west", ["line", "team", "role", "all"]),
    ],
)
def test_payments_go_with_what_they_are_for(plan: Plan, table: str, ref: str, left: list[str]) -> None:
    after = apply(plan, delete(plan, table, [ref]))
    assert ids(after, "payments") == left
    assert plan_problems(after) == []


def test_years_go_with_their_line_of_the_programme(plan: Plan) -> None:
    found = dependants(plan, "programme", "agency")
    assert {table: len(rows) for table, rows in found.items()} == {"programme_years": 2}
    after = apply(plan, delete(plan, "programme", ["agency"]))
    assert ids(after, "programme_years") == ["total/2019/20"]


def test_a_payment_follows_its_line_to_another_role(plan: Plan) -> None:
    without = apply(plan, delete(plan, "establishment", ["east/manager"]))
    after = edited(without, "establishment", "east/social-worker", "role", "manager")
    assert [(row.team, row.role) for row in after.payments] == [
        ("east", "manager"),
        ("east", None),
        (None, "manager"),
        (None, None),
    ]
    assert plan_problems(after) == []


@pytest.mark.parametrize(
    ("place", "value", "allowed"),
    [
        (("payments", "line", "role"), "boss", "a key from roles: manager, social-worker"),
        (("payments", "role", "team"), "west", "a role in the establishment of west: social-worker"),
        (("payments", "all", "end"), dt.date(2019, 5, 31), "a date not before its start, 2019-06-01"),
        (("payments", "all", "uptake"), 1.5, "at most 1"),
        (("payments", "all", "amount"), 0.001, "at most 2 decimals"),
        (("pay_awards", "award", "agency"), -1.1, "-1 or more"),
        (("programme", "total", "basis"), "net", "no basis, for a total is typed as the report has it"),
        (("programme", "agency", "group"), "total", "no basis, for a total is typed as the report has it"),
        (("programme_years", "agency/2019/20", "year"), "2020/22", "a financial year, such as 2020/21"),
        (("programme_years", "agency/2019/20", "year"), "2020/21", "each once"),
        (("programme_years", "agency/2019/20", "line"), "none", "a key from programme: agency, total"),
        (("assumptions", "", "agency_paid_weeks"), 53.5, "at most 53"),
        (("roles", "manager", "pay"), -1.0, "0 or more"),
    ],
)
def test_a_refused_value_says_what_is_allowed(
    plan: Plan, place: tuple[str, str, str], value: object, allowed: str
) -> None:
    with pytest.raises(Faulty) as refused:
        edit_cells(plan, [CellEdit(*place, value)])
    assert [problem.allowed for problem in refused.value.problems] == [allowed]


def test_a_starter_cost_deleted_costs_nothing_again(plan: Plan) -> None:
    dear = edited(plan, "starter_costs", "nqsw", "amount", 3000.0)
    change = delete(dear, "starter_costs", ["nqsw"])
    assert change.label == "Back to default: cost of nqsw starters"
    assert apply(dear, change).starter_costs == plan.starter_costs


@pytest.mark.parametrize("table", FIXED)
def test_what_there_is_one_of_for_each_kind_is_not_added_or_copied(plan: Plan, table: str) -> None:
    with pytest.raises(Faulty):
        draft(plan, table, ["east"])
    with pytest.raises(Faulty):
        duplicate(plan, table, "nqsw")


def test_a_line_of_the_programme_is_copied_with_its_years(plan: Plan) -> None:
    after = apply(plan, duplicate(plan, "programme", "agency"))
    copy = after.programme[1]
    assert (copy.label, copy.basis) == ("Agency workers", "agency")
    assert [row.year for row in after.programme_years if row.line == copy.id] == ["2019/20", "2020/21"]
    assert plan_problems(after) == []


@pytest.mark.parametrize(
    ("table", "ref", "copy"),
    [
        ("programme_years", "agency/2019/20", "agency/2021/22"),
        ("programme_years", "total/2019/20", "total/2020/21"),
        ("funding", "2018/19", "2019/20"),
    ],
)
def test_a_copied_year_is_the_next_that_is_free(plan: Plan, table: str, ref: str, copy: str) -> None:
    after = apply(plan, duplicate(plan, table, ref))
    assert ids(after, table)[ids(after, table).index(ref) + 1] == copy


def test_after_the_last_year_there_is_none(plan: Plan) -> None:
    last = plan.with_rows(funding=[Funding(year="2100/01")])
    with pytest.raises(Faulty, match="a financial year"):
        duplicate(last, "funding", "2100/01")


def test_new_rows_begin_as_nothing_yet(plan: Plan) -> None:
    payment: Any = draft(plan, "payments", ["east"])
    assert (payment.team, payment.role, payment.amount, payment.start) == ("east", None, 0.0, dt.date(2019, 4, 1))
    everywhere: Any = draft(plan, "payments", ["east", "west"])
    assert everywhere.team is None
    award: Any = draft(plan, "pay_awards", ["east"])
    assert (award.start, award.pay, award.agency) == (dt.date(2019, 4, 1), 0.0, 0.0)
    line: Any = draft(plan, "programme", ["east"], plan.programme[1])
    assert (line.label, line.group) == ("New line", "total")
    assert draft(plan, "funding", ["east"]).ref == "2019/20"
    assert draft(plan, "programme_years", [], plan.programme_years[1]).ref == "total/2018/19"


def test_a_year_waits_for_a_line_of_the_programme() -> None:
    with pytest.raises(Faulty, match="no line of the programme"):
        draft(small_plan(), "programme_years", ["east"])


def test_a_position_rolled_forward_keeps_what_things_cost(plan: Plan) -> None:
    after = apply(plan, roll_forward(plan, dt.date(2019, 12, 31)))
    assert {table: after.rows(table) for table in TABLES} == {table: plan.rows(table) for table in TABLES}


def test_rows_are_called_by_what_they_are(plan: Plan) -> None:
    rows = [(table, row) for table in TABLES for row in plan.rows(table)]
    assert [describe(plan, table, row) for table, row in rows] == [
        "Retention, Social Worker, East",
        "payment, East",
        "payment, Manager",
        "payment",
        "award from 01 Apr 2018",
        "cost of permanent starters",
        "cost of nqsw starters",
        "cost of overseas starters",
        "Agency workers",
        "Total",
        "Agency workers, 2019/20",
        "Total, 2019/20",
        "Agency workers, 2020/21",
        "funding 2018/19",
    ]


def test_a_row_of_each_table_is_added_once(plan: Plan) -> None:
    for table in ("payments", "pay_awards", "programme", "programme_years", "funding"):
        with pytest.raises(Faulty, match="already there"):
            add(plan, table, plan.rows(table)[0])


def test_a_year_comes_with_its_first_amount_and_goes_with_its_last(plan: Plan) -> None:
    change = edit_cells(plan, [CellEdit("programme_years", "agency/2021/22", "planned", 40.0)])
    assert change.label == "Planned, Agency workers, 2021/22"
    after = apply(plan, change)
    assert after.programme_years[-1] == ProgrammeYear(line="agency", year="2021/22", planned=40.0)
    assert edited(after, "programme_years", "agency/2021/22", "planned", None).programme_years == plan.programme_years
    assert edited(plan, "funding", "2018/19", "planned", None).funding == ()
    with pytest.raises(Faulty):
        edit_cells(plan, [CellEdit("programme_years", "nobody/2021/22", "planned", 40.0)])
