"""Projection, position and totals agree with the slow model on generated plans of every kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings

from scenarios.examples import example, examples
from scenarios.plan import Plan
from scenarios.position import PositionLine, position, position_total
from scenarios.projection import Projection, project
from scenarios.report import report
from scenarios.totals import Figures, Scope, figures
from tests.scenarios.agreement import agree, all_agree, arrays_of, json_agrees, scopes
from tests.scenarios.slow_model import LINE_FIGURES, SlowProjection, slow_projection
from tests.scenarios.slow_totals import (
    POSITION,
    slow_figures,
    slow_position,
    slow_position_total,
    slow_report,
    target_of,
)
from tests.scenarios.strategies import plans

QUOTIENTS = {"caseload": "capacity", "average_caseload": "case_holders"}
SMALL = 1e-6
"""FTE by which nothing is divided here: the order of a sum would show."""


@pytest.mark.parametrize("name", examples())
def test_the_examples_agree_with_the_slow_model(name: str) -> None:
    plan_agrees(example(name))


def plan_agrees(plan: Plan) -> SlowProjection:
    """Fails unless every figure of a plan agrees; the slow model's projection of it."""
    slow, fast = slow_projection(plan), project(plan)
    lines_agree(fast, slow)
    teams_agree(plan, fast, slow)
    position_agrees(plan, slow)
    gaps_are_those_of_their_period(fast)
    totals_agree(plan, fast, slow)
    return slow


def gaps_are_those_of_their_period(fast: Projection) -> None:
    for period in range(len(fast.dates)):
        for name, values in vars(fast.at(period)).items():
            assert np.array_equal(values, getattr(fast, name)[:, period]), (name, period)
    now = vars(fast.now)
    assert all(np.array_equal(now[name], values) for name, values in vars(fast.at(0)).items())


def lines_agree(fast: Projection, slow: SlowProjection) -> None:
    assert list(fast.dates) == slow.dates
    assert list(fast.lines) == list(slow.lines)
    for index, (team, role) in enumerate(fast.lines):
        for name in LINE_FIGURES:
            all_agree(f"{team} {role} {name}", getattr(fast, name)[index], slow.lines[team, role][name])


def teams_agree(plan: Plan, fast: Projection, slow: SlowProjection) -> None:
    assert list(fast.teams) == list(slow.teams)
    for index, team in enumerate(plan.teams):
        agree(f"{team.key} target", fast.targets[index], target_of(plan, team))
        for name in ("cases", "weighted_cases"):
            all_agree(f"{team.key} {name}", getattr(fast, name)[index], slow.teams[team.key][name])


def position_agrees(plan: Plan, slow: SlowProjection) -> None:
    expected = slow_position(plan, slow)
    lines = position(plan)
    assert [(line.team, line.role) for line in lines] == list(expected)
    for line in lines:
        row_agrees(line, expected[line.team, line.role])
    row_agrees(position_total(lines), slow_position_total(expected))


def row_agrees(line: PositionLine, expected: dict[str, float]) -> None:
    for name in POSITION:
        agree(f"{line.team} {line.role} {name}", getattr(line, name), expected[name])


def totals_agree(plan: Plan, fast: Projection, slow: SlowProjection) -> None:
    for scope in scopes(plan):
        found, expected = figures(plan, fast, scope), slow_figures(plan, slow, scope.kind, scope.key)
        assert found.target_met_from == expected.target_met_from, scope
        for name, values in expected.series.items():
            bases = expected.series[QUOTIENTS[name]] if name in QUOTIENTS else None
            all_agree(f"{scope} {name}", getattr(found, name), values, bases)
        for name in vars(fast.now).keys() & expected.series.keys():
            agree(f"{scope} {name} now", found.now(name), expected.series[name][0])
        months_agree(scope, found, figures(plan, fast, scope))


