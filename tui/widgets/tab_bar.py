"""A line of tabs to click or step through."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

AROUND = 2


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
        self._shown: tuple[list[str], int] = ([], 0)

    def compose(self) -> ComposeResult:
        """As many labels as there may ever be, then the keys that step through them."""
        yield from (_Tab(index) for index in range(self._most))
        yield Static(Content.styled(self._hint, "$text-muted"), classes="hint")

    def show(self, labels: list[str], chosen: int) -> None:
        """Show these labels, one of them chosen."""
        self._shown = (labels, chosen)
        room = self.content_size.width
        is_tight = 0 < room < sum(len(label) + AROUND for label in labels)
        for index, tab in enumerate(self.query(_Tab)):
            tab.display = index < len(labels)
            if index < len(labels):
                on = index == chosen
                tab.update(Content.styled(_written(labels[index], on, is_tight), "bold" if on else ""))
                tab.set_class(on, "-chosen")
        self.query_one(".hint").display = len(labels) > 1

    def on_resize(self) -> None:
        """Leave less room between labels where there is little."""
        self.show(*self._shown)

    def on_click(self, event: Click) -> None:
        """Say which label was clicked."""
        if isinstance(event.widget, _Tab):
            self.post_message(self.Chosen(self, event.widget.index))


def _written(label: str, on: bool, is_tight: bool) -> str:  # noqa: FBT001 - how a label is written is made of these
    if on:
        return f"[{label}] " if is_tight else f"[{label}]"
    return f"{label} " if is_tight else f" {label} "
