"""History: of a scenario, to go back to any point of it, and of one cell, to put a value back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.edits import CellEdit, edit_cells
from scenarios.naming import describe
from tui import format as fmt
from tui.history import in_words, values_of, when
from tui.screens import on_demand
from tui.screens.cell_editing import CellEditing
from tui.screens.scenario_commands import ScenarioCommands
from tui.sheets.sheet import Target, names

if TYPE_CHECKING:
    from store.journal import History, RowName
    from store.store import HistoryEntry


MOST_LISTED = 1000
"""Changes that the history lists at most."""


class HistoryCommands(CellEditing, ScenarioCommands):
    """Commands on what was done before."""

    async def _entries(self, row: RowName | None = None) -> History:
        scenario_id = self.working.scenario_id
        return await self.desk.ask(lambda store: store.history(scenario_id, MOST_LISTED, row))

    def action_history(self) -> None:
        """Show every change of this scenario, and go back to one."""
        self.begin(self._history())

    async def _history(self) -> None:
        session, entries = self.working, await self._entries()
        choices = [
            on_demand.Choice(str(entry.id), when(entry.when), in_words(session.plan, entry)) for entry in entries
        ]
        which = f"the latest {MOST_LISTED:,} changes" if len(entries) == MOST_LISTED else "every change"
        question = f"History: {which}, the latest first. Enter goes back to one."
        chosen = await self.ask(on_demand.Choose(question, choices, broad=True))
        if chosen is not None:
            await self._go_back([str(entry.id) for entry in entries].index(chosen), entries)

    async def _go_back(self, place: int, entries: tuple[HistoryEntry, ...]) -> None:
        if not place:
            self.say("That is how it is now.")
            return
        entry, scenario_id = entries[place], self.working.scenario_id
        since = f"What was changed since ({place} change{'s' if place > 1 else ''})"
        question = f"Go back to how it was after this?\n\n{when(entry.when)}  {in_words(self.working.plan, entry)}"
        if await self.ask(
            on_demand.Confirm(f"{question}\n\n{since} stays in the history, and u brings it back.", "Go back")
        ):
            await self.show_applied(await self.desk.ask(lambda store: store.return_to(scenario_id, entry.id)))
            self.say(f"Back to {when(entry.when)}. u takes that back.")

    def action_cell_history(self) -> None:
        """Show every value that the cell under the cursor had, and put one back."""
        self.edited_sheet = self.sheet
        cursor = self.grid.cursor
        target = self.target_at(*cursor) if cursor else None
        if target is None:
            self.say("Put the cursor on a cell that is typed first: this one is worked out.", trouble=True)
        else:
            self.begin(self._cell_history(target))

    async def _cell_history(self, target: Target) -> None:
        plan, by_key = self.working.plan, names(self.working.plan, target.column.refers)
        entries = await self._entries((target.table, target.ref))
        past = values_of(entries, target.table, target.ref, target.field)
        if not past:
            self.say("This cell has had no other value since the scenario came to be.")
            return
        row = plan.by_ref[target.table].get(target.ref)
        where = describe(plan, target.table, row) if row else ""
        title = ", ".join(part for part in (target.column.title, where) if part)
        texts = [fmt.cell(target.column, each.value, by_key) or fmt.UNKNOWN for each in past]
        choices = [on_demand.Choice(str(n), text, past[n].told) for n, text in enumerate(texts)]
        which = f"its values in the latest {MOST_LISTED:,} changes" if len(entries) == MOST_LISTED else "its values"
        question = f"{title}: {which}, the latest first. Enter puts one back."
        chosen = await self.ask(on_demand.Choose(question, choices, broad=True))
        if chosen is not None and past[int(chosen)].value != target.value:
            edit = CellEdit(target.table, target.ref, target.field, past[int(chosen)].value)
            self.take(edit_cells(self.working.plan, [edit]))
