"""Files written whole or not at all: whatever fails, what was there before is still there."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from pathlib import Path


def save_bytes(data: bytes, path: Path) -> str:
    """Replace a file in one step; the sha256 of what was written, in hex. Raises OSError, the old file untouched.

    The bytes are on the disk before the file takes its name. Where the path is a link, what it leads to is replaced.
    """
    target = Path(os.path.realpath(path))
    beside = target.with_name(f".{target.name[:80]}.{secrets.token_hex(6)}.tmp")
    try:
        _write(data, beside)
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _settle(target.parent)
    return hashlib.sha256(data).hexdigest()


def file_digest(path: Path) -> str:
    """The sha256 of a file's bytes in hex, to notice that somebody else changed it. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write(data: bytes, path: Path) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Put a new name in a folder on the disk; Windows has no way to, and some shared folders refuse."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
