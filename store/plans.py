"""Plans out of the store: read as JSON, held against its checksums, validated anew."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from scenarios.plan import SINGLE, TABLES, Plan, Row
from store import digests
from store.errors import WHAT_TO_DO, NoSuchScenario, StoreDamaged
from store.row_texts import made

if TYPE_CHECKING:
    from store.raw import AnyConnection


def read_plan(connection: AnyConnection, scenario_id: str, known: dict[str, str] | None = None) -> Plan:
    """A scenario's plan, validated and checked anew. Raises NoSuchScenario, and StoreDamaged where it is not right.

    `known` are the checksums of its tables, where they have been looked up.
    """
    kept = digests.Kept(connection, scenario_id, known)
    # One table after the other, so that each has the memory that those before it needed.
    tables = {table: made(table, kept.text(table)) for table in TABLES}
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
    tables = {table: _rows(table, kept.text(table), before) for table in changed}
    kept.check()
    return before.with_rows(**tables) if tables else before


def _rows(table: str, text: bytes, before: Plan) -> tuple[Row, ...]:
    """The rows of a table; those that a plan has had with the same values are made already."""
    known = before.by_ref[table]

    def as_before(row: Row) -> Row:
        then = known.get(row.ref)
        return then if then is not None and vars(then) == vars(row) else row

    return tuple([as_before(row) for row in made(table, text)])
