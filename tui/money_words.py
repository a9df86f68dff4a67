"""What one scenario costs more or less than another, in one sentence that can be quoted. Pure."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import numpy as np

from scenarios.compare.comparison import Comparison, MoneyPair, Pair
from scenarios.periods import length
from scenarios.timeline import Array
from scenarios.totals import WHOLE_PLAN, Figures, Scope
from scenarios.years import FinancialYear
from tui import format as fmt
from tui.figures import PLACES, FigureUnit
from tui.rounding import change

MOST_YEARS = 3
"""Years told in brief: what there is room for on a screen."""
LEFT_OUT = " Left out: lines without pay, agency without a rate."


def year_title(year: FinancialYear) -> str:
    """A financial year as the head of figures, which says when it is there only in part."""
    return year.name if year.whole else f"{year.name}, part year"


def cost_sentence(comparison: Comparison, scope: Scope = WHOLE_PLAN, *, is_brief: bool = False) -> str:
    """What the second plan costs more or less than the first by year, for how many FTE and what caseload.

    FTE (in post and agency) and the caseload are means over the months of the year, as the cost is of all of them.
    Empty unless both plans have money. In brief, only the years there whole are told where there are any, the first of
    them where there are many, and not what the first plan is called.
    """
    pair = comparison.pair(scope)
    if pair.costs is None:
        return ""
    before, after = comparison.before.header.name, comparison.after.header.name
    every = list(enumerate(pair.costs.after.financial_years))
    whole = [each for each in every if each[1].whole] if is_brief else []
    name = "" if is_brief else "before" if before == after else before
    years = whole or every
    first = years[:MOST_YEARS] if is_brief else years
    told = list(_years(pair, pair.costs, name, first))
    later = [f"{len(years) - len(first)} later years on the Money tab"] if len(first) < len(years) else []
    left_out = LEFT_OUT if pair.costs.before.partial or pair.costs.after.partial else ""
    return f"{'; '.join(told + later)}.{left_out}" if told else ""


def _years(pair: Pair, costs: MoneyPair, name: str, years: list[tuple[int, FinancialYear]]) -> Iterator[str]:
    """Each year; the first that differs has the other plan's name."""
    named = False
    for place, year in years:
        cost = _changed(costs.before.years.cost[place], costs.after.years.cost[place], "pounds")
        fte, load = _mean_change(pair, year, _staff, "fte"), _mean_change(pair, year, _caseload, "caseload")
        if cost or fte or load > 0 or load < 0:
            yield f"{year_title(year)}: {_dearer(cost, '' if named else name)}, {_bought(cost, fte, load)}"
            named = True
        else:
            yield f"{year_title(year)}: no difference"


def _staff(figures: Figures) -> Array:
    return figures.in_post + figures.agency


def _caseload(figures: Figures) -> Array:
    return figures.caseload


def _mean_change(pair: Pair, year: FinancialYear, of: Callable[[Figures], Array], unit: FigureUnit) -> float:
    """The change of a mean over the months of a year, each as long as it is in the plan."""
    dates = pair.before.dates
    lengths = [length(dates, k) for k in range(year.first, year.after)]
    before, after = (
        np.average(of(side)[year.first : year.after], weights=lengths) for side in (pair.before, pair.after)
    )
    return _changed(before, after, unit)


def _changed(before: float, after: float, unit: FigureUnit) -> float:
    return change(float(before), float(after), PLACES[unit])


def _dearer(cost: float, name: str) -> str:
    if not cost:
        return f"the same cost as {name}" if name else "the same cost"
    return f"£{fmt.money(abs(cost))} {'more' if cost > 0 else 'less'}" + (f" than {name}" if name else "")


def _bought(cost: float, fte: float, load: float) -> str:
    staff = f"{fmt.fte(abs(fte))} {'more' if fte > 0 else 'fewer'} FTE" if fte else "the same FTE"
    if math.isnan(load):
        cases = ""
    elif load:
        cases = f" and a caseload {fmt.caseload(abs(load))} {'lower' if load < 0 else 'higher'}"
    else:
        cases = " and the same caseload"
    return f"{'for' if cost > 0 else 'with'} {staff}{cases} on average"
