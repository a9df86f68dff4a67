"""Files of the store: opened without being made, made private, and appearing under their name whole or not at all."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store.errors import StoreUnreachable

BUSY_SECONDS = 5


def open_file(path: Path) -> sqlite3.Connection:
    """A connection to a file that is there; it leaves transactions to whoever uses it."""
    # Mode `rw` never makes a file, so that one deleted meanwhile is not replaced by an empty one.
    uri = f"{path.absolute().as_uri()}?mode=rw"
    return sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)


def open_unseen(new: Path) -> sqlite3.Connection:
    """A connection to a file that nobody sees before it is whole, so that its journal need not be on the disk."""
    connection = open_file(new)
    connection.execute("PRAGMA journal_mode = MEMORY")
    connection.execute("PRAGMA synchronous = EXTRA")
    return connection


@contextmanager
def unseen_file(path: Path, purpose: str) -> Iterator[Path]:
    """An empty private file beside a path, in a folder that is made if need be; it is gone at the end.

    Raises StoreUnreachable, with what the file was for.
    """
    with said(purpose, path):
        make_folder(path.parent)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        os.close(handle)
    new = Path(name)
    try:
        new.chmod(0o600)
        yield new
    finally:
        new.unlink(missing_ok=True)


@contextmanager
def said(purpose: str, path: Path) -> Iterator[None]:
    """Raise what the file system raises as StoreUnreachable, with what was to be made where."""
    try:
        yield
    except OSError as error:
        raise StoreUnreachable(f"No {purpose} can be made at {path}: {error.strerror}") from error


def make_folder(folder: Path) -> None:
    """A folder and those above it, each private whatever the umask; one that is there already is left as it is."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    folder.chmod(0o700)


def put_in_place(new: Path, path: Path) -> None:
    """Give a file its name, unless another process was faster: then theirs keeps it."""
    try:
        path.hardlink_to(new)
    except FileExistsError:
        return
    except OSError:
        # A file system without links.
        new.rename(path)
    settle(path.parent)


def settle(parent: Path) -> None:
    """Put new names in a folder on the disk."""
    if os.name == "posix":
        folder = os.open(parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
