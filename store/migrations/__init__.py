"""The ladder of schema versions: `0001.sql` makes the first, each further file turns a store into the next.

A file, once released, is never changed. A test compares what the ladder comes to with what `tables.py` describes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from importlib.resources import files

VERSION = 4
"""The schema that this program works with, kept as a store's `user_version`."""


def climb(connection: sqlite3.Connection) -> None:
    """Bring a store (one without tables is at 0) to the present schema version, each step whole or not at all.

    A step that another process took meanwhile is not taken twice. `casefold` is there for the statements.
    """
    connection.create_function("casefold", 1, str.casefold, deterministic=True)
    for step in range(version_of(connection) + 1, VERSION + 1):
        connection.execute("BEGIN EXCLUSIVE")
        try:
            if version_of(connection) < step:
                _take(connection, step)
            connection.execute("COMMIT")
        except BaseException:
            connection.rollback()
            raise


def version_of(connection: sqlite3.Connection) -> int:
    """The schema version that a store says it has."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _take(connection: sqlite3.Connection, step: int) -> None:
    for statement in _statements(step):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {step}")


def _statements(step: int) -> Iterator[str]:
    """The statements of a step. A blank line is between any two."""
    text = files(__package__).joinpath(f"{step:04}.sql").read_text(encoding="utf-8")
    return (statement for statement in text.split("\n\n") if statement.strip())
