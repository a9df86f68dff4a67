"""A change to a plan: rows before and after. What is applied, undone, stored and shown is one of these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from scenarios.plan import Plan, Row


class StaleError(Exception):
    """A change whose rows are no longer as they were when it was made."""


@dataclass(frozen=True)
class RowChange:
    """One row of one table, before and after; None where it was not there or is gone.

    `index` is its place in the table: where it stood before, or for a new row where it comes to stand.
    """

    table: str
    before: Row | None
    after: Row | None
    index: int

    def reversed(self) -> RowChange:
        """The change that takes this one back."""
        return RowChange(self.table, self.after, self.before, self.index)


@dataclass(frozen=True)
class Change:
    """What one action of the manager did: a label for undo and history, and its rows in order."""

    label: str
    rows: tuple[RowChange, ...] = field(default_factory=tuple)

    def reversed(self) -> Change:
        """The change that takes this one back, last row first."""
        return Change(self.label, tuple(row.reversed() for row in reversed(self.rows)))


def apply(plan: Plan, change: Change) -> Plan:
    """The plan after a change. Raises StaleError where a row is not as the change says it was."""
    tables: dict[str, list[Row]] = {}
    for row_change in change.rows:
        rows = tables.setdefault(row_change.table, list(plan.rows(row_change.table)))
        _apply_row(rows, row_change)
    after = plan.with_rows(**tables)
    for table in tables:
        _keep_refs(plan, after, [row for row in change.rows if row.table == table])
    return after


def _keep_refs(plan: Plan, after: Plan, changes: Sequence[RowChange]) -> None:
    """Where rows of a table only changed what they say, finding one by its ref needs no look at all the others."""
    table = changes[0].table
    refs = [(row.before and row.before.ref, row.after and row.after.ref) for row in changes]
    if table in plan.by_ref and all(ref == then for then, ref in refs):
        changed = {row.after.ref: row.after for row in changes if row.after}
        after.by_ref[table] = plan.by_ref[table] | changed


def _apply_row(rows: list[Row], change: RowChange) -> None:
    if change.before is None:
        if change.after is not None:
            rows.insert(change.index, change.after)
        return
    if not (change.index < len(rows) and rows[change.index] == change.before):
        raise StaleError(f"{change.table} {change.before.ref} has changed since")
    if change.after is None:
        del rows[change.index]
    else:
        rows[change.index] = change.after


def difference(before: Plan, after: Plan, label: str, tables: Iterable[str]) -> Change:
    """The change that turns one plan into the other, over the tables named.

    Rows are matched by their ref; where the order differs too, a row that moved is taken out and put back.
    """
    changed = [table for table in tables if getattr(before, table) is not getattr(after, table)]
    return Change(label, tuple(change for table in changed for change in _table_difference(before, after, table)))


def _table_difference(before: Plan, after: Plan, table: str) -> Iterator[RowChange]:
    rows, wanted = list(before.rows(table)), after.rows(table)
    first, last = _alike(rows, wanted)
    kept = {row.ref for row in wanted[first : len(wanted) - last]}
    for index in range(len(rows) - last - 1, first - 1, -1):
        if rows[index].ref not in kept:
            yield RowChange(table, rows.pop(index), None, index)
    for index, row in enumerate(wanted[first : len(wanted) - last], first):
        if index < len(rows) and rows[index].ref == row.ref:
            if rows[index] is not row and rows[index] != row:
                yield RowChange(table, rows[index], row, index)
            continue
        old = next((i for i in range(index + 1, len(rows)) if rows[i].ref == row.ref), None)
        if old is not None:
            yield RowChange(table, rows.pop(old), None, old)
        rows.insert(index, row)
        yield RowChange(table, None, row, index)


def _alike(rows: Sequence[Row], others: Sequence[Row]) -> tuple[int, int]:
    """How many rows are the same objects at the start of two tables, and then at the end."""
    shorter = min(len(rows), len(others))
    first = next((n for n in range(shorter) if rows[n] is not others[n]), shorter)
    last = next((n for n in range(shorter - first) if rows[-1 - n] is not others[-1 - n]), shorter - first)
    return first, last
