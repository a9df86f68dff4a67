"""Backups of a store: copies that were read back whole before they were given a name, thinned out as time goes by.

A backup is named after the moment and the schema version of the store, and has its sha256 beside it, as `sha256sum`
writes it. It may be made while the store is in use: from another thread, or by another process.
"""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from scenarios.saving import file_digest, save_bytes
from store.digests import damage
from store.errors import StoreDamaged
from store.migrations import VERSION, schema, schema_of, version_of
from store.paths import SUM_ENDING, backups_folder
from store.store_files import open_file, open_unseen, put_in_place, said, unseen_file
from store.thinning import DAY, is_due, kept
from store.trouble import in_plain_words

MOMENT = "%Y-%m-%d-%H%M%S"
"""How a moment is written in the name of a file."""


@dataclass(frozen=True)
class Backup:
    """A backup by its name: the file, the moment it was made by the clock of this place, and its schema version."""

    path: Path
    moment: dt.datetime
    version: int


def backups(store: Path) -> tuple[Backup, ...]:
    """The backups of a store, the latest first. Files that are not named as backups are left out."""
    name = re.compile(
        rf"{re.escape(store.stem)}-(\d{{4}}-\d\d-\d\d-\d{{6}})(?:-\d+)?-version-(\d+){re.escape(store.suffix)}"
    )
    folder = backups_folder(store)
    files = folder.iterdir() if folder.is_dir() else ()
    found = [_backup(file, *match.groups()) for file in files if (match := name.fullmatch(file.name))]
    return tuple(sorted((each for each in found if each), key=lambda each: (each.moment, each.path), reverse=True))


def _backup(path: Path, moment: str, version: str) -> Backup | None:
    with suppress(ValueError):
        return Backup(path, dt.datetime.strptime(moment, MOMENT).astimezone(), int(version))
    return None


def back_up_if_due(store: Path, now: dt.datetime) -> Path | None:
    """Make the day's backup where there is none yet and something was ever done in the store; its file, if made."""
    if not is_due((each.moment for each in backups(store)), now):
        return None
    with in_plain_words(store), closing(open_file(store)) as connection:
        if connection.execute("SELECT 1 FROM entry").fetchone() is None:
            return None
    return back_up(store, now)


def back_up(store: Path, now: dt.datetime) -> Path:
    """Copy the store among its backups, read the copy back, and thin out older backups; the new one.

    Raises StoreDamaged where the store or what was read back is damaged, StoreUnreachable where the copy cannot be
    made. No backup is taken away then.
    """
    folder = backups_folder(store)
    with in_plain_words(store), unseen_file(folder / store.name, "backup") as new:
        version = _copy(store, new)
        with said("backup", folder):
            digest = file_digest(new)
            path = free_name(folder, f"{store.stem}-{now:{MOMENT}}", f"-version-{version}{store.suffix}")
            save_bytes(f"{digest}  {path.name}\n".encode(), sum_file(path))
            put_in_place(new, path)
            if file_digest(path) != digest:
                raise StoreDamaged(f"The disk did not keep the backup as it was written: {path}")
            thin(store, now)
    return path


def sum_file(backup: Path) -> Path:
    """Where the sha256 of a backup is written."""
    return backup.with_name(backup.name + SUM_ENDING)


def thin(store: Path, now: dt.datetime) -> None:
    """Remove the backups that need not be kept, and what a backup that was cut short has left."""
    every = backups(store)
    keep = kept((each.moment for each in every), now)
    for each in every:
        if each.moment not in keep:
            each.path.unlink(missing_ok=True)
            sum_file(each.path).unlink(missing_ok=True)
    for file in backups_folder(store).glob(".*"):
        if file.stat().st_mtime < time.time() - DAY.total_seconds():
            file.unlink(missing_ok=True)


def checked(path: Path) -> dict[str, int]:
    """How many rows each table of a store of any version has, once every check has passed. Raises StoreDamaged.

    Opens the file anew and only reads it.
    """
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with in_plain_words(path), closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
        found = connection.execute("PRAGMA integrity_check(1)").fetchall()
        what = str(found[0][0]) if found != [("ok",)] else damage(connection) or _of_schema(connection)
        if what:
            raise StoreDamaged(f"Damaged: {path} ({what}).")
        return _rows(connection)


def _of_schema(connection: sqlite3.Connection) -> str:
    """What is wrong with the tables themselves, in words; empty where they are those of their version."""
    version = version_of(connection)
    # What somebody has added to a store does no harm.
    sound = version > VERSION or schema(version).items() <= schema_of(connection).items()
    return "" if sound else f"its tables are not those of version {version}"


def _copy(store: Path, new: Path) -> int:
    """Copy the store into an unseen file and check that; the schema version."""
    with closing(open_file(store)) as connection:
        # One view for counting and copying: nobody commits in between.
        connection.execute("BEGIN")
        rows, version = _rows(connection), version_of(connection)
        with closing(open_unseen(new)) as copy:
            connection.backup(copy)
        connection.execute("COMMIT")
    try:
        there = checked(new)
    except StoreDamaged as error:
        raise StoreDamaged(f"The store is damaged, so no backup of it was made: {store}") from error
    if there != rows:
        raise StoreDamaged(f"The backup does not hold what the store does: {store}")
    return version


def _rows(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table has."""
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - a table that is there
        for (name,) in tables
    }


def free_name(folder: Path, start: str, end: str) -> Path:
    """A path in a folder that no file has."""
    path, number = folder / f"{start}{end}", 1
    while path.exists() or sum_file(path).exists():
        number += 1
        path = folder / f"{start}-{number}{end}"
    return path
