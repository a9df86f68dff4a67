"""Numbers, dates, differences and unknowns as text: the one place that decides how a figure reads."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import groupby, takewhile
from typing import Any

from scenarios.columns import Column
from tui.rounding import change, steady

UNKNOWN = "–"
MINUS = "−"
NO_RAMP = "no ramp"
MUCH = 10
"""Characters that names have to begin alike with, to be shortened by them."""
TELLING = 2
"""Words that a name needs after them."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@lru_cache(maxsize=8192)
def number(value: float | None, places: int) -> str:
    """A number with thousands separated, to a fixed count of decimals; `–` where it is unknown."""
    if value is None or not math.isfinite(value):
        return UNKNOWN
    return _signed(f"{abs(steady(value)):,.{places}f}", negative=value < 0)


def _signed(digits: str, *, negative: bool) -> str:
    return MINUS + digits if negative and digits.strip("0.,") else digits


def fte(value: float | None) -> str:
    """FTE to two decimals."""
    return number(value, 2)


def caseload(value: float | None) -> str:
    """Cases per FTE, to one decimal."""
    return number(value, 1)


def cases(value: float | None) -> str:
    """A projected count of cases, to one decimal."""
    return number(value, 1)


def money(value: float | None) -> str:
    """A worked-out amount in whole pounds, without the sign of the currency."""
    return number(value, 0)


def thousands(value: float | None) -> str:
    """£000 as councils print it: whole where it was typed so, in brackets below 0."""
    text = pounds(value if value is None else abs(value))
    return f"({text})" if value is not None and value < 0 else text


def pounds(value: float | None) -> str:
    """An amount as it was typed, with its pence where there are any."""
    return number(value, 0 if value is None or value == int(value) else 2)


def percent(value: float | None) -> str:
    """A part of 1 as a percentage to one decimal."""
    text = number(None if value is None else value * 100, 1)
    return text if text == UNKNOWN else text + "%"


def difference(before: float | None, after: float | None, places: int = 2) -> str:
    """By how much a figure moved, `▲ +1.60` or `▼ −1.60`: the difference of the two as shown.

    Empty where it did not move at that precision, or where either is unknown.
    """
    moved = change(math.nan if before is None else before, math.nan if after is None else after, places)
    if math.isnan(moved) or not moved:
        return ""
    arrow, sign = ("▲", "+") if moved > 0 else ("▼", MINUS)
    return f"{arrow} {sign}{abs(moved):,.{places}f}"


def signed(value: float | None, places: int) -> str:
    """A part of a change with its sign, `+1.60`; plain 0 where nothing is left of it, `–` where it does not exist."""
    return with_sign(number(value, places), value)


def with_sign(text: str, value: float | None) -> str:
    """The text of a number, with a plus where it is more than nothing."""
    return "+" + text if value is not None and value > 0 and text.strip("0.,%") else text


def percent_difference(before: float | None, after: float | None) -> str:
    """By how many percentage points a rate moved: `▲ +1.6 pts`."""
    scaled = [None if value is None else value * 100 for value in (before, after)]
    moved = difference(scaled[0], scaled[1], 1)
    return f"{moved} pts" if moved else ""


def date(value: dt.date | None) -> str:
    """A date as people write it, `7 Mar 2019`; `–` where there is none."""
    return f"{value.day} {month(value)}" if value else UNKNOWN


def month(value: dt.date | None) -> str:
    """The month of a date, `Mar 2019`; `–` where there is none."""
    return f"{MONTHS[value.month - 1]} {value.year}" if value else UNKNOWN


def short_month(value: dt.date) -> str:
    """The month of a date at its shortest, `Mar 19`."""
    return f"{MONTHS[value.month - 1]} {value.year % 100:02d}"


def ramp(shares: Sequence[float]) -> str:
    """Shares by month, equal ones together: `60% × 6, 90% × 6`."""
    runs = [(share, len(list(run))) for share, run in groupby(shares)]
    return ", ".join(f"{hundredths(share)}%" + (f" × {count}" if count > 1 else "") for share, count in runs) or NO_RAMP


def hundredths(share: float, least: int = 0) -> str:
    """A part of 1 in hundredths, exactly, without the sign: 0.1699 is `16.99`."""
    return _exact(Decimal(repr(share)) * 100, least)


def _exact(value: Decimal, least: int) -> str:
    """All the decimals there are, but at least so many; no thousands separators."""
    digits = f"{abs(value):f}"
    whole, _, part = digits.partition(".")
    part = part.rstrip("0").ljust(least, "0")
    return ("-" if value < 0 else "") + whole + ("." + part if part else "")


def told_apart(names: Sequence[str]) -> list[str]:
    """Names without the words that all of them begin with, where that is much: `…kept a year`."""
    words = [name.split(" ") for name in names]
    same = sum(1 for _ in takewhile(lambda each: len(set(each)) == 1, zip(*words, strict=False)))
    rest = [each[same:] for each in words]
    if len(" ".join(words[0][:same])) < MUCH or any(len(each) < TELLING for each in rest):
        return list(names)
    return [f"…{' '.join(each)}" for each in rest]


def cell(column: Column, value: Any, names: Mapping[str, str] | None = None) -> str:
    """An entered value as its cell shows it: blank where nothing is entered, keys by the name they stand for."""
    if value is None:
        return ""
    if column.kind == "number":
        return _number_cell(column, value)
    if column.kind == "key":
        return (names or {}).get(value, value)
    return _plain(column, value)


def _number_cell(column: Column, value: float) -> str:
    match column.unit.name:
        case "FTE":
            text = fte(value)
        case "share":
            text = percent(value)
        case "£" | "£000":
            text = pounds(value)
        case "cases" | "weeks":
            text = _grouped(value, 0)
        case _:
            text = _grouped(value, 1)
    return "+" + text if column.unit.signed and value > 0 else text


def _grouped(value: float, least: int) -> str:
    places = len(_exact(abs(Decimal(repr(value))), least).partition(".")[2])
    return number(value, places)


def _plain(column: Column, value: Any) -> str:
    match column.kind:
        case "date":
            return date(value)
        case "yes-no":
            return "yes" if value else "no"
        case "shares":
            return ramp(value)
        case _:
            return str(value)


def edit_text(column: Column, value: Any, names: Mapping[str, str] | None = None) -> str:
    """An entered value as the editor begins with it: every decimal, and nothing that could not be typed again."""
    if value is None:
        return ""
    if column.kind == "number":
        if column.unit.name == "share":
            return hundredths(value) + "%"
        return _exact(Decimal(repr(value)), 0)
    return cell(column, value, names)
