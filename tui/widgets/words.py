"""Words on the screen that are painted again only where they are others than before."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


class Words(Static):
    """A text of which every change is told by `say`."""

    def __init__(
        self,
        words: str | Content = "",
        *,
        id: str | None = None,  # noqa: A002 - the name every widget has for it
    ) -> None:
        self._said = Content(words) if isinstance(words, str) else words
        super().__init__(self._said, id=id)

    def say(self, words: Content, *, layout: bool = False) -> None:
        """Show this; laid out anew where it may take another room."""
        if not words.is_same(self._said):
            self._said = words
            self.update(words, layout=layout)
