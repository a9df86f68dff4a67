"""What the figures are called, what they count, and how each is written: one place for every screen and report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from scenarios.compare.groups import Group
from tui import format as fmt
from tui import rounding

FigureUnit = Literal["fte", "cases", "caseload", "share", "pounds", "thousands"]
Better = Literal["", "lower", "higher"]

SHOWN: dict[FigureUnit, Callable[[float | None], str]] = {
    "fte": fmt.fte,
    "cases": fmt.cases,
    "caseload": fmt.caseload,
    "share": fmt.percent,
    "pounds": fmt.money,
    "thousands": fmt.thousands,
}
PLACES: dict[FigureUnit, int] = {"fte": 2, "cases": 1, "caseload": 1, "share": 3, "pounds": 0, "thousands": 2}
"""Decimals that are shown; a share is shown as a percentage with two fewer."""


@dataclass(frozen=True)
class Figure:
    """A figure of a scope: its title, its unit, and whether lower or higher is better for children and staff."""

    title: str
    unit: FigureUnit = "fte"
    better: Better = ""
    short: str = ""

    @property
    def head(self) -> str:
        """The title in few letters, with the unit where that is not told by the table."""
        return f"{self.short or self.title}, £" if self.unit == "pounds" else self.title

    def text(self, value: float | None) -> str:
        """A value as it is shown."""
        return SHOWN[self.unit](value)

    def moved(self, before: float | None, after: float | None) -> str:
        """By how much it moved, `▲ +1.60`; empty where it did not, or does not exist."""
        if self.unit == "share":
            return fmt.percent_difference(before, after)
        return fmt.difference(before, after, PLACES[self.unit])

    def change(self, before: float, after: float) -> float:
        """The difference of two values as shown; NaN where either does not exist."""
        return rounding.change(before, after, PLACES[self.unit])

    def parts(self, values: Sequence[float], total: float) -> list[float]:
        """Parts of a change as shown, rounded so that they add up to it."""
        return rounding.parts(values, total, PLACES[self.unit])

    def part(self, value: float) -> str:
        """A part of a change, with its sign: `+1.60`."""
        return fmt.signed(value, PLACES[self.unit])


FIGURES: dict[str, Figure] = {
    "posts": Figure("Posts"),
    "in_post": Figure("In post"),
    "vacant": Figure("Vacant", better="lower"),
    "absent": Figure("Absent"),
    "agency": Figure("Agency"),
    "uncovered": Figure("Uncovered", better="lower"),
    "surplus": Figure("Surplus"),
    "pipeline": Figure("Pipeline"),
    "remaining": Figure("Remaining", better="lower"),
    "capacity": Figure("Capacity", better="higher"),
    "cases": Figure("Cases", "cases"),
    "caseload": Figure("Caseload", "caseload", "lower"),
    "average_caseload": Figure("Average caseload", "caseload", "lower"),
    "required_fte": Figure("Required"),
    "capacity_gap": Figure("Capacity gap", better="lower"),
    "leavers": Figure("Leavers"),
    "starters": Figure("Starters"),
    "unallocated": Figure("Unallocated", "cases", "lower"),
    "span": Figure("Span", "caseload"),
    "first_year_share": Figure("First year", "share"),
    "money.posts": Figure("Cost of posts", "pounds"),
    "money.permanent": Figure("Permanent staff", "pounds", short="Permanent"),
    "money.vacancy_saving": Figure("Vacancy saving", "pounds"),
    "money.agency": Figure("Agency cost", "pounds", "lower", short="Agency"),
    "money.payments": Figure("Payments", "pounds"),
    "money.starters": Figure("Cost of starters", "pounds"),
    "money.net": Figure("Net against the posts", "pounds", "lower", short="Net cost"),
    "money.premium": Figure("Agency premium", "pounds", "lower"),
    "money.cost_per_case": Figure("Cost per case", "pounds", "lower"),
}

COSTS = tuple(name for name in FIGURES if name.startswith("money."))
"""What a scope costs, in pounds, in the order of every table."""

GROUP_TITLES: dict[Group, str] = {
    "posts": "Posts",
    "in_post": "In post and moves",
    "recruitment": "Recruitment",
    "agency": "Agency",
    "absence": "Absence",
    "leavers": "Leavers",
    "demand": "Demand",
    "assumptions": "Assumptions",
    "money": "Money",
}
"""The groups of inputs over which a difference is split."""
