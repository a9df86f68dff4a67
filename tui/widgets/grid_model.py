"""What a grid shows: an immutable table of texts, worked out elsewhere, and where its columns lie. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, zip_longest
from typing import Literal, NamedTuple

from rich.cells import cell_len

Align = Literal["left", "right"]
CellStyle = Literal["", "worked", "changed", "fault", "total"]
"""How a cell is drawn: as one to be edited, as worked out, as moved by the last change, as faulty, as a sum."""
TYPED: tuple[CellStyle, ...] = ("", "fault")
"""Cells that may be typed into, where their column may."""

PADDING = 2
"""Columns of the screen around the text of a cell, half on each side."""
NARROWEST, WIDEST = 3, 26
"""Limits of a column fitted to its texts. Figures are never cut, so columns aligned right have no widest."""


class Place(NamedTuple):
    """A cell by the positions of its row and column, from 0."""

    row: int
    column: int


class Block(NamedTuple):
    """Cells from one corner to the opposite one, both included."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def between(cls, one: Place, other: Place) -> Block:
        """The block with these two corners, in whatever order."""
        rows, columns = sorted((one.row, other.row)), sorted((one.column, other.column))
        return cls(rows[0], columns[0], rows[1], columns[1])

    def holds(self, place: Place) -> bool:
        """Whether a cell lies in the block."""
        return self.top <= place.row <= self.bottom and self.left <= place.column <= self.right


@dataclass(frozen=True)
class GridColumn:
    """One column: its name in messages, its head, and what may be typed into it.

    `width` counts the columns of the screen for its text; None fits it. `hint` is shown beside the editor, and
    `choices` are suggested while typing. `help` says what a column that cannot be edited is worked out from.
    """

    name: str
    title: str
    width: int | None = None
    align: Align = "left"
    editable: bool = False
    help: str = ""
    hint: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class GridRow:
    """One row, by a key that stays its own from table to table. `styles` may be empty: every cell is plain then."""

    key: str
    texts: tuple[str, ...]
    styles: tuple[CellStyle, ...] = ()

    @cached_property
    def lengths(self) -> tuple[int, ...]:
        """How many columns of the screen each text takes."""
        return lengths(self.texts)

    def style(self, column: int) -> CellStyle:
        """How one cell is drawn."""
        return self.styles[column] if self.styles else ""


@dataclass(frozen=True)
class GridTable:
    """Everything a grid shows. The first `frozen` columns stay when it scrolls; `empty` stands for having no rows."""

    columns: tuple[GridColumn, ...] = ()
    rows: Sequence[GridRow] = ()
    frozen: int = 1
    empty: str = ""

    @cached_property
    def row_index(self) -> Mapping[str, int]:
        """Where each row is, by its key."""
        return {row.key: index for index, row in enumerate(self.rows)}

    @cached_property
    def longest(self) -> tuple[int, ...]:
        """How many columns of the screen the longest text of each column takes; empty where there are no rows."""
        return longest(row.lengths for row in self.rows)

    @cached_property
    def column_index(self) -> dict[str, int]:
        """Where each column is, by its name."""
        return {column.name: index for index, column in enumerate(self.columns)}

    def text(self, place: Place) -> str:
        """The text of one cell."""
        return self.rows[place.row].texts[place.column]

    def is_editable(self, place: Place) -> bool:
        """Whether a value may be typed into a cell."""
        return self.columns[place.column].editable and self.rows[place.row].style(place.column) in TYPED

    def next_editable(self, place: Place, step: Literal[1, -1]) -> Place:
        """The next cell to edit: along the row, then in the row after it; the same cell where there is none."""
        if not any(column.editable for column in self.columns):
            return place
        width = len(self.columns)
        at = place.row * width + place.column + step
        while 0 <= at < width * len(self.rows):
            there = Place(*divmod(at, width))
            if self.is_editable(there):
                return there
            at += step
        return place

    def names(self, place: Place) -> tuple[str, str]:
        """A cell by its row's key and its column's name."""
        return self.rows[place.row].key, self.columns[place.column].name

    def changed_rows(self, other: GridTable, places: slice) -> list[int]:
        """Which of some places have another row, or none, in the other table."""
        mine, theirs = self.rows[places], other.rows[places]
        both = enumerate(zip_longest(mine, theirs), places.start)
        return [place for place, (now, then) in both if now is not then and now != then]


class Layout:
    """Where columns lie, in columns of the screen: their widths with padding, and their offsets when not scrolled."""

    def __init__(self, widths: Iterable[int]) -> None:
        self.widths = tuple(widths)
        self.offsets = (0, *accumulate(self.widths))

    @property
    def total(self) -> int:
        """The width of all columns."""
        return self.offsets[-1]

    def frozen(self, columns: int, view: int) -> int:
        """How many of the first columns can stay put: no more than fill half of the view."""
        while columns and self.offsets[min(columns, len(self.widths))] > view // 2:
            columns -= 1
        return min(columns, len(self.widths))

    def column_at(self, x: int) -> int:
        """The column at an offset; the nearest where there is none."""
        return max(0, min(bisect_right(self.offsets, x) - 1, len(self.widths) - 1))


def fitted(table: GridTable, least: Iterable[int] = ()) -> list[int]:
    """Widths with padding that fit the heads and the texts of a table, none below `least`."""
    heads = [_length(column.title) for column in table.columns]
    texts = table.longest or heads
    floors = tuple(least) or (0,) * len(heads)
    return [
        max(floor, _fitted(column, max(head, text)) + PADDING)
        for column, floor, head, text in zip(table.columns, floors, heads, texts, strict=True)
    ]


def _fitted(column: GridColumn, length: int) -> int:
    if column.width is not None:
        return column.width
    wanted = max(NARROWEST, length)
    return min(wanted, WIDEST) if column.align == "left" else wanted


def longest(rows: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    """The greatest length in each column."""
    return tuple(map(max, zip(*set(rows), strict=True)))


def lengths(texts: Iterable[str]) -> tuple[int, ...]:
    """How many columns of the screen each text takes."""
    return tuple(map(_length, texts))


def _length(text: str) -> int:
    return len(text) if text.isascii() else cell_len(text)
