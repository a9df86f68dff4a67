"""What is being typed is kept as a draft, and offered at the next start where the app was killed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from textual import on
from textual.timer import Timer

from scenarios.naming import describe
from scenarios.plan import Plan
from store.drafts import Draft, DraftFile, left_behind
from tui.elsewhere import excerpt, sides_text
from tui.screens import on_demand
from tui.screens.cell_editing import CellEditing, RefusedError, Typed
from tui.screens.scenario_commands import ScenarioCommands
from tui.screens.view_commands import ViewCommands
from tui.sheets.registry import SHEETS
from tui.sheets.sheet import Sheet, Target
from tui.sheets.shown import edit_text
from tui.widgets import grid_messages as told

KEEP_SECONDS = 1.0
"""How long after a key a draft is written at the latest."""
NOT_STORED = "This was typed before the app ended, and is not stored."
GO_ON_OR_DROP = {"on": "Go on with it", "drop": "Drop it"}
THERE_OR_TYPED = {"drop": "Keep what is there", "on": "Use what was typed"}
CLOSE = {"drop": "Close"}


class Drafting(CellEditing, ScenarioCommands, ViewCommands):
    """Keeps what is being typed beside the store, at most a second after a key."""

    _draft_timer: Timer | None = None

    def keep_drafts_of(self, store: Path) -> None:
        """Begin to keep drafts beside a store."""
        self._drafts: dict[tuple[str, ...], Draft] = {}
        self._draft_file = DraftFile(store)

    @on(told.EditChanged)
    def _draft_typed(self, event: told.EditChanged) -> None:
        target = self.target_at(event.row_key, event.column)
        if target is not None:
            self._draft(target, event.row_key, event.column, event.text)

    def notes_typed(self, target: Target, row: str, column: str, text: str) -> None:
        """Keep a page of notes as it is being typed."""
        self._draft(target, row, column, text)

    def notes_left(self, row: str, column: str) -> None:
        """Forget notes that are left as they were."""
        self._drop((self.edited_sheet.name, row, column))

    def _draft(self, target: Target, row: str, column: str, text: str, *, entered: bool = False) -> None:
        session, sheet = self.working, self.edited_sheet
        key = (sheet.name, row, column)
        base = self._drafts[key].base if key in self._drafts else edit_text(sheet, session.committed, row, column)
        self._drafts[key] = Draft(
            scenario_id=session.scenario_id,
            scenario=session.plan.header.name,
            sheet=sheet.name,
            row=row,
            column=column,
            what=_what(session.plan, target),
            base=base,
            text=text,
            entered=entered,
        )
        if self._draft_timer is None:
            self._draft_timer = self.set_timer(KEEP_SECONDS, self._write_drafts)

    @on(told.EditCommitted)
    def _draft_entered(self, event: told.EditCommitted) -> None:
        target = self.target_at(event.row_key, event.column)
        if target is not None:
            self._draft(target, event.row_key, event.column, event.text, entered=True)

    @on(told.EditCancelled)
    def _draft_dropped(self, event: told.EditCancelled) -> None:
        self._drop((self.edited_sheet.name, event.row_key, event.column))

    def _drop(self, key: tuple[str, ...]) -> None:
        if self._drafts.pop(key, None) is not None:
            self._write_drafts()

    def drafts_stored(self) -> None:
        """Forget what has been stored: everything that is not still being typed."""
        edit = self.grid.editing
        typing = (edit.row_key, edit.column) if edit is not None else None
        left = {key: draft for key, draft in self._drafts.items() if typing == (draft.row, draft.column)}
        if len(left) < len(self._drafts):
            self._drafts = left
            self._write_drafts()

    def nothing_entered(self) -> None:
        """Forget what is there already."""
        if not self.working.saving:
            self.drafts_stored()

    def _write_drafts(self) -> None:
        if self._draft_timer is not None:
            self._draft_timer.stop()
            self._draft_timer = None
        self.run_worker(self.off_loop(self.keep_drafts), group="drafts")

    def keep_drafts(self) -> None:
        """Write what is being typed at once."""
        self._draft_file.write(tuple(self._drafts.values()))

    def on_unmount(self) -> None:
        """Leave what is still being typed for the next start."""
        self.keep_drafts()
        self._draft_file.close()

    async def offer_drafts(self) -> None:
        """Offer what was being typed when a process with this store was killed, one after another."""
        for left in await self.off_loop(lambda: list(left_behind(self.desk.path))):
            if self.grid.is_editing or not await self._offer_all(left.drafts):
                left.keep()
            else:
                self.keep_drafts()
                await self.off_loop(left.done)

    async def _offer_all(self, drafts: Iterable[Draft]) -> bool:
        """Whether every draft was decided about. One that is still being typed comes last."""
        for draft in sorted(drafts, key=lambda each: not each.entered):
            if not await self._offer(draft):
                return False
        return True

    async def _offer(self, draft: Draft) -> bool:
        infos = await self.desk.ask(lambda store: store.scenarios())
        info = next((info for info in infos if info.id == draft.scenario_id), None)
        where = f"{NOT_STORED}\n\n{draft.what}\n“{draft.scenario}”"
        if info is None or info.frozen_on:
            why = "deleted" if info is None else "frozen"
            question = f"{where}\n  Typed:  {excerpt(draft.text)}\n\nThe scenario has been {why} since."
            return await self.ask(on_demand.Decide(question, CLOSE)) is not None
        if self.working.scenario_id != draft.scenario_id:
            await self.open_scenario(draft.scenario_id)
        sheet = next((sheet for sheet in SHEETS if sheet.name == draft.sheet), None)
        target = sheet.target(self.working.committed, draft.row, draft.column) if sheet is not None else None
        if sheet is None or target is None:
            question = f"{where}\n  Typed:  {excerpt(draft.text)}\n\nThe row has been deleted since."
            return await self.ask(on_demand.Decide(question, CLOSE)) is not None
        return await self._offer_cell(draft, where, sheet, target)

    async def _offer_cell(self, draft: Draft, where: str, sheet: Sheet, target: Target) -> bool:
        """Offer a draft for a cell that is there: never over another value than it was typed over."""
        self.go_to_sheet(sheet)
        self.edited_sheet = sheet
        self.action_whole_plan()
        self.grid.move_to(draft.row, draft.column)
        if self._is_there(draft, target):
            return True
        now = edit_text(sheet, self.working.committed, draft.row, draft.column)
        there, typed = excerpt(now, draft.text), excerpt(draft.text, now)
        if now == draft.base:
            question, answers = f"{where}\n  There:  {there}\n  Typed:  {typed}", GO_ON_OR_DROP
        else:
            texts = sides_text(excerpt(draft.base, now), there, typed)
            question, answers = f"{where}\n{texts}\n\nIt has changed since.", THERE_OR_TYPED
        answer = await self.ask(on_demand.Decide(question, answers))
        if answer == "on":
            self._go_on_with(draft, target)
        return answer is not None

    def _is_there(self, draft: Draft, target: Target) -> bool:
        """Whether the store has what was typed: it was stored, and only nobody was told."""
        try:
            return not self.change_for([Typed(target, draft.text)]).rows
        except RefusedError:
            return False

    def _go_on_with(self, draft: Draft, target: Target) -> None:
        if target.column.kind == "notes":
            self.begin(self.edit_notes(target, draft.row, draft.column, draft.text))
        elif draft.entered:
            try:
                self.take(self.change_for([Typed(target, draft.text)]))
            except RefusedError:
                self.grid.begin_edit(draft.text)
        else:
            self.grid.begin_edit(draft.text)
            self._draft(target, draft.row, draft.column, draft.text)


def _what(plan: Plan, target: Target) -> str:
    """A cell in words: `Posts, Social Worker, County`."""
    row = plan.by_ref[target.table].get(target.ref)
    parts = (target.column.title, describe(plan, target.table, row) if row is not None else "")
    return ", ".join(part for part in parts if part)
