"""The report for programs: position, projection, totals and money of a plan as plain values, ready for JSON.

Numbers are unrounded; a figure that does not exist is None; dates are ISO texts.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import numpy as np

from scenarios.money.costs import Money, money
from scenarios.money.scope import Costs, scope_money
from scenarios.plan import Plan
from scenarios.position import FIGURES, PositionLine, position, position_total
from scenarios.projection import Projection, project
from scenarios.totals import WHOLE_PLAN, Figures, Scope, figures

_LINE = (
    "posts",
    "in_post",
    "leavers",
    "starters",
    "vacant",
    "absent",
    "agency",
    "uncovered",
    "surplus",
    "capacity",
)
_DEMAND = (
    "cases",
    "weighted_cases",
    "capacity",
    "case_holders",
    "caseload",
    "average_caseload",
    "required_fte",
    "capacity_gap",
    "target_met_from",
)
_TOTAL = (
    "posts",
    "in_post",
    "vacant",
    "absent",
    "agency",
    "uncovered",
    "surplus",
    "span",
    "first_year_share",
)
_COSTS = ("posts", "permanent", "agency", "payments", "starters", "net", "premium")


def report(plan: Plan) -> dict[str, Any]:
    """The report of a plan as one JSON object."""
    projection = project(plan)
    lines = position(plan, projection)
    return {
        "scenario": plan.header.name,
        "as_at": plan.header.as_at.isoformat(),
        "dates": [day.isoformat() for day in projection.dates],
        "position": [{"team": line.team, "role": line.role, **_position(line)} for line in lines],
        "position_totals": _position(position_total(lines)),
        "lines": [_line(projection, index) for index in range(len(projection.lines))],
        "teams": [_team(plan, projection, index) for index in range(len(projection.teams))],
        "total": {"team": None, **_values(figures(plan, projection, WHOLE_PLAN), _DEMAND + _TOTAL)},
        "money": _money(money(plan, projection)),
    }


def _position(line: PositionLine) -> dict[str, float]:
    return {name: getattr(line, name) for name in FIGURES}


def _line(projection: Projection, index: int) -> dict[str, Any]:
    team, role = projection.lines[index]
    return {"team": team, "role": role} | {name: getattr(projection, name)[index].tolist() for name in _LINE}


def _team(plan: Plan, projection: Projection, index: int) -> dict[str, Any]:
    key = projection.teams[index]
    result = figures(plan, projection, Scope("team", key))
    return {"team": key, "target": float(projection.targets[index]), **_values(result, _DEMAND)}


def _money(costs: Money | None) -> dict[str, Any] | None:
    """Costs of the whole plan by financial year and by month, and the lines of which something is missing."""
    if costs is None:
        return None
    found = scope_money(costs)
    missing = {*found.unpaid, *found.unrated}
    return {
        "years": [
            {"year": year.name, "whole": year.whole, **_costs(found.years, place)}
            for place, year in enumerate(found.financial_years)
        ],
        "months": [
            {"date": day.isoformat(), **_costs(found.periods, period)}
            for period, day in enumerate(found.dates)
            if period
        ],
        "partial": [{"team": team, "role": role} for team, role in costs.projection.lines if (team, role) in missing],
    }


def _costs(costs: Costs, place: int) -> dict[str, float]:
    return {name: float(getattr(costs, name)[place]) for name in _COSTS}


def _values(result: Figures, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: _plain(getattr(result, name)) for name in names}


def _plain(value: Any) -> Any:
    """A figure as JSON has it: NaN becomes None, a date its ISO text."""
    if isinstance(value, np.ndarray):
        return [None if math.isnan(each) else each for each in value.tolist()]
    return value.isoformat() if isinstance(value, dt.date) else value
