"""A line of tabs to click or step through."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from textual.content import Content
from textual.events import Click
from textual.message import Message

from tui.widgets.words import Words

GAP = 2
"""Columns between the labels and what is beside them."""


class TabBar(Words):
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

    def __init__(self, *, hint: str, widget_id: str) -> None:
        """`hint` is the keys that step through the labels."""
        super().__init__(id=widget_id)
        self._hint = hint
        self._labels: list[str] = []
        self._chosen = 0
        self._beside = ""
        self._ends: list[int] = []

    def show(self, labels: list[str], chosen: int) -> None:
        """Show these labels, one of them chosen."""
        self._labels, self._chosen = labels, chosen
        self._write()

    def show_beside(self, words: str) -> None:
        """Show these words at the right end, as far as there is room."""
        self._beside = words
        self._write()

    def _write(self) -> None:
        texts = self._written()
        self._ends = list(accumulate(map(len, texts)))
        styles = ("bold $primary" if index == self._chosen else "" for index in range(len(texts)))
        shown = [Content.styled(text, style) for text, style in zip(texts, styles, strict=True)]
        hint = self._hint if len(texts) > 1 else ""
        room = max(self.content_size.width - sum(map(len, texts)) - len(hint), 0)
        beside = Content(self._beside).truncate(max(room - GAP, 0), ellipsis=True)
        space = " " * (room - beside.cell_length)
        self.say(Content.assemble(*shown, (hint, "$text-muted"), space, beside.stylize("$text-muted")))

    def _written(self) -> list[str]:
        """The labels, with as much between them as there is room for."""
        loose = [f"[{each}] " if on else f" {each}  " for each, on in self._each()]
        close = [f"[{each}]" if on else f" {each} " for each, on in self._each()]
        tight = [f"[{each}] " if on else f"{each} " for each, on in self._each()]
        room = self.content_size.width - len(self._hint) - (len(self._beside) + GAP if self._beside else 0)
        return next((texts for texts in (loose, close) if sum(map(len, texts)) <= room), tight)

    def _each(self) -> list[tuple[str, bool]]:
        return [(label, index == self._chosen) for index, label in enumerate(self._labels)]

    def on_resize(self) -> None:
        """Leave less room between labels where there is little."""
        self._write()

    def on_click(self, event: Click) -> None:
        """Say which label was clicked."""
        offset = event.get_content_offset(self)
        index = len(self._labels) if offset is None else bisect_right(self._ends, offset.x)
        if index < len(self._labels):
            self.post_message(self.Chosen(self, index))
