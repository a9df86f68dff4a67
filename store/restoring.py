"""Bringing a backup back: looked through first, put in the place of the store in one step, what was there kept."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from scenarios.saving import file_digest
from store.backups import MOMENT, checked, free_name, sum_file
from store.errors import StoreDamaged, StoreLocked
from store.paths import replaced_start
from store.recognising import recognise
from store.store_files import open_file, said, settle, unseen_file
from store.trouble import in_plain_words


def scenarios_in(path: Path) -> int:
    """How many scenarios a backup or other store holds, once its checksum and every other check have passed.

    Raises StoreDamaged, NotAStore, NewerStore.
    """
    known = sum_file(path)
    with said("use of a file", path):
        if known.exists() and known.read_text(encoding="utf-8").split(" ")[0] != file_digest(path):
            raise StoreDamaged(f"This is not as it was written, its checksum says: {path}.")
    with in_plain_words(path):
        recognise(path)
    return checked(path)["scenario"]


def restore(source: Path, store: Path, now: dt.datetime) -> Path | None:
    """Put a copy of a backup in the place of the store; where the store that was there is now, None without one.

    At every moment the whole store that was or the whole one that comes is there. A damaged store is replaced as any
    other. Raises what `scenarios_in` does, and StoreLocked while another process has the store open.
    """
    scenarios_in(source)
    holders = open_in(store)
    if holders:
        processes = ", ".join(map(str, holders))
        raise StoreLocked(f"The store is open elsewhere (process {processes}); close it there first: {store}.")
    place = Path(os.path.realpath(store))
    with unseen_file(place, "store") as new, said("store", place):
        shutil.copyfile(source, new)
        _flush(new)
        if file_digest(new) != file_digest(source):
            raise StoreDamaged(f"The disk did not keep the copy as it was written: {place}.")
        checked(new)
        with _nobody_writing(place):
            old = set_aside(place, now)
            new.replace(place)
        settle(place.parent)
    return old


def open_in(store: Path) -> list[int]:
    """The other processes that have the store open, as far as the system tells; Linux does."""
    try:
        wanted = store.stat()
    except OSError:
        return []
    found = set()
    for link in Path("/proc").glob("[0-9]*/fd/*"):
        with suppress(OSError):  # of others, or just closed
            if os.path.samestat(link.stat(), wanted):
                found.add(int(link.parts[2]))
    return sorted(found - {os.getpid()})


@contextmanager
def _nobody_writing(store: Path) -> Iterator[None]:
    """Keep other processes from writing, once what one of them left half done is taken back.

    A file that is so damaged that it cannot be locked has nobody writing either.
    """
    if not store.is_file():
        yield
        return
    with closing(open_file(store)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
                raise StoreLocked(f"Another program is busy with the store: {store}.") from error
        yield


def set_aside(store: Path, now: dt.datetime) -> Path | None:
    """Give the store that is there a second name, with the moment in it; None where there is none."""
    if not store.exists():
        return None
    kept = free_name(store.parent, f"{replaced_start(store)}{now:{MOMENT}}", store.suffix)
    journal = store.with_name(f"{store.name}-journal")
    if journal.exists() and journal.stat().st_size:
        # It belongs to the old file: applied to the new one it would damage that.
        journal.replace(kept.with_name(f"{kept.name}-journal"))
    try:
        kept.hardlink_to(store)
    except OSError:
        shutil.copyfile(store, kept)  # a file system without links
    kept.chmod(0o600)
    return kept


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
