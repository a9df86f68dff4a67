"""Recruitment stopped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from scenarios.fields import Day
from scenarios.levers import words
from scenarios.levers.lever import Lever, Tables
from scenarios.plan import Plan, Starter
from scenarios.repeats import starts_of
from scenarios.scopes import teams_in
from scenarios.totals import Scope


class FreezeRecruitment(Lever):
    """Nobody but agency starts from a date on."""

    LABEL: ClassVar[str] = "Freeze recruitment"
    HELP: ClassVar[str] = "From a date on nobody starts but agency. Whoever is in post already stays."
    NOTHING: ClassVar[str] = "no starters but agency from then on in these teams"

    start: Day = Field(title="From", description="Nobody starts on this day or later.")

    def words(self, plan: Plan) -> str:  # noqa: ARG002 - needs no names of the plan
        """What it does, with its values."""
        return f"Freeze recruitment from {words.day(self.start)}"

    def tables(self, plan: Plan, scope: Scope) -> Tables:
        """The pipeline after it."""
        teams, as_at = teams_in(plan, scope), plan.header.as_at
        return {
            "pipeline": [
                row
                for starter in plan.pipeline
                for row in (self._left(starter, as_at) if _concerns(starter, teams) else [starter])
            ]
        }

    def _left(self, starter: Starter, as_at: dt.date) -> Iterator[Starter]:
        """What is left of a row: its starts before the date, and those that the position counts."""
        left = sum(start <= as_at or start < self.start for start, _ in starts_of(starter))
        if left:
            yield starter.model_copy(update={"repeat": left})


def _concerns(starter: Starter, teams: frozenset[str]) -> bool:
    return starter.team in teams and starter.kind != "agency"
