"""Plans out of the store: read as plain rows, validated and checked anew."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from scenarios.columns import columns
from scenarios.plan import SINGLE, TABLES, Plan
from store import digests
from store.errors import NoSuchScenario, StoreDamaged
from store.kept import RECALL, recalled
from store.raw import raw

if TYPE_CHECKING:
    from store.raw import AnyConnection


def read_plan(connection: AnyConnection, scenario_id: str) -> Plan:
    """A scenario's plan, validated and checked anew. Raises NoSuchScenario, and StoreDamaged where it is not right."""
    tables: dict[str, Any] = {table: _read_rows(connection, table, scenario_id) for table in TABLES}
    if not tables["header"]:
        raise NoSuchScenario(scenario_id)
    single = {table: tables[table][0] for table in SINGLE if tables[table]}
    try:
        plan = Plan.model_validate(tables | single)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        where = " › ".join(str(part) for part in fault["loc"])
        raise StoreDamaged(f"The store holds what cannot be right, at {where}: {fault['msg']}") from error
    digests.check_plan(connection, scenario_id)
    return plan


def _read_rows(connection: AnyConnection, table: str, scenario_id: str) -> tuple[dict[str, Any], ...]:
    kinds = {each.name: each.kind for each in columns(TABLES[table])}
    found = [
        dict(zip(kinds, values, strict=True)) for values in raw(connection).execute(_rows_of(table), [scenario_id])
    ]
    for name, recall in ((name, RECALL[kind]) for name, kind in kinds.items() if kind in RECALL):
        for row in found:
            row[name] = recalled(recall, row[name])
    return tuple(found)


@cache
def _rows_of(table: str) -> str:
    names = ", ".join(f'"{each.name}"' for each in columns(TABLES[table]))
    return f'SELECT {names} FROM "{table}" WHERE scenario_id = ? ORDER BY place'  # noqa: S608 - our own names
