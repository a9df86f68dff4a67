import datetime as dt
from typing import Any

import pytest
from pydantic import ValidationError

from scenarios.changes import Change, apply
from scenarios.columns import columns
from scenarios.hundredths import part_of, spread
from scenarios.levers import (
    LEVERS,
    AddIntake,
    FreezeRecruitment,
    GrowDemand,
    Lever,
    ScaleAgency,
    SetTurnover,
    ShiftDemand,
    ShiftStarters,
)
from scenarios.plan import CaseType, OpeningCases, Placement, Plan, Starter
from scenarios.problems import Faulty
from scenarios.projection import project
from scenarios.rules import plan_problems
from scenarios.totals import WHOLE_PLAN, Scope, figures
from tests.scenarios.small import AS_AT, small_plan

EAST, WEST = Scope("team", "east"), Scope("team", "west")


def day(month: int, of_month: int = 1, year: int = 2019) -> dt.date:
    return dt.date(year, month, of_month)


def pulled(lever: Lever, plan: Plan | None = None, scope: Scope = WHOLE_PLAN) -> Plan:
    before = plan or small_plan()
    after = apply(before, lever.change(before, scope))
    assert plan_problems(after) == []
    return after


def starts(plan: Plan) -> list[tuple[str, dt.date, int]]:
    return [(row.id, row.start, row.repeat) for row in plan.pipeline]


def starter(**values: Any) -> Plan:
    """The small plan with this starter alone."""
    row = Starter.model_validate(
        {"id": "s", "team": "east", "role": "social-worker", "kind": "agency", "fte": 1.0, **values}
    )
    return small_plan().with_rows(pipeline=(row,))


def label(lever: Lever, scope: Scope = WHOLE_PLAN) -> str:
    change: Change = lever.change(small_plan(), scope)
    return change.label


@pytest.mark.parametrize("lever", LEVERS)
def test_every_field_says_what_it_is_to_the_dialog(lever: type[Lever]) -> None:
    assert lever.LABEL
    assert lever.HELP.endswith(".")
    for column in columns(lever):
        assert column.title != column.name
        assert column.help


def test_starters_shift_with_the_end_of_agency() -> None:
    plan = pulled(ShiftStarters(months=2))
    assert starts(plan) == [("sw1", day(7), 3), ("ag1", day(6, 15), 1), ("nq1", day(11, 2), 1)]
    assert plan.pipeline[1].end == day(11, 30)


def test_only_the_kind_and_the_scope_asked_for_shift() -> None:
    plan = pulled(ShiftStarters(months=1, kind="nqsw"))
    assert starts(plan) == [("sw1", day(5), 3), ("ag1", day(4, 15), 1), ("nq1", day(10, 2), 1)]
    assert starts(pulled(ShiftStarters(months=1), scope=EAST))[1:] == starts(small_plan())[1:]


def test_starts_brought_before_the_position_come_the_day_after_it() -> None:
    plan = pulled(ShiftStarters(months=-3), scope=EAST)
    assert [(row.start, row.repeat, row.fte) for row in plan.pipeline[:2]] == [
        (day(4), 1, 2.0),
        (day(4), 1, 1.0),
    ]
    assert plan.pipeline[0].id == "sw1"


def test_agency_held_at_the_position_stays_as_long() -> None:
    plan = pulled(ShiftStarters(months=-6, kind="agency"))
    assert (plan.pipeline[1].start, plan.pipeline[1].end) == (day(4), day(9, 16))


def test_starts_that_the_position_counts_stay() -> None:
    plan = pulled(ShiftStarters(months=1), starter(kind="permanent", start=day(2), repeat=4))
    assert [(row.start, row.repeat) for row in plan.pipeline] == [(day(2), 2), (day(5), 2)]
    assert plan.pipeline[1].id == "s"


def test_a_start_on_a_clipped_day_is_a_row_of_its_own() -> None:
    before = starter(kind="permanent", start=day(12, 31), repeat=4)
    plan = pulled(FreezeRecruitment(start=day(3, 1, 2020)), before)
    assert starts(plan) == [("s", day(12, 31), 3)]
    plan = pulled(ScaleAgency(kept=0.5, start=day(2, 1, 2020)), starter(start=day(12, 31), end=day(12, 31), repeat=4))
    assert [(row.start, row.repeat, row.fte) for row in plan.pipeline] == [
        (day(12, 31), 2, 1.0),
        (day(2, 29, 2020), 1, 0.5),
        (day(3, 31, 2020), 1, 0.5),
    ]


