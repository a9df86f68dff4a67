"""A branch brought up to date with its base, key by key, on a real store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from scenarios.changes import Change
from scenarios.edits import CellEdit, delete, edit_cells
from scenarios.files import plan_text
from scenarios.plan import Plan
from scenarios.totals import WHOLE_PLAN
from store.store import Store
from tests.scenarios.small import small_plan
from tests.tui.driving import Driver, driven
from tui.screens.rebase import Rebase

WEST = "west/social-worker"
NQ1 = ("pipeline", "nq1")
SIZES = [(80, 24), (120, 36)]


class Branches:
    """A store with the plan Small and a branch of it, Try, which opens next."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self.opened() as store:
            self.base = store.create(small_plan(), "New").scenario_id
            self.branch = store.branch(self.base, "Try").scenario_id

    @contextmanager
    def opened(self) -> Iterator[Store]:
        """The store, as another program has it open for a while."""
        store = Store.open(self.path)
        yield store
        store.close()

    def edit(self, scenario_id: str, table: str, ref: str, **fields: Any) -> None:
        """Change fields of a row."""
        edits = [CellEdit(table, ref, field, value) for field, value in fields.items()]
        self._apply(scenario_id, lambda plan: edit_cells(plan, edits))

    def delete(self, scenario_id: str, table: str, ref: str) -> None:
        """Delete a row and what refers to it."""
        self._apply(scenario_id, lambda plan: delete(plan, table, [ref]))

    def _apply(self, scenario_id: str, make: Callable[[Plan], Change]) -> None:
        with self.opened() as store:
            store.apply(scenario_id, make(store.plan(scenario_id)))
            store.remember_last(self.branch)

    def plan(self, scenario_id: str) -> Plan:
        """A plan as it is stored."""
        with self.opened() as store:
            return store.plan(scenario_id)


@pytest.fixture
def branches(store: Path) -> Branches:
    return Branches(store)


def posts(plan: Plan) -> float:
    return next(line.posts for line in plan.establishment if line.ref == WEST)


def is_open(app: Driver) -> bool:
    return isinstance(app.app.screen, Rebase)


async def bring_up_to_date(app: Driver) -> None:
    """By the palette."""
    await app.workspace_action("rebase")


@pytest.mark.parametrize("size", SIZES[:1])
async def test_without_a_conflict_both_sides_are_taken_and_undone_as_one(
    branches: Branches, size: tuple[int, int]
) -> None:
    branches.edit(branches.branch, *NQ1, fte=3.0)
    branches.edit(branches.base, "establishment", WEST, posts=8.0, in_post=6.0)
    before = branches.plan(branches.branch)
    async with driven(branches.path, size) as app:
        await bring_up_to_date(app)
        assert "2 changes of the base come in; 1 change of this branch is replayed on it." in app.screen
        assert "Nothing is in conflict" in app.screen
        await app.press("f9")
        assert "Bring up to date with Small: done." in app.screen
        assert app.workspace.working.plan.header.name == "Try"
        assert posts(app.workspace.working.plan) == 8.0
        after = branches.plan(branches.branch)
        assert (after, after.pipeline[2].fte) == (app.workspace.working.plan, 3.0)
        await app.press("u")
        assert app.workspace.working.plan == before
    assert plan_text(branches.plan(branches.branch)) == plan_text(before)


@pytest.mark.parametrize("size", SIZES)
async def test_a_conflict_is_decided_before_anything_is_taken(branches: Branches, size: tuple[int, int]) -> None:
    branches.edit(branches.branch, "establishment", WEST, posts=9.0)
    branches.edit(branches.base, "establishment", WEST, posts=8.0)
    async with driven(branches.path, size) as app:
        await bring_up_to_date(app)
        assert "1 conflict: 1 still to decide." in app.screen
        assert "Base then: 6.00. Base now: 8.00. Mine: 9.00." in app.screen
        assert "Posts: Social Worker, West" in app.screen
        await app.press("f9")
        assert is_open(app)
        assert "1 conflict still to decide: choose mine or base." in app.screen
        await app.press("enter")
        assert "1 conflict: all decided." in app.screen
        await app.press("space", "f9")
        assert not is_open(app)
        assert posts(app.workspace.working.plan) == 8.0
        await app.press("u")
    assert posts(branches.plan(branches.branch)) == 9.0


