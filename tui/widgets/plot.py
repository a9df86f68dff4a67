"""Lines over months in characters: one in quarter blocks, the others by their marks. No braille. Pure.

Drawn here since a plotting library took half of the time that a key has.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip

from tui import format as fmt

SOLID = ""
"""The mark of the line that is drawn in quarter blocks."""
QUARTERS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""A cell by which of its quarters are filled: 1 and 2 above, 4 and 8 below, left before right."""
FINE = 2
"""Quarters of a cell across and down."""
LABEL_PLACES = 1
MOST_TICKS = 7


@dataclass(frozen=True)
class Line:
    """One line of a chart: what it is, its mark (told apart without colour), and its values by period."""

    label: str
    mark: str
    colour: str
    values: Sequence[float]


@dataclass(frozen=True)
class Picture:
    """Lines, the last in front of the others, over the same periods, and what to say below some of these."""

    lines: Sequence[Line] = ()
    periods: Sequence[str] = ()

    def strips(self, size: Size, ground: Style) -> list[Strip]:
        """The lines of the screen: values on the left, the plot, and periods below it."""
        shown = [value for line in self.lines for value in line.values if math.isfinite(value)]
        if not shown or size.height < 2:
            return []
        heights = round_ticks(shown, max(size.height - 1, 3))
        labels = _labels(heights, size.height - 1)
        beside = max(map(len, labels.values())) + 1
        frame = Frame(max(size.width - beside, 1), size.height - 1, len(self.periods), heights[0], heights[-1])
        canvas = Canvas(frame)
        styles = {line.colour: ground + Style(color=line.colour) for line in self.lines} | {"": ground}
        for line in self.lines:
            if len(line.values):
                canvas.draw(line)
        rows = [
            Strip([Segment(labels.get(y, "").rjust(beside - 1) + " ", ground), *canvas.segments(y, styles)])
            for y in range(size.height - 1)
        ]
        below = Segment(" " * beside + _below(self.periods, frame.width), ground)
        return [row.adjust_cell_length(size.width, ground) for row in (*rows, Strip([below]))]


class Frame(NamedTuple):
    """Cells across and down, over how many periods, from a lowest value at the bottom to a highest at the top."""

    width: int
    height: int
    periods: int
    low: float
    high: float


class Canvas:
    """Cells to draw lines in."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self._cells = [[(" ", "")] * frame.width for _ in range(frame.height)]

    def draw(self, line: Line) -> None:
        """Draw a line over those that are there."""
        for row, column, mark in _drawn(line.mark, tuple(line.values[: self.frame.periods]), self.frame):
            self._cells[row][column] = (mark, line.colour)

    def segments(self, row: int, styles: Mapping[str, Style]) -> Iterator[Segment]:
        """A row of cells, those of one colour together, in the style of each colour."""
        for colour, cells in groupby(self._cells[row], key=itemgetter(1)):
            yield Segment("".join([mark for mark, _ in cells]), styles[colour])


@lru_cache(maxsize=16)
def _drawn(mark: str, values: tuple[float, ...], frame: Frame) -> tuple[tuple[int, int, str], ...]:
    """The cells of a line: row, column, character. Kept, as a key that is typed moves few of the lines."""
    if mark != SOLID:
        return tuple((y, x, mark) for x, y in _points(values, frame, 1))
    quarters: dict[tuple[int, int], int] = {}
    for x, y in _points(values, frame, FINE):
        place = (y // FINE, x // FINE)
        quarters[place] = quarters.get(place, 0) | 1 << (x % FINE + FINE * (y % FINE))
    return tuple((row, column, QUARTERS[filled]) for (row, column), filled in quarters.items())


def _points(values: tuple[float, ...], frame: Frame, fine: int) -> Iterator[tuple[int, int]]:
    """The points of a line that has no holes but where there is no value."""
    columns, rows = frame.width * fine, frame.height * fine
    at = np.rint(np.arange(len(values)) * (columns - 1) / max(frame.periods - 1, 1))
    between = np.interp(np.arange(at[-1] + 1), at, values)
    heights = np.rint((frame.high - between) / (frame.high - frame.low) * (rows - 1))
    before: int | None = None
    for x, height in enumerate(heights.tolist()):
        y = None if math.isnan(height) else int(height)
        if y is not None and before is not None and abs(y - before) > 1:
            middle = (before + y) // 2
            yield from ((x - 1, each) for each in _between(before, middle))
            yield from ((x, each) for each in _between(middle, y))
        if y is not None:
            yield x, y
        before = y


def _between(start: int, end: int) -> range:
    return range(min(start, end), max(start, end) + 1)


def _labels(heights: Sequence[float], rows: int) -> dict[int, str]:
    places = LABEL_PLACES if heights[1] - heights[0] < 1 else 0
    low, high = heights[0], heights[-1]
    return {round((high - each) / (high - low) * (rows - 1)): fmt.number(each, places) for each in heights}


def _below(periods: Sequence[str], width: int) -> str:
    """Some of the periods, evenly apart, each below its place as far as there is room."""
    step = max(1, math.ceil((len(periods) - 1) / MOST_TICKS))
    line = ""
    for k in range(0, len(periods), step):
        at = round(k * (width - 1) / max(len(periods) - 1, 1)) - len(periods[k]) // 2
        start = max(0, min(at, width - len(periods[k])))
        if start >= len(line) + bool(line):
            line = line.ljust(start) + periods[k]
    return line


def round_ticks(values: Sequence[float], most: int) -> list[float]:
    """At most so many round numbers, evenly apart, that reach from below the values to above them."""
    low, high = min(values), max(values)
    wide = max((high - low) / max(most - 2, 1), 10.0**-LABEL_PLACES)
    scale = 10.0 ** math.floor(math.log10(wide))
    step = next(part * scale for part in (1, 2, 5, 10) if part * scale >= wide * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [step * n for n in range(first, max(last, first + 1) + 1)]
