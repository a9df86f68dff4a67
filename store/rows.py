"""Rows of plans, into and out of their tables. `place` is a row's index in its table, without gaps."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, func, select

from scenarios.changes import RowChange
from scenarios.columns import column, columns
from scenarios.plan import TABLES, Plan, Row
from scenarios.problems import shown
from store.stale import StaleRow
from store.tables import PLAN_TABLES


def insert_plan(connection: Connection, scenario_id: str, plan: Plan) -> None:
    """All rows of a plan, for a scenario that has none yet."""
    for table in TABLES:
        values = [_kept(scenario_id, place, row) for place, row in enumerate(plan.rows(table))]
        if values:
            connection.execute(PLAN_TABLES[table].insert(), values)


def _kept(scenario_id: str, place: int, row: Row) -> dict[str, Any]:
    return {**vars(row), "scenario_id": scenario_id, "place": place, "version": 1}


def put(connection: Connection, scenario_id: str, change: RowChange) -> int:
    """Make one row what it is to be after a change; the place it was at or has come to.

    Raises StaleRow, with what is there and what was expected, where the row is not as it is to be before.
    """
    kept, before, after = PLAN_TABLES[change.table], change.before, change.after
    place = change.index if before is None else _place_of(connection, scenario_id, change.table, before)
    if before is None and after is not None:
        place = _make_room(connection, scenario_id, change.table, after, place)
        connection.execute(kept.insert(), _kept(scenario_id, place, after))
    elif before is not None and after is None:
        connection.execute(kept.delete().where(_at(kept, scenario_id, before)))
        _shift(connection, kept, scenario_id, place, -1)
    elif before is not None:
        renewed = kept.update().where(_at(kept, scenario_id, before))
        connection.execute(renewed.values(**vars(after), version=kept.c.version + 1))
    return place


def _at(kept: Table, scenario_id: str, row: Row) -> ColumnElement[bool]:
    return and_(kept.c.scenario_id == scenario_id, *(kept.c[name] == getattr(row, name) for name in row.KEY))


def _found(connection: Connection, scenario_id: str, table: str, like: Row) -> tuple[int, Row] | None:
    """The row with the same ref that is there now, and its place."""
    kept = PLAN_TABLES[table]
    names = [each.name for each in columns(TABLES[table])]
    statement = select(kept.c.place, *(kept.c[name] for name in names)).where(_at(kept, scenario_id, like))
    values = connection.execute(statement).one_or_none()
    if values is None:
        return None
    return values[0], TABLES[table].model_construct(**dict(zip(names, values[1:], strict=True)))


def _place_of(connection: Connection, scenario_id: str, table: str, before: Row) -> int:
    found = _found(connection, scenario_id, table, before)
    if found is None:
        raise StaleRow(f"{_called(table, before)} has been deleted since.")
    place, now = found
    if vars(now) != vars(before):
        raise StaleRow(f"{_called(table, before)} has changed since: {_differing(now, before)}.")
    return place


def _make_room(connection: Connection, scenario_id: str, table: str, row: Row, place: int) -> int:
    if _found(connection, scenario_id, table, row) is not None:
        raise StaleRow(f"{_called(table, row)} has been added since.")
    kept = PLAN_TABLES[table]
    count = select(func.count()).select_from(kept).where(kept.c.scenario_id == scenario_id)
    place = min(place, connection.execute(count).scalar_one())
    _shift(connection, kept, scenario_id, place, 1)
    return place


def _shift(connection: Connection, kept: Table, scenario_id: str, place: int, by: int) -> None:
    below = (kept.c.scenario_id == scenario_id) & (kept.c.place >= place)
    connection.execute(kept.update().where(below).values(place=kept.c.place + by))


def _called(table: str, row: Row) -> str:
    return " ".join([table.replace("_", " ").capitalize(), row.ref]).strip()


def _differing(now: Row, expected: Row) -> str:
    """Each field that differs, with what is there and what was expected."""
    pairs = ((name, value, vars(expected)[name]) for name, value in vars(now).items())
    return "; ".join(
        f"{column(type(expected), name).title} is {shown(value)}, where {shown(wanted)} was expected"
        for name, value, wanted in pairs
        if value != wanted
    )
