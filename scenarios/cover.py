"""Who is away and which agency workers are there, at each period's end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenarios.inputs import Inputs
from scenarios.lines import Lines
from scenarios.periods import month_of
from scenarios.plan import Absence, Placement
from scenarios.row import by_field
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
    teams, roles, ftes, starts, ends = by_field(rows.value, "team", "role", "fte", "start", "end")
    away, period = time.stays(ordinals(starts, blank=time.as_at.toordinal()), ordinals(ends))
    fte = np.array(ftes, dtype=np.float64)
    absent = tabled(period, lines.at(teams, roles)[away], fte[away], (time.months + 1, len(lines)))
    absent += undated.value
    return absent


@remembered
def _agency(
    workers: Same[AgencyWorkers], undated: Same[Array], ramp: tuple[float, ...], time: Timeline
) -> tuple[Array, Array, Array]:
    """Agency: all of it, what covers a gap, and what it comes to at its share of a full caseload."""
    dated, shape = workers.value, (time.months + 1, len(undated.value))
    shares = np.append(np.array(ramp, dtype=np.float64), 1.0)
    amounts = (dated.fte, dated.fte * dated.covers, dated.fte * shares[np.minimum(dated.month, len(ramp))])
    agency, covering, at_work = (tabled(dated.period, dated.line, each, shape) for each in amounts)
    for each in (agency, covering, at_work):
        np.add(each, undated.value, each)
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
    due = starts.agency
    fields = ("team", "role", "fte", "purpose", "start", "end")
    teams, roles, ftes, purposes, first_days, last_days = by_field(rows.value, *fields)
    start = np.concatenate([ordinals(first_days, blank=time.as_at.toordinal()), starts.start[due]])
    row, period = time.stays(start, np.concatenate([ordinals(last_days), starts.agency_end]))
    months, covers = months_of(start), np.ones(len(start))
    months[: len(teams)] -= np.array([PAST_RAMP if day is None else 0 for day in first_days], dtype=np.intp)
    covers[: len(teams)] = [purpose == "cover" for purpose in purposes]
    fte = np.concatenate([np.array(ftes, dtype=np.float64), starts.fte[due]])
    return AgencyWorkers(
        row=row,
        line=np.concatenate([lines.at(teams, roles), starts.line[due]])[row],
        period=period,
        fte=fte[row],
        covers=covers[row],
        month=time.shifts[period] + (month_of(time.as_at) - months)[row],
    )
