"""The headline figures of a scope, and how far they moved. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from scenarios.plan import Plan
from scenarios.rates import agency_rate, vacancy_rate
from scenarios.same import aside
from scenarios.totals import WHOLE_PLAN, Figures
from tui import format as fmt
from tui.headline import Headline
from tui.session import View

Rate = Callable[[float, float], float | None]
"""A rate from a part and what is in post."""


def headlines(view: View, reference: View) -> tuple[Headline, ...]:
    """The figures of the strip, with differences from a reference."""
    return (
        _fte("posts", view, reference, 8),
        _rate("vacancy", vacancy_rate, "vacant", view, reference),
        _rate("agency", agency_rate, "agency", view, reference),
        _fte("uncovered", view, reference, 9),
        _fte("remaining", view, reference, 9),
        _caseload(view, reference),
        _met(view.figures.target_met_from, reference.figures.target_met_from),
    )


def _fte(name: str, view: View, reference: View, width: int) -> Headline:
    now, then = view.figures.now(name), reference.figures.now(name)
    return Headline(name, name, fmt.fte(now), fmt.difference(then, now), width)


def _rate(
    name: str, formula: Callable[[float, float], float | None], part: str, view: View, reference: View
) -> Headline:
    now, then = (formula(side.figures.now(part), side.figures.now("in_post")) for side in (view, reference))
    moved = fmt.percent_difference(then, now).removesuffix(" pts")
    return Headline(name, f"{name} DfE", fmt.percent(now), moved, 9)


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


@aside()
def summary(plan: Plan) -> Summary:
    """What a plan comes to; as long in working out as a projection."""
    view = View.of(plan, WHOLE_PLAN)
    gaps = fmt.fte(view.figures.now("uncovered")), fmt.fte(view.figures.now("remaining"))
    return Summary(*gaps, *_caseloads(view.figures), _met_from(view.figures.target_met_from))
