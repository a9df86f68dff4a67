"""The position: vacancies, gaps, pipeline and remaining gap of each line at the position date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

import numpy as np

from scenarios.plan import Plan
from scenarios.projection import Projection, project


@dataclass(frozen=True)
class PositionLine:
    """A line at the position date, FTE. A total has neither team nor role."""

    team: str
    role: str
    posts: float
    newly_created: float
    in_post: float
    vacant: float
    over_establishment: float
    absent: float
    agency: float
    uncovered: float
    surplus: float
    pipeline_permanent: float
    pipeline_agency: float
    pipeline: float
    remaining: float
    remaining_surplus: float


FIGURES = tuple(each.name for each in fields(PositionLine) if each.name not in ("team", "role"))


def position(plan: Plan, projection: Projection | None = None) -> tuple[PositionLine, ...]:
    """Every line at the position date; a projection of the same plan saves working it out again."""
    projection = projection or project(plan)
    newly_created = np.array([line.newly_created for line in plan.establishment])
    columns = vars(projection.now) | {"newly_created": newly_created}
    rows = zip(*(columns[name].tolist() for name in FIGURES), strict=True)
    return tuple(PositionLine(team, role, *row) for (team, role), row in zip(projection.lines, rows, strict=True))


def position_total(lines: Iterable[PositionLine]) -> PositionLine:
    """Lines added up. Gaps and surpluses are added, never netted off."""
    rows = tuple(lines)
    return PositionLine("", "", *(sum((getattr(row, name) for row in rows), 0.0) for name in FIGURES))
