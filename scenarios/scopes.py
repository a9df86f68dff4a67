"""Parts of a plan: what they are called, and their teams."""

from __future__ import annotations

from scenarios.plan import Plan, Team
from scenarios.totals import Scope


def scope_name(plan: Plan, scope: Scope) -> str:
    """What a part of a plan is called."""
    if scope.kind == "plan":
        return "Whole plan"
    team = plan.by_ref["teams"].get(scope.key) if scope.kind == "team" else None
    if isinstance(team, Team):
        return team.name
    return f"{scope.key} area" if scope.kind == "area" else scope.key


def teams_in(plan: Plan, scope: Scope) -> frozenset[str]:
    """Keys of the teams in a part of a plan."""
    return frozenset(team.key for team in plan.teams if scope.holds(team))
