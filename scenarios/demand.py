"""Cases of each team, growing and changing, and what they weigh."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from scenarios.inputs import Inputs
from scenarios.plan import CaseChange, CaseType, OpeningCases, Team
from scenarios.same import Same, remembered
from scenarios.sums import summed
from scenarios.timeline import Array, Indices, Timeline


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
    weights = np.array([case_type.weight for case_type in case_types.value])
    return by_type.sum(axis=1), weights @ by_type


def cases_by_type(inputs: Inputs) -> Array:
    """Cases of each team and case type: teams × case types × periods."""
    plan = inputs.plan
    return _by_type(plan.teams, plan.case_types, plan.cases, plan.case_changes, inputs.time)


def _by_type(
    teams: Sequence[Team],
    case_types: Sequence[CaseType],
    cases: Sequence[OpeningCases],
    changes: Sequence[CaseChange],
    time: Timeline,
) -> Array:
    team_place = {team.key: place for place, team in enumerate(teams)}
    type_place = {case_type.key: place for place, case_type in enumerate(case_types)}
    pairs = len(teams) * len(case_types)

    def pair(rows: Iterable[OpeningCases | CaseChange]) -> Indices:
        places = [team_place[row.team] * len(case_types) + type_place[row.case_type] for row in rows]
        return np.array(places, dtype=np.intp)

    shape = (len(teams), len(case_types), time.months + 1)
    opening = summed(pair(cases), [row.cases for row in cases], pairs).reshape(*shape[:2], 1)
    years = np.cumsum(time.lengths) / 12
    factors = np.power(1.0 + np.array([case_type.growth for case_type in case_types])[:, None], years)
    changed = _changed(changes, pair(changes), pairs, time).reshape(shape)
    return np.maximum(opening * factors + changed, 0.0)


def _changed(rows: Sequence[CaseChange], pair: Indices, pairs: int, time: Timeline) -> Array:
    """Cases gained or lost so far under dated changes, by team and case type: pairs × periods."""
    periods = time.months + 1
    k = time.periods(row.start for row in rows)
    inside = (k > 0) & (k < periods)
    amounts = np.array([row.cases for row in rows])[inside]
    changes = summed(pair[inside] * periods + k[inside], amounts, pairs * periods)
    return np.cumsum(changes.reshape(pairs, periods), axis=1)
