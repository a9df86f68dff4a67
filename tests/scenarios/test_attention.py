import datetime as dt

from scenarios.attention import Attention, attention
from scenarios.plan import Assumptions, Leaver, Move, Plan
from scenarios.projection import project
from scenarios.totals import WHOLE_PLAN, Scope
from tests.scenarios.small import small_plan


def found(plan: Plan, kind: str, scope: Scope = WHOLE_PLAN) -> list[Attention]:
    return [each for each in attention(plan, project(plan), scope) if each.kind == kind]


def test_teams_over_target_come_worst_first() -> None:
    teams = found(small_plan(), "over-target")
    assert [each.team for each in teams] == ["west", "east"]
    projection = project(small_plan())
    west = projection.teams.index("west")
    capacity = projection.capacity[projection.team_of_line == west].sum(axis=0)
    worst = (projection.weighted_cases[west] / capacity).max()
    assert teams[0].amount == worst
    assert teams[0].beside == 15.0


def test_a_scope_shows_its_own_teams_only() -> None:
    assert [each.team for each in found(small_plan(), "over-target", Scope("team", "east"))] == ["east"]


def test_cover_that_ends_within_three_months() -> None:
    (ending,) = found(small_plan(), "cover-ends")
    assert (ending.amount, ending.day) == (2.0, dt.date(2019, 6, 30))


def test_a_move_of_more_than_is_there() -> None:
    move = Move(
        id="m1",
        from_team="east",
        from_role="manager",
        to_team="west",
        to_role="social-worker",
        fte=3.0,
        date=dt.date(2019, 4, 10),
    )
    (short,) = found(small_plan().with_rows(moves=(move,)), "shortfall")
    assert (short.team, short.role, short.day) == ("east", "manager", dt.date(2019, 4, 30))
    assert short.amount > 2.0


def test_a_late_leaver_is_within_expected_turnover() -> None:
    leaver = Leaver(id="l1", team="east", role="social-worker", fte=0.5, last_day=dt.date(2020, 2, 10))
    (contained,) = found(small_plan().with_rows(leavers=(leaver,)), "contained")
    assert (contained.team, contained.amount, contained.day) == ("east", 0.5, None)
    early = leaver.model_copy(update={"last_day": dt.date(2019, 4, 10)})
    assert found(small_plan().with_rows(leavers=(early,)), "contained") == []


def test_turnover_that_nobody_set() -> None:
    assert found(small_plan().with_rows(assumptions=(Assumptions(),)), "turnover-unset")
    assert not found(small_plan().with_rows(assumptions=(Assumptions(turnover=0.0),)), "turnover-unset")
    assert not found(small_plan(), "turnover-unset")


def test_cases_without_anybody_to_hold_them() -> None:
    plan = small_plan().with_rows(establishment=small_plan().establishment[:2], pipeline=(), agency=())
    (lost,) = found(plan, "unallocated")
    assert (lost.team, lost.amount) == ("west", 90.0)


def test_cover_due_that_ends_within_three_months_of_the_position() -> None:
    plan = small_plan()
    soon = {"start": dt.date(2019, 4, 10), "end": dt.date(2019, 5, 20), "repeat": 3, "likelihood": 0.5}
    due = tuple(row.model_copy(update=soon) for row in plan.pipeline if row.id == "ag1")
    days = [(each.amount, each.day) for each in found(plan.with_rows(pipeline=due, agency=()), "cover-ends")]
    assert days == [(0.5, dt.date(2019, 5, 20)), (0.5, dt.date(2019, 6, 20))]
