"""The calendar of the slow model, walked a day or a month at a time."""

from __future__ import annotations

from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def period_ends(as_at: date, months: int) -> list[date]:
    """The position date, then as many month ends strictly after it, found by walking the calendar."""
    ends, day = [as_at], as_at
    while len(ends) <= months:
        day += ONE_DAY
        if (day + ONE_DAY).day == 1:
            ends.append(day)
    return ends


def length(ends: list[date], k: int) -> float:
    """The days of period k as a part of the calendar month it ends in; the last day's number is its days."""
    return (ends[k] - ends[k - 1]).days / ends[k].day


def months_later(day: date, months: int) -> date:
    """The same day some months on, or that month's last day where it has no such day."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    for number in range(day.day, 28, -1):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    return date(year, month, min(day.day, 28))


def months_since(start: date, day: date) -> int:
    """Calendar months from the month of one day to the month of another."""
    return 12 * (day.year - start.year) + day.month - start.month


def there(start: date | None, end: date | None, day: date) -> bool:
    """Whether something dated is present on a day; ends are inclusive, blanks are open."""
    return (start is None or start <= day) and (end is None or day <= end)
