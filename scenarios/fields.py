"""The kinds of value a plan is made of: each with its unit, bounds and decimals."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, TypeVar

from pydantic import AfterValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from scenarios.text import clean_line, clean_notes

FIRST_DATE = dt.date(2000, 1, 1)
LAST_DATE = dt.date(2100, 12, 31)
MAX_FTE = 1_000_000.0
MAX_CASES = 10_000_000.0
MAX_RATE = 1_000.0
MAX_MONTHS = 120
MAX_MONEY = 1_000_000_000.0
MAX_WEEKS = 53.0
MAX_NAME = 120

KEY_PATTERN = "^[a-z0-9-]{1,80}$"
KEY_WORDS = "a key of a-z, 0-9 and hyphens"
YEAR_PATTERN = "(1999|20[0-9]{2}|2100)/([0-9]{2})"


@dataclass(frozen=True)
class Unit:
    """What a value counts, and to how many decimals. A `share` is kept as a part of 1 and shown as a percentage."""

    name: str
    places: int = 0
    signed: bool = False


@dataclass(frozen=True)
class Refers:
    """Marks a field that holds the key of a row in another table."""

    table: str


@dataclass(frozen=True)
class FileKey:
    """The name a field has in the scenario file, where it differs; `from.team` is `team` within `from`."""

    name: str


class Memo:
    """Marks a field that is only a note: no figure depends on it."""


Value = TypeVar("Value", float, str)


class _Checked(dict[Value, Value]):
    """Values found to be right, as they are kept. A plan has thousands, of which few differ: those are one object."""

    MOST = 4096

    def __init__(self, check: Callable[[Value], Value]) -> None:
        super().__init__()
        self._check: Callable[[Value], Value] = check

    def __missing__(self, value: Value) -> Value:
        found = self._check(value)
        if len(self) == self.MOST:
            self.clear()
        self[value] = found
        return found


def _at_most(places: int) -> Callable[[float], float]:
    def check(value: float) -> float:
        if round(value, places) != value:
            raise PydanticCustomError("places", "at most {places} decimals", {"places": places})
        return value + 0.0  # -0.0 becomes 0.0

    return check


def _key(text: str) -> str:
    if re.fullmatch(KEY_PATTERN, text) is None:
        raise PydanticCustomError("key", KEY_WORDS)
    return text


def _financial_year(text: str) -> str:
    """A financial year that has any of the allowed dates, the second half following the first."""
    match = re.fullmatch(YEAR_PATTERN, text)
    if match is None or int(match[2]) != (int(match[1]) + 1) % 100:
        raise PydanticCustomError("year", "a financial year, such as 2020/21")
    return text


def _label(text: str) -> str:
    cleaned = clean_line(text)
    if len(cleaned) > MAX_NAME:
        raise PydanticCustomError("long", "at most {most} characters", {"most": MAX_NAME})
    return cleaned


def _named(text: str) -> str:
    cleaned = _label(text)
    if not cleaned:
        raise PydanticCustomError("empty", "a text that is not empty")
    return cleaned


_TWO = AfterValidator(_Checked(_at_most(2)).__getitem__)
_FOUR = AfterValidator(_Checked(_at_most(4)).__getitem__)

Fte = Annotated[float, Field(ge=0, le=MAX_FTE), Unit("FTE", 2), _TWO]
FteChange = Annotated[float, Field(ge=-MAX_FTE, le=MAX_FTE), Unit("FTE", 2, signed=True), _TWO]
Cases = Annotated[float, Field(ge=0, le=MAX_CASES), Unit("cases", 2), _TWO]
CasesChange = Annotated[float, Field(ge=-MAX_CASES, le=MAX_CASES), Unit("cases", 2, signed=True), _TWO]
Target = Annotated[float, Field(gt=0, le=MAX_RATE), Unit("cases per FTE", 2), _TWO]
Share = Annotated[float, Field(ge=0, le=1), Unit("share", 4), _FOUR]
Rate = Annotated[float, Field(ge=0, le=MAX_RATE), Unit("share", 4), _FOUR]
ShareChange = Annotated[float, Field(ge=-1, le=MAX_RATE), Unit("share", 4, signed=True), _FOUR]
Growth = Annotated[float, Field(ge=-1, le=MAX_RATE), Unit("share", 4), _FOUR]
Weight = Annotated[float, Field(ge=0, le=MAX_RATE), Unit("weight", 4), _FOUR]
Money = Annotated[float, Field(ge=0, le=MAX_MONEY), Unit("£", 2), _TWO]
Thousands = Annotated[float, Field(ge=0, le=MAX_MONEY), Unit("£000", 2), _TWO]
Weeks = Annotated[float, Field(ge=0, le=MAX_WEEKS), Unit("weeks", 2), _TWO]
Months = Annotated[int, Field(ge=1, le=MAX_MONTHS), Unit("months", 0)]
MonthsChange = Annotated[int, Field(ge=-MAX_MONTHS, le=MAX_MONTHS), Unit("months", 0, signed=True)]
Repeat = Annotated[int, Field(ge=1, le=MAX_MONTHS), Unit("times", 0)]
Day = Annotated[dt.date, Field(ge=FIRST_DATE, le=LAST_DATE), Unit("date")]
FinancialYear = Annotated[str, AfterValidator(_financial_year), Unit("year")]
Slug = Annotated[str, Field(pattern=KEY_PATTERN), Unit("key")]
Reference = Annotated[
    str,
    AfterValidator(_Checked(_key).__getitem__),
    WithJsonSchema({"type": "string", "pattern": KEY_PATTERN}),
    Unit("key"),
]
"""The key of a row of another table, which many rows have."""
Name = Annotated[str, AfterValidator(_named), Unit("text")]
Label = Annotated[str, AfterValidator(_label), Unit("text")]
Notes = Annotated[str, AfterValidator(clean_notes), Unit("notes")]
