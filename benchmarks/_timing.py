"""Timing of works in turn, in one run: what every benchmark here does."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import partial
from time import perf_counter

ROUNDS = 15
Times = dict[str, list[float]]


def milliseconds(work: Callable[[], object]) -> float:
    """How long work takes; rubbish that another work left is cleared away first."""
    gc.collect()
    gc.disable()
    start = perf_counter()
    work()
    spent = (perf_counter() - start) * 1000
    gc.enable()
    return spent


def in_turn(works: dict[str, Callable[[], object]], rounds: int = ROUNDS) -> Times:
    """Times of several rounds, each work once a round; a first round, which warms up, is not counted."""
    return measured({name: partial(milliseconds, work) for name, work in works.items()}, rounds)


def measured(measures: dict[str, Callable[[], float]], rounds: int = ROUNDS) -> Times:
    """What each measure says in several rounds, each once a round; a first round, which warms up, is not counted."""
    times: Times = {name: [] for name in measures}
    for turn in range(rounds + 1):
        for name, measure in measures.items():
            spent = measure()
            if turn:
                times[name].append(spent)
    return times
