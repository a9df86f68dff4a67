"""Ids for rows that a file leaves without: from their content, so that reading the same file gives the same ids."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import TypeVar

from scenarios.columns import columns
from scenarios.plan import Row

LENGTH = 12
LATER = ("agency_week",)
"""Fields that came after their rows: they are content only where they are given, so that ids stay what they were."""
OCCURRENCES = 100
"""How many rows of the same content in one list can be told to have an id made from it."""

AnyRow = TypeVar("AnyRow", bound=Row)


def with_ids(table: str, rows: Sequence[AnyRow], unnamed: Iterable[int]) -> tuple[AnyRow, ...]:
    """The rows of a list, those at the places in `unnamed` with an id of their own."""
    result, without = list(rows), set(unnamed)
    taken = {row.ref for index, row in enumerate(rows) if index not in without}
    occurrences: dict[str, Iterator[int]] = {}
    for index in sorted(without):
        content = f"{table}\n{_content(rows[index])}"
        name = _free_id(content, occurrences.setdefault(content, count(1)), taken)
        taken.add(name)
        result[index] = rows[index].model_copy(update={"id": name})
    return tuple(result)


def is_from_content(table: str, row: Row) -> bool:
    """Whether a row of a list has an id made from its content, as one that a file leaves without is given."""
    content = f"{table}\n{_content(row)}"
    return row.ref in (_id_of(content, n) for n in range(1, OCCURRENCES + 1))


def _content(row: Row) -> str:
    values = ((each.name, getattr(row, each.name)) for each in columns(type(row)) if each.name != "id")
    return "\n".join(f"{name}={value}" for name, value in values if name not in LATER or value is not None)


def _free_id(content: str, occurrences: Iterator[int], taken: set[str]) -> str:
    """The id of the content's next occurrence whose id is not taken."""
    return next(each for each in (_id_of(content, n) for n in occurrences) if each not in taken)


def _id_of(content: str, occurrence: int) -> str:
    return hashlib.sha256(f"{content}\n{occurrence}".encode()).hexdigest()[:LENGTH]
