"""A small plan to work out by hand, and its lines as the package and as the slow model have them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest

from scenarios.plan import CaseType, Header, Line, Move, Plan, Role, Starter, Team
from scenarios.projection import project
from tests.scenarios.slow_model import slow_projection

TEAM: dict[str, Any] = {"team": "assessment", "role": "social-worker"}
MANAGERS: dict[str, Any] = {"team": "assessment", "role": "manager"}
MARCH_7 = date(2019, 3, 7)

LineOf = Callable[..., list[float]]


def package_line(plan: Plan, name: str, index: int = 0) -> list[float]:
    values: list[float] = getattr(project(plan), name)[index].tolist()
    return values


def slow_line(plan: Plan, name: str, index: int = 0) -> list[float]:
    return list(slow_projection(plan).lines.values())[index][name]


both = pytest.mark.parametrize("line_of", [package_line, slow_line], ids=["package", "slow"])
"""Runs a test on a line's figures as the package has them, then as the slow model has them."""


def plan_of(as_at: date = MARCH_7, months: int = 3, **tables: Any) -> Plan:
    """A team of ten social workers and two managers, with the tables given."""
    return Plan(
        header=Header(name="By hand", as_at=as_at, months=months),
        roles=(
            Role(key="social-worker", name="Social Worker"),
            Role(key="manager", name="Manager", caseload_share=0.0, group="manager"),
        ),
        case_types=(CaseType(key="in-need", name="Children in need", weight=2.0, growth=0.21),),
        teams=(Team(key="assessment", name="Assessment", service="Front door", area="West"),),
        **{
            "establishment": (Line(**TEAM, posts=12.0, in_post=10.0), Line(**MANAGERS, posts=2.0, in_post=2.0)),
            **tables,
        },
    )


def starter(kind: str, start: date, fte: float = 1.0, **more: Any) -> Starter:
    return Starter(**{"id": f"{kind}-{start}", **TEAM, "kind": kind, "fte": fte, "start": start, **more})


def move(day: date, fte: float, from_role: str, to_role: str) -> Move:
    return Move(
        id=f"move-{day}",
        from_team="assessment",
        from_role=from_role,
        to_team="assessment",
        to_role=to_role,
        fte=fte,
        date=day,
    )


def near(values: Sequence[float | None]) -> Any:
    return pytest.approx(list(values), abs=1e-12)
