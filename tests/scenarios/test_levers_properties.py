"""Levers on generated plans, judged by the projection."""

import datetime as dt
from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from scenarios.changes import apply
from scenarios.levers import (
    AddIntake,
    FreezeRecruitment,
    GrowDemand,
    Lever,
    ScaleAgency,
    SetTurnover,
    ShiftDemand,
    ShiftStarters,
)
from scenarios.periods import month_of
from scenarios.plan import Plan, Starter
from scenarios.problems import Faulty
from scenarios.projection import Projection, project
from scenarios.repeats import counted, part, starts_of
from scenarios.rules import plan_problems
from scenarios.scopes import teams_in
from scenarios.totals import WHOLE_PLAN, Scope, figures
from tests.scenarios.agreement import scopes
from tests.scenarios.strategies import CASE_TYPES, ROLES, plans

BY_LINE = (
    "posts", "in_post", "leavers", "starters", "absent", "agency", "need", "capacity", "case_holders", "first_year",
)  # fmt: skip
BY_TEAM = ("cases", "weighted_cases", "required_fte", "capacity_gap", "unallocated")
WITHIN = 1e-9

days = st.integers(-60, 500)
months = st.integers(-14, 14).filter(bool)
# A lever that would change nothing is refused, as many drawn at random would.
some = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)


@st.composite
def levers(draw: st.DrawFn, plan: Plan) -> Lever:
    """Any lever, with values near the plan's."""
    day = plan.header.as_at + dt.timedelta(days=draw(days))
    cents = draw(st.integers(-30000, 30000).filter(bool)) / 100
    case_type = draw(st.none() | st.sampled_from(CASE_TYPES))
    choices: list[Lever] = [
        ShiftStarters(months=draw(months), kind=draw(st.none() | st.sampled_from(("permanent", "agency")))),
        ScaleAgency(kept=draw(st.sampled_from((0.0, 0.5, 0.3333, 1.2, 2.0))), start=day),
        SetTurnover(turnover=draw(st.sampled_from((0.0, 0.17, 2.0))), role=draw(st.none() | st.sampled_from(ROLES))),
        AddIntake(
            role=draw(st.sampled_from(ROLES)), kind="nqsw", fte=abs(cents), months=draw(st.integers(1, 20)), start=day
        ),
        GrowDemand(growth=draw(st.sampled_from((-1.0, -0.05, 0.0333, 2.0))), start=day, case_type=case_type),
        ShiftDemand(cases=cents, start=day, case_type=case_type),
        FreezeRecruitment(start=day),
    ]
    return draw(st.sampled_from(choices))


def parts(plan: Plan) -> st.SearchStrategy[Scope]:
    return st.sampled_from(scopes(plan))


def pulled(lever: Lever, plan: Plan, scope: Scope) -> Plan:
    """The plan after a lever; hypothesis tries another where it is refused."""
    try:
        return apply(plan, lever.change(plan, scope))
    except Faulty:
        assume(False)
        raise


def same(
    before: Projection, after: Projection, *, until: dt.date = dt.date.max, lines: Iterable[int] | None = None
) -> None:
    """Fails unless every figure by month is what it was, up to the day before a date."""
    count = sum(day < until for day in before.dates)
    chosen = list(range(len(before.lines)) if lines is None else lines)
    teams = list(range(len(before.teams)) if lines is None else {int(before.team_of_line[n]) for n in chosen})
    for names, places in ((BY_LINE, chosen), (BY_TEAM, teams)):
        for name in names:
            then, now = (getattr(each, name)[places, :count] for each in (before, after))
            assert np.allclose(now, then, rtol=1e-12, atol=WITHIN), name


def lines_of(plan: Plan, scope: Scope, *, inside: bool) -> list[int]:
    teams = teams_in(plan, scope)
    return [n for n, line in enumerate(plan.establishment) if (line.team in teams) == inside]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.data(), plans())
def test_the_plan_stays_sound_the_change_can_be_taken_back_and_no_other_team_is_touched(
    data: st.DataObject, plan: Plan
) -> None:
    lever, scope = data.draw(levers(plan)), data.draw(parts(plan))
    try:
        change = lever.change(plan, scope)
    except Faulty:
        return
    after = apply(plan, change)
    assert plan_problems(after) == []
    assert Plan.model_validate(after.model_dump()) == after
    assert apply(after, change.reversed()) == plan
    same(project(plan), project(after), lines=lines_of(plan, scope, inside=False))


@some
@given(st.data(), plans(), days)
def test_agency_ended_from_a_date_is_gone_and_what_was_before_stays(data: st.DataObject, plan: Plan, when: int) -> None:
    scope, day = data.draw(parts(plan)), plan.header.as_at + dt.timedelta(days=when)
    after = pulled(ScaleAgency(kept=0.0, start=day), plan, scope)
    then, now = project(plan), project(after)
    same(then, now, until=day)
    ended = [k for k, end in enumerate(now.dates) if end >= day]
    assert not now.agency[np.ix_(lines_of(plan, scope, inside=True), ended)].any()


