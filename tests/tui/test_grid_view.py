"""What the grid paints, how it moves, selects and copies."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style
from textual.strip import Strip

from tests.tui.grid_host import COLUMNS, GridHost, row, table, with_text
from tests.tui.screen import screen_lines, screen_strips, screen_text
from tui.widgets import grid_messages as told
from tui.widgets.grid_body import GridBody
from tui.widgets.grid_model import PADDING, Block, GridColumn, GridRow, GridTable, Layout, Place
from tui.widgets.grid_render import Cell, Window, line


def wide(count: int = 20, rows: int = 30) -> GridTable:
    columns = (GridColumn("team", "Team"), *(GridColumn(f"m{n}", f"Month {n}", align="right") for n in range(count)))
    texts = [(f"Team {r}", *(f"{r}.{n:02}" for n in range(count))) for r in range(rows)]
    return GridTable(columns, tuple(GridRow(f"r{r}", cells) for r, cells in enumerate(texts)))


def styles_at(app: GridHost, y: int) -> list[tuple[str, bool]]:
    """The runs of one line: their text, and whether they are reversed."""
    return [(run.text.strip(), bool(run.style and run.style.reverse)) for run in screen_strips(app)[y]]


async def test_the_screen_shows_head_and_rows() -> None:
    app = GridHost(table(2))
    async with app.run_test(size=(60, 6)) as pilot:
        await pilot.pause()
        assert screen_text(app) == (
            " Team     Posts  In post  Vacant  Kind\n"
            " Team t0  20.00    14.50    5.50  permanent\n"
            " Team t1  20.00    14.50    5.50  permanent\n"
            "\n"
            "\n"
            "elsewhere"
        )


async def test_the_cursor_is_reversed_and_underlined_while_away() -> None:
    app = GridHost(table(2))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert ("20.00", True) in styles_at(app, 1)
        await pilot.press("x")
        assert ("20.00", False) in styles_at(app, 1)
        underlined = [run.text.strip() for run in screen_strips(app)[1] if run.style and run.style.underline]
        assert underlined == ["20.00"]


async def test_an_empty_table_is_a_sentence() -> None:
    app = GridHost(GridTable(COLUMNS, empty="No teams [/b] yet: a adds one."))
    async with app.run_test() as pilot:
        await pilot.press("down", "enter", "5", "delete", "ctrl+c", "ctrl+a", "pagedown", "a")
        assert "No teams [/b] yet: a adds one." in screen_text(app)
        assert app.grid.cursor is None
        assert app.told == []
        assert app.done == ["add"]
        app.grid.show(table(3))
        await pilot.pause()
        assert app.grid.cursor == ("t0", "posts")
        assert "No teams" not in screen_text(app)


@pytest.mark.parametrize(
    ("keys", "cursor"),
    [
        (["down", "down", "right"], ("t2", "in_post")),
        (["up", "left", "left", "left"], ("t0", "team")),
        (["end"], ("t0", "kind")),
        (["end", "home"], ("t0", "team")),
        (["ctrl+end"], ("t29", "kind")),
        (["ctrl+end", "ctrl+home"], ("t0", "team")),
        (["ctrl+down"], ("t29", "posts")),
        (["pagedown"], ("t22", "posts")),
        (["pagedown", "pagedown", "pageup"], ("t7", "posts")),
    ],
)
async def test_moving(keys: list[str], cursor: tuple[str, str]) -> None:
    app = GridHost()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        assert app.grid.cursor == cursor
        assert f"Team {cursor[0]} " in screen_text(app)
        last = app.of(told.CursorMoved)[-1] if app.grid.cursor != ("t0", "posts") else None
        assert last is None or (last.row_key, last.column) == cursor


async def test_the_head_and_the_first_column_stay_while_scrolling() -> None:
    app = GridHost(wide())
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("ctrl+end")
        lines = screen_lines(app)
        assert lines[0].startswith(" Team ")
        assert lines[0].rstrip().endswith("Month 19")
        assert lines[9].startswith(" Team 29 ")
        assert "29.19" in lines[9]
        await pilot.press("home", "right")
        assert screen_lines(app)[0].split()[:3] == ["Team", "Month", "0"]


@pytest.mark.parametrize("width", [2, 5, 14, 20, 33, 60])
async def test_the_cursor_is_in_view_at_every_column_and_width(width: int) -> None:
    app = GridHost(wide(8, 3))
    async with app.run_test(size=(width, 6)) as pilot:
        for _ in range(8):
            await pilot.press("right")
            assert any(is_reversed for _, is_reversed in styles_at(app, 1))


async def test_columns_wider_than_half_the_screen_do_not_stay() -> None:
    shown = table(2)
    app = GridHost(replace(shown, frozen=2, rows=(row("a-team-with-a-long-name"),)))
    async with app.run_test(size=(30, 6)) as pilot:
        await pilot.press("end")
        assert screen_lines(app)[1].endswith("permanent")


async def test_lines_are_exactly_as_wide_as_the_screen() -> None:
    app = GridHost(wide())
    async with app.run_test(size=(61, 12)) as pilot:
        await pilot.press(*["right"] * 7)
        assert {strip.cell_length for strip in screen_strips(app)} == {61}


async def test_texts_too_long_are_cut_but_figures_never_look_like_others() -> None:
    columns = (
        GridColumn("team", "Team"),
        GridColumn("short", "Short", width=6),
        GridColumn("fte", "FTE", width=6, align="right"),
        GridColumn("big", "Big", align="right"),
    )
    long_name = "A very long name of a team in a service"
    app = GridHost(
        GridTable(columns, (GridRow("a", (long_name, "日本語日本語", "12,345.00", "1,234,567,890,123.00")),))
    )
    async with app.run_test() as pilot:
        await pilot.pause()
        assert screen_lines(app)[1].split("  ") == [
            " A very long name of a tea…",
            "日本 …",
            "######",
            "1,234,567,890,123.00",
        ]


HOSTILE = ["[/]", "[red]x[/red]", "[@click=app.bell]b", "\\[", "{x}", "\x1b[31mred\x07", "a\nb", "\u202eevil", "é日本"]


@pytest.mark.parametrize("name", HOSTILE)
async def test_hostile_names_are_shown_as_they_are_without_what_drives_terminals(name: str) -> None:
    columns = (GridColumn("team", name, editable=True, hint=name), *COLUMNS[1:])
    rows = (replace(row("t0"), texts=(name, *row("t0").texts[1:])),)
    app = GridHost(GridTable(columns, rows, empty=name))
    async with app.run_test() as pilot:
        await pilot.press("home", "f2")
        await pilot.pause()
        shown = screen_text(app)
        assert not set(shown) & {"\x1b", "\x07", "\u202e"}
        if name.isprintable():
            assert shown.count(name) >= 3
        await pilot.press("escape")
        app.grid.note(name)
        app.grid.show(GridTable(columns, empty=name))
        await pilot.pause()
        assert not set(screen_text(app)) & {"\x1b", "\x07", "\u202e"}


async def test_a_block_is_selected_with_shift_and_copied_for_a_spreadsheet() -> None:
    app = GridHost()
    async with app.run_test() as pilot:
        await pilot.press("shift+right", "shift+down")
        assert app.grid.block == Block(0, 1, 1, 2)
        assert app.grid.selection_text() == "20.00\t14.50\n20.00\t14.50"
        await pilot.press("ctrl+c")
        copied = app.of(told.CopyRequested)[0]
        assert copied.text == "20.00\t14.50\n20.00\t14.50"
        assert copied.cells == app.grid.selected() != ()
        await pilot.press("shift+left", "shift+up")
        assert app.grid.selected() == (("t0", "posts"),)
        await pilot.press("ctrl+a")
        assert len(app.grid.selection_text().splitlines()) == 30
        await pilot.press("down")
        assert len(app.grid.selected()) == 1


async def test_a_block_is_selected_by_dragging() -> None:
    app = GridHost()
    async with app.run_test() as pilot:
        await pilot.mouse_down("#grid", offset=(12, 2))
        await pilot.hover("#grid", offset=(20, 4))
        await pilot.mouse_up("#grid", offset=(20, 4))
        await pilot.pause()
        assert app.grid.block == Block(1, 1, 3, 2)
        assert not app.grid.is_editing
        await pilot.click("#grid", offset=(12, 6), shift=True)
        assert app.grid.block == Block(1, 1, 5, 1)


async def test_clicks_on_the_head_and_below_the_rows_do_nothing() -> None:
    app = GridHost(table(3))
    async with app.run_test() as pilot:
        await pilot.click("#grid", offset=(12, 0))
        await pilot.click("#grid", offset=(12, 15))
        assert app.grid.cursor == ("t0", "posts")
        await pilot.click("#grid", offset=(70, 2))
        assert app.grid.cursor == ("t1", "kind")


async def test_the_wheel_scrolls_and_leaves_the_cursor() -> None:
    app = GridHost()
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.pause()
        app.grid.body.scroll_down(animate=False)
        await pilot.pause()
        assert "Team t0 " not in screen_text(app)
        assert screen_lines(app)[0].startswith(" Team ")
        assert app.grid.cursor == ("t0", "posts")
        await pilot.press("down")
        assert "Team t1 " in screen_text(app)


async def test_the_cursor_stays_with_its_row_and_column_in_another_table() -> None:
    app = GridHost(table(10))
    async with app.run_test() as pilot:
        await pilot.press("down", "down", "right")
        shown = app.grid.table
        app.grid.show(
            GridTable(COLUMNS[::-1], tuple(replace(r, texts=r.texts[::-1], styles=()) for r in shown.rows[::-1]))
        )
        await pilot.pause()
        assert app.grid.cursor == ("t2", "in_post")
        assert app.grid.body.cursor == Place(7, 2)
        app.grid.show(GridTable(COLUMNS, tuple(r for r in shown.rows if r.key != "t2")))
        assert app.grid.cursor == ("t8", "in_post")
        app.grid.show(GridTable(COLUMNS, shown.rows[:2]))
        assert app.grid.cursor == ("t1", "in_post")
        app.grid.show(
            GridTable((GridColumn("x", "X"), GridColumn("y", "Y", editable=True)), (GridRow("k", ("1", "2")),))
        )
        assert app.grid.cursor == ("k", "y")


async def test_going_to_a_cell_brings_it_into_view() -> None:
    app = GridHost(wide())
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        app.grid.move_to("r25", "m15")
        await pilot.pause()
        assert "25.15" in screen_text(app)
        app.grid.move_to("none", "m2")
        assert app.grid.cursor == ("r25", "m2")


async def test_the_cursor_is_still_in_view_in_a_smaller_terminal() -> None:
    app = GridHost()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("pagedown")
        await pilot.resize_terminal(60, 8)
        await pilot.pause()
        assert "Team t22" in screen_text(app)


class Painted:
    """Counts the lines of a grid that are painted."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.lines: Counter[int] = Counter()
        paint = GridBody.render_line

        def counted(body: GridBody, y: int) -> Strip:
            self.lines[y] += 1
            return paint(body, y)

        monkeypatch.setattr(GridBody, "render_line", counted)


