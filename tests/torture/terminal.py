"""The real app in a pseudo-terminal: keys in, bytes out, killed or told to end."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

SIZE = (30, 100)
SECONDS = 60.0
"""How long to wait for what must come, on a machine that is busy with other things."""


class Life:
    """One start of the app, up to its end. It is forked off, so that what it needs is loaded only once."""

    def __init__(self, store: Path) -> None:
        self.pid, self.terminal = pty.fork()
        if not self.pid:
            _live(store)
        self.said = b""
        self._read_to = 0
        self._is_closed = False

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self.terminal, keys.encode())

    def read(self, seconds: float) -> bool:
        """Take in what the app writes, waiting no longer than this for more; whether there was any."""
        if self._is_closed:
            return False
        if not select.select([self.terminal], [], [], seconds)[0]:
            return False
        try:
            more = os.read(self.terminal, 65536)
        except OSError:  # the app has ended
            more = b""
        self.said += more
        return bool(more)

    def until(self, words: bytes, end: float = float("inf")) -> bool:
        """Wait until the app writes some words after those waited for last; False once it is time to end."""
        deadline = time.monotonic() + SECONDS
        while (place := self.said.find(words, self._read_to)) < 0:
            now = time.monotonic()
            if now >= end:
                return False
            if now > deadline:
                raise TimeoutError(f"{words!r} never came; the last: {self.said[-2000:]!r}")
            self.read(min(end, deadline) - now if end < deadline else 0.5)
        self._read_to = place + len(words)
        return True

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send the app a signal."""
        os.kill(self.pid, number)

    def ended(self) -> int:
        """The exit code once the app has ended, minus the signal where that ended it."""
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            self.read(0.01)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                while self.read(0):
                    pass
                return os.waitstatus_to_exitcode(status)
        raise TimeoutError("the app did not end")

    def close(self) -> None:
        """Close the terminal, as a window is closed."""
        os.close(self.terminal)
        self._is_closed = True


def _live(store: Path) -> None:
    """Be the app, as the command line runs it."""
    rows, columns = SIZE
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    os.environ |= {"TERM": "xterm-256color", "COLUMNS": str(columns), "LINES": str(rows)}
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        # Those of the parent may think that they are files.
        stream = os.fdopen(number, "w" if number else "r")
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    code = 70
    try:
        from tui.cli import main

        code = main(["--store", str(store)])
    finally:
        os._exit(code)
