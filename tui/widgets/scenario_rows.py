"""The list of scenarios as a grid: a click on the row that has the cursor chooses it."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import dedent

from textual.message import Message

from tui.widgets.grid_body import GridBody
from tui.widgets.grid_model import Place
from tui.widgets.grid_view import GridView
from tui.widgets.type_ahead import TypeAhead


class ScenarioRows(GridView):
    """Reads like any grid; what is typed after a command goes to whatever the command leaves the focus on."""

    HELP = (
        "## Scenarios\n\n"
        "Every scenario with its figures, each branch below its base. ▸ is the one that is open. A row clicked twice "
        "opens. `/`, a capital or a figure begins to search; Enter opens what is found, Esc ends the search.\n\n"
        "*Uncovered* and *Remaining* (after the pipeline) are FTE at the position date; *Caseload* is then, *At end* "
        "in the last month of the plan; *Target met* is the month from which the caseload stays within target.\n"
    ) + dedent(GridView.HELP)

    @dataclass
    class Chosen(Message):
        """A row that had the cursor already was clicked."""

        key: str

    def __init__(self, widget_id: str) -> None:
        super().__init__(id=widget_id)
        self._ahead = TypeAhead(self, self._take, lambda: False)
        self._pressed: Place | None = None

    async def _offer(self, message: Message) -> bool:
        return await self._ahead.offer(message)

    async def _take(self, message: Message) -> bool:
        match message:
            case GridBody.Pressed(place):
                self._pressed = place if place.row == self._place.row else None
            case GridBody.Clicked(place):
                if place == self._pressed:
                    self.post_message(self.Chosen(self.table.rows[place.row].key))
                return True
        return await super()._take(message)
