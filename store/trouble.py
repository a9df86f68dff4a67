"""What SQLite says when something goes wrong, in plain words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from json import JSONDecodeError
from pathlib import Path

from pydantic import ValidationError

from store.errors import (
    WHAT_TO_DO,
    DiskFull,
    NotAStore,
    StoreDamaged,
    StoreError,
    StoreLocked,
    StoreReadOnly,
    StoreUnreachable,
)
from store.stale import StaleRow

_WORDS: dict[int, tuple[type[StoreError], str]] = {
    sqlite3.SQLITE_FULL: (DiskFull, "The disk is full, so nothing was saved. Make room and try again."),
    sqlite3.SQLITE_READONLY: (StoreReadOnly, "The store may be read but not changed: {path}"),
    sqlite3.SQLITE_BUSY: (StoreLocked, "Another program is busy with the store. Nothing was saved; try again."),
    sqlite3.SQLITE_LOCKED: (StoreLocked, "Another program is busy with the store. Nothing was saved; try again."),
    sqlite3.SQLITE_NOTADB: (NotAStore, "This file is not a store of Caseload Planner: {path}"),
    sqlite3.SQLITE_CORRUPT: (StoreDamaged, f"The store is damaged: {{path}}. {WHAT_TO_DO}"),
    sqlite3.SQLITE_CONSTRAINT: (StoreError, "The store refused a value that it may not hold."),
    sqlite3.SQLITE_CANTOPEN: (StoreUnreachable, "The store cannot be opened: {path}"),
    sqlite3.SQLITE_PERM: (StoreUnreachable, "The store may not be opened: {path}"),
    sqlite3.SQLITE_IOERR: (StoreUnreachable, "The disk failed, so nothing was saved: {path}"),
}


@contextmanager
def in_plain_words(path: Path) -> Iterator[None]:
    """Raise what the database raises as a StoreError, or as StaleRow where a reference no longer leads anywhere."""
    try:
        yield
    except (UnicodeDecodeError, JSONDecodeError, ValidationError) as error:
        # What the store holds is the only thing read here that nobody has looked at yet.
        raise _damaged(path) from error
    except Exception as error:
        said = getattr(error, "orig", error)  # SQLAlchemy wraps the database's own error
        if not isinstance(said, sqlite3.Error):
            raise
        raise _said(said, path) from error


def _damaged(path: Path) -> StoreDamaged:
    return StoreDamaged(_WORDS[sqlite3.SQLITE_CORRUPT][1].format(path=path))


def _said(error: sqlite3.Error, path: Path) -> Exception:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    if code == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
        return StaleRow("What this refers to has been deleted since, or something new refers to what it deletes.")
    if "Could not decode" in str(error):
        return _damaged(path)
    # The low byte is the kind of error, the rest its details.
    kind, words = _WORDS.get(code & 0xFF, (StoreError, "The store could not be used ({error}): {path}"))
    return kind(words.format(path=path, error=error))
