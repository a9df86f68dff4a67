"""What dated rows come to by line and period: post changes, notice given, moves and starters. Periods × lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scenarios.lines import Lines
from scenarios.plan import Leaver, Move, PostChange
from scenarios.same import Same, remembered
from scenarios.starts import PERMANENT_KINDS, Starts
from scenarios.sums import tabled
from scenarios.timeline import Array, Indices, Timeline

ONE_DAY = dt.timedelta(days=1)
JOINING_KINDS = (*PERMANENT_KINDS, "internal")


def _flow(where: tuple[Indices, Indices], fte: Sequence[float] | Array, lines: Lines, time: Timeline) -> Array:
    """Amounts added up by period and line; none in period 0 or beyond the last."""
    period, line = where
    shape = (time.months + 1, len(lines))
    inside = (period > 0) & (period < shape[0])
    return tabled(period[inside], line[inside], np.asarray(fte, dtype=np.float64)[inside], shape)


def _so_far(amounts: Array) -> Array:
    """The same array with every period added to all before it; `np.cumsum` over the rows takes ten times as long."""
    for k in range(1, len(amounts)):
        amounts[k] += amounts[k - 1]
    return amounts


@remembered
def posts(rows: Same[tuple[PostChange, ...]], opening: Same[Array], lines: Lines, time: Timeline) -> Array:
    """Posts at each period's end, with the changes that have taken effect; never below 0."""
    where = (time.periods(row.start for row in rows.value), lines.of(rows.value))
    there = _so_far(_flow(where, [row.fte for row in rows.value], lines, time))
    there += opening.value
    return np.maximum(there, 0.0, out=there)


@remembered
def known_leavers(rows: Same[tuple[Leaver, ...]], lines: Lines, time: Timeline) -> Array:
    """FTE that has left by each period's end under notice given, since the position."""
    where = (time.periods(row.last_day + ONE_DAY for row in rows.value), lines.of(rows.value))
    return _so_far(_flow(where, [row.fte for row in rows.value], lines, time))


@remembered
def moved_out(rows: Same[tuple[Move, ...]], lines: Lines, time: Timeline) -> Array:
    """FTE that has moved to other lines by each period's end, since the position."""
    where = (time.periods(row.date for row in rows.value), lines.of(rows.value, "from_team", "from_role"))
    return _so_far(_flow(where, [row.fte for row in rows.value], lines, time))


@dataclass(frozen=True, eq=False)
class Joiners:
    """Permanent starters and moves in that come within the plan, one an element."""

    kind: Indices
    """As a place in JOINING_KINDS."""
    period: Indices
    line: Indices
    fte: Array


@remembered
def joiners(starts: Starts, rows: Same[tuple[Move, ...]], lines: Lines, time: Timeline) -> Joiners:
    """Who joins each line, from outside or from another line."""
    due, moves = starts.of(*PERMANENT_KINDS, due=True), rows.value
    period = np.append(starts.period[due], time.periods(row.date for row in moves))
    inside = (period > 0) & (period <= time.months)
    kind = np.append(starts.kind[due], np.array([JOINING_KINDS.index(row.kind) for row in moves], dtype=np.intp))
    line = np.append(starts.line[due], lines.of(moves, "to_team", "to_role"))
    fte = np.append(starts.fte[due], [row.fte for row in moves])
    return Joiners(kind[inside], period[inside], line[inside], fte[inside])


@remembered
def arrivals(who: Joiners, lines: Lines, time: Timeline) -> Array:
    """FTE that joins in each period."""
    return tabled(who.period, who.line, who.fte, (time.months + 1, len(lines)))
