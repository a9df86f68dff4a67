"""Stores for tests of the app."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from store.store import Store


@pytest.fixture(scope="session")
def fresh_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store as the first run leaves it, to copy."""
    path = tmp_path_factory.mktemp("fresh") / "store.sqlite3"
    Store.open(path).close()
    return path


@pytest.fixture
def store(fresh_store: Path, tmp_path: Path) -> Path:
    """A store of its own for each test, as the first run leaves it."""
    path = tmp_path / "store.sqlite3"
    shutil.copy(fresh_store, path)
    return path
