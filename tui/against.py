"""What a plan is compared with, worked out when it is first asked for. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scenarios.compare.comparison import Comparison, Pair
from scenarios.compare.figures import values
from scenarios.compare.frame import UnlikeError
from scenarios.compare.inputs import InputDifference, input_differences
from scenarios.compare.split import Split
from scenarios.periods import month_of
from scenarios.totals import Scope
from scenarios.worked_out import WorkedOut

LIKE = 6
"""Decimals to which figures are alike."""


@dataclass
class Focus:
    """Which figure is compared, and in which month; None for the one that tells most."""

    figure: str = "caseload"
    day: dt.date | None = None


@dataclass(frozen=True, eq=False)
class Against:
    """Another scenario beside a plan."""

    name: str
    """Its name; empty for the plan as it was opened."""
    before: WorkedOut
    after: WorkedOut

    @cached_property
    def differences(self) -> tuple[InputDifference, ...]:
        """Which inputs differ, row by row."""
        return input_differences(self.before.plan, self.after.plan)

    def teams_in(self, scope: Scope) -> set[str]:
        """The teams of a scope in either plan."""
        return {team.key for team in (*self.before.plan.teams, *self.after.plan.teams) if scope.holds(team)}

    @cached_property
    def comparison(self) -> Comparison | None:
        """Both compared; None where that cannot be, as their positions are of different dates."""
        try:
            return Comparison(self.before.plan, self.after.plan, (self.before, self.after))
        except UnlikeError:
            return None

    def pair(self, scope: Scope) -> Pair | None:
        """What a scope comes to in both."""
        return self.comparison.pair(scope) if self.comparison else None

    @cached_property
    def explained(self) -> dict[Scope, Split | str]:
        """Why figures of a scope differ, or why that cannot be said; filled in as it is worked out."""
        return {}

    def period(self, scope: Scope, focus: Focus) -> int:
        """The period that is compared: the chosen one where both have it, else the one that tells most."""
        pair = self.pair(scope)
        if pair is None:
            return 0
        dates = pair.before.dates
        chosen = [k for k, day in enumerate(dates) if focus.day and month_of(day) == month_of(focus.day)]
        return chosen[-1] if chosen else _widest(pair)


def _widest(pair: Pair) -> int:
    """The period in which caseloads differ most, else the uncovered gap, else the last; the last of several."""
    for figure in ("caseload", "uncovered"):
        apart = np.nan_to_num(np.abs(values(pair.after, figure) - values(pair.before, figure))).round(LIKE)
        if apart.any():
            return int(len(apart) - 1 - np.argmax(apart[::-1]))
    return len(pair.before.dates) - 1
