"""A program in a terminal of its own: started, typed into, its bytes read with the time each came."""

from __future__ import annotations

import fcntl
import os
import re
import select
import struct
import subprocess
import termios
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Self

ROWS, COLUMNS = 40, 120
QUIET = 0.25
"""Seconds without a byte after which a screen is taken to be done."""
PATIENCE = 60.0
CONTROL = re.compile(rb"\x1b(?:\[[0-9;?<>=$]*[A-Za-z]|\][^\x07]*\x07|[()][AB0]|[=>78])")


@dataclass(frozen=True)
class Chunk:
    """What came in one read, and how long after the key press or the start, in ms."""

    at: float
    data: bytes

    @property
    def text(self) -> str:
        """What of it is shown."""
        return plain(self.data)


def plain(data: bytes) -> str:
    """The text of what a program wrote, without what only styles and moves."""
    return CONTROL.sub(b"", data).decode("utf-8", "replace")


class Terminal:
    """A program that believes it is in a terminal of 120 × 40."""

    def __init__(self, command: Sequence[str], folder: Path, **variables: str) -> None:
        self._master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        settings = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
        kept = {name: value for name, value in os.environ.items() if name not in ("LINES", "COLUMNS")}
        self._started = perf_counter()
        self._process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=folder,
            env=kept | settings | variables,
            start_new_session=True,
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._master)

    def shows(self, *texts: str) -> list[float]:
        """How long after the start, in ms, each text was written, whichever came first."""
        data, found = b"", dict[str, float]()
        while len(found) < len(texts):
            chunk = self._read(self._started, PATIENCE)
            if chunk is None:
                missing = [text for text in texts if text not in found]
                raise TimeoutError(f"{missing} not shown in {PATIENCE:.0f} s; the end: {plain(data)[-500:]}")
            data += chunk.data
            shown = plain(data)
            for text in texts:
                if text in shown:
                    found.setdefault(text, chunk.at)
        return [found[text] for text in texts]

    def press(self, keys: bytes, quiet: float = QUIET) -> list[Chunk]:
        """What is written from a key press on until nothing more comes. Raises TimeoutError where nothing comes."""
        start = perf_counter()
        os.write(self._master, keys)
        first = self._read(start, PATIENCE)
        if first is None:
            raise TimeoutError(f"nothing came of {keys!r}")
        return [first, *self._until_quiet(start, quiet)]

    def settle(self, quiet: float = QUIET) -> list[Chunk]:
        """Read on until nothing more comes."""
        return self._until_quiet(perf_counter(), quiet)

    def _until_quiet(self, start: float, quiet: float) -> list[Chunk]:
        chunks = []
        while (chunk := self._read(start, quiet)) is not None:
            chunks.append(chunk)
        return chunks

    def _read(self, start: float, wait: float) -> Chunk | None:
        ready, _, _ = select.select([self._master], [], [], wait)
        if not ready:
            return None
        data = os.read(self._master, 1 << 16)
        return Chunk((perf_counter() - start) * 1000, data)

    @property
    def resident(self) -> float:
        """Memory of the program in MB: the resident set, as the kernel counts it."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        assert found is not None
        return int(found[1]) / 1000
