"""The ladder of schema versions: `0001.sql` makes the first, each further file turns a store into the next.

A file, once released, is never changed. A test compares what the ladder comes to with what `tables.py` describes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from importlib.resources import files

APPLICATION_ID = int.from_bytes(b"CLPN", "big")
"""What marks a file as a store of this program."""
VERSION = 5
"""The schema that this program works with, kept as a store's `user_version`."""


def climb(connection: sqlite3.Connection, to: int = VERSION) -> None:
    """Bring a store (one without tables is at 0) to a schema version, each step whole or not at all.

    A step that another process took meanwhile is not taken twice. `casefold` is there for the statements.
    """
    connection.create_function("casefold", 1, str.casefold, deterministic=True)
    for step in range(version_of(connection) + 1, to + 1):
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


def schema_of(connection: sqlite3.Connection) -> dict[str, str]:
    """Each table and index of a store with its definition, white space aside."""
    found = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")
    return {name: "".join(sql.split()) for name, sql in found}


@cache
def schema(version: int) -> dict[str, str]:
    """What the tables and indexes of a version are, white space aside."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        climb(made, version)
        return schema_of(made)


def _take(connection: sqlite3.Connection, step: int) -> None:
    for statement in _statements(step):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {step}")


def _statements(step: int) -> Iterator[str]:
    """The statements of a step. A blank line is between any two."""
    text = files(__package__).joinpath(f"{step:04}.sql").read_text(encoding="utf-8")
    return (statement for statement in text.split("\n\n") if statement.strip())
