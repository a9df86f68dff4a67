"""Rows of a table of which each is made when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar, overload

Made = TypeVar("Made")


class OnDemand(Sequence[Made]):
    """So many rows; each is made by its place, once."""

    def __init__(self, count: int, make: Callable[[int], Made]) -> None:
        self._count = count
        self._make = make
        self._made = dict[int, Made]()

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Made: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Made, ...]: ...

    def __getitem__(self, place: int | slice) -> Made | tuple[Made, ...]:
        if isinstance(place, slice):
            return tuple(self[each] for each in range(*place.indices(self._count)))
        found = self._made.get(place)
        if found is None:
            found = self._made[place] = self._make(range(self._count)[place])
        return found
