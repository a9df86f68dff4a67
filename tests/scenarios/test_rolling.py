import datetime as dt

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scenarios.changes import apply
from scenarios.periods import add_months, period_ends
from scenarios.plan import Plan
from scenarios.problems import Faulty
from scenarios.projection import Projection, project
from scenarios.rolling import due_by, roll_forward
from scenarios.rules import plan_problems
from tests.scenarios.small import small_plan
from tests.scenarios.strategies import plans

APRIL = dt.date(2019, 4, 30)


def at_position(projection: Projection, k: int) -> dict[str, np.ndarray]:
    names = ("posts", "in_post", "absent", "agency")
    return {name: getattr(projection, name)[:, k] for name in names} | {"cases": projection.cases[:, k]}


@settings(max_examples=60, deadline=None, derandomize=True)
@given(plans(), st.integers(1, 12), st.booleans())
def test_the_new_position_is_the_projections(plan: Plan, months: int, mid_month: bool) -> None:
    ends = period_ends(plan.header.as_at, plan.header.months)
    to = ends[min(months, len(ends) - 1)]
    if mid_month:
        to = to.replace(day=max(1, to.day // 2))
        assume(to > plan.header.as_at)
    rolled = apply(plan, roll_forward(plan, to))
    assert plan_problems(rolled) == []
    assert Plan.model_validate(rolled.model_dump()) == rolled
    then, now = at_position(project(plan, to), -1), at_position(project(rolled), 0)
    for name, values in then.items():
        types = len(plan.case_types) if name == "cases" else 1
        assert np.allclose(now[name], values, rtol=0, atol=0.00501 * max(types, 1)), name


@settings(max_examples=60, deadline=None, derandomize=True)
@given(plans(), st.integers(1, 6))
def test_the_new_capacity_is_the_projections(plan: Plan, months: int) -> None:
    ends = period_ends(plan.header.as_at, plan.header.months)
    to = ends[min(months, len(ends) - 1)]
    rolled = apply(plan, roll_forward(plan, to))
    then, now = project(plan, to).capacity[:, -1], project(rolled).capacity[:, 0]
    rows = 2 + len(rolled.pipeline) + len(rolled.agency)
    assert np.allclose(now, then, rtol=0, atol=0.01 * rows)


def test_what_is_due_is_listed_by_date() -> None:
    due = due_by(small_plan(), dt.date(2019, 6, 30))
    assert [(each.ref, each.n, each.day) for each in due] == [
        ("ag1", 0, dt.date(2019, 4, 15)),
        ("sw1", 0, dt.date(2019, 5, 1)),
        ("sw1", 1, dt.date(2019, 6, 1)),
    ]


def test_a_starter_who_did_not_come_is_not_in_post() -> None:
    may = dt.date(2019, 5, 31)
    came = apply(small_plan(), roll_forward(small_plan(), may))
    stayed_away = apply(small_plan(), roll_forward(small_plan(), may, {("pipeline", "sw1", 0): 0.0}))
    assert came.establishment[0].in_post == pytest.approx(stayed_away.establishment[0].in_post + 1.0)


def test_a_row_that_repeats_keeps_what_is_to_come() -> None:
    plan = apply(small_plan(), roll_forward(small_plan(), dt.date(2019, 5, 31)))
    came, left = (row for row in plan.pipeline if row.role == "social-worker" and row.team == "east")
    assert (came.repeat, came.start) == (1, dt.date(2019, 5, 1))
    assert (left.id, left.repeat, left.start) == ("sw1", 2, dt.date(2019, 6, 1))


def test_ended_cover_is_gone_and_agency_starters_are_dated_rows() -> None:
    plan = apply(small_plan(), roll_forward(small_plan(), dt.date(2019, 7, 15)))
    assert [(row.team, row.fte, row.start, row.end) for row in plan.agency] == [
        ("west", 1.0, dt.date(2019, 4, 15), dt.date(2019, 9, 30))
    ]


@pytest.mark.parametrize("to", [dt.date(2019, 3, 31), dt.date(2018, 1, 1), add_months(dt.date(2019, 3, 31), 13)])
def test_a_date_not_later_or_beyond_the_plan_is_refused(to: dt.date) -> None:
    with pytest.raises(Faulty):
        roll_forward(small_plan(), to)


def test_rolling_forward_undoes_as_one() -> None:
    change = roll_forward(small_plan(), APRIL)
    assert apply(apply(small_plan(), change), change.reversed()) == small_plan()
