"""What a plan was: the journal read backwards from what it is."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from scenarios.changes import Change, RowChange, StaleError, apply, difference
from scenarios.plan import TABLES, Plan
from store import journal
from store.catalogue import WholeScenario
from store.errors import KeptAsItIs, StoreDamaged
from store.plans import read_plan
from store.steps import Step


def plan_after(connection: Connection, scenario_id: str, entry: int) -> Plan | None:
    """The plan of a scenario after an entry of the journal; None where the scenario was not there then.

    Raises NoSuchScenario for one that is not there now.
    """
    return _gone_back(read_plan(connection, scenario_id), journal.back_to(connection, scenario_id, entry))


def _gone_back(plan: Plan, steps: Iterable[Step]) -> Plan | None:
    """A plan after steps of the journal, which may lead through its scenario being deleted."""
    found: Plan | None = plan
    rows: list[RowChange] = []
    for step in steps:
        if step.table == Step.WHOLE:
            found = step.after.plan if isinstance(step.after, WholeScenario) else None
            rows.clear()
        elif step.table != Step.STANDING:
            rows.append(step.row_change())
    try:
        return None if found is None else apply(found, Change("", tuple(rows)))
    except StaleError as error:
        raise StoreDamaged(f"The journal does not lead to what is in the store: {error}.") from error


def returning(connection: Connection, scenario_id: str, entry: int) -> Change:
    """The change that makes a plan what it was after an entry. Raises KeptAsItIs where it was not there then."""
    now, then = read_plan(connection, scenario_id), plan_after(connection, scenario_id, entry)
    if then is None:
        raise KeptAsItIs(f"“{now.header.name}” was not there then.")
    return difference(now, then, f"Back to: {journal.label_of(connection, entry)}", list(TABLES))
