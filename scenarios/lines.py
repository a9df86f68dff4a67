"""The lines of an establishment as places in arrays, and the numbers that they and their roles have."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import compress, count, islice
from operator import is_not

import numpy as np

from scenarios.plan import CaseType, Line, Role, Team
from scenarios.row import Row, by_field
from scenarios.same import Same, interned, remembered
from scenarios.timeline import Array, Indices

Pair = tuple[str, str]


class Lines:
    """Lines as (team, role), and where each stands."""

    def __init__(self, teams: tuple[str, ...], roles: tuple[str, ...]) -> None:
        self.teams, self.roles = teams, roles
        self.pairs: tuple[Pair, ...] = tuple(zip(teams, roles, strict=True))
        self.index = dict(zip(self.pairs, count()))

    def __len__(self) -> int:
        return len(self.pairs)

    def of(self, rows: Sequence[Row], team: str = "team", role: str = "role") -> Indices:
        """The place of each row's line."""
        return self.at(*by_field(rows, team, role))

    def at(self, teams: Sequence[str], roles: Sequence[str]) -> Indices:
        """The places of lines by their teams and roles."""
        return np.fromiter(map(self.index.__getitem__, zip(teams, roles, strict=True)), np.intp, len(teams))


_lines = lru_cache(maxsize=8)(Lines)


@lru_cache(maxsize=8)
def places(keyed: Same[tuple[Role, ...]] | Same[tuple[CaseType, ...]] | Same[tuple[Team, ...]]) -> dict[str, int]:
    """Where each row of a table stands, by its key."""
    (keys,) = by_field(keyed.value, "key")
    return dict(zip(keys, count()))


STAFFING = ("posts", "in_post", "absent", "agency", "turnover")
PRICES = ("pay", "agency_week")
OF_ROLE = ("caseload_share", "turnover")
FEW = 20
"""Rows up to which those that are others are read by themselves: each costs more than one of all."""


Numbered = tuple[Lines, dict[str, Array]]
"""The lines of an establishment, and numbers of each by field, NaN for a blank."""


def _numbers(fields: tuple[str, ...], columns: list[list[float | None]]) -> dict[str, Array]:
    # `np.array` takes three times as long where a field is blank in every row.
    each = zip(fields, columns, strict=True)
    return {field: interned(np.fromiter(values, np.float64, len(values))) for field, values in each}


class _Reader:
    """Reads establishments: of one that is like the last one but for a few rows, these only, as an edit is of few."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        self._fields = fields
        self._last: tuple[tuple[Line, ...], Numbered] = (), self._read(())

    def read(self, rows: tuple[Line, ...]) -> Numbered:
        """Lines and numbers; the same objects as long as teams and roles are the same, and the values of a field."""
        before, found = self._last
        others = list(islice(compress(count(), map(is_not, rows, before)), FEW + 1))
        few = len(rows) == len(before) and len(others) <= FEW
        found = (few and self._with_others(found, others, rows)) or self._read(rows)
        self._last = rows, found
        return found

    def _read(self, rows: Sequence[Line]) -> Numbered:
        teams, roles, *numbers = by_field(rows, "team", "role", *self._fields)
        return _lines(tuple(teams), tuple(roles)), _numbers(self._fields, numbers)

    def _with_others(self, before: Numbered, others: list[int], rows: Sequence[Line]) -> Numbered | None:
        """An establishment with other rows in some places; None where these are of other lines."""
        lines, numbers = before
        teams, roles, *columns = by_field([rows[place] for place in others], "team", "role", *self._fields)
        if list(zip(teams, roles, strict=True)) != [lines.pairs[place] for place in others]:
            return None
        each = zip(self._fields, columns, strict=True)
        return lines, {field: _with_values(numbers[field], others, values) for field, values in each}


def _with_values(column: Array, places: list[int], values: list[float | None]) -> Array:
    new = np.array(values, dtype=np.float64)
    if np.array_equal(column[places], new, equal_nan=True):
        return column
    changed = column.copy()
    changed[places] = new
    return interned(changed)


@remembered
def _reader(fields: tuple[str, ...]) -> _Reader:
    return _Reader(fields)


@remembered
def staffed(establishment: Same[tuple[Line, ...]]) -> Numbered:
    """The lines of an establishment, and numbers of each by field, NaN for a blank."""
    return _reader(STAFFING).read(establishment.value)


@remembered
def prices_of_lines(establishment: Same[tuple[Line, ...]]) -> dict[str, Array]:
    """Prices of each line by field, NaN for a blank. A field whose values are the same is the same array."""
    _, prices = _reader(PRICES).read(establishment.value)
    return prices


@remembered
def of_roles(roles: Same[tuple[Role, ...]], lines: Lines, fields: tuple[str, ...]) -> dict[str, Array]:
    """Numbers of each line's role by field, NaN for a blank. A field whose values are the same is the same array."""
    role_of_line = np.fromiter(map(places(roles).__getitem__, lines.roles), np.intp, len(lines))
    numbers = _numbers(fields, by_field(roles.value, *fields))
    return {field: interned(values.take(role_of_line)) for field, values in numbers.items()}


def own_or(values: Array, instead: Array) -> Array:
    """Values, with others where there is none."""
    return np.where(np.isnan(values), instead, values)
