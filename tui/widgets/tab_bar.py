"""A line of tabs to click or step through."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static


class _Tab(Static):
    def __init__(self, index: int) -> None:
        super().__init__(classes="tab")
        self.index = index


class TabBar(Horizontal):
    """Labels in a line, one of them chosen. The chosen one is told by brackets too, not by colour alone."""

    @dataclass
    class Chosen(Message):
        """A label was clicked."""

        bar: TabBar
        index: int

        @property
        def control(self) -> TabBar:
            """The bar it was clicked in."""
            return self.bar

    def __init__(self, most: int, *, hint: str, widget_id: str) -> None:
        super().__init__(id=widget_id)
        self._most = most
        self._hint = hint

    def compose(self) -> ComposeResult:
        """As many labels as there may ever be, then the keys that step through them."""
        yield from (_Tab(index) for index in range(self._most))
        yield Static(Content.styled(self._hint, "$text-muted"), classes="hint")

    def show(self, labels: list[str], chosen: int) -> None:
        """Show these labels, one of them chosen."""
        for index, tab in enumerate(self.query(_Tab)):
            tab.display = index < len(labels)
            if index < len(labels):
                on = index == chosen
                tab.update(Content.styled(f"[{labels[index]}]" if on else f" {labels[index]} ", "bold" if on else ""))
                tab.set_class(on, "-chosen")
        self.query_one(".hint").display = len(labels) > 1

    def on_click(self, event: Click) -> None:
        """Say which label was clicked."""
        if isinstance(event.widget, _Tab):
            self.post_message(self.Chosen(self, event.widget.index))
