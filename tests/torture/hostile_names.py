"""Hostile names on every screen and in every report: none drives the terminal, and all of each is shown."""

from __future__ import annotations

import asyncio
import contextlib
import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from scenarios.files import plan_text, save_plan
from scenarios.plan import Plan
from scenarios.text import clean_line
from store.store import Store
from tests.torture.hostile_store import MARK, hostile_name, hostile_store, tag
from tests.torture.pseudo_terminal import ROOT, PseudoTerminal
from tests.torture.tally import Tally
from tests.tui.driving import KEYS as DRIVEN
from tests.tui.driving import Driver, driven
from tui.cli import FORMATS
from tui.screens.workspace import Workspace
from tui.sheets.registry import SHEETS, TABS, of_tab
from tui.sheets.sheet import Sheet

LONG = 50
Keys = Sequence[str | bytes]
SIZE = (320, 130)
MOST_PAUSES = 100
ROWS = 15
"""Rows that are in view at once on the lowest table, at least."""
# What no byte of the app's own may be: escape sequences that names hold, bells, C1 codes, and bidirectional marks.
FROM_DATA = re.compile(
    rb"\x1b[\]\[P_^X]?[ -/]*[0-9;?]*" + MARK.encode() + rb"|\x1bc|\x1b\[2J|[\x00\x05\x07\x0e\x0f\x7f]"
    rb"|\xc2[\x80-\x9f]|\xe2\x80[\x8b\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]|\xef\xbb\xbf|\xd8\x9c"
)
OWN = re.compile(rb"\x1b](?:22;[a-z-]*|52;c;[A-Za-z0-9+/=]*)\x07")
"""What Textual says of the shape of the mouse pointer, and a table copied."""
PALETTE_OPEN = ("ctrl+p", b"Search for commands")
PALETTE: tuple[Keys, ...] = (
    (*PALETTE_OPEN, "Roll forward", "enter", b"Put right what happened", "escape"),
    (*PALETTE_OPEN, "Bring up", "enter", b"Leave as it was", "escape"),
)
"""Commands without a key, as they are typed in a terminal."""
ACTIONS = ("roll_forward", "rebase", "table_to_file", "save_file_as", "new_scenario", "branch", "delete_scenario")
"""Commands of the palette that open a dialog."""
NAMED = re.compile(r"n\d{3}")
DIALOGS: tuple[tuple[str, ...], ...] = (
    ("/", "escape"),
    ("h", "escape"),
    ("C", "escape"),
    ("k", "escape"),
    ("i", "escape"),
    ("l", "enter", "escape"),
    ("l", "down", "enter", "escape"),
    ("d", "escape"),
    ("enter", "escape"),
    ("ctrl+o", "escape"),
    ("f1", "f1"),
    ("ctrl+p", "escape"),
)
"""Keys that open each dialog and leave it again, from any table."""
LIST = (*(("o", key, "escape", "escape") for key in "ebds"), ("o", "/", "n", "escape", "escape"))
"""The same by way of the list of scenarios."""


def run(tries: int, folder: Path) -> Tally:
    """So many hostile names on every screen, in the terminal's bytes and as text, and in every report."""
    tally = Tally()
    store = folder / "hostile.db"
    scenario = hostile_store(store, tries)
    files = folder / "files"
    files.mkdir()
    for number in range(tries):
        with contextlib.suppress(OSError, ValueError):  # not every name can be a file's
            (files / f"{hostile_name(number).replace('/', '_')}.yaml").write_bytes(b"a: [")
    in_terminal(store, files, tally, Tour())
    asyncio.run(on_screens(store, tries, tally))
    asyncio.run(on_faults(store, folder, tally))
    in_reports(store, scenario, folder, tally)
    tally.counts["names"] = tries
    return tally


class Tour(NamedTuple):
    """What is visited in a terminal: tabs, and dialogs by their keys; and how large it is."""

    tabs: Sequence[str] = TABS
    dialogs: Sequence[Keys] = (*DIALOGS, *PALETTE, *LIST)
    size: tuple[int, int] = SIZE