def test_agency_ends_the_day_before() -> None:
    plan = pulled(ScaleAgency(kept=0.0, start=day(6)))
    assert [line.agency for line in plan.establishment] == [0.0, 0.0, 0.0]
    dated, undated = plan.agency
    assert (dated.id, dated.fte, dated.start, dated.end) == ("pl1", 2.0, day(1), day(5, 31))
    assert (undated.team, undated.fte, undated.start, undated.end) == ("east", 1.0, None, day(5, 31))
    assert (plan.pipeline[1].id, plan.pipeline[1].end) == ("ag1", day(5, 31))


def test_a_share_of_agency_kept_and_the_rest_ended_add_up() -> None:
    before = small_plan()
    line = before.establishment[0].model_copy(update={"agency": 0.33})
    before = before.with_rows(establishment=(line, *before.establishment[1:]))
    plan = pulled(ScaleAgency(kept=0.5, start=day(6)), before)
    assert plan.establishment[0].agency == 0.17
    kept, ended, undated = plan.agency
    assert (kept.id, kept.fte, kept.end) == ("pl1", 1.0, day(6, 30))
    assert (ended.fte, ended.end) == (1.0, day(5, 31))
    assert (undated.fte, undated.end) == (0.16, day(5, 31))
    assert [(row.fte, row.end) for row in plan.pipeline[1:3]] == [(0.5, day(9, 30)), (0.5, day(5, 31))]


def test_more_agency_comes_on_top_from_the_date() -> None:
    plan = pulled(ScaleAgency(kept=1.2, start=day(6)))
    assert plan.establishment == small_plan().establishment
    assert [(row.fte, row.start, row.end) for row in plan.agency] == [
        (2.0, day(1), day(6, 30)),
        (0.4, day(6), day(6, 30)),
        (0.2, day(6), None),
    ]
    assert [(row.fte, row.start, row.end) for row in plan.pipeline[1:3]] == [
        (1.0, day(4, 15), day(9, 30)),
        (0.2, day(6), day(9, 30)),
    ]


def test_agency_that_begins_later_is_scaled() -> None:
    before = small_plan()
    later = Placement(id="later", team="west", role="social-worker", fte=1.5, start=day(8))
    before = before.with_rows(agency=(later,), pipeline=())
    assert pulled(ScaleAgency(kept=0.5, start=day(6)), before, WEST).agency[0].fte == 0.75
    assert pulled(ScaleAgency(kept=1.5, start=day(6)), before, WEST).agency[0].fte == 2.25
    assert pulled(ScaleAgency(kept=0.0, start=day(6)), before, WEST).agency == ()


@pytest.mark.parametrize("when", [AS_AT, day(1, 1)])
def test_agency_ended_by_the_position_date_was_never_there(when: dt.date) -> None:
    plan = pulled(ScaleAgency(kept=0.5, start=when), scope=EAST)
    assert plan.establishment[0].agency == 0.5
    assert [(row.id, row.fte, row.end) for row in plan.agency] == [("pl1", 1.0, day(6, 30))]


def test_agency_starters_that_repeat_are_cut_start_by_start() -> None:
    before = starter(start=day(5), end=day(6, 30), repeat=4)
    plan = pulled(ScaleAgency(kept=0.0, start=day(7, 10)), before, WHOLE_PLAN)
    assert [(row.start, row.end, row.repeat) for row in plan.pipeline] == [
        (day(5), day(6, 30), 1),
        (day(6), day(7, 9), 1),
        (day(7), day(7, 9), 1),
    ]
    assert len({row.id for row in plan.pipeline}) == 3


def test_agency_starters_that_repeat_are_added_to_start_by_start() -> None:
    plan = pulled(ScaleAgency(kept=1.5, start=day(6, 10)), starter(start=day(5), repeat=3))
    assert [(row.start, row.fte, row.repeat) for row in plan.pipeline] == [
        (day(5), 1.0, 2),
        (day(7), 1.5, 1),
        (day(6, 10), 0.5, 1),
        (day(6, 10), 0.5, 1),
    ]


