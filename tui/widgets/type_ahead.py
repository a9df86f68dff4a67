"""Keys and clicks that arrive before the last one has been answered: they wait, and go on in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable

from textual.message import Message
from textual.widget import Widget


class TypeAhead:
    """Hands messages to a widget one by one, as long as it waits for nothing.

    `take` does what a message asks for and tells whether it was for the widget; `is_waiting` tells whether the
    widget still waits for an answer, which it announces by calling `go_on`.
    """

    def __init__(
        self, widget: Widget, take: Callable[[Message], Awaitable[bool]], is_waiting: Callable[[], bool]
    ) -> None:
        self._widget, self._take, self._is_waiting = widget, take, is_waiting
        self._held: deque[Message] = deque()

    async def offer(self, message: Message) -> bool:
        """Take a message now, or hold it behind those before it; whether it is taken or held."""
        if self._held or self._is_waiting():
            self._held.append(message)
            return True
        return await self._take(message)

    def hold(self, message: Message) -> None:
        """Hold a message until the widget waits no longer."""
        self._held.append(message)

    def drop(self) -> None:
        """Forget what is held."""
        self._held.clear()

    def go_on(self) -> None:
        """Take what is held, in the widget's own turn."""
        if self._held:
            self._widget.call_next(self._take_held)

    async def _take_held(self) -> None:
        while self._held and not self._is_waiting():
            message = self._held.popleft()
            if not await self._take(message) and self._widget.parent:
                # Not for this widget: it goes up, as it would have gone had it not been held.
                self._widget.parent.post_message(message.stop(stop=False).prevent_default(prevent=False))
