"""A plan as arrays, periods × lines: every dated row placed on its line and in its period."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from operator import attrgetter

import numpy as np

from scenarios import flows
from scenarios.lines import lines_of
from scenarios.plan import Plan
from scenarios.same import Same, interned
from scenarios.starts import Starts, starts
from scenarios.timeline import Array, Indices, timeline


class Inputs:
    """The rows of a plan, by line and period."""

    def __init__(self, plan: Plan, until: dt.date | None = None) -> None:
        self.plan = plan
        self.time = timeline(plan.header.as_at, plan.header.months, until)
        self.lines = lines_of(plan.establishment)
        self.team_index = {team.key: index for index, team in enumerate(plan.teams)}
        self.shape = (self.time.months + 1, len(self.lines))

    @cached_property
    def team_of_line(self) -> Indices:
        """The index of each line's team."""
        return np.array([self.team_index[team] for team, _ in self.lines.pairs], dtype=np.intp)

    @cached_property
    def starts(self) -> Starts:
        """Every start of the pipeline, past and to come, permanent and agency."""
        return starts(Same(self.plan.pipeline), self.lines, self.time)

    def column(self, field: str) -> Array:
        """A number of each line, by field name."""
        return interned(tuple(map(attrgetter(field), self.plan.establishment)))

    @cached_property
    def turnover(self) -> Array:
        """Turnover of each line: its own, else its role's, else the plan's, else 0; a share a year."""
        default = self.plan.assumptions.turnover or 0.0
        by_role = {role.key: default if role.turnover is None else role.turnover for role in self.plan.roles}
        own = map(attrgetter("turnover", "role"), self.plan.establishment)
        return interned(tuple(by_role[role] if line is None else line for line, role in own))

    @cached_property
    def caseload_share(self) -> Array:
        """The share of a full caseload that each line's role holds."""
        by_role = {role.key: role.caseload_share for role in self.plan.roles}
        return np.array([by_role[role] for _, role in self.lines.pairs], dtype=np.float64)

    @cached_property
    def posts(self) -> Array:
        """Posts, with the changes that have taken effect; never below 0."""
        changes = flows.post_changes(Same(self.plan.post_changes), self.lines, self.time)
        return np.maximum(self.column("posts") + changes, 0.0)

    @cached_property
    def known_leavers(self) -> Array:
        """FTE that has left by each period's end under notice given, since the position."""
        return flows.known_leavers(Same(self.plan.leavers), self.lines, self.time)
