"""Parts of a plan: what they are called, and their teams."""

from __future__ import annotations

from scenarios.plan import Plan
from scenarios.totals import WHOLE_PLAN, Scope


def scopes(plan: Plan) -> list[tuple[Scope, str]]:
    """Every scope of a plan with its name: the whole, services, areas, then teams."""
    services = dict.fromkeys(team.service for team in plan.teams if team.service)
    areas = dict.fromkeys(team.area for team in plan.teams if team.area)
    parts = [
        WHOLE_PLAN,
        *(Scope("service", name) for name in services),
        *(Scope("area", name) for name in areas),
    ]
    teams = ((Scope("team", team.key), team.name) for team in plan.teams)
    return [*((scope, scope_name(plan, scope)) for scope in parts), *teams]


def scope_name(plan: Plan, scope: Scope) -> str:
    """What a part of a plan is called."""
    match scope.kind:
        case "plan":
            return "Whole plan"
        case "area":
            return f"{scope.key} area"
        case "team":
            return next((team.name for team in plan.teams if team.key == scope.key), scope.key)
        case "service":
            return scope.key


def teams_in(plan: Plan, scope: Scope) -> frozenset[str]:
    """Keys of the teams in a part of a plan."""
    return frozenset(team.key for team in plan.teams if scope.holds(team))
