"""What the command line says, and the exit codes it says it with."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable

DONE, FAULTS, WRONG, FAILED = 0, 1, 2, 70


class Refusal(Exception):
    """A command that cannot be done as given; its text says why, in one line."""


class FaultyFile(Exception):
    """A scenario file with faults, each as a line for standard error."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))


def say(line: str) -> None:
    """Print a line, with nothing in it that could drive a terminal."""
    sys.stdout.write(_harmless(line) + "\n")


def complain(line: str) -> None:
    """Print a line to standard error, with nothing in it that could drive a terminal."""
    sys.stderr.write(_harmless(line) + "\n")


def _harmless(line: str) -> str:
    """The line with control and direction characters made visible: names of files may hold any."""
    return "".join(
        character.encode("unicode_escape").decode() if unicodedata.category(character) in _DRIVING else character
        for character in line
    )


_DRIVING = ("Cc", "Cf", "Zl", "Zp")
