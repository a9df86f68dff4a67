"""What the figures were measured on."""

from __future__ import annotations

import datetime as dt
import os
import platform
import sqlite3
import subprocess
from importlib.metadata import version

from benchmarks._peers import PEERS, SOFFICE, peer

OURS = ("numpy", "textual", "sqlmodel", "pyyaml")


def machine() -> str:
    """Date, cores and versions, in a line or two."""
    parts = [f"Python {platform.python_version()}", f"SQLite {sqlite3.sqlite_version}"]
    parts += [f"{name} {version(name)}" for name in OURS]
    parts += _peers()
    return f"{dt.date.today()}, {os.cpu_count()} cores, {platform.system()}\n{', '.join(parts)}"


def _peers() -> list[str]:
    found = []
    if SOFFICE:
        found.append(_first_words([SOFFICE, "--version"], 2))
    if peer("harlequin"):
        lookup = "from importlib.metadata import version as v; print('harlequin', v('harlequin'))"
        found.append(_first_words([str(PEERS / "bin" / "python"), "-c", lookup], 2))
    return found


def _first_words(command: list[str], words: int) -> str:
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return " ".join(told.split()[:words])
