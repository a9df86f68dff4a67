"""Backups: whole, private, made while the store is in use, refused of what is damaged; and brought back."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from scenarios.edits import CellEdit, edit_cells
from store.backups import back_up, back_up_if_due, backups, checked, sum_file
from store.errors import (
    NewerStore,
    NotAStore,
    StoreDamaged,
    StoreError,
    StoreLocked,
    StoreMissing,
    StoreUnreachable,
)
from store.migrations import VERSION
from store.paths import backups_folder, written
from store.restoring import restore, scenarios_in, set_aside
from store.store import Store
from tests.store.whole import whole_plan

NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC).astimezone()
HOUR = dt.timedelta(hours=1)


def posts(store: Store, scenario: str, value: float) -> None:
    """Make the posts of a line something else."""
    cell = CellEdit("establishment", "east/manager", "posts", value)
    store.apply(scenario, edit_cells(store.plan(scenario), [cell]))


@pytest.fixture
def backup(path: Path, scenario: str) -> Path:
    """A backup of a store with one scenario."""
    assert scenario
    return back_up(path, NOW)


def test_a_backup_holds_what_the_store_does(path: Path, store: Store, backup: Path) -> None:
    (found,) = backups(path)
    assert (found.path, found.moment, found.version) == (backup, NOW, VERSION)
    assert checked(backup) == checked(path)
    assert scenarios_in(backup) == 1
    with closing(sqlite3.connect(path)) as one, closing(sqlite3.connect(backup)) as other:
        assert list(one.iterdump()) == list(other.iterdump())
    files = sorted(backups_folder(path).iterdir())
    assert files == [backup, sum_file(backup)]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(backups_folder(path).stat().st_mode) == 0o700
    run = subprocess.run(
        ["sha256sum", "-c", sum_file(backup)], cwd=backup.parent, capture_output=True, text=True, check=False
    )
    assert run.stdout == f"{backup.name}: OK\n"
    assert store.scenarios()


def test_backups_of_one_moment_do_not_replace_each_other(path: Path, store: Store, backup: Path) -> None:
    before = backup.read_bytes()
    store.create(whole_plan("Other"), "New")
    second = back_up(path, NOW)
    assert backup.read_bytes() == before
    assert {each.path for each in backups(path)} == {backup, second}
    assert [scenarios_in(each) for each in (backup, second)] == [1, 2]


def test_a_backup_is_made_each_day(path: Path, store: Store) -> None:
    assert back_up_if_due(path, NOW) is None  # nothing has been done yet
    store.create(whole_plan(), "New")
    assert back_up_if_due(path, NOW) is not None
    assert back_up_if_due(path, NOW + HOUR) is None
    assert back_up_if_due(path, NOW + 23 * HOUR) is not None


def test_older_backups_are_thinned_out_and_other_files_left(path: Path, store: Store, backup: Path) -> None:
    for hours in (1, 2):
        back_up(path, NOW + hours * HOUR)
    theirs = backups_folder(path) / "notes.txt"
    theirs.write_text("mine")
    left = backups_folder(path) / ".caseload.db.left"
    left.write_text("of a backup cut short")
    os.utime(left, (0, 0))
    last = back_up(path, NOW + 48 * HOUR)
    assert [each.moment for each in backups(path)] == [NOW + 48 * HOUR, NOW + 2 * HOUR]
    kept = [each.path for each in backups(path)]
    assert set(backups_folder(path).iterdir()) == {theirs, *kept, *map(sum_file, kept)}
    assert last in kept
    assert store.scenarios()
    assert not backup.exists()


def test_a_backup_may_be_made_while_another_program_writes(path: Path, store: Store, scenario: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE setting SET value = 'x'")
        assert scenarios_in(back_up(path, NOW)) == 1
        other.execute("ROLLBACK")
    assert store.plan(scenario) == whole_plan()


def test_of_a_damaged_store_no_backup_is_made_and_none_goes(path: Path, store: Store, backup: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("UPDATE establishment SET posts = 7")
    with pytest.raises(StoreDamaged, match="no backup"):
        back_up(path, NOW + 900 * 24 * HOUR)
    assert [each.path for each in backups(path)] == [backup]
    assert len(list(backups_folder(path).iterdir())) == 2
    assert store.scenarios()


def test_a_folder_in_the_way_is_said(path: Path, store: Store, scenario: str) -> None:
    backups_folder(path).write_text("in the way")
    with pytest.raises(StoreUnreachable, match="No backup can be made"):
        back_up(path, NOW)
    assert store.plan(scenario) == whole_plan()


def test_a_backup_comes_back_and_what_was_there_is_kept(path: Path, store: Store, scenario: str, backup: Path) -> None:
    posts(store, scenario, 9.0)
    changed = store.plan(scenario)
    kept = restore(backup, path, NOW)
    assert kept == path.with_name(f"caseload-replaced-{NOW:%Y-%m-%d-%H%M%S}.db")
    with pytest.raises(StoreUnreachable, match="replaced by another"):
        posts(store, scenario, 8.0)
    store.close()
    for file, plan in ((path, whole_plan()), (kept, changed)):
        with closing(Store.open(file, examples={})) as again:
            assert again.plan(scenario) == plan
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert backup in written(path)
    assert kept in written(path)


def damaged(backup: Path) -> None:
    data = bytearray(backup.read_bytes())
    data[-100] ^= 1
    backup.write_bytes(data)


def newer(backup: Path) -> None:
    with closing(sqlite3.connect(backup)) as raw:
        raw.execute(f"PRAGMA user_version = {VERSION + 1}")
    sum_file(backup).unlink()


def emptied(backup: Path) -> None:
    backup.write_bytes(b"")
    sum_file(backup).unlink()


def gone(backup: Path) -> None:
    backup.unlink()


@pytest.mark.parametrize(
    "harm",
    [(damaged, StoreDamaged), (newer, NewerStore), (emptied, NotAStore), (gone, StoreUnreachable)],
)
def test_what_is_not_a_whole_backup_replaces_nothing(
    harm: tuple[Callable[[Path], None], type[StoreError]], path: Path, store: Store, scenario: str, backup: Path
) -> None:
    harm[0](backup)
    before = sorted(path.parent.iterdir())
    with pytest.raises(harm[1]):
        restore(backup, path, NOW)
    assert store.plan(scenario) == whole_plan()
    assert sorted(path.parent.iterdir()) == before


def test_a_damaged_store_is_replaced_and_kept(path: Path, store: Store, backup: Path) -> None:
    store.close()
    path.write_bytes(b"\0" * 5000)
    kept = restore(backup, path, NOW)
    assert kept is not None
    assert kept.read_bytes() == b"\0" * 5000
    assert scenarios_in(path) == 1


def test_a_journal_goes_with_the_store_it_belongs_to(path: Path, backup: Path) -> None:
    journal = path.with_name(f"{path.name}-journal")
    journal.write_bytes(b"of the old store")
    kept = set_aside(path, NOW)
    assert kept is not None
    assert kept.with_name(f"{kept.name}-journal").read_bytes() == b"of the old store"
    assert not journal.exists()
    assert scenarios_in(kept) == scenarios_in(backup)


def test_a_store_that_is_gone_is_not_begun_anew_but_comes_back(path: Path, store: Store, backup: Path) -> None:
    store.close()
    path.unlink()
    with pytest.raises(StoreMissing, match="caseload restore 1"):
        Store.open(path, examples={})
    assert not path.exists()
    assert restore(backup, path, NOW) is None
    assert scenarios_in(path) == 1


@pytest.fixture
def other_process(path: Path, backup: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the store open, until its input ends."""
    assert backup
    code = "import sys; from pathlib import Path; from store.store import Store; "
    code += f"store = Store.open(Path({str(path)!r}), examples={{}}); print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as it:
        assert it.stdout is not None
        assert it.stdout.readline() == "open\n"
        yield it


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="the system does not tell who has a file open")
def test_a_store_open_elsewhere_is_not_replaced(path: Path, backup: Path, other_process: subprocess.Popen[str]) -> None:
    before = path.stat().st_ino
    with pytest.raises(StoreLocked, match=f"process {other_process.pid}"):
        restore(backup, path, NOW)
    assert path.stat().st_ino == before
    other_process.communicate()
    assert restore(backup, path, NOW) is not None
