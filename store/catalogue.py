"""The scenarios of a store: which there are, and making and removing whole ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from scenarios.plan import Plan
from store.errors import NameTaken, NoSuchScenario, StoreDamaged
from store.rows import insert_plan, read_plan
from store.stale import StaleRow
from store.standing import Standing
from store.tables import PLAN_TABLES, SCENARIOS
from store.trouble import WHAT_TO_DO


@dataclass(frozen=True)
class ScenarioInfo:
    """A scenario as the list shows it.

    `file_path` is the file it was opened from or saved to last, `file_digest` the sha256 of what was in it then;
    None where there is none. `changed_at` is in UTC. `frozen_on` is the date it was frozen, None where it is not.
    `base_id` is the scenario it was branched from, which may be deleted since; None where the store never had it.
    """

    id: str
    name: str
    based_on: str
    as_at: dt.date
    is_example: bool
    file_path: Path | None
    file_digest: str | None
    changed_at: dt.datetime
    frozen_on: dt.date | None
    base_id: str | None


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


def listed(connection: Connection) -> tuple[ScenarioInfo, ...]:
    """Every scenario, in the order of the list. Raises StoreDamaged where one has lost its name."""
    header, kept = PLAN_TABLES["header"].c, SCENARIOS.c
    fields = (kept.id, header.name, header.based_on, header.as_at, kept.is_example)
    more = (kept.file_path, kept.file_digest, kept.changed_at, kept.frozen_on, kept.base_id)
    statement = select(*fields, *more).outerjoin(PLAN_TABLES["header"], header.scenario_id == kept.id)
    return tuple(_info(row._asdict()) for row in connection.execute(statement.order_by(kept.place)))


def _info(values: dict[str, Any]) -> ScenarioInfo:
    if values["name"] is None:
        raise StoreDamaged(f"The store is damaged: a scenario has lost its name. {WHAT_TO_DO}")
    path = values.pop("file_path")
    return ScenarioInfo(**values, file_path=Path(path) if path else None)


def info(connection: Connection, scenario_id: str) -> ScenarioInfo:
    """One scenario. Raises NoSuchScenario."""
    found = next((each for each in listed(connection) if each.id == scenario_id), None)
    if found is None:
        raise NoSuchScenario(scenario_id)
    return found


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
