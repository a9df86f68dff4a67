"""Keys and clicks that arrive before the last one has been dealt with: they wait, and go on in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable, Sequence

from textual.message import Message
from textual.message_pump import MessagePump
from textual.widget import Widget


class TypeAhead:
    """Hands messages to a widget one by one, as long as it waits for nothing.

    `take` does what a message asks for and tells whether it was for the widget; `is_waiting` tells whether the
    widget waits for an answer, the coming of which it announces by `go_on`. A key that was not for the widget may
    be a command: those behind it wait until the app has run it, and go to whatever has the focus then.
    """

    def __init__(
        self, widget: Widget, take: Callable[[Message], Awaitable[bool]], is_waiting: Callable[[], bool]
    ) -> None:
        self._widget, self._take, self._is_waiting = widget, take, is_waiting
        self._held: deque[Message] = deque()
        self._is_passing = False

    async def offer(self, message: Message) -> bool:
        """Take a message now, or hold it behind those before it; whether it is taken or held."""
        if self._held or self._is_held_up():
            self._held.append(message)
            return True
        taken = await self._take(message)
        if not taken:
            self._is_passing = True
            self._widget.call_later(self._climb, self._widget.ancestors)
        return taken

    def _is_held_up(self) -> bool:
        return self._is_passing or self._is_waiting()

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
        while self._held and not self._is_held_up():
            message = self._held.popleft()
            app = self._widget.app
            if app.focused is not self._widget:
                self._send(message, app.focused or app.screen)
            elif not await self._take(message):
                self._send(message, self._widget.ancestors[0])
                self._is_passing = True
                self._climb(self._widget.ancestors)

    def _send(self, message: Message, target: MessagePump) -> None:
        target.post_message(message.stop(stop=False).prevent_default(prevent=False))

    def _climb(self, nodes: Sequence[MessagePump]) -> None:
        """Follow a key up through the queues of these nodes; behind it, nothing can arrive before it."""
        if nodes:
            nodes[0].call_later(self._climb, nodes[1:])
        else:
            self._widget.call_later(self._passed)

    def _passed(self) -> None:
        self._is_passing = False
        self.go_on()
