"""Comparing: with which scenario, in which month, flipping between the two, and why figures differ."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from textual import on

from scenarios.compare.figures import MONEY
from scenarios.compare.split import Split
from scenarios.problems import Faulty
from tui import format as fmt
from tui.figures import FIGURES
from tui.screens import on_demand
from tui.screens.scenario_commands import ScenarioCommands
from tui.screens.view_commands import ViewCommands
from tui.screens.workspace_base import Opened
from tui.session import View
from tui.sheets.compared import EFFECTS
from tui.sheets.registry import COMPARE, SHEETS
from tui.widgets import grid_messages as told
from tui.widgets.words import Words

if TYPE_CHECKING:
    from scenarios.plan import Plan
    from store.reader import Reader
    from store.store import ScenarioInfo

MOST_BESIDE = 2


class CompareCommands(ScenarioCommands, ViewCommands):
    """Commands on what is compared."""

    came_from = ""
    """The scenario open before this one, to flip back to."""
    tab_before = "Establishment"
    """The tab from which the comparison was asked for."""
    _newer: Event | None = None
    """Set once what is being worked out is no longer wanted."""

    @property
    def on_compare(self) -> bool:
        """Whether the Compare tab is on the screen."""
        return self.sheet.tab == COMPARE

    @property
    def tells_of_comparing(self) -> bool:
        """Whether what comes of the comparison is on the screen."""
        return not self.query_one("#verdict", Words).is_folded

    def show_looked_at(self) -> None:
        """Show the table; coming to the Compare tab or leaving it, the chart and the sentences go along."""
        if self.on_compare or self.tells_of_comparing:
            self.refresh_comparison()
            self.explain()
        else:
            super().show_looked_at()

    def action_compare(self) -> None:
        """Compare the figure under the cursor, or go back from the comparison to where it was asked for."""
        if self.on_compare:
            self.go_to_sheet(self.chosen_sheets[self.tab_before])
            return
        cursor = self.grid.cursor
        figure = (figure_of(cursor[1]) or figure_of(cursor[0])) if cursor else None
        self.tab_before = self.sheet.tab
        if figure is None:
            self.go_to_sheet(self.chosen_sheets[COMPARE])
        else:
            self.working.focus.figure = figure
            self.go_to_sheet(next(sheet for sheet in SHEETS if sheet.name == "effect"))
            self.grid.move_to(self.working.view.compared_figure, "figure")

    @on(told.CursorMoved, "#grid")
    def _figure_chosen(self, event: told.CursorMoved) -> None:
        """The figure under the cursor of What it does is the one that chart, places and reasons show."""
        if self.sheet.name != "effect" or self.grid.cursor != (event.row_key, event.column):
            return  # the cursor has gone on since
        if event.row_key in FIGURES and event.row_key != self.working.focus.figure:
            self.working.focus.figure = event.row_key
            self.refresh_comparison()

    def refresh_comparison(self) -> None:
        """Show the chosen figure and month."""
        raise NotImplementedError

    def action_compare_with(self) -> None:
        """Choose the scenario to compare with."""
        self.begin(self._compare_with())

    async def _compare_with(self) -> None:
        plan = await self._other_scenario("Compare with which scenario?")
        if plan is not None:
            session = self.working
            session.compare_with(plan)
            session.chosen = True
            self.refresh_figures()

    async def _other_scenario(self, question: str) -> Plan | None:
        infos = await self.desk.ask(lambda store: store.scenarios())
        choices = [_choice(info) for info in infos if info.id != self.working.scenario_id]
        chosen = await self.ask(on_demand.Choose(question, choices))
        return None if chosen is None else await self.desk.ask(lambda store: store.plan(chosen))

    def action_compare_beside(self) -> None:
        """Put another scenario into the summary, or take it out again."""
        self.begin(self._compare_beside())

    async def _compare_beside(self) -> None:
        session = self.working
        plan = await self._other_scenario("Which scenario beside these in the summary?")
        if plan is None:
            return
        kept = tuple(view for view in session.others if view.plan.header.name != plan.header.name)
        if len(kept) == MOST_BESIDE:
            self.say("The summary holds four scenarios. Choose one that is there to take it out first.", trouble=True)
            return
        there = len(kept) < len(session.others)
        session.put_beside(kept if there else (*kept, View.of(plan, session.scope)))
        self.refresh_figures()

    def action_compare_month(self) -> None:
        """Choose the month that is compared."""
        self.begin(self._compare_month())

    async def _compare_month(self) -> None:
        session = self.working
        dates = session.view.projection.dates
        choices = [
            on_demand.Choice(str(k), fmt.month(day) if k else f"now, {fmt.date(day)}") for k, day in enumerate(dates)
        ]
        chosen = await self.ask(on_demand.Choose("Compare in which month?", choices))
        if chosen is not None:
            session.focus.day = dates[int(chosen)]
            self.refresh_comparison()

    def action_flip(self) -> None:
        """Go to the scenario this one is compared with, and back."""
        self.begin(self._flip())

    async def _flip(self) -> None:
        session = self.working
        name = session.reference_name or self.came_from

        def other(store: Reader) -> tuple[Opened, bool] | None:
            info = store.scenario_called(name)
            if info is None:
                return None
            plan, is_based = store.plan_at_once(info.id), info.base_id == session.scenario_id
            return Opened(info.id, plan, session.plan, info.frozen_on, info.is_example), is_based

        found = await self.desk.look_saved(other)
        if found is None:
            self.say("Nothing to flip to: branch this scenario (b), or choose one to compare with (C).")
        else:
            scenario, is_based = found
            self.opened(scenario)
            self.working.chosen = not is_based  # the other of the two stays beside it
            self.check_once_painted(scenario.scenario_id)
            self.once_painted(lambda: self.desk.submit_look(lambda store: store.remember_last(scenario.scenario_id)))

    def explain(self) -> None:
        """Work out why figures of the scope differ, on another thread once painted, and drop what was asked before."""
        if self._newer is not None:
            self._newer.set()
        view = self.working.view
        against = view.against
        if not self.on_compare or against is None or view.scope in against.explained:
            return
        if against.comparison is not None:
            newer = self._newer = Event()
            self.once_painted(lambda: self.run_worker(self._explain(view, newer), group="why", exclusive=True))

    async def _explain(self, view: View, newer: Event) -> None:
        against = view.against
        if against is None or against.comparison is None:
            return
        comparison = against.comparison
        found: Split | str | None
        try:
            found = await self.off_loop(lambda: comparison.why(view.scope, newer.is_set))
        except Faulty as faulty:
            found = f"No split: {faulty.problems[0].what}"
        if found is not None:
            against.explained[view.scope] = found
        if view is self.working.view:
            self.refresh_comparison()


def figure_of(name: str) -> str | None:
    """The figure that a column or row shows, by its name or title; None where it is none that is compared."""
    by_title = {figure.title: name for name, figure in FIGURES.items()}
    figure = name if name in FIGURES else by_title.get(name)
    return figure if figure in (*EFFECTS, *MONEY) else None


def _choice(info: ScenarioInfo) -> on_demand.Choice:
    return on_demand.Choice(info.id, info.name, f"as at {fmt.date(info.as_at)}")
