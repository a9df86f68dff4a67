"""Stores of earlier versions: the same plans and the same undo afterwards, and a verified copy of what was."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from scenarios.files import parse_plan, plan_text, read_plan
from scenarios.plan import Plan
from store.errors import StoreDamaged, StoreUnreachable
from store.migrations import VERSION, climb, schema_of, version_of
from store.paths import backups_folder, where
from store.store import Base, Store

GOLDEN = Path(__file__).parent / "golden" / "version-1"
NAMES = {
    "example": "Example",
    "strasse": "Straße",
    "with-agency": "With agency",
    "example-my-copy": "Example – my copy",
    "from-a-file": "From a file",
}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A store of version 1."""
    path = tmp_path / "caseload.db"
    shutil.copy(GOLDEN / "store.db", path)
    return path


def as_saved(plan: Plan) -> Plan:
    """A plan as it comes back from a file, which has its own order of ramp-ups."""
    return parse_plan(plan_text(plan).encode())


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as raw:
        return version_of(raw)


def base_of(store: Store, name: str) -> Base | None:
    return store.base(next(info.id for info in store.scenarios() if info.name == name))


def posts(base: Base | None) -> tuple[float, float]:
    assert base is not None
    return base.then.establishment[1].posts, base.now.establishment[1].posts


def test_plans_are_the_same_in_a_store_of_version_1(old: Path) -> None:
    with closing(Store.open(old, examples={})) as store:
        infos = store.scenarios()
        assert [info.name for info in infos] == list(NAMES.values())
        for info, file in zip(infos, NAMES, strict=True):
            assert as_saved(store.plan(info.id)) == read_plan(GOLDEN / f"{file}.yaml")
        assert [info.is_example for info in infos] == [True, False, False, False, False]
        assert {info.frozen_on for info in infos} == {None}
        assert infos[4].file_path == Path("/plans/from-a-file.yaml")
    assert version(old) == VERSION


def test_nothing_costs_anything_yet_in_a_store_of_version_1(old: Path) -> None:
    with closing(Store.open(old, examples={})) as store:
        for info in store.scenarios():
            plan, blank = store.plan(info.id), Plan(header=store.plan(info.id).header)
            assert plan.starter_costs == blank.starter_costs
            assert len(plan.starter_costs) == 3
            usual = {"on_costs": 0.3, "agency_paid_weeks": 47.0}
            assert plan.assumptions == plan.assumptions.model_copy(update=usual)
            assert {(row.pay, row.agency_week) for rows in (plan.roles, plan.establishment) for row in rows} == {
                (None, None)
            }


def test_branches_of_version_1_have_their_bases(old: Path) -> None:
    with closing(Store.open(old, examples={})) as store:
        ids = {info.name: info.id for info in store.scenarios()}
        bases = {info.name: info.base_id for info in store.scenarios() if info.base_id}
        assert bases == {
            "With agency": ids["Straße"],
            "Example – my copy": ids["Example"],
            "From a file": ids["Straße"],
        }
        assert posts(base_of(store, "With agency")) == (2.0, 2.5)
        assert posts(base_of(store, "From a file")) == (2.5, 2.5)


def test_undo_and_redo_go_on_over_the_change_of_version(old: Path) -> None:
    with closing(Store.open(old, examples={})) as store:
        now = [plan_text(store.plan(info.id)) for info in store.scenarios()]
        redone = [applied.label for applied in iter(store.redo, None)]
        assert len(redone) == 2
        assert posts(base_of(store, "With agency")) == (2.0, 4.0)
        undone = [applied.label for applied in iter(store.undo, None)]
        assert undone[:2] == redone[::-1]
        (example,) = store.scenarios()
        assert as_saved(store.plan(example.id)) == read_plan(GOLDEN / "example.yaml")
        for _ in undone[2:]:
            store.redo()
        assert [plan_text(store.plan(info.id)) for info in store.scenarios()] == now
        assert posts(base_of(store, "With agency")) == (2.0, 2.5)


def test_a_store_brought_up_to_date_has_the_schema_of_a_new_one(old: Path, tmp_path: Path) -> None:
    for path in (old, tmp_path / "new.db"):
        Store.open(path, examples={}).close()
    with closing(sqlite3.connect(old)) as raised, closing(sqlite3.connect(tmp_path / "new.db")) as new:
        assert schema_of(raised) == schema_of(new)


def test_a_copy_of_what_was_is_among_the_backups(old: Path) -> None:
    for _ in range(2):
        Store.open(old, examples={}).close()
    (backup,) = where(old).backup_sizes
    assert backup.name.startswith("caseload-")
    assert backup.name.endswith("-version-1.db")
    assert version(backup) == 1
    with closing(sqlite3.connect(backup)) as copy, closing(sqlite3.connect(GOLDEN / "store.db")) as golden:
        assert list(copy.iterdump()) == list(golden.iterdump())
    assert [stat.S_IMODE(path.stat().st_mode) for path in (backup, backup.parent)] == [0o600, 0o700]
    with closing(Store.open(backup, examples={})) as store:
        assert len(store.scenarios()) == len(NAMES)


def test_without_a_backup_a_store_stays_as_it_is(old: Path) -> None:
    backups_folder(old).write_text("in the way")
    with pytest.raises(StoreUnreachable, match="No backup can be made"):
        Store.open(old, examples={})
    assert old.read_bytes() == (GOLDEN / "store.db").read_bytes()


def test_a_damaged_store_stays_as_it_is(old: Path) -> None:
    data = bytearray(old.read_bytes())
    data[-4088:-4000] = bytes(88)  # in the header of the last page
    old.write_bytes(data)
    with pytest.raises(StoreDamaged, match="damaged"):
        Store.open(old, examples={})
    assert old.read_bytes() == bytes(data)
    assert not backups_folder(old).exists()


def test_a_step_that_fails_leaves_nothing_behind(old: Path) -> None:
    with closing(sqlite3.connect(old, isolation_level=None)) as raw:
        raw.execute("ALTER TABLE scenario ADD COLUMN base_id TEXT")
        before = schema_of(raw)
        with pytest.raises(sqlite3.OperationalError, match="duplicate column"):
            climb(raw)
        assert version_of(raw) == 1
        assert schema_of(raw) == before


def test_a_store_whose_tables_are_not_those_of_its_version_stays_as_it_is(old: Path) -> None:
    with closing(sqlite3.connect(old)) as raw:
        raw.execute("CREATE INDEX added_by_somebody ON teams (name)")
    Store.open(old, examples={}).close()
    with closing(sqlite3.connect(old)) as raw:
        raw.execute("ALTER TABLE scenario ADD COLUMN other TEXT")
        raw.execute("PRAGMA user_version = 3")
    before = old.read_bytes()
    with pytest.raises(StoreDamaged, match="no backup"):
        Store.open(old, examples={})
    assert old.read_bytes() == before


def test_a_step_taken_by_another_meanwhile_is_not_taken_twice(old: Path) -> None:
    with closing(sqlite3.connect(old, isolation_level=None)) as mine:

        def rival(statement: str) -> None:
            if statement == "BEGIN EXCLUSIVE":
                with closing(sqlite3.connect(old, isolation_level=None)) as theirs:
                    climb(theirs)
                assert version(old) == VERSION

        mine.set_trace_callback(rival)
        climb(mine)
        assert version_of(mine) == VERSION
