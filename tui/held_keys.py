"""Keys typed before the plan is there: they wait, and go on to it in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable

from textual.events import Event, Key, Paste

QUIT = "ctrl+q"


class HeldKeys:
    """What was typed and pasted since the start; `take` is what becomes of it without this."""

    def __init__(self, take: Callable[[Event], Awaitable[None]]) -> None:
        self._take = take
        self._held: deque[Event] = deque()
        self.is_over = False
        """Whether nothing is held any more."""

    def __len__(self) -> int:
        return len(self._held)

    def takes(self, event: Event) -> bool:
        """Whether something typed waits from now on. A quit does not where nothing is before it, or it is repeated."""
        if self.is_over or not isinstance(event, Key | Paste):
            return False
        if isinstance(event, Key) and event.key == QUIT and (not self._held or self._has_quit):
            return False
        self._held.append(event)
        return True

    @property
    def _has_quit(self) -> bool:
        return any(isinstance(event, Key) and event.key == QUIT for event in self._held)

    async def hand_on(self) -> None:
        """Hand on what waits; what is typed meanwhile waits behind it."""
        while self._held:
            await self._take(self._held.popleft())
        self.is_over = True

    def drop(self) -> int:
        """Forget what waits, since it was typed for something else than what has come; how much that was."""
        count = len(self._held)
        self._held.clear()
        self.is_over = True
        return count
