"""What is kept in SQLite's strict tables, made into what it was again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scenarios.problems import shown
from store.errors import WHAT_TO_DO, StoreDamaged

Recall = Callable[[Any], Any]


def recalled(recall: Recall, value: Any) -> Any:
    """A value as it was; None for NULL. Raises StoreDamaged where it cannot be one."""
    try:
        return None if value is None else recall(value)
    except (ValueError, TypeError) as error:
        raise StoreDamaged(f"The store is damaged: it holds {shown(value)}. {WHAT_TO_DO}") from error
