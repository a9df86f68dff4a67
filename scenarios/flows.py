"""What dated rows come to by line and period: post changes, notice given, moves and starters. Periods × lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np

from scenarios.lines import Lines
from scenarios.plan import Leaver, Move, PostChange
from scenarios.same import Same, remembered
from scenarios.starts import PERMANENT_KINDS, Starts
from scenarios.sums import summed
from scenarios.timeline import Array, Indices, Timeline

ONE_DAY = dt.timedelta(days=1)
JOINING_KINDS = (*PERMANENT_KINDS, "internal")


def _flow(where: tuple[Indices, Indices], fte: Sequence[float] | Array, lines: Lines, time: Timeline) -> Array:
    """Amounts added up by period and line; none in period 0 or beyond the last."""
    period, line = where
    shape = (time.months + 1, len(lines))
    inside = (period > 0) & (period < shape[0])
    amounts = np.asarray(fte, dtype=np.float64)[inside]
    return summed(period[inside] * shape[1] + line[inside], amounts, shape[0] * shape[1]).reshape(shape)


@remembered
def post_changes(rows: Same[tuple[PostChange, ...]], lines: Lines, time: Timeline) -> Array:
    """Posts created and deleted by each period's end, since the position."""
    where = (time.periods(row.start for row in rows.value), lines.of(rows.value))
    return np.cumsum(_flow(where, [row.fte for row in rows.value], lines, time), axis=0)


@remembered
def known_leavers(rows: Same[tuple[Leaver, ...]], lines: Lines, time: Timeline) -> Array:
    """FTE that has left by each period's end under notice given, since the position."""
    where = (time.periods(row.last_day + ONE_DAY for row in rows.value), lines.of(rows.value))
    return np.cumsum(_flow(where, [row.fte for row in rows.value], lines, time), axis=0)


@remembered
def moved_out(rows: Same[tuple[Move, ...]], lines: Lines, time: Timeline) -> Array:
    """FTE that has moved to other lines by each period's end, since the position."""
    where = (time.periods(row.date for row in rows.value), lines.of(rows.value, "from_team", "from_role"))
    return np.cumsum(_flow(where, [row.fte for row in rows.value], lines, time), axis=0)


@remembered
def arrivals(
    starts: Starts, rows: Same[tuple[Move, ...]], lines: Lines, time: Timeline
) -> tuple[dict[str, Array], Array]:
    """FTE that joins in each period, by kind of starter and of move, and in all."""
    due = starts.of(*PERMANENT_KINDS, due=True)
    moves = rows.value
    period = np.append(starts.period[due], time.periods(row.date for row in moves))
    kind = np.append(starts.kind[due], np.array([JOINING_KINDS.index(row.kind) for row in moves], dtype=np.intp))
    line = np.append(starts.line[due], lines.of(moves, "to_team", "to_role"))
    fte = np.append(starts.fte[due], [row.fte for row in moves])
    inside = (period > 0) & (period <= time.months)
    shape = (len(JOINING_KINDS), time.months + 1, len(lines))
    places = (kind * shape[1] + period) * shape[2] + line
    joining = summed(places[inside], fte[inside], shape[0] * shape[1] * shape[2]).reshape(shape)
    return dict(zip(JOINING_KINDS, joining, strict=True)), joining.sum(axis=0)
