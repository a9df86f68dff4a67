"""Lines of a plan worked out by hand: the numbers are typed in, for the package and for the slow model alike."""

from __future__ import annotations

from datetime import date

import pytest

from scenarios.plan import (
    Absence,
    Assumptions,
    Leaver,
    Line,
    Placement,
    PostChange,
    Role,
    Team,
)
from scenarios.position import position
from tests.scenarios.by_hand import MANAGERS, MARCH_7, TEAM, LineOf, both, move, near, plan_of, starter

pytestmark = both


def test_a_short_period_counts_its_days_of_the_month(line_of: LineOf) -> None:
    plan = plan_of(months=2, assumptions=Assumptions(turnover=0.12))
    first = 10 * 0.01 * 24 / 31
    assert line_of(plan, "leavers") == near([0.0, first, (10 - first) * 0.01])


def test_turnover_is_the_lines_own_else_its_roles_else_the_plans(line_of: LineOf) -> None:
    lines = (
        Line(**TEAM, posts=12.0, in_post=10.0),
        Line(**MANAGERS, posts=2.0, in_post=10.0),
        Line(team="other", role="social-worker", posts=2.0, in_post=10.0, turnover=0.0),
    )
    roles = (Role(key="social-worker", name="Social Worker", turnover=0.24), Role(key="manager", name="Manager"))
    teams = (Team(key="assessment", name="Assessment"), Team(key="other", name="Other"))
    plan = plan_of(date(2019, 3, 31), 1, establishment=lines, assumptions=Assumptions(turnover=0.12))
    plan = plan.with_rows(roles=roles, teams=teams)
    assert [line_of(plan, "leavers", index)[1] for index in range(3)] == near([0.2, 0.1, 0.0])


def test_a_repeat_falls_on_the_last_day_of_a_shorter_month(line_of: LineOf) -> None:
    repeated = starter("permanent", date(2019, 1, 31), fte=2.0, repeat=3)
    plan = plan_of(date(2019, 2, 27), 2, pipeline=(repeated,))
    assert line_of(plan, "starters") == near([0.0, 2.0, 2.0])
    assert position(plan)[0].pipeline_permanent == 4.0
    on_the_day = plan_of(date(2019, 2, 28), 1, pipeline=(repeated,))
    assert line_of(on_the_day, "starters") == near([0.0, 2.0])
    assert position(on_the_day)[0].pipeline_permanent == 2.0


def test_the_end_of_a_repeat_shifts_with_it(line_of: LineOf) -> None:
    workers = starter("agency", date(2019, 3, 31), repeat=3, end=date(2019, 4, 30))
    # 31 March to 30 April, 30 April to 30 May, 31 May to 30 June.
    assert line_of(plan_of(months=4, pipeline=(workers,)), "agency") == near([0.0, 1.0, 2.0, 1.0, 1.0])


def test_a_starter_by_the_position_date_is_in_post_already(line_of: LineOf) -> None:
    came, due = starter("permanent", MARCH_7), starter("permanent", date(2019, 3, 8))
    plan = plan_of(pipeline=(came, due))
    assert line_of(plan, "in_post") == near([10.0, 11.0, 11.0, 11.0])
    assert position(plan)[0].pipeline == 1.0


def test_likelihood_scales_a_starter(line_of: LineOf) -> None:
    plan = plan_of(pipeline=(starter("permanent", date(2019, 4, 1), fte=2.0, likelihood=0.25),))
    assert line_of(plan, "in_post") == near([10.0, 10.0, 10.5, 10.5])


def test_a_leaver_is_in_post_on_the_last_day_and_gone_after_it(line_of: LineOf) -> None:
    leavers = (
        Leaver(id="today", **TEAM, fte=1.0, last_day=MARCH_7),
        Leaver(id="month-end", **TEAM, fte=2.0, last_day=date(2019, 4, 30)),
        Leaver(id="long-gone", **TEAM, fte=4.0, last_day=date(2019, 3, 6)),
    )
    assert line_of(plan_of(leavers=leavers), "in_post") == near([10.0, 9.0, 9.0, 7.0])


def test_notice_given_early_counts_towards_turnover(line_of: LineOf) -> None:
    leavers = (Leaver(id="notice", **TEAM, fte=1.5, last_day=date(2019, 4, 10)),)
    plan = plan_of(date(2019, 3, 31), 3, leavers=leavers, assumptions=Assumptions(turnover=1.2))
    # Expected so far: 1 by April, on 10; then a tenth of 8.5 in post and the 0.5 that left ahead of it makes 1.9;
    # then a tenth of 8.1 makes 2.71. Known: 1.5 throughout.
    assert line_of(plan, "leavers") == near([0.0, 1.5, 0.4, 0.81])
    assert line_of(plan, "in_post") == near([10.0, 8.5, 8.1, 7.29])


def test_notice_by_more_than_are_there_is_taken_from_later_starters(line_of: LineOf) -> None:
    plan = plan_of(
        establishment=(Line(**TEAM, posts=12.0, in_post=2.0),),
        leavers=(Leaver(id="notice", **TEAM, fte=3.0, last_day=date(2019, 3, 20)),),
        pipeline=(starter("permanent", date(2019, 4, 1), fte=4.0),),
    )
    assert line_of(plan, "in_post") == near([2.0, 0.0, 4.0, 3.0])
    assert line_of(plan, "shortfall") == near([0.0, 1.0, 1.0, 0.0])


