"""Key presses in the county, to the last byte that changes the screen, against bare Textual apps."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks._app import IN_TABLE, bare, make_store, planner
from benchmarks._record import Result
from benchmarks._terminal import QUIET, Chunk, Terminal
from benchmarks._timing import Times, measured

ENTER, RIGHT, UP, FLIP, WHOLE = b"\r", b"\x1b[C", b"\x1b[A", b"x", b"w"
POSTS = 2
"""Columns from the first to Posts."""
TEAM = b"/\x1b[200~Assessment Alder\x1b[201~"
A_SMALL_PAINT = 600
BLINK = 0.4
"""Seconds less than the cursor of a dialog takes to blink."""
BYTES = 8000.0

UPDATE, CELL = "one Static.update", "DataTable, one cell"
DIGIT, EDIT, SAVED = "a digit typed, previewed", "an edit committed", "an edit, to saved on the disk"
TO_TEAM, TO_WHOLE, OTHER = "scope switched to a team", "scope switched to the whole plan", "scenario switched"


def rows() -> list[Result]:
    """Each key once a round, all the apps running side by side and idle but for the one that is timed."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        make_store(Path(name))
        app, hello, table = (
            stack.enter_context(each) for each in (planner(Path(name)), bare("hello"), bare("data_table"))
        )
        app.shows(IN_TABLE)
        hello.shows("Hello")
        table.shows("month 3")
        for each in (app, hello, table):
            each.settle(1.0)
        for _ in range(POSTS):
            app.press(RIGHT)
        keys = Keys(app)
        times = measured(
            {UPDATE: lambda: last(hello.press(b"k")), CELL: lambda: last(table.press(b"k"))} | keys.measures
        )
    return [*_against(times), *_bytes(times, keys)]


class Keys:
    """Hands on the planner. An edit is three measures of the same key presses."""

    def __init__(self, app: Terminal, quiet: float = QUIET) -> None:
        self.app = app
        self.quiet = quiet
        """Seconds after which nothing more is taken to come."""
        self.count = 0
        self.sent: list[float] = []
        self.saved: list[float] = []
        self.measures: dict[str, Callable[[], float]] = {
            DIGIT: self.digit,
            EDIT: self.edit,
            TO_TEAM: self.to_team,
            TO_WHOLE: lambda: last(self.press(WHOLE)),
            OTHER: self.switched,
        }

    def press(self, keys: bytes) -> list[Chunk]:
        """What comes of keys."""
        return self.app.press(keys, self.quiet)

    def digit(self) -> float:
        """A figure typed on a cell: the editor opens and the figures of the county move."""
        self.count += 1
        self.typed = self.press(b"%d" % (2 + self.count % 5))
        assert "typing…" in shown(self.typed)
        return last(self.typed)

    def edit(self) -> float:
        """The figure taken, to the last byte but the word that it is saved."""
        chunks = self.press(ENTER)
        assert "saved" in shown(chunks)
        self.saved.append(next(chunk.at for chunk in reversed(chunks) if "saved" in chunk.text))
        self.sent.append(float(sum(len(chunk.data) for chunk in (*self.typed, *chunks))))
        self.press(UP)
        return last([chunk for chunk in chunks if not only_saved(chunk)])

    def switched(self) -> float:
        """The other scenario on the screen; then back to the first."""
        spent = last(self.press(FLIP))
        self.press(FLIP)
        return spent

    def to_team(self) -> float:
        """Enter in the finder of teams."""
        self.app.press(TEAM, BLINK)
        return last(self.press(ENTER))


def last(chunks: Sequence[Chunk]) -> float:
    """When the last byte came, in ms."""
    return chunks[-1].at


def shown(chunks: Sequence[Chunk]) -> str:
    """The text of all that was written."""
    return "".join(chunk.text for chunk in chunks)


def only_saved(chunk: Chunk) -> bool:
    """Whether a chunk is nothing but the corner that says that everything is saved."""
    return "saved" in chunk.text and len(chunk.data) < A_SMALL_PAINT


def _against(times: Times) -> list[Result]:
    update, cell = times[UPDATE], times[CELL]
    return [
        Result(f"key: {DIGIT}, county", UPDATE, times[DIGIT], update, at_most=5),
        Result(f"key: {EDIT}, county", UPDATE, times[EDIT], update, at_most=5),
        Result(f"key: {EDIT}, county", CELL, times[EDIT], cell, at_least=20),
        *(Result(f"key: {name}", UPDATE, times[name], update, at_most=8) for name in (TO_TEAM, TO_WHOLE, OTHER)),
    ]


def _bytes(times: Times, keys: Keys) -> list[Result]:
    counted = len(times[EDIT])
    return [
        Result(f"key: {SAVED}", UPDATE, keys.saved[-counted:], times[UPDATE]),
        Result("bytes to the terminal, a digit and Enter", "8 kB", keys.sent[-counted:], [BYTES], at_most=1, unit="B"),
    ]
