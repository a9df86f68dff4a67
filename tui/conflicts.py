"""Conflicts between a branch and its base, in words: which row, what it was and is, and what a choice does. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from scenarios.columns import Column, column, columns
from scenarios.merging import Place
from scenarios.naming import describe
from scenarios.plan import TABLES, Plan, Row
from scenarios.rebase import Choices, Conflict
from tui import format as fmt
from tui.differences import KINDS, whole_text
from tui.sheets.sheet import names
from tui.widgets.grid_model import NARROWEST, PADDING, GridColumn, GridRow, GridTable

UNDECIDED = "choose"


def columns_within(room: int) -> tuple[GridColumn, ...]:
    """The columns, as wide as so many columns of the screen have room for."""
    what, taken = room // 3 - PADDING, len(UNDECIDED)
    each = max(NARROWEST, (room - what - taken - 2 * PADDING) // 3 - PADDING)
    return (
        GridColumn("what", "In conflict", width=what),
        GridColumn("taken", "Taken", width=taken),
        GridColumn("then", "Base then", width=each),
        GridColumn("now", "Base now", width=each),
        GridColumn("mine", "Mine", width=each),
    )


@dataclass(frozen=True)
class Sides:
    """The base as it was and as it is, and the branch."""

    then: Plan
    now: Plan
    mine: Plan

    def table(self, conflicts: Sequence[Conflict], choices: Choices, room: int) -> GridTable:
        """Every conflict, by its number, with what is taken so far."""
        rows = tuple(self._row(number, each, choices) for number, each in enumerate(conflicts))
        return GridTable(columns_within(room), rows)

    def _row(self, number: int, conflict: Conflict, choices: Choices) -> GridRow:
        taken = choices.get(conflict.key)
        texts = (self.what(conflict), taken or UNDECIDED, *self.values(conflict))
        return GridRow(str(number), texts, ("", "" if taken else "fault", "", "", ""))

    def what(self, conflict: Conflict) -> str:
        """The field first, then the row: `Posts: Social Worker, West`."""
        row = self._described(conflict)
        field = column(TABLES[conflict.table], conflict.field).title if conflict.field else KINDS[conflict.table]
        return ": ".join(part for part in (field, row) if part)

    def _described(self, conflict: Conflict) -> str:
        sides = ((plan, plan.by_ref[conflict.table].get(conflict.ref)) for plan in (self.mine, self.now))
        return next(describe(plan, conflict.table, row) for plan, row in sides if row is not None)

    def values(self, conflict: Conflict) -> tuple[str, str, str]:
        """The base then, the base now and mine."""
        return (
            self._value(conflict, self.then, conflict.then),
            self._value(conflict, self.now, conflict.now),
            self._value(conflict, self.mine, conflict.mine),
        )

    def _value(self, conflict: Conflict, plan: Plan, value: Any) -> str:
        if isinstance(value, Row):
            return _row_text(conflict, plan, value)
        if not conflict.field:
            return fmt.UNKNOWN if conflict.then is None else "deleted"
        return _cell(plan, column(TABLES[conflict.table], conflict.field), value)

    def why(self, conflict: Conflict) -> str:
        """Why it is a conflict, and what taking either side does."""
        match conflict.reason:
            case "field":
                return "The base and this branch changed it differently."
            case "deleted":
                who = "The base deleted it, this branch" if conflict.now is None else "This branch deleted it, the base"
                return f"{who} changed it."
            case "refers":
                return self._why_lost(conflict)
            case _:
                return "Each change is sound, but not the two together: the whole row is taken from one side."

    def _why_lost(self, conflict: Conflict) -> str:
        """Names what is gone, and which side brings it back."""
        mine = [place for place in conflict.lost if place[1] in self.mine.by_ref[place[0]]]
        if mine:
            goes = "drops this row" if conflict.now is None else "takes the row as the base has it"
            return f"The base deleted {_named(self.mine, mine)}: mine brings back what this row needs, base {goes}."
        goes = "drops this row" if conflict.mine is None else "keeps the row as it is here"
        lost = _named(self.now, conflict.lost)
        return f"This branch deleted {lost}: base brings back what this row needs, mine {goes}."


def _row_text(conflict: Conflict, plan: Plan, row: Row) -> str:
    """What a row has otherwise than the other versions of it; its figures and dates where there is no other."""
    others = [vars(each) for each in (conflict.then, conflict.now, conflict.mine) if each is not None]
    own = vars(row)
    differ = [each for each in columns(type(row)) if any(other[each.name] != own[each.name] for other in others)]
    return ", ".join(f"{each.title} {_cell(plan, each, own[each.name])}" for each in differ) or whole_text(row)


def _cell(plan: Plan, of: Column, value: Any) -> str:
    return fmt.cell(of, value, names(plan, of.refers)) or fmt.UNKNOWN


def _named(plan: Plan, lost: Sequence[Place]) -> str:
    """Rows in words; a line whose team or role is named is not."""
    wholes = [place for place in lost if place[0] != "establishment"]
    return " and ".join(describe(plan, table, plan.by_ref[table][ref]) for table, ref in wholes or lost)