def test_a_move_arrives_in_full_though_fewer_were_there(line_of: LineOf) -> None:
    step_up = move(date(2019, 3, 31), 3.0, "social-worker", "manager")
    lines = (Line(**TEAM, posts=12.0, in_post=2.0), Line(**MANAGERS, posts=2.0, in_post=2.0))
    plan = plan_of(establishment=lines, moves=(step_up,))
    assert line_of(plan, "in_post", 0) == near([2.0, 0.0, 0.0, 0.0])
    assert line_of(plan, "in_post", 1) == near([2.0, 5.0, 5.0, 5.0])
    assert line_of(plan, "leavers", 0) == near([0.0, 2.0, 0.0, 0.0])
    assert line_of(plan, "starters", 1) == near([0.0, 3.0, 0.0, 0.0])


def test_a_move_on_the_position_date_has_happened(line_of: LineOf) -> None:
    done = move(MARCH_7, 1.0, "manager", "social-worker")
    plan = plan_of(moves=(done,))
    assert line_of(plan, "in_post", 0) == near([10.0] * 4)
    assert line_of(plan, "in_post", 1) == near([2.0] * 4)


def test_a_newly_qualified_starter_ramps_up_by_the_month_of_the_start(line_of: LineOf) -> None:
    plan = plan_of(date(2019, 8, 15), 14, pipeline=(starter("nqsw", date(2019, 9, 2), fte=2.0),))
    ramped = [10.0, 10.0, *[11.2] * 6, *[11.8] * 6, 12.0]
    assert line_of(plan, "capacity") == near(ramped)
    assert line_of(plan, "first_year") == near([0.0, 0.0, *[2.0] * 12, 0.0])


def test_leavers_are_drawn_evenly_from_every_cohort(line_of: LineOf) -> None:
    plan = plan_of(
        date(2019, 8, 31),
        2,
        pipeline=(starter("nqsw", date(2019, 9, 2), fte=2.0),),
        leavers=(Leaver(id="notice", **TEAM, fte=3.0, last_day=date(2019, 10, 5)),),
    )
    # A quarter of the twelve leaves in October: nine stay, 1.5 of them newly qualified and worth 0.6 each.
    assert line_of(plan, "in_post") == near([10.0, 12.0, 9.0])
    assert line_of(plan, "capacity") == near([10.0, 11.2, 7.5 + 0.9])
    assert line_of(plan, "first_year") == near([0.0, 2.0, 1.5])


def test_recent_starters_are_part_of_in_post_and_ramp_up_still(line_of: LineOf) -> None:
    recent = starter("overseas", date(2019, 2, 4), fte=4.0)
    # March is the month after the start: 0.3, then 0.5, 0.5 and 0.7.
    assert line_of(plan_of(pipeline=(recent,)), "capacity") == near([7.2, 7.2, 8.0, 8.0])


def test_recent_starters_beyond_in_post_are_scaled_to_it(line_of: LineOf) -> None:
    plan = plan_of(
        establishment=(Line(**TEAM, posts=12.0, in_post=3.0),),
        pipeline=(starter("permanent", date(2019, 3, 1), fte=4.0), starter("nqsw", date(2019, 1, 7), fte=2.0)),
    )
    assert line_of(plan, "in_post")[0] == 3.0
    assert line_of(plan, "capacity")[0] == pytest.approx(2.0 * 0.5 + 1.0 * 0.6)
    assert line_of(plan, "first_year")[0] == pytest.approx(1.0)


def test_agency_is_there_on_its_last_day_and_ramps_up_if_it_has_a_start(line_of: LineOf) -> None:
    placements = (
        Placement(id="ends", **TEAM, fte=2.0, start=date(2019, 3, 31), end=date(2019, 4, 30)),
        Placement(id="undated", **TEAM, fte=1.0, end=date(2019, 4, 29)),
    )
    plan = plan_of(agency=placements)
    assert line_of(plan, "agency") == near([1.0, 3.0, 2.0, 0.0])
    assert line_of(plan, "capacity") == near([11.0, 10.0 + 1.0 + 1.5, 12.0, 10.0])


def test_additional_agency_adds_capacity_and_covers_no_gap(line_of: LineOf) -> None:
    team = Placement(id="project-team", **TEAM, fte=5.0, purpose="additional")
    plan = plan_of(agency=(team,), absences=(Absence(id="leave", **TEAM, fte=1.0, reason="maternity"),))
    assert line_of(plan, "uncovered") == near([3.0] * 4)
    assert line_of(plan, "agency") == near([5.0] * 4)
    assert line_of(plan, "capacity") == near([14.0] * 4)


def test_absence_counts_as_gap_unless_said_otherwise(line_of: LineOf) -> None:
    absences = (Absence(id="leave", **TEAM, fte=1.5, reason="sickness", start=MARCH_7, end=date(2019, 4, 30)),)
    counted = plan_of(absences=absences)
    assert line_of(counted, "uncovered") == near([3.5, 3.5, 3.5, 2.0])
    left_out = plan_of(absences=absences, assumptions=Assumptions(absences_count_as_gap=False))
    assert line_of(left_out, "uncovered") == near([2.0] * 4)
    assert line_of(left_out, "capacity") == near([8.5, 8.5, 8.5, 10.0])


def test_posts_change_from_their_date_and_never_fall_below_none(line_of: LineOf) -> None:
    changes = (
        PostChange(id="new", **TEAM, fte=3.0, start=date(2019, 3, 31)),
        PostChange(id="cut", **TEAM, fte=-20.0, start=date(2019, 4, 1)),
        PostChange(id="past", **TEAM, fte=5.0, start=MARCH_7),
    )
    plan = plan_of(post_changes=changes)
    assert line_of(plan, "posts") == near([12.0, 15.0, 0.0, 0.0])
    assert line_of(plan, "over_establishment") == near([0.0, 0.0, 10.0, 10.0])
    assert line_of(plan, "surplus") == near([0.0, 0.0, 10.0, 10.0])
