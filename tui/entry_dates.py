"""Dates as people type them, day first: whole, without a year, by month, or counted from the date that is there."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from scenarios.periods import add_months
from tui.format import MONTHS
from tui.refusal import Refusal

ALLOWED = "a date such as 7/3/2019, 7 Mar 2019 or Sep 2026, or +1m, -2w, +10d from the date that is there"
_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})", re.ASCII)
_FIGURES = re.compile(r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})(?:[/.-](?P<y>\d{4}|\d{2}))?", re.ASCII)
_WORDS = re.compile(r"(?P<d>\d{1,2})(?:st|nd|rd|th)?[ -]?(?P<m>[a-z]{3,9})\.?,?(?:[ -]?(?P<y>\d{4}|\d{2}))?", re.ASCII)
_MONTH = re.compile(r"(?P<m>[a-z]{3,9})\.? (?P<y>\d{4})|(?P<n>\d{1,2})/(?P<z>\d{4})", re.ASCII)
YEAR_ALLOWED = "a financial year such as 2020/21"
_YEAR = re.compile(r"(?P<y>\d{4}|\d{2})\s*[/–-]\s*(?P<n>\d{4}|\d{2})", re.ASCII)
_RELATIVE = re.compile(r"([+-])\s*(\d{1,4})\s*([dwmy]?)", re.ASCII)


def read_date(text: str, current: dt.date | None, reference: dt.date | None) -> dt.date:
    """A typed date. The year of `reference` is taken where none is typed; `+1m` and the like count from `current`."""
    plain = " ".join(text.casefold().replace("−", "-").split())
    if relative := _RELATIVE.fullmatch(plain):
        return _counted(text, relative, current)
    plain = plain.removeprefix("=")
    if match := _ISO.fullmatch(plain) or _FIGURES.fullmatch(plain) or _WORDS.fullmatch(plain):
        return _dated(text, match["y"], match["m"], match["d"], reference)
    if match := _MONTH.fullmatch(plain):
        return _dated(text, match["y"] or match["z"], match["m"] or match["n"], "1", reference)
    raise Refusal(text, ALLOWED)


def read_year(text: str) -> str:
    """A typed financial year, as councils write it: `2020-21` and `20/21` are `2020/21`."""
    match = _YEAR.fullmatch(text)
    if match is None or _year(match["n"]) % 100 != (_year(match["y"]) + 1) % 100:
        raise Refusal(text, YEAR_ALLOWED)
    return f"{_year(match['y'])}/{match['n'][-2:]}"


def _counted(text: str, match: re.Match[str], current: dt.date | None) -> dt.date:
    sign, digits, unit = match.groups()
    if not unit:
        raise Refusal(text, f"{sign}{digits}d, {sign}{digits}w or {sign}{digits}m for days, weeks or months")
    if current is None:
        raise Refusal(text, "a date of its own; there is none here to count from")
    count = int(sign + digits)
    try:
        if unit in "my":
            return add_months(current, count * (12 if unit == "y" else 1))
        return current + dt.timedelta(days=count * (7 if unit == "w" else 1))
    except (OverflowError, ValueError):
        raise Refusal(text, "a date within the calendar") from None


def _dated(text: str, year: str | None, month: str, day: str, reference: dt.date | None) -> dt.date:
    if year is None and reference is None:
        raise Refusal(text, "a date with its year")
    y = reference.year if year is None and reference else _year(year or "")
    m = int(month) if month.isdecimal() else _named_month(text, month)
    if not 1 <= m <= 12 or y < 1:
        raise Refusal(text, "a month from 1 to 12, after the day")
    last = calendar.monthrange(y, m)[1]
    if not 1 <= int(day) <= last:
        raise Refusal(text, f"a day from 1 to {last} in {MONTHS[m - 1]} {y}")
    return dt.date(y, m, int(day))


def _year(digits: str) -> int:
    return 2000 + int(digits) if len(digits) == 2 else int(digits)


def _named_month(text: str, word: str) -> int:
    for number, name in enumerate(calendar_names(), start=1):
        if name.startswith(word) or (word == "sept" and name == "september"):
            return number
    raise Refusal(text, ALLOWED)


def calendar_names() -> tuple[str, ...]:
    """The months in English, whatever the language of the machine."""
    return (
        "january", "february", "march", "april", "may", "june",
        "july", "august", "september", "october", "november", "december",
    )  # fmt: skip
