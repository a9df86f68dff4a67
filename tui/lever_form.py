"""The values of a lever as they are typed and chosen, read into the lever. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from scenarios.columns import Column, columns
from scenarios.levers import Lever
from scenarios.periods import month_end, month_of
from scenarios.plan import Plan
from scenarios.problems import field_faults
from scenarios.scopes import teams_in
from scenarios.totals import Scope
from tui import format as fmt
from tui.entry import read_entry
from tui.refusal import Refusal
from tui.sheets.sheet import names

EVERY = "*"
"""What is chosen where every kind, role or case type is meant; no key is like it."""


@dataclass(frozen=True)
class Reading:
    """What the fields of a lever come to: the lever, or by field why there is none yet."""

    lever: Lever | None
    refused: Mapping[str, str]
    lacking: tuple[str, ...]
    """Titles of fields that wait for a value."""


class LeverForm:
    """The fields of a lever for a part of a plan: what each begins with, what may be chosen, and reading them."""

    def __init__(self, kind: type[Lever], plan: Plan, scope: Scope) -> None:
        self.kind, self.plan, self.scope = kind, plan, scope
        self.columns = columns(kind)
        self._next_month = month_end(month_of(plan.header.as_at)) + dt.timedelta(days=1)

    def choices(self, column: Column) -> dict[str, str]:
        """What may be chosen in a field, by value; empty where it is typed."""
        found: dict[str, str] = {}
        if column.optional:
            found[EVERY] = f"every {column.title.lower()}"
        if column.kind == "choice":
            return found | {choice: choice for choice in column.choices}
        if column.kind == "key":
            return found | self._names(column.refers)
        return {}

    def _names(self, table: str) -> dict[str, str]:
        """Names by key; of roles, those that the scope has."""
        every = dict(names(self.plan, table))
        if table != "roles":
            return every
        teams = teams_in(self.plan, self.scope)
        there = {line.role for line in self.plan.establishment if line.team in teams}
        return {key: name for key, name in every.items() if key in there} or every

    def beginning(self, column: Column) -> str:
        """What a field begins with: its default, the month after the position date, or the first choice."""
        choices = self.choices(column)
        if choices:
            return column.default if column.default in choices else next(iter(choices))
        if column.kind == "date":
            return fmt.date(self._next_month)
        return fmt.edit_text(column, column.default)

    def read(self, texts: Mapping[str, str]) -> Reading:
        """What the fields come to, by name."""
        values: dict[str, Any] = {}
        refused: dict[str, str] = {}
        lacking = []
        for column in self.columns:
            text = texts[column.name]
            if not text.strip() and column.required:
                lacking.append(column.title)
                continue
            try:
                values[column.name] = self._value(column, text)
            except Refusal as refusal:
                refused[column.name] = refusal.reason
        if refused or lacking:
            return Reading(None, refused, tuple(lacking))
        try:
            return Reading(self.kind.model_validate(values), {}, ())
        except ValidationError as error:
            faults = {field: Refusal(texts[field], allowed).reason for field, _, allowed in field_faults(error)}
            return Reading(None, faults, ())

    def _value(self, column: Column, text: str) -> Any:
        if self.choices(column):
            return None if text == EVERY else text
        current = self._next_month if column.kind == "date" else None
        return read_entry(column, text, current=current, reference=self.plan.header.as_at)
