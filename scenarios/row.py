"""What every row of a plan is, and how rows refer to others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from scenarios.fields import Reference, Refers

TeamKey = Annotated[Reference, Refers("teams")]
RoleKey = Annotated[Reference, Refers("roles")]
CaseTypeKey = Annotated[Reference, Refers("case_types")]


Broken = tuple[str, str]
"""A rule between fields that a row breaks: a field, and what is allowed there."""
Rule = Callable[[Mapping[str, Any]], Iterable[Broken]]
"""A rule between the fields of a row: where values break it. Any may be missing, having been refused."""


@dataclass(frozen=True)
class Keeps:
    """Marks a field by which a row keeps a rule: the last of those that the rule is about. A blank one breaks none."""

    rule: Rule

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.with_info_after_validator_function(self._kept, handler(source))

    def _kept(self, value: Any, info: core_schema.ValidationInfo) -> Any:
        for field, allowed in self.rule(info.data | {str(info.field_name): value}):
            raise PydanticCustomError("row", "{allowed}", {"field": field, "allowed": allowed})
        return value


class Row(BaseModel):
    """One row of a plan's table, known by the values of its `KEY` fields."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)
    KEY: ClassVar[tuple[str, ...]] = ("id",)

    @property
    def ref(self) -> str:
        """The row's name within its table, stable from scenario to scenario."""
        values = vars(self)
        return "/".join([values[field] for field in self.KEY])


def by_field(rows: Sequence[Row], *fields: str) -> list[list[Any]]:
    """The values of some fields of every row: a list a field."""
    values = [row.__dict__ for row in rows]  # `vars` takes twice as long
    return [[each[field] for each in values] for field in fields]


def end_not_before_start(values: Mapping[str, Any]) -> Iterable[Broken]:
    """The rule that an end is not before the start."""
    start, end = values.get("start"), values.get("end")
    if start is None or end is None or end >= start:
        return ()
    return (("end", f"a date not before its start, {start.isoformat()}"),)
