"""The periods of a plan, and in which of them dates fall."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
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


def ordinals(days: Iterable[dt.date | None], blank: int = NEVER) -> Indices:
    """Days as `date.toordinal` counts them; a blank one as said, never unless it is."""
    return np.array([blank if day is None else day.toordinal() for day in days], dtype=np.intp)


def floats(values: Sequence[float]) -> Array:
    """Numbers as an array, in half of the time that `np.array` takes for a list."""
    return np.fromiter(values, np.float64, len(values))


def months_of(days: Indices) -> Indices:
    """Months since year 0 of days as ordinals."""
    since = (days - EPOCH.toordinal()).view("datetime64[D]")
    return since.astype("datetime64[M]").view(np.intp) + month_of(EPOCH)


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
    def years(self) -> Array:
        """Years from the position to each period's end."""
        return read_only(np.cumsum(self.lengths) / 12)

    @cached_property
    def shifts(self) -> Indices:
        """Calendar months from the position's month to each period's."""
        return read_only(np.array([month_of(end) - month_of(self.as_at) for end in self.dates], dtype=np.intp))

    def periods(self, days: Iterable[dt.date]) -> Indices:
        """The first period whose end is not before each day: 0 up to the position, `months` + 1 beyond the last."""
        return self.periods_at(ordinals(days))

    def periods_at(self, days: Indices) -> Indices:
        """The same of days as ordinals."""
        return self._ends.searchsorted(days)

    def for_good(self, days: Indices) -> Indices:
        """Last days of what lasts from days on: never; but before all where the position counts it already."""
        return np.where(days <= self.as_at.toordinal(), 0, NEVER)

    def stays(self, starts: Indices, ends: Indices) -> tuple[Indices, Indices]:
        """Each row with each period at whose end it is there, by first and last days as ordinals."""
        first = self.periods_at(starts)
        counts = np.maximum(self._ends.searchsorted(ends, side="right") - first, 0)
        row = np.arange(len(counts)).repeat(counts)
        return row, np.arange(len(row)) + (first + counts - counts.cumsum()).repeat(counts)

    def presence(self, starts: Indices, ends: Indices) -> NDArray[np.bool_]:
        """Whether rows with first and last days, as ordinals, are there at each period's end: rows × periods."""
        there: NDArray[np.bool_] = (starts[:, None] <= self._ends) & (self._ends <= ends[:, None])
        return there


timeline = lru_cache(maxsize=8)(Timeline)
"""The timeline of a position date, a number of months and perhaps a cut; the same object for the same dates."""
