"""The position: vacancies, gaps, pipeline and remaining gap of each line at the position date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

import numpy as np

from scenarios.inputs import Array, Inputs, Start, summed
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
    now = projection or project(plan)
    permanent, agency = _pipeline(Inputs(plan))
    need = now.need[:, 0]
    columns = {name: getattr(now, name)[:, 0] for name in FIGURES if hasattr(now, name)} | {
        "newly_created": np.array([line.newly_created for line in plan.establishment]),
        "pipeline_permanent": permanent,
        "pipeline_agency": agency,
        "pipeline": permanent + agency,
        "remaining": np.maximum(need - permanent - agency, 0.0),
        "remaining_surplus": np.maximum(permanent + agency - need, 0.0),
    }
    rows = zip(*(columns[name].tolist() for name in FIGURES), strict=True)
    return tuple(PositionLine(team, role, *row) for (team, role), row in zip(now.lines, rows, strict=True))


def _pipeline(inputs: Inputs) -> tuple[Array, Array]:
    """FTE × likelihood of every start after the position date, even beyond the horizon: permanent and agency."""
    due = [start for start in inputs.starts if inputs.is_due(start)]
    lines = len(inputs.lines)
    permanent = [start for start in due if start.starter.kind != "agency"]
    agency = [start for start in due if start.starter.kind == "agency"]
    return _by_line(permanent, lines), _by_line(agency, lines)


def _by_line(starts: list[Start], lines: int) -> Array:
    return summed((start.line for start in starts), (start.fte for start in starts), lines)


def position_total(lines: Iterable[PositionLine]) -> PositionLine:
    """Lines added up. Gaps and surpluses are added, never netted off."""
    rows = tuple(lines)
    return PositionLine("", "", *(sum((getattr(row, name) for row in rows), 0.0) for name in FIGURES))
