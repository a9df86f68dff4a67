"""Which row of one plan is which row of another."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cache

from scenarios.columns import columns
from scenarios.plan import TABLES, Plan, Row
from scenarios.row_ids import is_from_content

Pair = tuple[Row | None, Row | None]
"""A row before and after; None where it was not there or is gone."""

TELLING = ("kind", "start", "last_day", "date")
"""The fields by which rows that nobody named are known again, besides what they refer to."""


def matched(before: Plan, after: Plan, table: str) -> list[Pair]:
    """The rows of a table in both plans, side by side, in the order of `after`; removed ones where they stood.

    Rows of a list are the same by their id; else by their content; else, where nobody gave one of the two its id, by
    what they refer to, their kind and their start.
    """
    old, new = before.rows(table), after.rows(table)
    if getattr(before, table) is getattr(after, table):
        return [(row, row) for row in new]
    return _in_order(old, new, _Matching(table, old, new).places)


def _in_order(old: tuple[Row, ...], new: tuple[Row, ...], places: dict[int, int]) -> list[Pair]:
    """Pairs by the places of their rows: new to old."""
    came_to = {before: after for after, before in places.items()}
    removed: dict[int, list[Pair]] = {}
    last = -1
    for place, row in enumerate(old):
        last = came_to.get(place, last)
        if place not in came_to:
            removed.setdefault(last, []).append((row, None))
    pairs = removed.get(-1, [])
    for place, row in enumerate(new):
        pairs.append((old[places[place]] if place in places else None, row))
        pairs += removed.get(place, ())
    return pairs


class _Matching:
    """Rows matched by one likeness after another; each takes the first row left that is alike."""

    def __init__(self, table: str, old: tuple[Row, ...], new: tuple[Row, ...]) -> None:
        self._table, self._old, self._new = table, old, new
        both = enumerate(zip(old, new, strict=False))
        self.places = {place: place for place, (was, now) in both if was is now}
        """The place of a new row: that of the old one it is."""
        self._match(lambda row: row.ref)
        if TABLES[table].KEY == ("id",):
            self._match(_values_of(_content(TABLES[table])))
            self._match(_values_of(_telling(TABLES[table])), self._unnamed)

    def _match(self, likeness: Callable[[Row], Hashable], may: Callable[[Row, Row], bool] | None = None) -> None:
        if len(self.places) in (len(self._old), len(self._new)):
            return
        taken = set(self.places.values())
        left: dict[Hashable, list[int]] = {}
        for place, row in enumerate(self._old):
            if place not in taken:
                left.setdefault(likeness(row), []).append(place)
        for place, row in enumerate(self._new):
            if place not in self.places:
                alike = left.get(likeness(row), [])
                found = next((old for old in alike if may is None or may(self._old[old], row)), None)
                if found is not None:
                    alike.remove(found)
                    self.places[place] = found

    def _unnamed(self, old: Row, new: Row) -> bool:
        return is_from_content(self._table, old) or is_from_content(self._table, new)


def _values_of(fields: tuple[str, ...]) -> Callable[[Row], Hashable]:
    def values(row: Row) -> Hashable:
        of = vars(row)
        return tuple(of[field] for field in fields)

    return values


@cache
def _content(row: type[Row]) -> tuple[str, ...]:
    return tuple(each.name for each in columns(row) if each.name != "id")


@cache
def _telling(row: type[Row]) -> tuple[str, ...]:
    return tuple(each.name for each in columns(row) if each.refers or each.name in TELLING)


def with_field_of(rows: tuple[Row, ...], others: tuple[Row, ...], field: str) -> tuple[Row, ...]:
    """Rows of a list with a field as the same rows have it among others; the rest as they are.

    The same are those alike in everything; else in everything but the field, by id before any other; else by id. So
    two lists that differ in nothing but the field come to be the same but for their order.
    """
    if rows is others:
        return rows
    values = _values_of(tuple(name for name in _told(type(rows[0])) if name != field)) if rows else _ref
    found: dict[int, Row] = {}
    left = dict.fromkeys(range(len(others)))
    for likeness in (_both(values, _values_of((field,))), _both(values, _ref), values, _ref):
        places: dict[Hashable, list[int]] = {}
        for place in reversed(left):
            places.setdefault(likeness(others[place]), []).append(place)
        for place, row in enumerate(rows):
            if place not in found and (alike := places.get(likeness(row))):
                found[place] = others[alike[-1]]
                del left[alike.pop()]
    made = tuple(_with(row, found.get(place, row), field) for place, row in enumerate(rows))
    return rows if all(new is row for new, row in zip(made, rows, strict=True)) else made


def _with(row: Row, other: Row, field: str) -> Row:
    value = vars(other)[field]
    return row if vars(row)[field] == value else row.model_copy(update={field: value})


def _ref(row: Row) -> Hashable:
    return row.ref


def _both(one: Callable[[Row], Hashable], other: Callable[[Row], Hashable]) -> Callable[[Row], Hashable]:
    return lambda row: (one(row), other(row))


@cache
def _told(row: type[Row]) -> tuple[str, ...]:
    return tuple(each.name for each in columns(row) if each.name != "id" and not each.memo)
