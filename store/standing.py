"""What is kept of a scenario beyond its plan and undone with it: whether it is frozen, and its link to a base."""

from __future__ import annotations

import datetime as dt

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection, select

from store.errors import NoSuchScenario
from store.stale import StaleRow
from store.tables import SCENARIOS


class Standing(BaseModel):
    """How a scenario stands: the date it was frozen, the scenario it was branched from, and as of when.

    `base_mark` is the entry of the journal up to which the base was taken in. None where it is not frozen or has no
    base.
    """

    model_config = ConfigDict(frozen=True, strict=True)
    frozen_on: dt.date | None = None
    base_id: str | None = None
    base_mark: int | None = None

    @property
    def ref(self) -> str:
        """A scenario has one standing, so it needs no name."""
        return ""


_FIELDS = tuple(SCENARIOS.c[name] for name in Standing.model_fields)


def standing(connection: Connection, scenario_id: str) -> Standing:
    """How a scenario stands now. Raises NoSuchScenario."""
    kept = connection.execute(select(*_FIELDS).where(SCENARIOS.c.id == scenario_id)).one_or_none()
    if kept is None:
        raise NoSuchScenario(scenario_id)
    return Standing(**kept._asdict())


def put(connection: Connection, scenario_id: str, before: Standing, after: Standing) -> None:
    """Make a scenario stand otherwise. Raises StaleRow where it does not stand as it is to before."""
    if standing(connection, scenario_id) != before:
        raise StaleRow("The scenario has been frozen, thawed or brought up to date with its base since.")
    connection.execute(SCENARIOS.update().where(SCENARIOS.c.id == scenario_id).values(**after.model_dump()))
