"""Checksums of what is kept, for damage that SQLite cannot see: a flipped bit in a number is a number too.

Each table of each scenario has the sha256 of its rows, written in the transaction that changes them, once what was
there has been found as it was last written; so a change does not make damage good. Each step of the journal has its
own. An edit costs two readings of the one table it touches (under 1 ms for a service, 4 to 7 ms for a county of 60
teams), on the store's own thread. Rows of a store from before there were checksums get theirs when it is
opened first, as do those of a version before `of_rows`; steps from before have none.

The definitions of the tables are held against those of their version where a backup is checked (`store/backups.py`).
None of this can see damage to what is only shown beside a plan (labels and times of the history, paths of files, dates
of freezing, settings), nor what was wrong before it came here. They are no seal: whoever may
write the store may write its checksums.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from scenarios.columns import columns
from scenarios.plan import TABLES
from store.errors import WHAT_TO_DO, StoreDamaged
from store.glance import state
from store.migrations import VERSION, version_of
from store.raw import raw as _raw

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from store.raw import AnyConnection
    from store.steps import Step

_OF_ROWS = 5
"""The first version of the store whose tables have `of_rows`."""
_NOTE = "INSERT INTO digest VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET sha256 = excluded.sha256"
_LET_GO = "DELETE FROM digest WHERE scenario_id = ? AND table_name = ?"
_LACKING = "SELECT id FROM scenario WHERE NOT EXISTS (SELECT 1 FROM digest WHERE scenario_id = id)"
_NUMBERS = "SELECT count(*) FROM digest GROUP BY scenario_id"


Rows = list[tuple[Any, ...]]
"""Rows of a table in their places: values of their fields in the order of `FIELDS`, their place and their version."""


FIELDS = {name: tuple(sorted(column.name for column in columns(row))) for name, row in TABLES.items()}
"""The names of what the rows of a table are made of, in the order that checksums have them in."""


def of_values(values: Iterable[Any]) -> str:
    """The sha256 of values of a row, or of rows, in hex. Alike with every version of Python.

    A BLOB, which damage can make of a text, is taken for a list: nothing that is written has any.
    """
    return hashlib.sha256(json.dumps(list(values), default=list).encode()).hexdigest()


def of_rows(rows: Rows) -> str:
    """The sha256 of the rows of a table, in hex, as tables have had them since version 5 of the store."""
    return _of_text(_text(rows))


def _text(rows: Rows) -> bytes:
    return json.dumps(rows, default=list, ensure_ascii=False, separators=(",", ":")).encode()


def _of_text(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()


class Kept:
    """What a scenario has in the store, each table held against its checksum as it is read."""

    def __init__(self, connection: AnyConnection, scenario_id: str, known: dict[str, str] | None = None) -> None:
        """`known` are the checksums of its tables, where they have been looked up."""
        self._raw = _raw(connection)
        self._scenario_id = scenario_id
        self._known = state(connection, scenario_id) if known is None else known
        self._damaged: list[str] = []

    def text(self, name: str) -> bytes:
        """A table as JSON of its rows, yet to be validated: what it was when it was written, else what is there.

        SQLite writes it sooner than Python reads the values, with 15 digits of a number. Damage beyond those does not
        show in it: then the checksum holds, and the number is read as it was written.
        """
        with suppress(sqlite3.Error):  # damage that cannot be written so, or SQLite without JSON
            ((text,),) = self._raw.execute(_WRITE[name], [self._scenario_id])
            if self._known.get(name) == _of_text(text):
                return bytes(text)
        return self._held(name)

    def look_at(self, names: Iterable[str]) -> None:
        """Hold tables against their checksums."""
        for name in names:
            self._held(name)

    def _held(self, name: str) -> bytes:
        """The values of a table as they are, as JSON, held against its checksum."""
        text = _text(_found(self._raw, self._scenario_id, _READ[name]))
        if self._known and self._known.get(name) != _of_text(text):
            self._damaged.append(name)
        return text

    def check(self) -> None:
        """Raises StoreDamaged where a table read so far is not as it was written."""
        if not self._damaged:
            return
        header = self._raw.execute("SELECT name FROM header WHERE scenario_id = ?", (self._scenario_id,)).fetchone()
        (title,) = header or ("?",)
        what = f"{self._damaged[0].replace('_', ' ')} of “{title}” are not as they were saved"
        raise StoreDamaged(f"The store is damaged: {what}. {WHAT_TO_DO}")


def check(connection: AnyConnection, scenario_id: str, names: Iterable[str]) -> None:
    """Raises StoreDamaged where tables of a scenario are not as they were written."""
    kept = Kept(connection, scenario_id)
    kept.look_at(names)
    kept.check()


def damage(raw: sqlite3.Connection) -> str:
    """What of a store of any version is not as it was written, in words; empty where all is or nothing is known."""
    if not raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'digest'").fetchone():
        return ""
    of = of_rows if version_of(raw) >= _OF_ROWS else of_values
    reading = cache(partial(_reading_there, raw))
    try:
        for scenario_id, table_name, known in raw.execute("SELECT * FROM digest").fetchall():
            if of(_found(raw, scenario_id, *reading(table_name))) != known:
                return f"rows of {table_name} are not as they were written"
        numbers = {number for (number,) in raw.execute(_NUMBERS)}
        if len(numbers) > 1 or (version_of(raw) == VERSION and not numbers <= {len(TABLES)}):
            return "checksums have been lost"
        for *values, known in raw.execute(f"SELECT {', '.join(STEP_FIELDS)}, sha256 FROM step"):  # noqa: S608 - our own names
            if known not in (None, of_values(values)):
                return "the history is not as it was written"
    except sqlite3.Error as error:
        return str(error)
    return ""


STEP_FIELDS = ("scenario_id", "table_name", "ref", "place", '"before"', '"after"')
"""What the checksum of a step is of."""


@contextmanager
def renewed(connection: Connection, steps: Iterable[Step]) -> Iterator[None]:
    """Check what steps are about to change, and note what it has become when they are taken. Raises StoreDamaged."""
    raw = _raw(connection)
    touched = {(step.scenario_id, name) for step in steps for name in _tables(step)}
    for scenario_id, name in touched:
        check(connection, scenario_id, [name])
    # One that has no checksums yet gets those of all its tables, never only some.
    touched |= {(each, name) for each in {owner for owner, _ in touched} if not state(raw, each) for name in TABLES}
    raw.executemany(_LET_GO, touched)
    yield
    there = {scenario_id for (scenario_id,) in raw.execute("SELECT id FROM scenario")}
    _note(raw, ((scenario_id, name) for scenario_id, name in touched if scenario_id in there))


def fill_in(connection: Connection) -> None:
    """Note the checksums of scenarios that have none yet. One that has lost some gets none, as that is damage."""
    raw = _raw(connection)
    _note(raw, ((scenario_id, name) for scenario_id in lacking(connection) for name in TABLES))


def lacking(connection: AnyConnection) -> list[str]:
    """The scenarios that have no checksums."""
    return [scenario_id for (scenario_id,) in _raw(connection).execute(_LACKING)]


def _tables(step: Step) -> Iterable[str]:
    if step.table in TABLES:
        return (step.table,)
    return TABLES if step.table == step.WHOLE else ()


def _note(raw: sqlite3.Connection, tables: Iterable[tuple[str, str]]) -> None:
    raw.executemany(_NOTE, [(owner, name, of_rows(_found(raw, owner, _READ[name]))) for owner, name in tables])


def _found(raw: sqlite3.Connection, scenario_id: str, statement: str, place: int = -2) -> Rows:
    """The rows of a scenario that a statement reads, in their places."""
    rows: Rows = raw.execute(statement, [scenario_id]).fetchall()
    with suppress(TypeError):  # a place that is no number: damage, which the checksum shows
        rows.sort(key=itemgetter(place))  # SQLite would sort copies
    return rows


def _reading(name: str, fields: Iterable[str]) -> str:
    """The statement that reads rows of a table; whose they are is known."""
    return f'SELECT {_listed(fields)} FROM "{name}" WHERE scenario_id = ?'  # noqa: S608 - our own names


def _writing(name: str, fields: Iterable[str]) -> str:
    """The statement that makes `_text` of a table, if it takes rows in the order that they are given in."""
    rows = f'SELECT json_array({_listed(fields)}) AS row FROM "{name}" WHERE scenario_id = ? ORDER BY place'  # noqa: S608 - the same
    return f"SELECT CAST('[' || ifnull(group_concat(row), '') || ']' AS BLOB) FROM ({rows})"  # noqa: S608 - the same


def _listed(fields: Iterable[str]) -> str:
    return ", ".join(f'"{each}"' for each in (*fields, "place", "version"))


_WRITE = {name: _writing(name, fields) for name, fields in FIELDS.items()}
_READ = {name: _reading(name, fields) for name, fields in FIELDS.items()}


def _reading_there(raw: sqlite3.Connection, name: str) -> tuple[str, int]:
    """The statement that reads a table as a store of any version has it for its checksum, and which value is a place.

    Before `of_rows` that was all columns as they stand, whose rows they are first.
    """
    if version_of(raw) < _OF_ROWS:
        return f'SELECT * FROM "{name}" WHERE scenario_id = ?', 1  # noqa: S608 - the same
    there = {column for _, column, *_ in raw.execute(f'PRAGMA table_info("{name}")')}
    return _reading(name, sorted(there - {"scenario_id", "place", "version"})), -2
