"""The programme's finance table: lines with what the plan makes of them, totals, and what funding leaves to find.

Amounts are £000. Totals come from the lines; a total typed from a report is only checked against them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from scenarios.hundredths import less
from scenarios.money.costs import Money
from scenarios.money.scope import ScopeMoney, scope_money
from scenarios.plan import Plan, ProgrammeLine

Estimate = Literal["full_estimate", "latest_estimate"]
Typed = Literal["actual", "planned", "projected"]
ESTIMATES: tuple[Estimate, ...] = get_args(Estimate)
TYPED: tuple[Typed, ...] = get_args(Typed)
FIGURES = (*TYPED, "variation")
ADDED_UP = ("temporary", "permanent", "contingency")
THOUSAND = 1000


@dataclass(frozen=True, order=True)
class Column:
    """An estimate, which has no year, or a figure of a financial year."""

    year: str
    figure: str


@dataclass(frozen=True)
class Amount:
    """£000; `worked_out` where the plan says it, `partial` where something is missing from what the plan says."""

    value: float
    worked_out: bool = False
    partial: bool = False


Amounts = Mapping[Column, Amount]


@dataclass(frozen=True)
class ProgrammeRow:
    """A line of the table; a column that it has nothing in is not there."""

    line: ProgrammeLine
    amounts: Amounts
    differences: Mapping[Column, float] = field(default_factory=dict)
    """Of a total typed from a report: by how much it is more than its lines, where it is not the same."""


@dataclass(frozen=True)
class Programme:
    """The whole table. Variation is projected less planned."""

    columns: tuple[Column, ...]
    """Those that any row has something in: estimates, then year by year."""
    temporary: tuple[ProgrammeRow, ...]
    permanent: tuple[ProgrammeRow, ...]
    contingency: tuple[ProgrammeRow, ...]
    typed_totals: tuple[ProgrammeRow, ...]
    temporary_total: Amounts
    permanent_total: Amounts
    total: Amounts
    """Of all lines, contingency among them."""
    funding: Amounts
    additional: Amounts
    """Additional funding required: total less funding, below 0 where funding is left over."""


def programme(plan: Plan, money: Money | None) -> Programme | None:
    """The programme's table, with what a plan costs; None where there is neither a line nor funding."""
    if not plan.programme and not plan.funding:
        return None
    costs = scope_money(money) if money else None
    rows = [ProgrammeRow(line, _amounts(plan, line, costs)) for line in plan.programme]
    temporary, permanent, contingency = (_of_group(rows, group) for group in ADDED_UP)
    total = _total((*temporary, *permanent, *contingency))
    typed = [replace(row, differences=_differences(row.amounts, total)) for row in _of_group(rows, "total")]
    funding = _funding(plan)
    return Programme(
        columns=_columns([*(row.amounts for row in rows), funding]),
        temporary=temporary,
        permanent=permanent,
        contingency=contingency,
        typed_totals=tuple(typed),
        temporary_total=_total(temporary),
        permanent_total=_total(permanent),
        total=total,
        funding=funding,
        additional=_additional(total, funding),
    )


def _of_group(rows: Iterable[ProgrammeRow], group: str) -> tuple[ProgrammeRow, ...]:
    return tuple(row for row in rows if row.line.group == group)


def _amounts(plan: Plan, line: ProgrammeLine, costs: ScopeMoney | None) -> Amounts:
    """What a line has: as typed, and in whole years of the plan as the plan has it where it says what by."""
    typed = {Column("", each): vars(line)[each] for each in ESTIMATES}
    for row in plan.programme_years:
        if row.line == line.id:
            typed |= {Column(row.year, each): vars(row)[each] for each in TYPED}
    amounts = {column: Amount(value) for column, value in typed.items() if value is not None}
    return _with_variation(amounts | _worked_out(line, costs))


def _funding(plan: Plan) -> Amounts:
    given = {Column(row.year, each): vars(row)[each] for row in plan.funding for each in TYPED}
    return _with_variation({column: Amount(value) for column, value in given.items() if value is not None})


def _worked_out(line: ProgrammeLine, costs: ScopeMoney | None) -> dict[Column, Amount]:
    if line.basis is None or costs is None:
        return {}
    partial = bool(costs.unpaid) or (line.basis in ("agency", "net") and bool(costs.unrated))
    pounds = getattr(costs.years, line.basis).tolist()
    return {
        Column(year.name, "projected"): Amount(thousands(amount), worked_out=True, partial=partial)
        for year, amount in zip(costs.financial_years, pounds, strict=True)
        if year.whole
    }


def thousands(pounds: float) -> float:
    """Pounds, to the penny, as £000 to the nearest whole one; halves away from 0."""
    return math.copysign(math.floor(abs(round(pounds, 2)) / THOUSAND + 0.5), pounds) + 0.0


def _with_variation(amounts: Amounts) -> Amounts:
    """Amounts with projected less planned for every year that has both."""
    found = dict(amounts)
    for column, projected in amounts.items():
        planned = amounts.get(Column(column.year, "planned"))
        if column.figure == "projected" and planned is not None:
            found[Column(column.year, "variation")] = _less(projected, planned)
    return found


def _less(amount: Amount, part: Amount) -> Amount:
    value = less(amount.value, part.value) + 0.0
    return Amount(value, amount.worked_out or part.worked_out, amount.partial or part.partial)


def _total(rows: tuple[ProgrammeRow, ...]) -> Amounts:
    """Lines added up by column, wherever any of them has something."""
    found: dict[Column, Amount] = {}
    for row in rows:
        for column, amount in row.amounts.items():
            if column.figure != "variation":
                found[column] = _plus(found.get(column), amount)
    return _with_variation(found)


def _plus(so_far: Amount | None, amount: Amount) -> Amount:
    if so_far is None:
        return amount
    value = round(so_far.value + amount.value, 2)
    return Amount(value, so_far.worked_out or amount.worked_out, so_far.partial or amount.partial)


def _differences(typed: Amounts, total: Amounts) -> dict[Column, float]:
    nothing = Amount(0.0)
    apart = {column: less(amount.value, total.get(column, nothing).value) for column, amount in typed.items()}
    return {column: difference for column, difference in apart.items() if difference}


def _additional(total: Amounts, funding: Amounts) -> Amounts:
    """Total less funding in every column of a year that has both; its variation is that of the two."""
    return {column: _less(total[column], amount) for column, amount in funding.items() if column in total}


def _columns(rows: Iterable[Amounts]) -> tuple[Column, ...]:
    """Every column in use, in the order of reports."""
    used = {column for amounts in rows for column in amounts}
    order = {figure: place for place, figure in enumerate((*ESTIMATES, *FIGURES))}
    return tuple(sorted(used, key=lambda column: (column.year, order[column.figure])))
