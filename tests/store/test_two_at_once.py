"""Two processes with one store: what each sees of the other, and whose changes undo takes back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from scenarios.changes import Change, StaleError
from scenarios.edits import CellEdit, edit_cells
from scenarios.plan import Plan
from store.store import Store

MANAGERS, WORKERS = "east/manager", "east/social-worker"


@pytest.fixture
def other(path: Path, scenario: str) -> Iterator[Store]:
    """The same store, opened once more, with a scenario in it."""
    assert scenario
    with closing(Store.open(path, examples={})) as opened:
        yield opened


def posts(plan: Plan, line: str, value: float) -> Change:
    return edit_cells(plan, [CellEdit("establishment", line, "posts", value)])


def test_only_what_another_process_writes_is_news(store: Store, other: Store, scenario: str) -> None:
    before, before_other = store.data_version(), other.data_version()
    store.apply(scenario, posts(store.plan(scenario), MANAGERS, 4.0))
    assert store.data_version() == before
    assert other.data_version() != before_other


def test_undo_and_redo_leave_what_another_process_did(store: Store, other: Store, scenario: str) -> None:
    start = store.plan(scenario)
    store.apply(scenario, posts(start, MANAGERS, 4.0))
    other.apply(scenario, posts(other.plan(scenario), WORKERS, 40.0))
    theirs = other.plan(scenario).by_ref["establishment"][WORKERS]
    store.undo()
    assert store.plan(scenario).by_ref["establishment"][MANAGERS] == start.by_ref["establishment"][MANAGERS]
    assert store.plan(scenario).by_ref["establishment"][WORKERS] == theirs
    other.undo()
    assert store.plan(scenario) == start
    store.redo()
    assert store.plan(scenario) == edited(start, MANAGERS, 4.0)


def edited(plan: Plan, line: str, value: float) -> Plan:
    rows = (row.model_copy(update={"posts": value}) if row.ref == line else row for row in plan.establishment)
    return plan.with_rows(establishment=tuple(rows))


def test_undo_of_what_another_process_has_changed_since_is_refused_with_both_values(
    store: Store, other: Store, scenario: str
) -> None:
    store.apply(scenario, posts(store.plan(scenario), MANAGERS, 4.0))
    other.apply(scenario, posts(other.plan(scenario), MANAGERS, 6.0))
    for _ in range(2):
        with pytest.raises(StaleError, match="Posts is 6, where 4 was expected"):
            store.undo()
    other.undo()
    assert store.undo() is not None


def test_a_redo_over_what_another_process_did_is_refused(store: Store, other: Store, scenario: str) -> None:
    start = store.plan(scenario)
    store.apply(scenario, posts(start, MANAGERS, 4.0))
    other.apply(scenario, posts(other.plan(scenario), MANAGERS, 6.0))
    other.undo()
    store.undo()
    with pytest.raises(StaleError, match="Posts is 1, where 4 was expected"):
        other.redo()
    assert store.plan(scenario) == start


def test_all_is_undone_after_a_restart_whoever_did_it(store: Store, other: Store, scenario: str, path: Path) -> None:
    start = store.plan(scenario)
    store.apply(scenario, posts(start, MANAGERS, 4.0))
    other.apply(scenario, posts(other.plan(scenario), WORKERS, 40.0))
    with closing(Store.open(path, examples={})) as again:
        again.undo()
        again.undo()
        assert again.plan(scenario) == start
