"""From start to the screen, and memory with the county open, against a bare Textual app and harlequin."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks._app import IN_TABLE, as_installed, bare, make_store, planner
from benchmarks._peers import needs, peer
from benchmarks._record import Result
from benchmarks._terminal import Terminal
from benchmarks._timing import Times, measured

STARTS = 8
HELLO, HARLEQUIN = "Textual hello world", "harlequin with SQLite"
FIRST, HEADLINES, LOADED = "first paint", "headline figures", "county"
PAINTED = "Data Catalog"
"""What the first paint of harlequin shows."""


def rows() -> list[Result]:
    """Each program started once a round. Texts are looked for in what is written, so a paint counts once it is sent."""
    with tempfile.TemporaryDirectory() as name:
        measures = Starts(Path(name))
        times = measured(measures.measures, STARTS)
    return _results(times, has_harlequin=peer("harlequin") is not None)


class Starts:
    """Starts of the planner and its peers. One start of the planner gives several figures."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.posts = make_store(folder)
        as_installed()
        self.shown: list[float] = []
        self.memory = 0.0
        self.measures: dict[str, Callable[[], float]] = {
            HELLO: self.hello,
            f"{HELLO}, memory": lambda: self.memory,
            FIRST: self.planner,
            HEADLINES: lambda: self.shown[1],
            LOADED: lambda: self.shown[2],
            "memory": lambda: self.memory,
        }
        if peer("harlequin"):
            self.measures[HARLEQUIN] = self.harlequin

    def hello(self) -> float:
        """The bare app, to its one line."""
        with bare("hello") as app:
            (spent,) = app.shows("Hello")
            self._settled(app)
        return spent

    def planner(self) -> float:
        """The planner to its first paint; when the posts and when the table are shown is kept for the next figures."""
        with planner(self.folder) as app:
            self.shown = app.shows("Caseload Planner", self.posts, IN_TABLE)
            self._settled(app)
            app.press(b"\x1b[C")
            typed = app.press(b"\x1b[C") + app.press(b"4")
            assert "typing…" in "".join(chunk.text for chunk in typed), "not editable"
        return self.shown[0]

    def harlequin(self) -> float:
        """Harlequin on a small database, to its first paint."""
        path = self.folder / "small.db"
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS line (team TEXT, posts REAL)")
        connection.close()
        command = [str(peer("harlequin")), "-a", "sqlite", str(path)]
        with Terminal(command, self.folder, HOME=str(self.folder)) as app:
            (spent,) = app.shows(PAINTED)
            app.settle()
        return spent

    def _settled(self, app: Terminal) -> None:
        app.settle(1.0)
        self.memory = app.resident


def _results(times: Times, *, has_harlequin: bool) -> list[Result]:
    hello = times[HELLO]
    loaded = "start to the county loaded and editable"
    found = (
        Result(loaded, HARLEQUIN, times[LOADED], times[HARLEQUIN], at_most=1)
        if has_harlequin
        else Result(loaded, HARLEQUIN, at_most=1, skipped=needs("harlequin"))
    )
    memory = times["memory"], times[f"{HELLO}, memory"]
    return [
        Result("start to first paint, no figures yet", HELLO, times[FIRST], hello),
        Result("start to first paint with headline figures", HELLO, times[HEADLINES], hello, at_most=1.5),
        Result(loaded, HELLO, times[LOADED], hello, at_most=3.5),
        found,
        Result("memory with the county open", HELLO, *memory, at_most=3, unit="MB"),
    ]
