"""How values are kept in SQLite's strict tables, and what they are made of again."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

from scenarios.columns import Kind
from scenarios.problems import shown
from store.errors import WHAT_TO_DO, StoreDamaged

Recall = Callable[[Any], Any]


def numbers(text: str) -> tuple[float, ...]:
    """A row of numbers out of JSON."""
    return tuple(json.loads(text))


RECALL: dict[Kind, Recall] = {
    "yes-no": bool,
    "date": dt.date.fromisoformat,
    "shares": numbers,
}
"""What makes a value of what is kept of it, by its kind; the others are kept as they are."""


def recalled(recall: Recall, value: Any) -> Any:
    """A value as it was; None for NULL. Raises StoreDamaged where it cannot be one."""
    try:
        return None if value is None else recall(value)
    except (ValueError, TypeError) as error:
        raise StoreDamaged(f"The store is damaged: it holds {shown(value)}. {WHAT_TO_DO}") from error
