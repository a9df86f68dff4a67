"""Remembering what tables of a plan come to. An edit replaces one table of a plan; the others are the same objects."""

from __future__ import annotations

from functools import lru_cache
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Same(Generic[Value]):
    """A value that equals nothing but itself, so that finding it again costs no comparison of its rows."""

    __slots__ = ("value",)

    def __init__(self, value: Value) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.value is self.value

    def __hash__(self) -> int:
        return id(self.value)


remembered = lru_cache(maxsize=8)
"""Keeps the last few results of a pure function of tables (as `Same`), lines and a timeline."""
