"""Scenarios: open, branch, begin anew, rename, freeze, delete, undo, redo."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from threading import Event
from typing import TYPE_CHECKING, Any

from scenarios.changes import StaleError
from scenarios.drafts import blank_plan
from scenarios.fields import MAX_NAME
from scenarios.plan import Plan
from scenarios.text import clean_line, free_name
from store.errors import Frozen, NoSuchScenario, StoreDamaged
from tui.desk import let_paint
from tui.refusal import Refusal
from tui.screens import on_demand
from tui.screens.workspace_base import Opened, WorkspaceBase
from tui.session import Session
from tui.summaries import Summaries

if TYPE_CHECKING:
    from store.journal import Tell
    from store.reader import Reader
    from store.store import Applied, ScenarioInfo, Store

    Stepping = Callable[[Store, Tell], Applied | None]

ROOM_FOR_ENDING = 12
"""Characters of a suggested name that “, branch” and a number may take."""


class ScenarioCommands(WorkspaceBase):
    """Commands on scenarios as a whole: on the one that is open, and for the list of them on any."""

    ahead: Opened | None = None
    """The scenario worked on last without its base, read before there was anything to show it on."""

    async def read_ahead(self) -> None:
        """Read the scenario worked on last, to be opened first; its base comes once that is on the screen.

        Where it cannot be read, opening says why.
        """
        with suppress(self.desk.errors):
            last = await self.desk.look(lambda store: store.last_scenario())
            if last is not None:
                self.ahead = await self.desk.look(lambda store: read_alone(store, last))

    async def compare_with_base(self) -> None:
        """Compare the scenario that was read ahead with its base, once it is on the screen."""
        session = self.session
        if session is None or not session.awaits_base:
            return
        await self.came_up.wait()
        base, scenario_id = None, session.scenario_id
        try:
            base = await self.desk.look(lambda store: base_of(store, scenario_id))
        except self.desk.errors as error:
            self.say(str(error), title="Not compared", trouble=True)
        session.awaits_base = False
        if base is not None and not session.chosen:
            session.compare_with(base)
        self.refresh_figures()

    async def open_scenario(self, scenario_id: str) -> None:
        """Begin a session with a scenario of the store, compared with its base, and remember it as the last one."""
        self.opened(await self.desk.look_saved(lambda store: read_scenario(store, scenario_id)))
        self.check_once_painted(scenario_id)

    @cached_property
    def summaries(self) -> Summaries:
        """The figures of scenarios that the list has worked out so far."""
        return Summaries()

    def action_list_scenarios(self) -> None:
        """Show the list of scenarios."""
        self.app.push_screen(on_demand.ScenariosScreen(self, self.summaries))

    async def name_not_taken(self, question: str, suggested: str, own: str = "") -> str | None:
        """A scenario's name, asked for until no other has it; None when left with Esc. `own` is what it is called."""
        names = {info.name for info in await self.desk.ask(lambda store: store.scenarios())} - {own}
        taken = {name.casefold() for name in names}

        def check(text: str) -> None:
            name = clean_line(text)
            if not 0 < len(name) <= MAX_NAME:
                raise Refusal(name or None, f"a name of at most {MAX_NAME} characters")
            if name.casefold() in taken:
                raise Refusal(name, "a name that no other scenario has")

        text = await self.ask(on_demand.AskText(question, free_name(suggested, names), check))
        return None if text is None else clean_line(text)

    def action_branch(self) -> None:
        """Copy this scenario under a new name and go on in the copy."""
        self.begin(self.branch(self.working.scenario_id, self.working.plan.header.name))

    async def branch(self, scenario_id: str, base: str) -> bool:
        """Copy a scenario under a name asked for and open the copy; whether it was done."""
        name = await self.name_not_taken("Branch under which name?", f"{base[: MAX_NAME - ROOM_FOR_ENDING]}, branch")
        if name is None:
            return False
        applied = await self.desk.ask_saved(lambda store: store.branch(scenario_id, name))
        await self.open_scenario(applied.scenario_id)
        self.say(f"You are now in “{name}”. The scenario it came from stays as it is.")
        return True

    def action_new_scenario(self) -> None:
        """Begin an empty plan."""
        self.begin(self.new_scenario())

    async def new_scenario(self) -> bool:
        """Begin an empty plan under a name asked for, and open it; whether it was done."""
        name = await self.name_not_taken("Name of the new scenario?", "New scenario")
        if name is None:
            return False
        plan = blank_plan(name, dt.date.today())
        applied = await self.desk.ask(lambda store: store.create(plan, f"New scenario {name}"))
        await self.open_scenario(applied.scenario_id)
        return True

    async def rename(self, info: ScenarioInfo) -> bool:
        """Give a scenario a name asked for; whether it was done."""
        if info.is_example:
            self.say(
                f"“{info.name}” is an example and keeps its name. Branch it (b) and name the branch.", trouble=True
            )
            return False
        if self._refused_as_frozen(info):
            return False
        name = await self.name_not_taken(f"New name for “{info.name}”?", info.name, own=info.name)
        if name in (None, info.name):
            return False
        await self._done(info, lambda store: store.rename(info.id, str(name)))
        return True

    def _refused_as_frozen(self, info: ScenarioInfo) -> bool:
        if info.frozen_on:
            self.say(str(Frozen(info.name, info.frozen_on)), trouble=True)
        return info.frozen_on is not None

    async def freeze_or_thaw(self, info: ScenarioInfo) -> bool:
        """Freeze a scenario, or thaw one that is frozen; whether it was done."""
        if info.frozen_on:
            await self._done(info, lambda store: store.thaw(info.id))
            self.say(f"“{info.name}” can be edited again.")
        else:
            await self._done(info, lambda store: store.freeze(info.id))
            self.say(f"“{info.name}” is frozen: it opens, compares and branches, but is not edited until thawed (z).")
        return True

    def action_delete_scenario(self) -> None:
        """Delete this scenario."""
        self.begin(self._delete_this())

    async def _delete_this(self) -> None:
        session = self.working
        infos = await self.desk.ask(lambda store: store.scenarios())
        await self.delete(next(info for info in infos if info.id == session.scenario_id))

    async def delete(self, info: ScenarioInfo) -> bool:
        """Delete a scenario once that is confirmed; whether it was done. Where it was open, another is opened."""
        if self._refused_as_frozen(info):
            return False
        if not await self.ask(on_demand.Confirm(f"Delete the scenario “{info.name}”?\n\nu brings it back.", "Delete")):
            return False
        await self._done(info, lambda store: store.delete(info.id))
        self.say(f"Deleted “{info.name}”. u brings it back.")
        return True

    async def _done(self, info: ScenarioInfo, work: Callable[[Store], Applied]) -> None:
        applied = await self.desk.ask_saved(work)
        await self.catch_up(info.id, applied.scenario_id)

    async def catch_up(self, changed: str, instead: str) -> None:
        """Go on with the open scenario as the store has it now; with another where it has gone."""
        session = self.working

        def to_open(store: Store) -> str:
            ids = {info.name: info.id for info in store.scenarios()}
            if session.scenario_id not in ids.values():
                return instead
            reference = ids.get(session.reference_name, "")
            is_as_shown = store.plan(session.scenario_id) == session.plan and (
                not session.reference_name or (reference and store.plan(reference) == session.reference.plan)
            )
            if not is_as_shown or changed == session.scenario_id:
                return session.scenario_id
            store.remember_last(session.scenario_id)
            return ""

        scenario_id = await self.desk.ask(to_open)
        if scenario_id:
            await self.open_scenario(scenario_id)

    async def open_first(self) -> None:
        """Open the file asked for, else the last scenario, else the first example."""
        raise NotImplementedError

    async def choose_file(self) -> bool:
        """Open a scenario file that is asked for; whether it was done."""
        raise NotImplementedError

    async def save_file(self, scenario_id: str) -> bool:
        """Save a scenario as a file; whether it was done."""
        raise NotImplementedError

    def action_undo(self) -> None:
        """Take the last change back."""
        self.begin(self._show(self.undone()))

    def action_redo(self) -> None:
        """Make the last change taken back again."""
        self.begin(self._show(self.redone()))

    async def undone(self) -> Applied | None:
        """Take the last change in the store back and say which; None where there is none."""
        return await self._step_history("Undone", lambda store, tell: store.undo(tell), "Nothing to undo.")

    async def redone(self) -> Applied | None:
        """Make the last change taken back again and say which; None where there is none."""
        return await self._step_history("Redone", lambda store, tell: store.redo(tell), "Nothing to redo.")

    async def _step_history(self, done: str, step: Stepping, none: str) -> Applied | None:
        session, loop, is_ahead = self.working, asyncio.get_running_loop(), False

        def tell(applied: Applied) -> None:
            painted = Event()
            loop.call_soon_threadsafe(show, applied, painted)
            let_paint(painted)

        def show(applied: Applied, painted: Event) -> None:
            nonlocal is_ahead
            if not self._show_ahead(session, applied):
                painted.set()
                return
            is_ahead = True
            self._told_of(f"{done}: {applied.label}")
            self.once_painted(painted.set)

        applied, refusal = await self._stored(session, lambda store: step(store, tell))
        if refusal:
            self.say(refusal, trouble=True)
            if is_ahead:
                session.show(await self.desk.ask(lambda store: store.plan(session.scenario_id)))
                self.refresh_figures()
        elif applied is None or not is_ahead:
            self._told_of(f"{done}: {applied.label}" if applied else none)
        return applied

    async def _stored(self, session: Session, work: Callable[[Store], Applied | None]) -> tuple[Applied | None, str]:
        """What comes of a change that the store makes, or why it makes none. Until then nothing is said to be saved."""
        applied, refusal = None, ""
        session.saving += 1
        try:
            applied = await self.desk.ask_saved(work)
        except self.desk.errors as error:
            refusal = str(error)
        finally:
            session.saving -= 1
        self.forget_drafts(session)
        self.refresh_state()
        return applied, refusal

    def _show_ahead(self, session: Session, applied: Applied) -> bool:
        """Show what is about to be undone or redone, where it can be; whether it was."""
        is_shown = session is self.session and self.app.screen is self and session.scenario_id == applied.scenario_id
        if not is_shown or applied.change is None:
            return False
        try:
            session.commit(applied.change)
        except StaleError:
            return False
        self.refresh_figures()
        return True

    def _told_of(self, text: str) -> None:
        self.app.clear_notifications()  # of several steps in a row the last one is told
        self.say(text)

    async def _show(self, stepping: Coroutine[Any, Any, Applied | None]) -> None:
        applied = await stepping
        if applied is not None:
            await self.show_applied(applied)

    async def show_applied(self, applied: Applied) -> None:
        """Go on with what the store has after something was done there."""
        session = self.working
        if applied.scenario_id != session.scenario_id:
            await self.open_scenario(applied.scenario_id)
            return
        scenario_id = applied.scenario_id
        plan, info = await self.desk.look(lambda store: (store.plan_at_once(scenario_id), store.scenario(scenario_id)))
        if (info.frozen_on, plan) == (session.frozen_on, session.plan):
            self.refresh_state()
        else:
            session.show(plan)
            session.frozen_on = info.frozen_on
            self.refresh_figures()
        self.check_once_painted(scenario_id)

    def check_once_painted(self, scenario_id: str) -> None:
        """Look through every row of a scenario, for damage that reading it does not show."""
        self.once_painted(lambda: self.run_worker(self._check(scenario_id)))

    async def _check(self, scenario_id: str) -> None:
        try:
            await self.desk.look(lambda store: store.check(scenario_id))
        except StoreDamaged as error:
            self.say(str(error), title="Damaged", trouble=True)
        except self.desk.errors:
            return  # whatever needs the store next says why


def read_scenario(store: Reader, scenario_id: str) -> Opened:
    """A scenario with its base; noted as the one worked on last."""
    return replace(read_alone(store, scenario_id), base=base_of(store, scenario_id), awaits_base=False)


def read_alone(store: Reader, scenario_id: str) -> Opened:
    """A scenario without its base; noted as the one worked on last."""
    plan = store.plan(scenario_id)
    store.remember_last(scenario_id)
    info = store.scenario(scenario_id)
    return Opened(scenario_id, plan, None, info.frozen_on, info.is_example, awaits_base=bool(info.base_id))


def base_of(store: Reader, scenario_id: str) -> Plan | None:
    """The scenario that one was branched from, where the store still has it whole."""
    with suppress(StoreDamaged, NoSuchScenario):
        base_id = store.scenario(scenario_id).base_id
        return store.plan(base_id) if base_id else None
    return None
