"""The list of scenarios, key by key, on a real store."""

from __future__ import annotations

import asyncio
import datetime as dt
from contextlib import closing
from pathlib import Path

import pytest
from textual.events import Paste
from textual.widgets import Input

from scenarios.files import read_plan
from store.store import Store
from tests.tui.driving import Driver, driven, with_text
from tui.commands import SCENARIO_COMMANDS
from tui.screens.scenarios import ScenariosScreen

FIRST = "West Sussex, March 2019"


def row_of(app: Driver, name: str) -> str:
    """The line of the list with a scenario."""
    return with_text(app.screen.splitlines()[3:-3], name)[0]


def is_list(app: Driver) -> bool:
    return isinstance(app.app.screen, ScenariosScreen)


async def list_of(app: Driver) -> ScenariosScreen:
    """Open the list and wait until every figure in view is known."""
    await app.press("o")
    screen = app.app.screen
    assert isinstance(screen, ScenariosScreen)
    for _ in range(100):
        if screen.grid.rows_in_view and in_view(screen) <= known(screen):
            break
        await app.settled()
    return screen


async def answer(app: Driver, text: str) -> None:
    """Answer a question with a text."""
    await app.pilot.press("end", "ctrl+u")
    app.app.post_message(Paste(text))
    await app.press("enter")


async def branched(app: Driver, name: str) -> None:
    """Branch what is under the cursor."""
    await app.press("b")
    await answer(app, name)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_list_shows_figures_as_the_strip_does(store: Path, size: tuple[int, int]) -> None:
    async with driven(store, size) as app:
        strip = app.headline("caseload")[0].split(" → ")
        await list_of(app)
        row = with_text(app.screen.splitlines(), "▸West", "66.04", "24.92")[0]
        assert row.split("24.92")[1].split()[:2] == strip
        assert "as at 7 Mar 2019, example" in app.screen
        assert len(app.screen.splitlines()[-1]) <= size[0]
        assert "esc Back" in app.screen.splitlines()[-1]
        if size[0] >= 120:
            assert row.rstrip().endswith("7 Mar 2019   example")


async def test_the_palette_has_every_command_and_escape_goes_back_to_where_one_was(store: Path) -> None:
    async with driven(store) as app:
        await app.at("establishment", "county/manager", "in_post")
        await app.press("o")
        assert is_list(app)
        titles = [command.title for command in app.app.get_system_commands(app.app.screen)]
        assert titles[: len(SCENARIO_COMMANDS)] == [f"{each.label} ({each.key_text})" for each in SCENARIO_COMMANDS]
        await app.press("escape")
        assert not is_list(app)
        assert app.workspace.grid.cursor == ("county/manager", "in_post")
        assert app.workspace.grid.has_focus


async def test_a_branch_stands_below_its_base_and_is_gone_on_in(store: Path) -> None:
    async with driven(store) as app:
        await app.press("o", "down")
        await branched(app, "Later")
        assert "Later" in app.screen.splitlines()[0]
        assert "vs West Sussex, May 2022" in app.screen.splitlines()[0]
        await app.press("o")
        await branched(app, "Later still")
        await list_of(app)
        assert " West Sussex, May 2022" in app.screen
        assert " └ Later " in app.screen
        assert "▸  └ Later still" in app.screen
        assert "branch of Later, " in app.screen


async def test_a_search_takes_keys_however_fast_narrows_and_opens(store: Path) -> None:
    async with driven(store) as app:
        await app.press("o")
        for key in ("slash", "b", "u", "d"):
            app.app.simulate_key(key)
        await app.settled()
        assert "No scenario has that" in app.screen
        await app.press("enter", "escape")
        assert is_list(app)
        assert "Herefordshire" in app.screen
        await app.press("2")
        await app.type("021")
        assert "Surrey" in app.screen
        assert "Herefordshire" in app.screen
        assert FIRST not in app.screen
        await app.press("down", "enter")
        assert "Surrey" in app.screen.splitlines()[0]


async def test_a_new_scenario_is_begun(store: Path) -> None:
    async with driven(store) as app:
        await app.press("o", "n")
        await answer(app, "From scratch")
        assert not is_list(app)
        assert "From scratch" in app.screen.splitlines()[0]
        screen = await list_of(app)
        assert screen.grid.table.rows[-1].texts[1:6] == ("0.00", "0.00", "–", "–", "not in plan")


async def test_a_rename_is_refused_for_an_example_and_for_a_taken_name(store: Path) -> None:
    async with driven(store) as app:
        await app.press("o", "e")
        assert "Branch it (b)" in app.screen
        await branched(app, "Mine")
        await app.press("o", "e")
        await answer(app, "surrey, SEPTEMBER 2021")
        assert "a name that" in app.screen
        await answer(app, "Ours")
        assert "▸└ Ours" in app.screen
        await app.press("escape")
        assert "Ours" in app.screen.splitlines()[0]


