"""The figures that a comparison is made of, named as in reports."""

from __future__ import annotations

import numpy as np

from scenarios.money.scope import ScopeMoney
from scenarios.timeline import Array
from scenarios.totals import Figures

SPLIT = (
    "posts",
    "in_post",
    "vacant",
    "absent",
    "agency",
    "uncovered",
    "surplus",
    "remaining",
    "capacity",
    "cases",
    "caseload",
    "average_caseload",
)
"""The figures whose change is split over the groups of inputs."""

MONEY = {
    "money.net": "net",
    "money.permanent": "permanent",
    "money.agency": "agency",
    "money.payments": "payments",
}
"""Figures of what a scope costs, split as well where both plans have money, and what each is called there.

There is none at the position.
"""

BESIDE = ("pipeline", "span", "first_year_share")
"""The figures that are compared without a split."""

AT_POSITION = ("pipeline", "remaining")
"""Figures of the position: one value, whatever the month."""


def values(figures: Figures, name: str) -> Array:
    """A figure by period; the same in every period where it is one of the position."""
    found = getattr(figures, name)
    return found if isinstance(found, np.ndarray) else np.full(len(figures.dates), found)


def value(figures: Figures, name: str, period: int) -> float:
    """A figure in one period."""
    return figures.at(name, 0 if name in AT_POSITION else period)


def money_values(found: ScopeMoney, name: str) -> Array:
    """What a figure of money comes to by period."""
    result: Array = getattr(found.periods, MONEY[name])
    return result


def money_value(found: ScopeMoney, name: str, period: int) -> float:
    """What a figure of money comes to in one period."""
    return found.net_in(period) if name == "money.net" else float(money_values(found, name)[period])
