"""A store recognised beside whatever else is done."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from store.errors import NotAStore
from store.recognising import Mark, Recognising, recognise
from store.store import Store


def test_what_is_recognised_beside_is_known_by_its_mark(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with closing(Store.open(path, examples={})):
        recognising = Recognising(path)
        assert recognising.mark == Mark.of(path)


def test_what_is_no_store_has_no_mark_and_opening_says_why(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(b"")
    assert Recognising(path).mark is None
    assert Recognising(tmp_path / "none").mark is None
    with pytest.raises(NotAStore):
        recognise(path)
