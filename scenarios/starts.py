"""The pipeline as arrays: every start of every row, repeats taken apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from scenarios.lines import Lines
from scenarios.periods import add_months
from scenarios.plan import Starter, StarterKind
from scenarios.row import by_field
from scenarios.same import Same, remembered
from scenarios.sums import summed
from scenarios.timeline import Array, Indices, Timeline, floats, months_of, ordinals

_FIELDS = ("team", "role", "kind", "fte", "likelihood", "start", "end", "repeat")

PERMANENT_KINDS: tuple[StarterKind, ...] = ("permanent", "nqsw", "overseas")
KINDS: tuple[StarterKind, ...] = (*PERMANENT_KINDS, "agency")
_PLACE = {kind: place for place, kind in enumerate(KINDS)}


@dataclass(frozen=True, eq=False)
class Starts:
    """Starts, one an element: line, kind, FTE × likelihood, dates, and the period it falls in (0: counted already)."""

    line: Indices
    kind: Indices
    """As a place in KINDS."""
    fte: Array
    month: Indices
    period: Indices
    start: Indices
    """As an ordinal."""
    past: Indices
    """Where the permanent starts are that the position counts already."""
    due: Indices
    """Where those are that are still due."""
    agency: Indices
    """Where the starts of agency are that are still due."""
    agency_end: Indices
    """Last days of those, as ordinals."""


@remembered
def starts(pipeline: Same[tuple[Starter, ...]], lines: Lines, time: Timeline) -> Starts:
    """Every start of a plan's pipeline: the first of each row, then the later ones of those that repeat."""
    *columns, repeats = by_field(pipeline.value, *_FIELDS)
    for place in [place for place, times in enumerate(repeats) if times > 1]:
        _append_later(columns, place, repeats[place] - 1)
    teams, roles, kinds, ftes, likelihoods, days, ends = columns
    kind = np.fromiter(map(_PLACE.__getitem__, kinds), np.intp, len(kinds))
    start = ordinals(days)
    period = time.periods_at(start)
    permanent, due = kind < len(PERMANENT_KINDS), period > 0
    (agency,) = (due & ~permanent).nonzero()
    return Starts(
        line=lines.at(teams, roles),
        kind=kind,
        fte=floats(ftes) * floats(likelihoods),
        month=months_of(start),
        period=period,
        start=start,
        past=(permanent & ~due).nonzero()[0],
        due=(permanent & due).nonzero()[0],
        agency=agency,
        agency_end=ordinals(ends[place] for place in agency.tolist()),
    )


def _append_later(columns: list[list[Any]], place: int, times: int) -> None:
    """The later starts of the row at a place, each a month after the one before."""
    *others, starts, ends = columns
    for column in others:
        column.extend(column[place : place + 1] * times)
    for dates in (starts, ends):
        first = dates[place]
        dates.extend(first and add_months(first, n) for n in range(1, times + 1))


@remembered
def pipeline(starts: Starts, lines: Lines) -> tuple[Array, Array]:
    """By line: FTE × likelihood of every start that is still due, permanent and agency."""
    permanent, agency = (summed(starts.line[due], starts.fte[due], len(lines)) for due in (starts.due, starts.agency))
    return permanent, agency
