"""Branches and their bases: links, what a base was, and bringing a branch up to date."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from scenarios.changes import Change, StaleError, difference
from scenarios.edits import CellEdit, delete, duplicate, edit_cells
from scenarios.plan import Plan
from store.errors import KeptAsItIs, NoSuchScenario, StoreDamaged
from store.store import Base, Store
from tests.store.whole import whole_plan

POSTS = ("establishment", "east/manager", "posts")


def cell(store: Store, scenario: str, value: float) -> Change:
    return edit_cells(store.plan(scenario), [CellEdit(*POSTS, value)])


def based_on(name: str, base: str) -> Plan:
    plan = whole_plan(name)
    return plan.with_rows(header=(plan.header.model_copy(update={"based_on": base}),))


def base_of(store: Store, scenario: str) -> Base:
    base = store.base(scenario)
    assert base is not None
    return base


@pytest.fixture
def branch(store: Store, scenario: str) -> str:
    """The id of a branch of the scenario."""
    return store.branch(scenario, "Branch").scenario_id


def deleted_and_back(store: Store, scenario: str) -> None:
    store.delete(scenario)
    store.undo()


def turned_round(store: Store, scenario: str) -> None:
    plan = store.plan(scenario)
    store.apply(scenario, difference(plan, plan.with_rows(teams=plan.teams[::-1]), "Order", ["teams"]))


CHANGES: dict[str, Callable[[Store, str], object]] = {
    "cell": lambda store, base: store.apply(base, cell(store, base, 7.0)),
    "copy": lambda store, base: store.apply(base, duplicate(store.plan(base), "pipeline", "sw1")),
    "team": lambda store, base: store.apply(base, delete(store.plan(base), "teams", ["east"])),
    "order": turned_round,
    "name": lambda store, base: store.rename(base, "Renamed"),
    "deleted and back": deleted_and_back,
    "frozen": lambda store, base: store.freeze(base),
    "undone": lambda store, _: store.undo(),
    "redone": lambda store, _: store.redo(),
}


def test_a_branch_has_its_base_as_it_was(store: Store, scenario: str, branch: str) -> None:
    base = base_of(store, branch)
    assert (base.id, base.name) == (scenario, "Whole")
    assert base.then == base.now == whole_plan()
    assert store.base(scenario) is None
    assert [info.base_id for info in store.scenarios()] == [None, scenario]
    with pytest.raises(NoSuchScenario):
        store.base("none")


@pytest.mark.parametrize(
    "names",
    [
        *([name] for name in CHANGES if name not in ("undone", "redone")),
        ["cell", "team", "name", "undone", "undone", "redone"],
        ["copy", "team", "deleted and back", "order", "undone", "undone", "redone"],
        ["copy", "undone", "cell", "frozen", "undone", "team", "deleted and back", "undone", "undone"],
    ],
)
def test_what_the_base_was_does_not_move_on_with_it(store: Store, scenario: str, branch: str, names: list[str]) -> None:
    store.apply(branch, cell(store, branch, 2.0))
    for name in names:
        CHANGES[name](store, scenario)
    base = base_of(store, branch)
    assert base.then == whole_plan()
    assert base.now == store.plan(scenario)


def test_a_branch_undone_and_made_again_is_linked_as_before(store: Store, scenario: str, path: Path) -> None:
    store.apply(scenario, cell(store, scenario, 2.0))
    then = store.plan(scenario)
    branch = store.branch(scenario, "Branch").scenario_id
    for _ in range(2):
        store.undo()
    for _ in range(2):
        store.redo()
    store.apply(scenario, cell(store, scenario, 3.0))
    store.close()
    with closing(Store.open(path, examples={})) as again:
        assert base_of(again, branch).then == then


def test_the_first_edit_of_an_example_links_the_branch(path: Path) -> None:
    with closing(Store.open(path, examples={"whole": whole_plan})) as store:
        example = store.scenarios()[0].id
        applied = store.apply(example, cell(store, example, 2.0))
        base = base_of(store, applied.scenario_id)
        assert (base.id, base.then) == (example, whole_plan())


def test_an_example_based_on_another_is_linked_and_not_rebased(path: Path) -> None:
    examples = {"whole": whole_plan, "other": lambda: based_on("Other", "Whole")}
    with closing(Store.open(path, examples=examples)) as store:
        whole, other = store.scenarios()
        base = base_of(store, other.id)
        assert base.id == other.base_id == whole.id
        with pytest.raises(KeptAsItIs, match="branch it instead"):
            store.rebase(other.id, cell(store, other.id, 2.0), base.mark)


def test_a_file_is_linked_to_the_base_it_names(store: Store, scenario: str, tmp_path: Path) -> None:
    store.apply(scenario, cell(store, scenario, 2.0))
    then = store.plan(scenario)
    linked = store.import_plan(based_on("File", "WHOLE"), tmp_path / "plan.yaml", "abc").scenario_id
    alone = store.import_plan(based_on("Alone", "Not here"), tmp_path / "plan.yaml", "abc").scenario_id
    same = store.import_plan(based_on("Whole", "Whole"), tmp_path / "plan.yaml", "abc").scenario_id
    store.apply(scenario, cell(store, scenario, 3.0))
    for each in (linked, same):
        base = base_of(store, each)
        assert (base.id, base.then) == (scenario, then)
    assert store.base(alone) is None


def test_those_linked_follow_the_name_whatever_they_say(store: Store, scenario: str, tmp_path: Path) -> None:
    file = store.import_plan(based_on("File", "WHOLE"), tmp_path / "plan.yaml", "abc").scenario_id
    early = store.create(based_on("Early", "Later"), "New").scenario_id
    other = store.branch(store.create(whole_plan("Other"), "New").scenario_id, "Of other").scenario_id
    header = edit_cells(store.plan(other), [CellEdit("header", "", "based_on", "Later")])
    store.apply(other, header)
    later = store.create(whole_plan("Later"), "New").scenario_id
    store.rename(scenario, "Renamed")
    store.rename(later, "Too late")
    names = {each: store.plan(each).header.based_on for each in (file, early, other)}
    assert names == {file: "Renamed", early: "Too late", other: "Later"}


def test_a_base_deleted_leaves_its_branches_and_is_the_base_again_when_back(
    store: Store, scenario: str, branch: str
) -> None:
    plan = store.plan(branch)
    store.apply(scenario, cell(store, scenario, 2.0))
    store.delete(scenario)
    assert store.base(branch) is None
    assert store.plan(branch) == plan
    assert [info.base_id for info in store.scenarios()] == [scenario]
    with pytest.raises(StaleError, match="not in the store"):
        store.rebase(branch, cell(store, branch, 3.0), 99)
    store.undo()
    assert base_of(store, branch).then == whole_plan()


def test_deleting_a_branch_shows_its_base_even_under_another_name(store: Store, scenario: str, branch: str) -> None:
    store.create(whole_plan("Another"), "New")
    leaf = store.branch(branch, "Leaf").scenario_id
    assert store.delete(leaf).scenario_id == branch
    assert store.delete(branch).scenario_id == scenario


def test_a_rebase_changes_the_branch_and_its_mark_as_one(store: Store, scenario: str, branch: str) -> None:
    store.apply(scenario, cell(store, scenario, 2.0))
    base, before = base_of(store, branch), store.plan(branch)
    change = cell(store, branch, 2.0)
    applied = store.rebase(branch, change, base.mark)
    assert (applied.scenario_id, applied.label) == (branch, change.label)
    assert store.plan(branch).establishment == base.now.establishment
    up_to_date = base_of(store, branch)
    assert up_to_date.then == up_to_date.now == base.now
    assert store.history(branch)[0].rows == change.rows
    store.undo()
    assert store.plan(branch) == before
    assert base_of(store, branch).then == base.then
    store.redo()
    assert base_of(store, branch).then == base.now


def test_a_rebase_may_only_take_note_of_the_base(store: Store, scenario: str, branch: str) -> None:
    nothing = Change("Bring up to date")
    assert store.rebase(branch, nothing, base_of(store, branch).mark).label == "Bring up to date"
    assert len(store.history(branch)) == 1
    store.apply(scenario, cell(store, scenario, 2.0))
    store.rebase(branch, nothing, base_of(store, branch).mark)
    assert len(store.history(branch)) == 2
    assert base_of(store, branch).then == store.plan(scenario)
    store.undo()
    assert base_of(store, branch).then == whole_plan()


def test_a_rebase_on_a_base_that_has_changed_since_is_refused(store: Store, scenario: str, branch: str) -> None:
    mark = base_of(store, branch).mark
    change = cell(store, branch, 3.0)
    moves: list[Callable[[], object]] = [
        lambda: store.apply(scenario, cell(store, scenario, 2.0)),
        store.undo,
        store.redo,
    ]
    for move in moves:
        move()
        with pytest.raises(StaleError, match=r"base of “Branch” has changed since"):
            store.rebase(branch, change, mark)
        mark = base_of(store, branch).mark
    store.freeze(scenario)
    store.rebase(branch, change, mark)
    assert store.plan(branch).establishment[1].posts == 3.0


def test_a_rebase_of_a_branch_that_has_changed_since_writes_nothing(store: Store, scenario: str, branch: str) -> None:
    store.apply(scenario, cell(store, scenario, 2.0))
    base = base_of(store, branch)
    change = cell(store, branch, 3.0)
    store.apply(branch, cell(store, branch, 4.0))
    with pytest.raises(StaleError, match="Posts is 4, where 1 was expected"):
        store.rebase(branch, change, base.mark)
    assert store.plan(branch).establishment[1].posts == 4.0
    assert base_of(store, branch) == Base(base.id, base.name, base.then, base.now, base.mark + 1)


def test_a_scenario_without_a_base_is_not_rebased(store: Store, scenario: str) -> None:
    with pytest.raises(StaleError, match="not in the store"):
        store.rebase(scenario, cell(store, scenario, 3.0), 1)


def test_a_journal_that_does_not_fit_is_reported(store: Store, scenario: str, branch: str, path: Path) -> None:
    store.apply(scenario, cell(store, scenario, 2.0))
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("DELETE FROM digest")  # which would see the damage first
        for harm, words in (
            ("UPDATE establishment SET posts = 9 WHERE role = 'manager'", "does not lead to"),
            ("UPDATE scenario SET base_mark = 0 WHERE base_id IS NOT NULL", "does not have what the base was"),
        ):
            raw.execute(harm)
            with pytest.raises(StoreDamaged, match=words):
                store.base(branch)
