"""Dates of a plan: period ends, their lengths in months, and the period a date falls in."""

from __future__ import annotations

import datetime as dt

ONE_DAY = dt.timedelta(days=1)


def month_of(day: dt.date) -> int:
    """Months since year 0, to count the months between two dates."""
    return day.year * 12 + day.month - 1


def month_end(month: int) -> dt.date:
    """The last day of a month counted by `month_of`."""
    year, index = divmod(month + 1, 12)
    return dt.date(year, index + 1, 1) - ONE_DAY


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day `months` later, clipped to the end of its month."""
    end = month_end(month_of(day) + months)
    return end.replace(day=min(day.day, end.day))


def period_ends(as_at: dt.date, months: int) -> tuple[dt.date, ...]:
    """`as_at` (period 0), then each month end strictly after it: `months` + 1 dates."""
    return (as_at, *(month_end(month_of(as_at) + k - 1 + lead(as_at)) for k in range(1, months + 1)))


def lead(as_at: dt.date) -> int:
    """1 where `as_at` is itself a month end, so that period 1 ends in the next month; else 0."""
    return int(as_at == month_end(month_of(as_at)))


def period_of(day: dt.date, as_at: dt.date) -> int:
    """The first period whose end is not before `day`: 0 for a date on or before `as_at`."""
    return 0 if day <= as_at else month_of(day) - month_of(as_at) + 1 - lead(as_at)


def length(ends: tuple[dt.date, ...], k: int) -> float:
    """Length of period k in months: its days over the days of the calendar month it ends in."""
    month_days = month_end(month_of(ends[k])).day
    return (ends[k] - ends[k - 1]).days / month_days if k else 0.0
