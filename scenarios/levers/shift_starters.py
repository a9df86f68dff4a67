"""Starters earlier or later."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from scenarios.fields import MonthsChange
from scenarios.levers import words
from scenarios.levers.lever import Lever, Tables, but
from scenarios.periods import add_months
from scenarios.plan import Plan, Starter, StarterKind
from scenarios.repeats import counted, nth, own_ids, part
from scenarios.scopes import teams_in
from scenarios.totals import Scope

ONE_DAY = dt.timedelta(days=1)


class ShiftStarters(Lever):
    """Everyone still due to start, so many months later or earlier."""

    LABEL: ClassVar[str] = "Shift starters"
    HELP: ClassVar[str] = "Starters still to come start later (+) or earlier (−), agency with their ends."
    NOTHING: ClassVar[str] = "no starters after the position date in these teams that this would move"

    months: Annotated[MonthsChange, but(0, "a number of months other than 0")] = Field(
        title="Months ±", description="Later (+) or earlier (−)."
    )
    kind: StarterKind | None = Field(None, title="Kind", description="Which starters.")

    def words(self, plan: Plan) -> str:  # noqa: ARG002 - needs no names of the plan
        """What it does, with its values."""
        months = words.number(self.months)
        unit = "month" if abs(self.months) == 1 else "months"
        return f"Shift {self.kind + ' ' if self.kind else ''}starters by {months} {unit}"

    def tables(self, plan: Plan, scope: Scope) -> Tables:
        """The pipeline after it."""
        teams, as_at = teams_in(plan, scope), plan.header.as_at
        return {
            "pipeline": [
                row
                for starter in plan.pipeline
                for row in (self._shifted(starter, as_at) if self._concerns(starter, teams) else [starter])
            ]
        }

    def _concerns(self, starter: Starter, teams: frozenset[str]) -> bool:
        return starter.team in teams and self.kind in (None, starter.kind)

    def _shifted(self, starter: Starter, as_at: dt.date) -> list[Starter]:
        """The starts already counted stay; those still to come keep the row's id."""
        past = counted(starter, as_at)
        due = part(starter, past, starter.repeat)
        moved = [row for run in due for row in self._moved(run, as_at)]
        if moved == due:
            return [starter]
        earlier = part(starter, 0, past)
        return own_ids([*earlier, *moved], keeps=len(earlier))

    def _moved(self, run: Starter, as_at: dt.date) -> list[Starter]:
        end = add_months(run.end, self.months) if run.end else None
        moved = run.model_copy(update={"start": add_months(run.start, self.months), "end": end})
        held = counted(moved, as_at)
        return [*_held(run, held, as_at + ONE_DAY), *part(moved, held, moved.repeat)]


def _held(run: Starter, count: int, day: dt.date) -> Iterator[Starter]:
    """The first starts of a row, all on one day; how long agency stays does not change."""
    starts: dict[dt.date | None, int] = defaultdict(int)
    for start, end in (nth(run, n) for n in range(count)):
        starts[day + (end - start) if end else None] += 1
    for end, together in starts.items():
        update = {"start": day, "end": end, "fte": round(run.fte * together, 2), "repeat": 1}
        yield run.model_copy(update=update)
