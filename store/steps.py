"""The steps that a change of the store consists of: a row of a plan, a whole scenario, or how one stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from sqlalchemy import Connection

from scenarios.changes import RowChange
from scenarios.plan import TABLES, Header, Row
from scenarios.problems import shown
from store import catalogue, rows, standing
from store.catalogue import WholeScenario
from store.errors import StoreDamaged
from store.soundness import sound_row
from store.standing import Standing

Kept = Row | Standing
"""What a step has before and after; a whole scenario is a standing with more."""


@dataclass(frozen=True)
class Step:
    """One row, whole scenario or standing, before and after; None where it was not there or is gone."""

    WHOLE: ClassVar[str] = "scenario"
    """What stands for a table where the step is a whole scenario."""
    STANDING: ClassVar[str] = "standing"
    """What stands for a table where the step is how a scenario stands."""

    scenario_id: str
    table: str
    before: Kept | None
    after: Kept | None
    place: int = 0

    @classmethod
    def of_row(cls, scenario_id: str, change: RowChange) -> Step:
        """A change of a row, which must be sound. Raises Faulty."""
        after = change.after and sound_row(change.table, vars(change.after), change.after.ref)
        return cls(scenario_id, change.table, change.before, after, change.index)

    @classmethod
    def from_json(cls, scenario_id: str, table: str, place: int, *, before: str | None, after: str | None) -> Step:
        """A step as the journal keeps it. Raises StoreDamaged and ValidationError where it cannot be one."""
        kind = _KINDS.get(table)
        if kind is None:
            raise StoreDamaged(f"The store is damaged: its history is of {shown(table)}.")
        was, becomes = (None if text is None else kind.model_validate_json(text) for text in (before, after))
        return cls(scenario_id, table, was, becomes, place)

    @property
    def ref(self) -> str:
        """The row's or scenario's name within its table."""
        known = self.before or self.after
        return known.ref if known else ""

    def reversed(self) -> Step:
        """The step that takes this one back."""
        return replace(self, before=self.after, after=self.before)

    def row_change(self) -> RowChange:
        """The step as a change of a row of a plan."""
        if isinstance(self.before, Standing) or isinstance(self.after, Standing):
            raise TypeError("a scenario is not a row")
        return RowChange(self.table, self.before, self.after, self.place)

    def take(self, connection: Connection) -> Step:
        """Take the step; it, with the place where the row was or has come to. Raises StaleRow, NameTaken."""
        if isinstance(self.before, WholeScenario):
            catalogue.remove(connection, self.scenario_id, self.before.plan)
        elif isinstance(self.after, WholeScenario):
            catalogue.insert(connection, self.scenario_id, self.after)
        elif isinstance(self.before, Standing) and isinstance(self.after, Standing):
            standing.put(connection, self.scenario_id, self.before, self.after)
        else:
            if isinstance(self.after, Header):
                catalogue.claim_name(connection, self.scenario_id, self.after.name)
            return replace(self, place=rows.put(connection, self.scenario_id, self.row_change()))
        return self


_KINDS: dict[str, type[Kept]] = {Step.WHOLE: WholeScenario, Step.STANDING: Standing, **TABLES}
