"""What a change asked for comes to in the store: the steps that make it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import count
from uuid import uuid4

from sqlalchemy import Connection

from scenarios.changes import Change, RowChange
from scenarios.fields import MAX_NAME
from scenarios.plan import Header, Plan, Row
from store import catalogue
from store.catalogue import WholeScenario
from store.listing import ScenarioInfo, last_entry, listed
from store.plans import read_plan
from store.soundness import sound_row
from store.standing import standing
from store.steps import Step


def creation(connection: Connection, scenario: WholeScenario) -> Step:
    """A new scenario at the end of the list, linked to the one that its plan says it is based on."""
    place = catalogue.next_place(connection)
    scenario = scenario.model_copy(update={"place": place, **_link(connection, scenario.plan.header.based_on)})
    return Step(uuid4().hex, Step.WHOLE, None, scenario)


def _link(connection: Connection, based_on: str) -> dict[str, str | int]:
    """What links a new scenario to its base as it is now; empty where no scenario is called so."""
    base_id = catalogue.named(connection, based_on)
    return {} if base_id is None else {"base_id": base_id, "base_mark": last_entry(connection)}


def branching(connection: Connection, scenario_id: str, name: str) -> Step:
    """A copy of a scenario under another name, based on it."""
    plan = read_plan(connection, scenario_id)
    return creation(connection, WholeScenario(plan=renamed(plan, name, plan.header.name), place=0))


def renamed(plan: Plan, name: str, based_on: str) -> Plan:
    """A plan under another name and base. Raises Faulty where it may not be called so."""
    header = sound_row("header", {**vars(plan.header), "name": name, "based_on": based_on})
    return plan.with_rows(header=(header,))


def free_name(connection: Connection, name: str, suffix: str = "") -> str:
    """A name with a suffix, or else with a number after it, that no scenario has yet."""
    taken = {info.name.casefold() for info in listed(connection)}
    endings = (suffix if n == 1 else f"{suffix} {n}" for n in count(1))
    names = (name[: MAX_NAME - len(ending)].rstrip() + ending for ending in endings)
    return next(each for each in names if each.casefold() not in taken)


def under_free_name(connection: Connection, plan: Plan) -> Plan:
    """A plan, with a number after its name where another scenario has it."""
    return renamed(plan, free_name(connection, plan.header.name), plan.header.based_on)


def edit(connection: Connection, scenario: ScenarioInfo, change: Change) -> list[Step]:
    """The steps of a change of a plan's rows; of an example, a branch is made first and changed instead."""
    rows = [row for row in change.rows if row.before != row.after]
    if not scenario.is_example or not rows:
        return [step for row in rows for step in _row_steps(connection, scenario, row)]
    name = free_name(connection, scenario.name, " – my copy")
    branch = branching(connection, scenario.id, name)
    header = renamed(read_plan(connection, scenario.id), name, scenario.name).header
    return [branch, *_on_branch(branch.scenario_id, header, rows)]


def _row_steps(connection: Connection, scenario: ScenarioInfo, row: RowChange) -> Iterator[Step]:
    yield Step.of_row(scenario.id, row)
    if isinstance(row.before, Header) and isinstance(row.after, Header) and row.before.name != row.after.name:
        yield from _followers(connection, scenario.id, row.before.name, row.after.name)


def _followers(connection: Connection, scenario_id: str, old: str, new: str) -> Iterator[Step]:
    """The scenarios based on one that gets another name, based on it still. Examples and frozen ones stay as they are.

    Where there is no link, the name is what says so.
    """
    for info in listed(connection):
        is_based = info.base_id == scenario_id if info.base_id else info.based_on == old
        if is_based and info.id != scenario_id and not info.is_example and not info.frozen_on:
            header = read_plan(connection, info.id).header
            row = RowChange("header", header, header.model_copy(update={"based_on": new}), 0)
            yield Step.of_row(info.id, row)


def _on_branch(branch_id: str, header: Header, rows: Iterable[RowChange]) -> Iterator[Step]:
    """The rows of a change of an example, for a branch of it, whose header is another."""
    for row in rows:
        if isinstance(row.before, Header) and isinstance(row.after, Header):
            before, header = header, _with_differences(header, row.before, row.after)
            yield Step.of_row(branch_id, RowChange(row.table, before, header, row.index))
        else:
            yield Step.of_row(branch_id, row)


def _with_differences(header: Header, before: Row, after: Row) -> Header:
    """A header with what differs between two others."""
    old = vars(before)
    return header.model_copy(update={name: value for name, value in vars(after).items() if value != old[name]})


def renaming(connection: Connection, scenario: ScenarioInfo, name: str) -> list[Step]:
    """A scenario under another name, and those based on it following. Raises Faulty."""
    plan = read_plan(connection, scenario.id)
    header = renamed(plan, name, plan.header.based_on).header
    return list(_row_steps(connection, scenario, RowChange("header", plan.header, header, 0)))


def freezing(connection: Connection, scenario_id: str, frozen_on: dt.date | None) -> Step:
    """A scenario frozen on a date, or thawed."""
    stands = standing(connection, scenario_id)
    return Step(scenario_id, Step.STANDING, stands, stands.model_copy(update={"frozen_on": frozen_on}))


def deletion(connection: Connection, scenario_id: str) -> Step:
    """A scenario gone."""
    return Step(scenario_id, Step.WHOLE, catalogue.whole(connection, scenario_id), None)
