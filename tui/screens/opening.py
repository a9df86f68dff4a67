"""The first screen, up before the plan is there: its name, and the headline figures as they were last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tui.headline import Headline
from tui.widgets.strip import FiguresStrip

if TYPE_CHECKING:
    from tui.held_keys import HeldKeys


class Opening(Screen[None]):
    """Title and figures where the workspace will have them. Whatever is typed waits for the plan."""

    CSS_PATH = "opening.tcss"

    def __init__(self, name: str, headlines: tuple[Headline, ...], held: HeldKeys) -> None:
        super().__init__()
        self._plan_name, self._headlines, self._held = name, headlines, held

    def compose(self) -> ComposeResult:
        """Title and figures."""
        parts = [("Caseload Planner", "bold $primary"), (self._plan_name, "bold")]
        title = Content("  ").join(Content.styled(text, style) for text, style in parts if text)
        with Horizontal(id="title-line"):
            yield Static(title, id="title")
            yield Static(self._state, id="state")
        yield FiguresStrip(self._headlines, id="strip")

    @property
    def _state(self) -> Content:
        count = len(self._held)
        waiting = f"{count} key{'' if count == 1 else 's'} waiting  " if count else ""
        when = "as shown last  " if self._headlines else ""
        return Content.assemble((waiting, "$text-warning"), when, ("opening…", "$text-warning"))

    def show_waiting(self) -> None:
        """Say how many keys wait."""
        self.query_one("#state", Static).update(self._state)
