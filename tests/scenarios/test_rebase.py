"""A branch brought up to date with its base."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scenarios.changes import apply
from scenarios.compare.inputs import input_differences
from scenarios.edits import add, delete
from scenarios.files import plan_text
from scenarios.plan import TABLES, CaseType, Line, Move, Plan, Row, Starter, Team
from scenarios.rebase import Choices, Conflict, Rebased, Side, rebase, rebased_change
from scenarios.rules import plan_problems
from tests.scenarios.edited import STAFF, edited
from tests.scenarios.small import small_plan
from tests.scenarios.strategies import Drafter, plans_with_money

some = settings(max_examples=50, deadline=None, derandomize=True)
many = settings(max_examples=100, deadline=None, derandomize=True)
SIDES: tuple[Side, ...] = ("mine", "base")
DAY = dt.date(2019, 6, 3)
THEN = small_plan()
WEST = "west/social-worker"


def with_row(plan: Plan, table: str, ref: str, **fields: Any) -> Plan:
    """The plan with some fields of a row otherwise."""
    rows = [row.model_copy(update=fields) if row.ref == ref else row for row in plan.rows(table)]
    return plan.with_rows(**{table: rows})


def without(plan: Plan, table: str, *refs: str) -> Plan:
    """The plan without rows and what refers to them."""
    return apply(plan, delete(plan, table, refs))


def starter(name: str, line: str = WEST, **fields: Any) -> Starter:
    team, role = line.split("/")
    values = {"id": name, "team": team, "role": role, "kind": "permanent", "fte": 1.0, "start": DAY}
    return Starter.model_validate(values | fields)


def with_new(plan: Plan, table: str, row: Any, at: int | None = None) -> Plan:
    return apply(plan, add(plan, table, row, at))


def refs(plan: Plan, table: str) -> list[str]:
    return [row.ref for row in plan.rows(table)]


def values(plan: Plan, table: str, ref: str) -> dict[str, Any]:
    return vars(plan.by_ref[table][ref])


def only(rebased: Rebased) -> Conflict:
    """The one conflict there is."""
    (conflict,) = rebased.conflicts
    return conflict


def by_ref(plan: Plan) -> dict[str, dict[str, Any]]:
    """The inputs of a plan, whatever their order and what it is called."""
    own = plan.header.model_copy(update={"name": "", "based_on": ""})
    return plan.by_ref | {"header": {"": own}}


def sound(plan: Plan) -> bool:
    for table, kind in TABLES.items():
        for row in plan.rows(table):
            assert kind.model_validate(dict(vars(row))) == row
    return plan_problems(plan) == []


def test_both_sides_of_a_row_are_taken_field_by_field() -> None:
    now = with_row(THEN, "establishment", WEST, posts=8.0)
    mine = with_row(THEN, "establishment", WEST, in_post=5.5)
    rebased = rebase(THEN, now, mine)
    line = values(rebased.plan, "establishment", WEST)
    assert (line["posts"], line["in_post"], rebased.conflicts) == (8.0, 5.5, ())


def test_a_field_that_both_changed_alike_is_no_conflict() -> None:
    changed = with_row(THEN, "establishment", WEST, posts=8.0)
    assert rebase(THEN, changed, changed).conflicts == ()


@pytest.mark.parametrize(("choice", "posts"), [("mine", 9.0), ("base", 8.0), (None, 9.0)])
def test_a_field_that_both_changed_is_chosen(choice: Any, posts: float) -> None:
    now = with_row(THEN, "establishment", WEST, posts=8.0, agency=1.0)
    mine = with_row(THEN, "establishment", WEST, posts=9.0)
    choices = {("establishment", WEST, "posts"): choice} if choice else {}
    rebased = rebase(THEN, now, mine, choices)
    assert only(rebased) == Conflict("establishment", WEST, "posts", "field", 6.0, 8.0, 9.0)
    line = values(rebased.plan, "establishment", WEST)
    assert (line["posts"], line["agency"]) == (posts, 1.0)


def test_the_header_is_mine_but_for_what_the_base_changed() -> None:
    mine = with_row(THEN, "header", "", name="Mine", based_on="Small", months=24)
    now = with_row(THEN, "header", "", name="Small, renamed", as_at=DAY, notes="Newer.")
    rebased = rebase(THEN, now, mine)
    header = rebased.plan.header
    assert (header.name, header.based_on, header.months) == ("Mine", "Small", 24)
    assert (header.as_at, header.notes, rebased.conflicts) == (DAY, "Newer.", ())
    assert rebased_change(mine, rebased).label == "Bring up to date with Small, renamed"


def test_a_row_gone_from_the_base_and_untouched_by_me_goes() -> None:
    rebased = rebase(THEN, without(THEN, "pipeline", "sw1"), with_row(THEN, "pipeline", "ag1", fte=2.0))
    assert (refs(rebased.plan, "pipeline"), rebased.conflicts) == (["ag1", "nq1"], ())


@pytest.mark.parametrize(("choice", "there"), [("mine", ["sw1", "ag1", "nq1"]), ("base", ["ag1", "nq1"])])
def test_a_row_gone_from_the_base_that_i_changed_is_chosen(choice: Any, there: list[str]) -> None:
    now, mine = without(THEN, "pipeline", "sw1"), with_row(THEN, "pipeline", "sw1", fte=2.0)
    rebased = rebase(THEN, now, mine, {("pipeline", "sw1", ""): choice})
    conflict = only(rebased)
    assert (conflict.key, conflict.reason, conflict.now) == (("pipeline", "sw1", ""), "deleted", None)
    assert conflict.mine == mine.pipeline[0]
    assert refs(rebased.plan, "pipeline") == there


@pytest.mark.parametrize(("choice", "there"), [("mine", ["ag1", "nq1"]), ("base", ["sw1", "ag1", "nq1"])])
def test_a_row_that_i_deleted_and_the_base_changed_is_chosen(choice: Any, there: list[str]) -> None:
    now, mine = with_row(THEN, "pipeline", "sw1", fte=2.0), without(THEN, "pipeline", "sw1")
    rebased = rebase(THEN, now, mine, {("pipeline", "sw1", ""): choice})
    assert (only(rebased).reason, only(rebased).mine) == ("deleted", None)
    assert refs(rebased.plan, "pipeline") == there


@pytest.mark.parametrize("choice", ["mine", "base"])
def test_a_row_of_mine_on_what_the_base_deleted_brings_it_back_or_goes(choice: Any) -> None:
    mine = with_new(THEN, "pipeline", starter("new"))
    rebased = rebase(THEN, without(THEN, "teams", "west"), mine, {("pipeline", "new", ""): choice})
    conflict = only(rebased)
    assert (conflict.reason, conflict.then, conflict.now) == ("refers", None, None)
    assert conflict.lost == (("teams", "west"), ("establishment", WEST))
    kept = choice == "mine"
    assert refs(rebased.plan, "teams") == ["east", "west"][: 2 if kept else 1]
    assert (WEST in refs(rebased.plan, "establishment")) == kept
    assert refs(rebased.plan, "pipeline") == (["sw1", "new"] if kept else ["sw1"])
    assert refs(rebased.plan, "cases") == ["east/in-need"]
    assert sound(rebased.plan)


@pytest.mark.parametrize("choice", ["mine", "base"])
def test_a_row_of_the_base_on_what_i_deleted_goes_or_brings_it_back(choice: Any) -> None:
    now = with_new(THEN, "pipeline", starter("new"))
    rebased = rebase(THEN, now, without(THEN, "teams", "west"), {("pipeline", "new", ""): choice})
    assert only(rebased).lost == (("teams", "west"), ("establishment", WEST))
    assert ("west" in refs(rebased.plan, "teams")) == (choice == "base")
    assert sound(rebased.plan)


def test_mine_of_one_row_keeps_what_the_base_of_another_would_let_go() -> None:
    mine = with_row(with_new(THEN, "pipeline", starter("new")), "establishment", WEST, posts=9.0)
    choices: Choices = {("establishment", WEST, ""): "base", ("pipeline", "new", ""): "mine"}
    rebased = rebase(THEN, without(THEN, "establishment", WEST), mine, choices)
    assert [(each.key, each.reason) for each in rebased.conflicts] == [
        (("establishment", WEST, ""), "deleted"),
        (("pipeline", "new", ""), "refers"),
    ]
    assert values(rebased.plan, "establishment", WEST)["posts"] == 9.0


def test_rows_of_a_line_that_only_my_row_is_on() -> None:
    team = Team(key="north", name="North")
    line = Line(team="west", role="manager", posts=1.0, in_post=0.0)
    mine = with_new(with_new(THEN, "establishment", line), "pipeline", starter("new", "west/manager"))
    now = with_new(without(THEN, "teams", "west"), "teams", team)
    rebased = rebase(THEN, now, mine, {("establishment", "west/manager", ""): "base"})
    assert [each.key[:2] for each in rebased.conflicts] == [("establishment", "west/manager"), ("pipeline", "new")]
    assert refs(rebased.plan, "teams") == ["east", "west", "north"]
    assert sound(rebased.plan)


@pytest.mark.parametrize(("choice", "dates"), [("mine", (1, 5)), ("base", (8, 12))])
def test_dates_that_do_not_fit_together_are_chosen_as_a_row(choice: Any, dates: tuple[int, int]) -> None:
    def months(first: int, last: int) -> Plan:
        return with_row(THEN, "agency", "pl1", start=dt.date(2019, first, 1), end=dt.date(2019, last, 1))

    then, now, mine = months(1, 12), months(8, 12), months(1, 5)
    rebased = rebase(then, now, mine, {("agency", "pl1", ""): choice})
    assert only(rebased).reason == "together"
    placement = values(rebased.plan, "agency", "pl1")
    assert (placement["start"].month, placement["end"].month) == dates


def test_two_choices_that_do_not_fit_together_are_one() -> None:
    now = with_row(THEN, "agency", "pl1", start=dt.date(2019, 8, 1), end=dt.date(2019, 9, 1))
    mine = with_row(THEN, "agency", "pl1", start=dt.date(2019, 2, 1), end=dt.date(2019, 3, 1), fte=1.0)
    assert only(rebase(THEN, now, mine)).reason == "together"


def test_a_move_to_its_own_line_is_chosen_as_a_row() -> None:
    def move(there: str, here: str) -> Move:
        (team, role), (to_team, to_role) = there.split("/"), here.split("/")
        return Move(id="m", from_team=team, from_role=role, to_team=to_team, to_role=to_role, fte=1.0, date=DAY)

    east = "east/social-worker"
    ends = ((east, WEST), ("east/manager", WEST), (east, "east/manager"))
    then, now, mine = (THEN.with_rows(moves=[move(*each)]) for each in ends)
    assert only(rebase(then, now, mine)).reason == "together"


def test_a_team_of_one_and_a_role_of_the_other_without_a_line_are_one_choice() -> None:
    then = with_row(THEN, "pipeline", "sw1", team="east")
    now = with_row(then, "pipeline", "sw1", role="manager")
    mine = with_row(then, "pipeline", "sw1", team="west")
    conflict = only(rebase(then, now, mine))
    assert (conflict.field, conflict.reason, conflict.lost) == ("", "together", ())


def test_what_both_added_under_one_key_is_chosen_by_field() -> None:
    now = with_new(THEN, "case_types", CaseType(key="looked-after", name="Looked after", weight=1.5))
    mine = with_new(THEN, "case_types", CaseType(key="looked-after", name="Looked after", weight=2.0))
    assert only(rebase(THEN, now, mine)) == Conflict("case_types", "looked-after", "weight", "field", None, 1.5, 2.0)


def test_what_i_added_follows_the_row_that_it_followed() -> None:
    now = with_new(without(THEN, "pipeline", "ag1"), "pipeline", starter("base"), 0)
    mine = with_new(with_new(THEN, "pipeline", starter("a"), 1), "pipeline", starter("b"), 2)
    mine = with_new(with_new(mine, "pipeline", starter("c"), 4), "pipeline", starter("top"), 0)
    assert refs(mine, "pipeline") == ["top", "sw1", "a", "b", "ag1", "c", "nq1"]
    plan = rebase(THEN, now, mine).plan
    assert refs(plan, "pipeline") == ["top", "base", "sw1", "a", "b", "c", "nq1"]


def test_a_table_that_one_side_left_alone_is_in_the_order_of_the_other() -> None:
    turned = THEN.with_rows(pipeline=THEN.pipeline[::-1])
    edit = with_row(THEN, "pipeline", "sw1", fte=2.0)
    assert refs(rebase(THEN, edit, turned).plan, "pipeline") == ["nq1", "ag1", "sw1"]
    assert refs(rebase(THEN, turned, edit).plan, "pipeline") == ["nq1", "ag1", "sw1"]


def test_the_change_makes_the_branch_what_it_comes_to() -> None:
    mine = with_new(THEN, "pipeline", starter("new"))
    rebased = rebase(THEN, without(THEN, "teams", "west"), mine)
    change = rebased_change(mine, rebased)
    assert apply(mine, change) == rebased.plan
    assert apply(apply(mine, change), change.reversed()) == mine


branches = plans_with_money().flatmap(lambda plan: st.tuples(st.just(plan), edited(plan), edited(plan)))


@given(plans_with_money().flatmap(lambda plan: st.tuples(st.just(plan), edited(plan, most=8))))
@some
def test_onto_an_unchanged_base_nothing_changes(two: tuple[Plan, Plan]) -> None:
    then, mine = two
    rebased = rebase(then, then, mine)
    assert (rebased.plan, rebased.conflicts) == (mine, ())
    assert plan_text(rebased.plan) == plan_text(mine)
    assert rebased_change(mine, rebased).rows == ()


@given(plans_with_money().flatmap(lambda plan: st.tuples(st.just(plan), edited(plan, most=8))))
@some
def test_a_branch_without_changes_of_its_own_becomes_the_base(two: tuple[Plan, Plan]) -> None:
    then, now = two
    mine = with_row(then, "header", "", name="Mine", based_on=then.header.name)
    rebased = rebase(then, now, mine)
    own = {"name": "Mine", "based_on": then.header.name}
    assert rebased.plan == now.with_rows(header=[now.header.model_copy(update=own)])
    assert rebased.conflicts == ()


@given(branches)
@some
def test_without_conflicts_it_does_not_matter_whose_changes_are_replayed(three: tuple[Plan, Plan, Plan]) -> None:
    then, now, mine = three
    rebased = rebase(then, now, mine)
    other = rebase(then, mine, now)
    assert len(rebased.conflicts) == len(other.conflicts)
    assume(not rebased.conflicts)
    assert by_ref(rebased.plan) == by_ref(other.plan)


@given(branches, st.data())
@some
def test_without_conflicts_two_steps_come_to_the_same_as_one(
    three: tuple[Plan, Plan, Plan], data: st.DataObject
) -> None:
    then, first, mine = three
    assume(not _touched(then, first) & _touched(then, mine))
    second = data.draw(edited(first))
    once, half = rebase(then, second, mine), rebase(then, first, mine)
    twice = rebase(first, second, half.plan)
    assume(not (once.conflicts or half.conflicts or twice.conflicts))
    assert by_ref(once.plan) == by_ref(twice.plan)


def _touched(before: Plan, after: Plan) -> set[tuple[str, str, str]]:
    """Fields and rows that differ: a change that both made, and the base then took back, is not seen from its end."""
    return {(each.kind, each.id, each.field) for each in input_differences(before, after)}


def choices_of(draw: st.DrawFn, conflicts: tuple[Conflict, ...]) -> Choices:
    """Mine or the base for every conflict, as it comes."""
    return {each.key: draw(st.sampled_from(SIDES)) for each in conflicts}


@st.composite
def contested(draw: st.DrawFn) -> tuple[Plan, Plan, Plan, Choices]:
    """A base then and now and a branch in which teams, lines and staff come and go, and choices."""
    then = draw(plans_with_money())
    now, mine = (draw(edited(then, least=4, most=8, tables=STAFF)) for _ in range(2))
    return then, now, mine, choices_of(draw, rebase(then, now, mine).conflicts)


@st.composite
def one_row_apart(draw: st.DrawFn) -> tuple[Plan, Plan, Plan, Choices]:
    """A base then and now and a branch that differ in all of one row, and choices."""
    drafter = Drafter(draw)
    plan = drafter.plan()
    assume(len(drafter.lines) > 1)
    drafts: dict[str, Callable[[], Row]] = {
        "agency": drafter.placement,
        "pipeline": drafter.starter,
        "moves": drafter.move,
    }
    table = draw(st.sampled_from(tuple(drafts)))
    rows = [drafts[table]().model_copy(update={"id": "apart"}) for _ in range(3)]
    then, now, mine = (plan.with_rows(**{table: [row]}) for row in rows)
    return then, now, mine, choices_of(draw, rebase(then, now, mine).conflicts)


@given(contested() | one_row_apart())
@many
def test_whatever_is_chosen_the_plan_is_sound(given_plans: tuple[Plan, Plan, Plan, Choices]) -> None:
    then, now, mine, choices = given_plans
    keys = [each.key for each in rebase(then, now, mine).conflicts]
    assert len(set(keys)) == len(keys)
    rebased = rebase(then, now, mine, choices)
    assert [each.key for each in rebased.conflicts] == keys
    assert sound(rebased.plan)
    change = rebased_change(mine, rebased)
    assert apply(mine, change) == rebased.plan
    assert plan_text(apply(rebased.plan, change.reversed())) == plan_text(mine)


@given(contested())
@some
def test_a_choice_takes_what_that_side_has(given_plans: tuple[Plan, Plan, Plan, Choices]) -> None:
    then, now, mine, choices = given_plans
    rebased = rebase(then, now, mine, choices)
    for conflict in rebased.conflicts:
        row = rebased.plan.by_ref[conflict.table].get(conflict.ref)
        wanted = conflict.now if choices[conflict.key] == "base" else conflict.mine
        if conflict.field:
            assert row is not None
            assert vars(row)[conflict.field] == wanted
        elif wanted is not None:
            assert row == wanted
