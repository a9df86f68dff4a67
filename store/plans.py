"""Plans out of the store: read as plain rows, validated and checked anew."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from scenarios.columns import columns
from scenarios.plan import SINGLE, TABLES, Plan
from store import digests
from store.errors import NoSuchScenario, StoreDamaged
from store.kept import RECALL, recalled

if TYPE_CHECKING:
    from store.raw import AnyConnection


def read_plan(connection: AnyConnection, scenario_id: str) -> Plan:
    """A scenario's plan, validated and checked anew. Raises NoSuchScenario, and StoreDamaged where it is not right."""
    found = digests.kept_rows(connection, scenario_id)
    plan = _made(found, scenario_id)
    digests.check(connection, scenario_id, found)
    return plan


def check_rows(connection: AnyConnection, scenario_id: str) -> None:
    """Raises StoreDamaged where rows of a scenario are not as its checksums say."""
    digests.check(connection, scenario_id, digests.kept_rows(connection, scenario_id))


def _made(found: dict[str, digests.Found], scenario_id: str) -> Plan:
    tables: dict[str, Any] = {table: _values(table, found[table]) for table in TABLES}
    if not tables["header"]:
        raise NoSuchScenario(scenario_id)
    single = {table: tables[table][0] for table in SINGLE if tables[table]}
    try:
        return Plan.model_validate(tables | single)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        where = " › ".join(str(part) for part in fault["loc"])
        raise StoreDamaged(f"The store holds what cannot be right, at {where}: {fault['msg']}") from error


def _values(table: str, found: digests.Found) -> tuple[dict[str, Any], ...]:
    """What rows are to be made of, not yet validated; text is cleaned when it is."""
    fields = columns(TABLES[table])
    wanted = itemgetter(*(found.columns.index(each.name) for each in fields))
    names = [each.name for each in fields]
    rows = tuple(dict(zip(names, wanted(row), strict=True)) for row in found.rows)
    for name, recall in ((each.name, RECALL[each.kind]) for each in fields if each.kind in RECALL):
        for row in rows:
            row[name] = recalled(recall, row[name])
    return rows
