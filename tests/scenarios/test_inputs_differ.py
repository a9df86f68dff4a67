"""Which inputs differ, and which row is which."""

import datetime as dt
from typing import Any

from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from scenarios.changes import apply
from scenarios.compare.inputs import InputDifference, input_differences, input_values
from scenarios.compare.matching import matched
from scenarios.edits import SPARSE, CellEdit, add, delete, duplicate, edit_cells
from scenarios.plan import (
    TABLES,
    CaseChange,
    Leaver,
    Line,
    Move,
    Placement,
    Plan,
    Ramp,
    Row,
    Starter,
)
from scenarios.problems import Faulty
from scenarios.row_ids import is_from_content, with_ids
from tests.scenarios.edited import draw_cell, edited
from tests.scenarios.small import small_plan
from tests.scenarios.strategies import plans_with_money

some = settings(max_examples=35, deadline=None, derandomize=True)
DAY = dt.date(2019, 6, 3)


def with_row(plan: Plan, table: str, ref: str, **fields: Any) -> Plan:
    """The plan with some fields of a row otherwise."""
    rows = [row.model_copy(update=fields) if row.ref == ref else row for row in plan.rows(table)]
    return plan.with_rows(**{table: rows})


def unnamed(*rows: Starter) -> tuple[Starter, ...]:
    """Starters as a file gives them that names none of them."""
    return with_ids("pipeline", [row.model_copy(update={"id": ""}) for row in rows], range(len(rows)))


def told(before: Plan, after: Plan) -> list[tuple[Any, ...]]:
    """What differs: how, where and which field, before and after."""
    differences = input_differences(before, after)
    return [(d.change, d.kind, d.team, d.role, d.id, d.field, d.before, d.after) for d in differences]


def only(before: Plan, after: Plan) -> InputDifference:
    """The one difference there is."""
    (difference,) = input_differences(before, after)
    return difference


def pairs(before: Plan, after: Plan, table: str = "pipeline") -> list[tuple[str, str]]:
    """Refs side by side, empty where a row has no other."""
    return [(old.ref if old else "", new.ref if new else "") for old, new in matched(before, after, table)]


def test_a_field_of_a_line() -> None:
    after = with_row(small_plan(), "establishment", "west/social-worker", posts=7.0)
    line = ("west", "social-worker", "west/social-worker")
    assert told(small_plan(), after) == [("changed", "establishment", *line, "posts", 6.0, 7.0)]
    assert only(small_plan(), after).group == "posts"


def test_each_field_that_changed_is_one_difference() -> None:
    after = with_row(small_plan(), "pipeline", "nq1", fte=3.0, start=DAY, stage="offered")
    starter = ("changed", "pipeline", "west", "social-worker", "nq1")
    assert told(small_plan(), after) == [
        (*starter, "fte", 2.0, 3.0),
        (*starter, "start", dt.date(2019, 9, 2), DAY),
        (*starter, "stage", "planned", "offered"),
    ]
    found = input_differences(small_plan(), after)
    assert [(each.memo, each.group) for each in found] == [
        (False, "recruitment"),
        (False, "recruitment"),
        (True, None),
    ]


def test_a_whole_row_has_what_is_not_as_by_default() -> None:
    row = Placement(id="pl2", team="west", role="social-worker", fte=1.0, start=DAY)
    after = apply(small_plan(), add(small_plan(), "agency", row))
    found = only(small_plan(), after)
    assert (found.change, found.kind, found.id, found.before) == ("added", "agency", "pl2", None)
    assert found.after == {"team": "west", "role": "social-worker", "fte": 1.0, "start": DAY}
    gone = only(after, small_plan())
    assert (gone.change, gone.before, gone.after, gone.group) == ("removed", found.after, None, "agency")


def test_a_row_that_moved_is_one_move_with_what_else_changed() -> None:
    after = with_row(small_plan(), "pipeline", "sw1", team="west", fte=0.5)
    moved = ("west", "social-worker", "sw1")
    assert told(small_plan(), after) == [
        ("moved", "pipeline", *moved, "team", "east/social-worker", "west/social-worker"),
        ("changed", "pipeline", *moved, "fte", 1.0, 0.5),
    ]


def test_a_row_that_moved_to_another_role() -> None:
    after = with_row(small_plan(), "agency", "pl1", role="manager")
    assert told(small_plan(), after) == [
        ("moved", "agency", "east", "manager", "pl1", "role", "east/social-worker", "east/manager")
    ]


