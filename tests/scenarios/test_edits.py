import datetime as dt

import pytest

from scenarios.changes import Change, StaleError, apply
from scenarios.drafts import blank_plan, draft
from scenarios.edits import FIXED, CellEdit, add, delete, dependants, duplicate, edit_cells
from scenarios.plan import SINGLE, TABLES, Plan, Row
from scenarios.problems import Faulty
from scenarios.rules import plan_problems
from tests.scenarios.small import small_plan
from tests.store.whole import whole_plan

LINE = "east/social-worker"


def edited(plan: Plan, table: str, ref: str, field: str, value: object) -> Plan:
    return apply(plan, edit_cells(plan, [CellEdit(table, ref, field, value)]))


def row(plan: Plan, table: str, ref: str) -> Row:
    return plan.by_ref[table][ref]


def test_a_cell_changes_and_undoes() -> None:
    plan = small_plan()
    change = edit_cells(plan, [CellEdit("establishment", LINE, "posts", 12.5)])
    after = apply(plan, change)
    assert vars(row(after, "establishment", LINE))["posts"] == 12.5
    assert change.label == "Posts, Social Worker, East"
    assert apply(after, change.reversed()) == plan


def test_vacant_sets_in_post_and_posts_keep_it() -> None:
    plan = edited(small_plan(), "establishment", LINE, "vacant", 2.5)
    assert vars(row(plan, "establishment", LINE))["in_post"] == 7.5
    assert vars(row(edited(plan, "establishment", LINE, "posts", 9.0), "establishment", LINE))["in_post"] == 7.5


@pytest.mark.parametrize(
    ("table", "ref", "field", "value", "allowed"),
    [
        ("establishment", LINE, "posts", -1.0, "0 or more"),
        ("establishment", LINE, "vacant", 11.0, "0 to the 10.00 posts"),
        ("pipeline", "sw1", "likelihood", 1.2, "at most 1"),
        ("pipeline", "sw1", "end", dt.date(2019, 9, 1), "no end, which only an agency starter has"),
        ("pipeline", "sw1", "team", "north", "a key from teams: east, west"),
        ("pipeline", "nq1", "role", "manager", "a role in the establishment of west: social-worker"),
        ("agency", "pl1", "end", dt.date(2018, 1, 1), "a date not before its start, 2019-01-01"),
        ("header", "", "months", 0, "1 or more"),
        ("header", "", "name", "  ", "a text that is not empty"),
    ],
)
def test_a_refused_value_says_what_is_allowed(table: str, ref: str, field: str, value: object, allowed: str) -> None:
    with pytest.raises(Faulty) as refused:
        edit_cells(small_plan(), [CellEdit(table, ref, field, value)])
    assert [problem.allowed for problem in refused.value.problems] == [allowed]


def test_a_line_given_another_role_takes_its_rows_along() -> None:
    plan = edited(small_plan(), "establishment", "west/social-worker", "role", "manager")
    assert {starter.role for starter in plan.pipeline if starter.team == "west"} == {"manager"}
    assert plan_problems(plan) == []


def test_a_line_cannot_become_one_that_is_there() -> None:
    with pytest.raises(Faulty):
        edit_cells(small_plan(), [CellEdit("establishment", LINE, "role", "manager")])


def test_deleting_a_team_takes_all_that_refers_to_it_and_undoes_as_one() -> None:
    plan = small_plan()
    found = dependants(plan, "teams", "east")
    assert {table: len(rows) for table, rows in found.items()} == {
        "cases": 1,
        "establishment": 2,
        "pipeline": 1,
        "agency": 1,
    }
    change = delete(plan, "teams", ["east"])
    after = apply(plan, change)
    assert plan_problems(after) == []
    assert [team.key for team in after.teams] == ["west"]
    assert apply(after, change.reversed()) == plan


def test_a_duplicated_team_has_its_establishment_and_cases() -> None:
    plan = apply(small_plan(), duplicate(small_plan(), "teams", "east"))
    assert [team.name for team in plan.teams] == ["East", "East 2", "West"]
    assert [line.posts for line in plan.establishment if line.team == "east-2"] == [10.0, 1.0]
    assert sum(cases.cases for cases in plan.cases) == 450.0
    assert plan_problems(plan) == []


def test_a_duplicated_starter_stands_below_with_an_id_of_its_own() -> None:
    plan = apply(small_plan(), duplicate(small_plan(), "pipeline", "sw1"))
    first, second = plan.pipeline[:2]
    assert first.id != second.id
    assert first.model_copy(update={"id": ""}) == second.model_copy(update={"id": ""})


def test_a_duplicated_line_takes_the_next_free_role_or_team() -> None:
    plan = apply(small_plan(), duplicate(small_plan(), "establishment", "west/social-worker"))
    assert plan.establishment[-1].model_dump() == {**plan.establishment[-2].model_dump(), "role": "manager"}
    assert plan_problems(plan) == []
    with pytest.raises(Faulty):
        duplicate(plan, "establishment", "west/social-worker")


@pytest.mark.parametrize("table", [table for table in TABLES if table not in (*SINGLE, *FIXED)])
def test_a_draft_of_every_kind_can_be_added(table: str) -> None:
    plan = whole_plan()
    after = apply(plan, add(plan, table, draft(plan, table, ["east", "west"]))) if table != "cases" else plan
    assert plan_problems(after) == []


def test_a_draft_of_cases_waits_for_a_free_case_type() -> None:
    plan = small_plan()
    with pytest.raises(Faulty):
        draft(plan, "cases", ["east", "west"])
    more = apply(plan, add(plan, "case_types", draft(plan, "case_types", [])))
    assert draft(more, "cases", ["east"]).ref == "east/new-case-type"


def test_a_blank_plan_is_sound_and_takes_every_kind_of_row() -> None:
    plan = blank_plan("New", dt.date(2026, 1, 1))
    assert plan_problems(plan) == []
    assert draft(plan, "pipeline", ["team-1"]).ref


def test_a_stale_change_is_refused() -> None:
    plan = small_plan()
    change = edit_cells(plan, [CellEdit("establishment", LINE, "posts", 12.5)])
    with pytest.raises(StaleError):
        apply(apply(plan, change), change)


def test_a_ramp_deleted_goes_back_to_its_default() -> None:
    plan = edited(small_plan(), "ramps", "nqsw", "shares", (0.2,))
    assert apply(plan, delete(plan, "ramps", ["nqsw"])).ramps == small_plan().ramps


def test_an_empty_change_changes_nothing() -> None:
    assert apply(small_plan(), Change("nothing")) == small_plan()


@pytest.mark.parametrize("edit", [("posts", 12.5), ("role", "manager"), None])
def test_rows_are_found_by_their_refs_after_a_change(edit: tuple[str, object] | None) -> None:
    plan, table, ref = small_plan(), "establishment", "west/social-worker"
    known = list(plan.by_ref[table])
    change = edit_cells(plan, [CellEdit(table, ref, *edit)]) if edit else delete(plan, table, [ref])
    for after in (apply(plan, change), apply(apply(plan, change), change.reversed())):
        assert after.by_ref[table] == {line.ref: line for line in after.establishment}
    assert list(plan.by_ref[table]) == known
