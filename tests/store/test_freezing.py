"""Frozen scenarios: refused edits, what they still allow, and undo."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from scenarios.changes import Change
from scenarios.edits import CellEdit, edit_cells
from store.errors import Frozen, KeptAsItIs
from store.stale import StaleRow
from store.store import ScenarioInfo, Store
from tests.store.whole import whole_plan

POSTS = ("establishment", "east/manager", "posts")


def posts(store: Store, scenario: str, value: float) -> Change:
    return edit_cells(store.plan(scenario), [CellEdit(*POSTS, value)])


def info(store: Store, scenario: str) -> ScenarioInfo:
    return next(each for each in store.scenarios() if each.id == scenario)


def frozen_on(path: Path, day: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("UPDATE scenario SET frozen_on = ?", (day,))


def test_a_scenario_is_frozen_on_the_day_until_it_is_thawed(store: Store, scenario: str, path: Path) -> None:
    days = {dt.datetime.now().astimezone().date()}
    applied = store.freeze(scenario)
    days.add(dt.datetime.now().astimezone().date())
    assert (applied.scenario_id, applied.label) == (scenario, "Freeze Whole")
    assert info(store, scenario).frozen_on in days
    store.close()
    with closing(Store.open(path, examples={})) as again:
        assert info(again, scenario).frozen_on in days
        assert again.thaw(scenario).label == "Thaw Whole"
        assert info(again, scenario).frozen_on is None
        again.undo()
        assert info(again, scenario).frozen_on in days
        again.redo()
        assert info(again, scenario).frozen_on is None
        history = again.history(scenario)
        assert [entry.kind for entry in history] == ["redo", "undo", "change", "change", "change"]
        assert [entry.label for entry in history[2:]] == ["Thaw Whole", "Freeze Whole", "New"]
        assert not any(entry.rows for entry in history)


def test_what_would_change_a_frozen_scenario_is_refused(store: Store, path: Path, scenario: str) -> None:
    branch = store.branch(scenario, "Branch").scenario_id
    change = posts(store, branch, 3.0)
    store.freeze(branch)
    frozen_on(path, "2019-06-03")
    attempts: list[Callable[[], object]] = [
        lambda: store.apply(branch, change),
        lambda: store.apply(branch, Change("Nothing")),
        lambda: store.rename(branch, "Other"),
        lambda: store.delete(branch),
        lambda: store.rebase(branch, change, 10),
    ]
    before = (store.scenarios(), store.plan(branch), store.history(branch))
    for attempt in attempts:
        with pytest.raises(Frozen, match=r"“Branch” was frozen on 3 June 2019 .* thaw it .* branch it"):
            attempt()
    assert (store.scenarios(), store.plan(branch), store.history(branch)) == before


def test_a_frozen_scenario_is_read_branched_and_saved(store: Store, scenario: str, tmp_path: Path) -> None:
    store.freeze(scenario)
    store.remember_file(scenario, tmp_path / "plan.yaml", "abc")
    branch = store.branch(scenario, "Branch").scenario_id
    assert store.plan(scenario) == whole_plan()
    assert info(store, scenario).file_digest == "abc"
    assert info(store, branch).frozen_on is None
    store.apply(branch, posts(store, branch, 3.0))
    base = store.base(branch)
    assert base is not None
    assert base.now == whole_plan()


def test_freezing_what_is_frozen_is_not_noted(store: Store, path: Path, scenario: str) -> None:
    assert store.thaw(scenario).scenario_id == scenario
    store.freeze(scenario)
    frozen_on(path, "2019-06-03")
    assert store.freeze(scenario).scenario_id == scenario
    assert info(store, scenario).frozen_on == dt.date(2019, 6, 3)
    assert len(store.history(scenario)) == 2


def test_an_example_is_not_frozen(path: Path) -> None:
    with closing(Store.open(path, examples={"whole": whole_plan})) as store:
        example = store.scenarios()[0].id
        with pytest.raises(KeptAsItIs, match="never changes"):
            store.freeze(example)
        assert store.undo() is None


def test_freezing_is_undone_before_what_came_before_it(store: Store, scenario: str) -> None:
    store.apply(scenario, posts(store, scenario, 3.0))
    store.freeze(scenario)
    store.undo()
    assert (info(store, scenario).frozen_on, store.plan(scenario).establishment[1].posts) == (None, 3.0)
    store.undo()
    assert store.plan(scenario) == whole_plan()
    for _ in range(2):
        store.redo()
    assert info(store, scenario).frozen_on is not None
    assert store.plan(scenario).establishment[1].posts == 3.0


def test_undoing_a_freeze_that_is_another_by_now_is_refused(store: Store, path: Path, scenario: str) -> None:
    store.freeze(scenario)
    frozen_on(path, "2019-06-03")
    with pytest.raises(StaleRow, match="frozen, thawed"):
        store.undo()
    assert info(store, scenario).frozen_on == dt.date(2019, 6, 3)


def test_a_frozen_branch_keeps_the_name_of_its_base_until_it_is_thawed(store: Store, scenario: str) -> None:
    branch = store.branch(scenario, "Branch").scenario_id
    store.freeze(branch)
    frozen = store.plan(branch)
    store.rename(scenario, "Second")
    assert store.plan(branch) == frozen
    base = store.base(branch)
    assert base is not None
    assert (base.id, base.name) == (scenario, "Second")
    store.thaw(branch)
    store.rename(scenario, "Third")
    assert store.plan(branch).header.based_on == "Third"
