"""Periods, positions and totals worked out by hand, for the package and for the slow model alike."""

from __future__ import annotations

import math
from datetime import date

import pytest

from scenarios.plan import (
    CaseChange,
    CaseType,
    Line,
    OpeningCases,
)
from scenarios.position import position
from scenarios.projection import project
from scenarios.totals import Scope, figures
from tests.scenarios.by_hand import MANAGERS, MARCH_7, TEAM, plan_of, starter
from tests.scenarios.slow_model import slow_projection
from tests.scenarios.slow_totals import slow_figures, slow_position


def test_periods_end_at_month_ends_strictly_after_the_position() -> None:
    assert project(plan_of()).dates == (MARCH_7, date(2019, 3, 31), date(2019, 4, 30), date(2019, 5, 31))
    assert project(plan_of(date(2024, 1, 31), 2)).dates == (date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31))


def test_the_gap_is_floored_on_each_line_before_it_is_added() -> None:
    lines = (Line(**TEAM, posts=12.0, in_post=10.0), Line(**MANAGERS, posts=2.0, in_post=3.5))
    plan = plan_of(establishment=lines)
    total = figures(plan, project(plan), Scope("plan", ""))
    slow = slow_figures(plan, slow_projection(plan), "plan", "").series
    assert (total.uncovered[0], total.surplus[0]) == (slow["uncovered"][0], slow["surplus"][0]) == (2.0, 1.5)


def test_the_remaining_gap_is_what_the_pipeline_leaves() -> None:
    pipeline = (starter("permanent", date(2030, 1, 1), fte=1.5), starter("agency", date(2019, 4, 1), fte=2.5))
    plan = plan_of(pipeline=pipeline)
    row, slow = position(plan)[0], slow_position(plan, slow_projection(plan))["assessment", "social-worker"]
    expected = {"pipeline_permanent": 1.5, "pipeline_agency": 2.5, "remaining": 0.0, "remaining_surplus": 2.0}
    assert {name: getattr(row, name) for name in expected} == expected
    assert {name: slow[name] for name in expected} == expected


def test_cases_grow_by_the_year_change_and_weigh() -> None:
    plan = plan_of(
        date(2019, 3, 31),
        12,
        cases=(OpeningCases(team="assessment", case_type="in-need", cases=100.0),),
        case_changes=(
            CaseChange(id="more", team="assessment", case_type="in-need", cases=9.0, start=date(2020, 3, 1)),
        ),
    )
    team = figures(plan, project(plan), Scope("team", "assessment"))
    slow = slow_figures(plan, slow_projection(plan), "team", "assessment").series
    for cases, weighted, caseload, required in (
        (team.cases, team.weighted_cases, team.caseload, team.required_fte),
        (slow["cases"], slow["weighted_cases"], slow["caseload"], slow["required_fte"]),
    ):
        assert (cases[0], cases[6], cases[12]) == pytest.approx((100.0, 110.0, 130.0))
        assert (weighted[12], caseload[12], required[12]) == pytest.approx((260.0, 26.0, 260 / 15))


def test_the_target_is_met_from_the_first_period_after_which_it_stays_met() -> None:
    no_growth = (CaseType(key="in-need", name="Children in need"),)
    plan = plan_of(
        months=4,
        cases=(OpeningCases(team="assessment", case_type="in-need", cases=150.0),),
        case_changes=(
            CaseChange(id="up", team="assessment", case_type="in-need", cases=15.0, start=date(2019, 4, 30)),
            CaseChange(id="down", team="assessment", case_type="in-need", cases=-15.0, start=date(2019, 5, 31)),
        ),
    ).with_rows(case_types=no_growth)
    for kind, key in (("plan", ""), ("service", "Front door"), ("area", "West"), ("team", "assessment")):
        scope = Scope(kind, key)  # type: ignore[arg-type] # each of the four kinds
        assert figures(plan, project(plan), scope).target_met_from == date(2019, 5, 31)
        assert slow_figures(plan, slow_projection(plan), kind, key).target_met_from == date(2019, 5, 31)


def test_a_caseload_without_capacity_does_not_exist() -> None:
    plan = plan_of(
        establishment=(Line(**MANAGERS, posts=2.0, in_post=2.0),),
        cases=(OpeningCases(team="assessment", case_type="in-need", cases=40.0),),
    )
    total = figures(plan, project(plan), Scope("plan", ""))
    assert math.isnan(total.caseload[0])
    assert math.isnan(total.average_caseload[0])
    assert total.unallocated[0] == 40.0
    assert total.target_met_from is None
    assert total.span[0] == 0.0
    slow = slow_figures(plan, slow_projection(plan), "plan", "")
    assert (slow.series["caseload"][0], slow.series["unallocated"][0], slow.target_met_from) == (None, 40.0, None)


def test_span_and_first_year_share() -> None:
    lines = (Line(**TEAM, posts=12.0, in_post=9.0), Line(**MANAGERS, posts=2.0, in_post=2.0))
    plan = plan_of(establishment=lines, pipeline=(starter("nqsw", date(2018, 9, 3), fte=3.0),))
    total = figures(plan, project(plan), Scope("plan", ""))
    slow = slow_figures(plan, slow_projection(plan), "plan", "").series
    assert total.span[0] == slow["span"][0] == 4.5
    assert total.first_year_share[0] == pytest.approx(1 / 3)
    assert slow["first_year_share"][0] == pytest.approx(1 / 3)
