"""What was being typed when a process ended: private files beside the store, one for each process.

A process holds a lock on its own file as long as it lives, so that what is left behind is told from what another
process is typing at the moment.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from store.errors import StoreUnreachable
from store.paths import drafts_folder
from store.store_files import make_folder, unseen_file

if sys.platform == "win32":
    import msvcrt

    def _hold(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _hold(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Draft(BaseModel):
    """A text typed into a cell and not yet stored, and where it belongs.

    `sheet`, `row` and `column` name the cell as the app does. `base` is the text that the cell had; `entered` says
    whether the text was entered, and only waited for the store.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")
    scenario_id: str
    scenario: str
    sheet: str
    row: str
    column: str
    what: str
    base: str
    text: str
    entered: bool = False


class _File(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")
    version: Literal[1] = 1
    drafts: tuple[Draft, ...]


class DraftFile:
    """The drafts of this process. Raises nothing: a disk that takes no draft must not keep anybody from typing."""

    def __init__(self, store: Path) -> None:
        self._path = drafts_folder(store) / f"{secrets.token_hex(6)}.json"
        self._held: int | None = None
        self._alone = Lock()

    def write(self, drafts: Iterable[Draft]) -> None:
        """Keep these drafts in place of those before; none at all leaves no file."""
        kept = _File(drafts=tuple(drafts))
        with self._alone, suppress(OSError, StoreUnreachable):
            if kept.drafts:
                self._put(json.dumps(kept.model_dump()))
            else:
                self._remove()

    def close(self) -> None:
        """Leave what is kept for the next start."""
        if self._held is not None:
            os.close(self._held)
            self._held = None

    def _put(self, text: str) -> None:
        if self._held is None:
            make_folder(self._path.parent)
            self._held = _held(self._path)
        with unseen_file(self._path, "draft") as new:
            new.write_text(text, encoding="utf-8")
            new.replace(self._path)

    def _remove(self) -> None:
        if self._held is not None:
            held, self._held = self._held, None
            _let_go(self._path, held)


@dataclass(frozen=True)
class LeftBehind:
    """The drafts of a process that has ended. They are nobody else's until they are done with or kept."""

    drafts: tuple[Draft, ...]
    path: Path
    held: int

    def done(self) -> None:
        """Forget them."""
        with suppress(OSError):
            _let_go(self.path, self.held)

    def keep(self) -> None:
        """Leave them for the next start."""
        os.close(self.held)


def left_behind(store: Path) -> Iterator[LeftBehind]:
    """The drafts of every process that has ended; a file that cannot be read as such is left as it is."""
    folder = drafts_folder(store)
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        try:
            held = _held(path)
        except OSError:
            continue  # its process is alive
        try:
            drafts = _File.model_validate_json(path.read_bytes()).drafts
        except (OSError, ValidationError):
            os.close(held)
        else:
            yield LeftBehind(drafts, path, held)


def _lock_of(path: Path) -> Path:
    return path.with_suffix(".lock")


def _held(path: Path) -> int:
    """The lock of a file of drafts. Raises OSError where another process has it."""
    handle = os.open(_lock_of(path), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _hold(handle)
    except OSError:
        os.close(handle)
        raise
    return handle


def _let_go(path: Path, held: int) -> None:
    """Remove a file of drafts with its lock, and the folder where it is the last."""
    path.unlink(missing_ok=True)
    os.close(held)
    _lock_of(path).unlink(missing_ok=True)
    with suppress(OSError):
        path.parent.rmdir()
