"""Scenarios: open, branch, begin anew, undo, redo, history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from scenarios.drafts import blank_plan
from scenarios.fields import MAX_NAME
from scenarios.plan import Plan
from scenarios.text import clean_line, free_name
from tui import format as fmt
from tui.history import in_words, when
from tui.refusal import Refusal
from tui.screens.dialogs import AskText, Choice, Choose, Confirm
from tui.screens.workspace_base import WorkspaceBase

if TYPE_CHECKING:
    from store.store import Applied, ScenarioInfo, Store


class ScenarioCommands(WorkspaceBase):
    """Commands on scenarios as a whole."""

    async def open_scenario(self, scenario_id: str) -> None:
        """Begin a session with a scenario of the store, and remember it as the last one."""

        def work(store: Store) -> tuple[Plan, Plan | None]:
            plan = store.plan(scenario_id)
            store.remember_last(scenario_id)
            return plan, base_of(store, plan)

        plan, base = await self.desk.ask(work)
        self.opened(scenario_id, plan, base)

    def action_list_scenarios(self) -> None:
        """Choose a scenario to open."""
        self.begin(self._list_scenarios())

    async def _list_scenarios(self) -> None:
        infos = await self.desk.ask(lambda store: store.scenarios())
        chosen = await self.ask(Choose("Open which scenario?", [_choice(info) for info in infos]))
        if chosen is not None:
            await self.open_scenario(chosen)

    async def name_not_taken(self, question: str, suggested: str) -> str | None:
        """A new scenario's name, asked for until it is not taken; None when left with Esc."""
        taken = {info.name.casefold() for info in await self.desk.ask(lambda store: store.scenarios())}

        def check(text: str) -> None:
            name = clean_line(text)
            if not 0 < len(name) <= MAX_NAME:
                raise Refusal(name or None, f"a name of at most {MAX_NAME} characters")
            if name.casefold() in taken:
                raise Refusal(name, "a name that no other scenario has")

        text = await self.ask(AskText(question, free_name(suggested, taken), check))
        return None if text is None else clean_line(text)

    def action_branch(self) -> None:
        """Copy this scenario under a new name and go on in the copy."""
        self.begin(self._branch())

    async def _branch(self) -> None:
        session = self.working
        name = await self.name_not_taken("Branch under which name?", f"{session.plan.header.name}, branch")
        if name is not None:
            applied = await self.desk.ask(lambda store: store.branch(session.scenario_id, name))
            await self.open_scenario(applied.scenario_id)
            self.say(f"You are now in “{name}”. The scenario it came from stays as it is.")

    def action_new_scenario(self) -> None:
        """Begin an empty plan."""
        self.begin(self._new_scenario())

    async def _new_scenario(self) -> None:
        name = await self.name_not_taken("Name of the new scenario?", "New scenario")
        if name is not None:
            plan = blank_plan(name, dt.date.today())
            applied = await self.desk.ask(lambda store: store.create(plan, f"New scenario {name}"))
            await self.open_scenario(applied.scenario_id)

    def action_delete_scenario(self) -> None:
        """Delete this scenario."""
        self.begin(self._delete_scenario())

    async def _delete_scenario(self) -> None:
        session = self.working
        name = session.plan.header.name
        if not await self.ask(Confirm(f"Delete the scenario “{name}”?\n\nu brings it back.", "Delete")):
            return
        try:
            await self.desk.ask(lambda store: store.delete(session.scenario_id))
        except self.desk.errors as error:
            self.say(str(error), trouble=True)
        else:
            await self.open_first()
            self.say(f"Deleted “{name}”. u brings it back.")

    async def open_first(self) -> None:
        """Open the file asked for, else the last scenario, else the first example."""
        raise NotImplementedError

    def action_undo(self) -> None:
        """Take the last change back."""
        self.begin(self._step_history("Undone", lambda store: store.undo(), "Nothing to undo."))

    def action_redo(self) -> None:
        """Make the last change taken back again."""
        self.begin(self._step_history("Redone", lambda store: store.redo(), "Nothing to redo."))

    async def _step_history(self, done: str, step: Callable[[Store], Applied | None], none: str) -> None:
        try:
            applied: Applied | None = await self.desk.ask(step)
        except self.desk.errors as error:
            self.say(str(error), trouble=True)
            return
        if applied is None:
            self.say(none)
            return
        await self._show_applied(applied)
        self.say(f"{done}: {applied.label}")

    async def _show_applied(self, applied: Applied) -> None:
        session = self.working
        if applied.scenario_id != session.scenario_id:
            await self.open_scenario(applied.scenario_id)
            return
        session.show(await self.desk.ask(lambda store: store.plan(applied.scenario_id)))
        self.refresh_figures()

    def action_history(self) -> None:
        """Show every change of this scenario."""
        self.begin(self._history())

    async def _history(self) -> None:
        session = self.working
        entries = await self.desk.ask(lambda store: store.history(session.scenario_id))
        choices = [Choice(str(entry.id), when(entry.when), in_words(session.plan, entry)) for entry in entries]
        await self.ask(Choose("History: every change, the latest first", choices))


def _choice(info: ScenarioInfo) -> Choice:
    kind = "example" if info.is_example else f"based on {info.based_on}" if info.based_on else ""
    return Choice(info.id, info.name, ", ".join(part for part in (f"as at {fmt.date(info.as_at)}", kind) if part))


def base_of(store: Store, plan: Plan) -> Plan | None:
    """The scenario a plan was branched from, where the store still has it."""
    named = {info.name: info.id for info in store.scenarios()}
    base = named.get(plan.header.based_on)
    return store.plan(base) if base else None
