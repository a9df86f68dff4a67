"""A plan with all that it comes to, each part worked out when it is first asked for, and then kept. Pure."""

from __future__ import annotations

from functools import cached_property

from scenarios.money.costs import Money, money
from scenarios.money.scope import ScopeMoney, scope_money
from scenarios.plan import Plan
from scenarios.projection import Projection, project
from scenarios.totals import WHOLE_PLAN, Figures, Scope, figures, figures_of


class WorkedOut:
    """A plan and its projection, and what its scopes come to and cost."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._figures = dict[Scope, Figures]()
        self._money = dict[Scope, ScopeMoney]()

    @cached_property
    def projection(self) -> Projection:
        """Month by month, by line and team."""
        return project(self.plan)

    def figures(self, scope: Scope = WHOLE_PLAN) -> Figures:
        """What a scope comes to, by period."""
        if scope not in self._figures:
            self._figures[scope] = figures(self.plan, self.projection, scope)
        return self._figures[scope]

    def team(self, key: str) -> Figures:
        """What one team comes to, by period: every team's are added up at once."""
        return self._teams[key]

    @cached_property
    def _teams(self) -> dict[str, Figures]:
        keys = self.projection.teams
        every = figures_of(self.plan, self.projection, [Scope("team", key) for key in keys])
        return dict(zip(keys, every, strict=True))

    @cached_property
    def costs(self) -> Money | None:
        """What every line of the plan costs; None where no line has pay."""
        return money(self.plan, self.projection)

    def money(self, scope: Scope = WHOLE_PLAN) -> ScopeMoney | None:
        """What a scope costs, by period and by financial year; None where no line has pay."""
        if self.costs is None:
            return None
        if scope not in self._money:
            self._money[scope] = scope_money(self.costs, scope)
        return self._money[scope]
