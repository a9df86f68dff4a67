"""Checksums: damage that is a sound value is noticed, is not made good by the next change, and stops nothing else."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scenarios.changes import Change
from scenarios.edits import CellEdit, edit_cells
from scenarios.plan import TABLES, Plan
from store.digests import Kept, damage
from store.errors import StoreDamaged
from store.row_texts import made
from store.store import Store
from tests.store.golden_stores import copy_of
from tests.store.whole import whole_plan


def harm(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.executescript(statement)


def found(path: Path) -> str:
    with closing(sqlite3.connect(path)) as raw:
        return damage(raw)


def cell(store: Store, scenario: str, ref: str, value: float) -> Change:
    return edit_cells(store.plan(scenario), [CellEdit("establishment", ref, "posts", value)])


UNSEEN = ("UPDATE establishment SET posts = posts + 64 WHERE role = 'manager'", "DELETE FROM absences WHERE id = 'ab1'")


@pytest.mark.parametrize("statement", UNSEEN)
@pytest.mark.parametrize(
    "use",
    [
        lambda store, scenario, _: store.plan(scenario),
        lambda store, scenario, _: store.check(scenario),
        lambda store, scenario, change: store.apply(scenario, change),
        lambda store, _, __: store.undo(),
        lambda store, scenario, _: store.branch(scenario, "Branch"),
    ],
)
def test_damage_that_is_a_sound_value_is_noticed(
    statement: str, use: Callable[[Store, str, Change], object], path: Path, store: Store, scenario: str
) -> None:
    change = cell(store, scenario, "east/social-worker", 3.0)
    if "absences" in statement:
        change = edit_cells(store.plan(scenario), [CellEdit("absences", "ab2", "fte", 0.1)])
    harm(path, statement)
    assert "not as they were written" in found(path)
    with pytest.raises(StoreDamaged, match="not as they were saved"):
        use(store, scenario, change)
    assert "not as they were written" in found(path)


def make_blobs(path: Path, column: str, where: str) -> None:
    """Values of teams that are now BLOBs of the same bytes, which SQLite would not let anybody write."""
    change = "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = {} WHERE name = 'teams'"
    harm(path, change.format("replace(sql, ') STRICT', ')')"))
    harm(path, f"UPDATE teams SET {column} = CAST({column} AS BLOB) WHERE {where}")
    harm(path, change.format("sql || ' STRICT'"))


@pytest.mark.parametrize("where", ["service = ''", "service <> ''"])
def test_a_text_that_has_become_a_blob_is_noticed(where: str, path: Path, store: Store, scenario: str) -> None:
    make_blobs(path, "service", where)
    assert found(path) == "rows of teams are not as they were written"
    with pytest.raises(StoreDamaged, match=r"teams › . › service: Input should be a valid string"):
        store.plan(scenario)
    with pytest.raises(StoreDamaged, match="teams of “Whole” are not as they were saved"):
        store.check(scenario)


def test_a_place_that_has_become_a_blob_is_noticed(path: Path, store: Store, scenario: str) -> None:
    make_blobs(path, "place", "key = 'east'")
    assert found(path) == "rows of teams are not as they were written"
    with pytest.raises(StoreDamaged, match="teams of “Whole” are not as they were saved"):
        store.plan(scenario)
    with pytest.raises(StoreDamaged, match="teams of “Whole” are not as they were saved"):
        store.check(scenario)


VALUES = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    st.integers(-(2**63), 2**63 - 1),
    st.integers(-(10**13), 10**13).map(lambda number: number / 10_000),
)


@given(row=st.tuples(VALUES, VALUES, VALUES))
@example(row=("],\n[\x1f\x7f\u2028", "\n", 'a,"\\'))
@example(row=(0.0001, 1e9, 999_999_999.99))
def test_sqlite_writes_a_row_as_its_checksum_has_it(row: tuple[object, ...]) -> None:
    with closing(sqlite3.connect(":memory:")) as raw:
        (text,) = raw.execute("SELECT json_array(?, ?, ?)", row).fetchone()
    assert text == json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def test_a_damaged_number_is_read_as_it_was_written_or_not_at_all(path: Path, store: Store, scenario: str) -> None:
    before = store.plan(scenario)
    change = cell(store, scenario, "east/social-worker", 3.0)
    harm(path, "UPDATE establishment SET posts = posts * 1.0000000000000003 WHERE role = 'manager'")
    assert found(path) == "rows of establishment are not as they were written"
    with closing(Store.open(path, examples={})) as again:
        assert again.plan(scenario) == before
        with pytest.raises(StoreDamaged, match="not as they were saved"):
            again.check(scenario)
        with pytest.raises(StoreDamaged, match="not as they were saved"):
            again.apply(scenario, change)
    harm(path, "UPDATE establishment SET posts = posts * 1.00000000000001 WHERE role = 'manager'")
    with closing(Store.open(path, examples={})) as again, pytest.raises(StoreDamaged):
        again.plan(scenario)


def test_a_number_that_sqlite_writes_in_another_way_is_told_from_one_that_has_changed(
    path: Path, store: Store, scenario: str
) -> None:
    harm(path, "UPDATE teams SET target_caseload = 1e-7 WHERE key = 'west'; DELETE FROM digest")
    store.close()
    with closing(Store.open(path, examples={})) as again:
        again.check(scenario)
        with pytest.raises(StoreDamaged, match="at most 2 decimals"):
            again.plan(scenario)


def test_checksums_of_version_4_are_looked_at_in_their_own_way_before_others_take_their_place(tmp_path: Path) -> None:
    path = copy_of(4, tmp_path / "caseload.db")
    assert found(path) == ""
    harm(path, "UPDATE establishment SET posts = posts + 64")
    with pytest.raises(StoreDamaged, match="no backup of it was made"):
        Store.open(path, examples={})
    assert found(path) == "rows of establishment are not as they were written"


def test_damage_of_one_scenario_leaves_the_others(path: Path, store: Store, scenario: str) -> None:
    other = store.create(whole_plan("Other"), "New").scenario_id
    harm(path, f"UPDATE establishment SET posts = 7 WHERE scenario_id = '{scenario}'")
    assert store.plan(other) == whole_plan("Other")
    store.apply(other, cell(store, other, "east/manager", 5.0))
    assert len(store.scenarios()) == 2


@pytest.mark.parametrize("column", ["before", "after", "place", "ref"])
def test_damage_of_the_history_is_noticed(column: str, path: Path, store: Store, scenario: str) -> None:
    store.apply(scenario, cell(store, scenario, "east/manager", 3.0))
    value = "place + 1" if column == "place" else f"""replace("{column}", '3', '2') || ' '"""
    harm(path, f'UPDATE step SET "{column}" = {value} WHERE entry_id = (SELECT max(entry_id) FROM step)')
    assert found(path) == "the history is not as it was written"
    with pytest.raises(StoreDamaged, match="history"):
        store.undo()


def test_scenarios_without_checksums_get_them_when_opened(path: Path, store: Store, scenario: str) -> None:
    store.close()
    harm(path, "DELETE FROM digest")
    Store.open(path, examples={}).close()
    harm(path, UNSEEN[0])
    with closing(Store.open(path, examples={})) as again, pytest.raises(StoreDamaged):
        again.plan(scenario)


@pytest.mark.parametrize("others", [0, 1])
@pytest.mark.parametrize("how", ["DELETE FROM digest", "UPDATE digest SET table_name = 'movez'"])
def test_a_scenario_that_has_lost_a_checksum_gets_no_others(
    how: str, others: int, path: Path, store: Store, scenario: str
) -> None:
    for _ in range(others):
        store.create(whole_plan("Other"), "New")
    store.plan(scenario)
    harm(path, f"{how} WHERE scenario_id = '{scenario}' AND table_name = 'moves'")
    with pytest.raises(StoreDamaged, match="moves of “Whole” are not as they were saved"):
        store.plan_at_once(scenario)
    store.close()
    assert found(path)
    with (
        closing(Store.open(path, examples={})) as again,
        pytest.raises(StoreDamaged, match="moves of “Whole” are not as they were saved"),
    ):
        again.plan(scenario)


def test_a_scenario_that_could_get_no_checksums_gets_all_of_them_with_its_next_change(
    path: Path, store: Store, scenario: str
) -> None:
    def posts(plan: Plan) -> float:
        return next(line.posts for line in plan.establishment if line.ref == "east/manager")

    store.create(whole_plan("Other"), "New")
    store.close()
    harm(path, "DELETE FROM digest")
    with closing(Store.look(path)) as looked:  # as where the disk was full when they were to be made
        looked.apply(scenario, cell(looked, scenario, "east/manager", 3.0))
        assert posts(looked.plan(scenario)) == 3.0
    assert found(path) == ""
    with closing(Store.open(path, examples={})) as again:
        assert posts(again.plan(scenario)) == 3.0
    assert found(path) == ""


def test_a_plan_is_read_as_sqlite_writes_it_and_its_fields_are_in_order(path: Path, scenario: str) -> None:
    assert all(whole_plan().rows(table) for table in TABLES)
    with closing(sqlite3.connect(path)) as raw:
        kept = Kept(raw, scenario)
        statements = list[str]()
        raw.set_trace_callback(statements.append)
        plan = {table: made(table, kept.text(table)) for table in TABLES}
    assert len(statements) == len(TABLES)
    for table, rows in plan.items():
        assert all(list(vars(row)) == list(TABLES[table].model_fields) for row in rows)


def test_a_scenario_deleted_and_brought_back_has_its_checksums(path: Path, store: Store, scenario: str) -> None:
    store.create(whole_plan("Other"), "New")
    store.delete(scenario)
    assert found(path) == ""
    store.undo()
    assert found(path) == ""
    harm(path, f"UPDATE teams SET name = 'X' WHERE scenario_id = '{scenario}'")
    assert "teams" in found(path)


def test_a_scenario_that_has_lost_its_name_is_not_left_out_in_silence(path: Path, store: Store, scenario: str) -> None:
    harm(path, f"DELETE FROM header WHERE scenario_id = '{scenario}'")
    with pytest.raises(StoreDamaged, match="lost its name"):
        store.scenarios()


def test_a_scenario_that_has_lost_its_assumptions_does_not_get_the_usual_ones(path: Path, scenario: str) -> None:
    harm(path, "DELETE FROM assumptions; DELETE FROM digest")
    with closing(Store.open(path, examples={})) as again, pytest.raises(StoreDamaged, match="lost its assumptions"):
        again.plan(scenario)
