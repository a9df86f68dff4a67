import datetime as dt

import numpy as np
import pytest

from scenarios.changes import apply
from scenarios.plan import Plan
from scenarios.position import position, position_total
from scenarios.problems import Faulty
from scenarios.projection import project
from scenarios.starting import permanent_from_line, permanent_from_placement, started
from tests.scenarios.small import AS_AT, small_plan


def in_post(plan: Plan, ref: str) -> float:
    return next(line.in_post for line in plan.establishment if line.ref == ref)


def test_one_start_of_a_row_that_repeats_is_split_off() -> None:
    plan = apply(small_plan(), started(small_plan(), "sw1"))
    came, left = plan.pipeline[:2]
    assert (came.fte, came.likelihood, came.start, came.repeat) == (1.0, 1.0, AS_AT, 1)
    assert (left.id, left.start, left.repeat) == ("sw1", dt.date(2019, 6, 1), 2)
    assert in_post(plan, "east/social-worker") == 9.0


def test_nobody_is_counted_twice() -> None:
    before, plan = small_plan(), apply(small_plan(), started(small_plan(), "sw1"))
    old, new = position_total(position(before)), position_total(position(plan))
    assert new.in_post == old.in_post + 1
    assert new.pipeline == old.pipeline - 1
    assert new.remaining == pytest.approx(old.remaining)


def test_a_started_newly_qualified_worker_keeps_a_protected_caseload() -> None:
    plan = apply(small_plan(), started(small_plan(), "nq1"))
    projection = project(plan)
    line = projection.lines.index(("west", "social-worker"))
    assert projection.in_post[line, 0] == 7.0
    assert projection.capacity[line, 0] == pytest.approx(5 + 2 * 0.6)
    assert projection.first_year[line, 0] == pytest.approx(2.0)


def test_a_starter_already_counted_is_refused() -> None:
    plan = apply(small_plan(), started(small_plan(), "nq1"))
    with pytest.raises(Faulty):
        started(plan, "nq1")


def test_an_agency_starter_becomes_a_dated_row() -> None:
    plan = apply(small_plan(), started(small_plan(), "ag1"))
    assert [row.id for row in plan.pipeline] == ["sw1", "nq1"]
    row = plan.agency[-1]
    assert (row.fte, row.start, row.end) == (1.0, AS_AT, dt.date(2019, 9, 30))
    assert position_total(position(plan)).agency == 4.0


def test_agency_on_a_line_made_permanent_moves_and_leaves_the_gap() -> None:
    plan = apply(small_plan(), permanent_from_line(small_plan(), "east/social-worker", 0.4))
    line = plan.establishment[0]
    assert (line.in_post, line.agency) == (8.4, 0.6)
    old, new = project(small_plan()), project(plan)
    assert np.allclose(new.capacity[0, 0], old.capacity[0, 0])
    assert np.allclose(new.uncovered[0, 0], old.uncovered[0, 0])


def test_part_of_a_placement_made_permanent_leaves_the_rest() -> None:
    plan = apply(small_plan(), permanent_from_placement(small_plan(), "pl1", 0.5))
    assert (plan.agency[0].fte, in_post(plan, "east/social-worker")) == (1.5, 8.5)
    assert apply(plan, permanent_from_placement(plan, "pl1", 1.5)).agency == ()


def test_more_agency_than_there_is_refused() -> None:
    with pytest.raises(Faulty):
        permanent_from_line(small_plan(), "east/social-worker", 1.5)
    with pytest.raises(Faulty):
        permanent_from_placement(small_plan(), "pl1", 2.5)


def with_agency_starter(start: dt.date, repeat: int) -> Plan:
    plan = small_plan()
    other = (row.model_copy(update={"start": start, "repeat": repeat}) for row in plan.pipeline if row.id == "ag1")
    return plan.with_rows(pipeline=tuple(other))


def test_an_agency_starter_already_counted_is_refused() -> None:
    with pytest.raises(Faulty, match="already counted in agency"):
        started(with_agency_starter(AS_AT, 1), "ag1")


def test_of_agency_starters_the_next_one_due_comes() -> None:
    before = with_agency_starter(dt.date(2019, 3, 15), 3)
    plan = apply(before, started(before, "ag1"))
    assert [(row.start, row.repeat) for row in plan.pipeline] == [(dt.date(2019, 3, 15), 1), (dt.date(2019, 5, 15), 1)]
    assert (plan.agency[-1].start, plan.agency[-1].end) == (AS_AT, dt.date(2019, 10, 30))
    old, new = position_total(position(before)), position_total(position(plan))
    assert (new.agency, new.pipeline_agency) == (old.agency + 1, old.pipeline_agency - 1)


@pytest.mark.parametrize("starter", ["sw1", "ag1"])
@pytest.mark.parametrize("fte", [0.0, -1.0, 0.004, 1e12, float("nan")])
def test_an_fte_that_nobody_can_have_is_refused(starter: str, fte: float) -> None:
    with pytest.raises(Faulty):
        started(small_plan(), starter, fte)


def test_the_starts_left_of_a_row_from_the_31st_keep_their_days() -> None:
    plan = small_plan()
    row = plan.pipeline[0].model_copy(update={"start": dt.date(2019, 5, 31), "repeat": 4})
    plan = apply(plan.with_rows(pipeline=(row,)), started(plan.with_rows(pipeline=(row,)), "sw1"))
    assert [(each.start, each.repeat) for each in plan.pipeline[1:]] == [
        (dt.date(2019, 6, 30), 1),
        (dt.date(2019, 7, 31), 2),
    ]
