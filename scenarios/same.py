"""Remembering what tables of a plan come to. An edit replaces one table of a plan; the others are the same objects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from typing import Any, Generic, ParamSpec, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

Value = TypeVar("Value")
Given = ParamSpec("Given")


class Same(Generic[Value]):
    """A value that equals nothing but itself, so that finding it again costs no comparison of its rows."""

    __slots__ = ("value",)

    def __init__(self, value: Value) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.value is self.value

    def __hash__(self) -> int:
        return id(self.value)


def read_only(result: Value) -> Value:
    """The same result with every array in it closed for writing: itself, or in its fields, a tuple or a dictionary."""
    if isinstance(result, np.ndarray):
        result.setflags(write=False)
        return result
    for part in _parts(result):
        if isinstance(part, np.ndarray):
            part.setflags(write=False)
        elif isinstance(part, dict):
            read_only(part)
    return result


def _parts(result: Any) -> Iterable[Any]:
    if isinstance(result, dict):
        return result.values()
    return result if isinstance(result, tuple) else vars(result).values()


_aside: ContextVar[dict[Callable[..., Any], Callable[..., Any]] | None] = ContextVar("aside", default=None)


@contextmanager
def aside() -> Iterator[None]:
    """Remember by itself, and only for as long as this lasts, what is worked out meanwhile.

    For work on many plans, each looked at once: it would put out what is remembered of those that are edited.
    """
    token = _aside.set({})
    try:
        yield
    finally:
        _aside.reset(token)


def _kept(work: Callable[Given, Value], most: int) -> Callable[Given, Value]:
    """Keep the last results of a function, as many as `most`: those of work that is set aside by themselves."""
    kept = lru_cache(maxsize=most)(work)

    @wraps(work)
    def known(*args: Any) -> Value:
        own = _aside.get()
        if own is None:
            return kept(*args)
        if work not in own:
            own[work] = lru_cache(maxsize=most)(work)
        found: Value = own[work](*args)
        return found

    return cast("Callable[Given, Value]", known)


def remembered(work: Callable[Given, Value]) -> Callable[Given, Value]:
    """Keep the last few results, read-only, of a pure function of tables and arrays (as `Same`), lines and a timeline.

    What is kept holds on to what it was given, so that nothing else can ever be taken for it.
    """

    @wraps(work)
    def closed(*args: Given.args, **kwargs: Given.kwargs) -> Value:
        return read_only(work(*args, **kwargs))

    return _kept(closed, 4)


def interned(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """A read-only array of the same numbers; the same object for the same ones, so that it can be known as `Same`."""
    return _of_numbers(values.tobytes())


def _from_buffer(numbers: bytes) -> NDArray[np.float64]:
    return np.frombuffer(numbers)


_of_numbers = _kept(_from_buffer, 64)