async def test_deleting_asks_names_and_undoes(store: Path) -> None:
    async with driven(store) as app:
        await app.press("o", "down", "d")
        assert "Delete the scenario “West Sussex, May 2022”?" in app.screen
        await app.press("escape", "d", "enter")
        assert "  West Sussex, May 2022  " not in app.screen
        assert "missing: West Sussex, May 2022" in app.screen
        assert await app.app.desk.ask(lambda store: store.last_scenario()) == app.workspace.working.scenario_id
        await app.press("u")
        assert "  West Sussex, May 2022  " in app.screen
        assert "missing" not in app.screen
        await app.press("r")
        assert "  West Sussex, May 2022  " not in app.screen


async def test_deleting_the_open_scenario_opens_its_base(store: Path) -> None:
    async with driven(store) as app:
        await branched(app, "Mine")
        await app.press("o", "d", "enter")
        assert f"▸{FIRST}" in app.screen
        await app.press("u")
        assert " └ Mine" in app.screen
        await app.press("enter")
        assert "Mine" in app.screen.splitlines()[0]


async def test_a_frozen_scenario_is_kept_until_it_is_thawed(store: Path) -> None:
    today = dt.date.today()
    async with driven(store) as app:
        await branched(app, "To committee")
        await app.press("o", "z")
        assert f"frozen {today.day} " in row_of(app, "To committee")
        for key in ("e", "d"):
            await app.press(key)
            assert "was frozen on" in app.screen
            app.app.clear_notifications()
        await app.press("z")
        assert "frozen" not in row_of(app, "To committee")
        await app.press("u")
        assert "frozen" in row_of(app, "To committee")
        await app.press("up", "z")
        assert "example" in row_of(app, f" {FIRST}")
        assert "Nothing was changed" in app.screen


async def test_clicking_the_row_under_the_cursor_opens_it(store: Path) -> None:
    async with driven(store) as app:
        screen = await list_of(app)
        await app.pilot.click(screen.grid, offset=(4, 2))
        assert is_list(app)
        await app.pilot.click(screen.grid, offset=(4, 2))
        await app.settled()
        assert "West Sussex, May 2022" in app.screen.splitlines()[0]


async def test_the_scenario_under_the_cursor_is_saved_as_a_file(store: Path, tmp_path: Path) -> None:
    async with driven(store) as app:
        await app.press("o", "down", "s")
        field = app.app.screen.query_one(Input)
        field.focus()
        field.value = str(tmp_path / "out.yaml")
        await app.press("enter")
        assert read_plan(tmp_path / "out.yaml").header.name == "West Sussex, May 2022"
        app.app.clear_notifications()
        await app.settled()
        assert "out.yaml" in app.screen.splitlines()[-2]


def known(screen: ScenariosScreen) -> set[str]:
    """The rows of the list whose figures are there."""
    return {row.key for row in screen.grid.table.rows if "…" not in row.texts[1:6]}


def in_view(screen: ScenariosScreen) -> set[str]:
    """The rows of the list that are on the screen."""
    return {row.key for row in screen.grid.rows_in_view}


async def test_figures_are_worked_out_as_they_come_into_view(store: Path) -> None:
    with closing(Store.open(store)) as opened:
        for number in range(90):
            opened.branch(opened.scenarios()[0].id, f"Branch {number}")
    async with driven(store) as app:
        screen = await list_of(app)
        first = in_view(screen)
        assert known(screen) == first
        await app.press("ctrl+home")
        others = in_view(screen)
        assert others.isdisjoint(first)
        async with asyncio.timeout(60):
            while not others <= known(screen):
                await app.settled()
        assert len(known(screen)) < len(screen.grid.table.rows)


async def test_figures_are_known_at_once_on_a_second_visit(store: Path) -> None:
    async with driven(store) as app:
        await list_of(app)
        await app.press("escape")
        await app.pilot.press("o")
        screen = app.app.screen
        assert isinstance(screen, ScenariosScreen)
        while not screen.grid.table.rows:
            await app.pilot.pause()
        assert "…" not in {text for row in screen.grid.table.rows for text in row.texts}


def change(path: Path, old: str, new: str) -> None:
    """Somebody changes a file."""
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


async def test_what_differs_is_shown_before_a_file_is_replaced(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "saved.yaml"
    async with driven(store) as app:
        await app.workspace_save(path)
        change(path, "posts: 365.07", "posts: 370.07")
        await app.press("s", "tab", "enter")
        assert "370.07 → 365.07" in app.screen
        assert with_text(app.screen.splitlines(), "Social Worker", "Posts")
        await app.press("escape")
        assert "has changed on disk" in app.screen
        await app.press("enter")
        assert "posts: 365.07" in path.read_text()


async def test_a_file_that_is_no_scenario_says_so_before_it_is_replaced(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "saved.yaml"
    async with driven(store) as app:
        await app.workspace_save(path)
        change(path, "format: ", "shape: ")
        await app.press("s", "tab", "enter")
        assert "cannot be read as a scenario" in app.screen
        assert "has changed on disk" in app.screen
        await app.press("escape")
        assert "shape: " in path.read_text()
