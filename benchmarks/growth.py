"""How the cost of the projection grows with each size of a plan, from a team to England, as a picture and in figures.

Writes `docs/growth.svg`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from statistics import median

import numpy as np

from benchmarks._peers import ROOT
from benchmarks._plans import ENGLAND, anew
from benchmarks._plot import Line, Panel, picture
from benchmarks._record import Result
from benchmarks._timing import milliseconds
from scenarios.plan import Plan
from scenarios.projection import project
from scenarios.timeline import Array
from tests.scenarios.agreement import arrays_of
from tests.scenarios.county import county

PICTURE = ROOT / "docs" / "growth.svg"
TURNS, FEW = 11, 3
LARGE = 1000
"""Teams from which on there are few rounds."""
TEAMS = (1, 4, 15, 60, 240, 960, 60 * ENGLAND)
ROLES = (1, 2, 4, 8, 16)
STARTERS = (125, 250, 500, 1000, 2000, 4000, 8000)
MONTHS = (6, 12, 24, 36, 60, 120)
SCENARIOS = (1, 2, 4, 8, 16)

Grown = Iterator[tuple[int, Plan, int]]
"""How large, the plan, and how many such plans are worked out."""


def rows() -> list[Result]:
    """Nothing for the table: the picture, and the figures printed above it."""
    small = county()
    kinds: dict[str, Callable[[], Grown]] = {
        "teams": lambda: ((teams, county(teams=teams), 1) for teams in TEAMS),
        "roles in each of 60 teams": lambda: ((6 * times, _with_roles(small, times), 1) for times in ROLES),
        "starters": lambda: ((starters, _with_starters(small, starters), 1) for starters in STARTERS),
        "months": lambda: ((months, _with_months(small, months), 1) for months in MONTHS),
        "scenarios, each a county": lambda: ((scenarios, small, scenarios) for scenarios in SCENARIOS),
    }
    panels = [_panel(kind, grown()) for kind, grown in kinds.items()]
    for panel in panels:
        print(f"{panel.title}: {_in_words(panel)}")
    PICTURE.write_text(picture("Cost of the projection, everything worked out anew", panels), encoding="utf-8")
    print(f"The picture is in {PICTURE.relative_to(ROOT)}.\n")
    return []


def _panel(kind: str, grown: Grown) -> Panel:
    cost, least = list[tuple[float, float]](), list[tuple[float, float]]()
    for size, plan, times in grown:
        cost_here, floor_here = _measured(plan, times)
        cost.append((size, cost_here))
        least.append((size, floor_here))
    return Panel(kind, (Line("projection", cost), Line("filling its arrays", least)))


def _measured(plan: Plan, times: int) -> tuple[float, float]:
    """The median cost of so many projections, and of filling arrays like theirs, in turn; ms."""
    turns = FEW if len(plan.teams) > LARGE else TURNS
    arrays = [(values.shape, values.dtype) for values in arrays_of(project(plan)).values()]
    cost, least = [], []
    for _ in range(turns):
        fresh = iter([anew(plan) for _ in range(times)])
        cost.append(milliseconds(partial(_work_out, fresh)))
        least.append(milliseconds(lambda: [_fill(arrays) for _ in range(times)]))
    return median(cost), median(least)


def _work_out(plans: Iterable[Plan]) -> list[dict[str, Array]]:
    return [arrays_of(project(plan)) for plan in plans]


def _fill(arrays: list[tuple[tuple[int, ...], np.dtype[np.float64]]]) -> list[np.ndarray]:
    """The floor: new arrays of the same shapes, a number put into every place."""
    return [np.full(shape, 1.0, dtype) for shape, dtype in arrays]


def _with_roles(plan: Plan, times: int) -> Plan:
    """The plan with every role of every team so many times over."""
    roles, lines = [], []
    for n in range(times):
        keys = {role.key: f"{role.key}-{n}" if n else role.key for role in plan.roles}
        roles += [role.model_copy(update={"key": keys[role.key], "name": f"{role.name} {n}"}) for role in plan.roles]
        lines += [line.model_copy(update={"role": keys[line.role]}) for line in plan.establishment]
    return plan.with_rows(roles=roles, establishment=lines)


def _with_starters(plan: Plan, starters: int) -> Plan:
    """The plan with so many rows of starters."""
    there = plan.pipeline
    rows = (there[n % len(there)].model_copy(update={"id": f"starter-{n}"}) for n in range(starters))
    return plan.with_rows(pipeline=rows)


def _with_months(plan: Plan, months: int) -> Plan:
    return plan.with_rows(header=(plan.header.model_copy(update={"months": months}),))


def _in_words(panel: Panel) -> str:
    cost, least = (line.points for line in panel.lines)
    pairs = zip(cost, least, strict=True)
    return "; ".join(f"{size:,.0f} – {spent:.2f} ms (floor {bottom:.3f})" for (size, spent), (_, bottom) in pairs)
