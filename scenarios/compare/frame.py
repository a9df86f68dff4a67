"""Two plans made comparable: the same roles, case types, teams and lines in both, over the months that both have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scenarios.lines import Lines, staffed
from scenarios.plan import TABLES, Line, Plan, Row
from scenarios.row import by_field
from scenarios.same import Same

SHARED = ("roles", "case_types", "teams", "establishment")


class UnlikeError(Exception):
    """Two plans that cannot be compared like for like: their positions are of different dates."""

    def __init__(self, before: Plan, after: Plan) -> None:
        super().__init__(f"{before.header.as_at} and {after.header.as_at}")
        self.before = before.header
        self.after = after.header


def framed(before: Plan, after: Plan) -> tuple[Plan, Plan]:
    """Both plans with what the other has and they lack, there with nothing in it, in the same order.

    What is lacking takes its attributes (share, turnover, target, weight, growth, prices) from the plan that has it. A
    plan that lacks nothing is given back as it is. Raises UnlikeError.
    """
    if before.header.as_at != after.header.as_at:
        raise UnlikeError(before, after)
    unlike = [table for table in SHARED if _keys(before, table) != _keys(after, table)]
    order = {table: _refs(before, after, table) for table in unlike}
    months = min(before.header.months, after.header.months)
    return _filled(before, after, order, months), _filled(after, before, order, months)


def _keys(plan: Plan, table: str) -> Lines | list[list[str]]:
    if table == "establishment":
        lines, _ = staffed(Same(plan.establishment))
        return lines  # the same object for the same lines, as long as it is remembered
    return by_field(plan.rows(table), *TABLES[table].KEY)


def _refs(before: Plan, after: Plan, table: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.ref for plan in (before, after) for row in plan.rows(table)))


def _filled(plan: Plan, other: Plan, order: dict[str, tuple[str, ...]], months: int) -> Plan:
    tables: dict[str, Any] = {}
    for table, refs in order.items():
        if refs != tuple(row.ref for row in plan.rows(table)):
            own, theirs = plan.by_ref[table], other.by_ref[table]
            empty = EMPTIED.get(table, _as_it_is)
            tables[table] = tuple(own[ref] if ref in own else empty(theirs[ref]) for ref in refs)
    if months != plan.header.months:
        tables["header"] = (plan.header.model_copy(update={"months": months}),)
    return plan.with_rows(**tables) if tables else plan


def _as_it_is(row: Row) -> Row:
    return row


def _empty_line(row: Row) -> Row:
    """A line with no posts and nobody, whose turnover and prices are kept."""
    kept = {name: vars(row)[name] for name in ("team", "role", "turnover", "pay", "agency_week")}
    return Line(posts=0.0, in_post=0.0, **kept)


EMPTIED: dict[str, Callable[[Row], Row]] = {"establishment": _empty_line}
