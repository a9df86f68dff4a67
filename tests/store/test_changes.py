"""Changes through the store: rows, scenarios, names, examples; undone, redone and listed."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from scenarios.changes import Change, RowChange, StaleError, apply, difference
from scenarios.edits import CellEdit, add, delete, edit_cells
from scenarios.files import plan_text
from scenarios.plan import SINGLE, TABLES, CaseType, Line, Plan
from scenarios.problems import Faulty
from store.errors import KeptAsItIs, NameTaken, NoSuchScenario, StoreError
from store.store import Applied, Store
from tests.store.whole import whole_plan
from tui.history import values_of

POSTS = ("establishment", "east/manager", "posts")


def posts(plan: Plan, value: float) -> Change:
    return edit_cells(plan, [CellEdit(*POSTS, value)])


def header(plan: Plan, **values: object) -> Change:
    return edit_cells(plan, [CellEdit("header", "", name, value) for name, value in values.items()])


def names(store: Store) -> list[str]:
    return [info.name for info in store.scenarios()]


def raw(path: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        found = connection.execute(statement).fetchall()
        connection.execute("DELETE FROM digest")  # so that it is no damage
        return found


def test_a_change_is_kept_and_said(store: Store, scenario: str, path: Path) -> None:
    plan = store.plan(scenario)
    change = posts(plan, 2.25)
    applied = store.apply(scenario, change)
    assert (applied.scenario_id, applied.label) == (scenario, change.label)
    assert store.plan(scenario) == apply(plan, change)
    versions = raw(path, "SELECT role, version FROM establishment WHERE team = 'east' ORDER BY place")
    assert versions == [("social-worker", 1), ("manager", 2)]


@pytest.mark.parametrize("table", [table for table in TABLES if table not in SINGLE])
def test_rows_of_every_table_change_and_come_back_in_their_order(store: Store, scenario: str, table: str) -> None:
    plan = store.plan(scenario)
    other = plan.with_rows(**{table: plan.rows(table)[::-1]})
    store.apply(scenario, difference(plan, other, "Turn round", [table]))
    assert plan_text(store.plan(scenario)) == plan_text(other)
    store.undo()
    assert plan_text(store.plan(scenario)) == plan_text(plan)
    store.redo()
    assert store.plan(scenario) == other


def test_a_deletion_with_all_that_goes_undoes_as_one(store: Store, scenario: str) -> None:
    plan = store.plan(scenario)
    change = delete(plan, "teams", ["east"])
    assert len({row.table for row in change.rows}) > 5
    store.apply(scenario, change)
    assert store.plan(scenario) == apply(plan, change)
    store.undo()
    assert plan_text(store.plan(scenario)) == plan_text(plan)


def test_a_stale_edit_is_refused_with_both_values(store: Store, scenario: str, path: Path) -> None:
    with closing(Store.open(path, examples={})) as other:
        mine = theirs = other.plan(scenario)
        store.apply(scenario, posts(theirs, 4.0))
        after = store.plan(scenario)
        change = edit_cells(mine, [CellEdit("roles", "manager", "name", "Lead"), CellEdit(*POSTS, 3.0)])
        with pytest.raises(StaleError, match=r"Posts is 4, where 1 was expected"):
            other.apply(scenario, change)
        assert other.plan(scenario) == store.plan(scenario) == after
        assert len(store.history(scenario)) == 2


def test_edits_of_different_rows_by_two_do_not_disturb_each_other(store: Store, scenario: str, path: Path) -> None:
    with closing(Store.open(path, examples={})) as other:
        plan = store.plan(scenario)
        row = plan.pipeline[0].model_copy(update={"id": "new"})
        store.apply(scenario, add(plan, "pipeline", row, 0))
        other.apply(scenario, edit_cells(plan, [CellEdit("pipeline", plan.pipeline[1].ref, "fte", 0.25)]))
        assert [starter.id for starter in store.plan(scenario).pipeline] == ["new", "sw1", "ag1", "nq1"]
        assert store.plan(scenario).pipeline[2].fte == 0.25
        store.undo()
        other.undo()
        assert store.plan(scenario) == plan


def test_a_row_deleted_or_added_by_another_is_stale(store: Store, scenario: str) -> None:
    plan = store.plan(scenario)
    gone, new = delete(plan, "leavers", ["le1"]), add(plan, "case_types", CaseType(key="k", name="K"))
    store.apply(scenario, gone)
    store.apply(scenario, new)
    for change, words in ((gone, "deleted since"), (new, "added since")):
        with pytest.raises(StaleError, match=words):
            store.apply(scenario, change)


def test_a_row_put_where_its_team_was_deleted_meanwhile_is_stale(store: Store, scenario: str) -> None:
    plan = store.plan(scenario)
    change = add(plan, "establishment", Line(team="zoe", role="manager", posts=1.0, in_post=1.0))
    store.apply(scenario, delete(plan, "teams", ["zoe"]))
    after = store.plan(scenario)
    with pytest.raises(StaleError, match="deleted since"):
        store.apply(scenario, change)
    assert store.plan(scenario) == after


def test_a_row_that_is_not_sound_is_refused(store: Store, scenario: str) -> None:
    plan = store.plan(scenario)
    line = plan.establishment[0]
    bad = line.model_copy(update={"posts": -1.0})
    with pytest.raises(Faulty, match="0 or more"):
        store.apply(scenario, Change("Bad", (RowChange("establishment", line, bad, 0),)))
    with pytest.raises(Faulty, match="a key from teams"):
        store.create(plan.with_rows(header=whole_plan("B").rows("header"), teams=()), "Bad")
    assert names(store) == ["Whole"]
    assert store.plan(scenario) == plan


def test_a_change_of_nothing_is_not_noted(store: Store, scenario: str) -> None:
    assert store.apply(scenario, Change("Nothing")).scenario_id == scenario
    team = whole_plan().teams[0]
    same = Change("Nothing", (RowChange("teams", None, None, 0), RowChange("teams", team, team, 0)))
    assert store.apply(scenario, same).scenario_id == scenario
    assert store.plan(scenario) == whole_plan()
    assert len(store.history(scenario)) == 1


def test_undo_is_refused_where_a_row_has_moved_on(store: Store, scenario: str, path: Path) -> None:
    store.apply(scenario, posts(store.plan(scenario), 2.0))
    raw(path, "UPDATE establishment SET posts = 7 WHERE team = 'east' AND role = 'manager'")
    with pytest.raises(StaleError, match="Posts is 7, where 2 was expected") as refused:
        store.undo()
    assert isinstance(refused.value, StoreError)
    assert store.plan(scenario).establishment[1].posts == 7


@pytest.mark.usefixtures("scenario")
def test_taking_back_a_scenario_that_has_moved_on_is_refused(store: Store, path: Path) -> None:
    raw(path, "UPDATE teams SET name = 'Other' WHERE key = 'east'")
    with pytest.raises(StaleError, match="has changed since"):
        store.undo()
    assert names(store) == ["Whole"]


def test_a_new_change_ends_redo_but_stays_in_the_history(store: Store, scenario: str) -> None:
    store.apply(scenario, posts(store.plan(scenario), 2.0))
    store.undo()
    store.apply(scenario, posts(store.plan(scenario), 3.0))
    assert store.redo() is None
    history = store.history(scenario)
    assert [entry.kind for entry in history] == ["change", "undo", "change", "change"]
    assert [entry.when for entry in history] == sorted((entry.when for entry in history), reverse=True)
    assert history[0].when.utcoffset() == dt.timedelta(0)
    values = [[(vars(row.before)["posts"], vars(row.after)["posts"]) for row in entry.rows] for entry in history]
    assert values == [[(1.0, 3.0)], [(2.0, 1.0)], [(1.0, 2.0)], []]
    assert history[1].label == f"Undo: {history[2].label}"
    assert [store.history(scenario, most) for most in (1, 2, 9)] == [history[:1], history[:2], history]


def test_nothing_to_undo_or_redo(store: Store) -> None:
    assert store.undo() is None
    assert store.redo() is None
    assert store.last_scenario() is None


def test_an_example_is_branched_by_its_first_edit(path: Path) -> None:
    with closing(Store.open(path, examples={"whole": whole_plan})) as store:
        (example,) = store.scenarios()
        assert example.is_example
        change = edit_cells(whole_plan(), [CellEdit(*POSTS, 2.0), CellEdit("header", "", "notes", "Mine")])
        applied = store.apply(example.id, change)
        assert applied.scenario_id != example.id
        branch = store.plan(applied.scenario_id)
        assert (branch.header.name, branch.header.based_on) == ("Whole – my copy", "Whole")
        assert (branch.header.notes, branch.establishment[1].posts) == ("Mine", 2.0)
        assert store.plan(example.id) == whole_plan()
        assert store.apply(example.id, change).scenario_id != applied.scenario_id
        assert names(store) == ["Whole", "Whole – my copy", "Whole – my copy 2"]
        assert store.last_scenario() != example.id
        for _ in range(2):
            undone = store.undo()
            assert undone is not None
            assert undone.scenario_id == example.id
        assert store.scenarios() == (example,)
        assert store.last_scenario() == example.id
        assert store.redo() == applied
        assert store.plan(applied.scenario_id) == branch


def test_an_example_given_a_name_is_branched_under_it(path: Path) -> None:
    with closing(Store.open(path, examples={"whole": whole_plan})) as store:
        (example,) = store.scenarios()
        applied = store.apply(example.id, header(whole_plan(), name="Mine"))
        assert names(store) == ["Whole", "Mine"]
        assert store.plan(applied.scenario_id).header.based_on == "Whole"
        with pytest.raises(KeptAsItIs, match="branch it instead"):
            store.rename(example.id, "Other")


def test_later_versions_bring_new_examples_and_those_deleted_stay_away(path: Path) -> None:
    with closing(Store.open(path, examples={"a": whole_plan})) as store:
        store.create(whole_plan("B"), "New")
        store.delete(store.scenarios()[0].id)
    examples = {"a": whole_plan, "b": lambda: whole_plan("b")}
    for _ in range(2):
        with closing(Store.open(path, examples=examples)) as store:
            assert [(info.name, info.is_example) for info in store.scenarios()] == [("B", False), ("b 2", True)]


def test_bundled_examples_are_there_at_first(path: Path) -> None:
    from scenarios.examples import example, examples

    with closing(Store.open(path)) as store:
        infos = store.scenarios()
        assert tuple(info.name for info in infos) == examples()
        assert all(info.is_example for info in infos)
        assert [store.plan(info.id) for info in infos] == [example(name) for name in examples()]
        assert store.last_scenario() == infos[0].id


def test_those_based_on_a_scenario_follow_its_name(store: Store, scenario: str) -> None:
    branch = store.branch(scenario, "Branch").scenario_id
    before = [store.plan(info.id) for info in store.scenarios()]
    assert before[1].header.based_on == "Whole"
    renames: list[Callable[[], object]] = [
        lambda: store.rename(scenario, "New"),
        lambda: store.apply(scenario, header(before[0], name="New")),
    ]
    for rename in renames:
        rename()
        assert names(store) == ["New", "Branch"]
        assert store.plan(branch).header.based_on == "New"
        assert len(store.history(branch)[0].rows) == 1
        store.undo()
        assert [store.plan(info.id) for info in store.scenarios()] == before


def test_names_are_taken_whatever_their_capitals(store: Store, scenario: str) -> None:
    store.branch(scenario, "Straße")
    plan = store.plan(scenario)
    attempts: list[Callable[[], object]] = [
        lambda: store.branch(scenario, "STRASSE"),
        lambda: store.rename(scenario, "straße"),
        lambda: store.create(whole_plan("wHOLE"), "New"),
        lambda: store.apply(scenario, header(plan, name="STRASSE")),
    ]
    for attempt in attempts:
        with pytest.raises(NameTaken, match="already a scenario called"):
            attempt()
    assert names(store) == ["Whole", "Straße"]
    store.rename(scenario, "WHOLE")
    assert names(store) == ["WHOLE", "Straße"]
    with pytest.raises(Faulty, match="not empty"):
        store.rename(scenario, " \x00 ")


def test_a_deleted_scenario_comes_back_where_and_as_it_was(store: Store, scenario: str, tmp_path: Path) -> None:
    store.branch(scenario, "Branch")
    store.remember_file(scenario, tmp_path / "plan.yaml", "abc")
    before = store.scenarios()
    applied = store.delete(scenario)
    assert names(store) == ["Branch"]
    assert applied.scenario_id == store.last_scenario() == before[1].id
    with pytest.raises(NoSuchScenario):
        store.plan(scenario)
    with pytest.raises(KeptAsItIs, match="only scenario"):
        store.delete(before[1].id)
    undone = store.undo()
    assert undone is not None
    assert undone.scenario_id == scenario
    assert store.plan(scenario) == whole_plan()
    after = store.scenarios()
    assert after[0].changed_at > before[0].changed_at
    assert (after[0].file_path, after[0].file_digest) == (tmp_path / "plan.yaml", "abc")
    assert [info.id for info in after] == [info.id for info in before]


def test_a_file_opened_twice_gets_another_name(store: Store, tmp_path: Path) -> None:
    long = whole_plan("x" * 120)
    for _ in range(2):
        store.import_plan(long, tmp_path / "plan.yaml", "abc")
    assert names(store) == ["x" * 120, "x" * 118 + " 2"]
    assert store.scenarios()[1].file_path == tmp_path / "plan.yaml"
    store.undo()
    assert names(store) == ["x" * 120]


def test_a_file_whose_name_is_not_text_is_not_remembered(store: Store, tmp_path: Path) -> None:
    store.import_plan(whole_plan(), tmp_path / "plan\udcff.yaml", "abc")
    assert store.scenarios()[0].file_path is None


def test_settings_are_remembered(store: Store, scenario: str) -> None:
    assert store.setting("theme") is None
    store.set_setting("theme", "light")
    store.set_setting("theme", "dark")
    assert store.setting("theme") == "dark"
    other = store.branch(scenario, "Branch").scenario_id
    store.remember_last(scenario)
    assert store.last_scenario() == scenario != other


def test_a_scenario_that_is_not_there(store: Store) -> None:
    attempts: list[Callable[[], object]] = [
        lambda: store.plan("none"),
        lambda: store.apply("none", Change("Nothing")),
        lambda: store.branch("none", "Branch"),
        lambda: store.rename("none", "Name"),
        lambda: store.delete("none"),
    ]
    for attempt in attempts:
        with pytest.raises(NoSuchScenario, match="no longer"):
            attempt()
    assert store.history("none") == ()


def test_reading_again_makes_only_the_rows_that_have_changed(store: Store, scenario: str) -> None:
    first = store.plan(scenario)
    store.apply(scenario, posts(first, 41.0))
    second = store.plan(scenario)
    store.undo()
    third = store.plan(scenario)
    assert (second, third) == (apply(first, posts(first, 41.0)), first)
    for before, after in ((first, second), (second, third)):
        assert [name for name in TABLES if getattr(before, name) is not getattr(after, name)] == ["establishment"]
        ours = zip(before.establishment, after.establishment, strict=True)
        assert [then.ref for then, now in ours if then is not now] == [POSTS[1]]


def test_an_undo_is_told_before_it_is_done(store: Store, scenario: str) -> None:
    before = store.plan(scenario)
    store.apply(scenario, posts(before, 2.0))
    after, told = store.plan(scenario), list[tuple[Applied, Plan]]()
    with closing(Store.look(store.path)) as beside:
        for step in (store.undo, store.redo):
            done = step(lambda applied: told.append((applied, beside.plan(scenario))))
            assert done == told[-1][0]
    (undone, then), (redone, between) = told
    assert undone.change is not None
    assert redone.change is not None
    assert then == after
    assert apply(after, undone.change) == between == before
    assert apply(before, redone.change) == after


def test_only_rows_of_the_scenario_to_show_are_told_as_a_change(store: Store, scenario: str) -> None:
    store.branch(scenario, "Beside")
    undone = store.undo()
    assert undone is not None
    assert undone.change is None


def test_the_history_of_a_row_follows_its_names(store: Store, scenario: str) -> None:
    store.apply(scenario, posts(store.plan(scenario), 2.0))
    store.apply(
        scenario, edit_cells(store.plan(scenario), [CellEdit("establishment", "east/social-worker", "posts", 9.0)])
    )
    plan = store.plan(scenario)
    keys = [team.key for team in plan.teams if f"{team.key}/manager" not in plan.by_ref["establishment"]]
    gone, new, *others = edit_cells(plan, [CellEdit(*POSTS[:2], "team", keys[0])]).rows
    store.apply(scenario, Change("Rename", (RowChange("establishment", gone.before, new.after, gone.index), *others)))
    store.undo()
    store.redo()
    line = plan.by_ref["establishment"][POSTS[1]].model_copy(update={"team": keys[0]}).ref
    every, own = store.history(scenario), store.history(scenario, row=("establishment", line))
    assert [entry.kind for entry in own] == ["redo", "undo", "change", "change"]
    assert values_of(own, "establishment", line, "posts") == values_of(every, "establishment", line, "posts")
    assert store.history(scenario, 1, ("establishment", line)) == own[:1]
    assert store.history(scenario, row=("establishment", "east/none")) == ()
