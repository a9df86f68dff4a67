"""Screens that come up complete and lie still below others."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import cached_property
from typing import TypeVar

from textual.events import ScreenResume
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets._toast import ToastRack  # not exported

from tui.widgets.notes import Notes

Result = TypeVar("Result")

PLACING = "placing"
MOST_HELD = 0.25
"""Seconds after which a screen is painted as it is, if something in it still has not found its place."""


class Complete(Screen[Result]):
    """A screen that comes up complete: painted when everything in it has its place, not each time something finds one.

    Below others it is painted only where something in it has changed.
    """

    _is_placed = False
    _has_been_shown = False

    @cached_property
    def came_up(self) -> asyncio.Event:
        """Set once it has been painted first, or something else has come over it before that."""
        return asyncio.Event()

    def _extend_compose(self, widgets: list[Widget]) -> None:
        """What the framework puts on every screen, with our notes for its toasts."""
        super()._extend_compose(widgets)
        widgets[:] = [Notes() if isinstance(widget, ToastRack) else widget for widget in widgets]

    def on_screen_suspend(self) -> None:
        """Come up complete the next time too."""
        self.workers.cancel_group(self, PLACING)
        self._is_placed = False
        self.came_up.set()

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Wait until all is placed."""
        if not self._has_been_shown:
            event.refresh_styles = False  # each widget has found its own as it was mounted
            self._has_been_shown = True
        self.run_worker(self._paint_once_placed(), group=PLACING, exclusive=True)

    async def _paint_once_placed(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(MOST_HELD):
                while self._layout_required or any(node.message_queue_size for node in self.walk_children()):
                    laid_out = asyncio.Event()
                    self.call_after_refresh(laid_out.set)
                    await laid_out.wait()
        self._is_placed = True
        self._compositor_refresh()
        self.came_up.set()

    def _compositor_refresh(self) -> None:
        is_below = self is not self.app.screen
        if self._is_placed or is_below:
            super()._compositor_refresh()
        if is_below:
            self._repaint_required = False  # the framework would paint all of it whenever it hears of anything
