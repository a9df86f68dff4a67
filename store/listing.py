"""What there is in a store: its scenarios, and how far its journal goes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scenarios.text import clean_line
from store.errors import WHAT_TO_DO, NoSuchScenario, StoreDamaged
from store.kept import Recall, recalled
from store.raw import raw

if TYPE_CHECKING:
    from store.raw import AnyConnection

_RECALL: dict[str, Recall] = {
    "name": clean_line,
    "based_on": clean_line,
    "as_at": dt.date.fromisoformat,
    "is_example": bool,
    "file_path": Path,
    "changed_at": dt.datetime.fromisoformat,
    "frozen_on": dt.date.fromisoformat,
}


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


_FIELDS = tuple(field.name for field in fields(ScenarioInfo))
_SCENARIOS = f"SELECT {', '.join(_FIELDS)} FROM scenario LEFT JOIN header ON header.scenario_id = scenario.id "  # noqa: S608 - our own names


def listed(connection: AnyConnection) -> tuple[ScenarioInfo, ...]:
    """Every scenario, in the order of the list. Raises StoreDamaged where one has lost its name."""
    return _found(connection, "ORDER BY scenario.place")


def info(connection: AnyConnection, scenario_id: str) -> ScenarioInfo:
    """One scenario. Raises NoSuchScenario."""
    found = _found(connection, "WHERE scenario.id = ?", scenario_id)
    if not found:
        raise NoSuchScenario(scenario_id)
    return found[0]


def called(connection: AnyConnection, name: str) -> ScenarioInfo | None:
    """The scenario of a name; None where there is none."""
    return next(iter(_found(connection, "WHERE header.name = ?", name)), None)


def _found(connection: AnyConnection, which: str, *given: str) -> tuple[ScenarioInfo, ...]:
    found = raw(connection).execute(_SCENARIOS + which, given)
    return tuple(_info(dict(zip(_FIELDS, row, strict=True))) for row in found)


def _info(values: dict[str, Any]) -> ScenarioInfo:
    if values["name"] is None:
        raise StoreDamaged(f"The store is damaged: a scenario has lost its name. {WHAT_TO_DO}")
    return ScenarioInfo(**values | {name: recalled(recall, values[name]) for name, recall in _RECALL.items()})


def last_entry(connection: AnyConnection) -> int:
    """The id of the latest entry of the journal; 0 where there is none."""
    (last,) = raw(connection).execute("SELECT max(id) FROM entry").fetchone()
    return last or 0
