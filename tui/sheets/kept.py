"""Rows of a table of the plan: made when they are looked at, and kept from state to state while they say the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from scenarios.plan import Row
from scenarios.totals import Scope
from scenarios.worked_out import WorkedOut
from tui.session import View
from tui.sheets.sheet import SheetRow, SheetRows
from tui.widgets.grid_model import longest

FEW = 20
"""A state with less than one in so many rows changed follows another; with more, it is as fast looked through anew."""

Values = NDArray[np.float64]
"""Values of worked-out columns: rows × columns."""
Make = Callable[[Row, tuple[float, ...]], SheetRow]
"""Makes a row of the table of one of the plan and its values."""
Longest = Callable[[Sequence[Row], Values], int]
"""How many columns of the screen the longest text of a column takes, of rows of the plan and their values."""


class State(SheetRows):
    """The rows as they are in one state of a plan."""

    def __init__(self, rows: Sequence[Row], values: Values, make: Make, columns: Sequence[Longest]) -> None:
        super().__init__(len(rows), lambda place: make(rows[place], tuple(values[place].tolist())))
        self._rows, self._values, self._columns = rows, values, columns
        self._ids = np.fromiter(map(id, rows), dtype=np.int64, count=len(rows))

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where each row is, by its key; known without making any."""
        return {row.ref: place for place, row in enumerate(self._rows)}

    @cached_property
    def longest(self) -> tuple[int, ...]:
        """How many columns of the screen the longest text of each column takes, known without making rows."""
        return tuple(column(self._rows, self._values) for column in self._columns) if len(self) else ()

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
        self.longest = self._longest_since(other, changed) if changed else other.longest

    def _longest_since(self, other: State, changed: Sequence[int]) -> tuple[int, ...]:
        """Only a column of which a longest text may have gone is looked through."""
        then, now = (longest(state[place].lengths for place in changed) for state in (other, self))
        return tuple(
            max(known, new) if old < known or new >= known else column(self._rows, self._values)
            for column, known, old, new in zip(self._columns, other.longest, then, now, strict=True)
        )


class Kept:
    """Rows made so far of a table."""

    def __init__(self, table: str, make: Make, columns: Sequence[Longest]) -> None:
        self.rows = dict[int, SheetRow]()
        """By the id of the plan's row; each holds its own, so that no other can have that id."""
        self._table = table
        self._make = make
        self._columns = columns
        self._states = WeakKeyDictionary[WorkedOut, dict[Scope, State]]()

    def state(self, view: View, now: Callable[[], tuple[Sequence[Row], Values]]) -> State:
        """The rows of a view. They are kept as long as what its plan has been worked out to."""
        states = self._states.setdefault(view.worked_out, {})
        if view.scope not in states:
            self._forget(view.plan.rows(self._table))
            states[view.scope] = self._new(view.scope, *now())
        return states[view.scope]

    def _new(self, scope: Scope, rows: Sequence[Row], values: Values) -> State:
        state = State(rows, values, self._row, self._columns)
        others = [states[scope] for states in self._states.values() if scope in states]
        compared = [(state.changed(other), other) for other in others]
        if compared:
            changed, nearest = min(compared, key=lambda each: len(each[0]))
            if FEW * len(changed) < len(rows):
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
