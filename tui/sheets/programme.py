"""The programme's finance table, typed and worked out, as councils report it. £000."""

from __future__ import annotations

from collections.abc import Iterator

from scenarios.columns import column as column_of
from scenarios.money.programme import (
    ESTIMATES,
    FIGURES,
    TYPED,
    Amount,
    Amounts,
    Column,
    Programme,
    ProgrammeRow,
    programme,
)
from scenarios.periods import add_months
from scenarios.plan import Funding, Plan, ProgrammeLine, ProgrammeYear
from scenarios.years import MONTHS, financial_year
from tui import format as fmt
from tui.session import View
from tui.sheets.sheet import Sheet, SheetColumn, SheetRow, Target

LINE = ("label", "group", "basis")
ABOUT = (*LINE, *ESTIMATES)
HEADS = {
    "full_estimate": "Full est.",
    "latest_estimate": "Latest est.",
    "basis": "Basis",
    "actual": "act",
    "planned": "plan",
    "projected": "proj",
    "variation": "var",
}
WIDTH = 30
FUNDING = "=funding"
PARTIAL = "*"


class ProgrammeSheet(Sheet):
    """Lines by group with their totals, funding, and what funding leaves to find. Always of the whole plan."""

    def columns(self, view: View) -> tuple[SheetColumn, ...]:
        """What a line is, its estimates, the figures of every year, and what its projected ones are worked out from."""
        label, group, basis, *estimates = (_about_column(name) for name in ABOUT)
        return (label, group, *estimates, *(_year_column(each) for each in _year_columns(view)), basis)

    def rows(self, view: View) -> tuple[SheetRow, ...]:
        """Every group with its total, the whole, totals from reports with what they differ by, then funding."""
        table = programme(view.plan, view.costs)
        return tuple(Layout(view).rows(table)) if table else ()

    def target(self, view: View, key: str, column: str) -> Target | None:
        """The field of a line, or of one of its years, which comes with what is typed; the same of funding."""
        plan, (year, _, figure) = view.plan, column.rpartition(" ")
        if key == FUNDING:
            return _of_year(plan, "funding", year, figure) if figure in TYPED else None
        line = plan.by_ref["programme"].get(key)
        if line is None:
            return None
        if column in ABOUT:
            return Target("programme", key, column, column_of(ProgrammeLine, column), vars(line)[column])
        return _of_year(plan, "programme_years", f"{key}/{year}", figure) if figure in TYPED else None


def _year_columns(view: View) -> tuple[Column, ...]:
    """The figures of the year before the plan, of every year it reaches, and of those that anything is typed for."""
    ends = view.projection.dates[1:]
    years = {financial_year(add_months(ends[0], -MONTHS)), *map(financial_year, ends)}
    years |= {row.year for row in view.plan.programme_years} | {row.year for row in view.plan.funding}
    return tuple(Column(year, figure) for year in sorted(years) for figure in FIGURES)


def _about_column(name: str) -> SheetColumn:
    each = column_of(ProgrammeLine, name)
    width = WIDTH if name == "label" else None
    return SheetColumn(name, HEADS.get(name, each.title), each.help, each.kind == "number", editable=True, width=width)


def _year_column(each: Column) -> SheetColumn:
    typed = each.figure in TYPED
    text = (
        column_of(ProgrammeYear, each.figure).help if typed else "Projected less planned; brackets: less than planned."
    )
    return SheetColumn(_name(each), f"{each.year[2:]} {HEADS[each.figure]}", text, numeric=True, editable=typed)


def _name(each: Column) -> str:
    return f"{each.year} {each.figure}" if each.year else each.figure


def _of_year(plan: Plan, table: str, ref: str, figure: str) -> Target:
    row = plan.by_ref[table].get(ref)
    described = column_of(Funding if table == "funding" else ProgrammeYear, figure)
    return Target(table, ref, figure, described, vars(row)[figure] if row is not None else None)


class Layout:
    """The rows of the table over the columns of a view."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.order = (*(Column("", name) for name in ESTIMATES), *_year_columns(view))
        self.every = frozenset((*LINE, *map(_name, self.order)))

    def rows(self, table: Programme) -> Iterator[SheetRow]:
        """The whole table, row by row."""
        for lines, total, title in (
            (table.temporary, table.temporary_total, "Temporary, total"),
            (table.permanent, table.permanent_total, "Permanent, total"),
        ):
            yield from map(self._line, lines)
            if lines:
                yield self._worked_out(f"={title}", title, total)
        yield from map(self._line, table.contingency)
        yield self._worked_out("=total", "All lines, total", table.total)
        for row in table.typed_totals:
            yield self._line(row)
            if row.differences:
                yield self._difference(row)
        yield self._funding(table.funding)
        yield self._worked_out("=additional", "Additional funding required", table.additional)

    def _line(self, row: ProgrammeRow) -> SheetRow:
        label, group, basis = (fmt.cell(column_of(ProgrammeLine, name), vars(row.line)[name]) for name in LINE)
        fixed = frozenset(_name(each) for each, amount in row.amounts.items() if amount.worked_out)
        return SheetRow(row.line.id, (label, group, *self._texts(row.amounts), basis), fixed)

    def _worked_out(self, key: str, title: str, amounts: Amounts) -> SheetRow:
        return SheetRow(key, (title, "", *self._texts(amounts), ""), self.every, is_total=True)

    def _difference(self, row: ProgrammeRow) -> SheetRow:
        """By how much a total from a report is more than its lines."""
        apart = {each: Amount(difference) for each, difference in row.differences.items()}
        return self._worked_out(f"=differs/{row.line.id}", "differs from its lines by", apart)

    def _funding(self, amounts: Amounts) -> SheetRow:
        typed = {_name(each) for each in self.order if each.figure in TYPED}
        return SheetRow(FUNDING, ("Available funding", "", *self._texts(amounts), ""), self.every - typed)

    def _texts(self, amounts: Amounts) -> Iterator[str]:
        for each in self.order:
            amount = amounts.get(each)
            yield "" if amount is None else fmt.thousands(amount.value) + (PARTIAL if amount.partial else "")
