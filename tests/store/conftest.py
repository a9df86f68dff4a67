"""Stores on real files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.store import Store
from tests.store.whole import whole_plan


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where there is no store yet, nor the folder for it."""
    return tmp_path / "data" / "caseload.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """A new store without examples."""
    opened = Store.open(path, examples={})
    yield opened
    opened.close()


@pytest.fixture
def scenario(store: Store) -> str:
    """The id of a scenario with rows in every table."""
    return store.create(whole_plan(), "New").scenario_id
