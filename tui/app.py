"""The app: wiring only."""

from __future__ import annotations

import asyncio
import datetime as dt
import gc
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.screen import Screen
from textual.worker import Worker

from scenarios.text import without_controls
from store.glance import glance
from tui.crashes import report
from tui.desk import Desk
from tui.headline import of_note
from tui.held_keys import HeldKeys
from tui.last_door import LastDoor
from tui.screens.opening import Opening
from tui.shell.output import DONE, FAILED, complain
from tui.signals import LOOK_SECONDS, LOST, end_on_signals, is_terminal_lost
from tui.widgets.notes import Notes

if TYPE_CHECKING:
    from store.recognising import Recognising
    from tui.screens.workspace import Workspace


class CaseloadApp(App[int]):
    """Caseload Planner in the terminal."""

    TITLE = "Caseload Planner"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+p", "command_palette", "Commands", show=False, priority=True, tooltip="Every command, by name.")
    ]
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self,
        store_path: Path | None = None,
        open_file: Path | None = None,
        recognising: Recognising | None = None,
    ) -> None:
        super().__init__()
        self.crash = ""
        self._store_path = store_path
        self._open_file = open_file
        self._workspace: Workspace | None = None
        self.desk = Desk(store_path, recognising)
        self.held = HeldKeys(super().on_event)
        self._last_door = LastDoor()

    @property
    def workspace(self) -> Workspace:
        """The workspace; LookupError before it is there."""
        if self._workspace is None:
            raise LookupError("the first screen is still up")
        return self._workspace

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line passes on its way to the terminal."""
        return [*super().get_line_filters(), self._last_door]

    async def on_event(self, event: events.Event) -> None:
        """What is typed before the plan is there waits for it. Text is pasted without what could drive a terminal.

        Tabs and line ends stay: they tell the cells of a table apart.
        """
        if isinstance(event, events.Paste) and not event.is_forwarded:
            event.text = without_controls(event.text, but="\t\n\r")
        if not self.held.takes(event):
            await super().on_event(event)
        elif isinstance(self.screen, Opening):
            self.screen.show_waiting()

    def on_load(self) -> None:
        """Before the terminal is taken over: give it back whatever ends the app."""
        if not self.is_headless:
            end_on_signals(self._end)

    def _end_without_terminal(self) -> None:
        if is_terminal_lost():
            self._end(LOST)

    def _end(self, code: int) -> None:
        """Leave because of a signal: what is being typed is kept, what is being saved is finished."""
        if self._workspace is not None:
            self._workspace.keep_drafts()
        self.exit(code, return_code=code)

    def on_mount(self) -> None:
        """Show what was on the screen last, in the theme chosen last, while everything else is loaded."""
        if not self.is_headless:
            self.set_interval(LOOK_SECONDS, self._end_without_terminal)
        seen = glance(self._store_path)
        if seen.theme in self.available_themes:
            self.theme = seen.theme
        self.theme_changed_signal.subscribe(self, lambda theme: self.remember_theme(theme.name))
        name, noted = ("", "") if self._open_file else (seen.name, seen.noted)
        self.push_screen(Opening(name, of_note(noted), self.held))
        self.call_after_refresh(self._begin_loading)

    def _begin_loading(self) -> None:
        _loading: Worker[None] = self.run_worker(self._load)

    async def _load(self) -> None:
        """Load what the workspace needs, beside the loop, and go on there."""
        workspace = await asyncio.to_thread(_workspace_class)
        self._workspace = workspace(self.desk, self._open_file, self.held)
        if self._open_file is None:
            await self._workspace.read_ahead()
        # Read here, only these are parsed; as the screen is shown, the framework would parse all others once more.
        self.stylesheet.read_all(self._workspace.css_path)
        self.stylesheet.parse()
        await self.switch_screen(self._workspace)
        await self._workspace.begin_work()
        _collect_rubbish()
        self.run_worker(self._at_leisure())

    async def _at_leisure(self) -> None:
        """Load what the first key may ask for, look through the store, and make the day's backup, beside all else."""
        from tui.screens.on_demand import load  # noqa: PLC0415 - the first frame must not wait for it

        await asyncio.to_thread(load)
        try:
            path = await self.desk.look(lambda store: store.path)
        except self.desk.errors:
            return  # the workspace says what is wrong with the store
        from store.backups import back_up_if_due  # noqa: PLC0415 - the first frame must not wait for it
        from store.connection import look_through  # noqa: PLC0415 - the same

        await self._or_told("Damaged", lambda: look_through(path))
        await self._or_told("No backup", lambda: back_up_if_due(path, dt.datetime.now().astimezone()))

    async def _or_told(self, title: str, work: Callable[[], object]) -> None:
        """Do something with the store on another thread; what is wrong with it is told."""
        try:
            await asyncio.to_thread(work)
        except (self.desk.errors, OSError) as error:
            self.notify(str(error), title=title, severity="warning", markup=False)

    def _refresh_notifications(self) -> None:
        """Show notes in their box; screens of the framework's own have its toasts."""
        boxes = self.screen.query(Notes) if self.screen_stack else ()
        for box in boxes:
            box.show(self._notifications)
        if not boxes:
            super()._refresh_notifications()

    def remember_theme(self, name: str) -> None:
        """Keep the theme for the next start."""
        self.desk.submit_look(lambda store: store.set_setting("theme", name))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The palette: every command of the screen with its keys, then the framework's own."""
        for command in getattr(screen, "OWN_COMMANDS", ()):
            keys = f" ({command.key_text})" if command.keys else ""
            run = getattr(screen, f"action_{command.name}")
            yield SystemCommand(command.label + keys, command.help, run)
        yield from (each for each in super().get_system_commands(screen) if each.title in ("Theme", "Screenshot"))

    async def action_quit(self) -> None:
        """Leave, as the workspace does: what could not be saved is not lost without asking."""
        if self._workspace is None:
            self.exit(DONE)
        else:
            self._workspace.action_quit_app()

    def _handle_exception(self, error: Exception) -> None:
        if not self.crash:
            self.crash = report(error, self._store_path)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End without the framework's traceback: it shows what variables hold."""
        self._close_messages_no_wait()

    def panic(self, *_: object) -> None:
        """End without what an error has to show of itself."""
        self._close_messages_no_wait()

    def on_unmount(self) -> None:
        """Finish what is being saved; what is shown is noted for the next start."""
        try:
            if self._workspace is not None:
                self._workspace.note_figures()
        finally:
            self.desk.close()


def _collect_rubbish() -> None:
    """Have Python look for rubbish from now on, where it has not: but not among all that the start made and needs."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def _workspace_class() -> type[Workspace]:
    from tui.screens.workspace import Workspace  # noqa: PLC0415 - the first frame must not wait for it

    return Workspace


def run(store_path: Path | None = None, open_file: Path | None = None, recognising: Recognising | None = None) -> int:
    """Run the app until it is left; the exit code."""
    app = CaseloadApp(store_path, open_file, recognising)
    code = app.run() or DONE
    if app.crash:
        complain(app.crash)
        return FAILED
    return code
