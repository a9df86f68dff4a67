"""What lines lack: in every period; and at the position alone, which is all that most keys ask for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenarios.cover import Agency
from scenarios.inputs import Inputs
from scenarios.same import read_only
from scenarios.starts import pipeline
from scenarios.sums import Amounts, add_amounts
from scenarios.timeline import Array


@dataclass(frozen=True, eq=False)
class Gaps:
    """What each line has and lacks at the position, as a projection has it in period 0; and its pipeline. By line, FTE.

    Worked out without the periods after it: so little that a key which is about the position alone costs next to
    nothing, however long the plan.
    """

    posts: Array
    in_post: Array
    vacant: Array
    over_establishment: Array
    absent: Array
    agency: Array
    uncovered: Array
    surplus: Array
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


def gaps(inputs: Inputs, in_post: Array, absent: Array, agency: Agency) -> Gaps:
    """Gaps at the position, of staff, absence and agency as projected: periods × lines."""
    posts = inputs.column("posts")  # changes by then are counted already
    lacking = need(posts, in_post[0], agency.there[0], _of_first(agency.additional, len(posts)))
    if inputs.plan.assumptions.absences_count_as_gap:
        lacking += absent[0]
    permanent, temporary = pipeline(inputs.starts, inputs.lines)
    coming = permanent + temporary
    uncovered = np.fmax(lacking, 0.0)
    found = Gaps(
        posts=posts,
        in_post=in_post[0],
        vacant=excess(posts, in_post[0]),
        over_establishment=excess(in_post[0], posts),
        absent=absent[0],
        agency=agency.there[0],
        uncovered=uncovered,
        surplus=uncovered - lacking,
        pipeline_permanent=permanent,
        pipeline_agency=temporary,
        pipeline=coming,
        remaining=excess(lacking, coming),
        remaining_surplus=excess(coming, lacking),
    )
    return read_only(found)


def _of_first(amounts: Amounts, places: int) -> Amounts:
    """Amounts of the first row of a table, which has so many places."""
    there = amounts.where < places
    return Amounts(amounts.where[there], amounts.each[there])


def need(posts: Array, in_post: Array, agency: Array, additional: Amounts) -> Array:
    """Posts less those in post and the agency that covers gaps; below 0 where there are more than posts."""
    need = posts - in_post
    need -= agency
    return add_amounts(need, additional)


def excess(more: Array, less: Array) -> Array:
    """By how much one is more than the other; never below 0."""
    excess = more - less
    return np.fmax(excess, 0.0, out=excess)
