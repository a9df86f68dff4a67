"""The scope tree: the whole plan, its services and areas, and their teams."""

from __future__ import annotations

from rich.text import Text
from textual import events
from textual.geometry import Size
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from scenarios.plan import Plan, Team
from scenarios.totals import WHOLE_PLAN, Scope


class ScopePanel(Tree[Scope]):
    """The parts of the plan; the one under the cursor is what every table, figure and chart shows."""

    HELP = (
        "## Scope\n\nWhat part of the plan you look at. Arrow keys and Enter choose, `/` finds, `w` is the whole plan."
    )

    def __init__(self, widget_id: str) -> None:
        super().__init__("Whole plan", data=WHOLE_PLAN, id=widget_id)
        self._made_for: tuple[Team, ...] = ()
        self.guide_depth = 2

    def on_resize(self, event: events.Resize) -> None:
        """Stay as it is: the width is its own. A tree would lay the whole screen out for a second time."""
        event.prevent_default()

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:  # noqa: FBT001, FBT002 - the framework's own
        if size.width == self._size.width:
            self._size = size  # of another height only: its lines stay as they are drawn
        return super()._size_updated(size, virtual_size, container_size, layout)

    def show(self, plan: Plan) -> None:
        """Make the tree anew where teams have changed. Teams come below a service or an area once that is opened."""
        if plan.teams == self._made_for:
            return
        self._made_for = plan.teams
        self.clear()
        self.root.expand()
        for service in dict.fromkeys(team.service for team in plan.teams):
            scope = Scope("service", service)
            if service:
                self.root.add(Text(service), data=scope)
            else:
                self._add_teams(self.root, scope)
        for area in dict.fromkeys(team.area for team in plan.teams if team.area):
            self.root.add(Text(f"{area} area"), data=Scope("area", area))

    def _add_teams(self, node: TreeNode[Scope], scope: Scope) -> None:
        for team in self._made_for:
            if scope.holds(team):
                node.add_leaf(Text(team.name), data=Scope("team", team.key))

    def _fill(self, node: TreeNode[Scope]) -> None:
        if node.data is not None and node.data.kind in ("service", "area") and not node.children:
            self._add_teams(node, node.data)

    def _toggle_node(self, node: TreeNode[Scope]) -> None:
        """Open or close a branch, by whatever key or click."""
        self._fill(node)
        super()._toggle_node(node)

    def action_toggle_expand_all(self) -> None:
        """Open or close all branches."""
        for node in self.root.children:
            self._fill(node)
        super().action_toggle_expand_all()
