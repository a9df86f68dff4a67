"""Edits of the county against LibreOffice, without a window, on the same plan as a workbook of formulas."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks._formulas import FIRST_LINE, FIRST_MONTH, Model, letters
from benchmarks._peers import PEER_SCRIPTS, SOFFICE, needs
from benchmarks._plans import edited, worked_out
from benchmarks._record import Result
from benchmarks._timing import Times, measured, milliseconds
from scenarios.plan import Plan
from scenarios.projection import project
from tests.scenarios.county import county

SYSTEM_PYTHON = "/usr/bin/python3"
"""The one for which python3-uno is installed."""
ROUNDS = 5
SHEETS = {"Posts": "posts", "In post": "in_post", "Left": "leavers", "Agency": "agency", "Gap": "uncovered"}
SHEETS |= {"Absent": "absent", "Capacity": "capacity"}
LEAST = {"one starter": 300.0, "turnover": 300.0, "one line's in post": 8.0}


def rows() -> list[Result]:
    """A value changed, to all figures worked out. The workbook is first shown to hold the figures of the projection."""
    plan = county()
    if not _has_libreoffice():
        against = "LibreOffice"
        return [
            Result(f"edit of {what}", against, at_least=least, skipped=needs(against)) for what, least in LEAST.items()
        ]
    model = Model(plan)
    with tempfile.TemporaryDirectory() as folder, LibreOffice(Path(folder)) as book:
        book.ask(do="build", sheets=model.sheets)
        _agrees(book, plan)
        times = measured(_measures(book, plan), ROUNDS)
    return _results(times, f"LibreOffice, {model.formulas:,} formulas")


def _has_libreoffice() -> bool:
    found = subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], capture_output=True, check=False) if SOFFICE else None
    return found is not None and found.returncode == 0


class LibreOffice:
    """A LibreOffice that holds a workbook, driven by a script of its own."""

    def __init__(self, folder: Path) -> None:
        command = [SYSTEM_PYTHON, str(PEER_SCRIPTS / "calc.py"), str(folder)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )

    def __enter__(self) -> LibreOffice:
        self._answer()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def ask(self, **asked: Any) -> Any:
        """Have something done; the answer."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> Any:
        assert self._process.stdout is not None
        return json.loads(self._process.stdout.readline())


def _agrees(book: LibreOffice, plan: Plan) -> None:
    """Hold every line and month of the workbook against the projection."""
    ours = project(plan)
    last = f"{letters(FIRST_MONTH + plan.header.months)}{FIRST_LINE + len(plan.establishment) - 1}"
    for sheet, figure in SHEETS.items():
        theirs = book.ask(do="read", sheet=sheet, area=f"{letters(FIRST_MONTH)}{FIRST_LINE}:{last}")["rows"]
        np.testing.assert_allclose(np.array(theirs), getattr(ours, figure), atol=1e-9, err_msg=sheet)


def _measures(book: LibreOffice, plan: Plan) -> dict[str, Callable[[], float]]:
    """The same three edits here and there, with another value each round."""
    starter, line = plan.pipeline[0], plan.establishment[0]
    edits = {
        "one starter": ("pipeline", starter.ref, "fte", starter.fte, ("Starters", "D1")),
        "turnover": ("assumptions", "", "turnover", 0.13, ("Plan", "A1")),
        "one line's in post": ("establishment", line.ref, "in_post", line.in_post, ("Lines", f"D{FIRST_LINE}")),
    }
    measures: dict[str, Callable[[], float]] = {}
    for what, (table, ref, field, now, cell) in edits.items():
        pair = _Pair(book, plan, (table, ref, field), now, cell)
        measures |= {f"{what}, here": pair.here, f"{what}, there": pair.there}
    return measures


class _Pair:
    """One edit, here and there, in turn: both come to the same gap."""

    def __init__(
        self, book: LibreOffice, plan: Plan, place: tuple[str, str, str], now: float, cell: tuple[str, str]
    ) -> None:
        self.book, self.plan, self.place, self.now, self.cell = book, plan, place, now, cell
        self.gap = 0.0

    def here(self) -> float:
        """The edit checked, the plan worked out and the whole added up."""
        self.now = round(self.now + 0.01, 2)

        def work() -> None:
            _, whole = worked_out(edited(self.plan, *self.place, self.now))
            self.gap = float(whole.uncovered[-1])

        return milliseconds(work)

    def there(self) -> float:
        """The cell set and the workbook worked out; then set back, which is not timed."""
        sheet, cell = self.cell
        before = self.book.ask(do="read", sheet=sheet, area=cell)["rows"][0][0]
        answer = self.book.ask(do="edit", sheet=sheet, cell=cell, value=self.now)
        assert abs(answer["total"] - self.gap) < 1e-6, "the workbook and the projection differ"
        self.book.ask(do="edit", sheet=sheet, cell=cell, value=before)
        return float(answer["ms"])


def _results(times: Times, against: str) -> list[Result]:
    return [
        Result(f"edit of {what}, county", against, times[f"{what}, here"], times[f"{what}, there"], at_least=least)
        for what, least in LEAST.items()
    ]
