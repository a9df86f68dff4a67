"""What a plan costs by financial year, and the programme's finance table as councils print it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from scenarios.compare.comparison import Comparison
from scenarios.lines import Pair
from scenarios.money.costs import money
from scenarios.money.programme import Amount, Amounts, Column, Programme, ProgrammeRow, programme
from scenarios.money.scope import ScopeMoney, scope_money
from scenarios.plan import Plan
from scenarios.projection import Projection
from tui.figures import COSTS, FIGURES
from tui.money_words import cost_sentence, year_title
from tui.shell.tables import Cell, Number, Table

WORKED_OUT, PARTIAL = "†", "*"
_PART_YEAR = "A part year has only those of its months that the plan has, and is not to be held beside a whole one."
_WORKED_OUT = f"{WORKED_OUT} From what the plan costs, whole or in part."
_PARTIAL = f"{PARTIAL} Partial: something is missing from what the plan costs."
_VARIATION = "Variation: projected less planned. In brackets: below 0."
MOVED = ("Before", "After", "Change")
_HEADS = {
    "full_estimate": "Full estimate",
    "latest_estimate": "Latest estimate",
    "actual": "Actual",
    "planned": "Planned",
    "projected": "Projected",
    "variation": "Variation",
}


def money_tables(plan: Plan, projection: Projection) -> Iterator[Table]:
    """The costs where any line has pay, the programme where there is one."""
    costs = money(plan, projection)
    if costs is not None:
        yield _years(plan, scope_money(costs))
    table = programme(plan, costs)
    if table is not None:
        yield _programme(table)


def cost_values(found: ScopeMoney, name: str) -> list[float]:
    """One cost by financial year."""
    values: list[float] = getattr(found.years, name.removeprefix("money.")).tolist()
    return values


def comparison_money(comparison: Comparison) -> Iterator[Table]:
    """The costs before and after by whole financial year, and what they come to in a sentence, where both have pay."""
    pair = comparison.money_pair()
    if pair is None:
        return
    whole = [place for place, year in enumerate(pair.after.financial_years) if year.whole]
    lacking = (_partial(pair.before), _partial(pair.after), _partial(pair.before) or _partial(pair.after))
    heads = [
        f"{when} {pair.after.financial_years[place].name}{partial}"
        for place in whole
        for when, partial in zip(MOVED, lacking, strict=True)
    ]
    rows: list[tuple[Cell, ...]] = []
    for name in COSTS:
        before, after = cost_values(pair.before, name), cost_values(pair.after, name)
        cells = (cell for place in whole for cell in _moved(name, before[place], after[place]))
        rows.append((FIGURES[name].title, *cells))
    none = () if whole else ("No financial year is whole in both.",)
    missing = (
        *_missing("Before", comparison.before, pair.before),
        *_missing("After", comparison.after, pair.after),
    )
    notes = (*none, cost_sentence(comparison), *missing)
    yield Table("What it costs, £", ("", *heads), tuple(rows) if whole else (), notes, (len(MOVED),) * len(whole))


def _moved(name: str, before: float, after: float) -> Iterator[Number]:
    figure = FIGURES[name]
    yield Number(before, figure.unit)
    yield Number(after, figure.unit)
    yield Number(after - before, figure.unit, signed=True, on_paper=figure.change(before, after))


def _years(plan: Plan, found: ScopeMoney) -> Table:
    heads = [f"{year_title(year)}{_partial(found)}" for year in found.financial_years]
    rows: list[tuple[Cell, ...]] = [_costs(found, name) for name in COSTS]
    is_part = not all(year.whole for year in found.financial_years)
    notes = (*((_PART_YEAR,) if is_part else ()), *_missing("Partial", plan, found))
    return Table("Costs by financial year, £", ("", *heads), tuple(rows), notes, (1,) * len(heads))


def _partial(found: ScopeMoney) -> str:
    return ", partial" if found.partial else ""


def _costs(found: ScopeMoney, name: str) -> tuple[Cell, ...]:
    figure = FIGURES[name]
    return (figure.title, *(Number(value, figure.unit) for value in cost_values(found, name)))


def _missing(which: str, plan: Plan, found: ScopeMoney) -> Iterator[str]:
    """Which lines the costs leave out, in words."""
    if found.unpaid:
        yield f"{which}: without pay, and in no figure: {_named(plan, found.unpaid)}."
    if found.unrated:
        yield f"{which}: agency without a rate, which costs nothing here: {_named(plan, found.unrated)}."


def _named(plan: Plan, lines: tuple[Pair, ...]) -> str:
    """Lines by role; a role in all its teams is named alone."""
    teams = {team.key: team.name for team in plan.teams}
    roles = {role.key: (place, role.name) for place, role in enumerate(plan.roles)}
    every = {role: sum(line.role == role for line in plan.establishment) for role in roles}
    told = []
    for role, group in groupby(sorted(lines, key=lambda line: roles[line[1]][0]), key=lambda line: line[1]):
        held = [teams[team] for team, _ in group]
        told.append(roles[role][1] + ("" if len(held) == every[role] else f" in {', '.join(held)}"))
    return "; ".join(told)


def _programme(table: Programme) -> Table:
    rows = tuple(_programme_rows(table))
    marks = {cell.mark for row in rows for cell in row if isinstance(cell, Number)}
    notes = [note for note in (_WORKED_OUT, _PARTIAL) if any(note[0] in mark for mark in marks)]
    years = [len(list(group)) for _, group in groupby(table.columns, key=lambda column: column.year)]
    heads = (f"{_HEADS[column.figure]} {column.year}".strip() for column in table.columns)
    return Table("Programme, £000", ("", *heads), rows, (_VARIATION, *notes), tuple(years))


def _programme_rows(table: Programme) -> Iterator[tuple[Cell, ...]]:
    for title, lines, total in (
        ("Temporary", table.temporary, table.temporary_total),
        ("Permanent", table.permanent, table.permanent_total),
    ):
        if lines:
            yield (title, *[""] * len(table.columns))
            yield from (_row(table, row.line.label, row.amounts) for row in lines)
            yield _row(table, f"{title}, total", total)
    for row in table.contingency:
        yield _row(table, _contingency(row.line.label), row.amounts)
    if table.total:
        yield _row(table, "All lines, total", table.total)
    for row in table.typed_totals:
        yield from _typed_total(table, row)
    for title, amounts in (
        ("Available funding", table.funding),
        ("Additional funding required", table.additional),
    ):
        if amounts:
            yield _row(table, title, amounts)


def _contingency(label: str) -> str:
    return label if "contingency" in label.casefold() else f"Contingency: {label}"


def _typed_total(table: Programme, row: ProgrammeRow) -> Iterator[tuple[Cell, ...]]:
    """A total typed from a report, and by how much it is more than its lines."""
    yield _row(table, row.line.label, row.amounts)
    if row.differences:
        apart = {column: Amount(difference) for column, difference in row.differences.items()}
        yield _row(table, "differs from its lines by", apart)


def _row(table: Programme, title: str, amounts: Amounts) -> tuple[Cell, ...]:
    return (title, *(_cell(column, amounts) for column in table.columns))


def _cell(column: Column, amounts: Amounts) -> Cell:
    amount = amounts.get(column)
    if amount is None:
        return ""
    mark = (WORKED_OUT if amount.worked_out else "") + (PARTIAL if amount.partial else "")
    return Number(amount.value, "thousands", mark=mark)
