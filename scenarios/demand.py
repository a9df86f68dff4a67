"""Cases of each team, growing and changing, and what they weigh."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from scenarios.inputs import Inputs
from scenarios.lines import places
from scenarios.plan import CaseChange, CaseType, OpeningCases, Team
from scenarios.row import by_field
from scenarios.same import Same, remembered
from scenarios.sums import Amounts, add_amounts, summed
from scenarios.timeline import Array, Indices, Timeline, floats, ordinals


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
    by_type = _by_type(teams, case_types, cases.value, changes.value, time)
    each = [1.0] * len(by_type), [case_type.weight for case_type in case_types.value]
    kinds, rows, periods = by_type.shape
    total, weighted = np.array(each) @ by_type.reshape(kinds, rows * periods)
    return total.reshape(rows, periods), weighted.reshape(rows, periods)


@remembered
def targets(teams: Same[tuple[Team, ...]], general: float) -> Array:
    """Target caseload of each team: its own, else the plan's."""
    (own,) = by_field(teams.value, "target_caseload")
    return np.array([each or general for each in own], dtype=np.float64)


@remembered
def required(weighted: Same[Array], targets: Same[Array]) -> Array:
    """Capacity by which every team meets its target, FTE: teams × periods."""
    return weighted.value / targets.value[:, None]


def cases_by_type(inputs: Inputs) -> Array:
    """Cases of each team and case type: teams × case types × periods."""
    plan = inputs.plan
    by_type = _by_type(Same(plan.teams), Same(plan.case_types), plan.cases, plan.case_changes, inputs.time)
    return by_type.swapaxes(0, 1)


def _by_type(
    teams: Same[tuple[Team, ...]],
    case_types: Same[tuple[CaseType, ...]],
    cases: Sequence[OpeningCases],
    changes: Sequence[CaseChange],
    time: Timeline,
) -> Array:
    """Cases of each case type and team: case types × teams × periods."""
    team_index, type_index = places(teams), places(case_types)
    shape = (len(type_index), len(team_index), time.months + 1)

    def pairs(of_team: Sequence[str], of_type: Sequence[str]) -> Indices:
        both = zip(of_team, of_type, strict=True)
        return np.array([type_index[kind] * shape[1] + team_index[team] for team, kind in both], dtype=np.intp)

    keys, kinds, held = by_field(cases, "team", "case_type", "cases")
    opening = summed(pairs(keys, kinds), floats(held), shape[0] * shape[1])
    growth = np.array([case_type.growth for case_type in case_types.value]).reshape(-1, 1, 1)
    there = (opening.reshape(*shape[:2], 1) * np.power(1.0 + growth, time.years)).reshape(-1, shape[2])
    keys, kinds, days, amounts = by_field(changes, "team", "case_type", "start", "cases")
    start = ordinals(days)
    row, period = time.stays(start, time.for_good(start))
    where = pairs(keys, kinds)[row] * shape[2] + period
    add_amounts(there, Amounts(where, floats(amounts)[row]))
    return np.fmax(there, 0.0, out=there).reshape(shape)
