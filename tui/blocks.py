"""Blocks of cells as spreadsheets put them on the clipboard: tabs between cells, a line for each row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tui.format import MINUS

_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_NUMBER = re.compile(rf"[+\-{MINUS}]?[\d,]*\.?\d+%?", re.ASCII)
_CELL = re.compile(r'("(?:[^"]|"")*"(?=[\t\n]|\Z)|[^\t\n]*)(\t|\n|\Z)')


def parse_block(text: str) -> list[list[str]]:
    """The rows of cells in text copied from a spreadsheet. Cells in quotes may hold tabs, lines and doubled quotes."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if plain.endswith("\n"):
        plain = plain[:-1]
    rows: list[list[str]] = [[]]
    for cell, end in _CELL.findall(plain):
        rows[-1].append(_unguarded(_unquoted(cell)))
        if end == "\n":
            rows.append([])
        elif not end:
            break
    return rows


def block_text(rows: Iterable[Sequence[str]]) -> str:
    """Rows of cells as text for a spreadsheet. Words that it would take for a formula get an apostrophe in front."""
    return "\n".join("\t".join(_quoted(_cell(cell)) for cell in row) for row in rows)


def _cell(cell: str) -> str:
    return cell.replace(MINUS, "-") if _NUMBER.fullmatch(cell) else guarded(cell)


def guarded(cell: str) -> str:
    """Words as a spreadsheet takes them for words: with an apostrophe in front where they could be a formula."""
    return "'" + cell if _FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _unquoted(cell: str) -> str:
    return cell[1:-1].replace('""', '"') if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if re.search(r'[\t\r\n]|\A"', cell) else cell
