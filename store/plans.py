"""Plans out of the store: read as plain rows, validated and checked anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from pydantic import ValidationError

from scenarios.columns import columns
from scenarios.plan import SINGLE, TABLES, Plan, Row
from store import digests
from store.errors import NoSuchScenario, StoreDamaged
from store.kept import RECALL, Recall, recalled

if TYPE_CHECKING:
    from store.raw import AnyConnection


def read_plan(connection: AnyConnection, scenario_id: str) -> Plan:
    """A scenario's plan, validated and checked anew. Raises NoSuchScenario, and StoreDamaged where it is not right."""
    found = digests.kept_rows(connection, scenario_id)
    plan = _made(found, scenario_id)
    digests.check(connection, scenario_id, found)
    return plan


def read_changed(connection: AnyConnection, scenario_id: str, before: Plan, changed: Collection[str]) -> Plan:
    """A scenario's plan as it is now, of which some tables have changed; StoreDamaged where these are not right.

    Other tables, and rows that are as they were, are the same objects: what was worked out of them still holds.
    """
    found = digests.kept_rows(connection, scenario_id, changed)
    tables = {table: _rows(table, found[table], before) for table in changed}
    digests.check(connection, scenario_id, found)
    return before.with_rows(**tables) if tables else before


def check_rows(connection: AnyConnection, scenario_id: str, tables: Iterable[str] = TABLES) -> None:
    """Raises StoreDamaged where rows of a scenario are not as its checksums say."""
    digests.check(connection, scenario_id, digests.kept_rows(connection, scenario_id, tables))


def _made(found: dict[str, digests.Found], scenario_id: str) -> Plan:
    tables: dict[str, Any] = {table: _values(table, found[table]) for table in TABLES}
    if not tables["header"]:
        raise NoSuchScenario(scenario_id)
    single = {table: tables[table][0] for table in SINGLE if tables[table]}
    try:
        return Plan.model_validate(tables | single)
    except ValidationError as error:
        raise _damaged(error) from error


def _rows(table: str, found: digests.Found, before: Plan) -> tuple[Row, ...]:
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

    return tuple(row(place, values) for place, values in enumerate(_values(table, found)))


def _damaged(error: ValidationError, *place: str | int) -> StoreDamaged:
    fault = error.errors(include_url=False)[0]
    where = " › ".join(str(part) for part in (*place, *fault["loc"]))
    return StoreDamaged(f"The store holds what cannot be right, at {where}: {fault['msg']}")


class _Fields(NamedTuple):
    """What rows of a table are made of: the names of fields, and how values of some are made of what is kept."""

    names: tuple[str, ...]
    recalls: tuple[tuple[str, Recall], ...]

    @classmethod
    def of(cls, kind: type[Row]) -> Self:
        """Those of a kind of row."""
        recalls = ((each.name, RECALL[each.kind]) for each in columns(kind) if each.kind in RECALL)
        return cls(tuple(kind.model_fields), tuple(recalls))


_FIELDS = {table: _Fields.of(kind) for table, kind in TABLES.items()}


def _values(table: str, found: digests.Found) -> tuple[dict[str, Any], ...]:
    """What rows are to be made of, not yet validated; text is cleaned when it is."""
    names, recalls = _FIELDS[table]
    wanted = itemgetter(*map(found.columns.index, names))
    rows = tuple([dict(zip(names, wanted(row), strict=True)) for row in found.rows])
    for name, recall in recalls:
        for row in rows:
            if row[name] is not None:
                row[name] = recalled(recall, row[name])
    return rows
