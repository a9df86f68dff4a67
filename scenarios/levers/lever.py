"""What every lever is: values for a part of a plan, and the one change that they make there."""

from __future__ import annotations

import datetime as dt
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import ClassVar

from pydantic import AfterValidator, ValidationError
from pydantic_core import PydanticCustomError

from scenarios.changes import Change, difference
from scenarios.columns import columns
from scenarios.levers import words
from scenarios.plan import TABLES, Plan, Row
from scenarios.problems import Faulty, Problem, field_faults
from scenarios.scopes import scope_name
from scenarios.totals import Scope

Tables = Mapping[str, Sequence[Row]]
"""Rows of some tables of a plan, by table."""


def but(nothing: float, allowed: str) -> AfterValidator:
    """Refuses the number by which nothing would change."""

    def check(value: float) -> float:
        if value == nothing:
            raise PydanticCustomError("nothing", "{allowed}", {"allowed": allowed})
        return value

    return AfterValidator(check)


class Lever(Row):
    """A change in bulk, as a manager thinks of it. Its fields are what it asks for."""

    KEY: ClassVar[tuple[str, ...]] = ()
    LABEL: ClassVar[str]
    HELP: ClassVar[str]
    NOTHING: ClassVar[str]
    """What is found where nothing in the scope would change."""

    def change(self, plan: Plan, scope: Scope) -> Change:
        """The one change that it makes to a part of a plan. Raises Faulty where that is refused, or is no change."""
        self._check_references(plan)
        try:
            tables = self.tables(plan, scope)
        except ValidationError as error:
            raise _beyond(error) from error
        label = f"{self.words(plan)}: {scope_name(plan, scope)}"
        change = difference(plan, plan.with_rows(**tables), label, tables)
        if not change.rows:
            raise refused(self.NOTHING, "another part of the plan, or other values")
        _check_rows(change)
        return change

    @abstractmethod
    def tables(self, plan: Plan, scope: Scope) -> Tables:
        """The tables that it changes, as they are after it. May raise Faulty."""

    @abstractmethod
    def words(self, plan: Plan) -> str:
        """What it does, with its values, for undo and history."""

    def _check_references(self, plan: Plan) -> None:
        for column in columns(type(self)):
            value = vars(self)[column.name]
            if column.refers and value is not None and value not in plan.by_ref[column.refers]:
                raise refused(f"{value}, which is not in the plan", f"a {column.title.lower()} of the plan")


def refused(found: str, allowed: str) -> Faulty:
    """A lever that cannot be pulled, and why."""
    return Faulty([Problem((), found, allowed)])


def check_after_position(plan: Plan, day: dt.date) -> None:
    """Raises Faulty for a date that the position counts already: what is dated so would add nothing."""
    as_at = plan.header.as_at
    if day <= as_at:
        raise refused(words.day(day), f"a date after the position date, {words.day(as_at)}")


def _check_rows(change: Change) -> None:
    """Raises Faulty where a row would come to lie beyond what a plan may hold."""
    for row_change in change.rows:
        if row_change.after is not None:
            try:
                TABLES[row_change.table].model_validate(dict(vars(row_change.after)))
            except ValidationError as error:
                raise _beyond(error) from error


def _beyond(error: ValidationError) -> Faulty:
    return Faulty([Problem((field,), found, allowed) for field, found, allowed in field_faults(error)])
