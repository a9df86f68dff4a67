"""Whether figures agree with those of the slow model: to 1e-9, and none where it has none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from scenarios.plan import Plan
from scenarios.projection import Projection
from scenarios.timeline import Array
from scenarios.totals import Figures, Scope

WITHIN = 1e-9


def agree(name: str, found: float, expected: float | None, *, base: float = 1.0) -> None:
    """Fails unless two figures agree; large ones relative to their size, quotients by what they are divided by."""
    if expected is None:
        assert found is None or found != found, f"{name}: {found} where there is no figure"  # noqa: PLR0124 - is NaN
        return
    allowed = WITHIN * max(1.0, abs(expected)) / min(1.0, base)
    assert found is not None, f"{name}: nothing, not {expected}"
    assert abs(found - expected) <= allowed, f"{name}: {found}, not {expected}"


def all_agree(
    name: str, found: Iterable[float], expected: Sequence[float | None], bases: Sequence[float | None] | None = None
) -> None:
    """Fails unless two series agree in every period."""
    values = list(found)
    assert len(values) == len(expected), name
    for k, value in enumerate(values):
        base = bases[k] if bases else None
        agree(f"{name} in period {k}", value, expected[k], base=1.0 if base is None else base)


def json_agrees(path: str, found: Any, expected: Any, within: float = WITHIN) -> None:
    """Fails unless two reports have the same keys, texts and dates, and numbers that agree."""
    if isinstance(expected, dict):
        assert found.keys() == expected.keys(), path
        for key, value in expected.items():
            json_agrees(f"{path}.{key}", found[key], value, within)
    elif isinstance(expected, list):
        assert len(found) == len(expected), path
        for index, value in enumerate(expected):
            json_agrees(f"{path}[{index}]", found[index], value, within)
    elif isinstance(expected, float | int):
        assert abs(found - expected) <= within * max(1.0, abs(expected)), f"{path}: {found}, not {expected}"
    else:
        assert found == expected, path


def arrays_of(result: Projection | Figures) -> dict[str, Array]:
    """Every array of a projection or of figures by name, each worked out now."""
    found = {name: getattr(result, name) for name in vars(type(result)) if not name.startswith("_")}
    return {name: value for name, value in found.items() if isinstance(value, np.ndarray)}


def scopes(plan: Plan) -> list[Scope]:
    """The plan, and every service, area and team of it."""
    services = {team.service for team in plan.teams}
    areas = {team.area for team in plan.teams}
    return [
        Scope("plan", ""),
        *(Scope("service", name) for name in sorted(services)),
        *(Scope("area", name) for name in sorted(areas)),
        *(Scope("team", team.key) for team in plan.teams),
    ]
