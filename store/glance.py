"""A glance at a store before it is opened: what was worked on last, and what was noted of it.

For the first screen, which does not wait for the store to be opened and checked. Nothing is changed, made or waited
for, and where anything is amiss there is no glance: opening says what.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scenarios.text import clean_line
from store import settings
from store.migrations import APPLICATION_ID, VERSION
from store.paths import store_path
from store.raw import raw

if TYPE_CHECKING:
    from store.raw import AnyConnection

_NOTED = "store:noted"
_STATE = "SELECT table_name, sha256 FROM digest WHERE scenario_id = ? ORDER BY table_name"


@dataclass(frozen=True)
class Glance:
    """The scenario worked on last by name, what was noted of it as it is now, and the theme; empty where unknown."""

    name: str = ""
    noted: str = ""
    theme: str = ""


def glance(path: Path | None = None) -> Glance:
    """What can be seen of the store at a path (else the user's own) without opening it."""
    try:
        uri = f"{store_path(path).absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, timeout=0, isolation_level=None)) as connection:
            return _seen(connection)
    except (sqlite3.Error, ValueError, OSError):
        return Glance()


def _seen(connection: sqlite3.Connection) -> Glance:
    connection.execute("BEGIN")
    known = [connection.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version")]
    scenario_id = settings.last_scenario(connection) if known == [(APPLICATION_ID,), (VERSION,)] else None
    if scenario_id is None:
        return Glance()
    (name,) = connection.execute("SELECT name FROM header WHERE scenario_id = ?", [scenario_id]).fetchone() or ("",)
    theme = settings.read(connection, "theme") or ""
    return Glance(clean_line(name), _noted(connection, scenario_id), theme)


def _noted(connection: sqlite3.Connection, scenario_id: str) -> str:
    """What was noted of a scenario, if its plan is still what it was then."""
    kept = settings.read(connection, _NOTED)
    found = json.loads(kept) if kept else None
    text = found[0] if isinstance(found, list) and found else ""
    return text if kept == _kept(connection, scenario_id, text) else ""


def state(connection: AnyConnection, scenario_id: str) -> dict[str, str]:
    """What tells the plan of a scenario from any other that it has had: the checksum of each table, by name."""
    return dict(raw(connection).execute(_STATE, [scenario_id]).fetchall())


def _kept(connection: AnyConnection, scenario_id: str, text: str) -> str:
    """A note as it is kept: with the checksum of it, of the scenario it is of and of all rows that this has now."""
    now = list(state(connection, scenario_id).items())
    bound = hashlib.sha256(json.dumps([scenario_id, now, text]).encode()).hexdigest()
    return json.dumps([text, bound])


def is_noted(connection: AnyConnection, scenario_id: str, text: str) -> bool:
    """Whether this is what is noted, of this scenario as it is now."""
    return settings.read(connection, _NOTED) == _kept(connection, scenario_id, text)


def note(connection: AnyConnection, scenario_id: str, text: str) -> None:
    """Note a text of a scenario as it is now, in place of what was noted before."""
    settings.write(connection, _NOTED, _kept(connection, scenario_id, text))
