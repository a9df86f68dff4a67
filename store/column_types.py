"""How each kind of value is kept in SQLite's strict tables."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import INTEGER, REAL, TEXT
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from scenarios.columns import Kind
from scenarios.text import clean_line, clean_notes
from store.kept import recalled


class Kept(TypeDecorator[Any]):
    """A value kept as text or a whole number, by a pair of functions there and back. NULL is None."""

    impl = TEXT
    cache_ok = True

    def __init__(
        self, kept_as: type[TypeEngine[Any]], keep: Callable[[Any], Any], recall: Callable[[Any], Any]
    ) -> None:
        super().__init__()
        self.kept_as, self.keep, self.recall = kept_as, keep, recall

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The column's own type."""
        return dialect.type_descriptor(self.kept_as())

    def process_bind_param(self, value: Any, _dialect: Dialect) -> Any:
        """The value as kept."""
        return None if value is None else self.keep(value)

    def process_result_value(self, value: Any, _dialect: Dialect) -> Any:
        """The value as it was. Raises StoreDamaged where it cannot be one."""
        return recalled(self.recall, value)


def _numbers(text: str) -> tuple[float, ...]:
    return tuple(json.loads(text))


def _utc_text(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


DAY = Kept(TEXT, dt.date.isoformat, dt.date.fromisoformat)
"""A date as `YYYY-MM-DD`."""
MOMENT = Kept(TEXT, _utc_text, dt.datetime.fromisoformat)
"""A moment in UTC, to the microsecond."""
YES_NO = Kept(INTEGER, int, bool)
"""Yes or no, as 1 or 0."""
LINE = Kept(TEXT, str, clean_line)
"""A line of text, cleaned as it is read: another program may have written it."""
NOTES = Kept(TEXT, str, clean_notes)
"""Text of several lines, cleaned as it is read."""
SHARES = Kept(TEXT, json.dumps, _numbers)
"""A row of numbers, as JSON."""

TYPES: dict[Kind, Any] = {
    "number": REAL,
    "whole": INTEGER,
    "yes-no": YES_NO,
    "date": DAY,
    "choice": TEXT,
    "key": TEXT,
    "text": LINE,
    "notes": NOTES,
    "shares": SHARES,
    "year": TEXT,
}
