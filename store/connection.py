"""Opening the file of the store: made where there is none, recognised before anything is done to it, and durable.

The rollback journal, not WAL: WAL needs one host, and in many versions of SQLite it can lose what was committed.
With `synchronous=EXTRA`, a commit that has returned is on the disk.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from store.backups import backups
from store.errors import StoreDamaged, StoreError, StoreMissing, StoreUnreachable
from store.migrations import APPLICATION_ID, climb
from store.paths import backups_folder
from store.recognising import Mark, recognise
from store.store_files import open_file, open_unseen, put_in_place, unseen_file
from store.trouble import in_plain_words
from store.upgrade import bring_up_to_date

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

RECIPE = (
    "journal_mode = TRUNCATE",
    "synchronous = EXTRA",
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
)


class Link:
    """An open store. Used on the thread that opened it, as its connection is."""

    def __init__(self, path: Path, recognised: Mark | None = None) -> None:
        """`recognised` is the file as it was recognised just before, if it was."""
        self.path = path
        with in_plain_words(path):
            make_if_missing(path)
            if recognised is None or recognised != Mark.of(path):
                recognise(path)
            bring_up_to_date(path)
            self._raw = _connect(path)
            self._file = path.stat()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view of the store."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is alone in writing from its start. On the disk when this ends; undone if it raises."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        from store.engine import transaction  # noqa: PLC0415 - what only looks must not wait for SQLAlchemy

        self._look_for_file()
        with in_plain_words(self.path), transaction(self._engine, begin) as connection:
            yield connection

    @cached_property
    def _engine(self) -> Engine:
        from store.engine import engine_on  # noqa: PLC0415 - what only looks must not wait for SQLAlchemy

        return engine_on(self._raw)

    @contextmanager
    def looking(self) -> Iterator[sqlite3.Connection]:
        """One consistent view of the store, without SQLAlchemy."""
        with self._plain_transaction("BEGIN") as raw:
            yield raw

    @contextmanager
    def noting(self) -> Iterator[sqlite3.Connection]:
        """As `writing`, without SQLAlchemy: for what is no change of a plan."""
        with self._plain_transaction("BEGIN IMMEDIATE") as raw:
            yield raw

    @contextmanager
    def _plain_transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        self._look_for_file()
        with in_plain_words(self.path):
            self._raw.execute(begin)
            try:
                yield self._raw
                self._raw.execute("COMMIT")
            finally:
                if self._raw.in_transaction:
                    self._raw.execute("ROLLBACK")

    def _look_for_file(self) -> None:
        """Make sure that the file at the path is still the one that was opened, and not gone or another."""
        try:
            there = self.path.stat()
        except OSError as error:
            raise StoreUnreachable(f"The store has been deleted or moved while it was open: {self.path}.") from error
        if not os.path.samestat(there, self._file):
            what = "The store has been replaced by another while it was open"
            raise StoreUnreachable(f"{what}; start again to work with that: {self.path}.")

    def close(self) -> None:
        """Let go of the file."""
        self._raw.close()


def _connect(path: Path) -> sqlite3.Connection:
    """A connection by the recipe; it leaves transactions to whoever uses it."""
    connection = open_file(path)
    try:
        for setting in RECIPE:
            connection.execute(f"PRAGMA {setting}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def look_through(path: Path) -> None:
    """Look at what a start leaves for later: the constraints of tables. Raises StoreDamaged where one is broken.

    No figure can come of that unseen: what is read for one is validated, and held against its checksums. Where the
    file cannot be looked at, whatever needs it next says why.
    """
    try:
        with in_plain_words(path):
            recognise(path)
    except StoreDamaged:
        raise
    except (StoreError, OSError):
        return


def make_if_missing(path: Path) -> None:
    """Make an empty store where there is nothing. It appears whole or not at all, and never over another file.

    Raises StoreMissing where there are backups: a store has been here, and an empty one would look like a loss.
    """
    if path.exists() or path.is_symlink():
        return
    if backups(path):
        there = f"There is no store at {path}, but there are backups of one in {backups_folder(path)}."
        raise StoreMissing(f"{there} “caseload restore 1” brings the latest back; to begin anew, move them away.")
    with unseen_file(path, "store") as new:
        with closing(open_unseen(new)) as connection:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            climb(connection)
        put_in_place(new, path)
