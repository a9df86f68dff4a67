"""Two plans compared: what each scope comes to in both, whatever one of them lacks."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.compare.comparison import Comparison
from scenarios.compare.figures import MONEY, SPLIT, values
from scenarios.compare.frame import UnlikeError
from scenarios.compare.report import comparison_report, scope_name
from scenarios.examples import example
from scenarios.plan import Line, Plan, Team
from scenarios.problems import Faulty
from scenarios.projection import project
from scenarios.totals import WHOLE_PLAN, Scope, figures
from tests.scenarios.small import small_plan
from tests.scenarios.strategies import plans

MARCH_2019 = "West Sussex, March 2019"


def without_pipeline() -> tuple[Plan, Plan]:
    after = example(MARCH_2019)
    return after.with_rows(pipeline=()), after


@st.composite
def of_one_date(draw: st.DrawFn) -> tuple[Plan, Plan]:
    """Two plans of the same position date that may differ in everything else."""
    before, other = draw(plans()), draw(plans())
    header = other.header.model_copy(update={"as_at": before.header.as_at})
    return before, other.with_rows(header=(header,))


@settings(max_examples=25, deadline=None, derandomize=True)
@given(of_one_date())
def test_figures_are_those_of_each_plan_on_its_own(pair: tuple[Plan, Plan]) -> None:
    comparison = Comparison(*pair)
    months = len(comparison.dates)
    assert months == min(plan.header.months for plan in pair) + 1
    for scope, found in comparison.pairs.items():
        for plan, side in zip(pair, (found.before, found.after), strict=True):
            if scope != WHOLE_PLAN and not any(scope.holds(team) for team in plan.teams):
                continue  # what one of them lacks is there with nothing in it
            own = figures(plan, project(plan), scope)
            for figure in SPLIT:
                expected = values(own, figure)[:months]
                size = max(1.0, float(np.nanmax(np.abs(expected), initial=1.0)))
                np.testing.assert_allclose(values(side, figure), expected, rtol=0, atol=1e-9 * size)


def test_a_team_that_one_plan_lacks_is_there_with_nothing_in_it() -> None:
    before = small_plan()
    north = Team(key="north", name="North", service="Care", target_caseload=12.0)
    line = Line(team="north", role="social-worker", posts=4.0, in_post=3.0)
    after = before.with_rows(teams=(*before.teams, north), establishment=(*before.establishment, line))
    there, back = Comparison(before, after), Comparison(after, before)
    found = there.pair(Scope("team", "north"))
    assert (found.moved("posts", 0).before, found.moved("posts", 0).after) == (0.0, 4.0)
    assert np.isnan(found.moved("caseload", 0).before)
    assert Scope("service", "Care") in there.pairs
    assert back.pair(Scope("team", "north")).moved("posts", 0).change == -4.0


def test_the_pipeline_of_march_2019_is_worth_what_the_report_says() -> None:
    comparison = Comparison(*without_pipeline())
    whole = comparison.pair(WHOLE_PLAN)
    remaining = whole.moved("remaining", 0)
    assert (round(remaining.before, 2), round(remaining.after, 2)) == (66.04, 24.92)
    before, after = (side.projection for side in comparison.sides)
    managers = sum(
        float(surplus)
        for surplus, (_, role) in zip(after.now.remaining_surplus, after.lines, strict=True)
        if role == "manager"
    )
    assert round(managers, 2) == 6.08
    assert before.now.remaining_surplus.sum() == 0


def test_differing_horizons_are_compared_over_the_months_both_have() -> None:
    plan = small_plan()
    shorter = plan.with_rows(header=(plan.header.model_copy(update={"months": 5}),))
    assert Comparison(plan, shorter).dates == Comparison(shorter, plan).dates == project(shorter).dates


def test_positions_of_different_dates_are_not_compared() -> None:
    plan = small_plan()
    later = plan.with_rows(header=(plan.header.model_copy(update={"as_at": dt.date(2019, 4, 30)}),))
    with pytest.raises(UnlikeError, match="2019-03-31 and 2019-04-30"):
        Comparison(plan, later)


@pytest.mark.parametrize(
    ("as_at", "day", "period"),
    [
        (dt.date(2019, 3, 31), dt.date(2019, 4, 1), 1),
        (dt.date(2019, 3, 31), dt.date(2019, 3, 1), 0),
        (dt.date(2019, 3, 7), dt.date(2019, 3, 1), 1),
        (dt.date(2019, 3, 7), dt.date(2020, 2, 29), 12),
    ],
)
def test_a_month_is_the_period_that_ends_in_it(as_at: dt.date, day: dt.date, period: int) -> None:
    plan = small_plan()
    plan = plan.with_rows(header=(plan.header.model_copy(update={"as_at": as_at}),))
    assert Comparison(plan, plan).period_in(day) == period


def test_a_month_beyond_either_plan_is_refused() -> None:
    plan = small_plan()
    with pytest.raises(Faulty, match="2019-03 to 2020-03"):
        Comparison(plan, plan).period_in(dt.date(2020, 4, 1))


def numbers(value: Any) -> list[float]:
    if isinstance(value, dict):
        return [number for part in value.values() for number in numbers(part)]
    if isinstance(value, list):
        return [number for part in value for number in numbers(part)]
    return [value] if isinstance(value, float) else []


def test_the_report_for_programs() -> None:
    before, after = without_pipeline()
    report = comparison_report(before, after, dt.date(2020, 2, 1))
    assert list(report) == ["before", "after", "at", "inputs", "results", "why"]
    assert report["at"] == "2020-02-29"
    assert len(report["inputs"]) == len(after.pipeline)
    assert {each["change"] for each in report["inputs"]} == {"added"}
    total = [each for each in report["results"] if each["scope"] == "total"]
    assert {each["figure"] for each in total} == {*SPLIT, *MONEY}
    dates = {each["date"] for each in total if each["figure"] == "caseload"}
    assert dates == {"2019-03-07", "2020-02-29", "2021-02-28"}
    remaining = [each for each in total if each["figure"] == "remaining"]
    assert [(each["date"], round(each["change"], 2)) for each in remaining] == [("2019-03-07", -41.12)]
    assert {each["figure"] for each in report["why"]} == {*SPLIT, *MONEY}
    for each in report["why"]:
        assert set(each["groups"]) == set(each["alone"]) == {"recruitment", "agency"}
        assert sum(each["groups"].values()) == pytest.approx(each["change"], abs=1e-9)
        assert sum(each["alone"].values()) + each["interaction"] == pytest.approx(each["change"], abs=1e-9)
    assert all(np.isfinite(number) for number in numbers(report))


def test_figures_that_do_not_exist_are_null() -> None:
    plan = small_plan()
    empty = plan.with_rows(
        establishment=[line.model_copy(update={"in_post": 0.0, "agency": 0.0}) for line in plan.establishment],
        pipeline=(),
        agency=(),
    )
    report = comparison_report(empty, plan)
    caseload = next(each for each in report["results"] if (each["scope"], each["figure"]) == ("total", "caseload"))
    assert (caseload["before"], caseload["change"]) == (None, None)
    assert caseload["after"] is not None


def test_scopes_are_named_as_reports_name_them() -> None:
    plan = small_plan()
    names = [scope_name(scope) for scope in Comparison(plan, plan).scopes]
    assert names == ["total", "service:Assessment", "area:Coast", "area:Downs", "team:east", "team:west"]
