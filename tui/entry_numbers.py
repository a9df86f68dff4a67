"""Numbers as people type them: absolute, or relative to the value that is there."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from scenarios.columns import Column
from scenarios.fields import Unit
from tui.format import NO_RAMP
from tui.refusal import Refusal

LONGEST = 24
POUND = "£"
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+"
_NUMBER = re.compile(rf"(=?)([+-]?)\s*({_DIGITS})\s*(%?)", re.ASCII)
_RUN = re.compile(rf"({_DIGITS})\s*%?(?:\s*[x×*]\s*(\d{{1,3}}))?", re.ASCII)
_BETWEEN_RUNS = re.compile(r"\s*[,;]\s*|\s+(?![x×*%])(?<![x×*]\s)")
_SPACED_TIMES = re.compile(r"\s*([x×*])\s*")


def read_number(column: Column, text: str, current: float | None) -> float:
    """A typed number as the field keeps it.

    `+3`, `-1.5` and `+5%` change `current`; `=` in front makes them values of their own, as they are in a column
    whose unit is signed. A pound sign before an amount is left out. Where the unit is a share, everything typed is in
    percentages: `17` and `17%` are 0.17, and `+1` and `+1%` add one percentage point.
    """
    unit = column.unit
    plain = text.replace("−", "-")
    if unit.name.startswith(POUND):
        plain = plain.replace(POUND, "", 1)
    match = _NUMBER.fullmatch(plain) if len(text) <= LONGEST else None
    if match is None:
        raise Refusal(text, _allowed(unit))
    absolute, sign, digits, percent = match.groups()
    typed = Decimal(digits.replace(",", "")) * (-1 if sign == "-" else 1)
    is_share = unit.name == "share"
    if percent and not is_share and (unit.signed or absolute or not sign):
        raise Refusal(text, _allowed(unit))
    if is_share:
        typed /= 100
    if not sign or absolute or unit.signed:
        return _exactly(text, typed, unit)
    if current is None:
        raise Refusal(text, "a value of its own; there is none here to change", f"={text} for a value below 0")
    there = Decimal(repr(current))
    changed = there * (1 + typed / 100) if percent and not is_share else there + typed
    return float(changed.quantize(Decimal(1).scaleb(-unit.places), ROUND_HALF_UP)) + 0.0


def read_whole(column: Column, text: str, current: int | None) -> int:
    """A typed whole number, absolute or relative like any other."""
    return int(read_number(column, text, current))


def _exactly(text: str, value: Decimal, unit: Unit) -> float:
    if round(value, unit.places) != value:
        is_share = unit.name == "share"
        raise Refusal(text, decimals_allowed(unit.places - 2 if is_share else unit.places))
    return float(value) + 0.0  # -0.0 becomes 0.0


def decimals_allowed(places: int) -> str:
    """How many decimals a refusal says there may be."""
    return f"at most {places} decimals" if places else "a whole number"


def _allowed(unit: Unit) -> str:
    if unit.name == "share":
        return "a percentage such as 17 or 16.99%"
    if unit.signed:
        return "a number such as +3 or -1.5" if unit.places else "a whole number such as +3 or -2"
    if not unit.places:
        return "a whole number such as 12"
    return "a number such as 1,234.5, or +3, -1.5, +5% to change what is there"


def read_shares(text: str) -> tuple[float, ...]:
    """Percentages by month as parts of 1: `60 60 90`, `60% × 6, 90% × 6`, `60x6 90x6`; or `no ramp`."""
    if text.casefold() in {NO_RAMP, "none"}:
        return ()
    shares: list[float] = []
    for part in _BETWEEN_RUNS.split(_SPACED_TIMES.sub(r"\1", text).strip()):
        shares += _run(part)
    return tuple(shares)


def _run(part: str) -> list[float]:
    match = _RUN.fullmatch(part) if len(part) <= LONGEST else None
    if match is None:
        raise Refusal(part, "percentages by month, such as 60 60 90 or 60% × 6, 90% × 6")
    share = Decimal(match[1].replace(",", "")) / 100
    return [_exactly(part, share, Unit("share", 4))] * int(match[2] or 1)
