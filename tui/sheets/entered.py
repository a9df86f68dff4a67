"""Tables whose rows are rows of the plan: every field that can be typed, then what is worked out from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from scenarios.columns import Column, column, columns
from scenarios.plan import TABLES, Line, Row
from scenarios.row import by_field
from scenarios.totals import WHOLE_PLAN
from tui import format as fmt
from tui.session import View
from tui.sheets.kept import Kept, Longest, Values
from tui.sheets.sheet import Sheet, SheetColumn, SheetRow, SheetRows, Target, names_by_table
from tui.widgets.grid_model import lengths

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
    values: Callable[[View], Sequence[float] | Values]
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

    def rows(self, view: View) -> SheetRows:
        """The rows that belong to a team in scope, or to none."""
        leading, trailing = self._shown(view)
        names_of = names_by_table(view.plan)

        def typed(row: Row, shown: list[Column]) -> Iterable[str]:
            return (fmt.cell(each, value_of(row, each.name), names_of.get(each.refers)) for each in shown)

        def made(row: Row, values: tuple[float, ...]) -> SheetRow:
            extras = (extra.text(value) for extra, value in zip(self._extras, values, strict=True))
            return SheetRow(row.ref, (*typed(row, leading), *extras, *typed(row, trailing)), made_of=(row, values))

        def anew() -> Kept:
            worked_out = (_worked_out(place, extra.text) for place, extra in enumerate(self._extras))
            before, after = ([_typed(each, names_of) for each in shown] for shown in (leading, trailing))
            return Kept(self.table, made, (*before, *worked_out, *after))

        kept: Kept = view.kept((self.name, *(each.name for each in leading)), names_of, anew)
        return kept.state(view, lambda: self._in_scope(view))

    def _in_scope(self, view: View) -> tuple[Sequence[Row], Values]:
        """Rows of the plan's table with the values of the worked-out columns."""
        rows = view.plan.rows(self.table)
        values = np.empty((len(rows), len(self._extras)))
        for place, extra in enumerate(self._extras):
            values[:, place] = extra.values(view)
        if view.scope == WHOLE_PLAN:
            return rows, values
        places = places_in_scope(rows, view.teams)
        return [rows[place] for place in places], values[places]

    def target(self, view: View, key: str, column: str) -> Target | None:
        """The field that an entered cell shows."""
        row = view.plan.by_ref[self.table].get(key)
        if row is None or column not in self._typed or column in self._fixed:
            return None
        return Target(self.table, key, column, self._typed[column], value_of(row, column))


def _typed(each: Column, names_of: Mapping[str, Mapping[str, str]]) -> Longest:
    """The longest text of an entered column, by its distinct values: there are few of them."""
    names = names_of.get(each.refers)

    def longest(rows: Sequence[Row], _: Values) -> int:
        is_field = each.name in type(rows[0]).model_fields
        values = by_field(rows, each.name)[0] if is_field else [value_of(row, each.name) for row in rows]
        return max(lengths(fmt.cell(each, value, names) for value in set(values)))

    return longest


def _worked_out(place: int, text: Callable[[float], str]) -> Longest:
    """The longest text of a worked-out column, by its distinct values."""
    return lambda _, values: max(lengths(map(text, set(values[:, place].tolist()))))


def value_of(row: Row, field: str) -> Any:
    """The value a cell shows: a field of the row, or the vacancy that posts and in post come to."""
    if field == "vacant" and isinstance(row, Line):
        return round(max(row.posts - row.in_post, 0.0), 2)
    return getattr(row, field)


def places_in_scope(rows: Sequence[Row], teams: Iterable[str]) -> list[int]:
    """Where the rows of a table are that belong to one of these teams; a row of no team belongs everywhere."""
    names = vars(rows[0]) if rows else {}
    fields = ["key"] if "service" in names else [name for name in ("team", "from_team", "to_team") if name in names]
    if not fields:
        return list(range(len(rows)))
    held = {*teams, None}
    return [place for place, of in enumerate(zip(*by_field(rows, *fields), strict=True)) if not held.isdisjoint(of)]


def position_extra(name: str, title: str, text: str) -> Extra:
    """A worked-out column of the establishment, from the position."""

    def values(view: View) -> Values:
        now: Values = getattr(view.projection.now, name)
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
