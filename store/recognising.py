"""Recognising a store before anything is done to it. Loads next to nothing: a start does it beside loading the rest."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from threading import Thread
from typing import NamedTuple, Self

from store.errors import WHAT_TO_DO, NewerStore, NotAStore, StoreDamaged, StoreError
from store.migrations import APPLICATION_ID, VERSION, version_of
from store.store_files import open_file


class Mark(NamedTuple):
    """What tells a file from another, and from itself before it was written to."""

    device: int
    inode: int
    size: int
    written: int

    @classmethod
    def of(cls, path: Path) -> Self:
        """The mark of the file at a path. Raises OSError where there is none."""
        found = path.stat()
        return cls(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


class Recognising:
    """A file that is recognised from now on, on a thread of its own: a large one takes a while.

    Constraints of its tables are left out, which take three quarters of that; `look_through` is for later.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._mark: Mark | None = None
        self._thread = Thread(target=self._recognise, name="recognising")
        self._thread.start()

    def _recognise(self) -> None:
        # Opening it says what is wrong. SQLite tells of damage in words that may be damaged themselves.
        with suppress(StoreError, sqlite3.Error, OSError, UnicodeDecodeError):
            self._mark = recognise(self._path, wholly=False)

    @property
    def mark(self) -> Mark | None:
        """The file as it was recognised, waited for; None where it was not."""
        self._thread.join()
        return self._mark


def recognise(path: Path, *, wholly: bool = True) -> Mark:
    """Make sure that a file is a store of a version known here and not damaged, as far as a quick look tells.

    Changes nothing. Gives the file as it was. Unless `wholly`, values are not held against the constraints of tables.
    """
    if not path.is_file() or not path.stat().st_size:
        what = "is empty" if path.is_file() else "is not a file"
        raise NotAStore(f"This {what}, so it is not a store of Caseload Planner: {path}")
    mark = Mark.of(path)
    with closing(open_file(path)) as connection:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        version = version_of(connection)
        connection.execute(f"PRAGMA ignore_check_constraints = {not wholly}")
        sound = application != APPLICATION_ID or connection.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]
    if not sound:
        raise StoreDamaged(f"The store is damaged: {path}. {WHAT_TO_DO}")
    if application != APPLICATION_ID or version < 1:
        raise NotAStore(f"This file is not a store of Caseload Planner: {path}")
    if version > VERSION:
        raise NewerStore(f"This store was written by a later version of Caseload Planner; install that one: {path}")
    return mark
