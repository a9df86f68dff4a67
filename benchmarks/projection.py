"""The county's projection against the plain loop of the tests, and England's against the county's."""

from __future__ import annotations

from benchmarks._plans import ENGLAND, anew
from benchmarks._record import Result
from benchmarks._timing import in_turn
from scenarios.projection import project
from tests.scenarios.county import county
from tests.scenarios.slow_model import slow_projection

FEW = 5
"""Rounds with England, whose arrays are large."""


def rows() -> list[Result]:
    """Projections with every table made anew each round, so that nothing is remembered."""
    small, large = county(), county(teams=60 * ENGLAND)
    fresh = iter([anew(small) for _ in range(50)])
    times = in_turn({"loop": lambda: slow_projection(small), "whole": lambda: project(next(fresh))})
    larger = iter([anew(large) for _ in range(FEW + 1)])
    sizes = in_turn({"county": lambda: project(next(fresh)), "England": lambda: project(next(larger))}, FEW)
    return [
        Result("county projection", "plain Python loop", times["whole"], times["loop"], at_least=40),
        Result("England projection, 153 counties", "county", sizes["England"], sizes["county"], at_most=ENGLAND),
    ]
