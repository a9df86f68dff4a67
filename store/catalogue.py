"""The scenarios of a store: which there are, and making and removing whole ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Connection, func, select

from scenarios.plan import Plan
from store.errors import NameTaken, NoSuchScenario
from store.listing import listed
from store.plans import read_plan
from store.rows import insert_plan
from store.stale import StaleRow
from store.standing import Standing
from store.tables import PLAN_TABLES, SCENARIOS


class WholeScenario(Standing):
    """All there is of a scenario, so that one made or deleted can be taken back whole."""

    plan: Plan
    place: int
    is_example: bool = False
    file_path: str | None = None
    file_digest: str | None = None

    @property
    def ref(self) -> str:
        """What it is called."""
        return self.plan.header.name


def whole(connection: Connection, scenario_id: str) -> WholeScenario:
    """All there is of a scenario now. Raises NoSuchScenario."""
    kept = connection.execute(SCENARIOS.select().where(SCENARIOS.c.id == scenario_id)).one_or_none()
    if kept is None:
        raise NoSuchScenario(scenario_id)
    values = {name: value for name, value in kept._asdict().items() if name in WholeScenario.model_fields}
    return WholeScenario(**values, plan=read_plan(connection, scenario_id))


def next_place(connection: Connection) -> int:
    """The place after the last of the list."""
    last: int | None = connection.execute(select(func.max(SCENARIOS.c.place))).scalar_one()
    return 0 if last is None else last + 1


def insert(connection: Connection, scenario_id: str, scenario: WholeScenario) -> None:
    """A scenario that is not there yet."""
    claim_name(connection, scenario_id, scenario.plan.header.name)
    known = scenario.model_dump(exclude={"plan"})
    connection.execute(SCENARIOS.insert(), {**known, "id": scenario_id, "changed_at": now()})
    insert_plan(connection, scenario_id, scenario.plan)


def remove(connection: Connection, scenario_id: str, expected: Plan) -> None:
    """A scenario and all its rows gone. Raises StaleRow where its plan is not as expected."""
    if read_plan(connection, scenario_id) != expected:
        raise StaleRow(f"“{expected.header.name}” has changed since.")
    connection.execute(SCENARIOS.delete().where(SCENARIOS.c.id == scenario_id))


def touch(connection: Connection, scenario_ids: Iterable[str]) -> None:
    """Note that scenarios have changed now."""
    changed = SCENARIOS.update().where(SCENARIOS.c.id.in_(set(scenario_ids)))
    connection.execute(changed.values(changed_at=now()))


def remember_file(connection: Connection, scenario_id: str, path: Path, digest: str) -> None:
    """Note the file that a scenario is in."""
    saved = SCENARIOS.update().where(SCENARIOS.c.id == scenario_id)
    connection.execute(saved.values(file_path=path_text(path), file_digest=digest))


def path_text(path: Path) -> str | None:
    """A path as it is kept; None where its name is not text, which SQLite cannot hold."""
    text = str(path.absolute())
    try:
        text.encode()
    except UnicodeEncodeError:
        return None
    return text


def named(connection: Connection, name: str) -> str | None:
    """The id of the scenario of a name, whatever its capitals; None where there is none."""
    found = (info.id for info in listed(connection) if info.name.casefold() == name.casefold())
    return next(found, None)


def claim_name(connection: Connection, scenario_id: str, name: str) -> None:
    """Raises NameTaken where another scenario has that name, be it in other capitals."""
    header = PLAN_TABLES["header"].c
    others = connection.execute(select(header.name).where(header.scenario_id != scenario_id)).scalars()
    if name.casefold() in {other.casefold() for other in others}:
        raise NameTaken(name)


def now() -> dt.datetime:
    """The moment, in UTC."""
    return dt.datetime.now(dt.UTC)
