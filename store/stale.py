"""Refusing a change whose rows are no longer as they were when it was made."""

from __future__ import annotations

from scenarios.changes import StaleError
from store.errors import StoreError


class StaleRow(StoreError, StaleError):
    """The store's refusal of a stale change: what is there and what was expected. Nothing of the change was written."""
