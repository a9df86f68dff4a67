from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from scenarios.plan import Plan
from scenarios.report import report
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
TOTAL_ONLY = ["posts", "in_post", "vacant", "absent", "agency", "uncovered", "surplus", "span", "first_year_share"]


def made(plan: Plan) -> dict[str, Any]:
    """The report as a program reads it."""
    result: dict[str, Any] = json.loads(json.dumps(report(plan), allow_nan=False))
    return result


def test_keys_and_their_order_are_as_documented() -> None:
    result = made(small_plan())
    assert list(result) == ["scenario", "as_at", "dates", "position", "position_totals", "lines", "teams", "total"]
    assert list(result["position"][0]) == ["team", "role", *POSITION]
    assert list(result["position_totals"]) == POSITION
    assert list(result["lines"][0]) == LINE
    assert list(result["teams"][0]) == TEAM
    assert list(result["total"]) == [name for name in TEAM if name != "target"] + TOTAL_ONLY


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
