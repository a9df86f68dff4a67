"""The scope tree: its branches have their teams whenever and however they are opened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from textual.widgets.tree import TreeNode

from scenarios.totals import WHOLE_PLAN, Scope
from tests.tui.driving import Driver, driven
from tui.widgets.scope_panel import ScopePanel


def tree(app: Driver) -> ScopePanel:
    return app.workspace.query_one(ScopePanel)


async def to_tree(app: Driver) -> None:
    await app.open_named("Made-up county")
    tree(app).focus()
    await app.settled()


def shown(node: TreeNode[Scope]) -> Iterator[str]:
    yield str(node.label)
    if node.is_expanded:
        for child in node.children:
            yield from shown(child)


def expected(app: Driver, *, is_open: bool) -> list[str]:
    """The whole tree as it is with every branch open, or none."""
    teams = app.workspace.working.plan.teams
    lines = ["Whole plan"]
    for field, ending in (("service", ""), ("area", " area")):
        for key in dict.fromkeys(getattr(team, field) for team in teams if getattr(team, field)):
            lines.append(key + ending)
            lines += [team.name for team in teams if is_open and getattr(team, field) == key]
    return lines


async def test_a_branch_has_its_teams_for_keys_typed_faster_than_it_opens(store: Path) -> None:
    async with driven(store) as app:
        await to_tree(app)
        team = app.workspace.working.plan.teams[0]
        tree(app).move_cursor(tree(app).root.children[0])
        for key in ("space", "down", "enter"):
            app.app.simulate_key(key)
        await app.settled()
        assert app.workspace.working.scope == Scope("team", team.key)
        assert team.name in app.screen


async def test_all_branches_open_and_close_at_once(store: Path) -> None:
    async with driven(store) as app:
        await to_tree(app)
        assert list(shown(tree(app).root)) == expected(app, is_open=False)
        tree(app).move_cursor(tree(app).root.children[0])
        for is_open in (True, False, True):
            await app.press("shift+space")
            assert list(shown(tree(app).root)) == expected(app, is_open=is_open)


async def test_a_branch_chosen_opens_with_its_teams_and_closes_when_chosen_again(store: Path) -> None:
    async with driven(store) as app:
        await to_tree(app)
        branch = tree(app).root.children[-1]
        scope = branch.data or WHOLE_PLAN
        tree(app).move_cursor(branch)
        for _ in range(2):
            await app.press("enter")
            assert [node.data for node in branch.children] == [
                Scope("team", team.key) for team in app.workspace.working.plan.teams if scope.holds(team)
            ]
            assert app.workspace.working.scope == scope != WHOLE_PLAN
            await app.press("enter")
            assert branch.is_collapsed
