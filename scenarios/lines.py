"""The lines of an establishment as places in arrays, and the numbers that they and their roles have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import attrgetter

import numpy as np

from scenarios.plan import Line, Role, Row
from scenarios.same import Same, interned, remembered
from scenarios.timeline import Array, Indices

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


@lru_cache(maxsize=8)
def lines_of(establishment: Same[tuple[Line, ...]]) -> Lines:
    """The lines of an establishment; the same object as long as its teams and roles are the same."""
    return _lines(tuple(map(attrgetter("team", "role"), establishment.value)))


OF_LINE = ("posts", "in_post", "absent", "agency", "turnover", "pay", "agency_week")
OF_ROLE = ("caseload_share", "turnover", "pay", "agency_week")


@remembered
def of_lines(establishment: Same[tuple[Line, ...]]) -> dict[str, Array]:
    """Numbers of each line by field, NaN for a blank. A field whose values are the same is the same array."""
    return _numbers(OF_LINE, establishment.value)


@remembered
def of_roles(roles: Same[tuple[Role, ...]], lines: Lines) -> dict[str, Array]:
    """Numbers of each line's role by field, NaN for a blank. A field whose values are the same is the same array."""
    by_key = {role.key: role for role in roles.value}
    return _numbers(OF_ROLE, [by_key[role] for _, role in lines.pairs])


def _numbers(fields: tuple[str, ...], rows: Sequence[Row]) -> dict[str, Array]:
    values = zip(*map(attrgetter(*fields), rows), strict=True) if rows else ((),) * len(fields)
    return {field: interned(np.array(each, dtype=np.float64)) for field, each in zip(fields, values, strict=True)}


def own_or(values: Array, instead: Array) -> Array:
    """Values, with others where there is none."""
    return np.where(np.isnan(values), instead, values)
