"""The pipeline as arrays: every start of every row, repeats taken apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from scenarios.periods import add_months, month_of
from scenarios.plan import Plan
from scenarios.timeline import Array, Indices, Timeline

_FIELDS = attrgetter("team", "role", "kind", "fte", "likelihood", "start", "end", "repeat")


@dataclass(frozen=True)
class Starts:
    """Starts, one an element: line, kind, FTE × likelihood, dates, and the period it falls in (0: counted already)."""

    line: Indices
    kind: NDArray[np.str_]
    fte: Array
    month: Indices
    period: Indices
    start: tuple[dt.date, ...]
    end: tuple[dt.date | None, ...]

    def of(self, *kinds: str, due: bool) -> Indices:
        """Where the starts of some kinds are that are still due, or are already counted."""
        return np.flatnonzero(np.isin(self.kind, kinds) & ((self.period > 0) == due))


def starts(plan: Plan, line_index: Mapping[tuple[str, str], int], time: Timeline) -> Starts:
    """Every start of a plan's pipeline."""
    found: list[tuple[int, str, float, dt.date, dt.date | None]] = []
    for team, role, kind, fte, likelihood, start, end, repeat in map(_FIELDS, plan.pipeline):
        line, expected = line_index[team, role], fte * likelihood
        found.append((line, kind, expected, start, end))
        found += [
            (line, kind, expected, add_months(start, n), add_months(end, n) if end else None) for n in range(1, repeat)
        ]
    lines, kinds, ftes, days, ends = zip(*found, strict=True) if found else ((), (), (), (), ())
    return Starts(
        line=np.array(lines, dtype=np.intp),
        kind=np.array(kinds, dtype=np.str_),
        fte=np.array(ftes, dtype=np.float64),
        month=np.array([month_of(day) for day in days], dtype=np.intp),
        period=time.periods(days),
        start=days,
        end=ends,
    )
