"""What a table of the workspace is made of."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from scenarios.columns import Column
from scenarios.plan import CaseType, Plan, Role, Team
from scenarios.row import by_field
from scenarios.same import Same, remembered
from tui.session import View
from tui.widgets.grid_model import GridRow, lengths, longest
from tui.widgets.rows_on_demand import OnDemand


@dataclass(frozen=True)
class SheetColumn:
    """A column of a table on the screen. `editable` cells are typed; the others are worked out."""

    name: str
    title: str
    help: str = ""
    numeric: bool = False
    editable: bool = False
    width: int | None = None
    """Its width on the screen; None fits it to its texts."""


@dataclass(frozen=True)
class SheetRow:
    """A row on the screen: its key in the table, and its cells as text."""

    key: str
    cells: tuple[str, ...]
    fixed: frozenset[str] = frozenset()
    """Columns that are typed in other rows but worked out in this one."""
    is_total: bool = False
    made_of: tuple[object, ...] = field(default=(), compare=False, repr=False)
    """What its cells say, where rows are kept from view to view as long as that is the same."""
    drawn: list[GridRow] = field(default_factory=list, compare=False, repr=False)
    """The row as the grid draws it where nothing has moved, once it has been asked for."""

    @cached_property
    def lengths(self) -> tuple[int, ...]:
        """How many columns of the screen each cell's text takes."""
        return lengths(self.cells)


class SheetRows(OnDemand[SheetRow]):
    """The rows of a table, with what is known of all of them."""

    @classmethod
    def of(cls, rows: Sequence[SheetRow]) -> SheetRows:
        """Rows, also those that are made already."""
        return rows if isinstance(rows, SheetRows) else cls(len(rows), rows.__getitem__)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where each row is, by its key."""
        return {row.key: place for place, row in enumerate(self)}

    @cached_property
    def longest(self) -> tuple[int, ...]:
        """How many columns of the screen the longest text of each column takes; empty where there are no rows."""
        return longest(row.lengths for row in self)


@dataclass(frozen=True)
class Target:
    """What a cell stands for in the plan: the field of a row, how it is typed, and its value."""

    table: str
    ref: str
    field: str
    column: Column
    value: Any


class Sheet(ABC):
    """A table of the workspace."""

    def __init__(self, name: str, tab: str, title: str, table: str, *, empty: str, help_text: str) -> None:
        self.name = name
        self.tab = tab
        self.title = title
        self.table = table
        """The plan's table that rows are added to and deleted from; empty where none are."""
        self.empty = empty
        """What usually stands in place of an empty table: which key fills it."""
        self.help_text = help_text

    def nothing(self, view: View) -> str:  # noqa: ARG002 - where it depends on what is looked at
        """What stands in place of the rows where there are none."""
        return self.empty

    @abstractmethod
    def columns(self, view: View) -> tuple[SheetColumn, ...]:
        """The columns, for the scope of the view."""

    @abstractmethod
    def rows(self, view: View) -> Sequence[SheetRow]:
        """The rows in scope."""

    def made_for(self, view: View) -> tuple[object, ...]:  # noqa: ARG002 - tables that depend on more have it too
        """What the rows are made for, beside the view: they are kept as long as it is the same."""
        return (self.name,)

    def frozen(self, view: View) -> int:  # noqa: ARG002 - for tables that have it differ by scope
        """How many of the first columns stay when the table scrolls."""
        return 1

    def target(self, view: View, key: str, column: str) -> Target | None:  # noqa: ARG002 - a table with nothing to type has none
        """What a cell stands for; None for a worked-out one."""
        return None


def names(plan: Plan, table: str) -> Mapping[str, str]:
    """The names of rows by key: teams, roles or case types. Empty for any other table."""
    return names_by_table(plan).get(table, {})


def names_by_table(plan: Plan) -> Mapping[str, Mapping[str, str]]:
    """The names of rows by key, of each table whose rows have one."""
    return _names(Same(plan.teams), Same(plan.roles), Same(plan.case_types))


@remembered
def _names(
    teams: Same[tuple[Team, ...]], roles: Same[tuple[Role, ...]], case_types: Same[tuple[CaseType, ...]]
) -> Mapping[str, Mapping[str, str]]:
    tables = {"teams": teams.value, "roles": roles.value, "case_types": case_types.value}
    return {table: dict(zip(*by_field(rows, "key", "name"), strict=True)) for table, rows in tables.items()}
