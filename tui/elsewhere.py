"""What another process changed, in words: as news, and as a question where both changed the same. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from scenarios.changes import Change, apply, difference
from scenarios.compare.inputs import InputDifference, input_differences
from scenarios.plan import TABLES, Plan
from scenarios.rebase import Conflict, Side, rebase
from tui.conflicts import Sides
from tui.differences import field_text, kind_text, value_texts, where_text

if TYPE_CHECKING:
    from store.store import ScenarioInfo

MOST_TOLD = 4
MOST_SHOWN = 60
"""Characters of a text that a question shows."""
NAMES = ("name", "based_on")
"""Fields of the header that a merge leaves to each side."""


def news(before: Plan, after: Plan) -> str:
    """What has changed between two states of a plan, in a line; empty where nothing has."""
    differences = input_differences(before, after)
    if not differences:
        return ""
    more = f" and {len(differences) - 1} more" if len(differences) > 1 else ""
    return f"Changed elsewhere: {_difference(before, after, differences[0])}{more}."


def _difference(before: Plan, after: Plan, each: InputDifference) -> str:
    field = field_text(each)
    what = ", ".join(part for part in (field or kind_text(each), where_text(before, after, each)) if part)
    return f"{what} {' → '.join(value_texts(before, after, each))}" if field else what


def standing_news(info: ScenarioInfo, name: str, frozen_on: dt.date | None) -> Iterator[str]:
    """Whether a scenario that was called so and frozen then, or not, is so no longer."""
    if info.name != name:
        yield f"Changed elsewhere: “{name}” is now called “{info.name}”."
    if info.frozen_on and not frozen_on:
        yield f"Changed elsewhere: “{info.name}” is frozen. What you type in it is not taken until it is thawed."
    if frozen_on and not info.frozen_on:
        yield f"Changed elsewhere: “{info.name}” is thawed and can be edited."


class Contest:
    """A change made on a plan that another process has changed meanwhile: what they have, and what is mine."""

    def __init__(self, then: Plan, now: Plan, change: Change) -> None:
        """`then` is the plan that the change was made on, `now` the plan as the store has it."""
        self.now, self._label = now, change.label
        mine = apply(then, change)
        self._named = then.header.name != mine.header.name
        header = mine.header if self._named else mine.header.model_copy(update=_names(now))
        self._sides = Sides(then, now, mine.with_rows(header=(header,)))
        self.conflicts = rebase(then, now, self._sides.mine).conflicts + tuple(self._of_name())

    def _of_name(self) -> Iterator[Conflict]:
        then, now, mine = (plan.header.name for plan in (self._sides.then, self.now, self._sides.mine))
        if self._named and now not in (then, mine):
            yield Conflict("header", "", "name", "field", then, now, mine)

    def change(self, side: Side) -> Change:
        """What is left to be done, one side taken wherever both changed the same: `base` is theirs."""
        choices = {each.key: side for each in self.conflicts}
        plan = rebase(self._sides.then, self.now, self._sides.mine, choices).plan
        if side == "base" and self._named and any(self._of_name()):
            plan = plan.with_rows(header=(plan.header.model_copy(update=_names(self.now)),))
        return difference(self.now, plan, self._label, list(TABLES))

    @property
    def question(self) -> str:
        """Every conflict with what was there, theirs and mine."""
        told = [self._told(each) for each in self.conflicts[:MOST_TOLD]]
        more = len(self.conflicts) - MOST_TOLD
        return "\n\n".join([CHANGED_TOO, *told, *([f"… and {more} more."] if more > 0 else [])])

    def _told(self, conflict: Conflict) -> str:
        then, now, mine = self._sides.values(conflict)
        texts = sides_text(excerpt(then, mine), excerpt(now, mine), excerpt(mine, now))
        return f"{self._sides.what(conflict)}\n{texts}"

    def dropped(self) -> str:
        """What was mine and is not taken, for when theirs are kept."""
        told = (
            f"{self._sides.what(each)}: {excerpt(*self._sides.values(each)[:0:-1])}"
            for each in self.conflicts[:MOST_TOLD]
        )
        return f"Kept theirs. Yours was {'; '.join(told)}."

    def kept_both(self) -> str:
        """What they changed in the same rows without touching the same fields."""
        return f"{news(self._sides.then, self.now)} Your change is kept too."


CHANGED_TOO = "This was changed elsewhere while you did."


def sides_text(then: str, theirs: str, mine: str) -> str:
    """What was there, theirs and mine, a line each."""
    return f"  Was:     {then}\n  Theirs:  {theirs}\n  Yours:   {mine}"


def excerpt(text: str, other: str = "") -> str:
    """The line of a text in which it first differs from another, cut short."""
    pairs = zip(text, other, strict=False)
    same = next((place for place, (mine, theirs) in enumerate(pairs) if mine != theirs), min(len(text), len(other)))
    line = text[text.rfind("\n", 0, same) + 1 :].partition("\n")[0]
    return (line if len(line) <= MOST_SHOWN else f"{line[:MOST_SHOWN]}…") or "–"


def _names(plan: Plan) -> dict[str, str]:
    return {name: getattr(plan.header, name) for name in NAMES}
