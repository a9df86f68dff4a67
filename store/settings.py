"""Small things remembered from one start to the next."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from store.raw import raw

if TYPE_CHECKING:
    from store.raw import AnyConnection

_LAST = "store:last-scenario"
_EXAMPLES = "store:examples-added"


def read(connection: AnyConnection, key: str) -> str | None:
    """What is remembered under a key, or None."""
    found = raw(connection).execute("SELECT value FROM setting WHERE key = ?", [key]).fetchone()
    return found[0] if found else None


def write(connection: AnyConnection, key: str, value: str) -> None:
    """Remember a value under a key."""
    kept = "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
    raw(connection).execute(kept, [key, value])


def last_scenario(connection: AnyConnection) -> str | None:
    """The scenario worked on last; the first of the list where that is gone, None where there is none at all."""
    ids = [scenario_id for (scenario_id,) in raw(connection).execute("SELECT id FROM scenario ORDER BY place")]
    last = read(connection, _LAST)
    return last if last in ids else next(iter(ids), None)


def remember_last(connection: AnyConnection, scenario_id: str) -> None:
    """Note the scenario worked on."""
    write(connection, _LAST, scenario_id)


def examples_added(connection: AnyConnection) -> tuple[str, ...]:
    """The bundled examples that were put into this store, those deleted since among them."""
    return tuple(json.loads(read(connection, _EXAMPLES) or "[]"))


def note_examples(connection: AnyConnection, names: tuple[str, ...]) -> None:
    """Note which bundled examples have been put into this store."""
    write(connection, _EXAMPLES, json.dumps(names))
