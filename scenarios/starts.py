"""The pipeline as arrays: every start of every row, repeats taken apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any

import numpy as np

from scenarios.lines import Lines
from scenarios.periods import add_months
from scenarios.plan import Starter, StarterKind
from scenarios.same import Same, read_only, remembered
from scenarios.timeline import Array, Indices, Timeline, months_of

_FIELDS = attrgetter("team", "role", "kind", "fte", "likelihood", "start", "end", "repeat")
_REPEAT = -1

PERMANENT_KINDS: tuple[StarterKind, ...] = ("permanent", "nqsw", "overseas")
KINDS: tuple[StarterKind, ...] = (*PERMANENT_KINDS, "agency")
_PLACE = {kind: place for place, kind in enumerate(KINDS)}

NOWHERE: Indices = np.array([], dtype=np.intp)


@dataclass(frozen=True, eq=False)
class Starts:
    """Starts, one an element: line, kind, FTE × likelihood, dates, and the period it falls in (0: counted already)."""

    line: Indices
    kind: Indices
    """As a place in KINDS."""
    fte: Array
    month: Indices
    period: Indices
    start: tuple[dt.date, ...]
    end: tuple[dt.date | None, ...]

    @cached_property
    def _places(self) -> dict[tuple[str, bool], Indices]:
        due = self.period > 0
        code = 2 * self.kind + due
        return read_only(
            {
                (kind, state): np.flatnonzero(code == 2 * place + state)
                for kind, place in _PLACE.items()
                for state in (True, False)
            }
        )

    def of(self, *kinds: str, due: bool) -> Indices:
        """Where the starts of some kinds are that are still due, or are already counted."""
        places = [self._places[kind, due] for kind in kinds if (kind, due) in self._places]
        return places[0] if len(places) == 1 else np.concatenate([NOWHERE, *places])


@remembered
def starts(pipeline: Same[tuple[Starter, ...]], lines: Lines, time: Timeline) -> Starts:
    """Every start of a plan's pipeline."""
    rows = map(_FIELDS, pipeline.value)
    every = [start for row in rows for start in (_apart(row) if row[_REPEAT] > 1 else (row,))]
    teams, roles, kinds, ftes, likelihoods, days, ends, _ = zip(*every, strict=True) if every else ((),) * 8
    ordinals = np.array([day.toordinal() for day in days], dtype=np.intp)
    return Starts(
        line=np.array([lines.index[pair] for pair in zip(teams, roles, strict=True)], dtype=np.intp),
        kind=np.array([_PLACE[kind] for kind in kinds], dtype=np.intp),
        fte=np.array(ftes, dtype=np.float64) * np.array(likelihoods, dtype=np.float64),
        month=months_of(ordinals),
        period=time.periods_at(ordinals),
        start=days,
        end=ends,
    )


def _apart(row: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """The starts of a row that repeats, a month apart, each as a row."""
    *fields, start, end, repeat = row
    for n in range(repeat):
        yield *fields, add_months(start, n), add_months(end, n) if end else None, 1
