"""A plan as arrays, periods × lines: every dated row placed on its line and in its period."""

from __future__ import annotations

import datetime as dt
from functools import cached_property

import numpy as np

from scenarios import flows
from scenarios.flows import Dated, Joiners
from scenarios.lines import OF_ROLE, Lines, of_roles, own_or, places, staffed
from scenarios.plan import Plan, Team
from scenarios.same import Same, interned, remembered
from scenarios.starts import Starts, starts
from scenarios.sums import Groups, groups
from scenarios.timeline import Array, timeline


class Inputs:
    """The rows of a plan, by line and period."""

    def __init__(self, plan: Plan, until: dt.date | None = None) -> None:
        self.plan = plan
        self.time = timeline(plan.header.as_at, plan.header.months, until)
        self.lines, self._numbers = staffed(Same(plan.establishment))
        self.team_index = places(Same(plan.teams))
        self.shape = (self.time.months + 1, len(self.lines))

    @cached_property
    def by_team(self) -> Groups:
        """Lines by the index of their team."""
        return _by_team(Same(self.plan.teams), self.lines)

    @cached_property
    def starts(self) -> Starts:
        """Every start of the pipeline, past and to come, permanent and agency."""
        return starts(Same(self.plan.pipeline), self.lines, self.time)

    def column(self, field: str) -> Array:
        """A number of each line by field, which is one of `lines.STAFFING`."""
        return self._numbers[field]

    @cached_property
    def turnover(self) -> Array:
        """Turnover of each line: its own, else its role's, else the plan's, else 0; a share a year."""
        general = np.array(self.plan.assumptions.turnover or 0.0)
        return interned(own_or(self.column("turnover"), own_or(self._of_role("turnover"), general)))

    @cached_property
    def caseload_share(self) -> Array:
        """The share of a full caseload that each line's role holds."""
        return self._of_role("caseload_share")

    def _of_role(self, field: str) -> Array:
        return of_roles(Same(self.plan.roles), self.lines, OF_ROLE)[field]

    @cached_property
    def posts(self) -> Array:
        """Posts, with the changes that have taken effect; never below 0."""
        return flows.posts(Same(self.column("posts")), self.dated, self.time)

    def posts_in(self, period: int) -> Array:
        """Posts of each line at the end of one period."""
        return flows.posts_in(self.column("posts"), self.dated, period)

    def posts_of(self, held: Array, there: slice) -> Array:
        """Posts added up by scope, which hold some lines from one on to before another: scopes × periods."""
        return flows.posts_of(held, there, self.column("posts"), self.dated)

    @cached_property
    def joiners(self) -> Joiners:
        """Permanent starters and moves in that come within the plan."""
        return flows.joiners(self.starts, Same(self.plan.moves), self.lines, self.time)

    @cached_property
    def dated(self) -> Dated:
        """Post changes, notice, moves away and absences at each period's end."""
        plan = self.plan
        changing = (Same(plan.post_changes), Same(plan.leavers), Same(plan.moves))
        return flows.dated(changing, Same(plan.absences), self.lines, self.time)


@remembered
def _by_team(teams: Same[tuple[Team, ...]], lines: Lines) -> Groups:
    index = places(teams)
    return groups(np.fromiter(map(index.__getitem__, lines.teams), np.intp, len(lines)), len(index))