async def test_mine_is_kept_where_it_is_chosen(branches: Branches) -> None:
    branches.edit(branches.branch, "establishment", WEST, posts=9.0)
    branches.edit(branches.base, "establishment", WEST, posts=8.0, agency=1.0)
    async with driven(branches.path) as app:
        await bring_up_to_date(app)
        await app.press("enter", "f9")
    line = branches.plan(branches.branch).by_ref["establishment"][WEST]
    assert (vars(line)["posts"], vars(line)["agency"]) == (9.0, 1.0)


async def test_every_selected_conflict_is_decided_at_once(branches: Branches) -> None:
    for side, more in ((branches.branch, 1.0), (branches.base, 2.0)):
        branches.edit(side, "establishment", WEST, posts=6.0 + more, in_post=more)
    async with driven(branches.path) as app:
        await bring_up_to_date(app)
        assert "2 conflicts: 2 still to decide." in app.screen
        await app.press("b")
        assert "2 conflicts: 1 still to decide." in app.screen
        await app.press("ctrl+a", "m", "f9")
    assert posts(branches.plan(branches.branch)) == 7.0


async def test_a_row_on_what_the_base_deleted_says_what_comes_back(branches: Branches) -> None:
    branches.edit(branches.branch, "pipeline", "sw1", team="west")
    branches.delete(branches.base, "teams", "west")
    async with driven(branches.path) as app:
        await bring_up_to_date(app)
        assert "Starter: permanent, Social Worker, West" in app.screen
        assert "Base then: Team East. Base now: Team East. Mine: Team West." in app.screen
        text = " ".join(app.screen.replace("│", " ").split())
        assert "The base deleted West: mine brings back what this row needs, base takes the row as the base" in text
        await app.press("m", "f9")
    assert "west" in branches.plan(branches.branch).by_ref["teams"]


async def test_a_row_deleted_on_one_side_says_by_whom(branches: Branches) -> None:
    branches.edit(branches.branch, *NQ1, fte=3.0)
    branches.delete(branches.base, *NQ1)
    async with driven(branches.path) as app:
        await bring_up_to_date(app)
        assert "The base deleted it, this branch changed it." in app.screen
        assert "Base now: deleted." in app.screen
        await app.press("b", "f9")
    assert "nq1" not in branches.plan(branches.branch).by_ref["pipeline"]


async def test_a_team_that_the_base_deleted_is_looked_at_until_it_goes_here_too(branches: Branches) -> None:
    branches.delete(branches.base, "teams", "west")
    async with driven(branches.path) as app:
        await app.press("slash")
        await app.type("West")
        await app.press("enter")
        assert app.workspace.working.scope.key == "west"
        assert app.headline("posts")[0] == "6.00"
        await bring_up_to_date(app)
        await app.press("f9")
        assert app.workspace.working.scope == WHOLE_PLAN
        assert app.headline("posts")[0] == "11.00"


async def test_left_with_esc_nothing_is_changed(branches: Branches) -> None:
    branches.edit(branches.base, "establishment", WEST, posts=8.0)
    async with driven(branches.path) as app:
        await bring_up_to_date(app)
        assert is_open(app)
        await app.press("escape")
        assert not is_open(app)
    assert posts(branches.plan(branches.branch)) == 6.0


async def test_once_up_to_date_there_is_nothing_to_do(branches: Branches) -> None:
    branches.edit(branches.base, "establishment", WEST, posts=8.0)
    async with driven(branches.path) as app:
        await bring_up_to_date(app)
        await app.press("f9")
        await bring_up_to_date(app)
        assert not is_open(app)
        assert "“Small” has not changed since" in app.screen


async def test_a_plan_without_a_base_says_so(branches: Branches) -> None:
    async with driven(branches.path) as app:
        await app.open_named("Small")
        await bring_up_to_date(app)
        assert not is_open(app)
        assert "“Small” has no base" in app.screen


async def test_a_frozen_branch_is_left_alone(branches: Branches) -> None:
    branches.edit(branches.base, "establishment", WEST, posts=8.0)
    with branches.opened() as store:
        store.freeze(branches.branch)
    async with driven(branches.path) as app:
        await bring_up_to_date(app)
        assert not is_open(app)
        assert "“Try” was frozen on" in app.screen
