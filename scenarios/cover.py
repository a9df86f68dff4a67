"""Who is away and which agency workers are there, at each period's end."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from scenarios.flows import Dated
from scenarios.inputs import Inputs
from scenarios.lines import Lines
from scenarios.periods import month_of
from scenarios.plan import Placement
from scenarios.row import by_field
from scenarios.same import Same, read_only, remembered
from scenarios.starts import Starts
from scenarios.sums import Amounts, add_amounts, throughout
from scenarios.timeline import Array, Indices, Timeline, floats, months_of, ordinals

ALWAYS = dt.date.min.toordinal()
"""The first day of an agency worker who has none: so long ago that it is past any ramp-up."""


@dataclass(frozen=True, eq=False)
class Agency:
    """Agency workers, FTE."""

    there: Array
    """Periods × lines."""
    additional: Amounts
    """Those of them who cover no gap."""
    slow: Amounts
    """What they lack of a full caseload as they ramp up."""


def absent(inputs: Inputs) -> Array:
    """Absence of every line over all periods: the dated and, throughout, the undated. Periods × lines, FTE."""
    return _absent(Same(inputs.column("absent")), inputs.dated, inputs.time)


def agency(inputs: Inputs) -> Agency:
    """Agency of every line over all periods: the dated and, throughout, the undated."""
    plan, lines, time = inputs.plan, inputs.lines, inputs.time
    ramp = next((ramp.shares for ramp in plan.ramps if ramp.kind == "agency"), ())
    workers = agency_workers(Same(plan.agency), inputs.starts, lines, time)
    return _agency(workers, Same(inputs.column("agency")), ramp, time)


@remembered
def _absent(undated: Same[Array], dated: Dated, time: Timeline) -> Array:
    return add_amounts(throughout(undated.value, time.months + 1), dated.absences)


@remembered
def _agency(workers: AgencyWorkers, undated: Same[Array], ramp: tuple[float, ...], time: Timeline) -> Agency:
    where, fte = workers.period * len(undated.value) + workers.line, workers.fte
    there = add_amounts(throughout(undated.value, time.months + 1), Amounts(where, fte))
    (additional,), (ramping,) = (workers.covers == 0.0).nonzero(), (workers.month < len(ramp)).nonzero()
    lacking = 1.0 - np.array(ramp, dtype=np.float64)[workers.month[ramping]]
    slow = Amounts(where[ramping], fte[ramping] * lacking)
    return Agency(there, read_only(Amounts(where[additional], fte[additional])), read_only(slow))


@dataclass(frozen=True, eq=False)
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
    start = np.concatenate([ordinals(first_days, blank=ALWAYS), starts.start[due]])
    row, period = time.stays(start, np.concatenate([ordinals(last_days), starts.agency_end]))
    months, covers = months_of(start), np.ones(len(start))
    covers[: len(teams)] = [purpose == "cover" for purpose in purposes]
    fte = np.concatenate([floats(ftes), starts.fte[due]])
    return AgencyWorkers(
        row=row,
        line=np.concatenate([lines.at(teams, roles), starts.line[due]])[row],
        period=period,
        fte=fte[row],
        covers=covers[row],
        month=time.shifts[period] + (month_of(time.as_at) - months)[row],
    )
