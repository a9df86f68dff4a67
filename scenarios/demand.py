"""Cases of each team, growing and changing, and what they weigh."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from scenarios.inputs import Inputs
from scenarios.plan import CaseChange, OpeningCases
from scenarios.sums import summed
from scenarios.timeline import Array, Indices


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

    def pairs_of(rows: Iterable[OpeningCases | CaseChange]) -> Indices:
        return np.array(
            [inputs.team_index[row.team] * len(types) + types[row.case_type] for row in rows], dtype=np.intp
        )

    opening = summed(pairs_of(inputs.plan.cases), [row.cases for row in inputs.plan.cases], pairs)
    years = np.cumsum(inputs.time.lengths) / 12
    growth = np.array([case_type.growth for case_type in inputs.plan.case_types])
    factors = np.power(1.0 + growth[:, None], years)
    grown = opening[:, None] * np.tile(factors, (teams, 1))
    cases: Array = np.maximum(grown + _changes(inputs, pairs_of(inputs.plan.case_changes), pairs), 0.0)
    result: Array = cases.reshape(teams, len(types), periods)
    return result


def _changes(inputs: Inputs, pair: Indices, pairs: int) -> Array:
    """Cases gained or lost so far under dated changes, by team and case type: pairs × periods."""
    rows, periods = inputs.plan.case_changes, inputs.shape[0]
    k = inputs.time.periods(row.start for row in rows)
    inside = (k > 0) & (k < periods)
    amounts = np.array([row.cases for row in rows])[inside]
    return np.cumsum(
        summed(pair[inside] * periods + k[inside], amounts, pairs * periods).reshape(pairs, periods), axis=1
    )
