"""What holds of every projection, whatever the plan."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scenarios.plan import TABLES, Leaver, Line, Plan, Row, Team
from scenarios.position import position
from scenarios.projection import Projection, project
from scenarios.timeline import Array
from scenarios.totals import Figures, Scope, figures
from tests.scenarios.agreement import all_agree, arrays_of, scopes
from tests.scenarios.strategies import fte, plans

WHOLE = Scope("plan", "")
some = settings(max_examples=35, deadline=None, derandomize=True)


def by_line(projection: Projection, name: str) -> dict[tuple[str, str], Array]:
    return dict(zip(projection.lines, getattr(projection, name), strict=True))


def never_more(less: Array, more: Array) -> bool:
    return bool(np.all(less <= more + 1e-9))


# No staff appear or vanish but by starters, leavers and moves.


@some
@given(plans())
def test_staff_come_and_go_only_as_starters_and_leavers(plan: Plan) -> None:
    result = project(plan)
    before, after = result.in_post[:, :-1], result.in_post[:, 1:]
    assert np.allclose(after, before - result.leavers[:, 1:] + result.starters[:, 1:], rtol=0, atol=1e-9)
    for name in ("in_post", "leavers", "starters"):
        assert np.all(getattr(result, name) >= 0)
    assert np.all(result.leavers[:, 1:] <= before)


@some
@given(plans())
def test_moves_within_the_plan_neither_add_nor_take_staff(plan: Plan) -> None:
    """With everyone there who is to move or leave, and no turnover, moves leave the plan's staff as they are."""
    plenty = tuple(line.model_copy(update={"in_post": 1000.0, "turnover": 0.0}) for line in plan.establishment)
    moved = plan.with_rows(establishment=plenty)
    unmoved = moved.with_rows(moves=())
    total, without = figures(moved, project(moved), WHOLE), figures(unmoved, project(unmoved), WHOLE)
    all_agree("in post", total.in_post, without.in_post.tolist())


@some
@given(plans())
def test_the_pipeline_within_the_plan_is_who_starts(plan: Plan) -> None:
    """Where the plan outlasts every start, those who start are the permanent pipeline of the position."""
    long = plan.with_rows(header=(plan.header.model_copy(update={"months": 84}),), moves=())
    starters = figures(long, project(long), WHOLE).starters.sum()
    assert starters == pytest.approx(sum(line.pipeline_permanent for line in position(long)), abs=1e-9)


# More leavers never mean more in post.


@some
@given(plans(), st.data())
def test_more_notice_never_means_more_in_post(plan: Plan, data: st.DataObject) -> None:
    assume(plan.establishment)
    line = data.draw(st.sampled_from(plan.establishment))
    day = data.draw(st.sampled_from(project(plan).dates))
    notice = Leaver(id="more", team=line.team, role=line.role, fte=data.draw(fte), last_day=day)
    more = plan.with_rows(leavers=(*plan.leavers, notice))
    assert never_more(project(more).in_post, project(plan).in_post)


@some
@given(plans(), st.integers(0, 30000))
def test_higher_turnover_never_means_more_in_post(plan: Plan, added: int) -> None:
    base = plan.assumptions.turnover or 0.0
    higher = plan.assumptions.model_copy(update={"turnover": base + added / 10000})
    assert never_more(project(plan.with_rows(assumptions=(higher,))).in_post, project(plan).in_post)
    every = tuple(
        line.model_copy(update={"turnover": (line.turnover or 0.0) + added / 10000}) for line in plan.establishment
    )
    at_least = tuple(line.model_copy(update={"turnover": line.turnover or 0.0}) for line in plan.establishment)
    less = project(plan.with_rows(establishment=every)).in_post
    assert never_more(less, project(plan.with_rows(establishment=at_least)).in_post)


# The calendar repeats itself every 28 years.


def years_later(row: Row, years: int) -> Row:
    """A row with every date in it moved by whole years."""
    dates = {
        name: value.replace(year=value.year + years) for name, value in vars(row).items() if isinstance(value, date)
    }
    return row.model_copy(update=dates)


@some
@given(plans())
def test_28_years_later_the_figures_are_the_same(plan: Plan) -> None:
    later = plan.with_rows(**{table: tuple(years_later(row, 28) for row in plan.rows(table)) for table in TABLES})
    now, then = project(plan), project(later)
    assert [day.replace(year=day.year + 28) for day in now.dates] == list(then.dates)
    for name, values in arrays_of(now).items():
        assert np.array_equal(values, getattr(then, name)), name
    assert position(plan) == position(later)


