"""A scenario and its base: what the base was when it was taken in last, and bringing a branch up to date with it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from scenarios.changes import Change
from scenarios.plan import Plan
from store import journal, requests
from store.errors import NoSuchScenario, StoreDamaged
from store.listing import ScenarioInfo, last_entry, listed
from store.past import plan_after
from store.plans import read_plan
from store.stale import StaleRow
from store.standing import standing
from store.steps import Step


@dataclass(frozen=True)
class Base:
    """The scenario that a branch was made from.

    `then` is its plan when the branch was made or last brought up to date, `now` its plan as it is; `mark` is the
    journal's entry at which `now` was read.
    """

    id: str
    name: str
    then: Plan
    now: Plan
    mark: int


def base(connection: Connection, scenario_id: str) -> Base | None:
    """The base of a scenario; None where it has none in the store. Raises NoSuchScenario."""
    stands = standing(connection, scenario_id)
    if stands.base_id is None or stands.base_mark is None:
        return None
    try:
        now = read_plan(connection, stands.base_id)
    except NoSuchScenario:
        return None
    then = plan_after(connection, stands.base_id, stands.base_mark)
    if then is None:
        raise StoreDamaged("The journal does not have what the base was.")
    return Base(stands.base_id, now.header.name, then, now, last_entry(connection))


def rebasing(connection: Connection, scenario: ScenarioInfo, change: Change, mark: int) -> list[Step]:
    """The steps that change a branch and note its base as taken in up to an entry; none where there is nothing to do.

    Raises StaleRow where the base has changed after that entry or is gone.
    """
    stands = standing(connection, scenario.id)
    there = {info.id for info in listed(connection)}
    if stands.base_id not in there or stands.base_id is None or stands.base_mark is None:
        raise StaleRow(f"The base of “{scenario.name}” is not in the store.")
    if journal.has_changed(connection, stands.base_id, mark):
        raise StaleRow(f"The base of “{scenario.name}” has changed since.")
    steps = requests.edit(connection, scenario, change)
    if not steps and not journal.has_changed(connection, stands.base_id, stands.base_mark):
        return []
    return [*steps, Step(scenario.id, Step.STANDING, stands, stands.model_copy(update={"base_mark": mark}))]
