"""Tables whose rows are rows of the plan: every field that can be typed, then what is worked out from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import repeat
from typing import Any

from scenarios.columns import Column, column, columns
from scenarios.plan import TABLES, Line, Row
from scenarios.totals import WHOLE_PLAN
from tui import format as fmt
from tui.session import View
from tui.sheets.sheet import NAMED_TABLES, Sheet, SheetColumn, SheetRow, Target, names

VACANT = replace(
    column(Line, "in_post"),
    name="vacant",
    title="Vacant",
    help="Posts with no permanent holder; typing it sets in post.",
)


@dataclass(frozen=True)
class Extra:
    """A worked-out column beside the entered ones."""

    name: str
    title: str
    help: str
    values: Callable[[View], Sequence[float]]
    """Its values, for every row of the plan's table in turn."""
    text: Callable[[float], str] = fmt.fte


class EnteredSheet(Sheet):
    """A table of the plan on the screen."""

    def __init__(
        self,
        name: str,
        tab: str,
        title: str,
        table: str,
        *,
        empty: str,
        help_text: str,
        fields: Iterable[str] = (),
        fixed: Iterable[str] = (),
        extras: Iterable[Extra] = (),
        trailing: Iterable[str] = (),
    ) -> None:
        super().__init__(name, tab, title, table, empty=empty, help_text=help_text)
        row_class = TABLES[table]
        order = tuple(fields) or tuple(each.name for each in columns(row_class) if each.name not in ("id", "key"))
        self._trailing = frozenset(trailing)
        self._typed = {each: VACANT if each == "vacant" else column(row_class, each) for each in (*order, *trailing)}
        self._fixed = frozenset(fixed)
        self._extras = tuple(extras)

    def columns(self, view: View) -> tuple[SheetColumn, ...]:
        """Entered columns, worked-out ones, then the entered ones that matter less."""
        leading, trailing = self._shown(view)
        worked_out = (SheetColumn(each.name, each.title, each.help, numeric=True) for each in self._extras)
        return (*map(self._column, leading), *worked_out, *map(self._column, trailing))

    def _column(self, each: Column) -> SheetColumn:
        numeric = each.kind in ("number", "whole")
        return SheetColumn(each.name, each.title, each.help, numeric, each.name not in self._fixed)

    def _shown(self, view: View) -> tuple[list[Column], list[Column]]:
        """Entered columns before and after the worked-out ones; the team's is left out where there is only one."""
        one_team = len(view.teams) == 1 and self.table != "teams"
        shown = [each for each in self._typed.values() if not (one_team and each.name == "team")]
        leading = [each for each in shown if each.name not in self._trailing]
        return leading, [each for each in shown if each.name in self._trailing]

    def frozen(self, view: View) -> int:
        """The columns that say which row it is: team and role, as far as they are shown."""
        return max(1, sum(each.name in ("team", "role") for each in self._shown(view)[0][:2]))

    def rows(self, view: View) -> tuple[SheetRow, ...]:
        """The rows that belong to a team in scope, or to none.

        Those of which neither the plan's row nor anything worked out has changed are taken from earlier views.
        """
        leading, trailing = self._shown(view)
        names_of = {table: names(view.plan, table) for table in NAMED_TABLES}
        kept: dict[int, SheetRow] = view.kept((self.name, *(each.name for each in leading)), names_of)
        self._forget(kept, view.plan.rows(self.table))

        def typed(row: Row, shown: list[Column]) -> Iterable[str]:
            return (fmt.cell(each, value_of(row, each.name), names_of.get(each.refers)) for each in shown)

        def made(row: Row, values: tuple[float, ...]) -> SheetRow:
            extras = (extra.text(value) for extra, value in zip(self._extras, values, strict=True))
            return SheetRow(row.ref, (*typed(row, leading), *extras, *typed(row, trailing)), made_of=(row, values))

        def shown(row: Row, values: tuple[float, ...]) -> SheetRow:
            found = kept.get(id(row))
            if found is None or found.made_of[1] != values:
                found = kept[id(row)] = made(row, values)
            return found

        every = self._beside(view)
        if view.scope == WHOLE_PLAN:
            return tuple(shown(row, values) for row, values in every)
        held = set(view.teams)
        return tuple(shown(row, values) for row, values in every if in_scope(row, held))

    @staticmethod
    def _forget(kept: dict[int, SheetRow], rows: Sequence[Row]) -> None:
        """Let go of other rows than these, once they are more than two plans'. Each holds its row: ids are its own."""
        if len(kept) > 3 * len(rows):
            for key in kept.keys() - set(map(id, rows)):
                del kept[key]

    def _beside(self, view: View) -> Iterable[tuple[Row, tuple[float, ...]]]:
        """Every row of the plan's table with the values of the worked-out columns."""
        rows = view.plan.rows(self.table)
        worked_out = zip(*(extra.values(view) for extra in self._extras), strict=True) if self._extras else ()
        return zip(rows, worked_out or repeat((), len(rows)), strict=True)

    def target(self, view: View, key: str, column: str) -> Target | None:
        """The field that an entered cell shows."""
        row = view.plan.by_ref[self.table].get(key)
        if row is None or column not in self._typed or column in self._fixed:
            return None
        return Target(self.table, key, column, self._typed[column], value_of(row, column))


def value_of(row: Row, field: str) -> Any:
    """The value a cell shows: a field of the row, or the vacancy that posts and in post come to."""
    if field == "vacant" and isinstance(row, Line):
        return round(max(row.posts - row.in_post, 0.0), 2)
    return getattr(row, field)


def in_scope(row: Row, teams: set[str]) -> bool:
    """Whether a row belongs to one of these teams; a row of no team belongs everywhere."""
    values = vars(row)
    if "from_team" in values:
        return values["from_team"] in teams or values["to_team"] in teams
    if "service" in values:
        return row.ref in teams
    return values.get("team", None) is None or values["team"] in teams


def position_extra(name: str, title: str, text: str) -> Extra:
    """A worked-out column of the establishment, from the position."""

    def values(view: View) -> Sequence[float]:
        now: list[float] = getattr(view.projection.now, name).tolist()
        return now

    return Extra(name, title, text, values)


def team_extra(name: str, title: str, text: str, style: Callable[[float], str] = fmt.fte) -> Extra:
    """A worked-out column of a team, from its figures at the position."""
    return Extra(
        name,
        title,
        text,
        lambda view: [float(getattr(view.team(team.key), name)[0]) for team in view.plan.teams],
        style,
    )
