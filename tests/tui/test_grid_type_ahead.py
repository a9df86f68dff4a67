"""Keys that arrive before the app has answered the last one."""

from __future__ import annotations

from textual import events

from tests.tui.grid_host import GridHost
from tests.tui.screen import screen_text
from tui.widgets import grid_messages as told
from tui.widgets.cell_editor import CellEditor


def typed(app: GridHost) -> list[str]:
    return [message.text for message in app.of(told.EditChanged)]


async def send_at_once(app: GridHost, *keys: str) -> None:
    """Keys in the queue of the app before it has seen the first, as from a fast typist or a slow machine."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


async def test_keys_typed_ahead_go_to_the_next_cells_in_order() -> None:
    app = GridHost(is_slow=True)
    async with app.run_test() as pilot:
        await pilot.pause()
        keys = [key for n in range(12) for key in (*str(n + 10), "tab" if n % 2 else "enter")]
        await send_at_once(app, *keys, "u")
        while "undo" not in app.done:
            await pilot.pause()
        assert [line.split()[-1] for line in app.done[:-1]] == [str(n + 10) for n in range(12)]
        assert app.done[:4] == ["t0 posts 10", "t1 posts 11", "t1 in_post 12", "t2 posts 13"]


async def test_a_command_typed_ahead_reaches_the_app_after_the_commit() -> None:
    app = GridHost(is_slow=True)
    async with app.run_test() as pilot:
        await pilot.pause()
        await send_at_once(app, "u", "5", "enter", "u", "u", "6", "enter", "a")
        while "add" not in app.done:
            await pilot.pause()
        assert app.done == ["undo", "t0 posts 5", "undo", "undo", "t1 posts 6", "add"]


async def test_keys_typed_ahead_of_a_command_that_goes_elsewhere_follow_it() -> None:
    app = GridHost()
    async with app.run_test() as pilot:
        await pilot.pause()
        await send_at_once(app, "x", "5", "u")
        while "undo" not in app.done:
            await pilot.pause()
        assert app.focused is not app.grid
        assert not app.grid.is_editing


async def test_keys_typed_ahead_of_a_refusal_do_not_change_the_refused_value() -> None:
    app = GridHost(is_slow=True)
    async with app.run_test() as pilot:
        await pilot.pause()
        await send_at_once(app, "-", "-", "enter", "7", "enter")
        while "found" not in screen_text(app):
            await pilot.pause()
        assert app.query_one(CellEditor).value == "--"
        assert app.done == []
        await pilot.press("backspace", "backspace", "8", "enter")
        while not app.done:
            await pilot.pause()
        assert app.done == ["t0 posts 8"]


async def test_a_preview_never_comes_after_its_commit() -> None:
    app = GridHost(is_slow=True)
    async with app.run_test() as pilot:
        await pilot.pause()
        await send_at_once(app, "5", "6", "enter", "7", "enter")
        while len(app.done) < 2:
            await pilot.pause()
        told_of = [(type(each).__name__, each.text) for each in app.told if hasattr(each, "text")]
        assert told_of == [
            ("EditChanged", "5"),
            ("EditChanged", "56"),
            ("EditCommitted", "56"),
            ("EditChanged", "7"),
            ("EditCommitted", "7"),
        ]
