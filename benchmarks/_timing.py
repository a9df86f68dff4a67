"""Timing of works in turn, in one run: what every benchmark here does."""

from __future__ import annotations

import gc
from collections.abc import Callable
from statistics import median
from time import perf_counter

ROUNDS = 15
Times = dict[str, list[float]]


def milliseconds(work: Callable[[], object]) -> float:
    """How long work takes; rubbish that another work left is cleared away first, as `timeit` does too."""
    gc.collect()
    gc.disable()
    start = perf_counter()
    work()
    spent = (perf_counter() - start) * 1000
    gc.enable()
    return spent


def in_turn(works: dict[str, Callable[[], object]]) -> Times:
    """Times of several rounds, each work once a round; a first round, which warms up, is not counted."""
    times: Times = {name: [] for name in works}
    for turn in range(ROUNDS + 1):
        for name, work in works.items():
            spent = milliseconds(work)
            if turn:
                times[name].append(spent)
    return times


def print_table(times: Times) -> None:
    """Median, least and most of each work, in ms."""
    width = max(map(len, times)) + 2
    print(f"\n{'':<{width}}{'median ms':>12}{'least ms':>12}{'most ms':>12}")
    for name, spent in times.items():
        print(f"{name:<{width}}{median(spent):>12.2f}{min(spent):>12.2f}{max(spent):>12.2f}")