async def test_only_lines_that_changed_are_painted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    painted = Painted(monkeypatch)
    app = GridHost(table(300))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        painted.lines.clear()
        app.grid.show(with_text(with_text(app.grid.table, "t3", "vacant", "9.99"), "t7", "vacant", "8.88"))
        await pilot.pause()
        assert painted.lines == {4: 1, 8: 1}
        assert "9.99" in screen_lines(app)[4]
        painted.lines.clear()
        app.grid.show(with_text(app.grid.table, "t200", "vacant", "9.99"))
        app.grid.show(app.grid.table)
        await pilot.pause()
        assert painted.lines == {}
        await pilot.press("down")
        assert painted.lines == {1: 1, 2: 1}
        painted.lines.clear()
        await pilot.press("shift+down")
        assert set(painted.lines) == {2, 3}


async def test_typing_paints_only_the_line_typed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    painted = Painted(monkeypatch)
    app = GridHost(table(300))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1")
        painted.lines.clear()
        await pilot.press("2")
        assert painted.lines.keys() == {1}


async def test_a_column_that_must_widen_paints_everything_and_stays_wide(monkeypatch: pytest.MonkeyPatch) -> None:
    painted = Painted(monkeypatch)
    app = GridHost()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        painted.lines.clear()
        before = app.grid.table
        app.grid.show(with_text(before, "t3", "vacant", "1,234.00 ▲ +1.00"))
        await pilot.pause()
        assert set(painted.lines) >= set(range(23))
        painted.lines.clear()
        app.grid.show(before)
        await pilot.pause()
        assert painted.lines == {4: 1}


def test_runs_of_one_style_are_one_segment() -> None:
    from rich.style import Style

    from tui.widgets.grid_model import Layout
    from tui.widgets.grid_render import Cell, Window, line

    strip = line(Layout([5] * 10), lambda n: Cell(str(n), "right", Style(bold=n > 6)), Window(50, 0, 0))
    assert [segment.text for segment in strip] == [
        "".join(f"   {n} " for n in span) for span in (range(7), range(7, 10))
    ]


@given(
    st.lists(st.integers(0, 10**7).map(lambda n: f"{n:,}"), min_size=2, max_size=6),
    st.integers(4, 40),
    st.integers(0, 60),
)
def test_a_figure_at_an_edge_is_whole_or_not_there(figures: list[str], width: int, scrolled: int) -> None:
    plain = Style()
    layout = Layout(len(figure) + PADDING for figure in figures)

    def cell(column: int) -> Cell:
        return Cell(figures[column], "right", plain, is_whole=True)

    for frozen in (0, 1):
        drawn = line(layout, cell, Window(width, scrolled, layout.frozen(frozen, width))).text
        assert set(drawn.replace("…", " ").split()) <= set(figures)
