"""A pseudo-terminal with the real app in it: keys in, and every byte that it writes."""

from __future__ import annotations

import os
import select
import time

SECONDS = 60.0
"""How long to wait for what must come, on a machine that is busy with other things."""
FOR_EVER = float("inf")


class Terminal:
    """The side of a pseudo-terminal that a person would be at."""

    def __init__(self, terminal: int) -> None:
        self.terminal = terminal
        self.said = b""
        """All that the app has written."""

    def type(self, keys: str) -> None:
        """Press keys. Bytes that are no text are given as lone surrogates."""
        os.write(self.terminal, keys.encode("utf-8", "surrogateescape"))

    def read(self, seconds: float) -> bool:
        """Take in what the app writes, waiting no longer than this for more; whether there was any."""
        if not select.select([self.terminal], [], [], seconds)[0]:
            return False
        try:
            more = os.read(self.terminal, 65536)
        except OSError:  # the app has ended
            more = b""
        self.said += more
        return bool(more)

    def found(self, words: bytes, since: int, end: float = FOR_EVER) -> int | None:
        """Wait for words after so many bytes: how many there are up to their end, or None once it is time to end."""
        deadline = time.monotonic() + SECONDS
        while (place := self.said.find(words, since)) < 0:
            now = time.monotonic()
            if now >= end:
                return None
            if now > deadline or (self.has_ended and not self.read(0)):
                raise TimeoutError(f"{words!r} never came; the last: {self.said[-2000:]!r}")
            self.read(min(end - now, 0.5))
        return place + len(words)

    @property
    def has_ended(self) -> bool:
        """Whether the app is known to have ended."""
        return False
