"""Financial years: 1 April to 31 March, named `2019/20`; which of them a plan's periods belong to, whole or in part."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from scenarios.periods import length

APRIL = 4
MONTHS = 12


@dataclass(frozen=True)
class FinancialYear:
    """A financial year of a plan: the first of its periods, the one after its last, and whether it is there whole."""

    name: str
    first: int
    after: int
    whole: bool


def financial_year(day: dt.date) -> str:
    """The financial year of a day, as councils write it."""
    return _starting(day.year - (day.month < APRIL))


def following(year: str) -> str:
    """The financial year after one."""
    return _starting(int(year[:4]) + 1)


def _starting(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02}"


@lru_cache(maxsize=8)
def financial_years(dates: tuple[dt.date, ...]) -> tuple[FinancialYear, ...]:
    """The years of a plan's periods, in order; the position, the first of the dates, is in none.

    A period belongs to the year of its end. A year is whole when it has twelve periods of a whole month each.
    """
    by_name = groupby(range(1, len(dates)), lambda k: financial_year(dates[k]))
    return tuple(_year(name, list(periods), dates) for name, periods in by_name)


def _year(name: str, periods: list[int], dates: tuple[dt.date, ...]) -> FinancialYear:
    whole = len(periods) == MONTHS and all(length(dates, k) == 1.0 for k in periods)
    return FinancialYear(name, periods[0], periods[-1] + 1, whole)