def in_terminal(store: Path, files: Path, tally: Tally, tour: Tour) -> None:
    """Go through everything in a pseudo-terminal, and look at its bytes."""
    columns, rows = tour.size
    with PseudoTerminal("--store", str(store), folder=files, rows=rows, columns=columns) as terminal:
        terminal.until(b"saved")
        terminal.settle()
        for tab in tour.tabs:
            for _ in of_tab(tab):
                terminal.press(">")
                tally.counts["screens in a terminal"] += 1
            terminal.press("]")
        for keys in tour.dialogs:
            terminal.press(*keys)
            tally.counts["screens in a terminal"] += 1
        terminal.press(f"\x1b[200~\x1b[{MARK}mpasted\x07\x1b[201~", "escape", "escape", "ctrl+q")
        code = terminal.ended()
    tally.counts["bytes"] += len(terminal.said)
    if code:
        tally.wrong.append(f"the app ended with {code}: {terminal.said[-2000:]!r}")
    tally.wrong += driving(terminal.said)


def driving(said: bytes) -> list[str]:
    """What of some bytes could drive a terminal and came from a name."""
    others = OWN.sub(b"", said)
    found = FROM_DATA.finditer(others)
    return [f"in a terminal: {others[max(0, each.start() - 40) : each.end() + 40]!r}" for each in found][:20]


async def on_screens(store: Path, tries: int, tally: Tally) -> None:
    """Go through everything, and read the screen: each name is there to its end, or cut with an ellipsis."""
    async with driven(store, size=SIZE) as driver:
        await on_tables(driver, tally, SHEETS)
        await driver.at_sheet("teams")
        for number in range(tries):
            await _found(driver, number, tally)
        await _in_dialogs(driver, tally)
        if driver.app.return_code:
            tally.wrong.append(f"the app ended with {driver.app.return_code}")


async def on_tables(driver: Driver, tally: Tally, sheets: Sequence[Sheet]) -> None:
    """Read every name of some tables on the screen."""
    teams = [team.name for team in driver.workspace.working.plan.teams]
    if teams != [clean_line(hostile_name(number)) for number in range(len(teams))]:
        tally.wrong.append(f"teams are called {teams}")
    for sheet in sheets:
        await driver.at_sheet(sheet.name)
        tally.counts["tables read"] += 1
        texts = [text for row in driver.workspace.grid.table.rows for text in row.texts]
        if sheet.name in ("teams", "by_team"):
            tally.wrong += [f"{sheet.name} has no {name!r}" for name in teams if name not in texts]
        named = [text for text in texts if NAMED.search(text)]
        tally.counts["names read"] += len(named)
        screen = await _scrolled(driver)
        tally.wrong += [f"{sheet.name}: {text!r}" for text in named if not is_there(text, screen)]


async def _scrolled(driver: Driver) -> str:
    """All the rows of a table, screen by screen."""
    grid, screens = driver.workspace.grid, [driver.screen]
    for row in (*grid.table.rows[ROWS::ROWS], *grid.table.rows[-1:]):
        grid.move_to(row.key, grid.table.columns[0].name)
        await driver.pilot.pause()
        screens.append(driver.screen)
    return "\n".join(screens)


async def _found(driver: Driver, number: int, tally: Tally) -> None:
    """Find a team by its number: the list shows its name, and so does the scope once it is chosen."""
    name = driver.workspace.working.plan.teams[number].name
    await driver.press("slash")
    await driver.paste(tag(number))
    tally.counts["names found"] += 1
    if not is_there(name, driver.screen):
        tally.wrong.append(f"the list of teams: {name!r}")
    await driver.press("enter")
    shown_there = driver.screen.splitlines()
    if not is_there(name, "\n".join(shown_there[:8])):
        tally.wrong.append(f"the scope: {name!r} is not in {shown_there[:8]}")
    await driver.press("w")


async def _in_dialogs(driver: Driver, tally: Tally) -> None:
    """Open each dialog and leave it; the list of scenarios shows the name of each."""
    for keys in DIALOGS:
        for key in keys:
            await driver.press(DRIVEN.get(key, key))
        tally.counts["dialogs read"] += 1
    for name in (
        "roll_forward",
        "rebase",
        "table_to_file",
        "save_file_as",
        "new_scenario",
        "branch",
        "delete_scenario",
    ):
        await driver.workspace_action(name)
        if driver.app.screen is driver.workspace:
            tally.wrong.append(f"{name} did not open")
        await driver.press("escape")
        tally.counts["dialogs read"] += 1
    infos = await driver.app.desk.ask(lambda opened: opened.scenarios())
    await driver.press("o")
    for info in infos:
        await driver.press("slash", "end", "ctrl+u")
        await driver.paste(info.name.split()[-1])
        tally.counts["names found"] += 1
        if not is_there(info.name, driver.screen):
            tally.wrong.append(f"the list of scenarios: {info.name!r}")
    await driver.press("escape", "escape")
    await _in_notes(driver, tally)
    if not isinstance(driver.app.screen, Workspace):
        tally.wrong.append("a dialog stayed open")


