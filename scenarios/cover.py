"""Who is away and which agency workers are there, at each period's end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from scenarios.inputs import Inputs
from scenarios.lines import Lines
from scenarios.periods import month_of
from scenarios.plan import Absence, Placement
from scenarios.same import Same, remembered
from scenarios.starts import Starts
from scenarios.sums import tabled
from scenarios.timeline import Array, Indices, Timeline, months_of, ordinals

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
    absent = _absent(Same(plan.absences), Same(inputs.column("absent")), lines, time)
    workers = agency_workers(Same(plan.agency), inputs.starts, lines, time)
    return Cover(absent, *_agency(Same(workers), Same(inputs.column("agency")), ramp, time))


@remembered
def _absent(rows: Same[tuple[Absence, ...]], undated: Same[Array], lines: Lines, time: Timeline) -> Array:
    away, period = np.nonzero(time.presence(_starts_of(rows.value, time), _ends_of(rows.value)))
    fte = np.array([row.fte for row in rows.value])
    absent = tabled(period, lines.of(rows.value)[away], fte[away], (time.months + 1, len(lines)))
    absent += undated.value
    return absent


@remembered
def _agency(
    workers: Same[AgencyWorkers], undated: Same[Array], ramp: tuple[float, ...], time: Timeline
) -> tuple[Array, Array, Array]:
    """Agency: all of it, what covers a gap, and what it comes to at its share of a full caseload."""
    dated, shape = workers.value, (time.months + 1, len(undated.value))
    shares = np.append(np.array(ramp, dtype=np.float64), 1.0)
    amounts = (dated.fte, dated.fte * dated.covers, dated.fte * shares[np.clip(dated.month, 0, len(ramp))])
    agency, covering, at_work = (tabled(dated.period, dated.line, each, shape) for each in amounts)
    for each in (agency, covering, at_work):
        np.add(each, undated.value, out=each)
    return agency, covering, at_work


@dataclass(frozen=True)
class AgencyWorkers:
    """Dated agency workers who are there, one an element for each period at whose end they are."""

    row: Indices
    """Their place in the cover table, and after its rows those of the pipeline."""
    line: Indices
    period: Indices
    fte: Array
    covers: Array
    """1 where they cover a gap, else 0."""
    month: Indices
    """Months since the month they started in."""


@remembered
def agency_workers(rows: Same[tuple[Placement, ...]], starts: Starts, lines: Lines, time: Timeline) -> AgencyWorkers:
    """Dated agency workers of the cover table, and then those of the pipeline who are still due, FTE × likelihood."""
    placed, due = rows.value, starts.of("agency", due=True)
    start = np.append(_starts_of(placed, time), starts.start[due])
    there = time.presence(start, np.append(_ends_of(placed), starts.end[due]))
    row, period = np.nonzero(there)
    months, covers = months_of(start), np.ones(len(start))
    months[: len(placed)] -= np.array([PAST_RAMP if each.start is None else 0 for each in placed], dtype=np.intp)
    covers[: len(placed)] = [each.purpose == "cover" for each in placed]
    fte = np.append([each.fte for each in placed], starts.fte[due])
    return AgencyWorkers(
        row=row,
        line=np.append(lines.of(placed), starts.line[due])[row],
        period=period,
        fte=fte[row],
        covers=covers[row],
        month=time.shifts[period] + (month_of(time.as_at) - months)[row],
    )


def _starts_of(rows: Iterable[Placement | Absence], time: Timeline) -> Indices:
    """First days, the position's where blank."""
    return ordinals((row.start for row in rows), blank=time.as_at.toordinal())


def _ends_of(rows: Iterable[Placement | Absence]) -> Indices:
    return ordinals(row.end for row in rows)
