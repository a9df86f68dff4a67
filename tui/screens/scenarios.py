"""The list of scenarios: every one with its figures, in a tree of branches, and what can be done with each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from tui.commands import SCENARIO_COMMANDS
from tui.headlines import UNKNOWN_SUMMARY, Summary, summary
from tui.scenario_list import Listed, Shape, about, row, table, tree
from tui.screens.complete import Complete
from tui.screens.help import toggle_help
from tui.summaries import Summaries
from tui.widgets import grid_messages as told
from tui.widgets.grid_model import GridRow
from tui.widgets.keys_line import KeysLine
from tui.widgets.scenario_rows import ScenarioRows
from tui.widgets.title_line import TitleLine

if TYPE_CHECKING:
    from store.store import Applied, ScenarioInfo
    from tui.screens.scenario_commands import ScenarioCommands


class ScenariosScreen(Complete[None]):
    """Shows the scenarios of the store over the workspace, whose commands do the work."""

    OWN_COMMANDS = SCENARIO_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [
        *(command.binding for command in SCENARIO_COMMANDS),
        Binding("down", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
    ]

    def __init__(self, workspace: ScenarioCommands, summaries: Summaries) -> None:
        super().__init__()
        self._workspace, self._summaries = workspace, summaries
        self._infos: dict[str, ScenarioInfo] = {}
        self._listed: dict[str, Listed] = {}
        self._rows: dict[str, GridRow] = {}
        self._shape = Shape(0)
        self._loaded = asyncio.Event()
        self._is_working_out = False

    @property
    def grid(self) -> ScenarioRows:
        """The list."""
        return self.query_one(ScenarioRows)

    @property
    def search(self) -> Input:
        """What is searched for."""
        return self.query_one("#search", Input)

    def compose(self) -> ComposeResult:
        """The search above the list, what is known of the scenario under the cursor below it."""
        yield TitleLine([("Scenarios", "product")], [("F1 Help", "quiet")])
        yield Input(placeholder="/ searches by name, base, “example” or “frozen”", id="search", compact=True)
        yield ScenarioRows("list")
        yield Static(id="name")
        yield Static(id="about")
        yield KeysLine()

    def on_mount(self) -> None:
        """Show the list, the cursor on the scenario that is open; then work out figures as they come into view."""
        self.grid.focus()
        self.watch(self.grid.body, "scroll_y", self._begin_working_out, init=False)
        self._workspace.begin(self._load(self._workspace.working.scenario_id))

    def on_resize(self) -> None:
        """Give the names the room there is."""
        if self._infos:
            self._narrow()

    async def _load(self, cursor: str = "") -> None:
        """Read the list anew, the cursor on a scenario or where it was."""
        infos = await self._workspace.desk.look(lambda store: store.scenarios())
        if not self.is_attached:
            return  # left meanwhile
        self._infos = {info.id: info for info in infos}
        self._narrow()
        if cursor in self._listed:
            self.grid.move_to(cursor, "name")
        self._loaded.set()

    async def reload(self) -> None:
        """Read the list anew, as another process has changed it."""
        await self._load()

    def _narrow(self) -> None:
        """Show what the search finds."""
        found = tree(tuple(self._infos.values()), self.search.value)
        self._listed = {listed.info.id: listed for listed in found}
        self._shape = Shape(self.size.width, any(listed.base for listed in found))
        self._rows = {key: self._row(listed) for key, listed in self._listed.items()}
        self._show()

    def _row(self, listed: Listed) -> GridRow:
        is_open = listed.info.id == self._workspace.working.scenario_id
        return row(listed, self._summaries.of(listed.info), self._shape, is_open=is_open)

    def _show(self) -> None:
        self.grid.show(table(self._rows.values(), self._shape))
        self._tell()
        self.call_after_refresh(self._begin_working_out)

    @on(told.CursorMoved)
    def _tell(self) -> None:
        """Say what is known of the scenario under the cursor."""
        info = self._at_cursor
        self.query_one("#name", Static).update(Content(info.name if info else ""))
        known = about(info, {each.id: each.name for each in self._infos.values()}) if info else ""
        self.query_one("#about", Static).update(Content(known))

    @on(told.CopyRequested)
    def _copy(self, event: told.CopyRequested) -> None:
        self.app.copy_to_clipboard(event.text)
        self._workspace.say("Copied, if your terminal allows it.")

    @property
    def _at_cursor(self) -> ScenarioInfo | None:
        return self._infos[self.grid.cursor[0]] if self.grid.cursor else None

    def _begin_working_out(self) -> None:
        if not self._is_working_out and self._next_unknown() is not None:
            self._is_working_out = True
            self.run_worker(self._work_out())

    async def _work_out(self) -> None:
        """Work out figures not yet known that are in view, one scenario after another; no others are."""
        try:
            while (info := self._next_unknown()) is not None:
                self._summaries.keep(info, await self._summary_of(info.id))
                if info.id in self._rows:
                    self._rows[info.id] = self._row(self._listed[info.id])
                    self.grid.show(table(self._rows.values(), self._shape))
        finally:
            self._is_working_out = False

    def _next_unknown(self) -> ScenarioInfo | None:
        in_view = (self._infos[row.key] for row in self.grid.rows_in_view)
        return next((info for info in in_view if not self._summaries.of(info)), None)

    async def _summary_of(self, scenario_id: str) -> Summary:
        desk = self._workspace.desk
        try:
            plan = await desk.look(lambda store: store.plan_in_passing(scenario_id))
        except desk.errors:
            return UNKNOWN_SUMMARY
        return await self._workspace.off_loop(lambda: summary(plan))

    def on_key(self, event: events.Key) -> None:
        """A character that is no command begins to search."""
        if event.is_printable and event.character and event.key not in self.active_bindings:
            event.stop().prevent_default()
            self.action_search()
            self.search.insert_text_at_cursor(event.character)

    def action_search(self) -> None:
        """Go to the search."""
        self.search.focus()

    def action_step(self, by: int) -> None:
        """Go to another scenario while searching."""
        self.grid.action_move(by, 0)

    @on(Input.Changed, "#search")
    def _searched(self) -> None:
        self._narrow()
        if self._rows:
            self.grid.move_to(next(iter(self._rows)), "name")

    def action_back(self) -> None:
        """End the search; go back to the workspace where there is none."""
        if self.search.value or self.search.has_focus:
            self.search.clear()
            self.grid.focus()
        else:
            self.dismiss()

    def _begin_with_chosen(self, work: Callable[[ScenarioInfo], Coroutine[Any, Any, object]]) -> None:
        """Do something with the scenario under the cursor, once the list is there."""

        async def beginning() -> None:
            await self._loaded.wait()
            info = self._at_cursor
            if info is not None:
                await work(info)

        self._workspace.begin(beginning())

    async def _leave_after(self, work: Coroutine[Any, Any, bool]) -> None:
        """Do what ends in the workspace, and go there unless it was not done after all."""
        if await work and self.is_current:
            self.dismiss()

    async def _show_after(self, work: Coroutine[Any, Any, bool]) -> None:
        """Do what changes the list, and show that."""
        if await work:
            await self._load()

    @on(Input.Submitted, "#search")
    @on(ScenarioRows.Chosen)
    def action_open(self) -> None:
        """Open the scenario under the cursor."""
        self._begin_with_chosen(lambda info: self._leave_after(self._opened(info.id)))

    async def _opened(self, scenario_id: str) -> bool:
        await self._workspace.open_scenario(scenario_id)
        return True

    def action_new(self) -> None:
        """Begin an empty plan."""
        self._workspace.begin(self._leave_after(self._workspace.new_scenario()))

    def action_open_file(self) -> None:
        """Open a scenario file."""
        self._workspace.begin(self._leave_after(self._workspace.choose_file()))

    def action_branch(self) -> None:
        """Branch the scenario under the cursor and go on in the branch."""
        self._begin_with_chosen(lambda info: self._leave_after(self._workspace.branch(info.id, info.name)))

    def action_rename(self) -> None:
        """Give the scenario under the cursor another name."""
        self._begin_with_chosen(lambda info: self._show_after(self._workspace.rename(info)))

    def action_delete(self) -> None:
        """Delete the scenario under the cursor."""
        self._begin_with_chosen(lambda info: self._show_after(self._workspace.delete(info)))

    def action_freeze(self) -> None:
        """Freeze the scenario under the cursor, or thaw it."""
        self._begin_with_chosen(lambda info: self._show_after(self._workspace.freeze_or_thaw(info)))

    def action_save_file(self) -> None:
        """Save the scenario under the cursor as a file."""
        self._begin_with_chosen(lambda info: self._show_after(self._workspace.save_file(info.id)))

    def action_undo(self) -> None:
        """Take the last change back, and go to the scenario it was in."""
        self._workspace.begin(self._stepped(self._workspace.undone()))

    def action_redo(self) -> None:
        """Make the last change taken back again, and go to the scenario it was in."""
        self._workspace.begin(self._stepped(self._workspace.redone()))

    async def _stepped(self, stepping: Coroutine[Any, Any, Applied | None]) -> None:
        applied = await stepping
        if applied is not None:
            await self._workspace.catch_up(applied.scenario_id, applied.scenario_id)
            await self._load(applied.scenario_id)

    def action_show_help(self) -> None:
        """Show or hide help for the list."""
        toggle_help(self)
