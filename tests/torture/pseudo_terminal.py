"""The real app, started in a pseudo-terminal as a person starts it, and typed into key by key."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from types import TracebackType

from tests.torture.terminal import SECONDS, Terminal

QUIET = 0.3
"""Seconds without a byte after which the app has drawn what it had to."""
ROOT = Path(__file__).parents[2]
KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "down": "\x1b[B",
    "up": "\x1b[A",
    "right": "\x1b[C",
    "tab": "\t",
    "f1": "\x1bOP",
    "end": "\x1b[F",
    "home": "\x1b[H",
    "ctrl+p": "\x10",
    "ctrl+o": "\x0f",
    "ctrl+q": "\x11",
}


class PseudoTerminal(Terminal):
    """One run of `caseload` in a terminal of its own."""

    def __init__(
        self, *arguments: str, folder: Path, before: tuple[str, ...] = (), rows: int = 60, columns: int = 200
    ) -> None:
        ours, theirs = pty.openpty()
        super().__init__(ours)
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        size = {"COLUMNS": str(columns), "LINES": str(rows)}
        self.process = subprocess.Popen(
            [*before, sys.executable, "-c", "from tui.cli import main; raise SystemExit(main())", *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=os.environ | size | {"TERM": "xterm-256color", "PYTHONPATH": str(ROOT)},
            cwd=folder,
            start_new_session=True,
        )
        os.close(theirs)

    def __enter__(self) -> PseudoTerminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self.has_ended:
            self.process.kill()
        self.process.wait()
        os.close(self.terminal)

    def press(self, *keys: str | bytes) -> None:
        """Press keys one by one, each once the last has been dealt with; a text is typed as it is.

        Bytes are what must come on the screen after the key before them.
        """
        said = len(self.said)
        for key in keys:
            if isinstance(key, bytes):
                self.until(key, said)
            else:
                said = len(self.said)
                self.type(KEYS.get(key, key))
            self.settle()

    def settle(self) -> None:
        """Take in what the app writes until it has been quiet for a moment."""
        while self.read(QUIET):
            pass

    def until(self, words: bytes, since: int = 0) -> None:
        """Wait until the app has written some words, after so many bytes."""
        self.found(words, since)

    @property
    def has_ended(self) -> bool:
        """Whether the process is over."""
        return self.process.poll() is not None

    def ended(self) -> int:
        """The exit code once the app has ended."""
        deadline = time.monotonic() + SECONDS
        while not self.has_ended:
            if time.monotonic() > deadline:
                raise TimeoutError("the app did not end")
            self.read(0.05)
        while self.read(0):
            pass
        return self.process.wait()
