"""Three versions of a row made one: as it was, as the base has it now, and as the branch has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import product
from typing import Any, Literal

from scenarios.columns import columns
from scenarios.plan import TABLES, Row
from scenarios.rules import LINE_FIELDS, broken_rules

Side = Literal["mine", "base"]
ConflictKey = tuple[str, str, str]
"""A conflict by its table, the row's ref and the field; no field where the whole row is in conflict."""
Choices = Mapping[ConflictKey, Side]
Place = tuple[str, str]
"""A row by its table and ref."""
Reason = Literal["field", "deleted", "refers", "together"]
"""Why there is a conflict: both changed a field; one deleted the row and the other changed it; the row refers to what
the other has deleted; the changes of both break a rule together."""
RULED = ("key", "date", "choice")
"""The kinds of field that rules between fields and references are about."""


@dataclass(frozen=True)
class Merged:
    """What three versions of a row come to. Where `whole` is set, it is all of `now` or all of `mine`."""

    table: str
    then: Row | None
    now: Row | None
    mine: Row | None
    row: Row | None = None
    """The row with what neither side disputes, and mine of the rest."""
    disputed: tuple[str, ...] = field(default=())
    whole: Reason | None = None

    @property
    def ref(self) -> str:
        """The ref that all versions have."""
        return next(row.ref for row in (self.now, self.mine, self.then) if row is not None)

    def key(self, field: str = "") -> ConflictKey:
        """What the conflict of a field, or of the whole row, is known by."""
        return self.table, self.ref, field

    def as_whole(self, reason: Reason) -> Merged:
        """The same, to be decided as a whole."""
        return replace(self, row=None, disputed=(), whole=reason)

    def taken(self, choices: Choices) -> Row | None:
        """The row by the choices made; mine where none is made. None where it is gone."""
        if self.whole:
            return self.now if choices.get(self.key()) == "base" else self.mine
        bases = [name for name in self.disputed if choices.get(self.key(name)) == "base"]
        if self.row is None or self.now is None or not bases:
            return self.row
        return self.row.model_copy(update={name: vars(self.now)[name] for name in bases})

    @property
    def may_be_gone(self) -> bool:
        """Whether some choice leaves the row out."""
        return None in (self.now, self.mine) if self.whole else self.row is None

    def possible(self) -> Iterator[dict[str, Any]]:
        """The values of the row for every choice that rules could tell apart; none of a row that is gone."""
        if self.whole:
            yield from (vars(row) for row in (self.now, self.mine) if row is not None)
        elif self.row is not None:
            ruled = [name for name in self.disputed if name in _ruled(self.table)]
            values = ((vars(self.now)[name], vars(self.mine)[name]) for name in ruled)
            for chosen in product(*values):
                yield vars(self.row) | dict(zip(ruled, chosen, strict=True))


@cache
def _ruled(table: str) -> frozenset[str]:
    return frozenset(each.name for each in columns(TABLES[table]) if each.kind in RULED)


def merged(table: str, then: Row | None, now: Row | None, mine: Row | None) -> Merged:
    """What one side changed is taken; what both changed differently is disputed, field by field or as a whole."""
    versions = Merged(table, then, now, mine)
    if now is mine or mine in (now, then):
        return replace(versions, row=now)
    if now == then:
        return replace(versions, row=mine)
    if now is None or mine is None:
        return versions.as_whole("deleted")
    return _by_field(versions, now, mine)


def _by_field(versions: Merged, now: Row, mine: Row) -> Merged:
    old = {} if versions.then is None else vars(versions.then)
    taken, disputed = dict(vars(mine)), []
    for name, ours in vars(mine).items():
        base = vars(now)[name]
        if name in old and ours == old[name]:
            taken[name] = base
        elif base != ours and not (name in old and base == old[name]):
            disputed.append(name)
    found = replace(versions, row=mine.model_copy(update=taken), disputed=tuple(disputed))
    broken = any(fault for values in found.possible() for fault in broken_rules(type(mine), values))
    return found.as_whole("together") if broken else found


def referred(table: str, values: Mapping[str, Any]) -> Iterator[Place]:
    """What a row refers to."""
    for each in columns(TABLES[table]):
        if each.refers and values[each.name] is not None:
            yield each.refers, values[each.name]
    for team, role in LINE_FIELDS.get(table, ()):
        if None not in (values[team], values[role]):
            yield "establishment", f"{values[team]}/{values[role]}"