def test_turnover_of_the_whole_plan_holds_everywhere() -> None:
    before = pulled(SetTurnover(turnover=0.3), scope=EAST)
    assert [line.turnover for line in before.establishment] == [0.3, 0.3, None]
    plan = pulled(SetTurnover(turnover=0.2), before)
    assert plan.assumptions.turnover == 0.2
    assert [line.turnover for line in plan.establishment] == [None, None, None]


def test_turnover_of_a_role_in_the_plan_and_in_a_team() -> None:
    before = pulled(SetTurnover(turnover=0.3, role="manager"), scope=EAST)
    assert [line.turnover for line in before.establishment] == [None, 0.3, None]
    plan = pulled(SetTurnover(turnover=0.1, role="manager"), before)
    assert [role.turnover for role in plan.roles] == [None, 0.1]
    assert [line.turnover for line in plan.establishment] == [None, None, None]
    assert plan.assumptions.turnover == 0.12


def test_an_intake_is_shared_out_by_what_is_vacant() -> None:
    lever = AddIntake(role="social-worker", kind="nqsw", fte=1.0, months=6, start=day(9), likelihood=0.8)
    rows = pulled(lever).pipeline[3:]
    assert [(row.team, row.kind, row.fte, row.repeat, row.likelihood) for row in rows] == [
        ("east", "nqsw", 0.67, 6, 0.8),
        ("west", "nqsw", 0.33, 6, 0.8),
    ]
    assert {row.start for row in rows} == {day(9)}


def test_an_intake_where_nothing_is_vacant_goes_by_posts() -> None:
    before = small_plan()
    full = tuple(line.model_copy(update={"in_post": line.posts}) for line in before.establishment)
    lever = AddIntake(role="social-worker", fte=4.0, months=1, start=day(9))
    plan = pulled(lever, before.with_rows(establishment=full))
    assert [row.fte for row in plan.pipeline[3:]] == [2.5, 1.5]


def test_demand_grows_by_a_share_of_the_opening_cases() -> None:
    plan = pulled(GrowDemand(growth=-0.05, start=day(4)))
    assert [(row.team, row.cases, row.start) for row in plan.case_changes] == [
        ("east", -9.0, day(4)),
        ("west", -4.5, day(4)),
    ]


def test_cases_are_shared_out_by_the_cases_held() -> None:
    plan = pulled(ShiftDemand(cases=10.0, start=day(4)))
    assert [row.cases for row in plan.case_changes] == [6.67, 3.33]
    assert [row.cases for row in pulled(ShiftDemand(cases=-10.0, start=day(4))).case_changes] == [-6.67, -3.33]


def test_only_the_case_type_asked_for_changes() -> None:
    before = small_plan()
    before = before.with_rows(
        case_types=(*before.case_types, CaseType(key="looked-after", name="Looked after")),
        cases=(*before.cases, OpeningCases(team="west", case_type="looked-after", cases=20.0)),
    )
    plan = pulled(GrowDemand(growth=0.1, start=day(4), case_type="looked-after"), before)
    assert [(row.team, row.case_type, row.cases) for row in plan.case_changes] == [("west", "looked-after", 2.0)]


def test_a_freeze_keeps_agency_and_the_starts_before_it() -> None:
    plan = pulled(FreezeRecruitment(start=day(6)))
    assert starts(plan) == [("sw1", day(5), 1), ("ag1", day(4, 15), 1)]


def test_what_has_started_is_not_frozen() -> None:
    before = starter(kind="nqsw", start=day(1), repeat=6)
    assert starts(pulled(FreezeRecruitment(start=day(1)), before)) == [("s", day(1), 3)]


def test_labels_say_what_was_done_and_where() -> None:
    assert label(ShiftStarters(months=2), EAST) == "Shift starters by 2 months: East"
    assert label(ShiftStarters(months=-1, kind="nqsw")) == "Shift nqsw starters by −1 month: Whole plan"
    assert (
        label(ScaleAgency(kept=0.0, start=day(6)), Scope("area", "Coast")) == "End agency from 1 Jun 2019: Coast area"
    )
    assert label(ScaleAgency(kept=0.5, start=day(6))) == "Agency at 50% from 1 Jun 2019: Whole plan"
    assert label(SetTurnover(turnover=0.1699, role="manager")) == "Turnover of Manager 16.99% a year: Whole plan"
    intake = AddIntake(role="social-worker", kind="nqsw", fte=2.5, months=6, start=day(9))
    assert label(intake) == "Intake of 2.5 FTE nqsw Social Worker a month × 6 from 1 Sep 2019: Whole plan"
    assert label(GrowDemand(growth=0.05, start=day(6))) == "Cases +5% from 1 Jun 2019: Whole plan"
    assert label(ShiftDemand(cases=-1200.0, start=day(6), case_type="in-need")) == (
        "In need −1,200 from 1 Jun 2019: Whole plan"
    )
    assert label(FreezeRecruitment(start=day(6))) == "Freeze recruitment from 1 Jun 2019: Whole plan"


