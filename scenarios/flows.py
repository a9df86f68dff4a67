"""What dated rows come to by line and period: post changes, notice given, moves and starters. Periods × lines."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenarios.lines import Lines
from scenarios.plan import Leaver, Move, PostChange
from scenarios.row import by_field
from scenarios.same import Same, remembered
from scenarios.starts import PERMANENT_KINDS, Starts
from scenarios.sums import add_from, tabled
from scenarios.timeline import Array, Indices, Timeline, months_of, ordinals

JOINING_KINDS = (*PERMANENT_KINDS, "internal")


@remembered
def posts(rows: Same[tuple[PostChange, ...]], opening: Same[Array], lines: Lines, time: Timeline) -> Array:
    """Posts at each period's end, with the changes that have taken effect; never below 0."""
    teams, roles, days, fte = by_field(rows.value, "team", "role", "start", "fte")
    there = np.broadcast_to(opening.value, (time.months + 1, len(lines))).copy()
    add_from(there, time.periods(days), lines.at(teams, roles), fte)
    return np.fmax(there, 0.0, out=there)


@remembered
def known_leavers(rows: Same[tuple[Leaver, ...]], lines: Lines, time: Timeline) -> Array:
    """FTE that has left by each period's end under notice given, since the position."""
    teams, roles, days, fte = by_field(rows.value, "team", "role", "last_day", "fte")
    left = np.zeros((time.months + 1, len(lines)))
    return add_from(left, time.periods_at(ordinals(days) + 1), lines.at(teams, roles), fte)


@remembered
def moved_out(rows: Same[tuple[Move, ...]], lines: Lines, time: Timeline) -> Array:
    """FTE that has moved to other lines by each period's end, since the position."""
    teams, roles, days, fte = by_field(rows.value, "from_team", "from_role", "date", "fte")
    return add_from(np.zeros((time.months + 1, len(lines))), time.periods(days), lines.at(teams, roles), fte)


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


@remembered
def joiners(starts: Starts, rows: Same[tuple[Move, ...]], lines: Lines, time: Timeline) -> Joiners:
    """Who joins each line, from outside or from another line."""
    due = starts.due
    teams, roles, kinds, days, fte = by_field(rows.value, "to_team", "to_role", "kind", "date", "fte")
    moved = ordinals(days)
    period = np.concatenate([starts.period[due], time.periods_at(moved)])
    inside = np.flatnonzero((period > 0) & (period <= time.months))
    kind = np.array([JOINING_KINDS.index(each) for each in kinds], dtype=np.intp)
    return Joiners(
        kind=np.concatenate([starts.kind[due], kind])[inside],
        month=np.concatenate([starts.month[due], months_of(moved)])[inside],
        period=period[inside],
        line=np.concatenate([starts.line[due], lines.at(teams, roles)])[inside],
        fte=np.concatenate([starts.fte[due], np.array(fte, dtype=np.float64)])[inside],
    )


@remembered
def arrivals(who: Joiners, lines: Lines, time: Timeline) -> Array:
    """FTE that joins in each period."""
    return tabled(who.period, who.line, who.fte, (time.months + 1, len(lines)))
