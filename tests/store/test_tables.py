"""Tables: what is put in comes out, the schema is what the ladder makes, and bad rows are refused by SQLite itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import create_engine

from scenarios.columns import Column, columns
from scenarios.files import plan_text
from scenarios.plan import TABLES, Plan
from store.errors import StoreDamaged
from store.migrations import VERSION, climb, schema_of
from store.store import Store
from store.tables import PLAN_CLASSES, PLAN_TABLES, Base
from tests.scenarios.strategies import plans_with_money
from tests.store.whole import whole_plan


def test_the_ladder_makes_the_tables_that_are_described(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'described.db'}")
    Base.metadata.create_all(engine)
    engine.dispose()
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        climb(made)
        assert made.execute("PRAGMA user_version").fetchone() == (VERSION,)
        with closing(sqlite3.connect(tmp_path / "described.db")) as described:
            assert schema_of(made) == schema_of(described)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_the_fields_of_its_rows_and_is_strict(table: str) -> None:
    names = {each.name for each in columns(TABLES[table])}
    assert set(PLAN_TABLES[table].columns.keys()) == names | {"scenario_id", "place", "version"}
    assert issubclass(PLAN_CLASSES[table], TABLES[table])
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        climb(made)
        assert made.execute(f"SELECT strict FROM pragma_table_list WHERE name = '{table}'").fetchone() == (1,)


def test_a_plan_comes_back_as_it_was(store: Store, scenario: str) -> None:
    plan = store.plan(scenario)
    assert plan == whole_plan()
    assert all(plan.rows(table) for table in TABLES)
    assert plan_text(plan) == plan_text(whole_plan())


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(plan=plans_with_money())
def test_any_plan_comes_back_as_it_was(store: Store, plan: Plan) -> None:
    made = store.create(plan, "New")
    assert store.plan(made.scenario_id) == plan
    assert plan_text(store.plan(made.scenario_id)) == plan_text(plan)
    store.undo()


BAD: dict[str, tuple[Any, ...]] = {
    "number": (-2e9, 2e9, float("inf"), "many"),
    "whole": (0, 121, 1.5, "one"),
    "yes-no": (2, "yes"),
    "date": ("2026-02-30", "1999-12-31", "2101-01-01", "today", "2026-1-1", "2026-01-01 10:00", 20260101),
    "choice": ("none such", ""),
    "key": ("", "Capital", "with space", "k" * 81, "ключ"),
    "text": ("x" * 121,),
    "notes": (b"bytes",),
    "year": ("", "2020", "2020/22", "2020/2021", "1998/99", "2101/02", "99/00", "2020/21 "),
    "shares": ("", "0.5", '["a"]', "{}", "[0.5"),
}


def bad_values(column: Column) -> Iterator[Any]:
    yield from BAD[column.kind]
    if not column.optional:
        yield None
    if column.kind == "text" and column.required:
        yield ""
    if column.unit.name == "FTE" and not column.unit.signed:
        yield -0.01


@pytest.mark.parametrize("table", TABLES)
def test_sqlite_refuses_what_a_column_may_not_hold(table: str, path: Path, store: Store, scenario: str) -> None:
    before = store.plan(scenario)
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        for column in columns(TABLES[table]):
            for value in bad_values(column):
                with pytest.raises(sqlite3.IntegrityError):
                    raw.execute(f'UPDATE {table} SET "{column.name}" = ?', (value,))
    assert store.plan(scenario) == before


@pytest.mark.parametrize("change", ["DELETE FROM teams WHERE key = 'east'", "UPDATE roles SET key = 'other'"])
def test_sqlite_refuses_references_to_nothing(change: str, path: Path, store: Store, scenario: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError):
            raw.execute(change)
    assert store.plan(scenario) == whole_plan()


def test_a_row_that_breaks_a_rule_between_fields_is_reported_not_shown(path: Path, store: Store, scenario: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("""UPDATE pipeline SET "end" = '2001-01-01' WHERE id = 'ag1'""")
    with pytest.raises(StoreDamaged, match="not before its start"):
        store.plan(scenario)
