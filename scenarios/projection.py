"""Month by month: staff, gaps, case-holding capacity and demand of every line and team at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scenarios.cover import Cover, cover
from scenarios.demand import demand
from scenarios.inputs import Inputs
from scenarios.plan import Plan
from scenarios.rampup import unproductive
from scenarios.row import by_field
from scenarios.same import read_only
from scenarios.staff import Staff, staff
from scenarios.starts import pipeline
from scenarios.sums import add_amounts, grouped
from scenarios.timeline import Array, Indices

NO_CAPACITY = 1e-9
"""FTE of capacity or case holders below which a caseload does not exist."""

# Letting go of one large array has the C library keep freed memory for the next arrays rather than hand it back and
# fetch it anew, page by page, for each projection: a fifth of its time.
np.empty(1_000_000)


@dataclass(frozen=True)
class Projection:
    """A plan worked out: read-only arrays of lines × periods, then of teams × periods. Period 0 is the position."""

    dates: tuple[dt.date, ...]
    lines: tuple[tuple[str, str], ...]
    teams: tuple[str, ...]
    posts: Array
    in_post: Array
    leavers: Array
    starters: Array
    vacant: Array
    over_establishment: Array
    absent: Array
    agency: Array
    need: Array
    uncovered: Array
    surplus: Array
    capacity: Array
    case_holders: Array
    first_year: Array
    """FTE of `nqsw` cohorts in months 0 to 11, on lines that hold cases."""
    shortfall: Array
    """FTE due to leave or move that were not there to do so."""
    pipeline_permanent: Array
    """By line: FTE × likelihood of every permanent start after the position date, even beyond the horizon."""
    pipeline_agency: Array
    cases: Array
    weighted_cases: Array
    required_fte: Array
    team_capacity: Array
    capacity_gap: Array
    unallocated: Array
    """Cases of teams that have no capacity to hold them."""
    targets: Array
    """Target caseload of each team."""
    team_of_line: Indices

    @cached_property
    def pipeline(self) -> Array:
        """By line: FTE × likelihood of every start after the position date, permanent and agency."""
        return read_only(self.pipeline_permanent + self.pipeline_agency)

    @cached_property
    def remaining(self) -> Array:
        """By line: what of the need at the position the pipeline leaves; never below 0."""
        return read_only(np.fmax(self.need[:, 0] - self.pipeline, 0.0))

    @cached_property
    def remaining_surplus(self) -> Array:
        """By line: what of the pipeline goes beyond the need at the position; never below 0."""
        return read_only(np.fmax(self.pipeline - self.need[:, 0], 0.0))


def project(plan: Plan, until: dt.date | None = None) -> Projection:
    """The projection of a plan over all its periods, or up to a date after `as_at`, which then ends the last one."""
    inputs = Inputs(plan, until)
    people = staff(inputs)
    present = cover(inputs)
    lines = {name: values.T for name, values in _line_figures(inputs, people, present).items()}
    permanent, agency = pipeline(inputs.starts, inputs.lines)
    result = Projection(
        dates=inputs.time.dates,
        lines=inputs.lines.pairs,
        teams=tuple(inputs.team_index),
        **lines,
        pipeline_permanent=permanent,
        pipeline_agency=agency,
        **_team_figures(inputs, lines["capacity"]),
        team_of_line=inputs.by_team.of,
    )
    return read_only(result)


def _team_figures(inputs: Inputs, capacity: Array) -> dict[str, Array]:
    cases, weighted = demand(inputs)
    plan = inputs.plan
    (own_targets,) = by_field(plan.teams, "target_caseload")
    targets = np.array([own or plan.assumptions.target_caseload for own in own_targets])
    of_team = grouped(capacity, inputs.by_team)
    required = weighted / targets[:, None]
    return {
        "cases": cases,
        "weighted_cases": weighted,
        "required_fte": required,
        "team_capacity": of_team,
        "capacity_gap": np.fmax(required - of_team, 0.0),
        "unallocated": cases * (of_team < NO_CAPACITY),
        "targets": targets,
    }


def _line_figures(inputs: Inputs, people: Staff, present: Cover) -> dict[str, Array]:
    posts, in_post = inputs.posts, people.in_post
    unfilled = posts - in_post
    need = add_amounts(unfilled - present.agency, present.additional)
    if inputs.plan.assumptions.absences_count_as_gap:
        need += present.absent
    slow, first_year = unproductive(inputs, people)
    share = inputs.caseload_share
    there = in_post - present.absent
    capacity = _at_least_0(there - slow)
    capacity += present.agency
    add_amounts(capacity, present.slow, -1.0)
    capacity *= share
    case_holders = _at_least_0(there)
    case_holders += present.agency
    case_holders *= (share > 0).astype(np.float64)
    vacant, uncovered = np.fmax(unfilled, 0.0), np.fmax(need, 0.0)
    return {
        "posts": posts,
        "in_post": in_post,
        "leavers": people.leavers,
        "starters": people.starters,
        "vacant": vacant,
        "over_establishment": np.subtract(vacant, unfilled, out=unfilled),
        "absent": present.absent,
        "agency": present.agency,
        "need": need,
        "uncovered": uncovered,
        "surplus": uncovered - need,
        "capacity": capacity,
        "case_holders": case_holders,
        "first_year": first_year,
        "shortfall": people.shortfall,
    }


def _at_least_0(values: Array) -> Array:
    """The same array with everything below 0 raised to it: large temporaries cost more than the sums in them."""
    return np.fmax(values, 0.0, out=values)