# A line split into two halves.


SUMS = (
    *("posts", "in_post", "leavers", "starters", "vacant", "over_establishment", "absent", "agency"),
    *("uncovered", "surplus", "capacity", "case_holders", "cases", "weighted_cases", "required_fte"),
)
HALF, TWIN = "half", "twin"
AMOUNTS = {"posts", "in_post", "newly_created", "absent", "agency", "fte"}


def doubled(row: Row) -> Row:
    """A row with twice the FTE."""
    return row.model_copy(update={name: 2 * value for name, value in vars(row).items() if name in AMOUNTS})


def speaks_of(row: Row, line: Line) -> bool:
    """Whether a row is of a line, or moves staff out of or into it."""
    values = vars(row)
    pairs = (("team", "role"), ("from_team", "from_role"), ("to_team", "to_role"))
    return any((values.get(team), values.get(role)) == (line.team, line.role) for team, role in pairs)


def twin_of(row: Row, line: Line) -> Row:
    """The same row, of the twin team's line."""
    update: dict[str, Any] = {"id": f"{row.ref}-{TWIN}"} if "id" in vars(row) else {}
    for team, role in (("team", "role"), ("from_team", "from_role"), ("to_team", "to_role")):
        if (vars(row).get(team), vars(row).get(role)) == (line.team, line.role):
            update[team] = TWIN
    return row.model_copy(update=update)


def whole_and_halves(plan: Plan, line: Line) -> tuple[Plan, Plan]:
    """A plan with twice as much on a line, and one with a twin of the line instead."""
    team = next(team for team in plan.teams if team.key == line.team)
    tables = ("establishment", "pipeline", "post_changes", "agency", "absences", "leavers", "moves")
    whole, halves = {}, {}
    for table in tables:
        rows = plan.rows(table)
        whole[table] = tuple(doubled(row) if speaks_of(row, line) else row for row in rows)
        halves[table] = (*rows, *(twin_of(row, line) for row in rows if speaks_of(row, line)))
    twin = Team(**{**vars(team), "key": TWIN})
    return plan.with_rows(**whole), plan.with_rows(**halves, teams=(*plan.teams, twin))


@some
@given(plans(), st.data())
def test_a_line_in_two_halves_adds_up_to_the_whole(plan: Plan, data: st.DataObject) -> None:
    assume(plan.establishment)
    line = data.draw(st.sampled_from(plan.establishment))
    whole, halves = whole_and_halves(plan, line)
    first, second = project(whole), project(halves)
    for scope in scopes(plan):
        if scope.kind != "team":
            one, two = figures(whole, first, scope), figures(halves, second, scope)
            for name in SUMS:
                all_agree(f"{scope} {name}", getattr(two, name), getattr(one, name).tolist())
    for name in ("first_year", "shortfall"):
        all_agree(name, getattr(second, name).sum(axis=0), getattr(first, name).sum(axis=0).tolist())


# Results cannot be written to, and do not depend on the order of rows.


@some
@given(plans())
def test_nothing_of_a_result_can_be_written_to(plan: Plan) -> None:
    projection = project(plan)
    results: list[Projection | Figures] = [projection, *(figures(plan, projection, scope) for scope in scopes(plan))]
    for result in results:
        for name, values in arrays_of(result).items():
            with pytest.raises(ValueError, match="read-only"):
                values[...] = 0
            with pytest.raises(dataclasses.FrozenInstanceError):
                setattr(result, name, values)
    for line in position(plan):
        with pytest.raises(dataclasses.FrozenInstanceError):
            line.posts = 0.0  # type: ignore[misc] # that it is refused is the point


@some
@given(plans(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(plan: Plan, random: Any) -> None:
    tables = {table: random.sample(plan.rows(table), k=len(plan.rows(table))) for table in TABLES}
    mixed = plan.with_rows(**tables)
    one, two = project(plan), project(mixed)
    for name in ("in_post", "leavers", "uncovered", "capacity", "first_year", "case_holders", "agency"):
        expected = by_line(one, name)
        for line, values in by_line(two, name).items():
            all_agree(f"{line} {name}", values, expected[line].tolist())
    for scope in scopes(plan):
        first, second = figures(plan, one, scope), figures(mixed, two, scope)
        assert first.target_met_from == second.target_met_from
        for name in SUMS:
            all_agree(f"{scope} {name}", getattr(second, name), getattr(first, name).tolist())
