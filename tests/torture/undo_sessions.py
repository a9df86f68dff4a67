"""Random sessions with a store: whatever was done, all undone is the start and all redone is the end."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from scenarios.changes import Change, apply, difference
from scenarios.edits import CellEdit, add, delete, duplicate, edit_cells, new_id
from scenarios.files import plan_text
from scenarios.plan import SINGLE, TABLES, Plan
from store.errors import Frozen, NameTaken
from store.journal import Applied
from store.store import Store
from tests.store.whole import whole_plan
from tests.torture.tally import Tally

LONG = 1000
STEPS = 50
MOST = 5
"""Scenarios in a store at once, examples among them; more of the same would only take longer to look at."""


class Known(NamedTuple):
    """A scenario of the list; `then` is what its base was, None where it has none in the store."""

    id: str
    is_example: bool
    plan: Plan
    frozen_on: dt.date | None
    then: Plan | None


State = tuple[Known, ...]

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
        self.seen: dict[tuple[str, int], Plan] = {}
        self.note_seen()

    def note_seen(self) -> None:
        """What every plan is after the last entry of its history."""
        before = self.past[-1] if self.past else ()
        for known in self.now:
            if known not in before and (entries := self.store.history(known.id)):
                self.seen[known.id, entries[0].id] = known.plan

    def state(self) -> State:
        return tuple(
            Known(info.id, info.is_example, self.store.plan(info.id), info.frozen_on, self.then(info.id))
            for info in self.store.scenarios()
        )

    def then(self, scenario_id: str) -> Plan | None:
        base = self.store.base(scenario_id)
        return None if base is None else base.then

    def moved(self, rebased: str = "") -> None:
        """Something was done. What the bases were is as remembered, but for a branch that was brought up to date."""
        self.past.append(self.now)
        self.now, self.future = self.state(), []
        assert self.now != self.past[-1]
        self.note_seen()
        remembered = {known.id: known.then for known in self.past[-1]}
        for known in self.now:
            if known.then is not None and known.id in remembered and known.id != rebased:
                assert known.then == remembered[known.id]

    def name(self) -> str:
        self.named += 1
        return f"Scenario {self.named}"

    def drawn(self, data: st.DataObject) -> Known:
        return data.draw(st.sampled_from(self.now))

    def is_refused(self, known: Known, change: Callable[[], object]) -> bool:
        """Whether a scenario is frozen, and then refuses a change."""
        if known.frozen_on is not None:
            with pytest.raises(Frozen):
                change()
            assert self.state() == self.now
        return known.frozen_on is not None

    def apply(self, known: Known, change: Change) -> None:
        if not change.rows or self.is_refused(known, lambda: self.store.apply(known.id, change)):
            return
        applied = self.store.apply(known.id, change)
        self.moved()
        here = self.store.plan(known.id)
        assert here == (known.plan if known.is_example else apply(known.plan, change))
        assert (applied.scenario_id == known.id) != known.is_example
        if known.is_example:
            assert self.then(applied.scenario_id) == known.plan

    @rule(data=st.data())
    def edit(self, data: st.DataObject) -> None:
        known = self.drawn(data)
        plan = known.plan
        edits = []
        for table, field in data.draw(st.lists(st.sampled_from(sorted(CELLS)), min_size=1, max_size=3, unique=True)):
            if plan.rows(table):
                ref = data.draw(st.sampled_from([row.ref for row in plan.rows(table)]))
                edits.append(CellEdit(table, ref, field, data.draw(CELLS[table, field])))
        self.apply(known, edit_cells(plan, edits))

    @rule(data=st.data(), table=st.sampled_from(COPIED))
    def insert(self, data: st.DataObject, table: str) -> None:
        known = self.drawn(data)
        plan = known.plan
        rows = plan.rows(table)
        if not rows:
            return
        row = data.draw(st.sampled_from(rows))
        if data.draw(st.booleans()):
            change = duplicate(plan, table, row.ref)
        else:
            copy = row.model_copy(update={row.KEY[0]: new_id()})
            change = add(plan, table, copy, data.draw(st.integers(0, len(rows))))
        self.apply(known, change)

    @rule(data=st.data(), table=st.sampled_from(LISTS))
    def remove(self, data: st.DataObject, table: str) -> None:
        known = self.drawn(data)
        plan = known.plan
        refs = [row.ref for row in plan.rows(table)]
        if refs:
            gone = data.draw(st.lists(st.sampled_from(refs), min_size=1, max_size=3, unique=True))
            self.apply(known, delete(plan, table, gone))

    @rule(data=st.data(), table=st.sampled_from(LISTS))
    def reorder(self, data: st.DataObject, table: str) -> None:
        known = self.drawn(data)
        plan = known.plan
        other = plan.with_rows(**{table: data.draw(st.permutations(plan.rows(table)))})
        self.apply(known, difference(plan, other, "Order", [table]))

    @precondition(lambda self: len(self.now) < MOST)
    @rule(data=st.data())
    def branch(self, data: st.DataObject) -> None:
        known = self.drawn(data)
        applied = self.store.branch(known.id, self.name())
        self.moved()
        assert self.then(applied.scenario_id) == known.plan

    @rule(data=st.data())
    def freeze_or_thaw(self, data: st.DataObject) -> None:
        known = self.drawn(data)
        if not known.is_example:
            (self.store.freeze if known.frozen_on is None else self.store.thaw)(known.id)
            self.moved()

    @precondition(lambda self: any(known.then for known in self.now))
    @rule(data=st.data())
    def rebase(self, data: st.DataObject) -> None:
        known = data.draw(st.sampled_from([known for known in self.now if known.then]))
        base = self.store.base(known.id)
        assert base is not None
        change = difference(known.plan, base.now, "Bring up to date", [table for table in TABLES if table != "header"])
        if self.is_refused(known, lambda: self.store.rebase(known.id, change, base.mark)):
            return
        if change.rows or base.then != base.now:
            self.store.rebase(known.id, change, base.mark)
            self.moved(rebased=known.id)
            assert self.then(known.id) == base.now
            assert self.store.plan(known.id) == apply(known.plan, change)

    @precondition(lambda self: len(self.now) < MOST)
    @rule()
    def create(self) -> None:
        self.store.create(whole_plan(self.name()), "New")
        self.moved()

    @rule(data=st.data())
    def rename(self, data: st.DataObject) -> None:
        known, name = self.drawn(data), self.name()
        if not known.is_example and not self.is_refused(known, lambda: self.store.rename(known.id, name)):
            self.store.rename(known.id, name)
            self.moved()

    @precondition(lambda self: len(self.now) > 1)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        known = self.drawn(data)
        if not self.is_refused(known, lambda: self.store.delete(known.id)):
            self.store.delete(known.id)
            self.moved()

    def gone_to(self, applied: Applied | None, state: State) -> None:
        assert applied is not None
        assert applied.scenario_id in [known.id for known in state]
        assert self.store.last_scenario() == applied.scenario_id
        assert self.state() == state
        self.now = state
        self.note_seen()

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

    @rule(data=st.data())
    def go_back(self, data: st.DataObject) -> None:
        known = self.drawn(data)
        entries = [entry.id for entry in self.store.history(known.id) if (known.id, entry.id) in self.seen]
        entry = data.draw(st.sampled_from(entries)) if entries else 0
        then = self.seen.get((known.id, entry))
        if then in (None, known.plan) or self.is_refused(known, lambda: self.store.return_to(known.id, entry)):
            return
        with suppress(NameTaken):
            self.store.return_to(known.id, entry)
            self.moved()
            assert self.store.plan(known.id) == then

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
        (example,) = self.now
        assert plan_text(example.plan) == plan_text(whole_plan("Example"))
        while self.future:
            self.redo()
        assert self.store.redo() is None
        assert texts(self.state()) == end
        self.store.close()
        shutil.rmtree(self.folder)


def texts(state: State) -> list[str]:
    return [plan_text(known.plan) for known in state]


def run(tries: int, folder: Path) -> Tally:  # noqa: ARG001 - every session has a folder of its own
    """So many random sessions; the first that goes wrong raises, with the steps that lead there."""
    steps = settings(max_examples=tries, stateful_step_count=STEPS, deadline=None, database=None)
    run_state_machine_as_test(Sessions, settings=steps)
    return Tally(Counter({"sessions": tries, "steps at most in each": STEPS}))
