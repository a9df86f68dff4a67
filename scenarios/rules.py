"""Rules between the fields of a row, and between the rows of a plan: what is referred to must be there, and once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from scenarios.columns import columns
from scenarios.plan import TABLES, Plan, Row
from scenarios.problems import Problem, shown
from scenarios.row import Broken
from scenarios.text import Guesses

LINE_FIELDS: dict[str, tuple[tuple[str, str], ...]] = {
    **dict.fromkeys(("pipeline", "post_changes", "agency", "absences", "leavers", "payments"), (("team", "role"),)),
    "moves": (("from_team", "from_role"), ("to_team", "to_role")),
}
"""The pairs of fields by which the rows of a table refer to a line of the establishment, where they have both."""
REFERRED = ("teams", "roles", "case_types", "programme")
"""Tables whose rows others refer to."""
ROW_WORDS = {"teams": "teams", "establishment": "lines of the establishment"}
MOST_ROWS = {"teams": 500, "establishment": 5_000}
"""How many teams and lines a plan may have: several times the largest council's, and still worked out in seconds."""


def broken_rules(row: type[Row], values: Mapping[str, Any]) -> Iterator[Broken]:
    """Each rule between the fields of a row that is broken; values may lack fields that were themselves refused."""
    for column in columns(row):
        for rule in column.rules:
            yield from rule(values)


@dataclass(frozen=True)
class Known:
    """What the rows of a plan may refer to: keys by table, and lines as (team, role)."""

    keys: Mapping[str, frozenset[str]]
    lines: frozenset[tuple[str, str]]
    guesses: Guesses = field(default_factory=Guesses, compare=False)

    @classmethod
    def of(cls, plan: Plan, tables: Iterable[str] = TABLES) -> Known:
        """What there is to refer to in a plan, for rows of some of its tables."""
        referred = {each.refers for table in tables for each in columns(TABLES[table])}
        keys = {table: frozenset(row.ref for row in plan.rows(table)) for table in REFERRED if table in referred}
        lines = plan.establishment if any(table in LINE_FIELDS for table in tables) else ()
        return cls(keys, frozenset((line.team, line.role) for line in lines))

    @cached_property
    def roles(self) -> Mapping[str, list[str]]:
        """The roles in the establishment of each team, sorted."""
        roles: dict[str, list[str]] = {}
        for team, role in sorted(self.lines):
            roles.setdefault(team, []).append(role)
        return roles


@dataclass(frozen=True)
class FieldFault:
    """A fault of one field of one row."""

    field: str
    found: str
    allowed: str
    hint: str = ""


def reference_faults(table: str, values: Mapping[str, Any], known: Known) -> Iterator[FieldFault]:
    """References of a row to what is not there. Fields that `values` lacks are passed over."""
    missing = set()
    for each in columns(TABLES[table]):
        found = values.get(each.name)
        if each.refers and found is not None and found not in known.keys[each.refers]:
            missing.add(each.name)
            yield _not_there(each.name, each.refers, found, known)
    for team_field, role_field in LINE_FIELDS.get(table, ()):
        team, role = values.get(team_field), values.get(role_field)
        if None in (team, role) or missing & {team_field, role_field} or (team, role) in known.lines:
            continue
        have = _listed(known.roles.get(str(team), ()))
        yield FieldFault(role_field, shown(role), f"a role in the establishment of {team}: {have}")


def _not_there(field: str, table: str, found: str, known: Known) -> FieldFault:
    keys = known.keys[table]
    like = known.guesses.nearest(found, keys)
    hint = f"nearest: {like}" if like else ""
    return FieldFault(field, shown(found), f"a key from {table}: {_listed(_sorted(keys))}", hint)


@lru_cache(maxsize=8)
def _sorted(keys: frozenset[str]) -> list[str]:
    """Kept, since many rows of a file may refer to what is not there."""
    return sorted(keys)


def _listed(keys: Sequence[str]) -> str:
    if not keys:
        return "none yet"
    return ", ".join(keys[:8]) + (", …" if len(keys) > 8 else "")


def too_many(counts: Mapping[str, int]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Tables with more rows than a plan may have, each with what was found and what is allowed."""
    for table, most in MOST_ROWS.items():
        if counts[table] > most:
            yield table, (f"{counts[table]:,} {ROW_WORDS[table]}", f"at most {most:,}")


def plan_problems(plan: Plan) -> list[Problem]:
    """Every broken rule between the rows of a plan whose rows are each sound; empty where it is whole."""
    known = Known.of(plan)
    problems = [Problem((table,), *fault) for table, fault in too_many({t: len(plan.rows(t)) for t in MOST_ROWS})]
    for table in TABLES:
        seen: set[str] = set()
        for row in plan.rows(table):
            if row.ref in seen:
                problems.append(Problem((table, row.ref), "it twice", "each once"))
            seen.add(row.ref)
            problems += [
                Problem((table, row.ref, fault.field), fault.found, fault.allowed, hint=fault.hint)
                for fault in reference_faults(table, vars(row), known)
            ]
    return problems
