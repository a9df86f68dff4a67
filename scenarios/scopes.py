"""Parts of a plan: what they are called, and their teams."""

from __future__ import annotations

from scenarios.plan import Plan
from scenarios.totals import WHOLE_PLAN, Scope


def scopes(plan: Plan) -> list[tuple[Scope, str]]:
    """Every scope of a plan with its name: the whole, services, areas, then teams."""
    services = dict.fromkeys(team.service for team in plan.teams if team.service)
    areas = dict.fromkeys(team.area for team in plan.teams if team.area)
    return [
        (WHOLE_PLAN, "Whole plan"),
        *((Scope("service", name), name) for name in services),
        *((Scope("area", name), f"{name} area") for name in areas),
        *((Scope("team", team.key), team.name) for team in plan.teams),
    ]


def scope_name(plan: Plan, scope: Scope) -> str:
    """What a part of a plan is called."""
    return dict(scopes(plan)).get(scope, scope.key)


def teams_in(plan: Plan, scope: Scope) -> frozenset[str]:
    """Keys of the teams in a part of a plan."""
    return frozenset(team.key for team in plan.teams if scope.holds(team))
