"""The plan's own settings, one a row: name, dates and what holds unless a row says otherwise."""

from __future__ import annotations

from scenarios.columns import Column, columns
from scenarios.plan import TABLES
from tui import format as fmt
from tui.session import View
from tui.sheets.sheet import Sheet, SheetColumn, SheetRow, Target

TABLES_SHOWN = ("header", "assumptions")
FIXED = ("based_on",)


class PlanSheet(Sheet):
    """Fields of the header and the assumptions as rows of name, value and meaning."""

    def columns(self, view: View) -> tuple[SheetColumn, ...]:  # noqa: ARG002 - the same for every scope
        """What is assumed, its value, and what it means."""
        return (
            SheetColumn("what", "For the whole plan"),
            SheetColumn("value", "Value", "What holds for the whole plan.", editable=True),
            SheetColumn("help", "What it means", width=68),
        )

    def rows(self, view: View) -> tuple[SheetRow, ...]:
        """One row a field."""
        return tuple(
            SheetRow(
                f"{table}.{each.name}",
                (each.title, self._text(view, table, each), each.help),
                fixed=frozenset({"value"} if each.name in FIXED else ()),
            )
            for table in TABLES_SHOWN
            for each in columns(TABLES[table])
        )

    def _text(self, view: View, table: str, each: Column) -> str:
        value = getattr(view.plan.rows(table)[0], each.name)
        if each.name == "turnover" and value is None:
            return "not set"
        return fmt.cell(each, value).partition("\n")[0]

    def target(self, view: View, key: str, column: str) -> Target | None:
        """The field behind a value."""
        table, _, field = key.partition(".")
        if column != "value" or field in FIXED:
            return None
        each = next(each for each in columns(TABLES[table]) if each.name == field)
        return Target(table, "", field, each, getattr(view.plan.rows(table)[0], field))
