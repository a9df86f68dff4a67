"""The first screen: what was shown last, before the plan is there, and keys that wait for it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from threading import Event
from typing import Any

from textual.await_complete import AwaitComplete
from textual.screen import Screen

from store.glance import glance
from tests.tui.driving import Driver, driven
from tests.tui.screen import screen_lines, screen_text
from tests.tui.test_faults import mine
from tui.app import CaseloadApp
from tui.screens.opening import Opening
from tui.screens.workspace import Workspace


class AtFirstScreen(CaseloadApp):
    """Stays at the first screen until it is told to go on."""

    first = ""

    async def _load(self) -> None:
        assert isinstance(self.screen, Opening)
        self.first = screen_text(self)

    async def go_on(self) -> None:
        """Load the rest."""
        await super()._load()


async def test_the_figures_shown_last_are_there_before_the_plan(store: Path) -> None:
    mine(store)
    async with driven(store) as app:
        await app.press("right", "7", "enter")
        title, *strip = app.screen.splitlines()[:4]
    first = AtFirstScreen(store)
    async with first.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert "Mine" in title
        assert first.first.splitlines()[0].split("  ")[:2] == [" Caseload Planner", "Mine"]
        assert first.first.splitlines()[0].endswith("as shown last  opening…")
        assert first.first.splitlines()[1:3] == strip[:2]
        await first.go_on()
        await Driver(first, pilot).begun()
        assert screen_lines(first)[1:3] == strip[:2]


async def test_without_figures_there_is_the_name(store: Path) -> None:
    mine(store)
    app = AtFirstScreen(store)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.first.splitlines()[0].split("  ")[:2] == [" Caseload Planner", "Mine"]
        assert "last" not in app.first
        assert not "".join(app.first.splitlines()[1:])


async def test_keys_wait_for_the_plan_and_go_on_in_order(store: Path) -> None:
    mine(store)
    app = AtFirstScreen(store)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press("right", "4", "enter")
        assert "3 keys waiting" in screen_text(app)
        await app.go_on()
        driver = Driver(app, pilot)
        await driver.begun()
        await driver.settled()
        assert driver.workspace.working.plan.establishment[0].posts == 4
        assert "saved" in driver.screen


async def test_a_quit_waits_behind_keys_but_not_twice(store: Path) -> None:
    app = AtFirstScreen(store)
    async with app.run_test() as pilot:
        await pilot.press("right", "ctrl+q")
        assert app.return_value is None
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert app.return_value == 0


async def test_a_quit_before_anything_else_ends_the_app_at_once(store: Path) -> None:
    app = AtFirstScreen(store)
    async with app.run_test() as pilot:
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert app.return_value == 0


async def test_keys_for_the_plan_do_not_answer_a_question(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "faulty.yaml"
    file.write_text("format: caseload-scenario/1\nname: A\n", encoding="utf-8")
    app = AtFirstScreen(store, file)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.press("right", "enter", "escape")
        await app.go_on()
        driver = Driver(app, pilot)
        await driver.begun()
        await driver.settled()
        assert "nothing was changed" in driver.screen
        (said,) = [note.message for note in app._notifications]
        assert "was for the plan, and was not used" in said
        await driver.press("escape")
        await driver.settled()
        assert driver.workspace.session is not None


async def test_what_is_noted_is_what_was_shown(store: Path) -> None:
    mine(store)
    async with driven(store) as app:
        posts = app.headline("posts")[0]
        assert posts in glance(store).noted
        await app.press("right", "9", "9", "enter")
        changed = app.headline("posts")[0]
        assert changed != posts
        assert glance(store).noted == ""
    assert changed in glance(store).noted


class BaseWaits(AtFirstScreen):
    """Reads the base of the plan only when it may."""

    def __init__(self, store: Path) -> None:
        super().__init__(store)
        self.may_read = Event()

    def switch_screen(self, screen: Screen[Any] | str) -> AwaitComplete:
        """Let what is asked of the store from here on wait."""
        self.desk.submit_look(lambda _: self.may_read.wait(60))
        return super().switch_screen(screen)


async def test_the_plan_is_there_before_its_base_and_keys_wait_for_both(store: Path) -> None:
    mine(store)
    app = BaseWaits(store)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        going_on = asyncio.create_task(app.go_on())
        while not isinstance(app.screen, Workspace) or not app.screen.came_up.is_set():
            await pilot.pause()
        await pilot.press("right", "4", "enter")
        title, *_ = screen_lines(app)
        assert title.rstrip().endswith("comparing…")
        assert "vs " not in title
        assert app.workspace.working.plan.teams[0].name in screen_text(app)
        assert len(app.held) == 3
        assert app.workspace.working.plan.establishment[0].posts != 4
        app.may_read.set()
        await going_on
        driver = Driver(app, pilot)
        await driver.begun()
        await driver.settled()
        base = app.workspace.working.reference
        assert "vs " + base.plan.header.name in screen_lines(app)[0]
        assert driver.workspace.working.plan.establishment[0].posts == 4
        assert driver.headline("posts")[1]
