"""The plan on the screen: as committed, as previewed while typing, and what it is compared with. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from scenarios.attention import Attention, attention
from scenarios.changes import Change, apply
from scenarios.compare.figures import MONEY
from scenarios.money.costs import Money
from scenarios.money.scope import ScopeMoney
from scenarios.plan import Header, Plan, Team
from scenarios.projection import Projection
from scenarios.same import Same, remembered
from scenarios.totals import WHOLE_PLAN, Figures, Scope
from scenarios.worked_out import WorkedOut
from tui.against import Against, Focus

Earlier = dict[tuple[str, ...], tuple[object, Any]]
"""What keeps the rows of a table, and what they were given, by what they were made for."""

MOST_LEFT = 3
"""States of plans that are kept from one scenario to the next: of both, and of the first before its last change."""


@dataclass(frozen=True)
class View:
    """A plan worked out for a scope. What is shown anywhere is read from one of these."""

    worked_out: WorkedOut
    scope: Scope
    against: Against | None = None
    """What it is compared with."""
    focus: Focus = field(default_factory=Focus)
    others: tuple[View, ...] = ()
    """Scenarios beside these two in the summary."""
    earlier: Earlier = field(default_factory=dict, compare=False, repr=False)
    """Rows made for this view and for those before it."""

    @classmethod
    def of(cls, plan: Plan, scope: Scope, known: Sequence[View] = ()) -> View:
        """The plan worked out: anew, unless one of the views that are known is of that plan."""
        found = next((view.worked_out for view in known if view.plan == plan), None)
        return cls(found or WorkedOut(plan), scope, earlier=known[0].earlier if known else {})

    @property
    def plan(self) -> Plan:
        """The plan that is seen."""
        return self.worked_out.plan

    @property
    def projection(self) -> Projection:
        """The plan month by month, by line and team."""
        return self.worked_out.projection

    def within(self, scope: Scope) -> View:
        """The same plan seen in another scope; nothing is projected again."""
        return replace(self, scope=scope)

    @cached_property
    def rows_shown(self) -> dict[tuple[object, ...], Any]:
        """Rows of the tables as made for this view so far, by what they were made for."""
        return {}

    def kept(self, made_for: tuple[str, ...], given: object, anew: Callable[[], Any]) -> Any:
        """What keeps rows that are made for the same and given the same."""
        then, kept = self.earlier.get(made_for, (None, None))
        if kept is None or then != given:
            kept = anew()
            self.earlier[made_for] = (given, kept)
        return kept

    @cached_property
    def teams(self) -> tuple[str, ...]:
        """Keys of the teams in scope, in the plan's order."""
        return _teams(Same(self.plan.teams), self.scope)

    @property
    def figures(self) -> Figures:
        """What the scope comes to, by period."""
        return self.worked_out.figures(self.scope)

    def team(self, key: str) -> Figures:
        """What one team comes to, by period."""
        return self.worked_out.team(key)

    @property
    def compared_figure(self) -> str:
        """The figure that is compared: the chosen one, or caseload where that is one of money and not both have it."""
        pair = self.against.pair(self.scope) if self.against else None
        exists = self.focus.figure not in MONEY or (pair is not None and pair.costs is not None)
        return self.focus.figure if exists else Focus().figure

    @property
    def costs(self) -> Money | None:
        """What every line of the plan costs; None where no line has pay."""
        return self.worked_out.costs

    @property
    def money(self) -> ScopeMoney | None:
        """What the scope costs, by period and by financial year."""
        return self.worked_out.money(self.scope)

    @cached_property
    def attention(self) -> tuple[Attention, ...]:
        """What needs looking at in the scope."""
        return attention(self.plan, self.projection, self.scope)


@remembered
def _teams(teams: Same[tuple[Team, ...]], scope: Scope) -> tuple[str, ...]:
    return tuple(team.key for team in teams.value if scope.holds(team))


