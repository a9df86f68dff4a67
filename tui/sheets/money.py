"""What the scope costs, by financial year and by month, beside the scenario it is compared with. £."""

from __future__ import annotations

from collections.abc import Iterator

from scenarios.money.scope import Costs, ScopeMoney
from scenarios.years import FinancialYear
from tui import format as fmt
from tui.figures import COSTS, FIGURES
from tui.money_words import year_title
from tui.session import View
from tui.sheets.sheet import Sheet, SheetColumn, SheetRow, names

NO_PAY = "No costs yet: no role here has pay. Type it under Assumptions › Roles, the agency rate beside it."
PARTIAL = "*"
NET = "money.net"
WIDTH_WITH_NAMES = 38


class CostSheet(Sheet):
    """A table of costs, which are there once a line has pay."""

    def rows(self, view: View) -> tuple[SheetRow, ...]:
        """The costs, then the lines that they leave out."""
        money = view.money
        if money is None:
            return ()
        beside = len(self.columns(view)) - 1
        missing = (SheetRow(key, (text, *[""] * beside)) for key, text in _missing(view, money))
        return (*self.costs(view, money, _compared(view)), *missing)

    def costs(self, view: View, money: ScopeMoney, compared: ScopeMoney | None) -> Iterator[SheetRow]:
        """The rows of costs."""
        raise NotImplementedError


def _compared(view: View) -> ScopeMoney | None:
    """What the scope costs in another scenario; None where there is none, or where not both have money."""
    pair = view.against.pair(view.scope) if view.against and view.against.name else None
    return pair.costs.before if pair and pair.costs else None


def _missing(view: View, money: ScopeMoney) -> Iterator[tuple[str, str]]:
    """Keys and words for the lines that costs leave out."""
    teams, roles = names(view.plan, "teams"), names(view.plan, "roles")
    for what, lines in (("no pay", money.unpaid), ("no agency rate", money.unrated)):
        for team, role in lines:
            where = roles[role] if len(view.teams) == 1 else f"{roles[role]}, {teams[team]}"
            yield f"{what}/{team}/{role}", f"{PARTIAL} {what}: {where}"


def _width(view: View) -> int | None:
    """The width of the first column: as its texts need, with some for the names of what is missing."""
    return WIDTH_WITH_NAMES if view.money and view.money.partial else None


def _marked(title: str, money: ScopeMoney | None) -> str:
    """A head, with a mark where something is missing from what is below it."""
    return title + PARTIAL if money and money.partial else title


class YearSheet(CostSheet):
    """Every cost by financial year."""

    def columns(self, view: View) -> tuple[SheetColumn, ...]:
        """The cost, then each year: as it is, and as it is in the scenario compared with."""
        return (
            SheetColumn("cost", "£ a financial year", width=_width(view)),
            *(self._columns(view) if view.money else ()),
        )

    @staticmethod
    def _columns(view: View) -> Iterator[SheetColumn]:
        compared = _compared(view)
        for year in view.money.financial_years if view.money else ():
            heads = [_marked(year_title(year), view.money)]
            if compared:
                heads += [_marked(f"before {year.name}", compared), f"± {year.name}"]
            yield from (SheetColumn(head, head, numeric=True) for head in heads)

    def costs(self, view: View, money: ScopeMoney, compared: ScopeMoney | None) -> Iterator[SheetRow]:  # noqa: ARG002 - the year says it all
        """One row a cost; a year is held beside the same months only."""
        same = {_extent(year): place for place, year in enumerate(compared.financial_years)} if compared else {}
        for name in COSTS:
            cells: list[str] = []
            for place, year in enumerate(money.financial_years):
                now = cost(money.years, name, place)
                cells.append(FIGURES[name].text(now))
                if compared:
                    cells += _beside(compared.years, name, same.get(_extent(year)), now)
            yield SheetRow(name, (FIGURES[name].title, *cells), is_total=name == NET)


def _extent(year: FinancialYear) -> tuple[str, int, int]:
    return year.name, year.first, year.after


def _beside(costs: Costs, name: str, place: int | None, now: float) -> tuple[str, str]:
    """What a cost was, and by how much it moved; nothing where there is no like for it."""
    if place is None:
        return fmt.UNKNOWN, ""
    before = cost(costs, name, place)
    return FIGURES[name].text(before), FIGURES[name].moved(before, now)


def cost(costs: Costs, name: str, place: int) -> float:
    """One cost of a year or a month, £."""
    return float(getattr(costs, name.removeprefix("money."))[place])


class CostMonthSheet(CostSheet):
    """Every cost by month."""

    def columns(self, view: View) -> tuple[SheetColumn, ...]:
        """The month, then each cost; at the end what it comes to in the scenario compared with."""
        heads = [SheetColumn(name, _marked(FIGURES[name].title, view.money), numeric=True) for name in COSTS]
        if _compared(view):
            heads += [SheetColumn("before", "Net before", numeric=True), SheetColumn("moved", "± Net", numeric=True)]
        return (SheetColumn("date", "£ in the month to", width=_width(view)), *heads)

    def costs(self, view: View, money: ScopeMoney, compared: ScopeMoney | None) -> Iterator[SheetRow]:  # noqa: ARG002 - the dates say it all
        """One row a month; nothing is spent at the position date."""
        for period, day in enumerate(money.dates[1:], start=1):
            cells = [FIGURES[name].text(cost(money.periods, name, period)) for name in COSTS]
            if compared:
                now, there = cost(money.periods, NET, period), day in compared.dates
                cells += _beside(compared.periods, NET, period if there else None, now)
            yield SheetRow(day.isoformat(), (fmt.date(day), *cells))
