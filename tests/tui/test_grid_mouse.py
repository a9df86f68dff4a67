"""Clicks, and blocks pasted into the grid."""

from __future__ import annotations

from textual import events

from tests.tui.grid_host import GridHost
from tests.tui.screen import screen_text
from tui.widgets import grid_messages as told
from tui.widgets.cell_editor import CellEditor


def typed(app: GridHost) -> list[str]:
    return [message.text for message in app.of(told.EditChanged)]


async def test_leaving_for_another_widget_takes_the_value() -> None:
    app = GridHost()
    async with app.run_test() as pilot:
        await pilot.press("4")
        await pilot.click("#other")
        await pilot.pause()
        assert app.done == ["t0 posts 4"]
        assert not app.grid.is_editing


async def test_a_block_from_a_spreadsheet_is_handed_on() -> None:
    app = GridHost()
    async with app.run_test() as pilot:
        await pilot.press("down")
        app.post_message(events.Paste("1\t2\r\n3\t4\r\n"))
        await pilot.pause()
        pasted = app.of(told.Pasted)[0]
        assert (pasted.row_key, pasted.column, pasted.block) == ("t1", "posts", [["1", "2"], ["3", "4"]])
        app.copy_to_clipboard("9")
        await pilot.press("ctrl+v")
        assert app.of(told.Pasted)[1].block == [["9"]]


async def test_pasting_while_editing_goes_into_the_text_without_control_characters() -> None:
    app = GridHost()
    async with app.run_test() as pilot:
        await pilot.press("1")
        app.post_message(events.Paste("2\x1b]52;c;AA\x07\n3\t4"))
        await pilot.pause()
        assert app.query_one(CellEditor).value == "12]52;c;AA"
        assert app.of(told.Pasted) == []


async def test_a_click_moves_and_a_click_on_the_cursor_edits() -> None:
    app = GridHost()
    async with app.run_test() as pilot:
        place = app.grid.body.cursor
        assert place is not None
        x = app.grid.body.cell_region(place).x + 2
        await pilot.click("#grid", offset=(x, 4))
        assert app.grid.cursor == ("t3", "posts")
        assert not app.grid.is_editing
        await pilot.click("#grid", offset=(x, 4))
        assert app.grid.is_editing


async def test_a_double_click_edits() -> None:
    app = GridHost()
    async with app.run_test() as pilot:
        await pilot.click("#grid", offset=(12, 6), times=2)
        assert app.grid.cursor == ("t5", "posts")
        assert app.grid.is_editing


async def test_a_click_that_brings_the_focus_does_not_edit() -> None:
    app = GridHost()
    async with app.run_test() as pilot:
        await pilot.press("x")
        await pilot.click("#grid", offset=(12, 1))
        assert app.focused is app.grid
        assert not app.grid.is_editing
        await pilot.click("#grid", offset=(12, 1))
        assert app.grid.is_editing


async def test_a_click_elsewhere_takes_the_value_first() -> None:
    app = GridHost(is_slow=True)
    async with app.run_test() as pilot:
        await pilot.press("4", "2")
        await pilot.click("#grid", offset=(12, 6))
        while not app.done:
            await pilot.pause()
        await pilot.pause()
        assert app.done == ["t0 posts 42"]
        assert app.grid.cursor == ("t5", "posts")


async def test_a_click_elsewhere_does_not_leave_a_refused_value() -> None:
    app = GridHost()
    async with app.run_test() as pilot:
        await pilot.press("minus", "minus")
        await pilot.click("#grid", offset=(12, 6))
        await pilot.pause()
        assert app.grid.cursor == ("t0", "posts")
        assert app.query_one(CellEditor).value == "--"
        assert "found" in screen_text(app)


async def test_a_click_in_the_editor_puts_the_caret_there() -> None:
    app = GridHost()
    async with app.run_test() as pilot:
        place = app.grid.body.cursor
        assert place is not None
        await pilot.press("4", "2")
        x = app.grid.body.cell_region(place).x
        await pilot.click("#grid", offset=(x + 2, 1))
        await pilot.press("7", "enter")
        assert app.done == ["t0 posts 472"]
