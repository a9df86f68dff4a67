"""Starts and keys in the largest that anybody should have: 1,000 scenarios, 100,000 changes, 500 teams, 120 months."""

from __future__ import annotations

import datetime as dt
import sqlite3
import tempfile
from contextlib import ExitStack, closing
from pathlib import Path

from benchmarks._app import IN_TABLE, as_installed, bare, planner
from benchmarks._record import Result
from benchmarks._timing import Times, measured
from benchmarks.keys import (
    A_SMALL_PAINT,
    BLINK,
    DIGIT,
    EDIT,
    ENTER,
    OTHER,
    POSTS,
    RIGHT,
    TO_TEAM,
    TO_WHOLE,
    UPDATE,
    Keys,
    last,
)
from benchmarks.start import HELLO
from scenarios.edits import CellEdit, edit_cells
from scenarios.plan import Plan
from store.backups import back_up
from store.store import Store
from tests.scenarios.county import county

TEAMS, MONTHS, SCENARIOS, CHANGES = 500, 120, 1_000, 100_000
ROUNDS = 5
STARTS = 15
QUIET = 0.7
"""Seconds after which nothing more is taken to come."""
LOADING = 3.0
"""Seconds after the first change, for which SQLAlchemy is loaded."""
TOLD = 6.0
"""Seconds after which what was said of an undo has gone from the screen."""
UNDO, REDO, LIST, HISTORY, ESCAPE, COMPARE = b"u", b"r", b"o", b"h", b"\x1b", b"c"
LOADED = "start to the plan loaded"
UNDONE, COMPARED = "a change undone", "the comparison opened"
LISTED, HISTORY_SHOWN = "the list of scenarios opened", "the history opened"
BOUNDS = {DIGIT: 5.0, EDIT: 5.0, TO_TEAM: 8.0, TO_WHOLE: 8.0, OTHER: 8.0, COMPARED: 8.0, UNDONE: 8.0}


def rows() -> list[Result]:
    """The same starts and keys as in the county, held against the same bounds. The day's backup is there already."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _make_store(folder)
        as_installed()
        starts = measured({HELLO: _start_of_hello, LOADED: lambda: _start(folder)}, STARTS)
        keys = _keys(folder)
    opening = Result(f"large, {LOADED}", HELLO, starts[LOADED], starts[HELLO], at_most=3.5)
    return [opening, *(_against(keys, name) for name in keys if name != UPDATE)]


def _against(times: Times, name: str) -> Result:
    return Result(f"large, key: {name}", UPDATE, times[name], times[UPDATE], at_most=BOUNDS.get(name))


def _start_of_hello() -> float:
    with bare("hello") as app:
        (spent,) = app.shows("Hello")
        app.settle(1.0)
    return spent


def _start(folder: Path) -> float:
    with planner(folder) as app:
        (spent,) = app.shows(IN_TABLE)
        app.settle(1.0)
    return spent


def _keys(folder: Path) -> Times:
    with ExitStack() as stack:
        app, hello = (stack.enter_context(each) for each in (planner(folder), bare("hello")))
        app.shows(IN_TABLE)
        hello.shows("Hello")
        for each in (app, hello):
            each.settle(1.0)
        for _ in range(POSTS):
            app.press(RIGHT)
        keys = Keys(app, QUIET)
        keys.digit()
        app.press(ENTER, LOADING)
        more = {
            COMPARED: lambda: _and_back(keys, COMPARE, COMPARE, BLINK),
            LISTED: lambda: _and_back(keys, LIST, ESCAPE, BLINK),
            HISTORY_SHOWN: lambda: _and_back(keys, HISTORY, ESCAPE, BLINK),
            UNDONE: lambda: _undone(keys),
        }
        return measured({UPDATE: lambda: last(hello.press(b"k"))} | keys.measures | more, ROUNDS)


def _undone(keys: Keys) -> float:
    spent = _and_back(keys, UNDO, REDO, QUIET)
    keys.app.settle(TOLD)
    return spent


def _and_back(keys: Keys, there: bytes, back: bytes, quiet: float) -> float:
    """To the last paint but those of a blinking cursor; then back."""
    chunks = keys.app.press(there, quiet)
    keys.press(back)
    return last([chunk for chunk in chunks if len(chunk.data) >= A_SMALL_PAINT])


def _make_store(folder: Path) -> None:
    """A store that opens at a draft of the large plan, among many scenarios and after many changes."""
    first, draft_plan = (_called(county(seed, teams=TEAMS), name) for seed, name in ((2026, "Large"), (2027, "Draft")))
    path = folder / "store.db"
    with closing(Store.open(path, examples={"Large": lambda: first})) as store:
        small = store.import_plan(_called(county(teams=1), "Team"), folder / "team.yaml", "").scenario_id
        for number in range(SCENARIOS):
            store.branch(small, f"Scenario {number}")
        draft = store.import_plan(draft_plan, folder / "draft.yaml", "").scenario_id
        line = draft_plan.establishment[0].ref
        for posts in (99.0, 98.0, 99.0):
            store.apply(draft, edit_cells(store.plan(draft), [CellEdit("establishment", line, "posts", posts)]))
        store.remember_last(draft)
    with closing(sqlite3.connect(path)) as connection, connection:
        _repeat_last_two(connection)
    back_up(path, dt.datetime.now().astimezone())


def _called(plan: Plan, name: str) -> Plan:
    based_on = "Large" if name == "Draft" else ""
    header = plan.header.model_copy(update={"name": name, "months": MONTHS, "based_on": based_on})
    return plan.with_rows(header=(header,))


def _repeat_last_two(connection: sqlite3.Connection) -> None:
    """Say of the last two changes, there and back, that they were made many times over."""
    entries = connection.execute("SELECT * FROM entry ORDER BY id DESC LIMIT 2").fetchall()[::-1]
    steps = {
        entry[0]: connection.execute("SELECT * FROM step WHERE entry_id = ?", entry[:1]).fetchall() for entry in entries
    }
    last_id = entries[-1][0]
    for number in range(CHANGES):
        (old_id, *entry), new_id = entries[number % 2], last_id + 1 + number
        _insert(connection, "entry", [(new_id, *entry)])
        _insert(connection, "step", [(new_id, *step[1:]) for step in steps[old_id]])


def _insert(connection: sqlite3.Connection, table: str, values: list[tuple[object, ...]]) -> None:
    places = ", ".join("?" * len(values[0]))
    connection.executemany(f"INSERT INTO {table} VALUES ({places})", values)
