"""Rows of a table of the plan: made when they are looked at, and kept from state to state while they say the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from scenarios.plan import Row
from scenarios.totals import Scope
from scenarios.worked_out import WorkedOut
from tui.session import View
from tui.sheets.sheet import SheetRow, SheetRows

Values = NDArray[np.float64]
"""Values of worked-out columns: rows × columns."""
Make = Callable[[Row, tuple[float, ...]], SheetRow]
"""Makes a row of the table of one of the plan and its values."""


class State(SheetRows):
    """The rows as they are in one state of a plan."""

    def __init__(self, rows: Sequence[Row], values: Values, make: Make) -> None:
        super().__init__(len(rows), lambda place: make(rows[place], tuple(values[place].tolist())))
        self._rows, self._values = rows, values
        self._ids = np.fromiter(map(id, rows), dtype=np.int64, count=len(rows))

    @cached_property
    def lengths(self) -> NDArray[np.int32]:
        """How many columns of the screen each cell's text takes: rows × columns."""
        return np.array([row.lengths for row in self], dtype=np.int32)

    @cached_property
    def longest(self) -> tuple[int, ...]:
        """How many columns of the screen the longest text of each column takes; empty where there are no rows."""
        return tuple(self.lengths.max(axis=0).tolist()) if len(self) else ()

    def changed(self, other: State) -> list[int]:
        """In which places another state has another row or other values."""
        if len(other) != len(self):
            return list(range(len(self)))
        differ = (self._ids != other._ids) | (self._values != other._values).any(axis=1)
        places: list[int] = np.flatnonzero(differ).tolist()
        return places

    def follow(self, other: State, changed: Sequence[int]) -> None:
        """Take over what is known of all rows of another state, but for the places that have changed."""
        if any(self._rows[place].ref != other._rows[place].ref for place in changed):
            return
        self.places = other.places
        self.lengths = other.lengths.copy()
        for place in changed:
            self.lengths[place] = self[place].lengths


class Kept:
    """Rows made so far of a table."""

    def __init__(self, table: str, make: Make) -> None:
        self.rows = dict[int, SheetRow]()
        """By the id of the plan's row; each holds its own, so that no other can have that id."""
        self._table = table
        self._make = make
        self._states = WeakKeyDictionary[WorkedOut, dict[Scope, State]]()

    def state(self, view: View, now: Callable[[], tuple[Sequence[Row], Values]]) -> State:
        """The rows of a view. They are kept as long as what its plan has been worked out to."""
        states = self._states.setdefault(view.worked_out, {})
        if view.scope not in states:
            self._forget(view.plan.rows(self._table))
            states[view.scope] = self._new(view.scope, *now())
        return states[view.scope]

    def _new(self, scope: Scope, rows: Sequence[Row], values: Values) -> State:
        state = State(rows, values, self._row)
        others = [states[scope] for states in self._states.values() if scope in states]
        compared = [(state.changed(other), other) for other in others]
        if compared:
            changed, nearest = min(compared, key=lambda each: len(each[0]))
            if 2 * len(changed) < len(rows):
                state.follow(nearest, changed)
        return state

    def _row(self, row: Row, values: tuple[float, ...]) -> SheetRow:
        found = self.rows.get(id(row))
        if found is None or found.made_of[1] != values:
            found = self.rows[id(row)] = self._make(row, values)
        return found

    def _forget(self, rows: Sequence[Row]) -> None:
        """Let go of other rows than these, once they are more than two plans'."""
        if len(self.rows) > 3 * len(rows):
            for key in self.rows.keys() - set(map(id, rows)):
                del self.rows[key]
