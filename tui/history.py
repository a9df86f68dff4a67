"""The history of a scenario in words: when, what, before and after. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scenarios.changes import RowChange
from scenarios.columns import columns
from scenarios.naming import describe
from scenarios.plan import Plan
from tui import format as fmt
from tui.sheets.entered import value_of
from tui.sheets.sheet import names

if TYPE_CHECKING:
    from store.store import HistoryEntry

MOST_ROWS = 3


def when(moment: dt.datetime) -> str:
    """A moment by the manager's own clock."""
    local = moment.astimezone()
    return f"{fmt.date(local.date())} {local:%H:%M}"


def in_words(plan: Plan, entry: HistoryEntry) -> str:
    """What an entry of the history did, its first few rows spelt out."""
    rows = [text for row in entry.rows[:MOST_ROWS] for text in _row(plan, row)]
    more = len(entry.rows) - MOST_ROWS
    parts = [*rows, f"and {more} rows more"] if more > 0 else rows
    kind = {"undo": "undone: ", "redo": "redone: "}.get(entry.kind, "")
    return f"{kind}{entry.label}" + (f": {'; '.join(parts)}" if parts else "")


def _row(plan: Plan, change: RowChange) -> Iterator[str]:
    row = change.after or change.before
    if row is None or change.before is None or change.after is None:
        done = "added" if change.before is None else "deleted"
        yield f"{describe(plan, change.table, row)} {done}" if row else done
        return
    for each in columns(type(change.after)):
        then, now = getattr(change.before, each.name), getattr(change.after, each.name)
        if then != now:
            by_key = names(plan, each.refers)
            yield f"{each.title} {fmt.cell(each, then, by_key) or '–'} → {fmt.cell(each, now, by_key) or '–'}"


@dataclass(frozen=True)
class CellValue:
    """A value that a cell had, and how it came by it."""

    value: Any
    told: str


def values_of(entries: Iterable[HistoryEntry], table: str, ref: str, field: str) -> list[CellValue]:
    """Every value that a cell has had, the latest first; none where it never changed.

    The row is followed back through changes of what it is called by, and through being deleted and brought back.
    """
    found: list[CellValue] = []
    first: CellValue | None = None
    for entry in entries:
        for change in reversed(entry.rows):
            after = change.after
            if change.table != table or after is None or after.ref != ref:
                continue
            value, told = value_of(after, field), f"{when(entry.when)}  {entry.label}"
            if change.before is None:
                found.append(CellValue(value, told))
                first = None
                continue
            before = value_of(change.before, field)
            if before != value:
                found.append(CellValue(value, told))
                first = CellValue(before, "before that")
            ref = change.before.ref
    return [*found, first] if first else found
