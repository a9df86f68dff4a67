"""The ladder of schema versions: `0001.sql` makes the first, each further file turns a store into the next.

A file, once released, is never changed. A test compares what the ladder comes to with what `tables.py` describes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from importlib.resources import files

VERSION = 1
"""The schema that this program works with, kept as a store's `user_version`."""


def climb(connection: sqlite3.Connection, version: int) -> None:
    """Bring a store from a schema version (0: empty) to the present one, each step whole or not at all."""
    for step in range(version + 1, VERSION + 1):
        connection.execute("BEGIN EXCLUSIVE")
        for statement in _statements(step):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {step}")
        connection.execute("COMMIT")


def _statements(step: int) -> Iterator[str]:
    """The statements of a step. A blank line is between any two."""
    text = files(__package__).joinpath(f"{step:04}.sql").read_text(encoding="utf-8")
    return (statement for statement in text.split("\n\n") if statement.strip())