def test_cases_that_moved_have_no_role() -> None:
    change = CaseChange(id="c1", team="east", case_type="in-need", cases=5.0, start=DAY)
    before = small_plan().with_rows(case_changes=[change])
    after = with_row(before, "case_changes", "c1", team="west", start=dt.date(2019, 7, 1))
    assert told(before, after) == [
        ("moved", "case_changes", "west", "", "c1", "team", "east", "west"),
        ("changed", "case_changes", "west", "", "c1", "from", DAY, dt.date(2019, 7, 1)),
    ]


def test_an_end_of_a_move_is_changed() -> None:
    move = Move(
        id="m1",
        from_team="east",
        from_role="social-worker",
        to_team="west",
        to_role="social-worker",
        fte=1.0,
        date=DAY,
    )
    before = small_plan().with_rows(moves=[move])
    after = with_row(before, "moves", "m1", from_role="manager")
    assert told(before, after) == [
        ("changed", "moves", "east", "manager", "m1", "from.role", "social-worker", "manager")
    ]
    assert only(before, after).group == "in_post"


def test_names_of_the_scenario_are_no_inputs_but_its_dates_are() -> None:
    before = small_plan()
    after = with_row(before, "header", "", name="Other", based_on="Small", notes="Why.", months=24)
    assert told(before, after) == [
        ("changed", "header", "", "", "", "notes", "", "Why."),
        ("changed", "header", "", "", "", "months", 12, 24),
    ]
    assert [(each.memo, each.group) for each in input_differences(before, after)] == [(True, None), (False, None)]


def test_roles_teams_assumptions_ramps_and_cases() -> None:
    before = small_plan()
    after = with_row(before, "assumptions", "", turnover=None)
    after = with_row(after, "roles", "manager", turnover=0.1)
    after = with_row(after, "case_types", "in-need", growth=0.05)
    after = with_row(after, "teams", "west", area="Hills", target_caseload=14.0)
    after = with_row(after, "cases", "east/in-need", cases=190.0)
    after = with_row(after, "ramps", "agency", shares=(0.5, 0.75))
    assert told(before, after) == [
        ("changed", "assumptions", "", "", "", "turnover", 0.12, None),
        ("changed", "ramps", "", "", "agency", "shares", (0.75,), (0.5, 0.75)),
        ("changed", "roles", "", "manager", "manager", "turnover", None, 0.1),
        ("changed", "case_types", "", "", "in-need", "growth", 0.0, 0.05),
        ("changed", "teams", "west", "", "west", "area", "Downs", "Hills"),
        ("changed", "teams", "west", "", "west", "target_caseload", None, 14.0),
        ("changed", "cases", "east", "", "east/in-need", "cases", 180.0, 190.0),
    ]
    groups = [each.group for each in input_differences(before, after)]
    assert groups == ["leavers", "assumptions", "leavers", "demand", None, "assumptions", "demand"]


def test_a_line_is_in_several_groups() -> None:
    line = Line(team="west", role="manager", posts=1.0, in_post=0.5)
    after = apply(small_plan(), add(small_plan(), "establishment", line))
    found = only(small_plan(), after)
    assert (found.after, found.group) == ({"posts": 1.0, "in_post": 0.5}, None)


def test_differences_of_a_kind_are_by_team() -> None:
    before = small_plan()
    leavers = [
        Leaver(id=name, team=team, role="social-worker", fte=1.0, last_day=DAY)
        for name, team in (("l1", "west"), ("l2", "east"), ("l3", "west"))
    ]
    found = input_differences(before, before.with_rows(leavers=leavers))
    assert [(each.team, each.id) for each in found] == [("east", "l2"), ("west", "l1"), ("west", "l3")]


def test_plain_values() -> None:
    before = small_plan()
    after = with_row(before, "agency", "pl1", end=None)
    assert input_values(only(before, after)) == {
        "change": "changed",
        "kind": "agency",
        "team": "east",
        "role": "social-worker",
        "id": "pl1",
        "field": "end",
        "before": "2019-06-30",
        "after": None,
    }
    ramp = with_row(before, "ramps", "agency", shares=(0.5,))
    assert input_values(only(before, ramp))["after"] == [0.5]
    gone = apply(before, delete(before, "pipeline", ["nq1"]))
    assert input_values(only(before, gone))["before"] == {
        "team": "west",
        "role": "social-worker",
        "kind": "nqsw",
        "fte": 2.0,
        "start": "2019-09-02",
        "likelihood": 0.5,
    }


def test_rows_that_nobody_named_are_known_by_content_then_by_line_kind_and_start() -> None:
    named = small_plan()
    sw, agency, nqsw = named.pipeline
    changed, new = nqsw.model_copy(update={"fte": 5.0}), nqsw.model_copy(update={"start": DAY})
    after = named.with_rows(pipeline=unnamed(new, changed, sw))
    new_id, changed_id, sw_id = (row.id for row in after.pipeline)
    assert pairs(named, after) == [("", new_id), ("nq1", changed_id), ("sw1", sw_id), ("ag1", "")]
    assert [(d.change, d.id) for d in input_differences(named, after)] == [
        ("added", new_id),
        ("changed", changed_id),
        ("removed", agency.id),
    ]


