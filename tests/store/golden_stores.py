"""Stores written by every version so far, with the plans and figures that version had of them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from store.migrations import VERSION

GOLDEN = Path(__file__).parent / "golden"
VERSIONS = tuple(range(1, VERSION))
"""The schema versions before the present one."""


def folder_of(version: int) -> Path:
    """Where the golden store of a version is, with its plans and figures."""
    return GOLDEN / f"version-{version}"


def copy_of(version: int, path: Path) -> Path:
    """A golden store, copied to a path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(folder_of(version) / "store.db", path)
    return path


def figures_of(version: int) -> dict[str, dict[str, list[float | None]]]:
    """By scenario and figure: its values of the whole plan at the position, in the fifth and in the last month."""
    found: dict[str, dict[str, list[float | None]]] = json.loads((folder_of(version) / "figures.json").read_bytes())
    return found
