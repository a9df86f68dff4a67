"""Stores of earlier versions: backed up, the backup read back, and only then brought up to date."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from pathlib import Path

from store.backups import back_up
from store.migrations import VERSION, climb, version_of
from store.store_files import open_file


def bring_up_to_date(path: Path) -> None:
    """Make a store of an earlier version one of the present version; its backup is what it was."""
    with closing(open_file(path)) as store:
        if version_of(store) < VERSION:
            back_up(path, dt.datetime.now().astimezone())
            store.execute("PRAGMA synchronous = EXTRA")
            climb(store)
