"""Plans out of the store: read as plain rows, validated and checked anew."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from pydantic_core import SchemaValidator, core_schema

from scenarios.columns import columns
from scenarios.plan import SINGLE, TABLES, Plan, Row
from store import digests
from store.errors import WHAT_TO_DO, NoSuchScenario, StoreDamaged
from store.kept import RECALL, recalled

if TYPE_CHECKING:
    from store.raw import AnyConnection

_Values = tuple[dict[str, Any], ...]


def read_plan(connection: AnyConnection, scenario_id: str, known: dict[str, str] | None = None) -> Plan:
    """A scenario's plan, validated and checked anew. Raises NoSuchScenario, and StoreDamaged where it is not right.

    `known` are the checksums of its tables, where they have been looked up.
    """
    kept = digests.Kept(connection, scenario_id, known)
    # One table after the other, so that each has the memory that those before it needed.
    tables = {table: _made(table, _values(table, kept.to_validate(table))) for table in TABLES}
    kept.check()
    if not tables["header"]:
        raise NoSuchScenario(scenario_id)
    if not tables["assumptions"]:
        raise StoreDamaged(f"The store is damaged: a scenario has lost its assumptions. {WHAT_TO_DO}")
    # Each table has been validated: to validate the plan would be to look through all of them again.
    whole: dict[str, Any] = tables | {table: tables[table][0] for table in SINGLE}
    return Plan.model_construct(**whole)


def read_changed(
    connection: AnyConnection, scenario_id: str, before: Plan, changed: Collection[str], known: dict[str, str]
) -> Plan:
    """A scenario's plan as it is now, of which some tables have changed; StoreDamaged where these are not right.

    Other tables, and rows that are as they were, are the same objects: what was worked out of them still holds.
    """
    kept = digests.Kept(connection, scenario_id, known)
    tables = {table: _rows(table, _values(table, kept.to_validate(table)), before) for table in changed}
    kept.check()
    return before.with_rows(**tables) if tables else before


_VALIDATORS = {
    table: SchemaValidator(core_schema.tuple_variable_schema(kind.__pydantic_core_schema__))
    for table, kind in TABLES.items()
}
"""What makes the rows of each table."""


def _made(table: str, values: _Values) -> tuple[Row, ...]:
    try:
        # All names are those of columns: none need be looked for that is not a field.
        rows: tuple[Row, ...] = _VALIDATORS[table].validate_python(values, extra="ignore")
    except ValidationError as error:
        raise _damaged(error, table) from error
    return rows


def _rows(table: str, values: _Values, before: Plan) -> tuple[Row, ...]:
    """The rows of a table; those that a plan has had with the same values are made already."""
    known, kind = before.by_ref[table], TABLES[table]

    def row(place: int, values: dict[str, Any]) -> Row:
        then = known.get("/".join([str(values[field]) for field in kind.KEY]))
        if then is not None and vars(then) == values:
            return then
        try:
            return kind.model_validate(values)
        except ValidationError as error:
            raise _damaged(error, table, place) from error

    return tuple(row(place, each) for place, each in enumerate(values))


def _damaged(error: ValidationError, *place: str | int) -> StoreDamaged:
    fault = error.errors(include_url=False)[0]
    where = " › ".join(str(part) for part in (*place, *fault["loc"]))
    return StoreDamaged(f"The store holds what cannot be right, at {where}: {fault['msg']}")


_RECALLS = {
    table: [(each.name, RECALL[each.kind]) for each in columns(kind) if each.kind in RECALL]
    for table, kind in TABLES.items()
}
"""The fields by table whose values are not kept as they are, each with what makes them of what is kept."""


def _values(table: str, found: digests.Rows) -> _Values:
    """What rows are to be made of, not yet validated; text is cleaned when it is."""
    names = digests.FIELDS[table]
    rows = tuple([dict(zip(names, row)) for row in found])  # noqa: B905 - rows have more, which is not of the plan
    for name, recall in _RECALLS[table]:
        for row in rows:
            if (value := row[name]) is not None:
                row[name] = recalled(recall, value)
    return rows
