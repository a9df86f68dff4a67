"""Where the store is kept, and what there is of it. Opens nothing."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

VARIABLE = "CASELOAD_STORE"
SUM_ENDING = ".sha256"
"""What the name of a backup's checksum ends with."""


def store_path(path: Path | None = None) -> Path:
    """The file of the store: the path given, else that of `CASELOAD_STORE`, else in the user's data folder."""
    if path is None and os.environ.get(VARIABLE):
        path = Path(os.environ[VARIABLE]).expanduser()
    return path or platformdirs.user_data_path("caseload-planner", appauthor=False) / "caseload.db"


def backups_folder(store: Path) -> Path:
    """The folder for backups of a store: beside it, named after it."""
    return store.with_name(f"{store.name}-backups")


def drafts_folder(store: Path) -> Path:
    """The folder for what was being typed and is not stored yet: beside the store, named after it."""
    return store.with_name(f"{store.name}-drafts")


@dataclass(frozen=True)
class Where:
    """What of a store is on the disk. Sizes in bytes; None where there is no such file."""

    store: Path
    size: int | None
    backups: Path
    backup_sizes: dict[Path, int]


def where(path: Path | None = None) -> Where:
    """Where the store and its backups are, and how large. Raises OSError where they may not be looked at."""
    store = store_path(path).absolute()
    folder = backups_folder(store)
    there = sorted(folder.iterdir()) if folder.is_dir() else []
    backups = {file: file.stat().st_size for file in there if file.suffix != SUM_ENDING}
    return Where(store, store.stat().st_size if store.exists() else None, folder, backups)


def crashes_folder(store: Path) -> Path:
    """The folder for reports of crashes: beside the store, named after it."""
    return store.with_name(f"{store.name}-crashes")


def replaced_start(store: Path) -> str:
    """What the names begin with that replaced stores are kept under."""
    return f"{store.stem}-replaced-"


def written(store: Path) -> dict[Path, int]:
    """Every file that the program has written for a store, with its size in bytes. Raises OSError."""
    starts = (f"{store.name}-", f".{store.name}.", replaced_start(store))
    beside = sorted(store.parent.iterdir()) if store.parent.is_dir() else []
    ours = [path for path in beside if path.name == store.name or path.name.startswith(starts)]
    files = [file for path in ours for file in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    return {file: file.lstat().st_size for file in files if not file.is_dir()}
