"""How long the county's projection takes, against the plain loop of the tests, in turn in one run.

`python benchmarks/projection.py`, or `make bench` with the others.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from statistics import median
from time import perf_counter

from scenarios.projection import project
from tests.scenarios.county import county
from tests.scenarios.slow_model import slow_projection

ROUNDS = 15
AT_LEAST = 40.0


def milliseconds(work: Callable[[], object]) -> float:
    """How long work takes; rubbish that another work left is cleared away first, as `timeit` does too."""
    gc.collect()
    gc.disable()
    start = perf_counter()
    work()
    spent = (perf_counter() - start) * 1000
    gc.enable()
    return spent


def in_turn(works: dict[str, Callable[[], object]]) -> dict[str, list[float]]:
    """Times of several rounds, each work once a round; a first round, which warms up, is not counted."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(ROUNDS + 1):
        for name, work in works.items():
            spent = milliseconds(work)
            if turn:
                times[name].append(spent)
    return times


def main() -> None:
    plan = county()
    rows = len(plan.establishment), plan.header.months, len(plan.pipeline), len(plan.agency)
    print("County: {} lines, {} months, {} rows of starters, {} of agency".format(*rows))
    times = in_turn({"plain loop": lambda: slow_projection(plan), "projection": lambda: project(plan)})
    print(f"\n{'':<12}{'median ms':>12}{'least ms':>12}{'most ms':>12}")
    for name, spent in times.items():
        print(f"{name:<12}{median(spent):>12.2f}{min(spent):>12.2f}{max(spent):>12.2f}")
    ratio = median(times["plain loop"]) / median(times["projection"])
    print(f"\n{ratio:.0f} times as fast; the target is {AT_LEAST:.0f} or more")


if __name__ == "__main__":
    main()
