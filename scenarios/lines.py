"""The lines of an establishment as places in arrays."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from operator import attrgetter

import numpy as np

from scenarios.plan import Line, Row
from scenarios.timeline import Indices

Pair = tuple[str, str]


class Lines:
    """Lines as (team, role), and where each stands."""

    def __init__(self, pairs: tuple[Pair, ...]) -> None:
        self.pairs = pairs
        self.index = {pair: place for place, pair in enumerate(pairs)}

    def __len__(self) -> int:
        return len(self.pairs)

    def of(self, rows: Iterable[Row], team: str = "team", role: str = "role") -> Indices:
        """The place of each row's line."""
        return np.array([self.index[pair] for pair in map(attrgetter(team, role), rows)], dtype=np.intp)


_lines = lru_cache(maxsize=8)(Lines)


def lines_of(establishment: Iterable[Line]) -> Lines:
    """The lines of an establishment; the same object as long as its teams and roles are the same."""
    return _lines(tuple(map(attrgetter("team", "role"), establishment)))
