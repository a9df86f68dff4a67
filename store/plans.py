"""Plans out of the store: read as plain rows, validated and checked anew."""

from __future__ import annotations

from operator import is_, itemgetter
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from scenarios.columns import columns
from scenarios.plan import SINGLE, TABLES, Plan, Row
from store import digests
from store.errors import NoSuchScenario, StoreDamaged
from store.kept import RECALL, recalled

if TYPE_CHECKING:
    from store.raw import AnyConnection


def read_plan(connection: AnyConnection, scenario_id: str, before: Plan | None = None) -> Plan:
    """A scenario's plan, validated and checked anew. Raises NoSuchScenario, and StoreDamaged where it is not right.

    Rows that are as they were in a plan read `before` are the same objects, and so are tables in which all are: what
    was worked out of them still holds.
    """
    found = digests.kept_rows(connection, scenario_id)
    plan = _made(found, scenario_id, before)
    digests.check(connection, scenario_id, found)
    return plan


def check_rows(connection: AnyConnection, scenario_id: str) -> None:
    """Raises StoreDamaged where rows of a scenario are not as its checksums say."""
    digests.check(connection, scenario_id, digests.kept_rows(connection, scenario_id))


def _made(found: dict[str, digests.Found], scenario_id: str, before: Plan | None) -> Plan:
    tables: dict[str, Any] = {table: _values(table, found[table]) for table in TABLES}
    if not tables["header"]:
        raise NoSuchScenario(scenario_id)
    if before is not None:
        tables = {table: _known(table, values, before) for table, values in tables.items()}
    single = {table: tables[table][0] for table in SINGLE if tables[table]}
    try:
        plan = Plan.model_validate(tables | single)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        where = " › ".join(str(part) for part in fault["loc"])
        raise StoreDamaged(f"The store holds what cannot be right, at {where}: {fault['msg']}") from error
    return plan if before is None else _sharing(plan, before)


def _known(table: str, rows: tuple[dict[str, Any], ...], before: Plan) -> tuple[dict[str, Any] | Row, ...]:
    """What rows are to be made of; those that a plan has had with the same values are made already."""
    known, key = before.by_ref[table], TABLES[table].KEY
    found = ((values, known.get("/".join(str(values[field]) for field in key))) for values in rows)
    return tuple(row if row is not None and vars(row) == values else values for values, row in found)


def _sharing(plan: Plan, before: Plan) -> Plan:
    """A plan with the very tables of another where they hold the same rows."""
    pairs = ((table, plan.rows(table), before.rows(table)) for table in TABLES)
    same = {table: then for table, now, then in pairs if len(now) == len(then) and all(map(is_, now, then))}
    return plan.with_rows(**same)


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
