"""Typing into cells: live preview, committing, clearing, pasting and copying."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from textual import on

from scenarios.changes import Change
from scenarios.edits import CellEdit, edit_cells
from scenarios.plan import Plan
from scenarios.problems import Faulty
from scenarios.rolling import due_by
from tui.entry import read_entry
from tui.refusal import Refusal
from tui.screens import on_demand
from tui.screens.workspace_base import WorkspaceBase
from tui.sheets.sheet import Sheet, Target, names
from tui.sheets.shown import edit_text
from tui.widgets import grid_messages as told


def counted(cells: int) -> str:
    """So many cells, in words."""
    return "1 cell" if cells == 1 else f"{cells} cells"


class RefusedError(Exception):
    """Why what was typed cannot be taken, in plain words."""


@dataclass(frozen=True)
class Typed:
    """A cell and what was typed into it."""

    target: Target
    text: str


class CellEditing(WorkspaceBase):
    """What the grid says was typed becomes a preview, then a change."""

    edited_sheet: Sheet
    """The table in which the last edit began; what is committed by leaving a table still belongs there."""

    def target_at(self, key: str, column: str) -> Target | None:
        """What a cell of the table being edited stands for."""
        return self.edited_sheet.target(self.working.committed, key, column)

    def text_to_edit(self, key: str, column: str) -> str:
        """The text that the editor of a cell begins with."""
        return edit_text(self.sheet, self.working.committed, key, column)

    def change_for(self, typed: list[Typed], label: str = "") -> Change:
        """The change that typed cells make. Raises RefusedError."""
        plan = self.working.plan
        try:
            return edit_cells(plan, [self._edit(each) for each in typed], label)
        except Refusal as refusal:
            raise RefusedError(refusal.reason) from refusal
        except Faulty as faulty:
            raise RefusedError(faulty.problems[0].what) from faulty

    def _edit(self, typed: Typed) -> CellEdit:
        return CellEdit(typed.target.table, typed.target.ref, typed.target.field, self.value_of(typed))

    def value_of(self, typed: Typed) -> Any:
        """The value that was typed. Raises Refusal."""
        plan, target = self.working.plan, typed.target
        by_key = names(plan, target.column.refers)
        return read_entry(target.column, typed.text, current=target.value, reference=plan.header.as_at, names=by_key)

    def committing(self, target: Target, event: told.EditCommitted) -> bool:
        """Whether what was typed may be taken now; else it is taken once the manager has decided so."""
        raise NotImplementedError

    @on(told.EditBegan)
    def _began(self, event: told.EditBegan) -> None:
        self.edited_sheet = self.sheet
        target = self.target_at(event.row_key, event.column)
        if target is not None and target.column.kind == "notes":
            self.grid.leave()
            self.begin(self.edit_notes(target, event.row_key, event.column, str(target.value)))

    async def edit_notes(self, target: Target, row: str, column: str, text: str) -> None:
        """Edit the notes of a cell on a page of their own, beginning with a text."""
        keep = partial(self.notes_typed, target, row, column)
        taken = await self.ask(on_demand.EditNotes(target.column.title, text, keep))
        if taken is None:
            self.notes_left(row, column)
        else:
            self.take(edit_cells(self.working.plan, [CellEdit(target.table, target.ref, target.field, taken)]))

    def notes_typed(self, target: Target, row: str, column: str, text: str) -> None:
        """Hear of notes as they are being typed."""
        raise NotImplementedError

    def notes_left(self, row: str, column: str) -> None:
        """Hear of notes left as they were."""
        raise NotImplementedError

    @on(told.EditChanged)
    def _changed(self, event: told.EditChanged) -> None:
        target = self.target_at(event.row_key, event.column)
        if target is None:
            return
        try:
            self.working.try_out(self.change_for([Typed(target, event.text)]))
        except RefusedError:
            self.working.drop_preview()
        self.refresh_figures()

    @on(told.EditCommitted)
    def _committed(self, event: told.EditCommitted) -> None:
        target = self.target_at(event.row_key, event.column)
        if target is None:
            self.grid.leave()
            return
        if not self.committing(target, event):
            return
        try:
            change = self.change_for([Typed(target, event.text)])
        except RefusedError as refused:
            self._refuse(str(refused))
            return
        self.grid.accept()
        before = self.working.plan
        self._take_typed(change)
        self._warn_of_date(before)

    def _warn_of_date(self, before: Plan) -> None:
        """Say what a later position date, typed rather than rolled forward to, leaves out."""
        due = due_by(before, self.working.plan.header.as_at)
        if due:
            what = f"Starters and leavers dated by then ({len(due)})"
            advice = "count as already in the figures. To take them in, undo (u) and roll forward (ctrl+p)."
            self.say(f"{what} now {advice}", title="Position date", trouble=True)

    def _refuse(self, reason: str) -> None:
        """The reason beside the cell, or in passing where the cell has been left."""
        if self.grid.is_editing:
            self.grid.refuse(reason)
        else:
            self.say(f"{reason} The cell is as it was.", title="Not taken", trouble=True)

    def _take_typed(self, change: Change) -> None:
        if change.rows:
            self.take(change)
        else:
            self.working.drop_preview()
            self.refresh_figures()
            self.nothing_entered()

    def nothing_entered(self) -> None:
        """Hear that what was entered is what is there already."""
        raise NotImplementedError

    @on(told.EditCancelled)
    def _cancelled(self) -> None:
        self.working.drop_preview()
        self.refresh_figures()

    @on(told.Cleared)
    def _cleared(self, event: told.Cleared) -> None:
        self.edited_sheet = self.sheet
        targets = [self.target_at(key, column) for key, column in event.cells]
        self._fill([Typed(target, "") for target in targets if target is not None], f"Clear {counted(len(targets))}")

    @on(told.Pasted)
    def _pasted(self, event: told.Pasted) -> None:
        self.edited_sheet = self.sheet
        typed = list(self._cells_from(event.row_key, event.column, event.block))
        lost = sum(len(row) for row in event.block) - len(typed)
        if lost:
            self.say(f"Left out of what was pasted: {counted(lost)} that cannot be typed here.")
        self._fill(typed, f"Paste {counted(len(typed))}")

    def _cells_from(self, row_key: str, column: str, block: list[list[str]]) -> Iterator[Typed]:
        """The cells that a block covers from one on, as far as they can be typed."""
        table = self.grid.table
        first = table.row_index[row_key]
        keys = [row.key for row in table.rows[first : first + len(block)]]
        columns = [each.name for each in table.columns[table.column_index[column] :]]
        for key, texts in zip(keys, block, strict=False):
            for name, text in zip(columns, texts, strict=False):
                target = self.target_at(key, name)
                if target is not None:
                    yield Typed(target, text)

    def _fill(self, typed: list[Typed], label: str) -> None:
        if not typed:
            return
        try:
            change = self.change_for(typed, label)
        except RefusedError as refused:
            self.say(f"{refused} Nothing was changed.", title=label, trouble=True)
        else:
            self._take_typed(change)

    @on(told.CopyRequested)
    def _copy(self, event: told.CopyRequested) -> None:
        self.app.copy_to_clipboard(event.text)
        self.say("Copied, if your terminal allows it. If nothing arrives, use “Table to file” (ctrl+p).")
