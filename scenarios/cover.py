"""Who is away and which agency workers are there, at each period's end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scenarios.inputs import Array, Inputs, Timeline
from scenarios.periods import month_of


@dataclass(frozen=True)
class Cover:
    """Absence and agency, periods × lines, FTE."""

    absent: Array
    agency: Array
    covering: Array
    productive: Array
    """Agency at its share of a full caseload."""


@dataclass(frozen=True)
class _Worker:
    line: int
    fte: float
    start: dt.date | None
    end: dt.date | None
    covers: bool


def cover(inputs: Inputs) -> Cover:
    """Absence and agency of every line over all periods."""
    workers = [*_placements(inputs), *_agency_starters(inputs)]
    lines = [worker.line for worker in workers]
    fte = np.array([worker.fte for worker in workers])[:, None]
    there = fte * inputs.time.presence([(worker.start, worker.end) for worker in workers])
    covers = np.array([worker.covers for worker in workers], dtype=np.float64)[:, None]
    ramp = _ramp_shares(inputs.time, _agency_ramp(inputs), workers)
    undated = inputs.column("agency")
    return Cover(
        absent=_absent(inputs),
        agency=undated + inputs.there(lines, there),
        covering=undated + inputs.there(lines, there * covers),
        productive=undated + inputs.there(lines, there * ramp),
    )


def _absent(inputs: Inputs) -> Array:
    rows = inputs.plan.absences
    fte = np.array([row.fte for row in rows])[:, None]
    there = fte * inputs.time.presence([(row.start, row.end) for row in rows])
    return inputs.column("absent") + inputs.there([inputs.line_index[row.team, row.role] for row in rows], there)


def _placements(inputs: Inputs) -> list[_Worker]:
    return [
        _Worker(inputs.line_index[row.team, row.role], row.fte, row.start, row.end, row.purpose == "cover")
        for row in inputs.plan.agency
    ]


def _agency_starters(inputs: Inputs) -> list[_Worker]:
    due = (each for each in inputs.starts if each.starter.kind == "agency" and inputs.is_due(each))
    return [_Worker(each.line, each.fte, each.start, each.end, covers=True) for each in due]


def _agency_ramp(inputs: Inputs) -> tuple[float, ...]:
    return next((ramp.shares for ramp in inputs.plan.ramps if ramp.kind == "agency"), ())


def _ramp_shares(time: Timeline, ramp: tuple[float, ...], workers: Sequence[_Worker]) -> Array:
    """Each worker's share of a full caseload at each period's end: 1 for one without a start."""
    past = len(ramp)
    since = [past if worker.start is None else month_of(time.as_at) - month_of(worker.start) for worker in workers]
    ages = np.array(since, dtype=np.intp)[:, None] + time.shifts
    shares: Array = np.append(np.array(ramp, dtype=np.float64), 1.0)
    there: Array = shares[np.clip(ages, 0, past)]
    return there
