"""A plan as arrays: every dated row placed on its line and in its period.

Arrays are periods × lines (or periods × teams), period 0 first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from scenarios.periods import add_months, lead, length, month_of, period_ends, period_of
from scenarios.plan import Plan, Starter

Array = NDArray[np.float64]
Indices = NDArray[np.intp]
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Start:
    """One start of a starter: its repeats taken apart. FTE is scaled by likelihood."""

    starter: Starter
    line: int
    fte: float
    start: dt.date
    end: dt.date | None


class Timeline:
    """The periods of a plan: their ends, lengths (months) and months since the position.

    The last one may be cut short at a date `until`, to read a position between two month ends.
    """

    def __init__(self, as_at: dt.date, months: int, until: dt.date | None = None) -> None:
        self.as_at = as_at
        self.months = months
        ends = period_ends(as_at, months)
        self.until = until or ends[-1]
        self.dates = (*ends[:-1], self.until)
        self.lengths = np.array([length(self.dates, k) for k in range(months + 1)])
        self.shifts = np.array([month_of(end) - month_of(as_at) for end in self.dates])
        self._first = month_of(as_at) - 1 + lead(as_at)

    def period(self, day: dt.date) -> int:
        """The first period whose end is not before the day: 0 on or before the position date, `months` + 1 beyond."""
        if day > self.until:
            return self.months + 1
        return 0 if day <= self.as_at else day.year * 12 + day.month - 1 - self._first

    def presence(self, spans: Sequence[tuple[dt.date | None, dt.date | None]]) -> NDArray[np.bool_]:
        """For each (start, end), both inclusive, whether it is there at each period's end."""
        first = np.array([0 if start is None else self.period(start) for start, _ in spans])
        gone = np.array([self.months + 1 if end is None else self._gone(end) for _, end in spans])
        ends = np.arange(self.months + 1)
        return np.asarray((first[:, None] <= ends) & (ends < gone[:, None]))

    def _gone(self, end: dt.date) -> int:
        return 0 if end < self.as_at else self.period(end + ONE_DAY)


class Inputs:
    """The rows of a plan, by line and period."""

    def __init__(self, plan: Plan, until: dt.date | None = None) -> None:
        as_at = plan.header.as_at
        months = plan.header.months if until is None else period_of(until, as_at)
        self.plan = plan
        self.time = Timeline(as_at, months, until)
        self.lines = tuple((line.team, line.role) for line in plan.establishment)
        self.line_index = {line: index for index, line in enumerate(self.lines)}
        self.team_index = {team.key: index for index, team in enumerate(plan.teams)}
        self.shape = (months + 1, len(self.lines))

    @cached_property
    def team_of_line(self) -> Indices:
        """The index of each line's team."""
        return np.array([self.team_index[team] for team, _ in self.lines], dtype=np.intp)

    @cached_property
    def starts(self) -> tuple[Start, ...]:
        """Every start of the pipeline, past and to come, permanent and agency."""
        return tuple(start for starter in self.plan.pipeline for start in self._each_start(starter))

    def _each_start(self, starter: Starter) -> Iterable[Start]:
        line = self.line_index[starter.team, starter.role]
        fte = starter.fte * starter.likelihood
        for n in range(starter.repeat):
            end = add_months(starter.end, n) if starter.end and n else starter.end
            yield Start(starter, line, fte, add_months(starter.start, n) if n else starter.start, end)

    def is_due(self, start: Start) -> bool:
        """Whether a start lies after the position date; one on or before it is already counted."""
        return start.start > self.time.as_at

    def column(self, field: str) -> Array:
        """A number of each line, by field name."""
        return np.array([getattr(line, field) for line in self.plan.establishment], dtype=np.float64)

    @cached_property
    def turnover(self) -> Array:
        """Turnover of each line: its own, else its role's, else the plan's, else 0; a share a year."""
        default = self.plan.assumptions.turnover or 0.0
        by_role = {role.key: default if role.turnover is None else role.turnover for role in self.plan.roles}
        own = ((line.turnover, by_role[line.role]) for line in self.plan.establishment)
        return np.array([role if line is None else line for line, role in own], dtype=np.float64)

    @cached_property
    def caseload_share(self) -> Array:
        """The share of a full caseload that each line's role holds."""
        by_role = {role.key: role.caseload_share for role in self.plan.roles}
        return np.array([by_role[role] for _, role in self.lines], dtype=np.float64)

    @cached_property
    def posts(self) -> Array:
        """Posts, with the changes that have taken effect; never below 0."""
        changes = ((self.line_index[row.team, row.role], row.start, row.fte) for row in self.plan.post_changes)
        return np.maximum(self.column("posts") + np.cumsum(self.flow(changes), axis=0), 0.0)

    @cached_property
    def known_leavers(self) -> Array:
        """FTE that has left by each period's end under notice given, since the position."""
        rows = ((self.line_index[row.team, row.role], row.last_day + ONE_DAY, row.fte) for row in self.plan.leavers)
        return np.cumsum(self.flow(rows), axis=0)

    @cached_property
    def moved_out(self) -> Array:
        """FTE that has moved to other lines by each period's end, since the position."""
        rows = ((self.line_index[row.from_team, row.from_role], row.date, row.fte) for row in self.plan.moves)
        return np.cumsum(self.flow(rows), axis=0)

    def newcomers(self, *kinds: str) -> Array:
        """FTE that joins in each period as one of these kinds: starters and, as `internal` or `nqsw`, moves."""
        starts = ((s.line, s.start, s.fte) for s in self.starts if s.starter.kind in kinds)
        moves = (
            (self.line_index[row.to_team, row.to_role], row.date, row.fte)
            for row in self.plan.moves
            if row.kind in kinds
        )
        return self.flow([*starts, *moves])

    def flow(self, rows: Iterable[tuple[int, dt.date, float]]) -> Array:
        """Amounts (line, day, FTE) added up by the period they fall in; none on or before the position date."""
        placed = [(self.time.period(day), line, fte) for line, day, fte in rows]
        inside = [(k * self.shape[1] + line, fte) for k, line, fte in placed if 0 < k < self.shape[0]]
        return scatter(inside, self.shape)

    def there(self, lines: Sequence[int], amounts: Array) -> Array:
        """Amounts (rows × periods) added up by line: periods × lines."""
        return grouped(amounts, np.array(lines, dtype=np.intp), self.shape[1]).T


def summed(where: Iterable[int], amounts: Iterable[float], places: int) -> Array:
    """Amounts added up by the place each belongs to."""
    index = np.array(list(where), dtype=np.intp)
    return np.bincount(index, weights=np.array(list(amounts), dtype=np.float64), minlength=places).astype(np.float64)


def scatter(placed: Sequence[tuple[int, float]], shape: tuple[int, int]) -> Array:
    """Amounts added up at flat positions of an array of this shape."""
    return summed((where for where, _ in placed), (fte for _, fte in placed), shape[0] * shape[1]).reshape(shape)


def grouped(values: Array, group: Indices, groups: int) -> Array:
    """Rows of `values` added up by the group each belongs to: groups × columns."""
    width = values.shape[1]
    flat = (group[:, None] * width + np.arange(width)).ravel()
    sums = np.bincount(flat, weights=values.ravel(), minlength=groups * width)
    return sums.astype(np.float64).reshape(groups, width)
