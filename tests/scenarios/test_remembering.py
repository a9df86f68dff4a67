"""Projecting one plan leaves nothing behind that changes another."""

from dataclasses import fields

import numpy as np

from scenarios.changes import apply
from scenarios.edits import CellEdit, edit_cells
from scenarios.plan import Plan
from scenarios.projection import Projection, project
from tests.scenarios.small import small_plan


def same(one: Projection, other: Projection) -> bool:
    return all(np.array_equal(getattr(one, each.name), getattr(other, each.name)) for each in fields(Projection))


def changed(plan: Plan, table: str, ref: str, field: str, value: object) -> Plan:
    return apply(plan, edit_cells(plan, [CellEdit(table, ref, field, value)]))


def test_a_plan_gives_the_same_before_and_after_others() -> None:
    plan = small_plan()
    first = project(plan)
    others = [
        changed(plan, "establishment", "east/social-worker", "in_post", 2.0),
        changed(plan, "pipeline", "sw1", "fte", 4.0),
        changed(plan, "agency", "pl1", "fte", 0.5),
        changed(plan, "cases", "east/in-need", "cases", 10.0),
        changed(plan, "ramps", "agency", "shares", (0.1, 0.2)),
        changed(plan, "header", "", "months", 6),
    ]
    for other in others:
        assert not same(project(other), first)
        assert same(project(plan), first)


def test_equal_plans_made_apart_give_the_same() -> None:
    assert same(project(small_plan()), project(Plan.model_validate(small_plan().model_dump())))
