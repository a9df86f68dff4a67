"""Words on the screen that are painted again only where they are others than before."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from tui.widgets.laid_out_once import LaidOutOnce
from tui.widgets.plain_lines import PlainLines


class Words(PlainLines, Static, LaidOutOnce):
    """A text of which every change is told by `say`."""

    def __init__(
        self,
        words: str | Content = "",
        *,
        id: str | None = None,  # noqa: A002 - the name every widget has for it
        is_folded: bool = False,
    ) -> None:
        self._said = Content(words) if isinstance(words, str) else words
        super().__init__(self._said, id=id)
        self.set_reactive(Words.auto_links, False)
        self.is_folded = False
        self.fold(is_folded=is_folded)

    def fold(self, *, is_folded: bool) -> None:
        """Take no room for the time being, or again as much as the style sheet says: no style is looked up for it."""
        if is_folded != self.is_folded:
            self.is_folded = is_folded
            self.styles.height = 0 if is_folded else None

    def say(self, words: Content, *, layout: bool = False) -> None:
        """Show this; with `layout` the screen is laid out anew where it takes another height."""
        if not words.is_same(self._said):
            before, self._said = self._said, words
            # Where a layout is on its way already, it measures them.
            self.update(words, layout=layout and (self._layout_required or self._differ_in_height(words, before)))

    def _differ_in_height(self, *words: Content) -> bool:
        """Whether some words take more lines than others here; so they may where there is no room for them yet."""
        width, rules = self.content_size.width, self.styles.get_rules()
        return not width or len({each.get_height(rules, width) for each in words}) > 1
