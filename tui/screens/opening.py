"""The first screen, up before the plan is there: its name, and the headline figures as they were last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.screen import Screen

from tui.headline import Headline
from tui.widgets.strip import FiguresStrip
from tui.widgets.title_line import Part, TitleLine

if TYPE_CHECKING:
    from tui.held_keys import HeldKeys


class Opening(Screen[None]):
    """Title and figures where the workspace will have them. Whatever is typed waits for the plan."""

    def __init__(self, name: str, headlines: tuple[Headline, ...], held: HeldKeys) -> None:
        super().__init__()
        self._plan_name, self._headlines, self._held = name, headlines, held

    def compose(self) -> ComposeResult:
        """Title and figures."""
        yield TitleLine([("Caseload Planner", "product"), (self._plan_name, "name")], self._state)
        yield FiguresStrip(self._headlines)

    @property
    def _state(self) -> list[Part]:
        count = len(self._held)
        waiting = f"{count} key{'' if count == 1 else 's'} waiting" if count else ""
        when = "as shown last" if self._headlines else ""
        return [(waiting, "waiting"), (when, "plain"), ("opening…", "waiting")]

    def show_waiting(self) -> None:
        """Say how many keys wait."""
        self.query_one(TitleLine).show(right=self._state)
