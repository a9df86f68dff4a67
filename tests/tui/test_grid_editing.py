"""Keys of the editor of the grid, as a manager uses them, against a small app that takes numbers."""

from __future__ import annotations

import pytest
from textual import events

from tests.tui.grid_host import COLUMNS, GridHost, table, with_text
from tests.tui.screen import screen_lines, screen_text
from tui.widgets import grid_messages as told
from tui.widgets.grid_model import GridTable


def typed(app: GridHost) -> list[str]:
    return [message.text for message in app.of(told.EditChanged)]


async def test_the_first_cell_that_can_be_edited_has_the_cursor() -> None:
    app = GridHost()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.grid.cursor == ("t0", "posts")


async def test_a_figure_begins_an_edit_and_enter_takes_it_and_goes_down() -> None:
    app = GridHost()
    async with app.run_test() as pilot:
        await pilot.press("4", "2", ".", "5")
        assert app.grid.is_editing
        assert screen_lines(app)[1].split()[2] == "42.5"
        assert typed(app) == ["4", "42", "42.", "42.5"]
        assert [message.initial_text for message in app.of(told.EditBegan)] == ["4"]
        await pilot.press("enter")
        assert app.done == ["t0 posts 42.5"]
        assert app.grid.cursor == ("t1", "posts")
        assert not app.grid.is_editing
        assert "42.5" in screen_lines(app)[1]


@pytest.mark.parametrize("key", ["enter", "f2"])
async def test_editing_begins_with_the_value_and_leaves_it_where_it_is_not_changed(key: str) -> None:
    app = GridHost(edit_text=lambda row_key, column: f"{row_key}.{column}")
    async with app.run_test() as pilot:
        await pilot.press(key)
        assert "t0.posts" in screen_lines(app)[1]
        await pilot.press("enter")
        assert app.of(told.EditCommitted) == []
        assert len(app.of(told.EditCancelled)) == 1
        assert app.grid.cursor == ("t1", "posts")


async def test_the_text_can_be_changed_within() -> None:
    app = GridHost()
    async with app.run_test() as pilot:
        await pilot.press("f2", "home", "1", "end", "backspace", "5", "left", "delete", "enter")
        assert app.done == ["t0 posts 120.0"]


async def test_escape_leaves_the_cell_as_it_was() -> None:
    app = GridHost()
    async with app.run_test() as pilot:
        await pilot.press("9", "9", "escape")
        assert not app.grid.is_editing
        assert app.of(told.EditCommitted) == []
        assert len(app.of(told.EditCancelled)) == 1
        assert app.grid.cursor == ("t0", "posts")
        assert "20.00" in screen_lines(app)[1]


async def test_tab_goes_along_the_cells_to_edit_and_enter_returns_to_where_tabbing_began() -> None:
    app = GridHost()
    async with app.run_test() as pilot:
        await pilot.press("1", "tab", "2", "tab", "enter", "a", "tab")
        assert app.done == ["t0 posts 1", "t0 in_post 2", "t0 kind a"]
        assert app.grid.cursor == ("t1", "posts")
        await pilot.press("3", "enter")
        assert app.grid.cursor == ("t2", "posts")


async def test_enter_after_tab_returns_to_the_column() -> None:
    app = GridHost()
    async with app.run_test() as pilot:
        await pilot.press("1", "tab", "2", "enter")
        assert app.grid.cursor == ("t1", "posts")


async def test_moving_by_hand_forgets_where_tabbing_began() -> None:
    app = GridHost()
    async with app.run_test() as pilot:
        await pilot.press("1", "tab", "down", "2", "enter")
        assert app.grid.cursor == ("t2", "in_post")


async def test_with_shift_the_other_way() -> None:
    app = GridHost()
    async with app.run_test() as pilot:
        await pilot.press("down", "1", "shift+tab")
        assert app.grid.cursor == ("t0", "kind")
        await pilot.press("down", "down", "left", "left", "2", "shift+enter")
        assert app.grid.cursor == ("t1", "in_post")


async def test_tab_stays_on_the_last_cell() -> None:
    app = GridHost(table(2))
    async with app.run_test() as pilot:
        await pilot.press("ctrl+end", "enter", "a", "tab")
        assert app.grid.cursor == ("t1", "kind")


async def test_tab_outside_an_edit_goes_on_to_the_next_widget() -> None:
    app = GridHost()
    async with app.run_test() as pilot:
        await pilot.press("tab")
        assert app.focused is not None
        assert app.focused.id == "other"


async def test_up_and_down_take_what_was_begun_by_typing_only() -> None:
    app = GridHost()
    async with app.run_test() as pilot:
        await pilot.press("5", "down", "6", "up")
        assert app.done == ["t0 posts 5", "t1 posts 6"]
        assert app.grid.cursor == ("t0", "posts")
        await pilot.press("f2", "9", "down")
        assert app.grid.is_editing
        assert app.grid.cursor == ("t0", "posts")


