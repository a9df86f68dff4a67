"""The county's projection against the plain loop of the tests, and England's against the county's."""

from __future__ import annotations

from benchmarks._plans import ENGLAND, anew
from benchmarks._record import Result
from benchmarks._timing import in_turn
from scenarios.plan import Plan
from scenarios.projection import project
from scenarios.timeline import Array
from tests.scenarios.county import county
from tests.scenarios.slow_model import LINE_FIGURES, slow_projection

FEW = 9
"""Rounds with England, whose arrays are large."""


def rows() -> list[Result]:
    """Projections with every table made anew each round, so that nothing is remembered, and all that the loop gives."""
    small, large = county(), county(teams=60 * ENGLAND)
    fresh = iter([anew(small) for _ in range(50)])
    times = in_turn({"loop": lambda: slow_projection(small), "whole": lambda: _figures(next(fresh))})
    larger = iter([anew(large) for _ in range(FEW + 1)])
    sizes = in_turn({"county": lambda: _figures(next(fresh)), "England": lambda: _figures(next(larger))}, FEW)
    return [
        Result("county projection", "plain Python loop", times["whole"], times["loop"], at_least=40),
        Result("England projection, 153 counties", "county", sizes["England"], sizes["county"], at_most=ENGLAND),
    ]


def _figures(plan: Plan) -> list[Array]:
    """Every figure that the loop works out, of every line and team."""
    result = project(plan)
    return [getattr(result, name) for name in (*LINE_FIGURES, "cases", "weighted_cases")]