def months_agree(scope: Scope, every: Figures, alone: Figures) -> None:
    """Fails unless a figure of one period, worked out alone, is that of the whole series."""
    for period in (0, len(every.dates) // 2, len(every.dates) - 1):
        for name, values in arrays_of(every).items():
            if name not in QUOTIENTS or getattr(every, QUOTIENTS[name])[period] > SMALL:
                there = f"{scope} {name} in period {period}"
                assert alone.at(name, period) == pytest.approx(values[period], rel=1e-9, abs=1e-9, nan_ok=True), there


@settings(max_examples=60, deadline=None, derandomize=True)
@given(plans())
def test_the_report_is_the_slow_models(plan: Plan) -> None:
    found = {name: value for name, value in report(plan).items() if name != "money"}
    json_agrees("report", found, slow_report(plan, slow_projection(plan)))


def any_of(name: str) -> Callable[[Plan, SlowProjection], bool]:
    """Whether a figure of some line is above 0 in some period."""
    return lambda _, slow: any(value > 0 for line in slow.lines.values() for value in line[name])


def emptied_and_refilled(_: Plan, slow: SlowProjection) -> bool:
    in_post = [line["in_post"] for line in slow.lines.values()]
    return any(before == 0 < after for series in in_post for before, after in pairwise(series))


def too_many_recent_starters(plan: Plan, _: SlowProjection) -> bool:
    """Whether starters before the position date are more than their line has in post."""
    recent: dict[tuple[str, str], float] = defaultdict(float)
    for row in plan.pipeline:
        if row.kind != "agency" and row.start <= plan.header.as_at:
            recent[row.team, row.role] += row.fte * row.likelihood
    return any(recent[line.team, line.role] > line.in_post for line in plan.establishment)


def target_met_later(plan: Plan, slow: SlowProjection) -> bool:
    """Whether some scope meets its target from a later period than the first."""
    every = (slow_figures(plan, slow, scope.kind, scope.key) for scope in scopes(plan))
    return any(found.target_met_from in slow.dates[1:] for found in every)


AWKWARD: dict[str, Callable[[Plan, SlowProjection], bool]] = {
    "over establishment": any_of("over_establishment"),
    "a surplus": any_of("surplus"),
    "leavers who are not there": any_of("shortfall"),
    "first-year staff": any_of("first_year"),
    "a line that empties and fills again": emptied_and_refilled,
    "more recent starters than in post": too_many_recent_starters,
    "no lines": lambda plan, _: not plan.establishment,
    "no teams": lambda plan, _: not plan.teams,
    "no case types": lambda plan, _: not plan.case_types,
    "cases no one can hold": lambda plan, slow: any(slow_figures(plan, slow, "plan", "").series["unallocated"]),
    "a target met later": lambda plan, slow: slow_figures(plan, slow, "plan", "").target_met_from in slow.dates[1:],
    "absence that is no gap": lambda plan, _: bool(plan.absences) and not plan.assumptions.absences_count_as_gap,
    "starters of every kind": lambda plan, _: len({row.kind for row in plan.pipeline}) >= 3,
    "a repeat": lambda plan, _: any(row.repeat > 1 for row in plan.pipeline),
    "agency that adds": lambda plan, _: any(row.purpose == "additional" for row in plan.agency),
    "agency starters that end": lambda plan, _: any(row.end for row in plan.pipeline),
    "a newly qualified move": lambda plan, _: any(row.kind == "nqsw" for row in plan.moves),
    "turnover above 100%": lambda plan, _: any((row.turnover or 0.0) > 1 for row in plan.establishment),
    "a position at a month end": lambda plan, _: plan.header.as_at.day in {29, 31},
}


def test_every_figure_agrees_with_the_slow_model_on_plans_with_every_awkward_thing() -> None:
    seen: Counter[str] = Counter()

    @settings(max_examples=200, deadline=None, derandomize=True)
    @given(plans())
    def check(plan: Plan) -> None:
        slow = plan_agrees(plan)
        seen.update(name for name, has in AWKWARD.items() if has(plan, slow))

    check()
    assert set(AWKWARD) == set(seen)
