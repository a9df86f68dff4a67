"""Permanent staff of each line, period by period: starters in, expected and known leavers and moves out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenarios.inputs import Inputs
from scenarios.timeline import Array


@dataclass(frozen=True)
class Staff:
    """Permanent staff, periods × lines."""

    in_post: Array
    leavers: Array
    starters: Array
    keeps: Array
    """The share of those in post before a period whom it leaves in post; 1 in period 0."""
    shortfall: Array
    expected: Array
    """Expected leavers so far, by turnover alone."""
    newcomers: dict[str, Array]
    """Starters by kind, moves among them."""


def staff(inputs: Inputs) -> Staff:
    """In post, leavers and starters of every line over all periods."""
    newcomers, starters = inputs.arrivals
    in_post, leavers, shortfall, expected = _march(inputs, starters)
    before = in_post[:-1]
    keeps = np.zeros(inputs.shape)
    np.divide(leavers[1:], before, out=keeps[1:], where=before > 0)
    np.subtract(1.0, keeps, out=keeps)
    return Staff(in_post, leavers, starters, keeps, shortfall, expected, newcomers)


def _march(inputs: Inputs, starters: Array) -> tuple[Array, Array, Array, Array]:
    known, moved = inputs.known_leavers, inputs.moved_out
    months, monthly = inputs.time.lengths.tolist(), inputs.turnover / 12
    in_post, due, leavers, expected = (np.zeros(inputs.shape) for _ in range(4))
    in_post[0] = there = inputs.column("in_post")
    gone, so_far = np.zeros(inputs.shape[1]), expected[0]
    for k in range(1, inputs.shape[0]):
        ahead = np.maximum(known[k - 1] - so_far, 0.0)
        so_far = np.add(so_far, months[k] * monthly * (there + ahead), out=expected[k])
        np.subtract(np.maximum(so_far, known[k]) + moved[k], gone, out=due[k])
        left = np.minimum(np.maximum(due[k], 0.0), there, out=leavers[k])
        gone += left
        there = np.add(there - left, starters[k], out=in_post[k])
    shortfall = np.zeros(inputs.shape)
    np.maximum(due[1:] - in_post[:-1], 0.0, out=shortfall[1:])
    return in_post, leavers, shortfall, expected
