"""The keys below the table."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Footer
from textual.widgets._footer import FooterKey  # not exported


class KeysLine(Footer):
    """A footer that is made anew only where it would say something else than it does."""

    BLANK: ClassVar[bool] = True

    def __init__(self) -> None:
        super().__init__()
        self._said: list[tuple[str, str, bool]] = []
        self._is_due = False

    def compose(self) -> ComposeResult:
        """A key begins as close together as the line wants: moved later, each would be styled three times.

        The key of the palette is close together in every line.
        """
        for key in super().compose():
            if isinstance(key, FooterKey) and not key.has_class("-command-palette"):
                key.set_reactive(FooterKey.compact, self.compact)
            yield key

    def bindings_changed(self, screen: Screen[object]) -> None:
        """Look at the keys that can be pressed now; another window in front of the terminal changes none of them."""
        if not screen.app.app_focus or screen is not self.screen:
            return
        keys = [
            (each.binding.key, each.binding.description, each.enabled)
            for each in screen.active_bindings.values()
            if each.binding.show
        ]
        if keys != self._said or not self.children:
            self._said = keys
            if not self._is_due:  # what is to come says what holds then
                self._is_due = True
                super().bindings_changed(screen)

    async def recompose(self) -> None:
        """Make the keys anew."""
        self._is_due = False
        await super().recompose()
