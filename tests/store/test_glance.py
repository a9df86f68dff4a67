"""What the first screen may show before the store is opened: only what is so still, or nothing."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from scenarios.edits import CellEdit, edit_cells
from store.glance import Glance, glance
from store.store import Store

NOTE = "figures"


@pytest.fixture(scope="module")
def once_noted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a scenario of the manager's own, of which something is noted, to copy."""
    path = tmp_path_factory.mktemp("noted") / "store.db"
    with closing(Store.open(path)) as store:
        scenario = store.branch(store.scenarios()[0].id, "Mine").scenario_id
        store.set_setting("theme", "nord")
        store.note(scenario, store.plan(scenario), NOTE)
    return path


@pytest.fixture
def noted(once_noted: Path, tmp_path: Path) -> Path:
    """Such a store of its own for each test."""
    return Path(shutil.copy(once_noted, tmp_path / "store.db"))


def posts_changed(path: Path) -> None:
    """Another process changes the plan."""
    with closing(Store.open(path)) as store:
        scenario = store.last_scenario()
        assert scenario is not None
        plan = store.plan(scenario)
        line = plan.establishment[0]
        store.apply(scenario, edit_cells(plan, [CellEdit("establishment", line.ref, "posts", line.posts + 1)]))


def another_opened(path: Path) -> None:
    """Another scenario is the last now."""
    with closing(Store.open(path)) as store:
        store.remember_last(store.scenarios()[0].id)


def note_damaged(path: Path) -> None:
    """A figure of the note is another one."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("UPDATE setting SET value = replace(value, 'figures', 'figuren')")


def note_no_text(path: Path) -> None:
    """The note is not even what a note looks like."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("UPDATE setting SET value = '{' WHERE key = 'store:noted'")


def of_later_version(path: Path) -> None:
    """The store is that of a later version."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA user_version = 99")


def no_store(path: Path) -> None:
    """The file is no store."""
    path.write_bytes(b"posts: 12\n" * 500)


def gone(path: Path) -> None:
    """There is no file."""
    path.unlink()


def test_what_was_noted_is_seen(noted: Path) -> None:
    before = noted.read_bytes()
    assert glance(noted) == Glance("Mine", NOTE, "nord")
    assert noted.read_bytes() == before


@pytest.mark.parametrize("harm", [posts_changed, another_opened, note_damaged])
def test_what_is_no_longer_so_is_not_seen(noted: Path, harm: Callable[[Path], None]) -> None:
    harm(noted)
    found = glance(noted)
    assert found.name
    assert not found.noted


@pytest.mark.parametrize("harm", [note_no_text, of_later_version, no_store, gone])
def test_where_anything_is_amiss_nothing_is_seen(noted: Path, harm: Callable[[Path], None]) -> None:
    harm(noted)
    assert glance(noted) == Glance()


def test_a_busy_store_is_not_waited_for(noted: Path) -> None:
    with closing(sqlite3.connect(noted, isolation_level=None)) as raw:
        raw.execute("BEGIN EXCLUSIVE")
        assert glance(noted) == Glance()


def test_nothing_is_noted_of_a_plan_that_is_not_the_stored_one(noted: Path) -> None:
    with closing(Store.open(noted)) as store:
        scenario = store.last_scenario()
        assert scenario is not None
        plan = store.plan(scenario)
        posts_changed(noted)
        store.note(scenario, plan, "of the plan before")
    assert glance(noted).noted == ""
