"""A whole session under `strace`: not one connection, whatever is opened, edited, compared, saved and printed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from shutil import which

from scenarios.examples import example_data, examples
from tests.torture.pseudo_terminal import ROOT, PseudoTerminal
from tests.torture.tally import Tally
from tui.cli import FORMATS

LONG = 3
SESSION: tuple[tuple[str | bytes, ...], ...] = (
    *(("right", "9", "9", "enter"), ("u",), ("r",), ("]",), (">",), ("]",), ("]",), ("c",), ("c",), ("C", "enter")),
    *(
        ("h", "escape"),
        ("l", "enter", "escape"),
        ("o", b"searches by name", "b", b"Branch under", "enter", b"You are now in"),
    ),
    *(("f1", "f1"), ("t",), ("s", b"Cancel", "tab", "enter", b"Saved to"), ("ctrl+o", b"Cancel", "escape")),
    *(("ctrl+p", b"Search for commands", "Roll forward", "enter", b"Put right", "escape"), ("ctrl+p", "escape")),
)
"""Keys of a session: edit, undo, redo, tabs, compare, history, levers, branch, help, copy, save, open."""
CALL = re.compile(r"^\d+ +(\w+)\((.*)$", re.MULTILINE)
REACHES_OUT = re.compile(r"AF_INET|AF_INET6|AF_NETLINK|AF_PACKET|AF_VSOCK")
CONNECTS = ("connect", "bind", "listen", "accept", "accept4", "sendmmsg")


def run(tries: int, folder: Path) -> Tally:
    """Sessions and commands, every call on sockets of which is read."""
    tally = Tally()
    if which("strace") is None:
        tally.wrong.append("strace is not installed; nothing was tried")
        return tally
    for number in range(tries):
        place = folder / str(number)
        place.mkdir()
        _session(place, tally)
        for arguments in _commands(place):
            traced(place, tally, arguments)
    return tally


def _strace(log: Path) -> tuple[str, ...]:
    return ("strace", "-f", "-qq", "-e", "trace=network", "-o", str(log))


def _session(place: Path, tally: Tally) -> None:
    """The app in a terminal, from its first start to a file saved."""
    log, file = place / "session.log", place / "plan.yaml"
    file.write_bytes(example_data(next(iter(examples()))))
    with PseudoTerminal(
        "--store", str(place / "s.db"), "open", str(file), folder=place, before=_strace(log)
    ) as terminal:
        terminal.until(b"saved")
        terminal.settle()
        for keys in SESSION:
            terminal.press(*keys)
        terminal.press("ctrl+q")
        code = terminal.ended()
    if code:
        tally.wrong.append(f"the app ended with {code}")
    if len(list(place.glob("*.yaml"))) < len(("opened", "saved")):
        tally.wrong.append("nothing was saved")
    tally.counts["sessions"] += 1
    tally.counts["steps"] += len(SESSION)
    look_at(log, tally)


def _commands(place: Path) -> tuple[tuple[str, ...], ...]:
    """Every command of the shell."""
    before, after = list(examples())[2:4]
    file = str(place / "plan.yaml")
    return (
        *(("report", before, "--format", form) for form in FORMATS),
        *(("compare", before, after), ("check", file), ("import", file, "--name", "Again")),
        *(("export", "Again", str(place / "again.yaml")), ("where",), ("schema",), ("--version",)),
    )


def traced(place: Path, tally: Tally, arguments: tuple[str, ...]) -> None:
    """One command of the shell."""
    log = place / f"{arguments[0]}.log"
    caseload = (sys.executable, "-c", "from tui.cli import main; raise SystemExit(main())")
    command = (*_strace(log), *caseload, "--store", str(place / "s.db"), *arguments)
    done = subprocess.run(command, capture_output=True, check=False, cwd=ROOT)
    if done.returncode:
        tally.wrong.append(f"{arguments[0]} ended with {done.returncode}: {done.stderr[-300:]!r}")
    tally.counts["commands"] += 1
    look_at(log, tally)


def look_at(log: Path, tally: Tally) -> None:
    """Count the calls of a log; those that connect anything are wrong. A pair of sockets stays within the process."""
    for name, rest in CALL.findall(log.read_text(encoding="utf-8", errors="replace")):
        tally.counts["calls on sockets"] += 1
        if name in CONNECTS or REACHES_OUT.search(rest):
            tally.wrong.append(f"{log.name}: {name}({rest[:200]}")
