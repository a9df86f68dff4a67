"""Lines of a grid as strips: cells cut to their columns, runs of one style in one segment. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset
from textual.strip import Strip

from scenarios.text import clean_line
from tui.widgets.grid_model import Align, Layout

CUT = "…"


class Cell(NamedTuple):
    """A cell about to be drawn."""

    text: str
    align: Align
    style: Style
    is_whole: bool = False
    """Whether it is shown whole or not at all: part of a figure reads as another figure."""


class Window(NamedTuple):
    """What of the columns is in view: a width of the screen, how far it is scrolled, how many columns stay put."""

    width: int
    scrolled: int
    frozen: int


class Patch(NamedTuple):
    """A strip laid over part of a line of the grid, by columns and lines of the screen from the grid's corner."""

    x: int
    y: int
    strip: Strip

    @property
    def end(self) -> int:
        """The column after the last."""
        return self.x + self.strip.cell_length

    def over(self, line: Strip) -> Strip:
        """The line with this in place of what is there."""
        return Strip.join([line.crop(0, self.x), self.strip, line.crop(self.end)])

    def holds(self, offset: Offset) -> bool:
        """Whether a point of the grid is on it."""
        return offset.y == self.y and self.x <= offset.x < self.end


def padded(text: str, width: int, align: Align) -> str:
    """Text in a cell of a width, with its padding. Words that do not fit are cut; a figure shows `###` instead."""
    room = width - 2
    if not text.isprintable():
        text = clean_line(text)
    length = len(text) if text.isascii() else cell_len(text)
    if length > room:
        text = "#" * room if align == "right" else set_cell_size(text, max(room - 1, 0)) + CUT[:room]
        length = room
    space = " " * (room - length)
    return f" {space}{text} " if align == "right" else f" {text}{space} "


def line(layout: Layout, cell: Callable[[int], Cell], window: Window, ground: Style) -> Strip:
    """One line of cells, as wide as the window; only columns in view are asked for."""
    edge = layout.offsets[window.frozen]
    fixed = _strip(layout, cell, range(window.frozen))
    begin, end = edge + window.scrolled, window.scrolled + window.width
    first = layout.column_at(begin)
    shown = range(max(first, window.frozen), layout.column_at(end - 1) + 1) if layout.widths else range(0)
    moving = _strip(layout, lambda column: _in_view(layout, column, cell(column), begin, end), shown)
    start = layout.offsets[shown.start] if shown else begin
    return Strip.join([fixed, moving.crop(begin - start, end - start)]).adjust_cell_length(window.width, ground)


def _in_view(layout: Layout, column: int, cell: Cell, begin: int, end: int) -> Cell:
    """A cell of which columns of the screen from one on to before another are in view."""
    if not cell.is_whole or not cell.text:
        return cell
    after = layout.offsets[column + 1] - 1
    if after - cell_len(cell.text) < begin:
        return cell._replace(text=CUT, align="right")
    return cell._replace(text=CUT, align="left") if after > end else cell


def _strip(layout: Layout, cell: Callable[[int], Cell], columns: Sequence[int]) -> Strip:
    segments = list(_runs(layout, cell, columns))
    return Strip(segments, sum(layout.widths[column] for column in columns))


def _runs(layout: Layout, cell: Callable[[int], Cell], columns: Sequence[int]) -> Iterator[Segment]:
    texts: list[str] = []
    style: Style | None = None
    for column in columns:
        each = cell(column)
        if texts and each.style != style:
            yield Segment("".join(texts), style)
            texts = []
        style = each.style
        texts.append(padded(each.text, layout.widths[column], each.align))
    if texts:
        yield Segment("".join(texts), style)