@dataclass
class Session:
    """What is being worked on."""

    scenario_id: str
    committed: View
    reference: View
    """What figures are shown to have moved from: the scenario chosen to compare with, at first the one it was branched
    from, else the plan as it was opened."""
    reference_name: str = ""
    chosen: bool = False
    """Whether the manager chose what to compare with."""
    focus: Focus = field(default_factory=Focus)
    preview: View | None = None
    frozen_on: dt.date | None = None
    """The date the scenario was frozen; it takes no edits then."""
    awaits_base: bool = False
    """Whether it is still to be compared with its base: until then nothing is said of differences."""
    saving: int = 0
    """How many changes the store has not yet confirmed."""
    is_held_up: bool = False
    """Whether the store takes long to answer."""
    trouble: str = field(default="")
    """Why the last change could not be saved, until one can."""
    others: tuple[View, ...] = ()
    """Scenarios beside these two in the summary."""
    before: View | None = None
    """The plan as it was before the last change, which undo comes back to."""
    left: tuple[View, ...] = ()
    """What was known when another scenario was left for this one, to flip back to."""

    @classmethod
    def opened(
        cls,
        scenario_id: str,
        plan: Plan,
        base: Plan | None,
        scope: Scope = WHOLE_PLAN,
        known: tuple[View, ...] = (),
    ) -> Session:
        """A scenario just opened, beside the one it is based on where that is there. What is known is not made anew."""
        view = View.of(plan, scope, known)
        reference = view if base is None else View.of(base, scope, known)
        session = cls(scenario_id, view, reference, "" if base is None else base.header.name, left=known[:MOST_LEFT])
        session.show(view.plan)
        return session

    def compare_with(self, plan: Plan) -> None:
        """Show how figures differ from those of another scenario."""
        self.reference = View.of(plan, self.scope)
        self.reference_name = plan.header.name
        self.show(self.plan)

    def _seen(self, plan: Plan) -> View:
        """A state of the plan, worked out and compared."""
        reference, view = self.reference, View.of(plan, self.scope, self.known)
        return replace(
            view,
            against=Against(self.reference_name, reference.worked_out, view.worked_out),
            focus=self.focus,
            others=self.others,
            earlier=self.committed.earlier,
        )

    @property
    def known(self) -> tuple[View, ...]:
        """States of plans that need not be worked out anew, each once, the one on the screen first."""
        views = (self.view, self.committed, self.reference, *([self.before] if self.before else ()), *self.left)
        known = dict[int, View]()
        for view in views:
            known.setdefault(id(view.worked_out), view)
        return tuple(known.values())

    def put_beside(self, others: tuple[View, ...]) -> None:
        """Show other scenarios in the summary."""
        self.others = others
        self.show(self.plan)

    @property
    def like(self) -> View:
        """What the view can be shown to have moved from: itself where the reference is of another position date."""
        same = self.reference.plan.header.as_at == self.view.plan.header.as_at
        return self.reference if same else self.view

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
        self.preview = self._seen(apply(self.plan, change))

    def drop_preview(self) -> None:
        """Show the plan as committed again."""
        self.preview = None

    def commit(self, change: Change) -> None:
        """Take a change into the plan."""
        self.show(apply(self.plan, change))

    def show(self, plan: Plan) -> None:
        """Take another state of the plan as committed; the whole of it where the part looked at has gone."""
        if not any(self.scope.holds(team) for team in plan.teams):
            self.look_at(WHOLE_PLAN)
        seen, last = self._seen(plan), self.committed
        if plan != last.plan:
            self.before = last
        self.committed, self.preview = seen, None

    def catch_up(self, plan: Plan, reference: Plan | None, others: tuple[View, ...]) -> None:
        """Take in what was changed elsewhere: in the plan, in what it is compared with, and in what is beside it."""
        self.others = others
        if reference is not None and reference != self.reference.plan:
            self.reference, self.reference_name = View.of(reference, self.scope), reference.header.name
        self.show(plan)

    def branched(self, example: Plan, header: Header) -> None:
        """Go on in a branch of an example, beside the example unless the manager chose another.

        The header has the same dates; what is being typed stays previewed.
        """
        if not self.chosen:
            self.reference, self.reference_name = View.of(example, self.scope), example.header.name
        self.committed = self._seen(self.plan.with_rows(header=(header,)))

    def look_at(self, scope: Scope) -> None:
        """Look at another part of the plan."""
        self.committed = self.committed.within(scope)
        self.reference = self.reference.within(scope)
        self.preview = None
