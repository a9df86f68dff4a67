"""The periods of a plan, and in which of them dates fall."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from scenarios.periods import length, month_of, period_ends, period_of
from scenarios.same import read_only

Array = NDArray[np.float64]
Indices = NDArray[np.intp]

NEVER = dt.date.max.toordinal()
EPOCH = dt.date(1970, 1, 1)
"""The day from which NumPy counts."""


def months_of(ordinals: Indices) -> Indices:
    """Months since year 0 of days counted as `date.toordinal` counts them."""
    days = (ordinals - EPOCH.toordinal()).astype("datetime64[D]")
    return days.astype("datetime64[M]").astype(np.intp) + month_of(EPOCH)


class Timeline:
    """The periods of a plan: their ends, lengths (months) and months since the position.

    The last one may be cut short at a date `until`, to read a position between two month ends.
    """

    def __init__(self, as_at: dt.date, months: int, until: dt.date | None = None) -> None:
        self.as_at = as_at
        self.months = months if until is None else period_of(until, as_at)
        ends = period_ends(as_at, self.months)
        self.dates = ends if until is None else (*ends[:-1], until)
        self._ends = read_only(np.array([end.toordinal() for end in self.dates]))

    @cached_property
    def lengths(self) -> Array:
        """The length of each period in months; 0 of the position."""
        return read_only(np.array([length(self.dates, k) for k in range(self.months + 1)]))

    @cached_property
    def shifts(self) -> Indices:
        """Calendar months from the position's month to each period's."""
        return read_only(np.array([month_of(end) - month_of(self.as_at) for end in self.dates], dtype=np.intp))

    def periods(self, days: Iterable[dt.date]) -> Indices:
        """The first period whose end is not before each day: 0 up to the position, `months` + 1 beyond the last."""
        return self.periods_at(np.array([day.toordinal() for day in days], dtype=np.intp))

    def periods_at(self, ordinals: Indices) -> Indices:
        """The same of days counted as `date.toordinal` counts them."""
        return np.searchsorted(self._ends, ordinals).astype(np.intp)

    def after(self, days: Iterable[dt.date | None]) -> Indices:
        """The first period whose end is after each day, `months` + 1 where there is none or no day."""
        ordinals = [NEVER if day is None else day.toordinal() for day in days]
        return np.searchsorted(self._ends, ordinals, side="right").astype(np.intp)

    def presence(self, starts: Iterable[dt.date | None], ends: Iterable[dt.date | None]) -> NDArray[np.bool_]:
        """Whether each of some rows (start and end inclusive) is there at each period's end: rows × periods."""
        first = self.periods(self.as_at if start is None else start for start in starts)
        k = np.arange(self.months + 1)
        there: NDArray[np.bool_] = (first[:, None] <= k) & (k < self.after(ends)[:, None])
        return there


timeline = lru_cache(maxsize=8)(Timeline)
"""The timeline of a position date, a number of months and perhaps a cut; the same object for the same dates."""
