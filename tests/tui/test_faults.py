"""The app where the store fails: what is on the screen is kept, can be saved elsewhere, and is stored later."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from scenarios.files import read_plan
from store.backups import back_up, backups
from store.store import Store
from tests.store.test_backups import NOW
from tests.tui.driving import Driver, driven
from tui.app import CaseloadApp


def mine(store: Path) -> str:
    """A scenario of the manager's own, the one worked on last; its id."""
    with closing(Store.open(store)) as opened:
        made = opened.branch(opened.scenarios()[0].id, "Mine").scenario_id
        opened.remember_last(made)
        return made


def posts_in(store: Path) -> float:
    """The posts of the first line of the manager's scenario in the store."""
    with closing(Store.open(store)) as opened:
        plan = next(opened.plan(info.id) for info in opened.scenarios() if info.name == "Mine")
        return plan.establishment[0].posts


async def type_posts(app: Driver, text: str) -> None:
    """Type the posts of the first line."""
    first = app.workspace.working.plan.establishment[0].ref
    await app.at("establishment", first, "posts")
    await app.type(text)
    await app.press("enter")


async def saved_elsewhere(app: Driver, path: Path) -> float:
    """Save what is on the screen through the dialog; the posts of the first line in that file."""
    await app.workspace_save(path)
    await app.app.workers.wait_for_complete()
    return read_plan(path).establishment[0].posts


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system with little room."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root can mount a small disk")
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], check=False, capture_output=True)
    if made.returncode:
        pytest.skip("no disk may be mounted here")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def fill(folder: Path) -> Path:
    """Leave no room on a disk."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (65536, 512, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue
    return filler


async def test_on_a_full_disk_nothing_on_the_screen_is_lost(store: Path, small_disk: Path, tmp_path: Path) -> None:
    path = small_disk / "store.sqlite3"
    shutil.copy(store, path)
    mine(path)
    before = posts_in(path)
    async with driven(path) as app:
        filler = fill(small_disk)
        await type_posts(app, "71")
        assert "NOT SAVED" in app.screen
        assert "disk is full" in app.screen
        await type_posts(app, "72")
        assert app.workspace.working.plan.establishment[0].posts == 72.0
        assert await saved_elsewhere(app, tmp_path / "elsewhere.yaml") == 72.0
        await app.press("u")
        assert app.workspace.working.plan.establishment[0].posts == 72.0
        assert posts_in(path) == before
        filler.unlink()
        await type_posts(app, "73")
        assert "NOT SAVED" not in app.screen
        assert posts_in(path) == 73.0
        await app.press("u")
        assert posts_in(path) == 72.0


def contents(path: Path) -> bytes | None:
    """What is in a file; None where there is none."""
    return path.read_bytes() if path.exists() else None


def write_protect(disk: Path) -> None:
    """Let a disk be read only."""
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)


async def test_on_a_disk_that_may_only_be_read_plans_can_be_seen_and_saved_elsewhere(
    store: Path, small_disk: Path, tmp_path: Path
) -> None:
    path = small_disk / "store.sqlite3"
    shutil.copy(store, path)
    mine(path)
    write_protect(small_disk)
    async with driven(path) as app:
        assert "Mine" in app.screen
        await type_posts(app, "71")
        assert "NOT SAVED" in app.screen
        assert "may be read but not changed" in " ".join(app.screen.split())
        assert await saved_elsewhere(app, tmp_path / "elsewhere.yaml") == 71.0


def deleted(store: Path) -> None:
    store.unlink()


def replaced(store: Path) -> None:
    other = store.with_name("other.sqlite3")
    shutil.copy(store, other)
    other.replace(store)


@pytest.mark.parametrize(("harm", "words"), [(deleted, "deleted or moved"), (replaced, "replaced by another")])
async def test_a_store_that_goes_while_it_is_open_takes_nothing_with_it(
    harm: Callable[[Path], None], words: str, store: Path, tmp_path: Path
) -> None:
    mine(store)
    async with driven(store) as app:
        harm(store)
        there = contents(store)
        await type_posts(app, "71")
        assert "NOT SAVED" in app.screen
        assert words in " ".join(app.screen.split())
        assert await saved_elsewhere(app, tmp_path / "elsewhere.yaml") == 71.0
        await app.press("ctrl+q")
        for _ in range(100):
            if "Leave and lose it" in app.screen:
                break
            await app.pilot.pause(0.02)
        assert "Leave and lose it" in app.screen, app.screen
        await app.pilot.press("escape")
        assert app.app.is_running
    assert contents(store) == there


async def test_a_damaged_scenario_is_not_shown_but_the_others_are(store: Path) -> None:
    scenario = mine(store)
    with closing(sqlite3.connect(store, isolation_level=None)) as raw:
        raw.execute("UPDATE establishment SET posts = posts + 64 WHERE scenario_id = ?", (scenario,))
    async with driven(store) as app:
        assert app.workspace.working.plan.header.name == "West Sussex, March 2019"
        (said,) = [note.message for note in app.app._notifications if note.title == "Not opened"]
        assert "establishment of “Mine” are not as they were saved" in said
        assert "caseload restore" in said


@pytest.mark.parametrize("is_last", [True, False])
async def test_damage_that_changes_no_figure_is_told_once_the_plan_is_shown(store: Path, *, is_last: bool) -> None:
    scenario = mine(store)
    with closing(Store.open(store)) as opened:
        opened.remember_last(scenario if is_last else opened.scenarios()[0].id)
    with closing(sqlite3.connect(store, isolation_level=None)) as raw:
        raw.execute("UPDATE establishment SET posts = posts * 1.0000000000000003 WHERE scenario_id = ?", (scenario,))
    async with driven(store) as app:
        if not is_last:
            await app.press("o", "down", "enter")
            await app.settled()
        assert app.workspace.working.plan.header.name == "Mine"
        await app.settled()
        (said,) = [note.message for note in app.app._notifications if note.title == "Damaged"]
        assert "establishment of “Mine” are not as they were saved" in said


async def test_a_broken_constraint_that_no_figure_comes_of_is_told_once_the_plan_is_shown(store: Path) -> None:
    mine(store)
    with closing(sqlite3.connect(store, isolation_level=None)) as raw:
        raw.execute("PRAGMA ignore_check_constraints = ON")
        raw.execute("UPDATE entry SET state = 'lost'")
    async with driven(store) as app:
        assert app.workspace.working.plan.header.name == "Mine"
        await app.app.workers.wait_for_complete()
        assert any(note.title == "Damaged" and "caseload restore" in note.message for note in app.app._notifications)


@pytest.mark.parametrize("keys", ["xx", "u"])
async def test_damage_since_a_plan_was_read_is_told_once_it_is_shown_again(keys: str, store: Path) -> None:
    scenario = mine(store)
    async with driven(store) as app:
        await type_posts(app, "71")
        await app.press(*keys[:-1])
        with closing(sqlite3.connect(store, isolation_level=None)) as raw:
            raw.execute("UPDATE teams SET name = 'Another' WHERE scenario_id = ?", (scenario,))
        await app.press(keys[-1])
        await app.settled()
        said = [note.message for note in app.app._notifications]
        assert any("teams of “Mine” are not as they were saved" in each for each in said), said


async def test_the_day_s_backup_is_made_while_the_app_is_open(store: Path) -> None:
    damaged = mine(store)
    async with driven(store) as app:
        await app.app.workers.wait_for_complete()
    assert len(backups(store)) == 1
    with closing(sqlite3.connect(store, isolation_level=None)) as raw:
        raw.execute("UPDATE establishment SET posts = 7 WHERE scenario_id = ?", (damaged,))
    shutil.rmtree(store.with_name(f"{store.name}-backups"))
    async with driven(store) as app:
        async with asyncio.timeout(60):
            while "No backup" not in app.screen:
                await app.pilot.pause()
    assert backups(store) == ()


def becomes_text(path: Path) -> None:
    """What is at a path is no store."""
    path.write_bytes(b"name: A plan\n" * 500)


def goes_with_backups_left(path: Path) -> None:
    """There is no store at a path any more, but backups of one."""
    mine(path)
    back_up(path, NOW)
    path.unlink()


@pytest.mark.parametrize("harm", [becomes_text, goes_with_backups_left])
async def test_what_is_no_store_ends_the_app_and_stays(
    harm: Callable[[Path], None], fresh_store: Path, tmp_path: Path
) -> None:
    path = tmp_path / "[red] [@b store.db"
    shutil.copy(fresh_store, path)
    harm(path)
    before = contents(path)
    app = CaseloadApp(path)
    async with app.run_test() as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
    assert app.return_value == 2
    assert contents(path) == before