@some
@given(st.data(), plans(), days, st.sampled_from((0.5, 0.25, 1.5, 2.0)))
def test_agency_scaled_is_scaled_from_the_date_to_the_hundredth(
    data: st.DataObject, plan: Plan, when: int, share: float
) -> None:
    scope, day = data.draw(parts(plan)), plan.header.as_at + dt.timedelta(days=when)
    after = pulled(ScaleAgency(kept=share, start=day), plan, scope)
    then, now = project(plan), project(after)
    same(then, now, until=day)
    lines = lines_of(plan, scope, inside=True)
    ended = [k for k, end in enumerate(now.dates) if end >= day]
    rows = 1 + len(plan.agency) + sum(row.repeat for row in plan.pipeline)
    wanted = then.agency[np.ix_(lines, ended)] * share
    assert np.allclose(now.agency[np.ix_(lines, ended)], wanted, rtol=0, atol=0.00501 * rows)


@some
@given(st.data(), plans(), days)
def test_a_freeze_leaves_nobody_but_agency_from_its_date(data: st.DataObject, plan: Plan, when: int) -> None:
    scope, day = data.draw(parts(plan)), plan.header.as_at + dt.timedelta(days=when)
    after = pulled(FreezeRecruitment(start=day), plan, scope)
    teams = teams_in(plan, scope)
    frozen = [row for row in after.pipeline if row.kind != "agency" and row.team in teams]
    assert all(start < day or start <= plan.header.as_at for row in frozen for start, _ in starts_of(row))
    same(project(plan), project(after), until=day)


def with_days_of_every_month(plan: Plan) -> Plan:
    """Starters on days that no month clips."""

    def early(day: dt.date) -> dt.date:
        return day.replace(day=min(day.day, 28))

    rows = (
        row.model_copy(update={"start": early(row.start), "end": early(row.end) if row.end else None})
        for row in plan.pipeline
    )
    return plan.with_rows(pipeline=tuple(rows))


@some
@given(st.data(), plans().map(with_days_of_every_month), months)
def test_starters_shifted_and_shifted_back_are_where_they_were(data: st.DataObject, plan: Plan, by: int) -> None:
    scope = data.draw(parts(plan))
    there = pulled(ShiftStarters(months=by), plan, scope)
    day_after = plan.header.as_at + dt.timedelta(days=1)
    assume(by > 0 or all(row.start != day_after for row in there.pipeline))
    same(project(plan), project(pulled(ShiftStarters(months=-by), there, scope)))


@some
@given(plans(), months)
def test_nobody_gets_lost_in_a_shift_and_nobody_is_counted_early(plan: Plan, by: int) -> None:
    after = pulled(ShiftStarters(months=by), plan, WHOLE_PLAN)
    as_at = plan.header.as_at
    assert np.allclose(project(after).now.pipeline, project(plan).now.pipeline, rtol=0, atol=WITHIN)
    assert sum(counted(row, as_at) for row in after.pipeline) == sum(counted(row, as_at) for row in plan.pipeline)


@some
@given(st.data(), plans(), st.integers(1, 5000), st.integers(1, 30), st.sampled_from((1.0, 0.75)))
def test_an_intake_adds_so_many_to_the_pipeline(
    data: st.DataObject, plan: Plan, cents: int, count: int, likely: float
) -> None:
    scope, role = data.draw(parts(plan)), data.draw(st.sampled_from(ROLES))
    start = plan.header.as_at + dt.timedelta(days=data.draw(st.integers(1, 600)))
    lever = AddIntake(role=role, fte=cents / 100, months=count, start=start, likelihood=likely)
    after = pulled(lever, plan, scope)
    then, now = (figures(each, project(each), scope).pipeline for each in (plan, after))
    assert now - then == pytest.approx(cents / 100 * count * likely)


@some
@given(st.data(), plans(), st.integers(1, 50000))
def test_cases_added_are_so_many_from_the_date(data: st.DataObject, plan: Plan, cents: int) -> None:
    scope = data.draw(parts(plan))
    plan = plan.with_rows(case_changes=())
    day = plan.header.as_at + dt.timedelta(days=data.draw(st.integers(1, 400)))
    after = pulled(ShiftDemand(cases=cents / 100, start=day), plan, scope)
    then, now = (figures(each, project(each), scope) for each in (plan, after))
    added = np.array([cents / 100 if end >= day else 0.0 for end in now.dates])
    assert np.allclose(now.cases - then.cases, added, rtol=1e-12, atol=1e-7)


@some
@given(plans(), st.sampled_from((0.0, 0.1, 3.0)))
def test_turnover_of_the_whole_plan_is_every_lines(plan: Plan, rate: float) -> None:
    after = pulled(SetTurnover(turnover=rate), plan, WHOLE_PLAN)
    assert after.assumptions.turnover == rate
    assert [role.turnover for role in after.roles] == [None] * len(plan.roles)
    assert [line.turnover for line in after.establishment] == [None] * len(plan.establishment)


@settings(max_examples=50, deadline=None, derandomize=True)
@given(plans(), st.integers(0, 40), st.integers(0, 40))
def test_part_of_a_row_stands_for_the_same_days(plan: Plan, first: int, count: int) -> None:
    for row in plan.pipeline:
        last = min(first + count, row.repeat)
        rows = part(row, min(first, last), last)
        assert [each for piece in rows for each in starts_of(piece)] == starts_of(row)[first:last]
        assert all(month_of(piece.start) >= month_of(row.start) for piece in rows)


def test_an_unrepeated_row_is_its_own_part() -> None:
    row = Starter(id="s", team="t", role="r", kind="permanent", fte=1.0, start=dt.date(2019, 1, 31), repeat=30)
    assert part(row, 0, 30) == [row]
