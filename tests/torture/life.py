"""The real app, forked off into a pseudo-terminal: killed, or told to end."""

from __future__ import annotations

import fcntl
import os
import pty
import signal
import struct
import sys
import termios
import time
from pathlib import Path

from tests.torture.terminal import FOR_EVER, SECONDS, Terminal

SIZE = (30, 100)


class Life(Terminal):
    """One start of the app, up to its end. It is forked off, so that what it needs is loaded only once."""

    def __init__(self, store: Path) -> None:
        self.pid, terminal = pty.fork()
        if not self.pid:
            _live(store)
        super().__init__(terminal)
        self._read_to = 0
        self._is_closed = False

    def read(self, seconds: float) -> bool:
        """Take in what the app writes; nothing once the window is closed."""
        return not self._is_closed and super().read(seconds)

    def until(self, words: bytes, end: float = FOR_EVER) -> bool:
        """Wait until the app writes some words after those waited for last; False once it is time to end."""
        place = self.found(words, self._read_to, end)
        self._read_to = self._read_to if place is None else place
        return place is not None

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