async def _in_notes(driver: Driver, tally: Tally) -> None:
    """Open the notes of the plan, and leave them as they were."""
    await driver.at_sheet("plan")
    grid, notes = driver.workspace.grid, driver.workspace.working.plan.header.notes
    row = next(row for row in grid.table.rows if notes in row.texts)
    grid.move_to(row.key, grid.table.columns[row.texts.index(notes)].name)
    await driver.press("enter")
    if driver.app.screen is driver.workspace or not is_there(notes, driver.screen):
        tally.wrong.append(f"the notes: {notes!r}")
    await driver.press("escape")


async def on_faults(store: Path, folder: Path, tally: Tally) -> None:
    """A file with faults, hostile from its name to what it holds, is told of in a dialog."""
    file = folder / f"[red] \x1b[{MARK}m [b] n000.yaml"
    file.write_text(
        'format: caseload-scenario/1\n"[/] \\e]6666;x\\a": 1\nname: "[@click=app.bell]x[/]"\n', encoding="utf-8"
    )
    async with driven(store, file=file) as driver:
        for _ in range(MOST_PAUSES):
            if driver.app.screen is not driver.workspace:
                break
            await driver.settled()
        tally.counts["dialogs read"] += 1
        quoted = "\\x1b]6666;x\\x07"
        if not is_there(f"[red] [{MARK}m [b] n000.yaml has", driver.screen) or quoted not in "".join(
            driver.screen.split()
        ):
            tally.wrong.append(f"the faults of a file: {driver.screen}")
        await driver.press("escape")


def is_there(text: str, screen: str) -> bool:
    """Whether a text is on the screen, whole or cut with an ellipsis after some of it."""
    if text.strip() in screen:
        return True
    cut = (text[:length] for length in range(len(text), 0, -1))
    return any(f"{part}…" in screen or f"{part.rstrip()} …" in screen for part in cut)


def in_reports(store: Path, scenario: str, folder: Path, tally: Tally) -> None:
    """Every command of the shell in every format: read back, each name is what it was."""
    with contextlib.closing(Store.open(store, examples={})) as opened:
        plan, infos = opened.plan(scenario), opened.scenarios()
    file = folder / "plan.yaml"
    save_plan(plan, file)
    name, base = plan.header.name, next(info.name for info in infos if info.id != scenario)
    for form in FORMATS:
        said = caseload(store, "report", name, "--format", form)
        tally.wrong += [f"report as {form}: {what}" for what in not_told(said, plan, form)]
        tally.wrong += driving(caseload(store, "compare", base, name, "--format", form))
        tally.counts["reports"] += 2
    for arguments in (
        ("check", str(file)),
        ("export", name, str(folder / "again.yaml")),
        ("where",),
        ("report", "none"),
    ):
        tally.wrong += driving(caseload(store, *arguments))
        tally.counts["reports"] += 1
    if (folder / "again.yaml").read_text(encoding="utf-8") != plan_text(plan):
        tally.wrong.append("exported, it is another plan")


def caseload(store: Path, *arguments: str) -> bytes:
    """All that a command says."""
    command = [sys.executable, "-c", "from tui.cli import main; raise SystemExit(main())", "--store", str(store)]
    done = subprocess.run([*command, *arguments], capture_output=True, check=False, cwd=ROOT)
    return done.stdout + done.stderr


def not_told(said: bytes, plan: Plan, form: str) -> Iterator[str]:
    """What is wrong with a report: what drives a terminal, and teams that are not named as they are called."""
    yield from driving(said)
    text, names = said.decode(), [team.name for team in plan.teams]
    if form == "json":
        told = set(names) if json.loads(text)["scenario"] == plan.header.name else set()
    elif form == "csv":
        cells = {cell for row in csv.reader(io.StringIO(text)) for cell in row}
        yield from (f"the formula {cell!r}" for cell in cells if cell[:1] in "=@\t\r" and cell)
        told = {cell[1:] if cell[:1] == "'" else cell for cell in cells} | cells
    else:
        squeezed = "".join(text.replace("\\", "").split())
        told = {name for name in names if "".join(name.replace("\\", "").split()) in squeezed}
    yield from (f"no {name!r}" for name in names if name not in told)
