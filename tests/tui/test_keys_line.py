"""The line of keys: what it says, and what the mouse does there."""

from __future__ import annotations

from pathlib import Path

from textual.events import MouseScrollDown, MouseScrollUp

from tests.tui.driving import Driver, driven
from tests.tui.screen import screen_lines
from tests.tui.test_faults import mine
from tui.widgets.keys_line import KeysLine


def line_of(app: Driver) -> str:
    """The last line of the screen."""
    return screen_lines(app.app)[-1]


async def test_a_key_that_is_clicked_is_pressed(store: Path) -> None:
    mine(store)
    async with driven(store) as app:
        assert line_of(app).startswith(" ⏎ Edit  a Add ")
        assert line_of(app).endswith("▏^p Commands")
        posts = app.workspace.working.plan.establishment[0].posts
        await app.press("right", "9", "enter")
        await app.pilot.click(KeysLine, offset=(line_of(app).index("u Undo") + 3, 0))
        await app.settled()
        assert app.workspace.working.plan.establishment[0].posts == posts


async def test_the_key_under_the_mouse_stands_out_and_says_more(store: Path) -> None:
    async with driven(store) as app:
        keys = app.workspace.query_one(KeysLine)
        plain = keys.render_line(0)
        await app.pilot.hover(KeysLine, offset=(line_of(app).index("^p"), 0))
        await app.settled()
        assert keys.tooltip == "Every command, by name."
        assert keys.render_line(0).text == plain.text
        assert keys.render_line(0) != plain
        await app.pilot.hover("#grid")
        await app.settled()
        assert keys.tooltip is None
        assert keys.render_line(0) == plain


async def test_the_wheel_turns_to_keys_that_there_is_no_room_for(store: Path) -> None:
    async with driven(store, size=(62, 20)) as app:
        assert "Help" not in line_of(app)
        keys = app.workspace.query_one(KeysLine)
        before = line_of(app)
        await app.pilot._post_mouse_events([MouseScrollDown], KeysLine)
        await app.settled()
        assert "f1 Help" in line_of(app)
        assert line_of(app).endswith("▏^p Commands")
        assert keys.keys[0].does not in line_of(app)
        await app.pilot._post_mouse_events([MouseScrollUp], KeysLine)
        await app.settled()
        assert line_of(app) == before
