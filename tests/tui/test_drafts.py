"""What was being typed when the app ended is offered at the next start, never over a newer value."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from scenarios.edits import CellEdit, edit_cells
from store.drafts import Draft, DraftFile, left_behind
from store.paths import drafts_folder
from store.store import Store
from tests.tui.driving import driven

LINE = "county/social-worker"
CELL = ("establishment", LINE, "posts")


@pytest.fixture
def branch(store: Path) -> str:
    """The id of a scenario worked on last."""
    with closing(Store.open(store)) as opened:
        return opened.branch(opened.scenarios()[0].id, "Plan B").scenario_id


def kept(store: Path) -> list[Draft]:
    """What a start at this moment would offer."""
    found = list(left_behind(store))
    for left in found:
        left.keep()
    return [draft for left in found for draft in left.drafts]


def leave_behind(store: Path, scenario: str) -> None:
    """What an app leaves that ends while 370 is typed."""
    sheet, row, column = CELL
    cell = Draft(
        scenario_id=scenario,
        scenario="Plan B",
        sheet=sheet,
        row=row,
        column=column,
        what="Posts",
        base="365.07",
        text="370",
    )
    file = DraftFile(store)
    file.write([cell])
    file.close()


async def test_a_draft_goes_back_to_its_cell(store: Path, branch: str) -> None:
    async with driven(store) as app:
        await app.at(*CELL)
        await app.type("37")
    (draft,) = kept(store)
    assert (draft.scenario_id, draft.row, draft.column, draft.base, draft.text) == (
        branch,
        LINE,
        "posts",
        "365.07",
        "37",
    )
    async with driven(store) as app:
        assert "Posts, Social Worker, County" in app.screen
        assert "There:  365.07" in app.screen
        assert "Typed:  37" in app.screen
        await app.press("escape")
    assert kept(store) == [draft], "what is not decided about is offered again"
    async with driven(store) as app:
        await app.press("enter")
        assert app.workspace.grid.cursor == (LINE, "posts")
        assert app.workspace.grid.editing is not None
        assert app.workspace.grid.editing.text == "37"
        await app.type("0")
        await app.press("enter")
        assert app.headline("posts")[0] == "493.46"
    assert not drafts_folder(store).exists()


@pytest.mark.parametrize(("keys", "posts"), [(("enter",), "400.00"), (("tab", "enter"), "370.00")])
async def test_a_draft_never_goes_over_a_newer_value_unasked(
    store: Path, branch: str, keys: tuple[str, ...], posts: str
) -> None:
    leave_behind(store, branch)
    with closing(Store.open(store)) as other:
        other.apply(branch, edit_cells(other.plan(branch), [CellEdit("establishment", LINE, "posts", 400.0)]))
    async with driven(store) as app:
        for text in ("Was:     365.07", "Theirs:  400", "Yours:   370", "It has changed since"):
            assert text in app.screen
        await app.press(*keys)
        await app.press("enter")
        await app.press("escape")
        row = next(row for row in app.workspace.grid.table.rows if row.key == LINE)
        assert posts in row.texts
    assert not drafts_folder(store).exists()


async def test_what_has_no_cell_any_more_is_told(store: Path, branch: str) -> None:
    leave_behind(store, branch)
    with closing(Store.open(store)) as other:
        other.delete(branch)
    async with driven(store) as app:
        assert "Typed:  370" in app.screen
        assert "deleted since" in app.screen
        await app.press("enter")
    assert not drafts_folder(store).exists()


async def test_what_was_stored_or_left_is_no_draft(store: Path, branch: str) -> None:
    assert branch
    async with driven(store) as app:
        await app.at(*CELL)
        await app.type("370")
        await app.press("escape")
        await app.type("371")
        await app.press("enter")
    assert kept(store) == []


async def test_notes_being_typed_come_back(store: Path, branch: str) -> None:
    assert branch
    async with driven(store) as app:
        await app.at("plan", "header.notes", "value")
        await app.press("enter")
        await app.paste("From the committee\nof May")
    async with driven(store) as app:
        assert "From the committee" in app.screen
        await app.press("enter")
        await app.press("f2")
        assert "of May" in app.workspace.working.plan.header.notes
