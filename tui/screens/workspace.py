"""The workspace: figures strip, scope, tabs of tables, chart. Wiring only; commands are beside it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path, PurePath
from textwrap import dedent
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Tree

from scenarios.plan import Plan
from scenarios.scopes import scope_name, scopes
from scenarios.totals import WHOLE_PLAN, Scope
from tui import format as fmt
from tui.commands import BINDINGS, COMMANDS
from tui.desk import Desk
from tui.headline import to_note
from tui.headlines import headlines
from tui.held_keys import HeldKeys
from tui.screens.compare_commands import CompareCommands
from tui.screens.drafting import Drafting
from tui.screens.elsewhere import Elsewhere
from tui.screens.file_commands import FileCommands
from tui.screens.history_commands import HistoryCommands
from tui.screens.lever_commands import LeverCommands
from tui.screens.rebase_commands import RebaseCommands
from tui.screens.row_commands import RowCommands
from tui.screens.workspace_base import Opened
from tui.session import Session, View
from tui.sheets.registry import SHEETS, TABS, of_tab
from tui.sheets.shown import shown_table
from tui.verdict import verdict
from tui.widgets.beside import Beside
from tui.widgets.chart import Chart
from tui.widgets.grid import PlanGrid
from tui.widgets.keys_line import KeysLine
from tui.widgets.scope_panel import ScopePanel
from tui.widgets.strip import FiguresStrip
from tui.widgets.tab_bar import TabBar
from tui.widgets.title_line import Part, TitleLine
from tui.widgets.words import Words

WIDTHS = ((0, "-tiny"), (60, "-narrow"), (100, "-wide"))
HEIGHTS = ((0, "-flat"), (16, "-low"), (20, "-short"), (30, "-tall"))
GUIDE = "An example: move with the arrows, type a number, watch the figures. F1 helps."


class Workspace(
    Elsewhere,
    Drafting,
    HistoryCommands,
    RowCommands,
    LeverCommands,
    RebaseCommands,
    FileCommands,
    CompareCommands,
):
    """A scenario on the screen, and everything done to it."""

    # Its dialogs' too: where a style sheet comes later, all are read again, and every style worked out again.
    CSS_PATH: ClassVar[list[str | PurePath]] = [
        "workspace.tcss",
        "scenarios.tcss",
        "dialogs.tcss",
        "levers.tcss",
        "rebase.tcss",
        "roll_forward.tcss",
    ]
    BINDINGS: ClassVar[list[BindingType]] = [*BINDINGS]
    OWN_COMMANDS = COMMANDS
    AUTO_FOCUS = "#grid"
    BLANK: ClassVar[bool] = True

    def __init__(self, desk: Desk, open_file: Path | None, held: HeldKeys) -> None:
        super().__init__(desk, open_file, held)
        self.keep_drafts_of(desk.path)
        self.HORIZONTAL_BREAKPOINTS = [*WIDTHS]
        self.VERTICAL_BREAKPOINTS = [*HEIGHTS]

    def compose(self) -> ComposeResult:
        """Title and figures above, scope and table in the middle, chart and keys below."""
        # Its size as a class before there is anything in it: the styles of all would be looked up anew.
        self.add_class(_class_of(self.app.size.width, WIDTHS), _class_of(self.app.size.height, HEIGHTS))
        yield TitleLine([("Caseload Planner", "product")], [("opening…", "waiting")])
        yield FiguresStrip(id="strip")
        yield TabBar(hint="[ ]", widget_id="tabs")
        yield TabBar(hint="< >", widget_id="sheets")
        yield Words(Content.styled(GUIDE, "$text-accent"), id="guide")
        yield Words(id="against", is_folded=True)
        yield Words(id="verdict", is_folded=True)
        with Beside(id="middle"):
            yield ScopePanel(widget_id="scope")
            yield PlanGrid(edit_text=self.text_to_edit, id="grid")
        yield Chart(widget_id="chart")
        yield KeysLine()
        yield Words("Caseload Planner needs a window of 60 × 16 or more.", id="too-small")

    def on_mount(self) -> None:
        """Show the first table, and begin with the last scenario or the file asked for."""
        self.sheet = self.edited_sheet = SHEETS[0]
        self.chosen_sheets = {tab: of_tab(tab)[0] for tab in TABS}
        self.cursors = dict[str, tuple[str, str] | None]()
        self.show_tabs()
        if self.ahead is not None:
            self.opened(self.ahead)
            self.query_one("#guide").set_class(self.ahead.is_example, "-on")
        self.keep_looking()

    async def begin_work(self) -> None:
        """Compare what was read ahead with its base, then take what is typed."""
        await self.compare_with_base()
        self.begin(self._start())

    async def _start(self) -> None:
        if self.session is None:
            await self.open_first()
        if self.session is not None:
            self.note_figures()
            await self._painted()
            await self.held.hand_on()
            await self.offer_drafts()
        if self.ahead is not None:
            self.check_once_painted(self.ahead.scenario_id)

    async def _painted(self) -> None:
        """Wait until everything is where it belongs, the cursor too."""
        painted = asyncio.Event()
        self.call_after_refresh(painted.set)
        await painted.wait()

    def note_figures(self) -> None:
        """Note the headline figures of the whole plan, for the first screen of the next start."""
        if self.session is not None:
            scenario_id, view = self.session.scenario_id, self.session.committed.within(WHOLE_PLAN)
            figures = to_note(headlines(view, self.session.like.within(WHOLE_PLAN)))
            self.desk.submit_look(lambda store: store.note(scenario_id, view.plan, figures))

    def opened(self, scenario: Opened) -> None:
        """Begin a session with a scenario, in the scope looked at before where it has that too."""
        before = self.session
        scope = within(scenario.plan, before.scope) if before else WHOLE_PLAN
        known = before.known if before else ()
        self.session = Session.opened(scenario.scenario_id, scenario.plan, scenario.base, scope, known)
        self.session.frozen_on = scenario.frozen_on
        self.session.awaits_base = scenario.awaits_base
        if before is not None:
            if before.scenario_id != scenario.scenario_id:
                self.came_from = before.plan.header.name
            self.session.put_beside(before.others)
        self.desk.opened_anew()
        self.query_one("#guide").remove_class("-on")
        self.refresh_figures()
        if before is None:
            self.refresh_bindings()

    def refresh_figures(self) -> None:
        """Show the session's view everywhere: title, strip, scope, table and chart."""
        session = self.session
        if session is None:
            return
        self.query_one(TitleLine).show(left=title(session), right=state(session))
        self.query_one(FiguresStrip).show(headlines(session.view, session.like))
        self.query_one(ScopePanel).show(session.plan)
        self.query_one("#sheets", TabBar).show_beside(f"{scope_name(session.plan, session.scope)} (/)")
        self.refresh_comparison()
        self.explain()

    def refresh_state(self) -> None:
        """Show whether everything is saved."""
        if self.session is not None:
            self.query_one(TitleLine).show(right=state(self.session))

    def refresh_comparison(self) -> None:
        """Show the table and the chart; on the Compare tab with what comes of it in two sentences."""
        session = self.session
        if session is None:
            return
        chart = self.query_one(Chart)
        if self.on_compare != self.tells_of_comparing:
            for name in ("#against", "#verdict"):
                self.query_one(name, Words).fold(is_folded=not self.on_compare)
            self.query_one("#guide", Words).fold(is_folded=self.on_compare)
            is_low = self.has_class("-short") or self.has_class("-low")  # only then is it another style
            self.query_one("#strip").set_class(self.on_compare, "-comparing", update=is_low)
        if self.on_compare:
            named, *told = verdict(session.view) or ("",)
            self.query_one("#against", Words).say(Content.styled(named, "bold"))
            self.query_one("#verdict", Words).say(Content("\n".join(told)), layout=True)
            chart.show_compared(session.view)
        else:
            chart.show(session.view, session.like)
        self.show_sheet()

    def show_sheet(self) -> None:
        """Show the table as the session's view has it, what a preview moved marked."""
        session = self.session
        if session is not None:
            before: View | None = session.committed if session.preview else None
            self.grid.show(shown_table(self.sheet, session.view, before))
            self.grid.HELP = (  # type: ignore[misc]  # the help panel reads it from each widget
                f"## {self.sheet.title}\n\n{self.sheet.help_text}\n{dedent(PlanGrid.HELP)}"
            )

    @on(TabBar.Chosen)
    def _tab_clicked(self, event: TabBar.Chosen) -> None:
        if event.control.id == "tabs":
            self.go_to_sheet(self.chosen_sheets[TABS[event.index]])
        else:
            self.go_to_sheet(of_tab(self.sheet.tab)[event.index])

    @on(Tree.NodeSelected)
    def _scope_chosen(self, event: Tree.NodeSelected[Scope]) -> None:
        if event.node.data is not None:
            self.look_at(event.node.data)


