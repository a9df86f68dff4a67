"""The comparison for programs: inputs, results and why as plain values, ready for JSON.

Numbers are unrounded; a figure that does not exist is None; dates are ISO texts.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from typing import Any

from scenarios.compare.comparison import Comparison, Moved, Pair
from scenarios.compare.figures import AT_POSITION, MONEY, SPLIT
from scenarios.compare.inputs import input_differences, input_values
from scenarios.compare.split import Split
from scenarios.plan import Plan
from scenarios.totals import WHOLE_PLAN, Scope

TOTAL = "total"


def comparison_report(before: Plan, after: Plan, at: dt.date | None = None) -> dict[str, Any]:
    """The comparison of two plans, at the month of a date or else the last one that both have, as one JSON object.

    Raises UnlikeError where their position dates differ, Faulty for a month that the two do not both have.
    """
    comparison = Comparison(before, after)
    period = len(comparison.dates) - 1 if at is None else comparison.period_in(at)
    periods = sorted({0, period, len(comparison.dates) - 1})
    why = comparison.why()
    return {
        "before": before.header.name,
        "after": after.header.name,
        "at": comparison.dates[period].isoformat(),
        "inputs": [input_values(difference) for difference in input_differences(before, after)],
        "results": [
            *(result for scope, pair in comparison.pairs.items() for result in _results(scope, pair, periods)),
            *_money_results(comparison, periods),
        ],
        "why": [_why(why, figure, period) for figure in _split(why, period)] if why else [],
    }


def scope_name(scope: Scope) -> str:
    """A scope as reports name it: `total`, `team:KEY`, `service:NAME` or `area:NAME`."""
    return TOTAL if scope.kind == "plan" else f"{scope.kind}:{scope.key}"


def _results(scope: Scope, pair: Pair, periods: list[int]) -> Iterator[dict[str, Any]]:
    for figure in SPLIT:
        for period in periods if figure not in AT_POSITION else (0,):
            yield _result(scope, figure, pair.before.dates[period], pair.moved(figure, period))


def _money_results(comparison: Comparison, periods: list[int]) -> Iterator[dict[str, Any]]:
    """What the whole plan costs, where both have money; there is no cost at the position."""
    pair = comparison.pair(WHOLE_PLAN)
    if pair.costs is None:
        return
    for figure in MONEY:
        for period in filter(None, periods):
            yield _result(WHOLE_PLAN, figure, comparison.dates[period], pair.moved(figure, period))


def _result(scope: Scope, figure: str, day: dt.date, moved: Moved) -> dict[str, Any]:
    return {
        "scope": scope_name(scope),
        "figure": figure,
        "date": day.isoformat(),
        "before": _number(moved.before),
        "after": _number(moved.after),
        "change": _number(moved.change),
    }


def _split(why: Split, period: int) -> tuple[str, ...]:
    """The figures that are split in a period."""
    return tuple(figure for figure in why.change if period or figure not in MONEY)


def _why(why: Split, figure: str, period: int) -> dict[str, Any]:
    at = 0 if figure in AT_POSITION else period
    shares, alone = (dict(zip(why.groups, each[figure][:, at], strict=True)) for each in (why.shares, why.alone))
    return {
        "scope": TOTAL,
        "figure": figure,
        "date": why.dates[at].isoformat(),
        "change": _number(why.change[figure][at]),
        "groups": {group: _number(share) for group, share in shares.items()},
        "alone": {group: _number(effect) for group, effect in alone.items()},
        "interaction": _number(why.interaction(figure)[at]),
    }


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
