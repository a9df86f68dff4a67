"""Rows of agency as they are when only a share of it is kept from a date on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from scenarios.edits import new_id
from scenarios.hundredths import less, part_of
from scenarios.plan import Line, Placement, Starter
from scenarios.repeats import once, own_ids, part, starts_of

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class AgencyRows:
    """What becomes of rows of agency. FTE kept and ended add up to the FTE that was there, to the hundredth."""

    share: float
    """What is kept: 0 ends agency, more than 1 adds to it."""
    day: dt.date
    as_at: dt.date

    @property
    def _eve(self) -> dt.date:
        return self.day - ONE_DAY

    @property
    def _to_come(self) -> bool:
        """Whether the date is after the position's; if not, what is ended has never been there."""
        return self.day > self.as_at

    def _kept(self, fte: float) -> float:
        return part_of(fte, self.share)

    def line(self, line: Line) -> Line:
        """A line with the undated agency that is kept."""
        kept = min(self._kept(line.agency), line.agency)
        return line if kept == line.agency else line.model_copy(update={"agency": kept})

    def beside(self, line: Line) -> Iterator[Placement]:
        """What of a line's undated agency ends the day before, or comes on top from the date."""
        kept = self._kept(line.agency)
        if kept > line.agency:
            yield _undated(line, less(kept, line.agency)).model_copy(update={"start": self.day})
        elif kept < line.agency and self._to_come:
            yield _undated(line, less(line.agency, kept)).model_copy(update={"end": self._eve})

    def placements(self, row: Placement) -> list[Placement]:
        """What a dated row becomes; what is kept of it keeps its id."""
        kept = self._kept(row.fte)
        if kept == row.fte or (row.end is not None and row.end < max(self.day, self.as_at)):
            return [row]
        if row.start is not None and row.start >= self.day:
            return [row.model_copy(update={"fte": kept})] if kept else []
        return self._added_to(row, kept) if kept > row.fte else self._cut_down(row, kept)

    def _added_to(self, row: Placement, kept: float) -> list[Placement]:
        return [row, row.model_copy(update={"id": new_id(), "fte": less(kept, row.fte), "start": self.day})]

    def _cut_down(self, row: Placement, kept: float) -> list[Placement]:
        rest = {"fte": less(row.fte, kept), "end": self._eve}
        ended = [row.model_copy(update=rest | {"id": new_id()} if kept else rest)] if self._to_come else []
        return [row.model_copy(update={"fte": kept}), *ended] if kept else ended

    def starters(self, row: Starter) -> list[Starter]:
        """What a row of agency starters becomes; of one that repeats, start by start."""
        starts, kept = starts_of(row), self._kept(row.fte)
        after = [start > self.as_at and (end is None or end >= self.day) for start, end in starts]
        first = after.index(True) if any(after) else row.repeat
        if kept == row.fte or first == row.repeat:
            return [row]
        begun = first + sum(start < self.day for start, _ in starts[first:])
        if kept > row.fte:
            added = [self._on_top(once(row, n), kept) for n in range(first, begun)]
            return own_ids([*part(row, 0, begun), *_with_fte(row, begun, kept), *added])
        ended = [
            once(row, n).model_copy(update={"fte": less(row.fte, kept), "end": self._eve}) for n in range(first, begun)
        ]
        return own_ids([*part(row, 0, first), *_with_fte(row, first, kept), *ended])

    def _on_top(self, start: Starter, kept: float) -> Starter:
        return start.model_copy(update={"fte": less(kept, start.fte), "start": self.day})


def _undated(line: Line, fte: float) -> Placement:
    return Placement(id=new_id(), team=line.team, role=line.role, fte=fte)


def _with_fte(row: Starter, first: int, fte: float) -> list[Starter]:
    """The starts of a row from `first` on with another FTE; none where that is 0."""
    return [each.model_copy(update={"fte": fte}) for each in part(row, first, row.repeat)] if fte else []
