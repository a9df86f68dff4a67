"""How a plan lies in a scenario file: what is where, under which key, in which order."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from scenarios.columns import Column, columns
from scenarios.plan import Assumptions, CaseType, Header, Line, ProgrammeLine, Role, Row, Team

FORMAT_NAME = "caseload-scenario"
FORMAT = f"{FORMAT_NAME}/1"
VACANT = "vacant"
"""What a line may give instead of what is in post."""
KEYED: dict[str, type[Row]] = {"roles": Role, "case_types": CaseType, "teams": Team}
"""Tables whose rows stand under their keys."""
BEFORE_ASSUMPTIONS = (
    *("pipeline", "post_changes", "agency", "absences", "leavers", "moves", "case_changes", "payments", "pay_awards"),
)
LISTS = (*BEFORE_ASSUMPTIONS, "programme")
"""Tables that are lists of rows."""
TOP_KEYS = ("format", *Header.model_fields, *KEYED, *BEFORE_ASSUMPTIONS, "assumptions", "programme", "funding")
"""The keys of a file, in the order they are written."""
BESIDE: dict[type[Row], tuple[str, ...]] = {
    Header: tuple(key for key in TOP_KEYS if key not in Header.model_fields),
    Team: ("cases", "establishment"),
    Line: (VACANT,),
    Assumptions: ("ramps", "starter_cost"),
    ProgrammeLine: ("years",),
}
"""What stands in the mapping of a row besides the row's own fields."""
ONE_VALUE = {"cases": "cases", "starter_costs": "amount"}
"""Tables whose rows are one value under its key, and the field it is for."""


@dataclass(frozen=True)
class Shape:
    """The keys of a mapping in the file: columns, mappings of columns (`from`, `to`), and what is read elsewhere."""

    fields: dict[str, Column] = field(default_factory=dict)
    groups: dict[str, Shape] = field(default_factory=dict)
    others: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key that the mapping may have."""
        return (*self.fields, *self.groups, *self.others)


@cache
def placed(row: type[Row]) -> tuple[str, ...]:
    """The fields of a row that its place in the file gives: the keys above it."""
    return () if row.KEY == ("id",) else row.KEY


@cache
def given(row: type[Row]) -> tuple[Column, ...]:
    """The columns of a row that are written in the file, in order."""
    return tuple(each for each in columns(row) if each.name not in placed(row))


@cache
def shape(row: type[Row]) -> Shape:
    """The keys of a kind of row."""
    whole = Shape(others=BESIDE.get(row, ()))
    for each in given(row):
        *heads, last = each.file_path
        inner = whole.groups.setdefault(heads[0], Shape()) if heads else whole
        inner.fields[last] = each
    return whole
