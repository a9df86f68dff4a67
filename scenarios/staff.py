"""Permanent staff of each line, period by period: starters in, expected and known leavers and moves out."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scenarios.flows import Dated
from scenarios.inputs import Inputs
from scenarios.same import Same, read_only, remembered
from scenarios.sums import add_amounts, take_amounts
from scenarios.timeline import Array, Timeline

NEXT_TO_NONE = sys.float_info.min
"""FTE to divide by in place of nobody."""


@dataclass(frozen=True, eq=False)
class Staff:
    """Permanent staff, periods × lines."""

    in_post: Array
    starters: Array
    gone: Array
    """Left or moved away so far."""
    expected: Array
    """Expected leavers so far, by turnover alone."""
    dated: Dated

    @cached_property
    def leavers(self) -> Array:
        """Those who leave or move away in the period."""
        leavers = np.empty_like(self.gone)
        leavers[0] = self.gone[0]
        np.subtract(self.gone[1:], self.gone[:-1], out=leavers[1:])
        return read_only(leavers)

    @cached_property
    def shortfall(self) -> Array:
        """Those due to leave or move, but not there to do so."""
        due = _due(self.expected, self.dated)
        return read_only(np.subtract(due, self.gone, out=due))

    @cached_property
    def keeps(self) -> Array:
        """The share of those in post before a period whom it leaves in post; 1 in period 0."""
        shares = kept(self.in_post[:-1], self.leavers[1:])
        return read_only(np.concatenate([np.ones((1, shares.shape[1])), shares]))


def staff(inputs: Inputs) -> Staff:
    """In post, leavers and starters of every line over all periods."""
    joining = Same(inputs.joiners.arrivals)
    going = _going(inputs.dated, Same(inputs.column("in_post")), joining)
    return _staff(going, inputs.dated, Same(inputs.turnover), joining, inputs.time)


@dataclass(frozen=True, eq=False)
class Going:
    """What is known of who goes before turnover is, periods × lines: sums so far, FTE."""

    ever: Array
    """In post at the position and joined since."""
    before: Array
    """The same before the period: no more can have gone by its end."""
    floor: Array
    """Notice given, or if more, those there before the period who are not to move; and those who joined in it."""


@remembered
def _going(dated: Dated, opening: Same[Array], joining: Same[Array]) -> Going:
    ever = np.empty((len(joining.value) + 1, len(opening.value)))
    ever[0] = opening.value
    for joined, before, after in zip(joining.value, ever, ever[1:], strict=False):
        np.add(before, joined, after)  # `np.cumsum` over the rows takes several times as long
    known, moved = dated.known_leavers, dated.moved_out
    floor = take_amounts(ever[:-1].copy(), moved)
    np.fmax(known, floor, out=floor)
    floor += joining.value
    return Going(ever[1:], ever[:-1], floor)


@remembered
def _staff(going: Going, dated: Dated, turnover: Same[Array], joining: Same[Array], time: Timeline) -> Staff:
    expected = _expected(turnover.value, joining.value, going.floor, time)
    due = _due(expected, dated)
    gone = np.fmin(due, going.before, out=due)
    return Staff(going.ever - gone, joining.value, gone, expected, dated)


def _due(expected: Array, dated: Dated) -> Array:
    """Those to be gone by now: by turnover or notice, whichever comes to more, and who moves away."""
    return add_amounts(np.fmax(expected, dated.known_leavers), dated.moved_out)


def _expected(turnover: Array, joining: Array, floor: Array, time: Timeline) -> Array:
    """Leavers by turnover so far: each period a share of those in post before it and of those whom notice let go early.

    Of everyone who ever joined, gone are those who moved and, of turnover and notice, whichever comes to more, as far
    as they were there. So in post, or gone earlier than by turnover, are those who just joined and all by which
    turnover so far is less than `floor`. This follows for all lines at once, but each period from the one before.
    """
    lengths = time.lengths.tolist()
    rates = {length: turnover * (length / 12) for length in set(lengths)}
    expected = np.empty_like(joining)
    expected[0] = 0.0
    so_far, base = expected[0], np.empty(len(turnover))
    for length, joined, least, after in zip(lengths[1:], joining, floor, expected[1:], strict=False):
        np.subtract(least, so_far, base)
        np.fmax(base, joined, base)  # `np.maximum` takes four times as long on a row
        np.multiply(base, rates[length], base)
        so_far = np.add(so_far, base, after)
    return expected


def kept(before: Array, leavers: Array) -> Array:
    """The share of those in post before a period whom it leaves in post; all where nobody is there."""
    return 1.0 - leavers / np.fmax(before, NEXT_TO_NONE)
