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
    newcomers = {kind: inputs.newcomers(kind) for kind in ("permanent", "nqsw", "overseas", "internal")}
    starters = sum(newcomers.values(), np.zeros(inputs.shape))
    in_post, leavers, shortfall, expected = _march(inputs, starters)
    before = in_post[:-1]
    keeps = np.ones(inputs.shape)
    np.divide(before - leavers[1:], before, out=keeps[1:], where=before > 0)
    return Staff(in_post, leavers, starters, keeps, shortfall, expected, newcomers)


def _march(inputs: Inputs, starters: Array) -> tuple[Array, Array, Array, Array]:
    known, moved = inputs.known_leavers, inputs.moved_out
    accrual = np.outer(inputs.time.lengths / 12, inputs.turnover)
    in_post, leavers, shortfall, expected = (np.zeros(inputs.shape) for _ in range(4))
    in_post[0] = inputs.column("in_post")
    gone = np.zeros(inputs.shape[1])
    for k in range(1, inputs.shape[0]):
        there = in_post[k - 1]
        ahead = np.maximum(known[k - 1] - expected[k - 1], 0.0)
        expected[k] = expected[k - 1] + accrual[k] * (there + ahead)
        due = np.maximum(expected[k], known[k]) + moved[k] - gone
        leavers[k] = np.minimum(np.maximum(due, 0.0), there)
        shortfall[k] = np.maximum(due - there, 0.0)
        gone += leavers[k]
        in_post[k] = there - leavers[k] + starters[k]
    return in_post, leavers, shortfall, expected
