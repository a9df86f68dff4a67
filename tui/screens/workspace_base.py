"""What every command of the workspace builds on: the session, the store's desk, and showing what has changed."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar

from textual.screen import Screen

from scenarios.changes import Change
from scenarios.plan import Plan
from scenarios.problems import Faulty
from store.errors import Frozen, NameTaken, NoSuchScenario
from store.stale import StaleRow
from tui.desk import Desk
from tui.held_keys import HeldKeys
from tui.screens.complete import Complete
from tui.session import Session
from tui.sheets.sheet import Sheet
from tui.widgets.grid import PlanGrid

if TYPE_CHECKING:
    from store.store import Applied

Result = TypeVar("Result")
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Opened:
    """A scenario as the store has it, with the plan that it is compared with and the date it was frozen, if any.

    `is_example` says whether it is one that came with the product, `awaits_base` whether its base is still to be read.
    """

    scenario_id: str
    plan: Plan
    base: Plan | None
    frozen_on: dt.date | None
    is_example: bool
    awaits_base: bool = False


class WorkspaceBase(Complete[None]):
    """The session on a screen. Commands change it through `take`; nothing else writes."""

    def __init__(self, desk: Desk, open_file: Path | None, held: HeldKeys) -> None:
        super().__init__()
        self.desk = desk
        self.held = held
        self.open_file = open_file
        self.asking = 0
        """How many dialogs are open, or are answered but not yet acted on."""
        self.session: Session | None = None
        self.sheet: Sheet

    @property
    def grid(self) -> PlanGrid:
        """The table on the screen."""
        return self.query_one(PlanGrid)

    @property
    def working(self) -> Session:
        """The session; commands run only once there is one."""
        if self.session is None:
            raise LookupError("no scenario is open yet")
        return self.session

    def refresh_figures(self) -> None:
        """Show the session's view everywhere."""
        raise NotImplementedError

    def refresh_state(self) -> None:
        """Show whether everything is saved."""
        raise NotImplementedError

    def show_sheet(self) -> None:
        """Show the table as the session's view has it."""
        raise NotImplementedError

    def opened(self, scenario: Opened) -> None:
        """Begin a session with a scenario."""
        raise NotImplementedError

    def say(self, text: str, *, title: str = "", trouble: bool = False) -> None:
        """Tell the manager something in passing. Text is shown as it is, never read as markup."""
        self.notify(text, title=title, severity="warning" if trouble else "information", markup=False)

    async def ask(self, screen: Screen[Result]) -> Result | None:
        """What a dialog is answered with. Only within a worker. Keys that waited for a plan do not answer it."""
        if self.session is None and self.held.drop():
            self.say("What you typed before this question was for the plan, and was not used.")
        self.asking += 1
        try:
            return await self.app.push_screen_wait(screen)
        finally:
            self.asking -= 1

    async def off_loop(self, work: Callable[[], Answer]) -> Answer:
        """What work with files comes to, done on another thread."""
        return await asyncio.to_thread(work)

    async def backed_up(self) -> None:
        """Make a backup before a change of many rows. That it cannot be made is told, and stops nothing."""
        from store.backups import back_up  # noqa: PLC0415 - the first frame must not wait for it

        path, now = self.desk.path, dt.datetime.now().astimezone()
        try:
            await self.off_loop(lambda: back_up(path, now))
        except self.desk.errors as error:
            self.say(str(error), title="No backup", trouble=True)

    def begin(self, work: Coroutine[Any, Any, object]) -> None:
        """Start a piece of work that waits for dialogs or the store."""
        self.run_worker(self._told(work))

    async def _told(self, work: Coroutine[Any, Any, object]) -> None:
        """Work whose refusals, from the plan's rules or the store, are told rather than the end of the app."""
        try:
            await work
        except Faulty as faulty:
            self.say(f"{faulty.problems[0].what} Nothing was changed.", title="Not taken", trouble=True)
        except self.desk.errors as error:
            self.say(f"{error} Nothing was changed.", title="Not done", trouble=True)

    def once_painted(self, work: Callable[[], object]) -> None:
        """Do something when the screen shows what has just been changed."""
        self.grid.body.call_after_refresh(work)  # the screen's own may come before its widgets ask to be painted

    def take(self, change: Change) -> None:
        """Make a change: on the screen at once, then in the store. The title says saved when it is on the disk."""
        session = self.working
        if session.frozen_on is not None:
            self.say(str(Frozen(session.plan.header.name, session.frozen_on)), title="Frozen", trouble=True)
            session.drop_preview()
            self.refresh_figures()
            return
        self.query_one("#guide").remove_class("-on")
        self.make(session, change)

    def make(self, session: Session, change: Change) -> None:
        """Make a change in a session, also one that is no longer on the screen."""
        then = session.plan
        session.commit(change)
        session.saving += 1
        painted = Event()
        future = self.desk.apply(session.scenario_id, change, painted)
        self.refresh_figures()

        def wait() -> None:
            painted.set()
            self.begin(self._saved(session, future, then, change))

        self.once_painted(wait)

    def forget_drafts(self, session: Session) -> None:
        """Forget what was entered, once everything is stored."""
        if not (session.saving or session.trouble):
            self.drafts_stored()

    def drafts_stored(self) -> None:
        """Hear that everything that was entered is stored."""
        raise NotImplementedError

    async def settle(self, session: Session, then: Plan, change: Change) -> None:
        """Have the manager decide about a change that the store refused, as another process had been there first."""
        raise NotImplementedError

    def attempt(self, make: Any, *arguments: Any) -> bool:
        """Make a change by a function of the plan, or say why it is refused."""
        try:
            self.take(make(self.working.plan, *arguments))
        except Faulty as faulty:
            self.say(faulty.problems[0].what, trouble=True)
            return False
        return True

    async def _saved(self, session: Session, pending: Any, then: Plan, change: Change) -> None:
        changed = True
        try:
            applied: Applied = await self.desk.answer(pending)
        except StaleRow:
            await self.settle(session, then, change)
        except (NameTaken, Frozen) as refused:
            self.say(f"{refused} Nothing was changed.", title="Not taken", trouble=True)
            session.show(await self.desk.ask(lambda store: store.plan(session.scenario_id)))
        except self.desk.errors as error:
            session.trouble = str(error)
            self.say(f"{error} What you see is kept here: save it as a file.", title="Not saved", trouble=True)
        else:
            session.trouble = ""
            changed = await self._follow(session, applied)
        finally:
            session.saving -= 1
        self.forget_drafts(session)
        if changed:
            self.refresh_figures()
        else:
            self.refresh_state()

    async def _follow(self, session: Session, applied: Applied) -> bool:
        """Go on in the branch where a change has made one of an example; whether it has."""
        if applied.scenario_id == session.scenario_id or session is not self.session:
            return False
        example_id, session.scenario_id = session.scenario_id, applied.scenario_id
        try:
            plans = await self.desk.ask(lambda store: [store.plan(each) for each in (example_id, applied.scenario_id)])
        except NoSuchScenario:
            return True  # undone already: what that shows is on its way
        example, header = plans[0], plans[1].header
        session.branched(example, header)
        self.say(f"The example stays as it is. You are now in “{header.name}”.", title="Branched")
        return True
