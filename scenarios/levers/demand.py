"""More cases, or fewer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from scenarios.edits import new_id
from scenarios.fields import CasesChange, Day, ShareChange
from scenarios.hundredths import part_of, spread
from scenarios.levers import words
from scenarios.levers.lever import Lever, Tables, but, check_after_position
from scenarios.plan import CaseChange, CaseTypeKey, OpeningCases, Plan
from scenarios.scopes import teams_in
from scenarios.totals import Scope


class _Demand(Lever):
    """Cases gained or lost from a date in a part of the plan, from what its teams hold at the position date."""

    NOTHING: ClassVar[str] = "no cases in these teams that this would change"

    def _held(self, plan: Plan, scope: Scope, case_type: str | None) -> list[OpeningCases]:
        teams = teams_in(plan, scope)
        return [row for row in plan.cases if row.team in teams and case_type in (None, row.case_type) and row.cases]

    def _of_type(self, plan: Plan, case_type: str | None) -> str:
        return words.name(plan, "case_types", case_type) if case_type else "Cases"


class GrowDemand(_Demand):
    """Cases grown by a share of the opening ones."""

    LABEL: ClassVar[str] = "Grow demand"
    HELP: ClassVar[str] = "A percentage more (+) or fewer (−) of the opening cases, from a date on."

    growth: Annotated[ShareChange, but(0, "a percentage other than 0")] = Field(
        title="Growth", description="More (+) or fewer (−)."
    )
    start: Day = Field(title="From", description="The day it takes effect.")
    case_type: CaseTypeKey | None = Field(None, title="Case type", description="Which cases.")

    def words(self, plan: Plan) -> str:
        """What it does, with its values."""
        growth = words.percent(self.growth, signed=True)
        return f"{self._of_type(plan, self.case_type)} {growth} from {words.day(self.start)}"

    def tables(self, plan: Plan, scope: Scope) -> Tables:
        """The changes of cases after it: one more row a team and case type."""
        check_after_position(plan, self.start)
        held = self._held(plan, scope, self.case_type)
        return _with_changes(plan, held, [part_of(row.cases, self.growth) for row in held], self.start)


class ShiftDemand(_Demand):
    """So many cases gained or lost, shared out by the cases held."""

    LABEL: ClassVar[str] = "Add or take off cases"
    HELP: ClassVar[str] = "So many cases more (+) or fewer (−) from a date on, shared out by the cases held."

    cases: Annotated[CasesChange, but(0, "a number other than 0")] = Field(
        title="Cases ±", description="Gained (+) or lost (−), in all."
    )
    start: Day = Field(title="From", description="The day it takes effect.")
    case_type: CaseTypeKey | None = Field(None, title="Case type", description="Which cases.")

    def words(self, plan: Plan) -> str:
        """What it does, with its values."""
        cases = words.number(self.cases, signed=True)
        return f"{self._of_type(plan, self.case_type)} {cases} from {words.day(self.start)}"

    def tables(self, plan: Plan, scope: Scope) -> Tables:
        """The changes of cases after it: one more row a team and case type."""
        check_after_position(plan, self.start)
        held = self._held(plan, scope, self.case_type)
        return _with_changes(plan, held, spread(self.cases, [row.cases for row in held]), self.start)


def _with_changes(plan: Plan, held: Sequence[OpeningCases], changes: Sequence[float], start: Day) -> Tables:
    rows = [
        CaseChange(id=new_id(), team=row.team, case_type=row.case_type, cases=cases, start=start)
        for row, cases in zip(held, changes, strict=True)
        if cases
    ]
    return {"case_changes": [*plan.case_changes, *rows]}
