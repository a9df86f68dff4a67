"""Random sessions with a store: whatever was done, all undone is the start and all redone is the end."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from scenarios.changes import Change, apply, difference
from scenarios.edits import CellEdit, add, delete, duplicate, edit_cells, new_id
from scenarios.files import plan_text
from scenarios.plan import SINGLE, TABLES, Plan
from store.journal import Applied
from store.store import Store
from tests.store.whole import whole_plan

State = tuple[tuple[str, bool, Plan], ...]
"""Each scenario of the list: its id, whether it is an example, its plan."""

EXAMPLES = {"example": lambda: whole_plan("Example")}
CELLS: dict[tuple[str, str], st.SearchStrategy[Any]] = {
    ("establishment", "posts"): st.integers(0, 999).map(lambda n: n / 4),
    ("pipeline", "likelihood"): st.integers(0, 10000).map(lambda n: n / 10000),
    ("agency", "end"): st.none() | st.dates(whole_plan().header.as_at, whole_plan().header.as_at.replace(year=2021)),
    ("roles", "turnover"): st.none() | st.just(0.5),
    ("ramps", "shares"): st.lists(st.sampled_from((0.25, 1.0)), max_size=3).map(tuple),
    ("header", "months"): st.integers(1, 120),
    ("header", "notes"): st.text("a \n–’[", max_size=6),
    ("assumptions", "absences_count_as_gap"): st.booleans(),
}
LISTS = [table for table in TABLES if table not in SINGLE]
COPIED = ("pipeline", "absences", "moves", "roles", "teams")


class Sessions(RuleBasedStateMachine):
    """One store and what it should hold, as a list of states to go back and forth in."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.store = Store.open(self.folder / "caseload.db", EXAMPLES)
        self.past: list[State] = []
        self.now = self.state()
        self.future: list[State] = []
        self.named = 0

    def state(self) -> State:
        return tuple((info.id, info.is_example, self.store.plan(info.id)) for info in self.store.scenarios())

    def moved(self) -> None:
        """Something was done."""
        self.past.append(self.now)
        self.now, self.future = self.state(), []
        assert self.now != self.past[-1]

    def name(self) -> str:
        self.named += 1
        return f"Scenario {self.named}"

    def drawn(self, data: st.DataObject) -> tuple[str, bool, Plan]:
        return data.draw(st.sampled_from(self.now))

    def apply(self, scenario_id: str, plan: Plan, change: Change, *, is_example: bool) -> None:
        if not change.rows:
            return
        applied = self.store.apply(scenario_id, change)
        self.moved()
        here = self.store.plan(scenario_id)
        assert here == (plan if is_example else apply(plan, change))
        assert (applied.scenario_id == scenario_id) != is_example

    @rule(data=st.data())
    def edit(self, data: st.DataObject) -> None:
        scenario_id, is_example, plan = self.drawn(data)
        edits = []
        for table, field in data.draw(st.lists(st.sampled_from(sorted(CELLS)), min_size=1, max_size=3, unique=True)):
            if plan.rows(table):
                ref = data.draw(st.sampled_from([row.ref for row in plan.rows(table)]))
                edits.append(CellEdit(table, ref, field, data.draw(CELLS[table, field])))
        self.apply(scenario_id, plan, edit_cells(plan, edits), is_example=is_example)

    @rule(data=st.data(), table=st.sampled_from(COPIED))
    def insert(self, data: st.DataObject, table: str) -> None:
        scenario_id, is_example, plan = self.drawn(data)
        rows = plan.rows(table)
        if not rows:
            return
        row = data.draw(st.sampled_from(rows))
        if data.draw(st.booleans()):
            change = duplicate(plan, table, row.ref)
        else:
            copy = row.model_copy(update={row.KEY[0]: new_id()})
            change = add(plan, table, copy, data.draw(st.integers(0, len(rows))))
        self.apply(scenario_id, plan, change, is_example=is_example)

    @rule(data=st.data(), table=st.sampled_from(LISTS))
    def remove(self, data: st.DataObject, table: str) -> None:
        scenario_id, is_example, plan = self.drawn(data)
        refs = [row.ref for row in plan.rows(table)]
        if refs:
            gone = data.draw(st.lists(st.sampled_from(refs), min_size=1, max_size=3, unique=True))
            self.apply(scenario_id, plan, delete(plan, table, gone), is_example=is_example)

    @rule(data=st.data(), table=st.sampled_from(LISTS))
    def reorder(self, data: st.DataObject, table: str) -> None:
        scenario_id, is_example, plan = self.drawn(data)
        other = plan.with_rows(**{table: data.draw(st.permutations(plan.rows(table)))})
        self.apply(scenario_id, plan, difference(plan, other, "Order", [table]), is_example=is_example)

    @rule(data=st.data())
    def branch(self, data: st.DataObject) -> None:
        self.store.branch(self.drawn(data)[0], self.name())
        self.moved()

    @rule()
    def create(self) -> None:
        self.store.create(whole_plan(self.name()), "New")
        self.moved()

    @rule(data=st.data())
    def rename(self, data: st.DataObject) -> None:
        scenario_id, is_example, _ = self.drawn(data)
        if not is_example:
            self.store.rename(scenario_id, self.name())
            self.moved()

    @precondition(lambda self: len(self.now) > 1)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        self.store.delete(self.drawn(data)[0])
        self.moved()

    def gone_to(self, applied: Applied | None, state: State) -> None:
        assert applied is not None
        assert applied.scenario_id in [scenario_id for scenario_id, _, _ in state]
        assert self.store.last_scenario() == applied.scenario_id
        assert self.state() == state
        self.now = state

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        self.future.append(self.now)
        self.gone_to(self.store.undo(), self.past.pop())

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        self.past.append(self.now)
        self.gone_to(self.store.redo(), self.future.pop())

    @rule()
    def restart(self) -> None:
        self.store.close()
        self.store = Store.open(self.folder / "caseload.db", EXAMPLES)
        assert self.state() == self.now

    def teardown(self) -> None:
        if not hasattr(self, "store"):
            return
        while self.future:
            self.redo()
        end = texts(self.now)
        while self.past:
            self.undo()
        assert self.store.undo() is None
        ((_, _, example),) = self.now
        assert plan_text(example) == plan_text(whole_plan("Example"))
        while self.future:
            self.redo()
        assert self.store.redo() is None
        assert texts(self.state()) == end
        self.store.close()
        shutil.rmtree(self.folder)


def texts(state: State) -> list[str]:
    return [plan_text(plan) for _, _, plan in state]


TestSessions = Sessions.TestCase
TestSessions.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