async def test_a_refused_value_stays_with_the_reason_beside_it_as_plain_text() -> None:
    app = GridHost()
    async with app.run_test() as pilot:
        await pilot.press("minus", "minus", "enter")
        assert app.grid.is_editing
        assert "--" in screen_lines(app)[1]
        assert "found '--'; allowed: a number [/b] [red]" in screen_lines(app)[2]
        await pilot.press("backspace", "backspace")
        assert "allowed" not in screen_text(app)
        assert "FTE: 12.5" in screen_lines(app)[2]
        await pilot.press("7", "enter")
        assert app.done == ["t0 posts 7"]


async def test_the_note_stands_above_the_last_line() -> None:
    app = GridHost()
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.press("ctrl+end", "left", "left", "left", "f2")
        lines = screen_lines(app)
        assert "Team t29" in lines[8]
        assert "FTE: 12.5" in lines[7]


async def test_a_long_reason_is_wrapped() -> None:
    app = GridHost()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("1")
        app.grid.refuse("found 'x'; allowed: " + ", ".join(f"team number {n}" for n in range(3)))
        await pilot.pause()
        lines = screen_lines(app)[2:4]
        assert "found 'x'; allowed: team number 0," in lines[0]
        assert "team number 1, team number 2" in lines[1]


async def test_a_cell_that_is_worked_out_says_so() -> None:
    app = GridHost()
    async with app.run_test() as pilot:
        await pilot.press("right", "right", "5")
        assert not app.grid.is_editing
        assert "posts less in post" in screen_text(app)
        await pilot.press("left")
        assert "posts less in post" not in screen_text(app)


async def test_letters_are_commands_but_not_while_editing() -> None:
    app = GridHost()
    async with app.run_test() as pilot:
        await pilot.press("u", "a")
        assert app.done == ["undo", "add"]
        await pilot.press("end", "enter", "u", "a")
        assert typed(app)[-1] == "ua"
        assert app.done == ["undo", "add"]


async def test_choices_are_suggested_and_the_value_there_is_typed_over() -> None:
    app = GridHost()
    async with app.run_test() as pilot:
        await pilot.press("end", "f2", "N")
        await pilot.pause()
        assert "Nqsw" in screen_lines(app)[1]
        await pilot.press("right", "enter")
        assert app.done == ["t0 kind nqsw"]


async def test_the_editor_is_wider_than_the_cell_where_the_text_is() -> None:
    app = GridHost()
    async with app.run_test() as pilot:
        await pilot.press(*"123456789012345")
        place = app.grid.body.cursor
        assert place is not None
        x = app.grid.body.cell_region(place).x
        assert screen_lines(app)[1][x:].startswith(" 123456789012345 ")


async def test_the_editor_goes_along_when_the_rows_are_scrolled() -> None:
    app = GridHost()
    async with app.run_test() as pilot:
        await pilot.press("down", "down", "down", "7")
        app.grid.body.scroll_to(y=2, animate=False)
        await pilot.pause()
        assert " 7 " in screen_lines(app)[2]
        app.grid.body.scroll_to(y=8, animate=False)
        await pilot.pause()
        assert app.grid.is_editing
        assert "FTE" not in screen_text(app)
        await pilot.press("8")
        assert "78" in screen_text(app)


async def test_another_table_while_editing_keeps_the_edit() -> None:
    app = GridHost()
    async with app.run_test() as pilot:
        await pilot.press("4", "2")
        app.grid.show(with_text(app.grid.table, "t0", "vacant", "27.50 ▲ +22.00"))
        await pilot.pause()
        assert app.grid.is_editing
        assert "42" in screen_lines(app)[1]
        assert "27.50 ▲ +22.00" in screen_lines(app)[1]
        await pilot.press("enter")
        assert app.done == ["t0 posts 42"]


async def test_an_edit_of_a_row_that_has_gone_is_cancelled() -> None:
    app = GridHost()
    async with app.run_test() as pilot:
        await pilot.press("4", "2")
        app.grid.show(GridTable(COLUMNS, app.grid.table.rows[1:]))
        await pilot.pause()
        assert not app.grid.is_editing
        assert len(app.of(told.EditCancelled)) == 1
        app.grid.accept()
        assert app.grid.cursor == ("t1", "posts")


async def test_a_terminal_that_goes_to_the_background_leaves_the_edit_alone() -> None:
    app = GridHost()
    async with app.run_test() as pilot:
        await pilot.press("4")
        app.post_message(events.AppBlur())
        await pilot.pause()
        assert app.grid.is_editing
        assert app.done == []
        app.post_message(events.AppFocus())
        await pilot.pause()
        await pilot.press("2", "enter")
        assert app.done == ["t0 posts 42"]


async def test_an_edit_left_by_the_app_changes_nothing() -> None:
    app = GridHost()
    async with app.run_test() as pilot:
        await pilot.press("4")
        app.grid.leave()
        await pilot.pause()
        assert not app.grid.is_editing
        assert len(app.of(told.EditCancelled)) == 1
        assert app.done == []


async def test_delete_asks_to_clear_the_cells_that_can_be_edited() -> None:
    app = GridHost()
    async with app.run_test() as pilot:
        await pilot.press("shift+right", "shift+right", "shift+down", "delete")
        cells = app.of(told.Cleared)[0].cells
        assert cells == (("t0", "posts"), ("t0", "in_post"), ("t1", "posts"), ("t1", "in_post"))
        await pilot.press("home", "backspace")
        assert len(app.of(told.Cleared)) == 1
