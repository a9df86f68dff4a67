"""What lines lack: in every period; and in one alone, mostly the position, which is all that most keys ask for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenarios.cover import Agency
from scenarios.inputs import Inputs
from scenarios.same import read_only
from scenarios.starts import pipeline
from scenarios.sums import Amounts, add_amounts, of_row
from scenarios.timeline import Array


@dataclass(frozen=True, eq=False)
class Gaps:
    """What each line has and lacks at the end of one period, as a projection has it. By line, FTE.

    Worked out without the other periods: so little that a key which is about one of them costs next to nothing,
    however long the plan.
    """

    posts: Array
    in_post: Array
    vacant: Array
    over_establishment: Array
    absent: Array
    agency: Array
    uncovered: Array
    surplus: Array


@dataclass(frozen=True, eq=False)
class Position(Gaps):
    """Gaps at the position, period 0, and the pipeline. By line, FTE."""

    pipeline_permanent: Array
    """FTE × likelihood of every permanent start after the position date, even beyond the horizon."""
    pipeline_agency: Array
    """The same of agency."""
    pipeline: Array
    """The same of both."""
    remaining: Array
    """What of the need at the position the pipeline leaves; never below 0."""
    remaining_surplus: Array
    """What of the pipeline goes beyond the need at the position; never below 0."""


def gaps(inputs: Inputs, in_post: Array, absent: Array, agency: Agency, period: int) -> Gaps:
    """Gaps in one period, of staff, absence and agency as projected: periods × lines."""
    posts, there = inputs.posts_in(period), in_post[period]
    lacking = need(posts, there, agency.there[period], of_row(agency.additional, period, len(posts)))
    if inputs.plan.assumptions.absences_count_as_gap:
        lacking += absent[period]
    uncovered = np.fmax(lacking, 0.0)
    found = Gaps(
        posts=posts,
        in_post=there,
        vacant=excess(posts, there),
        over_establishment=excess(there, posts),
        absent=absent[period],
        agency=agency.there[period],
        uncovered=uncovered,
        surplus=uncovered - lacking,
    )
    return read_only(found)


def position(inputs: Inputs, at_position: Gaps) -> Position:
    """Gaps at the position beside the pipeline."""
    permanent, temporary = pipeline(inputs.starts, inputs.lines)
    coming, lacking = permanent + temporary, at_position.uncovered - at_position.surplus
    found = Position(
        **vars(at_position),
        pipeline_permanent=permanent,
        pipeline_agency=temporary,
        pipeline=coming,
        remaining=excess(lacking, coming),
        remaining_surplus=excess(coming, lacking),
    )
    return read_only(found)


def need(posts: Array, in_post: Array, agency: Array, additional: Amounts) -> Array:
    """Posts less those in post and the agency that covers gaps; below 0 where there are more than posts."""
    need = posts - in_post
    need -= agency
    return add_amounts(need, additional)


def excess(more: Array, less: Array) -> Array:
    """By how much one is more than the other; never below 0."""
    excess = more - less
    return np.fmax(excess, 0.0, out=excess)
