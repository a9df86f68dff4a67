"""Changes in bulk: which one, its values, and taking it."""

from __future__ import annotations

from scenarios.scopes import scope_name
from tui.screens import on_demand
from tui.screens.workspace_base import WorkspaceBase


class LeverCommands(WorkspaceBase):
    """Commands that change a part of the plan in bulk."""

    def action_pull_lever(self) -> None:
        """Change the part of the plan that is looked at in bulk."""
        self.begin(self._pull_lever())

    async def _pull_lever(self) -> None:
        from scenarios.levers import LEVERS  # noqa: PLC0415 - the start must not wait for them
        from tui.screens.levers import PullLever  # noqa: PLC0415

        plan, scope = self.working.plan, self.working.scope
        levers = {lever.__name__: lever for lever in LEVERS}
        choices = [on_demand.Choice(name, lever.LABEL) for name, lever in levers.items()]
        name = await self.ask(
            on_demand.Choose(f"Change in bulk: {scope_name(plan, scope)} (w or / for another part)", choices)
        )
        if name is None:
            return
        self.begin(self.backed_up())
        change = await self.ask(PullLever(levers[name], plan, scope))
        if change is not None:
            self.take(change)
            self.say(f"{change.label}. u takes it back.")
