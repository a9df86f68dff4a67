"""Values to draw plans from: in as few draws as can be, as every draw takes its time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import chain, combinations
from typing import Any, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")
Draw = Callable[[st.SearchStrategy[T]], T]

ROUND = (0.0, 1.0, 2.0, 0.5)


def decimals(least: int, most: int, places: int) -> tuple[float, ...]:
    """Every number of so many decimals within bounds."""
    scale = 10**places
    return tuple(n / scale for n in range(least * scale, most * scale + 1))


def one_of(*kinds: Sequence[Any]) -> st.SearchStrategy[Any]:
    """One of a few kinds of values, each as likely however many it has: in one draw, as every draw takes its time."""
    most = max(map(len, kinds))
    return st.sampled_from([values[n % len(values)] for n in range(most) for values in kinds])


def steps(most: int, places: int) -> st.SearchStrategy[float]:
    """Numbers from 0 to `most` of so many decimals, round ones among them."""
    return one_of(ROUND, decimals(0, most, places))


@cache
def among(*choices: Any) -> st.SearchStrategy[Any]:
    """One of some choices: made once, as making a strategy takes longer than drawing from it."""
    return st.sampled_from(choices)


@cache
def some_of(keys: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    """Mostly all of some keys, sometimes fewer or none."""
    counts = (*range(len(keys), 0, -1), *[len(keys)] * 5, 0)
    return st.sampled_from(counts).map(lambda n: keys[:n])


@cache
def any_of(choices: tuple[Any, ...]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Any of some choices: none, some or all of them."""
    return st.sampled_from(list(chain.from_iterable(combinations(choices, n) for n in range(len(choices) + 1))))
