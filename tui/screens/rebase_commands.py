"""Bringing the branch that is open up to date with its base."""

from __future__ import annotations

from scenarios.compare.inputs import input_differences
from store.errors import Frozen
from tui.screens import on_demand
from tui.screens.scenario_commands import ScenarioCommands


class RebaseCommands(ScenarioCommands):
    """The command that replays a branch's own changes on its base as it is now."""

    def action_rebase(self) -> None:
        """Bring this branch up to date with its base."""
        self.begin(self._rebase())

    async def _rebase(self) -> None:
        session = self.working
        scenario_id, plan = session.scenario_id, session.plan
        if session.frozen_on is not None:
            self.say(str(Frozen(plan.header.name, session.frozen_on)), title="Frozen", trouble=True)
            return
        base = await self.desk.ask(lambda store: store.base(scenario_id))
        if base is None:
            self.say(f"“{plan.header.name}” has no base in the list to bring it up to date with.", trouble=True)
            return
        if not input_differences(base.then, base.now):
            self.say(f"“{base.name}” has not changed since: this branch is up to date with it.")
            return
        self.begin(self.backed_up())
        change = await self.ask(on_demand.Rebase(base.then, base.now, plan, base.name))
        if change is not None:
            await self.show_applied(await self.desk.ask(lambda store: store.rebase(scenario_id, change, base.mark)))
            self.say(f"{change.label}: done. u takes it back.")
