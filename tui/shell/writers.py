"""A document as text for a terminal, as markdown and as CSV for a spreadsheet."""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
import textwrap
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from rich.cells import cell_len

from tui import format as fmt
from tui.blocks import guarded
from tui.figures import SHOWN, FigureUnit
from tui.rounding import steady
from tui.shell.tables import Cell, Document, Number, Table

WIDTH = 80
_WIDEST_HEAD = 14
_WIDEST_TEXT = 22
_ROOM_FOR_NAMES = 30
_NARROWEST_NAME = 12
_PLACES: dict[FigureUnit, int] = {"fte": 2, "cases": 2, "caseload": 2, "share": 4}
"""Decimals in CSV; amounts of money are not rounded, but for what is left of the order of a sum."""


def as_text(document: Document) -> str:
    """The document as plain text, fitted to 80 columns where its numbers allow."""
    parts = [document.title, document.subtitle, ""]
    for table in document.tables:
        parts += [*_text_table(table), *(line for note in table.notes for line in textwrap.wrap(note, WIDTH)), ""]
    for warning in document.warnings:
        parts += textwrap.wrap(f"! {warning}", WIDTH, subsequent_indent="  ")
    return "\n".join(parts).rstrip("\n") + "\n"


def _text_table(table: Table) -> Iterator[str]:
    rows, right = [[_shown(cell) for cell in row] for row in table.rows], _right(table)
    yield table.title
    for place, columns in enumerate(_blocks(table, rows, right)):
        if place:
            yield ""
        yield from _text_block(*_of_columns(table.heads, rows, right, columns))


def _text_block(heads: list[str], rows: list[list[str]], right: list[bool]) -> Iterator[str]:
    fitting = ((gap, _widths(heads, rows, right, gap)) for gap in (2, 1))
    gap, widths = next(((gap, widths) for gap, widths in fitting if widths), (1, _narrowed(heads, rows, right)))
    between = " " * gap
    yield from _laid_out([heads], widths, right, between)
    yield "─" * (sum(widths) + gap * (len(widths) - 1))
    yield from _laid_out(rows, widths, right, between)


def _blocks(table: Table, rows: list[list[str]], right: list[bool]) -> list[list[int]]:
    """The columns that stand side by side: the first with as many of those that belong together as have room."""
    if not table.together:
        return [list(range(len(table.heads)))]
    ends = list(accumulate(table.together, initial=1))
    blocks: list[list[int]] = []
    for start, end in pairwise(ends):
        wider = [*blocks[-1], *range(start, end)] if blocks else []
        if wider and _widths(*_of_columns(table.heads, rows, right, wider), gap=2):
            blocks[-1] = wider
        else:
            blocks.append([0, *range(start, end)])
    return blocks


def _of_columns(
    heads: Sequence[str], rows: list[list[str]], right: list[bool], columns: list[int]
) -> tuple[list[str], list[list[str]], list[bool]]:
    chosen = [[row[place] for place in columns] for row in rows]
    return [heads[place] for place in columns], chosen, [right[place] for place in columns]


def _right(table: Table) -> list[bool]:
    """By column, whether it has numbers, which stand on the right."""
    return [any(isinstance(row[place], Number) for row in table.rows) for place in range(len(table.heads))]


def _widths(heads: Sequence[str], rows: list[list[str]], right: list[bool], gap: int) -> list[int] | None:
    """Columns as wide as their cells, heads wrapped within what room is left; None where they do not fit."""
    least = _least(heads, rows, right)
    for limit in range(_WIDEST_HEAD, 0, -1):
        widths = [max(width, min(cell_len(head), limit)) for width, head in zip(least, heads, strict=True)]
        if sum(widths) + gap * (len(widths) - 1) <= WIDTH:
            return widths
    return None


def _narrowed(heads: Sequence[str], rows: list[list[str]], right: list[bool]) -> list[int]:
    """The same where names must wrap."""
    least = _least(heads, rows, right)
    room = WIDTH - sum(least[1:]) - (len(least) - 1)
    return [max(room, _NARROWEST_NAME), *least[1:]]


