"""The headline figures of a scope, and how far they moved. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from scenarios.rates import agency_rate, vacancy_rate
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
    value = f"{fmt.caseload(float(now[0]))} → {fmt.caseload(float(now[-1]))}"
    return Headline("caseload", "caseload", value, fmt.difference(float(then[-1]), float(now[-1]), 1), 11)


def _met(now: dt.date | None, then: dt.date | None) -> Headline:
    value = fmt.month(now) if now else "not in plan"
    moved = "" if now == then else f"was {fmt.month(then) if then else 'not'}"
    return Headline("target_met", "target met", value, moved, 11)
