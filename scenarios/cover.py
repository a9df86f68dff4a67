"""Who is away and which agency workers are there, at each period's end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenarios.inputs import Inputs
from scenarios.periods import month_of
from scenarios.sums import grouped
from scenarios.timeline import Array, Indices


@dataclass(frozen=True)
class Cover:
    """Absence and agency, periods × lines, FTE."""

    absent: Array
    agency: Array
    covering: Array
    productive: Array
    """Agency at its share of a full caseload."""


@dataclass(frozen=True)
class _Agency:
    """Dated agency workers: rows of the cover table, or starters still due. One an element, or rows × periods."""

    lines: Indices
    there: Array
    covers: Array
    since: Indices
    """Months from the start month to the position's; past the ramp for one without a start."""


def cover(inputs: Inputs) -> Cover:
    """Absence and agency of every line over all periods."""
    ramp = next((ramp.shares for ramp in inputs.plan.ramps if ramp.kind == "agency"), ())
    parts = (_placements(inputs, len(ramp)), _starters(inputs))
    lines, there, covers, since = (
        np.concatenate([getattr(part, name) for part in parts]) for name in ("lines", "there", "covers", "since")
    )
    shares = np.append(np.array(ramp, dtype=np.float64), 1.0)
    productive = there * shares[np.clip(since[:, None] + inputs.time.shifts, 0, len(ramp))]
    sums = grouped(np.hstack((there, there * covers[:, None], productive)), lines, len(inputs.lines))
    undated = inputs.column("agency")
    agency, covering, at_work = (undated + np.ascontiguousarray(part.T) for part in np.hsplit(sums, 3))
    return Cover(_absent(inputs), agency, covering, at_work)


def _absent(inputs: Inputs) -> Array:
    rows = inputs.plan.absences
    there = inputs.time.presence((row.start for row in rows), (row.end for row in rows))
    fte = np.array([row.fte for row in rows])[:, None] * there
    return inputs.column("absent") + grouped(fte, inputs.lines_of(rows), len(inputs.lines)).T


def _placements(inputs: Inputs, past_ramp: int) -> _Agency:
    rows, now = inputs.plan.agency, month_of(inputs.time.as_at)
    there = inputs.time.presence((row.start for row in rows), (row.end for row in rows))
    return _Agency(
        lines=np.array(inputs.lines_of(rows), dtype=np.intp),
        there=np.array([row.fte for row in rows])[:, None] * there,
        covers=np.array([float(row.purpose == "cover") for row in rows]),
        since=np.array([now - month_of(row.start) if row.start else past_ramp for row in rows], dtype=np.intp),
    )


def _starters(inputs: Inputs) -> _Agency:
    starts = inputs.starts
    due = starts.of("agency", due=True)
    there = inputs.time.presence((starts.start[n] for n in due), (starts.end[n] for n in due))
    return _Agency(
        lines=starts.line[due],
        there=starts.fte[due, None] * there,
        covers=np.ones(len(due)),
        since=month_of(inputs.time.as_at) - starts.month[due],
    )
