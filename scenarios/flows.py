"""What dated rows come to by line and period: post changes, notice, moves, absences, starters. Periods × lines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain, pairwise
from typing import Any

import numpy as np

from scenarios.lines import Lines
from scenarios.plan import Absence, Leaver, Move, PostChange
from scenarios.row import by_field
from scenarios.same import Same, read_only, remembered
from scenarios.starts import PERMANENT_KINDS, Starts
from scenarios.sums import Amounts, add_amounts, tabled, throughout
from scenarios.timeline import Array, Indices, Timeline, floats, months_of, ordinals

JOINING_KINDS = (*PERMANENT_KINDS, "internal")


@dataclass(frozen=True, eq=False)
class Dated:
    """What dated rows come to at each period's end, FTE by period and line."""

    post_changes: Amounts
    """Posts gained less posts lost since the position."""
    known_leavers: Array
    """Left under notice given since the position: periods × lines."""
    moved_out: Amounts
    """Moved to other lines since the position."""
    absences: Amounts

    @cached_property
    def posts_changed(self) -> tuple[Indices, Array]:
        """The lines whose posts change, and by how much they have at each period's end: periods × these lines."""
        periods, lines = self.known_leavers.shape
        period, line = np.divmod(self.post_changes.where, lines)
        is_changed = np.zeros(lines, dtype=np.bool_)
        is_changed[line] = True
        (changed,) = is_changed.nonzero()
        place = is_changed.cumsum() - 1
        return changed, tabled(period, place[line], self.post_changes.each, (periods, len(changed)))


Changing = tuple[Same[tuple[PostChange, ...]], Same[tuple[Leaver, ...]], Same[tuple[Move, ...]]]


@remembered
def dated(changing: Changing, absences: Same[tuple[Absence, ...]], lines: Lines, time: Timeline) -> Dated:
    """The rows of four tables, read at once: what changes from a day on does so for good, absences end."""
    *away, last_days = by_field(absences.value, "team", "role", "fte", "start", "end")
    tables = (*_of_changes(*changing), away)
    teams, roles, ftes, days = (list(chain.from_iterable(each)) for each in zip(*tables, strict=True))
    first, second, third = accumulate(len(days) for *_, days in tables[:-1])
    start = ordinals(days, blank=time.as_at.toordinal())
    start[first:second] += 1  # of leavers: the last day is one of work
    row, period = time.stays(start, np.concatenate([time.for_good(start[:third]), ordinals(last_days)]))
    where = period * len(lines) + lines.at(teams, roles)[row]
    each = floats(ftes)[row]
    ends = [0, *row.searchsorted([first, second, third]).tolist(), len(row)]
    posts, notice, moved, absent = (read_only(Amounts(where[a:b], each[a:b])) for a, b in pairwise(ends))
    known = add_amounts(np.zeros((time.months + 1, len(lines))), notice)
    return Dated(posts, known, moved, absent)


def _of_changes(
    post_changes: Same[tuple[PostChange, ...]], leavers: Same[tuple[Leaver, ...]], moves: Same[tuple[Move, ...]]
) -> tuple[list[list[Any]], ...]:
    """Teams, roles, FTE and days of each table."""
    return (
        by_field(post_changes.value, "team", "role", "fte", "start"),
        by_field(leavers.value, "team", "role", "fte", "last_day"),
        by_field(moves.value, "from_team", "from_role", "fte", "date"),
    )


@remembered
def posts(opening: Same[Array], dated: Dated, time: Timeline) -> Array:
    """Posts at each period's end, with the changes that have taken effect; never below 0."""
    changed, by = dated.posts_changed
    there = throughout(opening.value, time.months + 1)
    there[:, changed] = np.fmax(opening.value[changed] + by, 0.0)
    return there


def posts_in(opening: Array, dated: Dated, period: int) -> Array:
    """Posts at the end of one period, by line: as `posts` has them there."""
    changed, by = dated.posts_changed
    there = opening.copy()
    there[changed] = np.fmax(opening[changed] + by[period], 0.0)
    return there


def posts_of(held: Array, there: slice, opening: Array, dated: Dated) -> Array:
    """What `posts` add up to by scope, over the lines from one on to before another: scopes × periods.

    Most lines have the same posts throughout; only the others are followed.
    """
    changed, by = dated.posts_changed
    inside = (changed >= there.start) & (changed < there.stop)
    before = opening[changed[inside]]
    gained = np.fmax(before + by[:, inside], 0.0) - before
    total: Array = (held @ opening[there])[:, None] + held[:, changed[inside] - there.start] @ gained.T
    return total


@dataclass(frozen=True, eq=False)
class Joiners:
    """Permanent starters and moves in that come within the plan, one an element."""

    kind: Indices
    """As a place in JOINING_KINDS."""
    month: Indices
    """Of the start or move, since year 0."""
    period: Indices
    line: Indices
    fte: Array
    arrivals: Array
    """What they come to, FTE: periods × lines."""


@remembered
def joiners(starts: Starts, rows: Same[tuple[Move, ...]], lines: Lines, time: Timeline) -> Joiners:
    """Who joins each line, from outside or from another line."""
    due = starts.due
    teams, roles, kinds, days, fte = by_field(rows.value, "to_team", "to_role", "kind", "date", "fte")
    moved = ordinals(days)
    period = np.concatenate([starts.period[due], time.periods_at(moved)])
    (inside,) = ((period > 0) & (period <= time.months)).nonzero()
    kind = np.array([JOINING_KINDS.index(each) for each in kinds], dtype=np.intp)
    period = period[inside]
    line = np.concatenate([starts.line[due], lines.at(teams, roles)])[inside]
    each = np.concatenate([starts.fte[due], floats(fte)])[inside]
    return Joiners(
        kind=np.concatenate([starts.kind[due], kind])[inside],
        month=np.concatenate([starts.month[due], months_of(moved)])[inside],
        period=period,
        line=line,
        fte=each,
        arrivals=tabled(period, line, each, (time.months + 1, len(lines))),
    )
