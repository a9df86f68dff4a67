"""Turnover, wherever it is set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from pydantic import Field

from scenarios.fields import Rate
from scenarios.levers import words
from scenarios.levers.lever import Lever, Tables
from scenarios.plan import Line, Plan, RoleKey, Row
from scenarios.scopes import teams_in
from scenarios.totals import Scope


class SetTurnover(Lever):
    """One turnover for everyone in a part of the plan."""

    LABEL: ClassVar[str] = "Set turnover"
    HELP: ClassVar[str] = "Leavers a year, instead of whatever is set. For the whole plan it holds on every line."
    NOTHING: ClassVar[str] = "no line in these teams whose turnover this would change"

    turnover: Rate = Field(title="Turnover a year", description="Leavers a year, of those in post.")
    role: RoleKey | None = Field(None, title="Role", description="Whose turnover.")

    def words(self, plan: Plan) -> str:
        """What it does, with its values."""
        of_role = f" of {words.name(plan, 'roles', self.role)}" if self.role else ""
        return f"Turnover{of_role} {words.percent(self.turnover)} a year"

    def tables(self, plan: Plan, scope: Scope) -> Tables:
        """The widest place that says it for the scope, and nothing narrower that would say otherwise."""
        teams = teams_in(plan, scope)
        if scope.kind != "plan":
            return {"establishment": self._lines(plan, teams, self.turnover)}
        whole = self.role is None
        update = {"turnover": None if whole else self.turnover}
        roles = [role.model_copy(update=update) if whole or role.key == self.role else role for role in plan.roles]
        tables: dict[str, Sequence[Row]] = {"roles": roles, "establishment": self._lines(plan, teams, None)}
        if whole:
            tables["assumptions"] = (plan.assumptions.model_copy(update={"turnover": self.turnover}),)
        return tables

    def _lines(self, plan: Plan, teams: frozenset[str], turnover: float | None) -> list[Line]:
        return [
            line.model_copy(update={"turnover": turnover})
            if line.team in teams and self.role in (None, line.role)
            else line
            for line in plan.establishment
        ]