def _least(heads: Sequence[str], rows: list[list[str]], right: list[bool]) -> list[int]:
    """The widths that numbers and the words of heads need; texts wrap where they leave the first column no room."""
    cells = [max((cell_len(row[index]) for row in rows), default=0) for index in range(len(heads))]
    if sum(cells[1:]) > WIDTH - _ROOM_FOR_NAMES:
        wraps = [index > 0 and not is_number for index, is_number in enumerate(right)]
        cells = [min(cell, _WIDEST_TEXT) if wrap else cell for cell, wrap in zip(cells, wraps, strict=True)]
    words = [max((cell_len(word) for word in head.split()), default=0) for head in heads]
    return [max(pair) for pair in zip(cells, words, strict=True)]


def _laid_out(rows: Sequence[Sequence[str]], widths: list[int], right: list[bool], between: str) -> Iterator[str]:
    for row in rows:
        wrapped = [textwrap.wrap(text, max(width, 1)) or [""] for text, width in zip(row, widths, strict=True)]
        height = max(len(lines) for lines in wrapped)
        for index in range(height):
            # Numbers and their heads stand at the bottom of a row whose name wraps.
            line = (
                _padded(_at(lines, index, height), width, right=is_right)
                for lines, width, is_right in zip(wrapped, widths, right, strict=True)
            )
            yield between.join(line).rstrip()


def _at(lines: list[str], index: int, height: int) -> str:
    from_end = index - (height - len(lines))
    return lines[from_end] if from_end >= 0 else ""


def _padded(text: str, width: int, *, right: bool) -> str:
    space = " " * max(width - cell_len(text), 0)
    return space + text if right else text + space


def as_markdown(document: Document) -> str:
    """The document as markdown, for minutes and pages that render it."""
    parts = [f"# {_escaped(document.title)}", "", _escaped(document.subtitle), ""]
    for table in document.tables:
        parts += [f"## {_escaped(table.title)}", "", _markdown_row(table.heads)]
        parts.append("| " + " | ".join("---:" if each else "---" for each in _right(table)) + " |")
        parts += [_markdown_row([_shown(cell) for cell in row]) for row in table.rows]
        parts += ["", *(line for note in table.notes for line in (_escaped(note), ""))]
    if document.warnings:
        parts += ["## Warnings", "", *(f"- {_escaped(warning)}" for warning in document.warnings)]
    return "\n".join(parts).rstrip("\n") + "\n"


def _markdown_row(cells: tuple[str, ...] | list[str]) -> str:
    return "| " + " | ".join(_escaped(cell) for cell in cells) + " |"


def _escaped(text: str) -> str:
    return "".join(f"\\{character}" if character in "\\`*_[]<>|#" else character for character in text)


def as_csv(document: Document) -> str:
    """The document as CSV: tables under one another, plain numbers, ISO dates; blank where a figure does not exist."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([[_plain(document.title)], [_plain(document.subtitle)]])
    for table in document.tables:
        writer.writerows([[], [_plain(table.title)], [_plain(head) for head in table.heads]])
        writer.writerows([_plain(cell) for cell in row] for row in table.rows)
    if document.warnings:
        writer.writerows([[], ["Warnings"], *([_plain(warning)] for warning in document.warnings)])
    return out.getvalue()


def _plain(cell: Cell) -> str:
    if isinstance(cell, Number):
        return _plain_number(cell.value, _PLACES.get(cell.unit))
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return guarded(cell)


def _plain_number(value: float | None, places: int | None) -> str:
    if value is None or math.isnan(value):
        return ""
    if places is None:
        return f"{round(steady(value), 6) + 0.0:.6f}".rstrip("0").rstrip(".")
    return f"{round(steady(value), places) + 0.0:.{places}f}"  # -0.0 becomes 0.0


def _shown(cell: Cell) -> str:
    if isinstance(cell, Number):
        value = cell.value if cell.on_paper is None else cell.on_paper
        text = SHOWN[cell.unit](value)
        return (fmt.with_sign(text, value) if cell.signed else text) + cell.mark
    return fmt.date(cell) if isinstance(cell, dt.date) else cell