@pytest.mark.parametrize(
    ("lever", "scope", "reason"),
    [
        (ShiftStarters(months=1, kind="overseas"), WHOLE_PLAN, "no starters after the position date"),
        (ShiftStarters(months=-1), Scope("team", "gone"), "no starters after the position date"),
        (ScaleAgency(kept=0.0, start=day(10)), WEST, "no agency from then on"),
        (SetTurnover(turnover=0.12), WHOLE_PLAN, "no line in these teams whose turnover"),
        (AddIntake(role="manager", fte=1.0, months=1, start=day(9)), WEST, "no line of this role"),
        (AddIntake(role="gone", fte=1.0, months=1, start=day(9)), WEST, "not in the plan"),
        (AddIntake(role="manager", fte=1.0, months=1, start=AS_AT), EAST, "after the position date, 31 Mar 2019"),
        (GrowDemand(growth=0.1, start=AS_AT), WHOLE_PLAN, "after the position date, 31 Mar 2019"),
        (GrowDemand(growth=0.1, start=day(4)), Scope("service", "Care"), "no cases in these teams"),
        (GrowDemand(growth=1000.0, start=day(4), case_type="gone"), WHOLE_PLAN, "not in the plan"),
        (ShiftDemand(cases=1.0, start=AS_AT), WHOLE_PLAN, "after the position date"),
        (FreezeRecruitment(start=day(1, 1, 2021)), WHOLE_PLAN, "no starters but agency"),
    ],
)
def test_what_would_change_nothing_is_refused_in_a_sentence(lever: Lever, scope: Scope, reason: str) -> None:
    with pytest.raises(Faulty, match=reason):
        lever.change(small_plan(), scope)


@pytest.mark.parametrize(
    ("lever", "values"),
    [
        (ShiftStarters, {"months": 0}),
        (ShiftStarters, {"months": 121}),
        (ScaleAgency, {"kept": 1.0, "start": day(6)}),
        (ScaleAgency, {"kept": -0.1, "start": day(6)}),
        (AddIntake, {"role": "manager", "fte": 0.0, "months": 1, "start": day(6)}),
        (GrowDemand, {"growth": 0.0, "start": day(6)}),
        (GrowDemand, {"growth": -1.1, "start": day(6)}),
        (ShiftDemand, {"cases": 0.0, "start": day(6)}),
        (FreezeRecruitment, {"start": day(6, 1, 1999)}),
    ],
)
def test_values_beyond_their_bounds_are_refused(lever: type[Lever], values: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        lever.model_validate(values)


@pytest.mark.parametrize(
    "lever",
    [ShiftStarters(months=120), ScaleAgency(kept=1000.0, start=day(6)), GrowDemand(growth=1000.0, start=day(6))],
)
def test_rows_beyond_what_a_plan_holds_are_refused(lever: Lever) -> None:
    before = starter(start=day(1, 1, 2095), fte=9000.0)
    cases = tuple(row.model_copy(update={"cases": 20_000.0}) for row in before.cases)
    with pytest.raises(Faulty):
        lever.change(before.with_rows(cases=cases), WHOLE_PLAN)


def test_spread_hundredths_add_up_and_follow_the_weights() -> None:
    assert spread(1.0, [1, 1, 1]) == [0.34, 0.33, 0.33]
    assert spread(-0.01, [1, 2]) == [0.0, -0.01]
    assert spread(5.0, [0, 0]) == [2.5, 2.5]
    assert part_of(0.33, 0.5) == 0.17
    assert part_of(-0.33, 0.5) == -0.17


def test_figures_follow_an_intake() -> None:
    before = small_plan()
    plan = pulled(AddIntake(role="social-worker", fte=2.0, months=3, start=day(4)))
    old, new = figures(before, project(before)), figures(plan, project(plan))
    assert new.pipeline == pytest.approx(old.pipeline + 6.0)
    assert new.starters[1:4] == pytest.approx(old.starters[1:4] + 2.0)
