"""Small things remembered from one start to the next."""

from __future__ import annotations

import json

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from store.tables import SCENARIOS, SETTINGS

_LAST = "store:last-scenario"
_EXAMPLES = "store:examples-added"


def read(connection: Connection, key: str) -> str | None:
    """What is remembered under a key, or None."""
    value: str | None = connection.execute(select(SETTINGS.c.value).where(SETTINGS.c.key == key)).scalar_one_or_none()
    return value


def write(connection: Connection, key: str, value: str) -> None:
    """Remember a value under a key."""
    kept = insert(SETTINGS).values(key=key, value=value)
    connection.execute(kept.on_conflict_do_update(index_elements=["key"], set_={"value": value}))


def last_scenario(connection: Connection) -> str | None:
    """The scenario worked on last; the first of the list where that is gone, None where there is none at all."""
    ids = list(connection.execute(select(SCENARIOS.c.id).order_by(SCENARIOS.c.place)).scalars())
    last = read(connection, _LAST)
    return last if last in ids else next(iter(ids), None)


def remember_last(connection: Connection, scenario_id: str) -> None:
    """Note the scenario worked on."""
    write(connection, _LAST, scenario_id)


def examples_added(connection: Connection) -> tuple[str, ...]:
    """The bundled examples that were put into this store, those deleted since among them."""
    return tuple(json.loads(read(connection, _EXAMPLES) or "[]"))


def note_examples(connection: Connection, names: tuple[str, ...]) -> None:
    """Note which bundled examples have been put into this store."""
    write(connection, _EXAMPLES, json.dumps(names))
