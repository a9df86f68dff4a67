"""What follows for each line from its posts, staff, absence and agency: gaps and case-holding capacity."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from scenarios.cover import Cover
from scenarios.inputs import Inputs
from scenarios.rampup import unproductive
from scenarios.staff import Staff
from scenarios.timeline import Array

AT_ONCE = 16_384
"""Figures of each kind worked out at a time: so many of each fit the processor's cache, however large the plan."""
GAPS = ("vacant", "over_establishment", "need", "uncovered", "surplus")
HOLDING = ("capacity", "case_holders")


def line_figures(inputs: Inputs, people: Staff, present: Cover) -> dict[str, Array]:
    """Every figure of lines, periods × lines."""
    slow, first_year = unproductive(inputs, people)
    posts, in_post, absent, agency = inputs.posts, people.in_post, present.absent, present.agency
    counted = absent if inputs.plan.assumptions.absences_count_as_gap else np.zeros(absent.shape)
    made = {name: np.empty(slow.shape) for name in (*GAPS, *HOLDING)}
    for part in _parts(slow):
        gaps, holding = ([made[name][part] for name in names] for names in (GAPS, HOLDING))
        _gaps(posts[part], in_post[part], present.covering[part], counted[part], into=gaps)
        at_work = present.productive[part], slow[part]
        _holding(in_post[part], absent[part], agency[part], at_work, inputs.caseload_share, into=holding)
    return {
        "posts": posts,
        "in_post": in_post,
        "leavers": people.leavers,
        "starters": people.starters,
        "absent": absent,
        "agency": agency,
        **made,
        "first_year": first_year,
        "shortfall": people.shortfall,
    }


def _parts(values: Array) -> Iterator[slice]:
    """Some periods after the other, for as many figures as are worked out at a time; a period at least."""
    periods, lines = values.shape
    step = max(1, AT_ONCE // max(lines, 1))
    return (slice(start, start + step) for start in range(0, periods, step))


def _gaps(posts: Array, in_post: Array, covering: Array, absent: Array, *, into: list[Array]) -> None:
    vacant, over_establishment, need, uncovered, surplus = into
    unfilled = np.subtract(posts, in_post, out=over_establishment)
    np.fmax(unfilled, 0.0, out=vacant)
    np.subtract(unfilled, covering, out=need)
    np.add(need, absent, out=need)
    np.subtract(vacant, unfilled, out=over_establishment)
    np.fmax(need, 0.0, out=uncovered)
    np.subtract(uncovered, need, out=surplus)


def _holding(
    in_post: Array, absent: Array, agency: Array, at_work: tuple[Array, Array], share: Array, *, into: list[Array]
) -> None:
    (productive, slow), (capacity, case_holders) = at_work, into
    there = np.subtract(in_post, absent, out=case_holders)
    np.subtract(there, slow, out=capacity)
    np.fmax(capacity, 0.0, out=capacity)
    np.add(capacity, productive, out=capacity)
    np.multiply(capacity, share, out=capacity)
    np.fmax(there, 0.0, out=case_holders)
    np.add(case_holders, agency, out=case_holders)
    np.multiply(case_holders, share > 0, out=case_holders)
