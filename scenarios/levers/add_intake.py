"""Starters month after month."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from scenarios.edits import new_id
from scenarios.fields import Day, Fte, Months, Share
from scenarios.hundredths import spread
from scenarios.levers import words
from scenarios.levers.lever import Lever, Tables, but, check_after_position, refused
from scenarios.plan import Line, Plan, RoleKey, Starter, StarterKind
from scenarios.scopes import teams_in
from scenarios.totals import Scope


class AddIntake(Lever):
    """A rolling intake of one role, shared out among teams by what they have vacant."""

    LABEL: ClassVar[str] = "Add a rolling intake"
    HELP: ClassVar[str] = "So many FTE start each month, shared out among teams by what is vacant."
    NOTHING: ClassVar[str] = "no line of this role in these teams"

    role: RoleKey = Field(title="Role", description="The role they start in.")
    kind: StarterKind = Field("permanent", title="Kind", description="permanent, nqsw, overseas or agency.")
    fte: Annotated[Fte, but(0, "above 0")] = Field(title="FTE a month", description="In all teams together.")
    months: Months = Field(title="Months", description="How many months, a start a month.")
    start: Day = Field(title="From", description="The first start; then a month apart.")
    likelihood: Share = Field(1.0, title="Likelihood", description="The FTE is scaled by it.")

    def words(self, plan: Plan) -> str:
        """What it does, with its values."""
        who = f"{words.number(self.fte)} FTE {self.kind} {words.name(plan, 'roles', self.role)}"
        likely = f" at {words.percent(self.likelihood)}" if self.likelihood < 1 else ""
        return f"Intake of {who} a month × {self.months} from {words.day(self.start)}{likely}"

    def tables(self, plan: Plan, scope: Scope) -> Tables:
        """The pipeline after it: one more row a team."""
        check_after_position(plan, self.start)
        teams = teams_in(plan, scope)
        lines = [line for line in plan.establishment if line.team in teams and line.role == self.role]
        if not lines:
            raise refused(self.NOTHING, "a role that one of them has")
        return {"pipeline": [*plan.pipeline, *self._starters(lines)]}

    def _starters(self, lines: list[Line]) -> Iterator[Starter]:
        vacant = [max(round(line.posts - line.in_post, 2), 0.0) for line in lines]
        weights = vacant if any(vacant) else [line.posts for line in lines]
        for line, fte in zip(lines, spread(self.fte, weights), strict=True):
            if fte:
                yield Starter(
                    id=new_id(),
                    team=line.team,
                    role=line.role,
                    kind=self.kind,
                    fte=fte,
                    start=self.start,
                    likelihood=self.likelihood,
                    repeat=self.months,
                )
