"""Other processes with the same store: taking in what they change, and asking where both changed the same."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on

from scenarios.changes import Change
from scenarios.edits import add
from scenarios.plan import Plan
from scenarios.problems import Faulty
from store.errors import NoSuchScenario
from tui import format as fmt
from tui.elsewhere import CHANGED_TOO, Contest, news, sides_text, standing_news
from tui.screens import on_demand
from tui.screens.cell_editing import CellEditing, RefusedError, Typed
from tui.screens.scenario_commands import ScenarioCommands, base_of
from tui.session import Session, View
from tui.sheets.sheet import Target, names
from tui.widgets import grid_messages as told
from tui.widgets.grid_edit import Edit

if TYPE_CHECKING:
    from store.listing import ScenarioInfo
    from store.reader import Reader

LOOK_SECONDS = 1.0
"""How often the store is asked whether another process has written to it."""
QUIET_SECONDS = 0.7
"""How long no key must have come before a question opens: the next one would answer it."""
THEIRS_OR_MINE = {"theirs": "Keep theirs", "mine": "Use mine"}
LEAVE_OR_RESTORE = {"leave": "Leave it deleted", "restore": "Put it back with mine"}


@dataclass(frozen=True)
class News:
    """The store after another process has written to it: what is open and what is shown beside it."""

    version: int
    infos: tuple[ScenarioInfo, ...]
    plan: Plan | None
    reference: Plan | None
    others: tuple[Plan, ...]


class Elsewhere(CellEditing, ScenarioCommands):
    """Sees what other processes change, within two seconds, and never writes over it unasked."""

    _version: int | None = None
    """The state of the store that is on the screen."""
    _is_looking = False
    _typed_at = 0.0
    _before_edit: View
    """The plan when the edit in the editor began."""

    def keep_looking(self) -> None:
        """Begin to look for changes by others."""
        self._settling = asyncio.Lock()
        self.set_interval(LOOK_SECONDS, self._tick)

    def _tick(self) -> None:
        session = self.session
        if session is None:
            return
        if session.is_held_up != self.desk.is_held_up:
            session.is_held_up = self.desk.is_held_up
            self.refresh_state()
        if not self._is_looking:
            self._is_looking = True
            self.run_worker(self._look(session))

    @property
    def _is_quiet(self) -> bool:
        """Whether nobody is typing this very moment."""
        return time.monotonic() - self._typed_at > QUIET_SECONDS

    @on(told.EditChanged)
    @on(told.EditCommitted)
    def _note_key(self) -> None:
        self._typed_at = time.monotonic()

    def _may_take_in(self, session: Session) -> bool:
        """Whether all that is on the screen is stored, and nobody is asked about it or types this very moment."""
        is_stored = not (session.saving or session.trouble)
        return session is self.session and is_stored and not self.asking and self._is_quiet

    async def _quiet(self) -> None:
        """Wait until nobody is typing."""
        while not self._is_quiet:
            left = self._typed_at + QUIET_SECONDS - time.monotonic()
            await asyncio.sleep(max(left, 0.0))

    async def _look(self, session: Session) -> None:
        shown = session.plan
        try:
            found = await self.desk.look(lambda store: self._news(store, session))
            if found is not None and session.plan is shown and self._may_take_in(session):
                is_first, self._version = self._version is None, found.version
                if not is_first and isinstance(self.app.screen, on_demand.ScenariosScreen):
                    await self.app.screen.reload()
                await self._take_in(session, found)
        except self.desk.errors:
            return  # whatever is wrong with the store is told by what is done next
        finally:
            self._is_looking = False

    def _news(self, store: Reader, session: Session) -> News | None:
        """What there is to take in; None where nothing was written. Works on the store's thread."""
        version = store.data_version()
        if version == self._version:
            return None
        infos = store.scenarios()
        ids = {info.name: info.id for info in infos}

        def named(name: str) -> Plan | None:
            return store.plan(ids[name]) if name in ids else None

        is_there = session.scenario_id in ids.values()
        base = base_of(store, session.scenario_id) if is_there and not session.chosen else None
        reference = (base or named(session.reference_name)) if session.reference_name else None
        others = tuple(named(view.plan.header.name) or view.plan for view in session.others)
        return News(version, infos, store.plan(session.scenario_id) if is_there else None, reference, others)

    async def _take_in(self, session: Session, found: News) -> None:
        info = next((info for info in found.infos if info.id == session.scenario_id), None)
        if info is None or found.plan is None:
            await self._gone(session)
            return
        lines = [*standing_news(info, session.plan.header.name, session.frozen_on), news(session.plan, found.plan)]
        for line in filter(None, lines):
            self.say(line)
        await self._show_news(session, info, found.plan, found)

    async def _show_news(self, session: Session, info: ScenarioInfo, plan: Plan, found: News) -> None:
        """Show the store's plan; an edit goes on, or is told where its row has gone."""
        edit, before = self.grid.editing, session.committed
        is_same = (info.frozen_on, plan) == (session.frozen_on, session.plan)
        if is_same and found.reference in (None, session.reference.plan) and found.others == _plans(session):
            return
        session.frozen_on = info.frozen_on
        others = tuple(View.of(each, session.scope) for each in found.others)
        session.catch_up(plan, found.reference, others)
        is_gone = edit is not None and self.target_at(edit.row_key, edit.column) is None
        if edit is not None and not is_gone:
            self._type_again(edit)
        self.refresh_figures()
        if edit is not None and is_gone:
            await self._row_gone(before, edit)

    def _type_again(self, edit: Edit) -> None:
        """Preview what is in the editor once more, and say where the cell itself was changed."""
        target = self.target_at(edit.row_key, edit.column)
        if target is None or edit.awaited is not None:
            return
        try:
            self.working.try_out(self.change_for([Typed(target, edit.text)]))
        except RefusedError:
            self.working.drop_preview()
        was = self.edited_sheet.target(self._before_edit, edit.row_key, edit.column)
        if was is not None and was.value != target.value:
            self.grid.note(f"Changed elsewhere to {self._text(target, target.value)}: Enter asks which to keep")

    def _text(self, target: Target, value: object) -> str:
        plan = self.working.plan
        return fmt.cell(target.column, value, names(plan, target.column.refers)) or fmt.UNKNOWN

    async def _gone(self, session: Session) -> None:
        """The open scenario was deleted: go to another."""
        name, edit = session.plan.header.name, self.grid.editing
        self.grid.leave()
        last = await self.desk.ask(lambda store: store.last_scenario())
        if last is not None:
            await self.open_scenario(last)
            typed = f" You were typing “{edit.text}”." if edit is not None else ""
            shown = self.working.plan.header.name
            self.say(f"Changed elsewhere: “{name}” was deleted. This is “{shown}”.{typed}", trouble=True)

    async def _row_gone(self, before: View, edit: Edit) -> None:
        """The row that was typed in was deleted: it stays so, or comes back with what was typed."""
        was = self.edited_sheet.target(before, edit.row_key, edit.column)
        if was is None:
            return
        question = f"The row you are typing in was deleted elsewhere.\n\n{was.column.title}\n  You typed: {edit.text}"
        if await self.ask(on_demand.Decide(question, LEAVE_OR_RESTORE)) != "restore":
            self.say(f"Left deleted. You had typed “{edit.text}”.")
            return
        row = before.plan.by_ref[was.table][was.ref]
        try:
            self.take(add(self.working.plan, was.table, row, before.plan.rows(was.table).index(row)))
            self.take(self.change_for([Typed(was, edit.text)]))
        except Faulty as faulty:
            self.say(f"Not put back: {faulty.problems[0].what} You had typed “{edit.text}”.", trouble=True)
        except RefusedError as refused:
            self.say(f"Put back as it was: {refused} You had typed “{edit.text}”.", trouble=True)

    async def reread(self, session: Session) -> Plan:
        """The plan of a session as the store has it, with every change made up to now."""
        while True:
            shown = session.plan
            plan = await self.desk.ask(lambda store: store.plan(session.scenario_id))
            if session.plan is shown:
                return plan

    async def settle(self, session: Session, then: Plan, change: Change) -> None:
        """Show theirs and mine wherever another process has changed the same, and do what is chosen."""
        async with self._settling:
            await self._quiet()
            try:
                contest = Contest(then, await self.reread(session), change)
            except NoSuchScenario:
                session.trouble = f"“{then.header.name}” was deleted elsewhere."
                self.say(f"{session.trouble} What you see is kept here: save it as a file.", trouble=True)
                return
            session.show(contest.now)
            self.refresh_figures()
            if not contest.conflicts:
                self.say(contest.kept_both())
                self._go_on(session, contest.change("mine"))
            elif await self.ask(on_demand.Decide(contest.question, THEIRS_OR_MINE)) == "mine":
                self._go_on(session, contest.change("mine"))
            else:
                self.say(contest.dropped())
                self._go_on(session, contest.change("base"))

    def _go_on(self, session: Session, change: Change) -> None:
        if change.rows:
            self.make(session, change)

    @on(told.EditBegan)
    def _note_beginning(self) -> None:
        self._before_edit = self.working.committed

    def committing(self, target: Target, event: told.EditCommitted) -> bool:
        """Whether what was typed may be taken now; else it is once the manager has chosen it over theirs."""
        was = self.edited_sheet.target(self._before_edit, event.row_key, event.column)
        if was is None or was.value == target.value:
            return True
        self.begin(self._choose(was, target, event))
        return False

    async def _choose(self, was: Target, target: Target, event: told.EditCommitted) -> None:
        typed = Typed(target, event.text)
        try:
            change = self.change_for([typed])
        except RefusedError as refused:
            self.grid.refuse(str(refused))
            return
        theirs, mine = self._text(target, target.value), self._text(target, self.value_of(typed))
        texts = sides_text(self._text(was, was.value), theirs, mine)
        answer = await self.ask(on_demand.Decide(f"{CHANGED_TOO}\n\n{change.label}\n{texts}", THEIRS_OR_MINE))
        if answer == "mine":
            self.grid.accept()
            self.take(change)
        elif answer == "theirs":
            self.grid.leave()
            self.say(f"Kept theirs, {theirs}. You had typed “{event.text}”.")
        else:
            self.grid.refuse(f"Changed elsewhere to {theirs}: Enter asks again, Esc keeps theirs")


def _plans(session: Session) -> tuple[Plan, ...]:
    return tuple(view.plan for view in session.others)
