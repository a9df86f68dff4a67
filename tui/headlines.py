"""The headline figures of a scope, and how far they moved. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from scenarios.plan import Plan
from scenarios.rates import agency_rate, vacancy_rate
from scenarios.totals import WHOLE_PLAN, Figures
from tui import format as fmt
from tui.session import View


@dataclass(frozen=True)
class Headline:
    """One figure of the strip: what it is, its value, by how much it moved, and the width it keeps."""

    name: str
    label: str
    value: str
    moved: str
    width: int


def headlines(view: View, reference: View) -> tuple[Headline, ...]:
    """The figures of the strip, with differences from a reference."""
    now, then = view.total, reference.total
    return (
        _fte("posts", "posts", now.posts, then.posts, 8),
        _rate("vacancy", "vacancy DfE", vacancy_rate(now.vacant, now.in_post), vacancy_rate(then.vacant, then.in_post)),
        _rate("agency", "agency DfE", agency_rate(now.agency, now.in_post), agency_rate(then.agency, then.in_post)),
        _fte("uncovered", "uncovered", now.uncovered, then.uncovered, 9),
        _fte("remaining", "remaining", now.remaining, then.remaining, 9),
        _caseload(view, reference),
        _met(view.figures.target_met_from, reference.figures.target_met_from),
    )


def _fte(name: str, label: str, now: float, then: float, width: int) -> Headline:
    return Headline(name, label, fmt.fte(now), fmt.difference(then, now), width)


def _rate(name: str, label: str, now: float | None, then: float | None) -> Headline:
    return Headline(name, label, fmt.percent(now), fmt.percent_difference(then, now).removesuffix(" pts"), 9)


def _caseload(view: View, reference: View) -> Headline:
    now, then = view.figures.caseload, reference.figures.caseload
    value = " → ".join(_caseloads(view.figures))
    return Headline("caseload", "caseload", value, fmt.difference(float(then[-1]), float(now[-1]), 1), 11)


def _caseloads(figures: Figures) -> tuple[str, str]:
    """The caseload at the position and at the horizon."""
    return fmt.caseload(float(figures.caseload[0])), fmt.caseload(float(figures.caseload[-1]))


def _met(now: dt.date | None, then: dt.date | None) -> Headline:
    moved = "" if now == then else f"was {fmt.month(then) if then else 'not'}"
    return Headline("target_met", "target met", _met_from(now), moved, 11)


def _met_from(month: dt.date | None) -> str:
    return fmt.month(month) if month else "not in plan"


@dataclass(frozen=True)
class Summary:
    """A whole plan in the figures of the strip, as text."""

    uncovered: str
    remaining: str
    caseload: str
    caseload_at_horizon: str
    target_met: str

    @property
    def texts(self) -> tuple[str, str, str, str, str]:
        """The figures in the order of the list of scenarios."""
        return self.uncovered, self.remaining, self.caseload, self.caseload_at_horizon, self.target_met


UNKNOWN_SUMMARY = Summary(*[fmt.UNKNOWN] * 5)
"""Of a plan that cannot be read."""


def summary(plan: Plan) -> Summary:
    """What a plan comes to; as long in working out as a projection."""
    view = View.of(plan, WHOLE_PLAN)
    gaps = fmt.fte(view.total.uncovered), fmt.fte(view.total.remaining)
    return Summary(*gaps, *_caseloads(view.figures), _met_from(view.figures.target_met_from))