def _class_of(size: int, least: Sequence[tuple[int, str]]) -> str:
    """What a screen of a width or height is called."""
    return next(name for fewest, name in reversed(least) if size >= fewest)


def within(plan: Plan, scope: Scope) -> Scope:
    """The scope, or the whole plan where a plan has no such part."""
    return scope if any(scope == known for known, _ in scopes(plan)) else WHOLE_PLAN


def title(session: Session) -> list[Part]:
    """The left of the top line: the scenario, and what it is compared with."""
    compared = f"vs {session.reference_name}" if session.reference_name else ""
    return [("Caseload Planner", "product"), (session.view.plan.header.name, "name"), (compared, "quiet")]


def state(session: Session) -> list[Part]:
    """The right of the top line: the position date, and whether everything is saved."""
    return [(f"as at {fmt.date(session.view.plan.header.as_at)}", "plain"), _saved(session)]


def _saved(session: Session) -> Part:
    if session.awaits_base:
        return "comparing…", "waiting"
    if session.frozen_on:
        return f"frozen {fmt.date(session.frozen_on)}", "frozen"
    if session.trouble:
        return "NOT SAVED", "trouble"
    if session.saving:
        return "store busy, still saving…" if session.is_held_up else "saving…", "waiting"
    return ("typing…", "waiting") if session.preview else ("saved", "done")
