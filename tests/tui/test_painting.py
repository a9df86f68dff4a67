"""What is painted only where it changes is painted where it does."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual._compositor import Compositor  # not exported: it says what a paint changes
from textual._styles_cache import StylesCache  # not exported: it paints any widget
from textual.geometry import Region
from textual.scrollbar import ScrollBar
from textual.widget import Widget
from textual.widgets import Tree

from tests.tui.driving import Driver, driven
from tests.tui.screen import screen_strips
from tui.widgets.chart import Plot
from tui.widgets.keys_line import KeysLine
from tui.widgets.plain_lines import PlainLines

TIMES = 4
"""How often a key is tried at most: where a machine is busy with other things, a paint may come between by chance."""


@pytest.mark.parametrize("size", [(62, 17), (80, 24), (120, 36)])
async def test_another_table_comes_in_place_of_one_scrolled_to_its_end(store: Path, size: tuple[int, int]) -> None:
    async with driven(store, size) as app:
        await app.press("end", "greater_than_sign")
        assert "[Teams]" in app.screen
        await app.press("end", "right_square_bracket", "end", "left_square_bracket")
        assert "[Teams]" in app.screen


@pytest.mark.parametrize(
    ("before", "key", "after"),
    [
        ((), "7", "escape"),
        (("7",), "8", "escape"),
        (("slash", "A", "l"), "enter", "w"),
        ((), "slash", "escape"),
        ((), "b", "escape"),
        (("h",), "escape", "right"),
        (("l",), "enter", "escape"),
    ],
)
async def test_what_a_key_does_is_painted_at_once(store: Path, before: tuple[str, ...], key: str, after: str) -> None:
    async with driven(store) as app:
        await app.open_named("Made-up county")
        for _ in range(TIMES):
            await app.press(*before)
            paints = counted(app)
            await app.press(key)
            if paints.total() <= 1:
                break
            await app.press(after)
        assert paints.total() == 1


async def test_below_a_dialog_nothing_is_painted_as_long_as_nothing_changes(store: Path) -> None:
    async with driven(store) as app:
        await app.press("d")
        paints = counted(app)
        for _ in range(3):
            app.workspace.call_later(app.workspace.refresh_state)
            await app.settled()
        assert paints.total() == 0
        app.workspace.grid.body.refresh()
        await app.settled()
        assert paints.total() == 1


async def test_a_layout_that_moves_nothing_paints_nothing(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    updates: list[object] = []
    render = Compositor.render_update

    def seen(compositor: Compositor, *, full: bool = False, **how: Any) -> object:
        update = render(compositor, full=full, **how)
        updates.append(update)
        return update

    async with driven(store) as app:
        monkeypatch.setattr(Compositor, "render_update", seen)
        app.workspace.refresh(repaint=False, layout=True)
        await app.settled()
        assert updates
        assert not any(updates)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_scroll_bars_follow_a_table_that_becomes_higher_and_longer(store: Path, size: tuple[int, int]) -> None:
    async with driven(store, size) as app:
        await app.open_named("Made-up county")
        body = app.workspace.grid.body
        for keys in (("c",), ("c",), ("greater_than_sign",), ("less_than_sign", "end")):
            await app.press(*keys)
            bar = body.vertical_scrollbar
            assert bar.window_virtual_size == body.virtual_size.height
            assert bar.window_size == body.container_size.height - body.scrollbar_size_horizontal
            assert bar.position == pytest.approx(body.scroll_y)


def counted(app: Driver) -> Counter[str]:
    """How often the screen is painted from now on."""
    paints = Counter[str]()
    app.app.post_display_hook = lambda: paints.update(["paint"])  # type: ignore[method-assign]  # made for tests to be told
    return paints


async def test_the_chart_stands_on_the_ground_of_another_theme(store: Path) -> None:
    async with driven(store) as app:
        app.app.theme = "textual-light"
        await app.settled()
        plot = app.workspace.query_one(Plot)
        assert {segment.style.bgcolor for segment in plot.render_line(0) if segment.style} == {plot.rich_style.bgcolor}


async def test_another_theme_comes_everywhere_after_lines_have_been_painted(store: Path, tmp_path: Path) -> None:
    async with driven(store) as app:
        await app.press("right", "right", "7")
        app.app.theme = "textual-light"
        await app.settled()
        after = screen_strips(app.app)
        app.app.theme = "dracula"
        await app.settled()
        assert screen_strips(app.app) != after
        app.app.theme = "textual-light"
        await app.settled()
        assert screen_strips(app.app) == after
    async with driven(tmp_path / "other" / "store.db") as app:
        app.app.theme = "textual-light"
        await app.settled()
        await app.press("right", "right", "7")
        assert screen_strips(app.app) == after


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_lines_painted_in_fewer_steps_are_those_of_the_framework(store: Path, size: tuple[int, int]) -> None:
    async with driven(store, size) as app:
        await app.open_named("Made-up county")
        for keys in (("7",), ("escape", "c"), ("end", "down"), ("greater_than_sign",), ("slash", "A", "l", "enter")):
            await app.press(*keys)
            assert_painted_as_the_framework_does(app)
        app.app.theme = "textual-light"
        await app.settled()
        assert_painted_as_the_framework_does(app)


def assert_painted_as_the_framework_does(app: Driver) -> None:
    """The lines of each widget, but for one below a scroll bar."""
    widgets = [each for each in app.workspace.walk_children(PlainLines) if each.outer_size]
    assert len(widgets) > 6
    for widget in widgets:
        width, height = widget.outer_size
        region = Region(0, 0, width, height - widget.scrollbar_size_horizontal)
        painted = widget.render_lines(region)
        if isinstance(widget, ScrollBar):
            Widget._render_content(widget)
        assert painted == StylesCache().render_widget(widget, region), widget


async def test_the_line_of_keys_follows_what_changed_behind_another_window(store: Path) -> None:
    async with driven(store) as app:
        app.app.post_message(events.AppBlur())
        await app.settled()
        app.workspace.set_focus(app.workspace.query_one(Tree))
        await app.settled()
        app.app.post_message(events.AppFocus())
        await app.settled()
        said = {key.does for key in app.workspace.query_one(KeysLine).keys}
        shown = {each.binding.description for each in app.workspace.active_bindings.values() if each.binding.show}
        assert said >= shown
        assert "Edit" not in said


async def test_rows_of_a_scenario_that_is_flipped_back_to_are_not_made_again(store: Path) -> None:
    async with driven(store) as app:
        await app.open_named("agency kept a year")
        await app.press("x", "x")
        before = app.workspace.grid.table.rows
        await app.press("x", "x")
        assert before
        assert all(now is then for now, then in zip(app.workspace.grid.table.rows, before, strict=True))


async def test_the_line_of_keys_keeps_its_distances(store: Path) -> None:
    async with driven(store) as app:
        line = app.screen.splitlines()[-1]
        assert line.startswith(" ⏎ Edit  a Add  d Delete  u Undo ")
        assert line.endswith("▏^p Commands")
