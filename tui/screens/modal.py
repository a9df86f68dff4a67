"""Dialogs that take every key from the first on."""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual.screen import ModalScreen
from textual.widget import Widget

from tui.screens.complete import Complete

Result = TypeVar("Result")


class Modal(ModalScreen[Result], Complete[Result]):
    """A dialog. Keys that come before anything in it can take them wait, and go on in order."""

    def __init__(self, *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._early: list[events.Key | events.Paste] | None = []

    def on_key(self, event: events.Key) -> None:
        """Hold a key that came too early."""
        self._hold(event)

    def on_paste(self, event: events.Paste) -> None:
        """Hold pasted text that came too early."""
        self._hold(event)

    def _hold(self, event: events.Key | events.Paste) -> None:
        if self._early is not None:
            self._early.append(event)
            event.stop().prevent_default()

    def watch_focused(self, focused: Widget | None) -> None:
        """Hand over what was held, and what is on its way here, to the first that takes keys."""
        if focused is not None:
            self.call_later(self._hand_over, focused)

    def _hand_over(self, focused: Widget) -> None:
        early, self._early = self._early or [], None
        for event in early:
            focused.post_message(event.stop(stop=False).prevent_default(prevent=False))
