"""The county's projection against the plain loop of the tests, and England's against the county's."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from benchmarks._plans import ENGLAND, anew
from benchmarks._record import Result
from benchmarks._timing import in_turn, measured, milliseconds
from scenarios.plan import Plan
from scenarios.projection import project
from tests.scenarios.county import county
from tests.scenarios.slow_model import LINE_FIGURES, slow_projection

FEW = 9
"""Rounds with England, whose arrays are large."""
AS_LONG = 40
"""Projections of a round, one after another: together they take about as long as the loop does."""
LOOP = "plain Python loop"


def rows() -> list[Result]:
    """Projections with every table made anew each time, so that nothing is remembered, and all that the loop gives.

    The loop and the projection have about as much time each in a round. What a single projection takes right after
    the loop, which has put its code and rows out of the processor's caches, is told beside it.
    """
    small, large = county(), county(teams=60 * ENGLAND)
    loop = partial(milliseconds, lambda: slow_projection(small))
    times = measured({"loop": loop, "once": lambda: _each(small, 1), "many": lambda: _each(small, AS_LONG)})
    plans, larger = iter([anew(small) for _ in range(FEW + 1)]), iter([anew(large) for _ in range(FEW + 1)])
    sizes = in_turn({"county": lambda: _work_out([next(plans)]), "England": lambda: _work_out([next(larger)])}, FEW)
    return [
        Result("county projection", LOOP, times["many"], times["loop"], at_least=40),
        Result("county projection, a single one after the loop", LOOP, times["once"], times["loop"], is_speed=True),
        Result("England projection, 153 counties", "county", sizes["England"], sizes["county"], at_most=ENGLAND),
    ]


def _each(plan: Plan, number: int) -> float:
    """How long each projection of a number of fresh copies of a plan takes."""
    plans = [anew(plan) for _ in range(number)]
    return milliseconds(lambda: _work_out(plans)) / number


def _work_out(plans: Iterable[Plan]) -> None:
    """Every figure that the loop works out, of every line and team."""
    for plan in plans:
        result = project(plan)
        for name in (*LINE_FIGURES, "cases", "weighted_cases"):
            getattr(result, name)
