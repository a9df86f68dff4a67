"""Adding up by place: what falls on a line, in a period, in a team."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from scenarios.timeline import Array, Indices


class HasSums(Protocol):
    """What knows the sums of a scope by their names."""

    def summed(self, name: str, /) -> Array:
        """One of them."""


class Summed:
    """A figure of a scope that is added up when it is first read; its name is that of the field."""

    def __set_name__(self, owner: type[HasSums], name: str) -> None:
        self._name = name

    def __get__(self, sums: HasSums, owner: type[HasSums]) -> Array:
        return sums.summed(self._name)


def summed(where: Indices, amounts: Array, places: int) -> Array:
    """Amounts added up by the place each belongs to."""
    total = np.bincount(where, amounts, places)
    return total.astype(np.float64, copy=False)  # of whole numbers where there is nothing to add


def tabled(rows: Indices, columns: Indices, amounts: Array, shape: tuple[int, int]) -> Array:
    """Amounts added up in a table of rows and columns: periods and lines, say."""
    return summed(rows * shape[1] + columns, amounts, shape[0] * shape[1]).reshape(shape)


@dataclass(frozen=True, eq=False)
class Amounts:
    """Amounts that fall on a few places of a table, counted row by row: what dated rows are by period and line."""

    where: Indices
    each: Array


def add_amounts(values: Array, amounts: Amounts) -> Array:
    """Add amounts to a table; the same table."""
    np.add.at(values.reshape(-1), amounts.where, amounts.each)
    return values


def take_amounts(values: Array, amounts: Amounts) -> Array:
    """Take amounts off a table; the same table."""
    np.subtract.at(values.reshape(-1), amounts.where, amounts.each)
    return values


def of_row(amounts: Amounts, row: int, places: int) -> Amounts:
    """Those that fall on one row of a table, which has so many places."""
    where = amounts.where - row * places
    there = (where >= 0) & (where < places)
    return Amounts(where[there], amounts.each[there])


def throughout(row: Array, rows: int) -> Array:
    """A table of so many times the same row."""
    return row[None].repeat(rows, axis=0)


@dataclass(frozen=True, eq=False)
class Groups:
    """Which group each of some columns belongs to, and what it takes to add them up by group."""

    of: Indices
    """The group of each column."""
    order: Indices | slice
    """The columns, each group's together; all as they are, where they are so already."""
    first: Indices
    """Where each group that has any columns begins in that order."""
    there: Indices
    """Those groups."""
    count: int


def groups(of: Indices, count: int) -> Groups:
    """Groups by the group of each column and how many groups there are."""
    order: Indices | slice = slice(None)
    if (of[1:] < of[:-1]).any():
        order = of.argsort(kind="stable")
    ordered = of[order]
    first = np.concatenate([[0], (ordered[1:] != ordered[:-1]).nonzero()[0] + 1])[: len(of)]
    return Groups(of, order, first, ordered[first], count)


def grouped(values: Array, by: Groups) -> Array:
    """Columns of `values` added up by group: rows × groups."""
    if len(by.first) == by.count > 0:
        return np.add.reduceat(values[:, by.order], by.first, axis=1)
    total = np.zeros((len(values), by.count))
    if by.first.size:
        total[:, by.there] = np.add.reduceat(values[:, by.order], by.first, axis=1)
    return total
