"""Opening: a new store is private and durable; what is not a store is refused and left as it is."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from scenarios.edits import CellEdit, edit_cells
from scenarios.files import plan_text
from store.connection import Link, make_if_missing
from store.errors import (
    DiskFull,
    NewerStore,
    NotAStore,
    StoreDamaged,
    StoreError,
    StoreLocked,
    StoreReadOnly,
    StoreUnreachable,
)
from store.migrations import VERSION
from store.paths import backups_folder, store_path, where
from store.store import Store
from store.store_files import put_in_place
from tests.store.whole import whole_plan


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("umask", [0o000, 0o077, 0o177])
def test_store_and_folders_are_private_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    path = tmp_path / "a" / "b" / "caseload.db"
    old = os.umask(umask)
    try:
        with closing(Store.open(path, examples={})) as store:
            store.create(whole_plan(), "New")
            assert {mode(file) for file in path.parent.iterdir()} == {0o600}
    finally:
        os.umask(old)
    assert mode(path.parent) == mode(path.parent.parent) == 0o700


def test_a_folder_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    Store.open(tmp_path / "caseload.db", examples={}).close()
    assert mode(tmp_path) == 0o755


def test_the_recipe_is_in_force(path: Path) -> None:
    wanted = {
        "journal_mode": "truncate",
        "synchronous": 3,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "application_id": int.from_bytes(b"CLPN", "big"),
        "user_version": VERSION,
    }
    for when in ("new", "opened again"):
        with closing(Store.open(path, examples={})) as store, store.link.reading() as connection:
            found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in wanted}
            assert found == wanted, when


def test_writers_take_the_lock_at_once(path: Path, store: Store) -> None:
    with (
        store.link.writing(),
        closing(sqlite3.connect(path, timeout=0)) as other,
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        other.execute("BEGIN IMMEDIATE")


def newer(path: Path) -> None:
    Store.open(path, examples={}).close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA user_version = {VERSION + 1}")


def other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE t (a)")


def header_only(path: Path) -> None:
    Store.open(path, examples={}).close()
    path.write_bytes(path.read_bytes()[:100])


@pytest.mark.parametrize(
    ("make", "error", "words"),
    [
        (lambda path: path.write_bytes(b""), NotAStore, "is empty"),
        (lambda path: path.write_text("name: A plan\n" * 100), NotAStore, "not a store"),
        (lambda path: path.mkdir(), NotAStore, "not a file"),
        (other_database, NotAStore, "not a store"),
        (newer, NewerStore, "later version"),
        (header_only, StoreError, "store"),
    ],
)
def test_what_is_not_a_store_is_refused_and_left_alone(
    tmp_path: Path, make: Callable[[Path], object], error: type[StoreError], words: str
) -> None:
    path = tmp_path / "caseload.db"
    make(path)
    before = path.read_bytes() if path.is_file() else sorted(path.iterdir())
    with pytest.raises(error, match=words) as refused:
        Store.open(path)
    assert str(path) in str(refused.value)
    assert (path.read_bytes() if path.is_file() else sorted(path.iterdir())) == before
    assert sorted(tmp_path.iterdir()) == [path]


def test_a_dangling_link_is_not_filled(tmp_path: Path) -> None:
    path = tmp_path / "caseload.db"
    path.symlink_to(tmp_path / "gone.db")
    with pytest.raises(NotAStore):
        Store.open(path)
    assert not (tmp_path / "gone.db").exists()


def test_a_store_made_meanwhile_is_not_replaced(path: Path, store: Store, scenario: str) -> None:
    inode = path.stat().st_ino
    rival = path.with_name("rival.db")
    make_if_missing(rival)
    put_in_place(rival, path)
    assert path.stat().st_ino == inode
    assert store.plan(scenario) == whole_plan()


def test_a_damaged_page_is_reported(path: Path, store: Store, scenario: str) -> None:
    store.close()
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    with pytest.raises(StoreDamaged, match="damaged"):
        Store.open(path, examples={}).plan(scenario)


def fill(store: Store, scenario: str) -> None:
    for number in range(1000):
        store.branch(scenario, f"Copy {number}")


def test_a_full_disk_loses_nothing_and_says_so(store: Store, scenario: str) -> None:
    with store.link.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull, match="disk is full"):
        fill(store, scenario)
    kept = [store.plan(info.id) for info in store.scenarios()]
    with store.link.reading() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 100000")
    assert [store.plan(info.id) for info in store.scenarios()] == kept
    assert store.branch(scenario, "Room again").scenario_id


def test_a_store_that_may_only_be_read_says_so_and_can_be_read(store: Store, scenario: str) -> None:
    with store.link.reading() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(StoreReadOnly):
        store.rename(scenario, "Other")
    store._add_examples({"new": whole_plan})
    assert [info.name for info in store.scenarios()] == ["Whole"]


def test_a_store_kept_busy_by_another_says_so(path: Path, store: Store, scenario: str) -> None:
    with store.link.reading() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLocked, match="try again"):
            store.rename(scenario, "Other")
        assert store.plan(scenario) == whole_plan()
        other.execute("COMMIT")
    store.rename(scenario, "Other")


def test_a_store_that_is_gone_is_not_made_anew_by_a_connection(tmp_path: Path) -> None:
    link = Link(tmp_path / "caseload.db")
    link.close()
    (tmp_path / "caseload.db").unlink()
    with pytest.raises(StoreError, match="deleted or moved"), link.reading():
        pass
    assert not (tmp_path / "caseload.db").exists()


def test_everything_is_there_after_a_restart(path: Path, store: Store, scenario: str) -> None:
    plan = store.plan(scenario)
    change = edit_cells(plan, [CellEdit("establishment", "east/manager", "posts", 3.5)])
    store.apply(scenario, change)
    edited = store.plan(scenario)
    store.set_setting("theme", "dark")
    store.close()
    with closing(Store.open(path, examples={})) as again:
        assert again.last_scenario() == scenario
        assert again.setting("theme") == "dark"
        assert plan_text(again.plan(scenario)) == plan_text(edited)
        undone = again.undo()
        assert undone is not None
        assert undone.label == change.label
        assert again.plan(scenario) == plan


def test_the_store_is_where_it_is_said_to_be(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CASELOAD_STORE", str(tmp_path / "mine.db"))
    assert store_path() == tmp_path / "mine.db"
    assert store_path(tmp_path / "given.db") == tmp_path / "given.db"
    assert where().size is None
    Store.open(examples={}).close()
    backups_folder(tmp_path / "mine.db").mkdir()
    backup = backups_folder(tmp_path / "mine.db") / "one.db"
    backup.write_bytes(b"12345")
    found = where()
    assert found.size == (tmp_path / "mine.db").stat().st_size
    assert found.backup_sizes == {backup: 5}
    monkeypatch.delenv("CASELOAD_STORE")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    assert store_path().name == "caseload.db"


@pytest.mark.slow
def test_saying_where_the_store_is_loads_no_database() -> None:
    code = "import sys, store, store.paths, store.errors; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(run.stdout.split()) & {"sqlmodel", "sqlalchemy", "sqlite3", "pydantic", "store.store"}


@pytest.mark.skipif(os.name != "posix", reason="sets the process a limit")
def test_a_disk_that_fails_loses_nothing_and_says_so(path: Path, store: Store, scenario: str) -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, hard))
    try:
        with pytest.raises((StoreUnreachable, DiskFull), match="nothing was saved"):
            fill(store, scenario)
        kept = [store.plan(info.id) for info in store.scenarios()]
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [store.plan(info.id) for info in store.scenarios()] == kept
    assert store.branch(scenario, "Room again").scenario_id
