"""A plan as arrays, periods × lines: every dated row placed on its line and in its period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cached_property
from operator import attrgetter

import numpy as np

from scenarios.plan import Plan, Row
from scenarios.starts import Starts, starts
from scenarios.sums import summed
from scenarios.timeline import Array, Indices, Timeline

ONE_DAY = dt.timedelta(days=1)


class Inputs:
    """The rows of a plan, by line and period."""

    def __init__(self, plan: Plan, until: dt.date | None = None) -> None:
        self.plan = plan
        self.time = Timeline(plan, until)
        self.lines: tuple[tuple[str, str], ...] = tuple(map(attrgetter("team", "role"), plan.establishment))
        self.line_index = {line: index for index, line in enumerate(self.lines)}
        self.team_index = {team.key: index for index, team in enumerate(plan.teams)}
        self.shape = (self.time.months + 1, len(self.lines))

    @cached_property
    def team_of_line(self) -> Indices:
        """The index of each line's team."""
        return np.array([self.team_index[team] for team, _ in self.lines], dtype=np.intp)

    @cached_property
    def starts(self) -> Starts:
        """Every start of the pipeline, past and to come, permanent and agency."""
        return starts(self.plan, self.line_index, self.time)

    def column(self, field: str) -> Array:
        """A number of each line, by field name."""
        return np.array(list(map(attrgetter(field), self.plan.establishment)), dtype=np.float64)

    def lines_of(self, rows: Iterable[Row], team: str = "team", role: str = "role") -> list[int]:
        """The index of each row's line."""
        return [self.line_index[pair] for pair in map(attrgetter(team, role), rows)]

    @cached_property
    def turnover(self) -> Array:
        """Turnover of each line: its own, else its role's, else the plan's, else 0; a share a year."""
        default = self.plan.assumptions.turnover or 0.0
        by_role = {role.key: default if role.turnover is None else role.turnover for role in self.plan.roles}
        own = map(attrgetter("turnover", "role"), self.plan.establishment)
        return np.array([by_role[role] if line is None else line for line, role in own], dtype=np.float64)

    @cached_property
    def caseload_share(self) -> Array:
        """The share of a full caseload that each line's role holds."""
        by_role = {role.key: role.caseload_share for role in self.plan.roles}
        return np.array([by_role[role] for _, role in self.lines], dtype=np.float64)

    @cached_property
    def posts(self) -> Array:
        """Posts, with the changes that have taken effect; never below 0."""
        rows = self.plan.post_changes
        changes = self.flow(
            self.lines_of(rows), self.time.periods(row.start for row in rows), [row.fte for row in rows]
        )
        return np.maximum(self.column("posts") + np.cumsum(changes, axis=0), 0.0)

    @cached_property
    def known_leavers(self) -> Array:
        """FTE that has left by each period's end under notice given, since the position."""
        rows = self.plan.leavers
        gone = self.time.periods(row.last_day + ONE_DAY for row in rows)
        return np.cumsum(self.flow(self.lines_of(rows), gone, [row.fte for row in rows]), axis=0)

    @cached_property
    def moved_out(self) -> Array:
        """FTE that has moved to other lines by each period's end, since the position."""
        rows = self.plan.moves
        lines = self.lines_of(rows, "from_team", "from_role")
        moved = self.flow(lines, self.time.periods(row.date for row in rows), [row.fte for row in rows])
        return np.cumsum(moved, axis=0)

    def newcomers(self, kind: str) -> Array:
        """FTE that joins in each period as one of a kind: starters and, as `internal` or `nqsw`, moves."""
        due = self.starts.of(kind, due=True)
        moves = [row for row in self.plan.moves if row.kind == kind]
        arrived = self.time.periods(row.date for row in moves)
        lines = np.append(self.starts.line[due], np.array(self.lines_of(moves, "to_team", "to_role"), dtype=np.intp))
        fte = np.append(self.starts.fte[due], [row.fte for row in moves])
        return self.flow(lines, np.append(self.starts.period[due], arrived), fte)

    def flow(self, lines: Sequence[int] | Indices, periods: Indices, fte: Sequence[float] | Array) -> Array:
        """Amounts added up by line and by the period they fall in; none in period 0 or beyond the last."""
        inside = (periods > 0) & (periods < self.shape[0])
        where = periods[inside] * self.shape[1] + np.asarray(lines, dtype=np.intp)[inside]
        amounts = np.asarray(fte, dtype=np.float64)[inside]
        return summed(where, amounts, self.shape[0] * self.shape[1]).reshape(self.shape)
