"""Starters that repeat, a month apart: which starts are counted already, and rows that stand for some of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from scenarios.edits import new_id
from scenarios.periods import add_months
from scenarios.plan import Starter


def nth(starter: Starter, n: int) -> tuple[dt.date, dt.date | None]:
    """First and last day of a row's n-th start, counted from 0."""
    return add_months(starter.start, n), add_months(starter.end, n) if starter.end else None


def starts_of(starter: Starter) -> list[tuple[dt.date, dt.date | None]]:
    """First and last day of every start of a row, in order."""
    return [nth(starter, n) for n in range(starter.repeat)]


def counted(starter: Starter, as_at: dt.date) -> int:
    """How many starts of a row the position counts already; they are its first."""
    return sum(start <= as_at for start, _ in starts_of(starter))


def once(starter: Starter, n: int) -> Starter:
    """A row of the n-th start alone, with the row's id."""
    start, end = nth(starter, n)
    return starter.model_copy(update={"start": start, "end": end, "repeat": 1})


def part(starter: Starter, first: int, last: int) -> list[Starter]:
    """Rows that stand for the starts from `first` to before `last`, to the day; all with the row's id.

    A start on a clipped day, 28 Feb of a row from the 31st, is a row of its own: counted from it, the rest would be
    on other days.
    """
    rows: list[Starter] = []
    while first < last:
        row, count = once(starter, first), 1
        while first + count < last and nth(row, count) == nth(starter, first + count):
            count += 1
        rows.append(row.model_copy(update={"repeat": count}))
        first += count
    return rows


def own_ids(rows: Sequence[Starter], keeps: int | None = 0) -> list[Starter]:
    """Rows made from one, each with an id of its own; the one at `keeps`, if any, has the old one."""
    return [row if n == keeps else row.model_copy(update={"id": new_id()}) for n, row in enumerate(rows)]
