"""Stores for harnesses of the app."""

from __future__ import annotations

from tests.tui.conftest import fresh_store, store

__all__ = ["fresh_store", "store"]
