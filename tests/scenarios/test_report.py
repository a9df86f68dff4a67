from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from scenarios.plan import Plan
from scenarios.report import report
from tests.scenarios.agreement import json_agrees
from tests.scenarios.priced import priced_plans
from tests.scenarios.slow_money import slow_money_report
from tests.scenarios.small import small_plan
from tests.scenarios.strategies import plans

POSITION = [
    "posts",
    "newly_created",
    "in_post",
    "vacant",
    "over_establishment",
    "absent",
    "agency",
    "uncovered",
    "surplus",
    "pipeline_permanent",
    "pipeline_agency",
    "pipeline",
    "remaining",
    "remaining_surplus",
]
LINE = [
    "team",
    "role",
    "posts",
    "in_post",
    "leavers",
    "starters",
    "vacant",
    "absent",
    "agency",
    "uncovered",
    "surplus",
    "capacity",
]
TEAM = [
    "team",
    "target",
    "cases",
    "weighted_cases",
    "capacity",
    "case_holders",
    "caseload",
    "average_caseload",
    "required_fte",
    "capacity_gap",
    "target_met_from",
]
COSTS = ["posts", "permanent", "agency", "payments", "starters", "net", "premium"]
TOTAL_ONLY = ["posts", "in_post", "vacant", "absent", "agency", "uncovered", "surplus", "span", "first_year_share"]


def made(plan: Plan) -> dict[str, Any]:
    """The report as a program reads it."""
    result: dict[str, Any] = json.loads(json.dumps(report(plan), allow_nan=False))
    return result


def test_keys_and_their_order_are_as_documented() -> None:
    result = made(small_plan())
    first = ["scenario", "as_at", "dates", "position", "position_totals", "lines", "teams", "total", "money"]
    assert list(result) == first
    assert list(result["position"][0]) == ["team", "role", *POSITION]
    assert list(result["position_totals"]) == POSITION
    assert list(result["lines"][0]) == LINE
    assert list(result["teams"][0]) == TEAM
    assert list(result["total"]) == [name for name in TEAM if name != "target"] + TOTAL_ONLY


def test_money_is_null_without_pay_and_else_as_documented() -> None:
    assert made(small_plan())["money"] is None
    result = made(priced_small_plan())["money"]
    assert list(result) == ["years", "months", "partial"]
    assert [list(year) for year in result["years"]] == [["year", "whole", *COSTS]]
    assert (result["years"][0]["year"], result["years"][0]["whole"]) == ("2019/20", True)
    assert [list(month) for month in result["months"]] == [["date", *COSTS]] * 12
    assert result["months"][0]["date"] == "2019-04-30"
    assert result["partial"] == [{"team": "east", "role": "manager"}]


def priced_small_plan() -> Plan:
    """The small plan with what its social workers cost, and nothing said of its manager."""
    plan = small_plan()
    social_worker, manager = plan.roles
    prices = {"pay": 39500.0, "agency_week": 1800.0}
    return plan.with_rows(roles=[social_worker.model_copy(update=prices), manager])


def test_it_is_of_this_scenario_and_its_dates() -> None:
    result = made(small_plan())
    assert (result["scenario"], result["as_at"]) == ("Small", "2019-03-31")
    assert result["dates"][:2] == ["2019-03-31", "2019-04-30"]
    assert len(result["dates"]) == 13
    assert result["teams"][0]["target"] == 15.0


def test_numbers_are_unrounded() -> None:
    assert made(small_plan())["lines"][0]["in_post"][1] == 8.0 * (1 - 0.01)


def test_a_caseload_that_does_not_exist_is_null() -> None:
    plan = small_plan()
    no_west = plan.with_rows(
        establishment=tuple(line for line in plan.establishment if line.team == "east"), pipeline=()
    )
    west = made(no_west)["teams"][1]
    assert west["caseload"] == west["average_caseload"] == [None] * 13
    assert west["target_met_from"] is None
    assert west["required_fte"][0] == 6.0


@given(plans())
@settings(max_examples=30, deadline=None)
def test_lines_and_teams_add_up_to_the_total(plan: Plan) -> None:
    result = made(plan)
    total = result["total"]
    for figure in ("posts", "in_post", "vacant", "absent", "agency", "uncovered", "surplus"):
        assert total[figure] == pytest.approx(added(result, "lines", figure))
        assert sum(row[figure] for row in result["position"]) == pytest.approx(total[figure][0])
    for figure in ("cases", "weighted_cases", "capacity", "case_holders", "required_fte", "capacity_gap"):
        assert total[figure] == pytest.approx(added(result, "teams", figure))


def added(result: dict[str, Any], rows: str, figure: str) -> list[float]:
    return [sum(row[figure][k] for row in result[rows]) for k in range(len(result["dates"]))]


@given(priced_plans(plans()))
@settings(max_examples=20, deadline=None, derandomize=True)
def test_money_is_the_slow_models(plan: Plan) -> None:
    json_agrees("money", made(plan)["money"], slow_money_report(plan), within=1e-8)
