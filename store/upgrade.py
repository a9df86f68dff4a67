"""Stores of earlier versions: copied into the backups, the copy verified, and only then brought up to date."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

from store.errors import StoreDamaged
from store.migrations import VERSION, climb, version_of
from store.paths import backups_folder
from store.store_files import open_file, open_unseen, put_in_place, unseen_file


def bring_up_to_date(path: Path) -> None:
    """Make a store of an earlier version one of the present version; its backup is what it was."""
    with closing(open_file(path)) as store:
        if version_of(store) < VERSION:
            _back_up(store, path)
            store.execute("PRAGMA synchronous = EXTRA")
            climb(store)


def _back_up(store: sqlite3.Connection, path: Path) -> None:
    """A copy among the backups, named after its schema version and the moment."""
    moment = f"{dt.datetime.now().astimezone():%Y-%m-%d-%H%M%S}"
    folder = backups_folder(path)
    with unseen_file(folder / path.name, "backup") as new:
        with closing(open_unseen(new)) as copy:
            store.backup(copy)
            if copy.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                raise StoreDamaged(f"The store is damaged, so it was left as it is: {path}")
            version = version_of(copy)
        put_in_place(new, folder / f"{path.stem}-{moment}-version-{version}{path.suffix}")
