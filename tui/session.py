"""The plan on the screen: as committed, as previewed while typing, and what it is compared with. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from scenarios.attention import Attention, attention
from scenarios.changes import Change, apply
from scenarios.plan import Header, Plan
from scenarios.position import PositionLine, position, position_total
from scenarios.projection import Projection, project
from scenarios.totals import WHOLE_PLAN, Figures, Scope, figures


@dataclass(frozen=True)
class View:
    """A plan worked out for a scope. What is shown anywhere is read from one of these."""

    plan: Plan
    projection: Projection
    scope: Scope

    @classmethod
    def of(cls, plan: Plan, scope: Scope) -> View:
        """The plan worked out anew."""
        return cls(plan, project(plan), scope)

    def within(self, scope: Scope) -> View:
        """The same plan seen in another scope; nothing is projected again."""
        return View(self.plan, self.projection, scope)

    @cached_property
    def rows_shown(self) -> dict[str, Any]:
        """Rows of the tables as made for this view so far, by table."""
        return {}

    @cached_property
    def teams(self) -> tuple[str, ...]:
        """Keys of the teams in scope, in the plan's order."""
        return tuple(team.key for team in self.plan.teams if self.scope.holds(team))

    @cached_property
    def figures(self) -> Figures:
        """What the scope comes to, by period."""
        return figures(self.plan, self.projection, self.scope)

    def team(self, key: str) -> Figures:
        """What one team comes to, by period."""
        if key not in self._teams:
            self._teams[key] = figures(self.plan, self.projection, Scope("team", key))
        return self._teams[key]

    @cached_property
    def _teams(self) -> dict[str, Figures]:
        return {}

    @cached_property
    def positions(self) -> dict[str, PositionLine]:
        """Every line at the position date, by `team/role`."""
        return {f"{line.team}/{line.role}": line for line in position(self.plan, self.projection)}

    @cached_property
    def total(self) -> PositionLine:
        """The lines in scope at the position date, added up."""
        held = set(self.teams)
        return position_total(line for line in self.positions.values() if line.team in held)

    @cached_property
    def attention(self) -> tuple[Attention, ...]:
        """What needs looking at in the scope."""
        return attention(self.plan, self.projection, self.scope)


@dataclass
class Session:
    """What is being worked on."""

    scenario_id: str
    committed: View
    reference: View
    """What figures are shown to have moved from: the scenario it was branched from, else the plan as it was opened."""
    reference_name: str = ""
    preview: View | None = None
    saving: int = 0
    """How many changes the store has not yet confirmed."""
    trouble: str = field(default="")
    """Why the last change could not be saved, until one can."""

    @classmethod
    def opened(cls, scenario_id: str, plan: Plan, base: Plan | None) -> Session:
        """A scenario just opened, seen whole."""
        view = View.of(plan, WHOLE_PLAN)
        if base is None:
            return cls(scenario_id, view, view)
        return cls(scenario_id, view, View.of(base, WHOLE_PLAN), base.header.name)

    @property
    def view(self) -> View:
        """What the screen shows now."""
        return self.preview or self.committed

    @property
    def plan(self) -> Plan:
        """The plan as committed: what an edit starts from."""
        return self.committed.plan

    @property
    def scope(self) -> Scope:
        """What part of the plan is looked at."""
        return self.committed.scope

    def try_out(self, change: Change) -> None:
        """Show what a change would do, without making it."""
        self.preview = View.of(apply(self.plan, change), self.scope)

    def drop_preview(self) -> None:
        """Show the plan as committed again."""
        self.preview = None

    def commit(self, change: Change) -> None:
        """Take a change into the plan."""
        self.show(apply(self.plan, change))

    def show(self, plan: Plan) -> None:
        """Take another state of the plan as committed."""
        self.committed = View.of(plan, self.scope)
        self.preview = None

    def rename(self, header: Header) -> None:
        """Go on under another header of the same dates; what is being typed stays previewed."""
        plan = self.plan.with_rows(header=(header,))
        self.committed = View(plan, self.committed.projection, self.scope)

    def look_at(self, scope: Scope) -> None:
        """Look at another part of the plan."""
        self.committed = self.committed.within(scope)
        self.reference = self.reference.within(scope)
        self.preview = None
