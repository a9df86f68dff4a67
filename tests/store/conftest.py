"""Stores on real files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.store import Store
from tests.store.whole import whole_plan


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where there is no store yet, nor the folder for it."""
    return tmp_path / "data" / "caseload.db"


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store without examples, to copy."""
    path = tmp_path_factory.mktemp("empty") / "caseload.db"
    Store.open(path, examples={}).close()
    return path


@pytest.fixture
def store(path: Path, empty_store: Path) -> Iterator[Store]:
    """A store without examples, in which nothing has happened."""
    path.parent.mkdir()
    shutil.copy(empty_store, path)
    opened = Store.open(path, examples={})
    yield opened
    opened.close()


@pytest.fixture
def scenario(store: Store) -> str:
    """The id of a scenario with rows in every table."""
    return store.create(whole_plan(), "New").scenario_id
