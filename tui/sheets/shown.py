"""A table of the workspace as the grid shows it, with what a preview has moved marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from tui import format as fmt
from tui.entry import hint
from tui.session import View
from tui.sheets.sheet import Sheet, SheetColumn, SheetRow, SheetRows, Target, names
from tui.widgets.grid_model import CellStyle, GridColumn, GridRow, GridTable
from tui.widgets.rows_on_demand import OnDemand


@dataclass(frozen=True)
class SheetTable(GridTable):
    """A table of which only the rows that are looked at are drawn up."""

    made_of: SheetRows = field(kw_only=True, repr=False)

    @cached_property
    def row_index(self) -> Mapping[str, int]:
        """Where each row is, by its key."""
        return self.made_of.places

    @cached_property
    def longest(self) -> tuple[int, ...]:
        """How many columns of the screen the longest text of each column takes."""
        return self.made_of.longest


def shown_table(sheet: Sheet, view: View, before: View | None) -> GridTable:
    """The grid's table of a sheet; worked-out cells that differ from `before` are marked as moved."""
    columns, rows = sheet.columns(view), _rows(sheet, view)
    then = _rows(sheet, before) if before else rows

    def drawn(place: int) -> GridRow:
        row = rows[place]
        old = then.places.get(row.key) if then is not rows else None
        return _row(row, columns, row if old is None else then[old])

    first = rows[0].key if rows else ""
    return SheetTable(
        columns=tuple(_column(view, column, sheet.target(view, first, column.name)) for column in columns),
        rows=OnDemand(len(rows), drawn),
        frozen=sheet.frozen(view),
        empty=sheet.nothing(view),
        made_of=rows,
    )


def _rows(sheet: Sheet, view: View) -> SheetRows:
    """The rows of a sheet, made once for a view: each key typed is held against the same plan as committed."""
    made_for = sheet.made_for(view)
    rows: SheetRows | None = view.rows_shown.get(made_for)
    if rows is None:
        rows = view.rows_shown[made_for] = SheetRows.of(sheet.rows(view))
    return rows


def _column(view: View, column: SheetColumn, target: Target | None) -> GridColumn:
    by_key = names(view.plan, target.column.refers) if target else {}
    choices = tuple(by_key.values()) or (target.column.choices if target else ())
    return GridColumn(
        name=column.name,
        title=column.title,
        width=column.width,
        align="right" if column.numeric else "left",
        editable=column.editable,
        help=column.help,
        hint=hint(target.column, by_key) if target and column.name != "value" else "",
        choices=choices,
    )


def _row(row: SheetRow, columns: tuple[SheetColumn, ...], old: SheetRow) -> GridRow:
    if old is not row and old.cells != row.cells:
        return _drawn(row, columns, old.cells)
    if not row.drawn:
        row.drawn.append(_drawn(row, columns, row.cells))
    return row.drawn[0]


def _drawn(row: SheetRow, columns: tuple[SheetColumn, ...], old: tuple[str, ...]) -> GridRow:
    cells = zip(columns, row.cells, old, strict=True)
    return GridRow(row.key, row.cells, tuple(_style(row, column, now != then) for column, now, then in cells))


def _style(row: SheetRow, column: SheetColumn, moved: bool) -> CellStyle:  # noqa: FBT001 - a style is made of these
    if column.editable and column.name not in row.fixed:
        return ""
    return "changed" if moved else "total" if row.is_total else "worked"


def edit_text(sheet: Sheet, view: View, key: str, column: str) -> str:
    """The text that the editor of a cell begins with."""
    target = sheet.target(view, key, column)
    if target is None:
        return ""
    return fmt.edit_text(target.column, target.value, names(view.plan, target.column.refers))
