"""What is remembered between projections is what would be worked out anew, and nobody can write to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios import demand
from scenarios.compare.comparison import Comparison
from scenarios.cover import absent, agency, agency_workers
from scenarios.examples import example
from scenarios.inputs import Inputs
from scenarios.plan import Plan
from scenarios.projection import Projection, project
from scenarios.rampup import ramp_up
from scenarios.same import Same, aside
from scenarios.staff import staff
from scenarios.starts import pipeline
from scenarios.sums import Amounts
from tests.scenarios.agreement import arrays_of
from tests.scenarios.edited import edited
from tests.scenarios.strategies import plans_with_money


def figures_of(projection: Projection) -> dict[str, Any]:
    keys = {name: getattr(projection, name) for name in ("dates", "lines", "teams")}
    return keys | {name: values.copy() for name, values in arrays_of(projection).items()} | vars(projection.now)


def same(found: dict[str, Any], expected: dict[str, Any]) -> None:
    assert found.keys() == expected.keys()
    for name, value in expected.items():
        assert np.array_equal(found[name], value), name


def afresh(plan: Plan) -> Plan:
    """An equal plan whose rows are new objects, so that nothing remembered is of them."""
    return Plan.model_validate(plan.model_dump())


TABLES = ("establishment", "pipeline", "post_changes", "agency", "absences", "leavers", "moves", "cases")


@settings(max_examples=25, deadline=None, derandomize=True)
@given(plans_with_money())
def test_a_plan_an_edit_and_the_plan_again(plan: Plan) -> None:
    before = figures_of(project(plan))
    for table in TABLES:
        after = plan.with_rows(**{table: plan.rows(table)[:-1]})
        if table == "establishment":
            after = plan.with_rows(establishment=[row.model_copy(update={"posts": 3.0}) for row in plan.establishment])
        same(figures_of(project(after)), figures_of(project(afresh(after))))
        same(figures_of(project(plan)), before)
    ramps = [row.model_copy(update={"shares": (0.25,)}) for row in plan.ramps]
    later = plan.header.model_copy(update={"as_at": plan.header.as_at - dt.timedelta(days=40)})
    shorter = plan.header.model_copy(update={"months": max(1, plan.header.months - 1)})
    for after in (plan.with_rows(ramps=ramps), plan.with_rows(header=(later,)), plan.with_rows(header=(shorter,))):
        same(figures_of(project(after)), figures_of(project(afresh(after))))
        same(figures_of(project(plan)), before)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.data(), st.randoms(use_true_random=False))
def test_in_whatever_order_figures_are_read_after_an_edit(data: st.DataObject, random: Any) -> None:
    plan = data.draw(plans_with_money())
    for edited_plan in (plan, data.draw(edited(plan))):
        result, expected = project(edited_plan), arrays_of(project(afresh(edited_plan)))
        for name in random.sample(sorted(expected), k=len(expected)):
            assert np.array_equal(getattr(result, name), expected[name]), name


def test_an_edit_of_a_few_lines_is_read_like_the_whole_establishment() -> None:
    plan = example("Made-up county, 60 teams")
    first, second, *others = plan.establishment
    before, columns = Inputs(plan), ("posts", "in_post", "absent", "agency", "turnover")
    updates: tuple[dict[str, Any], ...]
    updates = {"posts": 1.5}, {"posts": 1.5, "turnover": 0.25}, {"turnover": None}, {"newly_created": 0.5}
    edits = [(first, second.model_copy(update=update), *others) for update in updates]
    found = [Inputs(plan.with_rows(establishment=rows)) for rows in edits]
    for update, rows, after in zip(updates, edits, found, strict=True):
        assert after.lines is before.lines
        assert {name for name in columns if after.column(name) is not before.column(name)} == {
            name for name in update.keys() & columns if update[name] is not None
        }
        turned = Inputs(plan.with_rows(establishment=rows[::-1]))
        for name in columns:
            assert np.array_equal(after.column(name), turned.column(name)[::-1], equal_nan=True), name
    swapped = Inputs(plan.with_rows(establishment=(second, first, *others)))
    assert swapped.lines.pairs[:2] == before.lines.pairs[1::-1]


def test_work_that_is_set_aside_puts_out_nothing() -> None:
    plan = example("Made-up county, 60 teams")
    others = [plan.with_rows(absences=(), agency=(), moves=(), post_changes=plan.post_changes[:n]) for n in range(6)]
    kept = Inputs(plan).posts
    with aside():
        once = [Inputs(other).posts for other in (*others, plan)]
        assert once[-1] is not kept
        assert once[-1] is Inputs(plan).posts
    assert np.array_equal(once[-1], kept)
    assert Inputs(plan).posts is kept
    again = [Inputs(other).posts for other in others]
    assert all(np.array_equal(now, then) for now, then in zip(again, once, strict=False))
    assert Inputs(plan).posts is not kept


def test_reasons_put_out_nothing_of_the_plans_compared() -> None:
    before, after = example("West Sussex, March 2019"), example("West Sussex, May 2022")
    after = after.with_rows(header=(after.header.model_copy(update={"as_at": before.header.as_at}),))
    comparison = Comparison(before, after)
    kept = staff(Inputs(comparison.before))
    assert comparison.why() is not None
    assert len(comparison.mixtures.groups) > 2
    assert staff(Inputs(comparison.before)) is kept


def arrays(value: Any) -> list[np.ndarray]:
    if isinstance(value, np.ndarray):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else vars(value).values()
    return [array for part in parts if isinstance(part, np.ndarray | dict | Amounts) for array in arrays(part)]


REMEMBERED: dict[str, Callable[[Plan, Inputs], Any]] = {
    "starts": lambda _, inputs: inputs.starts,
    "pipeline": lambda _, inputs: pipeline(inputs.starts, inputs.lines),
    "timeline": lambda _, inputs: (inputs.time.lengths, inputs.time.shifts),
    "posts": lambda _, inputs: inputs.posts,
    "dated": lambda _, inputs: inputs.dated,
    "joiners": lambda _, inputs: inputs.joiners,
    "columns": lambda _, inputs: (inputs.column("in_post"), inputs.turnover),
    "staff": lambda _, inputs: staff(inputs),
    "ramp-up": lambda _, inputs: ramp_up(inputs, staff(inputs)),
    "absent": lambda _, inputs: absent(inputs),
    "agency": lambda _, inputs: agency(inputs),
    "agency workers": lambda plan, inputs: agency_workers(Same(plan.agency), inputs.starts, inputs.lines, inputs.time),
    "now": lambda plan, _: project(plan).now,
    "capacity": lambda plan, _: (project(plan).capacity, project(plan).team_capacity),
    "of roles": lambda _, inputs: (inputs.caseload_share, inputs.by_team),
    "cases": lambda _, inputs: demand.demand(inputs),
    "targets": lambda plan, _: (project(plan).targets, project(plan).required_fte),
}


@pytest.mark.parametrize("name", REMEMBERED)
def test_nobody_can_write_to_what_is_remembered(name: str) -> None:
    plan = example("Made-up county, 60 teams")
    found = arrays(REMEMBERED[name](plan, Inputs(plan)))
    assert found
    for array in found:
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0
