"""Lines of a grid as strips: cells cut to their columns, runs of one style in one segment. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
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


def line(layout: Layout, cell: Callable[[int], Cell], window: Window) -> Strip:
    """One line of cells, at most as wide as the window; only columns in view are asked for."""
    begin, end = layout.offsets[window.frozen] + window.scrolled, window.scrolled + window.width
    first = max(layout.column_at(begin), window.frozen)
    shown = range(first, layout.column_at(end - 1) + 1) if layout.widths else range(0)
    moving = (_in_view(layout, column, cell(column), begin, end) for column in shown)
    return Strip(_runs(chain((_whole(layout, column, cell(column)) for column in range(window.frozen)), moving)))


def _whole(layout: Layout, column: int, cell: Cell) -> Segment:
    return Segment(padded(cell.text, layout.widths[column], cell.align), cell.style)


def _in_view(layout: Layout, column: int, cell: Cell, begin: int, end: int) -> Segment:
    """What of a cell lies in columns of the screen from one on to before another."""
    left, right = layout.offsets[column], layout.offsets[column + 1]
    if left >= begin and right <= end:
        return _whole(layout, column, cell)
    if cell.is_whole and cell.text:
        if right - 1 - cell_len(cell.text) < begin:
            cell = cell._replace(text=CUT, align="right")
        elif right - 1 > end:
            cell = cell._replace(text=CUT, align="left")
    until = _whole(layout, column, cell).split_cells(min(end, right) - left)[0]
    return until.split_cells(max(begin - left, 0))[1]


def _runs(segments: Iterable[Segment]) -> Iterator[Segment]:
    """The same with those beside each other that have one style in one."""
    texts: list[str] = []
    style: Style | None = None
    for text, each, _ in segments:
        if texts and each is not style and each != style:
            yield Segment("".join(texts), style)
            texts = []
        style = each
        texts.append(text)
    if texts:
        yield Segment("".join(texts), style)
