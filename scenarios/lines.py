"""The lines of an establishment as places in arrays, and the numbers that they and their roles have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import count

import numpy as np

from scenarios.plan import CaseType, Line, Role, Team
from scenarios.row import Row, by_field
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

    def of(self, rows: Sequence[Row], team: str = "team", role: str = "role") -> Indices:
        """The place of each row's line."""
        return self.at(*by_field(rows, team, role))

    def at(self, teams: Iterable[str], roles: Iterable[str]) -> Indices:
        """The places of lines by their teams and roles."""
        return np.array(list(map(self.index.__getitem__, zip(teams, roles, strict=True))), dtype=np.intp)


_lines = lru_cache(maxsize=8)(Lines)


@lru_cache(maxsize=8)
def lines_of(establishment: Same[tuple[Line, ...]]) -> Lines:
    """The lines of an establishment; the same object as long as its teams and roles are the same."""
    return _lines(tuple(zip(*by_field(establishment.value, "team", "role"), strict=True)))


@lru_cache(maxsize=8)
def places(keyed: Same[tuple[Role, ...]] | Same[tuple[CaseType, ...]] | Same[tuple[Team, ...]]) -> dict[str, int]:
    """Where each row of a table stands, by its key."""
    (keys,) = by_field(keyed.value, "key")
    return dict(zip(keys, count()))


STAFFING = ("posts", "in_post", "absent", "agency", "turnover")
PRICES = ("pay", "agency_week")
OF_ROLE = ("caseload_share", "turnover")


@remembered
def of_lines(establishment: Same[tuple[Line, ...]], fields: tuple[str, ...]) -> dict[str, Array]:
    """Numbers of each line by field, NaN for a blank. A field whose values are the same is the same array."""
    return {field: interned(values) for field, values in _numbers(fields, establishment.value).items()}


@remembered
def of_roles(roles: Same[tuple[Role, ...]], lines: Lines, fields: tuple[str, ...]) -> dict[str, Array]:
    """Numbers of each line's role by field, NaN for a blank. A field whose values are the same is the same array."""
    index = places(roles)
    role_of_line = np.array([index[role] for _, role in lines.pairs], dtype=np.intp)
    return {field: interned(values.take(role_of_line)) for field, values in _numbers(fields, roles.value).items()}


def _numbers(fields: tuple[str, ...], rows: Sequence[Row]) -> dict[str, Array]:
    columns = zip(fields, by_field(rows, *fields), strict=True)
    # `np.array` takes three times as long where a field is blank in every row.
    return {field: np.fromiter(each, np.float64, len(rows)) for field, each in columns}


def own_or(values: Array, instead: Array) -> Array:
    """Values, with others where there is none."""
    return np.where(np.isnan(values), instead, values)
