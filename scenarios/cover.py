"""Who is away and which agency workers are there, at each period's end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenarios.inputs import Inputs
from scenarios.lines import Lines
from scenarios.periods import month_of
from scenarios.plan import Absence, Placement
from scenarios.same import Same, remembered
from scenarios.starts import Starts
from scenarios.sums import grouped
from scenarios.timeline import Array, Indices, Timeline

PAST_RAMP = 10_000
"""Months since the start of an agency worker who has none: past any ramp-up."""


@dataclass(frozen=True)
class Cover:
    """Absence and agency, periods × lines, FTE."""

    absent: Array
    agency: Array
    covering: Array
    productive: Array
    """Agency at its share of a full caseload."""


def cover(inputs: Inputs) -> Cover:
    """Absence and agency of every line over all periods: the dated and, throughout, the undated."""
    plan, lines, time = inputs.plan, inputs.lines, inputs.time
    ramp = next((ramp.shares for ramp in plan.ramps if ramp.kind == "agency"), ())
    undated = inputs.column("agency")
    agency, covering, productive = _agency(Same(plan.agency), inputs.starts, ramp, lines, time)
    absent = inputs.column("absent") + _absent(Same(plan.absences), lines, time)
    return Cover(absent, undated + agency, undated + covering, undated + productive)


@remembered
def _absent(rows: Same[tuple[Absence, ...]], lines: Lines, time: Timeline) -> Array:
    there = time.presence((row.start for row in rows.value), (row.end for row in rows.value))
    fte = np.array([row.fte for row in rows.value])[:, None] * there
    return np.ascontiguousarray(grouped(fte, lines.of(rows.value), len(lines)).T)


@remembered
def _agency(
    rows: Same[tuple[Placement, ...]], starts: Starts, ramp: tuple[float, ...], lines: Lines, time: Timeline
) -> tuple[Array, Array, Array]:
    """Dated agency: all of it, what covers a gap, and what it comes to at its share of a full caseload."""
    dated = agency_workers(rows, starts, lines, time)
    shares = np.append(np.array(ramp, dtype=np.float64), 1.0)
    productive = dated.there * shares[np.clip(dated.since[:, None] + time.shifts, 0, len(ramp))]
    sums = grouped(np.hstack((dated.there, dated.there * dated.covers[:, None], productive)), dated.lines, len(lines))
    agency, covering, at_work = (np.ascontiguousarray(part.T) for part in np.hsplit(sums, 3))
    return agency, covering, at_work


@dataclass(frozen=True)
class AgencyWorkers:
    """Dated agency workers: the rows of the cover table, then starters still due. One an element."""

    lines: Indices
    there: Array
    """FTE at each period's end: rows × periods."""
    covers: Array
    since: Indices
    """Months from the start month to the position's."""


@remembered
def agency_workers(rows: Same[tuple[Placement, ...]], starts: Starts, lines: Lines, time: Timeline) -> AgencyWorkers:
    """Dated agency workers by row, and then those of the pipeline who are still due, FTE × likelihood."""
    parts = (_placements(rows.value, lines, time), _starters(starts, time))
    return AgencyWorkers(
        *(np.concatenate([getattr(part, name) for part in parts]) for name in ("lines", "there", "covers", "since"))
    )


def _placements(rows: tuple[Placement, ...], lines: Lines, time: Timeline) -> AgencyWorkers:
    now = month_of(time.as_at)
    there = time.presence((row.start for row in rows), (row.end for row in rows))
    return AgencyWorkers(
        lines=lines.of(rows),
        there=np.array([row.fte for row in rows])[:, None] * there,
        covers=np.array([float(row.purpose == "cover") for row in rows]),
        since=np.array([now - month_of(row.start) if row.start else PAST_RAMP for row in rows], dtype=np.intp),
    )


def _starters(starts: Starts, time: Timeline) -> AgencyWorkers:
    due = starts.of("agency", due=True)
    there = time.presence((starts.start[n] for n in due), (starts.end[n] for n in due))
    return AgencyWorkers(
        lines=starts.line[due],
        there=starts.fte[due, None] * there,
        covers=np.ones(len(due)),
        since=month_of(time.as_at) - starts.month[due],
    )
