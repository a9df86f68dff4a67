"""Looking around: tabs, tables, scope, chart, help; and the table on the screen out to a spreadsheet."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from scenarios.scopes import scopes
from scenarios.totals import WHOLE_PLAN, Scope
from tui.blocks import block_text
from tui.commands import COMMANDS
from tui.screens import on_demand
from tui.screens.help import toggle_help
from tui.screens.workspace_base import WorkspaceBase
from tui.sheets.registry import TABS, of_tab
from tui.sheets.sheet import Sheet
from tui.widgets.chart import Chart
from tui.widgets.tab_bar import TabBar
from tui.writing import write_text

LOOK_AT = "Look at which part of the plan?"


class ViewCommands(WorkspaceBase):
    """Commands that change what is looked at, and nothing in the plan."""

    chosen_sheets: dict[str, Sheet]
    """The table last looked at in each tab."""

    cursors: dict[str, tuple[str, str] | None]
    """Where the cursor was in each table."""

    def show_tabs(self) -> None:
        """Mark the tab and the table on the screen."""
        self.query_one("#tabs", TabBar).show(list(TABS), TABS.index(self.sheet.tab))
        tables = of_tab(self.sheet.tab)
        self.query_one("#sheets", TabBar).show([sheet.title for sheet in tables], tables.index(self.sheet))

    def show_looked_at(self) -> None:
        """Show the table that is looked at now, with all that goes along with it."""
        self.show_sheet()

    def go_to_sheet(self, sheet: Sheet) -> None:
        """Look at another table; the cursor comes back to where it was there."""
        self.grid.commit()
        self.cursors[self.sheet.name] = self.grid.cursor
        self.sheet = sheet
        self.chosen_sheets[sheet.tab] = sheet
        self.show_tabs()
        self.show_looked_at()
        cursor = self.cursors.get(sheet.name)
        if cursor is not None:
            self.grid.move_to(*cursor)
        self.grid.focus()

    def _step_tab(self, by: int) -> None:
        tab = TABS[(TABS.index(self.sheet.tab) + by) % len(TABS)]
        self.go_to_sheet(self.chosen_sheets[tab])

    def action_previous_tab(self) -> None:
        """Go to the tab on the left."""
        self._step_tab(-1)

    def action_next_tab(self) -> None:
        """Go to the tab on the right."""
        self._step_tab(1)

    def _step_sheet(self, by: int) -> None:
        tables = of_tab(self.sheet.tab)
        self.go_to_sheet(tables[(tables.index(self.sheet) + by) % len(tables)])

    def action_previous_sheet(self) -> None:
        """Go to the tab's table on the left."""
        self._step_sheet(-1)

    def action_next_sheet(self) -> None:
        """Go to the tab's table on the right."""
        self._step_sheet(1)

    def look_at(self, scope: Scope) -> None:
        """Look at one part of the plan."""
        self.grid.commit()
        self.working.look_at(scope)
        self.refresh_figures()

    def action_whole_plan(self) -> None:
        """Look at the whole plan."""
        self.look_at(WHOLE_PLAN)

    def action_find_scope(self) -> None:
        """Find a team, service or area."""
        self.begin(self._find_scope())

    async def _find_scope(self) -> None:
        found = {f"{scope.kind}/{scope.key}": (scope, name) for scope, name in scopes(self.working.plan)}
        choices = [
            on_demand.Choice(key, name, "" if scope.kind == "plan" else scope.kind)
            for key, (scope, name) in found.items()
        ]
        # Looked at before the dialog goes, so that the screen is painted once.
        self._finder.offer(choices, lambda key: self.look_at(found[key][0]))
        await self.ask(self._finder)

    @cached_property
    def _finder(self) -> on_demand.Choose:
        """The finder. It is kept, as one that is made and thrown away each time keeps the key waiting."""
        finder = on_demand.Choose(LOOK_AT, ())
        self.app.install_screen(finder, "finder")
        return finder

    def action_next_chart(self) -> None:
        """Show the other chart."""
        self.query_one(Chart).next_kind()
        self.refresh_figures()

    def action_show_help(self) -> None:
        """Show or hide help for the focused panel."""
        toggle_help(self)

    def action_copy_table(self) -> None:
        """Put the whole table on the clipboard."""
        self.app.copy_to_clipboard(self._table_text())
        self.say("Table copied, if your terminal allows it. If nothing arrives, use “Table to file” (ctrl+p).")

    def _table_text(self) -> str:
        table = self.grid.table
        heads = [column.title for column in table.columns]
        return block_text([heads, *(row.texts for row in table.rows)])

    def action_table_to_file(self) -> None:
        """Write the whole table to a file."""
        self.begin(self._table_to_file())

    async def _table_to_file(self) -> None:
        name = f"{self.sheet.name.replace('_', '-')}.tsv"
        text = await self.ask(on_demand.AskText("Write the table to which file?", str(Path.cwd() / name), str))
        if text is None:
            return
        try:
            await self.off_loop(lambda: write_text(Path(text).expanduser(), self._table_text()))
        except OSError as error:
            self.say(f"Not written: {error.strerror or error}. Nothing was changed.", trouble=True)
        else:
            self.say(f"Written to {text}. Tabs between cells: Excel opens it.")

    def action_edit_cell(self) -> None:
        """Edit the cell under the cursor."""
        self.grid.begin_edit()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Commands of the workspace wait until a scenario is open."""
        if self.session is None and any(action == command.name for command in COMMANDS if command.name != "quit_app"):
            return False
        return super().check_action(action, parameters)
