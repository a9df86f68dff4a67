"""Adding up by place: what falls on a line, in a period, in a team."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from scenarios.timeline import Array, Indices


def summed(where: Sequence[int] | Indices, amounts: Sequence[float] | Array, places: int) -> Array:
    """Amounts added up by the place each belongs to."""
    index = np.asarray(where, dtype=np.intp)
    return np.bincount(index, weights=np.asarray(amounts, dtype=np.float64), minlength=places).astype(
        np.float64, copy=False
    )


def grouped(values: Array, group: Sequence[int] | Indices, groups: int) -> Array:
    """Rows of `values` added up by the group each belongs to: groups × columns."""
    total = np.zeros((groups, values.shape[1]))
    index = np.asarray(group, dtype=np.intp)
    if index.size:
        order = np.argsort(index, kind="stable")
        ordered = index[order]
        first = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1]))
        total[ordered[first]] = np.add.reduceat(values[order], first, axis=0)
    return total
