"""Cases of each team, growing and changing, and what they weigh."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from scenarios.inputs import Inputs
from scenarios.plan import CaseChange, CaseType, OpeningCases, Team
from scenarios.row import by_field
from scenarios.same import Same, remembered
from scenarios.sums import summed
from scenarios.timeline import Array, Timeline


def demand(inputs: Inputs) -> tuple[Array, Array]:
    """Cases and weighted cases: teams × periods each."""
    plan = inputs.plan
    return _demand(Same(plan.teams), Same(plan.case_types), Same(plan.cases), Same(plan.case_changes), inputs.time)


@remembered
def _demand(
    teams: Same[tuple[Team, ...]],
    case_types: Same[tuple[CaseType, ...]],
    cases: Same[tuple[OpeningCases, ...]],
    changes: Same[tuple[CaseChange, ...]],
    time: Timeline,
) -> tuple[Array, Array]:
    by_type = _by_type(teams.value, case_types.value, cases.value, changes.value, time)
    weights = np.array([[1.0] * len(by_type), [case_type.weight for case_type in case_types.value]])
    total, weighted = np.tensordot(weights, by_type, axes=1)
    return total, weighted


def cases_by_type(inputs: Inputs) -> Array:
    """Cases of each team and case type: teams × case types × periods."""
    plan = inputs.plan
    by_type = _by_type(plan.teams, plan.case_types, plan.cases, plan.case_changes, inputs.time)
    return by_type.swapaxes(0, 1)


def _by_type(
    teams: Sequence[Team],
    case_types: Sequence[CaseType],
    cases: Sequence[OpeningCases],
    changes: Sequence[CaseChange],
    time: Timeline,
) -> Array:
    """Cases of each case type and team: case types × teams × periods."""
    team_place = {team.key: place for place, team in enumerate(teams)}
    type_place = {case_type.key: place for place, case_type in enumerate(case_types)}

    def pairs(of_team: Sequence[str], of_type: Sequence[str]) -> list[int]:
        return [type_place[kind] * len(teams) + team_place[team] for team, kind in zip(of_team, of_type, strict=True)]

    shape = (len(case_types), len(teams), time.months + 1)
    keys, kinds, held = by_field(cases, "team", "case_type", "cases")
    opening = summed(pairs(keys, kinds), held, shape[0] * shape[1]).reshape(*shape[:2], 1)
    years = np.cumsum(time.lengths) / 12
    factors = np.power(1.0 + np.array([case_type.growth for case_type in case_types])[:, None, None], years)
    keys, kinds, days, amounts = by_field(changes, "team", "case_type", "start", "cases")
    there = (opening * factors).reshape(-1, shape[-1])
    for pair, period, amount in zip(pairs(keys, kinds), time.periods(days).tolist(), amounts, strict=True):
        if period:
            there[pair, period:] += amount
    return np.fmax(there, 0.0, out=there).reshape(shape)