def test_rows_that_were_named_are_not_known_by_line_kind_and_start() -> None:
    before = small_plan()
    after = with_row(before, "pipeline", "nq1", id="nq2", fte=5.0)
    assert pairs(before, after)[2:] == [("nq1", ""), ("", "nq2")]
    assert pairs(before, with_row(before, "pipeline", "nq1", id="nq2"))[2:] == [("nq1", "nq2")]


def test_equal_rows_are_taken_in_order() -> None:
    row = small_plan().pipeline[0]
    three = small_plan().with_rows(pipeline=unnamed(row, row, row))
    named = small_plan().with_rows(pipeline=[row.model_copy(update={"id": name}) for name in ("a", "b")])
    first, second, third = (each.id for each in three.pipeline)
    assert pairs(three, named) == [(first, "a"), (second, "b"), (third, "")]


def test_an_id_made_from_content_is_told_from_one_given() -> None:
    row = small_plan().pipeline[0]
    made = unnamed(row, row)
    assert [is_from_content("pipeline", each) for each in (*made, row)] == [True, True, False]
    assert not is_from_content("pipeline", made[0].model_copy(update={"fte": 9.0}))


@given(plans_with_money())
@some
def test_a_plan_does_not_differ_from_itself(plan: Plan) -> None:
    copy = plan.with_rows(**{table: [row.model_copy() for row in plan.rows(table)] for table in TABLES})
    assert input_differences(plan, copy) == ()


@given(plans_with_money().flatmap(lambda plan: st.tuples(edited(plan), edited(plan))))
@some
def test_the_other_way_round_added_is_removed(two: tuple[Plan, Plan]) -> None:
    before, after = two
    turned = {"added": "removed", "removed": "added"}
    there = [(turned.get(d.change, d.change), d.kind, d.field, d.after, d.before) for d in input_differences(*two)]
    back = [(d.change, d.kind, d.field, d.before, d.after) for d in input_differences(after, before)]
    assert sorted(there, key=repr) == sorted(back, key=repr)


@given(plans_with_money(), st.data())
@some
def test_every_row_is_in_one_pair(plan: Plan, data: st.DataObject) -> None:
    after = data.draw(edited(plan))
    shuffled = [row.model_copy(update={"id": f"x{row.ref}"}) for row in after.pipeline[::-1]]
    after = after.with_rows(pipeline=shuffled)
    for table in TABLES:
        old, new = zip(*matched(plan, after, table), strict=True) if plan.rows(table) or after.rows(table) else ((), ())
        assert [row for row in new if row is not None] == list(after.rows(table))
        there = sorted(row.ref for row in old if row is not None)
        assert there == sorted(row.ref for row in plan.rows(table))


@st.composite
def edits(draw: st.DrawFn) -> tuple[Plan, Row, CellEdit]:
    """A plan, a row of it, and a value for one of the row's fields."""
    plan = draw(plans_with_money())
    table = draw(st.sampled_from([name for name in TABLES if plan.rows(name)]))
    row = draw(st.sampled_from(plan.rows(table)))
    return plan, row, draw_cell(draw, plan, table, row)


@given(edits())
@some
def test_an_edit_is_one_difference_or_none(edited_row: tuple[Plan, Row, CellEdit]) -> None:
    """But an edit of what a row is known by makes another row of it, and rows without amounts go as one is cleared."""
    plan, row, edit = edited_row
    assume(row.KEY == ("id",) or edit.field not in row.KEY)
    assume(edit.table not in SPARSE)
    try:
        after = apply(plan, edit_cells(plan, [edit]))
    except Faulty:
        reject()
    assert len(input_differences(plan, after)) == (vars(row)[edit.field] != edit.value)


@given(plans_with_money())
@some
def test_a_copy_is_one_row_added_and_its_removal_one_removed(plan: Plan) -> None:
    for table in ("pipeline", "agency", "absences", "moves", "case_changes"):
        if plan.rows(table):
            after = apply(plan, duplicate(plan, table, plan.rows(table)[0].ref))
            assert only(plan, after).change == "added"
            assert only(after, plan).change == "removed"


def test_ramp_of_every_kind_is_compared() -> None:
    before = small_plan()
    after = before.with_rows(ramps=[Ramp(kind=ramp.kind, shares=()) for ramp in before.ramps])
    assert [each.id for each in input_differences(before, after)] == [ramp.kind for ramp in before.ramps]
