"""What every row of a plan is, and how rows refer to others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic_core import PydanticCustomError

from scenarios.fields import Reference, Refers

TeamKey = Annotated[Reference, Refers("teams")]
RoleKey = Annotated[Reference, Refers("roles")]
CaseTypeKey = Annotated[Reference, Refers("case_types")]


Broken = tuple[str, str]
"""A rule between fields that a row breaks: a field, and what is allowed there."""


class Row(BaseModel):
    """One row of a plan's table, known by the values of its `KEY` fields."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)
    KEY: ClassVar[tuple[str, ...]] = ("id",)

    @classmethod
    def rules(cls, values: Mapping[str, Any]) -> Iterable[Broken]:  # noqa: ARG003 - for rows that have some
        """Rules between the fields of a row, which only a `RuledRow` may have: each one that is broken.

        `values` may lack fields that were themselves refused, so that every fault can be reported at once.
        """
        return ()

    @property
    def ref(self) -> str:
        """The row's name within its table, stable from scenario to scenario."""
        values = vars(self)
        return "/".join([values[field] for field in self.KEY])


class RuledRow(Row):
    """A row that keeps rules between its fields; the others are made faster, for they are not asked for any."""

    @model_validator(mode="after")
    def _keeps_rules(self) -> Self:
        for field, allowed in self.rules(self.__dict__):  # `vars` takes twice as long
            raise PydanticCustomError("row", "{allowed}", {"field": field, "allowed": allowed})
        return self


def by_field(rows: Sequence[Row], *fields: str) -> list[list[Any]]:
    """The values of some fields of every row: a list a field."""
    values = [row.__dict__ for row in rows]  # `vars` takes twice as long
    return [[each[field] for each in values] for field in fields]


def end_not_before_start(values: Mapping[str, Any]) -> Iterable[Broken]:
    """The rule that an end fits the start, for rows with both; either may be missing."""
    start, end = values.get("start"), values.get("end")
    if start is None or end is None or end >= start:
        return ()
    return (("end", f"a date not before its start, {start.isoformat()}"),)
