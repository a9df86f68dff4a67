"""Agency cover ended, cut down or added to."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from scenarios.fields import Day, Rate
from scenarios.levers import words
from scenarios.levers.agency_rows import AgencyRows
from scenarios.levers.lever import Lever, Tables, but
from scenarios.plan import Plan
from scenarios.scopes import teams_in
from scenarios.totals import Scope


class ScaleAgency(Lever):
    """A share of all agency kept from a date on."""

    LABEL: ClassVar[str] = "Scale or end agency"
    HELP: ClassVar[str] = "From a date on a share of all agency stays: 0% ends it, 120% adds to it."
    NOTHING: ClassVar[str] = "no agency from then on in these teams that this would change"

    kept: Annotated[Rate, but(1, "less than 100% to end some, more to add some")] = Field(
        title="Share kept", description="0% ends it, 50% halves, 120% adds."
    )
    start: Day = Field(title="From", description="The first day of it.")

    def words(self, plan: Plan) -> str:  # noqa: ARG002 - needs no names of the plan
        """What it does, with its values."""
        what = f"Agency at {words.percent(self.kept)}" if self.kept else "End agency"
        return f"{what} from {words.day(self.start)}"

    def tables(self, plan: Plan, scope: Scope) -> Tables:
        """Undated agency, dated agency and agency starters after it."""
        rows, teams = AgencyRows(self.kept, self.start, plan.header.as_at), teams_in(plan, scope)
        new_rows = [row for line in plan.establishment if line.team in teams for row in rows.beside(line)]
        dated = [each for row in plan.agency for each in (rows.placements(row) if row.team in teams else [row])]
        return {
            "establishment": [rows.line(line) if line.team in teams else line for line in plan.establishment],
            "agency": [*dated, *new_rows],
            "pipeline": [
                each
                for row in plan.pipeline
                for each in (rows.starters(row) if row.kind == "agency" and row.team in teams else [row])
            ],
        }
