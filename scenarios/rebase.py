"""A branch brought up to date with its base: its own changes replayed on the base as it is now.

Rows are known by their refs. What one side changed is taken; where both changed the same, it is a conflict, which the
manager decides. Whatever is decided, the plan is sound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from scenarios.changes import Change, difference
from scenarios.merging import Choices, ConflictKey, Merged, Place, Reason, Side, merged, referred
from scenarios.plan import TABLES, Plan, Row

__all__ = ["Choices", "Conflict", "ConflictKey", "Rebased", "Side", "rebase", "rebased_change"]

Rows = dict[str, dict[str, Row]]
"""The rows of every table by ref."""

UNDECIDED: Choices = MappingProxyType({})


@dataclass(frozen=True)
class Conflict:
    """Where base and branch disagree: in a field of a row, or where none is named in the whole row.

    `then`, `now` and `mine` are values of the field, or rows; None where there is none.
    """

    table: str
    ref: str
    field: str
    reason: Reason
    then: Any
    now: Any
    mine: Any
    lost: tuple[Place, ...] = ()
    """What one side's row refers to and the other side has deleted."""

    @property
    def key(self) -> ConflictKey:
        """What a choice names it by."""
        return self.table, self.ref, self.field


@dataclass(frozen=True)
class Rebased:
    """The branch on its base as it is now, mine taken where nothing is chosen yet, and every conflict, decided or not.

    The conflicts are the same whatever is chosen.
    """

    base_name: str
    plan: Plan
    conflicts: tuple[Conflict, ...]


def rebase(then: Plan, now: Plan, mine: Plan, choices: Choices = UNDECIDED) -> Rebased:
    """The branch `mine` on its base as it is `now`; `then` is the base as it was.

    A conflict is decided by choosing the base or mine for its key. Of a whole row that means the row of that side, or
    none where that has none, and with it whatever it refers to and the other side has deleted.
    """
    base_name = now.header.name
    then, now = (_called(plan, mine) for plan in (then, now))
    merges = _merges(then, now, mine)
    rows = _taken(merges, choices, (mine, now))
    tables = {table: _in_order(rows[table], *_orders(then, now, mine, table)) for table in TABLES}
    return Rebased(base_name, mine.with_rows(**tables), tuple(_conflicts(merges, now, mine)))


def rebased_change(mine: Plan, rebased: Rebased) -> Change:
    """The change of a branch that brings it up to date."""
    return difference(mine, rebased.plan, f"Bring up to date with {rebased.base_name}", list(TABLES))


def _called(plan: Plan, mine: Plan) -> Plan:
    """The plan with the name and base of the branch, which are its own."""
    own = {"name": mine.header.name, "based_on": mine.header.based_on}
    return plan.with_rows(header=[plan.header.model_copy(update=own)])


def _merges(then: Plan, now: Plan, mine: Plan) -> dict[Place, Merged]:
    """Every row that any version has; one that may lack something it refers to is decided as a whole."""
    found: dict[Place, Merged] = {}
    for table in TABLES:
        old, base, own = (plan.by_ref[table] for plan in (then, now, mine))
        for ref in (*base, *(ref for ref in own if ref not in base), *(ref for ref in old if ref not in base)):
            if (table, ref) not in found:
                found[table, ref] = merged(table, old.get(ref), base.get(ref), own.get(ref))
    while lacking := [place for place, each in found.items() if _may_lack(each, found)]:
        for place in lacking:
            mixed = not (*_lost(found[place], now, mine),)
            found[place] = found[place].as_whole("together" if mixed else "refers")
    return found


def _may_lack(each: Merged, merges: dict[Place, Merged]) -> bool:
    if each.whole:
        return False
    places = (place for values in each.possible() for place in referred(each.table, values))
    return any(place not in merges or merges[place].may_be_gone for place in places)


def _lost(each: Merged, now: Plan, mine: Plan) -> Iterator[Place]:
    """What the row of one side refers to and the other side does not have."""
    for row, other in ((each.mine, now), (each.now, mine)):
        for table, ref in referred(each.table, vars(row)) if row is not None else ():
            if ref not in other.by_ref[table]:
                yield table, ref


def _taken(merges: dict[Place, Merged], choices: Choices, sources: tuple[Plan, Plan]) -> Rows:
    """The rows by the choices made, with whatever they refer to."""
    rows: Rows = {table: {} for table in TABLES}
    wanted: list[Place] = []
    for (table, ref), each in merges.items():
        row = each.taken(choices)
        if row is not None:
            rows[table][ref] = row
            wanted += referred(table, vars(row))
    while wanted:
        table, ref = wanted.pop()
        if ref not in rows[table]:
            row = next(plan.by_ref[table][ref] for plan in sources if ref in plan.by_ref[table])
            rows[table][ref] = row
            wanted += referred(table, vars(row))
    return rows


def _orders(then: Plan, now: Plan, mine: Plan, table: str) -> tuple[list[str], list[str]]:
    """Refs in the order that holds, and in the other."""
    old, base, own = ([row.ref for row in plan.rows(table)] for plan in (then, now, mine))
    return (own, base) if base == old else (base, own)


def _in_order(rows: dict[str, Row], order: Iterable[str], other: Iterable[str]) -> list[Row]:
    """Rows in one order; those it lacks after the row that they follow in the other."""
    refs = [ref for ref in order if ref in rows]
    placed, at = set(refs), 0
    for ref in other:
        if ref in placed:
            at = refs.index(ref) + 1
        elif ref in rows:
            refs.insert(at, ref)
            at += 1
    return [rows[ref] for ref in refs]


def _conflicts(merges: dict[Place, Merged], now: Plan, mine: Plan) -> Iterator[Conflict]:
    for each in merges.values():
        if each.whole:
            lost = tuple(dict.fromkeys(_lost(each, now, mine)))
            yield Conflict(*each.key(), each.whole, each.then, each.now, each.mine, lost)
        for name in each.disputed:
            then, base, own = (None if row is None else vars(row)[name] for row in (each.then, each.now, each.mine))
            yield Conflict(*each.key(name), "field", then, base, own)
