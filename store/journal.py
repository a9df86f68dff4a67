"""The journal: every change as rows before and after, in the transaction that makes it. Undo, redo and history read it.

Entries are only added, so what a plan was at any time can be worked out. Changes undone and redone are on one stack
for the whole store, without limit, and it outlives a restart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, literal_column, or_, select

from scenarios.changes import Change, RowChange
from scenarios.plan import TABLES
from store import catalogue, digests, settings
from store.errors import StoreDamaged
from store.steps import Step
from store.tables import ENTRIES, STEPS

EntryKind = Literal["change", "undo", "redo"]


@dataclass(frozen=True)
class Applied:
    """What has been done: the scenario to show now (empty where none is left), and the label of the change."""

    scenario_id: str
    label: str
    change: Change | None = None
    """What an undo or redo does, where that is rows of this scenario and nothing else."""


Tell = Callable[[Applied], object]
"""Hears what is about to be done. It is not on the disk yet, and may come to nothing."""


def untold(_: Applied) -> None:
    """Nobody waits to hear."""


@dataclass(frozen=True)
class HistoryEntry:
    """A change of a scenario, or the undoing or redoing of one.

    `rows` is empty where a whole one was made or deleted, frozen or thawed. `when` is in UTC.
    """

    id: int
    when: dt.datetime
    label: str
    kind: EntryKind
    rows: tuple[RowChange, ...]


History = tuple[HistoryEntry, ...]
RowName = tuple[str, str]
"""A row by its table and its ref."""


def carry_out(connection: Connection, label: str, steps: Iterable[Step], *, before: str, after: str) -> Applied:
    """Make a change and note it, with the scenarios to show before and after it.

    Changes undone before it can no longer be redone, but stay in the history.
    """
    steps = tuple(steps)
    with digests.renewed(connection, steps):
        done = [step.take(connection) for step in steps]
    connection.execute(ENTRIES.update().where(ENTRIES.c.state == "undone").values(state="left"))
    entry = _note(connection, label=label, kind="change", state="done", shown_before=before, shown_after=after)
    connection.execute(STEPS.insert(), [_kept(entry, number, step) for number, step in enumerate(done)])
    _remember(connection, after, done)
    return Applied(after, label)


def take_back(connection: Connection, others: Collection[int] = (), tell: Tell = untold) -> Applied | None:
    """Undo the last change that holds and is not among those of others; None where there is none."""
    entry = _top(connection, "done", ENTRIES.c.id.desc(), others)
    if entry is None:
        return None
    steps = [step.reversed() for step in reversed(_steps(connection, entry.id))]
    return _again(connection, entry, steps, "undo", tell)


def make_again(connection: Connection, others: Collection[int] = (), tell: Tell = untold) -> Applied | None:
    """Redo the change undone last that is not among those of others; None where there is none."""
    entry = _top(connection, "undone", ENTRIES.c.id.asc(), others)
    return None if entry is None else _again(connection, entry, _steps(connection, entry.id), "redo", tell)


def _top(connection: Connection, state: str, order: Any, others: Collection[int]) -> Row[Any] | None:
    changes = ENTRIES.select().where(ENTRIES.c.kind == "change", ENTRIES.c.state == state)
    with connection.execute(changes.order_by(order)) as found:
        return next((entry for entry in found if entry.id not in others), None)


def _again(connection: Connection, entry: Row[Any], steps: Sequence[Step], kind: EntryKind, tell: Tell) -> Applied:
    state = "undone" if kind == "undo" else "done"
    shown = entry.shown_before if kind == "undo" else entry.shown_after
    applied = Applied(shown, entry.label, _rows_alone(shown, entry.label, steps))
    tell(applied)
    with digests.renewed(connection, steps):
        for step in steps:
            step.take(connection)
    connection.execute(ENTRIES.update().where(ENTRIES.c.id == entry.id).values(state=state))
    _note(
        connection,
        label=entry.label,
        kind=kind,
        of=entry.id,
        state="done",
        shown_before=entry.shown_after if kind == "undo" else entry.shown_before,
        shown_after=shown,
    )
    _remember(connection, shown, steps)
    return applied


def _rows_alone(scenario_id: str, label: str, steps: Sequence[Step]) -> Change | None:
    """Steps as a change of the rows of a scenario; None where they are more than that."""
    if any(step.scenario_id != scenario_id or step.table not in TABLES for step in steps):
        return None
    return Change(label, tuple(step.row_change() for step in steps))


def _note(connection: Connection, **values: Any) -> int:
    entry = ENTRIES.insert().values(**values, made_at=catalogue.now()).returning(ENTRIES.c.id)
    return int(connection.execute(entry).scalar_one())


def _remember(connection: Connection, shown: str, steps: Iterable[Step]) -> None:
    catalogue.touch(connection, [step.scenario_id for step in steps])
    settings.remember_last(connection, shown)


def _kept(entry: int, number: int, step: Step) -> dict[str, Any]:
    kept = {
        "scenario_id": step.scenario_id,
        "table_name": step.table,
        "ref": step.ref,
        "place": step.place,
        "before": step.before.model_dump_json() if step.before else None,
        "after": step.after.model_dump_json() if step.after else None,
    }
    return {"entry_id": entry, "number": number, **kept, "sha256": digests.of_values(kept.values())}


def _steps(connection: Connection, entry: int) -> list[Step]:
    """The steps of an entry, in the order they were taken."""
    kept = connection.execute(STEPS.select().where(STEPS.c.entry_id == entry).order_by(STEPS.c.number))
    return [_step(row) for row in kept]


def _step(row: Row[Any]) -> Step:
    values = (row.scenario_id, row.table_name, row.ref, row.place, row.before, row.after)
    if row.sha256 not in (None, digests.of_values(values)):
        raise StoreDamaged("The store is damaged: its history is not as it was saved.")
    return Step.from_json(row.scenario_id, row.table_name, row.place, before=row.before, after=row.after)


def label_of(connection: Connection, entry: int) -> str:
    """What an entry is called."""
    label: str = connection.execute(select(ENTRIES.c.label).where(ENTRIES.c.id == entry)).scalar_one()
    return label


def entries_after(connection: Connection, mark: int) -> list[int]:
    """The ids of all entries after one."""
    return list(connection.execute(select(ENTRIES.c.id).where(ENTRIES.c.id > mark)).scalars())


def has_changed(connection: Connection, scenario_id: str, mark: int) -> bool:
    """Whether anything was done to the plan of a scenario after an entry."""
    of_plan = _since(scenario_id, mark).where(STEPS.c.table_name != Step.STANDING)
    return connection.execute(of_plan.limit(1)).first() is not None


def back_to(connection: Connection, scenario_id: str, mark: int) -> Iterator[Step]:
    """The steps that lead from a scenario as it is now back to what it was after an entry, in order."""
    for _, entry in groupby(connection.execute(_since(scenario_id, mark)), key=lambda row: row.at):
        done = list(entry)
        if done[0].kind == "undo":
            yield from map(_step, done)
        else:
            yield from (_step(row).reversed() for row in reversed(done))


def _since(scenario_id: str, mark: int) -> Select[Any]:
    """What was done to a scenario after an entry: steps with the entry and its kind, the latest entry first."""
    change = func.coalesce(ENTRIES.c.of, ENTRIES.c.id)
    steps = select(ENTRIES.c.id.label("at"), ENTRIES.c.kind, STEPS).join(STEPS, STEPS.c.entry_id == change)
    wanted = steps.where(ENTRIES.c.id > mark, STEPS.c.scenario_id == scenario_id)
    return wanted.order_by(ENTRIES.c.id.desc(), STEPS.c.number)


def history(connection: Connection, scenario_id: str, most: int | None, row: RowName | None = None) -> History:
    """What was done to a scenario, the latest first; at most so many entries, or all.

    Of a row, what touched it, also under names that it had before; entries have no other rows then.
    """
    wanted: list[ColumnElement[bool]] = [_SCENARIO.is_(scenario_id)]
    if row is not None:
        wanted.append(_of_row(connection, scenario_id, *row))
    change = func.coalesce(ENTRIES.c.of, ENTRIES.c.id)
    touched = select(STEPS.c.number).where(STEPS.c.entry_id == change, *wanted).exists()
    found = connection.execute(ENTRIES.select().where(touched).order_by(ENTRIES.c.id.desc()).limit(most)).all()
    if not found:
        return ()
    rows = _rows_of(connection, min(entry.of or entry.id for entry in found), wanted)
    return tuple(_entry(entry, rows) for entry in found)


_SCENARIO: ColumnElement[str] = literal_column("+step.scenario_id")
"""Whose a step is, for going through the journal from its end: by the index on it, all steps would be looked up."""


def _of_row(connection: Connection, scenario_id: str, table: str, ref: str) -> ColumnElement[bool]:
    """Whether a step is of a row, by whatever name."""
    then, now = (
        [func.json_extract(side, f"$.{field}") for field in TABLES[table].KEY]
        for side in (STEPS.c.before, STEPS.c.after)
    )
    renamed = [before != after for before, after in zip(then, now, strict=True)]  # never so where one is not there
    wanted = STEPS.select().where(_SCENARIO.is_(scenario_id), STEPS.c.table_name == table, or_(False, *renamed))
    names = {ref}
    for step in map(_step, connection.execute(wanted.order_by(STEPS.c.entry_id.desc(), STEPS.c.number.desc()))):
        both = {side.ref for side in (step.before, step.after) if side}
        names |= both if both & names else set()
    return and_(STEPS.c.table_name == table, STEPS.c.ref.in_(names))


def _rows_of(connection: Connection, first: int, wanted: Iterable[ColumnElement[bool]]) -> dict[int, list[RowChange]]:
    """The rows that each change touched, of those wanted, from one entry on."""
    steps = STEPS.select().where(STEPS.c.entry_id >= first, *wanted, STEPS.c.table_name.in_(TABLES))
    rows: dict[int, list[RowChange]] = {}
    for kept in connection.execute(steps.order_by(STEPS.c.entry_id, STEPS.c.number)):
        rows.setdefault(kept.entry_id, []).append(_step(kept).row_change())
    return rows


def _entry(kept: Row[Any], rows: dict[int, list[RowChange]]) -> HistoryEntry:
    changes = tuple(rows.get(kept.of or kept.id, ()))
    if kept.kind == "undo":
        changes = tuple(change.reversed() for change in reversed(changes))
    label = kept.label if kept.kind == "change" else f"{kept.kind.capitalize()}: {kept.label}"
    return HistoryEntry(kept.id, kept.made_at, label, kept.kind, changes)
