"""Scenarios side by side in their headline figures, for the screen and for reports. Pure."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scenarios.compare.figures import values
from scenarios.money.scope import ScopeMoney
from scenarios.totals import Figures
from tui import format as fmt
from tui.figures import FIGURES, FigureUnit

STAFFING = ("agency", "uncovered")


@dataclass(frozen=True)
class SummaryCell:
    """A figure of the summary: its head, its unit, and its value; NaN where the plan does not reach that month."""

    head: str
    unit: FigureUnit
    value: float


def whole_years(costs: ScopeMoney | None) -> list[str]:
    """The financial years of which costs can be held side by side."""
    return [year.name for year in costs.financial_years if year.whole] if costs else []


def summary_cells(
    figures: Figures, days: Sequence[dt.date], costs: ScopeMoney | None, years: Sequence[str]
) -> Iterator[SummaryCell]:
    """Caseload now and on other days, cover and gap on the first of these, the remaining gap, costs of some years."""
    yield _cell(figures, "caseload", figures.dates[0], "now")
    for day in days:
        yield _cell(figures, "caseload", day, fmt.short_month(day))
    for figure in STAFFING:
        for day in days[:1]:
            yield _cell(figures, figure, day, fmt.short_month(day))
    remaining = FIGURES["remaining"]
    yield SummaryCell(remaining.title, remaining.unit, figures.remaining)
    for year in years:
        yield SummaryCell(f"Cost {year}, £", "pounds", _cost(costs, year))


def _cost(costs: ScopeMoney | None, name: str) -> float:
    """All that a whole year costs; NaN where the plan has no such year, or no pay."""
    years = enumerate(costs.financial_years) if costs else ()
    found = [float(costs.years.cost[place]) for place, year in years if costs and year.whole and year.name == name]
    return found[0] if found else math.nan


def _cell(figures: Figures, name: str, day: dt.date, when: str) -> SummaryCell:
    figure = FIGURES[name]
    return SummaryCell(f"{figure.title} {when}", figure.unit, _on(figures, name, day))


def _on(figures: Figures, figure: str, day: dt.date) -> float:
    return float(values(figures, figure)[figures.dates.index(day)]) if day in figures.dates else math.nan
