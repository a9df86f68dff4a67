"""A store recognised beside whatever else is done."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from store.connection import Link, look_through
from store.errors import NotAStore, StoreDamaged
from store.recognising import Mark, Recognising, recognise
from store.store import Store
from tests.store.whole import whole_plan


def test_what_is_recognised_beside_is_known_by_its_mark(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with closing(Store.open(path, examples={})):
        recognising = Recognising(path)
        assert recognising.mark == Mark.of(path)


def test_constraints_are_left_for_later_only_by_a_start(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with closing(Store.open(path, examples={"Whole": whole_plan})):
        pass
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA ignore_check_constraints = ON")
        raw.execute("UPDATE scenario SET is_example = 2")
    assert Recognising(path).mark == Mark.of(path)
    for wholly in (look_through, recognise, Link):
        with pytest.raises(StoreDamaged):
            wholly(path)


def test_a_later_look_at_what_cannot_be_looked_at_leaves_it_to_what_is_done_next(tmp_path: Path) -> None:
    look_through(tmp_path / "none")
    (tmp_path / "other.db").write_bytes(b"no store")
    look_through(tmp_path / "other.db")


def test_what_is_no_store_has_no_mark_and_opening_says_why(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(b"")
    assert Recognising(path).mark is None
    assert Recognising(tmp_path / "none").mark is None
    with pytest.raises(NotAStore):
        recognise(path)


def test_damage_that_sqlite_cannot_tell_of_in_letters_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    Store.open(path, examples={}).close()
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE setting", b"CREATE T\xd3BLE setting"))
    assert Recognising(path).mark is None  # its thread says nothing: that would be said across the screen
    with pytest.raises(StoreDamaged):
        Link(path)
