"""What ramp-up and protected caseloads take from permanent staff, and who is in their first year.

Leavers are drawn evenly from everyone in post, so each cohort keeps the same share of itself in a period. Only the
cohorts still within their ramp need following: everyone else in post holds a full caseload.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from scenarios.flows import Joiners
from scenarios.inputs import Inputs
from scenarios.periods import month_of
from scenarios.plan import Ramp
from scenarios.same import Same, read_only, remembered
from scenarios.staff import NEXT_TO_NONE, Staff, kept
from scenarios.starts import PERMANENT_KINDS, Starts
from scenarios.sums import Amounts, summed
from scenarios.timeline import Array, Indices, Timeline

FIRST_YEAR = 12
"""Months that a newly qualified worker counts as in their first year."""


@dataclass(frozen=True, eq=False)
class Cohorts:
    """Permanent staff who ramp up, one start an element: those in post at the position (period 0), then those due."""

    kind: Indices
    """As a place in PERMANENT_KINDS."""
    line: Indices
    fte: Array
    month: Indices
    period: Indices


@dataclass(frozen=True, eq=False)
class RampUp:
    """What becomes of those who ramp up, by period and line, FTE."""

    slow: Amounts
    """What they lack of a full caseload."""
    first_year: Amounts
    """Those of `nqsw` in months 0 to 11 on lines that hold cases."""


def ramp_up(inputs: Inputs, people: Staff) -> RampUp:
    """What becomes of those in post who ramp up, as others and they leave."""
    starts, share = inputs.starts, Same(inputs.caseload_share)
    ramping = _ramping(Same(inputs.plan.ramps), starts, inputs.joiners, share, inputs.time)
    return _ramp_up(ramping, starts, Same(inputs.column("in_post")), people)


def _cohorts(starts: Starts, joiners: Joiners) -> Cohorts:
    """Permanent starts up to the end of the plan, and moves of those who then are newly qualified."""
    past, (due,) = starts.past, (joiners.kind < len(PERMANENT_KINDS)).nonzero()
    names = ("kind", "line", "fte", "month", "period")
    return Cohorts(*(np.concatenate([getattr(starts, name)[past], getattr(joiners, name)[due]]) for name in names))


@dataclass(frozen=True, eq=False)
class Ramping:
    """Cohorts in the periods in which they ramp up or are newly qualified: all first periods, all second and so on.

    Those that are followed longest come first each time, so that they are the first of the time before too.
    """

    who: Cohorts
    cohort: Indices
    """Those of the first periods."""
    counts: tuple[int, ...]
    """How many cohorts are followed each time; at last none."""
    places: Indices
    """In an array of periods × lines, flat."""
    slow: Array
    """The share of a caseload not yet held."""
    first_year: Indices
    """Which elements are of a first year, on lines that hold cases."""


@remembered
def _ramping(
    ramps: Same[tuple[Ramp, ...]], starts: Starts, joiners: Joiners, caseload_share: Same[Array], time: Timeline
) -> Ramping:
    who = read_only(_cohorts(starts, joiners))
    shares = {ramp.kind: ramp.shares for ramp in ramps.value}
    untaken = _untaken([shares.get(kind, ()) for kind in PERMANENT_KINDS])
    followed = np.array([max(len(shares.get(kind, ())), FIRST_YEAR * (kind == "nqsw")) for kind in PERMANENT_KINDS])
    born = who.month - month_of(time.as_at)
    periods = time.shifts.searchsorted(born + followed[who.kind]) - who.period
    cohort = (-periods).argsort(kind="stable")[: np.count_nonzero(periods > 0)]
    counts, nth, each = _in_turn(periods[cohort])
    each = cohort[each]
    kind, line, period = who.kind[each], who.line[each], who.period[each] + nth
    age, holds = time.shifts[period] - born[each], caseload_share.value > 0
    return Ramping(
        who=who,
        cohort=cohort,
        counts=(*counts.tolist(), 0),
        places=period * len(holds) + line,
        slow=untaken.take(kind * untaken.shape[1] + age),
        first_year=((kind == PERMANENT_KINDS.index("nqsw")) & (age < FIRST_YEAR) & holds[line]).nonzero()[0],
    )


def _in_turn(times: Indices) -> tuple[Indices, Indices, Indices]:
    """Of rows that come so many times, the most first: every row's first time, then every second time and so on.

    How many come each time; and by element, which time it is and the row.
    """
    counts = (-times).searchsorted(-np.arange(times.max(initial=0)))
    nth = np.arange(len(counts)).repeat(counts)
    return counts, nth, np.arange(len(nth)) - (counts.cumsum() - counts)[nth]


@remembered
def _ramp_up(ramping: Ramping, starts: Starts, in_post: Same[Array], people: Staff) -> RampUp:
    gone, places, who = people.gone, ramping.places, ramping.who
    began = who.fte * np.where(who.period > 0, 1.0, opening_scale(starts, in_post.value)[who.line])
    later = places[ramping.counts[0] :]
    before = later - gone.shape[1]
    stay = kept(people.in_post.take(before), gone.take(later) - gone.take(before))
    present = np.concatenate([began[ramping.cohort], stay])
    start = 0
    for count, following in pairwise(ramping.counts):
        present[start + count : start + count + following] *= present[start : start + following]
        start += count
    slow = Amounts(places, present * ramping.slow)
    first_year = Amounts(places[ramping.first_year], present[ramping.first_year])
    return RampUp(read_only(slow), read_only(first_year))


def _untaken(shares: list[tuple[float, ...]]) -> Array:
    """The share of a caseload not yet held: kinds × months since the start."""
    months = max(FIRST_YEAR, *map(len, shares))
    return np.array([[1.0 - share for share in (*of_kind, *[1.0] * (months - len(of_kind)))] for of_kind in shares])


def opening_scale(starts: Starts, in_post: Array) -> Array:
    """By line, what the starters already counted are scaled by so that they fit in post."""
    counted = summed(starts.line[starts.past], starts.fte[starts.past], len(in_post))
    return in_post / np.fmax(np.fmax(counted, in_post), NEXT_TO_NONE)
