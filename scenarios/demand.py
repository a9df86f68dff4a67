"""Cases of each team, growing and changing, and what they weigh."""

from __future__ import annotations

import numpy as np

from scenarios.inputs import Array, Inputs, scatter


def demand(inputs: Inputs) -> tuple[Array, Array]:
    """Cases and weighted cases: teams × periods each."""
    by_type = cases_by_type(inputs)
    weights = np.array([case_type.weight for case_type in inputs.plan.case_types])
    return by_type.sum(axis=1), np.einsum("tcp,c->tp", by_type, weights)


def cases_by_type(inputs: Inputs) -> Array:
    """Cases of each team and case type: teams × case types × periods."""
    types = {case_type.key: index for index, case_type in enumerate(inputs.plan.case_types)}
    teams, periods = len(inputs.team_index), inputs.shape[0]
    pairs = teams * len(types)

    def pair(team: str, case_type: str) -> int:
        return inputs.team_index[team] * len(types) + types[case_type]

    opening = scatter([(pair(row.team, row.case_type), row.cases) for row in inputs.plan.cases], (pairs, 1))
    dated = [(inputs.time.period(row.start), row) for row in inputs.plan.case_changes]
    changes = scatter(
        [(pair(row.team, row.case_type) * periods + k, row.cases) for k, row in dated if 0 < k < periods],
        (pairs, periods),
    )
    years = np.cumsum(inputs.time.lengths) / 12
    growth = np.array([case_type.growth for case_type in inputs.plan.case_types])
    factors = np.power(1.0 + growth[:, None], years)
    cases: Array = np.maximum(opening * np.tile(factors, (teams, 1)) + np.cumsum(changes, axis=1), 0.0)
    result: Array = cases.reshape(teams, len(types), periods)
    return result
