"""Hostile names drive no terminal and lose no character: some of them on some screens, and whatever is pasted."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.widgets import Input

from scenarios.changes import Change, RowChange
from store.store import Store
from tests.torture.hostile_names import DIALOGS, LIST, Tour, driving, in_terminal, not_told, on_tables
from tests.torture.hostile_store import KINDS, hostile_name, hostile_store, shown
from tests.torture.tally import Tally
from tests.tui.driving import driven
from tui.blocks import block_text, parse_block
from tui.cli import FORMATS
from tui.last_door import harmless
from tui.sheets.registry import SHEETS, TABS
from tui.shell.report import report_text


async def test_hostile_names_on_some_tables(tmp_path: Path) -> None:
    tally, store = Tally(), tmp_path / "hostile.db"
    hostile_store(store, 20)
    async with driven(store, size=(150, 60)) as driver:
        await on_tables(driver, tally, [sheet for sheet in SHEETS if sheet.name in ("teams", "case_types")])
    assert tally.wrong == []
    assert tally.counts["names read"] > 0


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_nothing_of_a_name_drives_a_terminal(tmp_path: Path) -> None:
    tally, store = Tally(), tmp_path / "hostile.db"
    hostile_store(store, 15)
    in_terminal(store, tmp_path, tally, Tour(TABS[:1], (DIALOGS[0], LIST[0]), (120, 40)))
    assert tally.wrong == []
    assert tally.counts["bytes"] > 0


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    hostile_store(path, len(KINDS))
    return path


@pytest.mark.parametrize("form", FORMATS)
def test_every_report_names_every_team(hostile: Path, form: str) -> None:
    with closing(Store.open(hostile, examples={})) as store:
        plan = store.plan(str(store.last_scenario()))
    assert [team.name for team in plan.teams] == [shown(hostile_name(number)) for number in range(len(KINDS))]
    assert list(not_told(report_text(plan, form).encode(), plan, form)) == []


def test_a_row_that_another_program_wrote_can_be_edited(hostile: Path) -> None:
    with closing(Store.open(hostile, examples={})) as store:
        scenario = str(store.last_scenario())
        for place, team in enumerate(store.plan(scenario).teams):
            renamed = team.model_copy(update={"name": f"New {place}"})
            store.apply(scenario, Change("Rename", (RowChange("teams", team, renamed, place),)))
            store.undo()


@pytest.mark.parametrize("kind", KINDS)
def test_a_line_leaves_as_wide_as_it_was_drawn_and_harmless(kind: str) -> None:
    assert cell_len(harmless(kind)) == cell_len(kind)
    assert driving(harmless(kind).encode()) == []


@pytest.mark.parametrize("number", range(len(KINDS)))
def test_a_name_comes_back_from_a_spreadsheet_as_it_was(number: int) -> None:
    name = shown(hostile_name(number))
    text = block_text([[name, name]])
    assert not any(cell[:1] in ("=", "+", "-", "@") for cell in text.split("\t"))
    assert parse_block(text) == [[name, name]]


async def test_what_is_pasted_into_a_dialog_is_cleaned(store: Path) -> None:
    async with driven(store) as driver:
        await driver.press("slash")
        await driver.paste("\x1b]52;c;aGk=\x07We\u202est\x00")
        assert driver.app.screen.query_one(Input).value == "]52;c;aGk=West"
