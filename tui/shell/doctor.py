"""`caseload doctor`: what the program finds where it runs, and what to do about it."""

from __future__ import annotations

import locale
import os
import platform
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from store.backups import backups
from store.errors import StoreError
from store.migrations import VERSION
from store.paths import backups_folder, crashes_folder, store_path
from store.restoring import scenarios_in
from tui.shell.output import DONE, FAULTS, say
from tui.shell.recovery import when
from tui.shell.where import size_text

LEAST_COLUMNS, LEAST_LINES = 60, 16
LEAST_ROOM = 50_000_000
"""Bytes free on the disk below which saving may soon fail."""


@dataclass(frozen=True)
class Finding:
    """What was looked at, what was found, and what to do where something is wrong."""

    about: str
    found: str
    to_do: str = ""


def examine(store: Path | None) -> int:
    """Say what is found; 1 where something should be done."""
    findings = list(_findings(store_path(store).absolute()))
    for each in findings:
        say(f"{each.about:<9} {each.found}")
    advice = [each.to_do for each in findings if each.to_do]
    say("")
    for line in advice or ["Nothing to do."]:
        say(line if not advice else f"To do: {line}")
    return FAULTS if advice else DONE


def _findings(store: Path) -> Iterator[Finding]:
    yield Finding("program", versions())
    yield _store(store)
    yield from _access(store)
    yield from _backups(store)
    yield from _crashes(store)
    yield from _terminal()


def versions() -> str:
    """The versions that matter, and the system."""
    parts = [f"caseload {version('caseload-planner')}", f"store format {VERSION}"]
    parts += [f"Python {platform.python_version()}", f"SQLite {sqlite3.sqlite_version}"]
    parts += [f"Textual {version('textual')}", platform.system()]
    return ", ".join(parts)


def _store(store: Path) -> Finding:
    if not store.exists():
        if backups(store):
            return Finding("store", f"{store}: missing", "“caseload restore 1” brings the latest backup back.")
        return Finding("store", f"{store}: not made yet")
    try:
        count = scenarios_in(store)
    except StoreError as error:
        return Finding("store", str(error), "“caseload restore” lists the backups; restoring keeps this store beside.")
    except OSError as error:
        return Finding("store", f"{store}: {error.strerror}", "Ask for the right to read that file.")
    return Finding("store", f"{store}: {count} scenarios, {size_text(store.stat().st_size)}, whole")


def _access(store: Path) -> Iterator[Finding]:
    """Who may read and write the store, and the room on its disk."""
    folder = next((each for each in (store.parent, *store.parents) if each.is_dir()), Path("/"))
    for path in (store, folder):
        if path.exists() and not os.access(path, os.W_OK):
            yield Finding(
                "access", f"{path} may not be written", f"Get the right to write {path}; till then, only look."
            )
    for path, wanted in ((store, 0o600), (backups_folder(store), 0o700)):
        mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else wanted
        if os.name == "posix" and mode & ~wanted & 0o077:
            yield Finding("access", f"others may open {path}", f"chmod {wanted:o} '{path}' keeps it to yourself.")
    free = shutil.disk_usage(folder).free
    to_do = "" if free >= LEAST_ROOM else f"Make room on the disk of {folder}, or saving will fail."
    yield Finding("disk", f"{free // 1_000_000:,} MB free", to_do)


def _backups(store: Path) -> Iterator[Finding]:
    every, bad = backups(store), []
    for each in every:
        try:
            scenarios_in(each.path)
        except (StoreError, OSError) as error:
            bad.append(Finding("backups", str(error), f"Remove '{each.path}'; it is no use."))
    last = f", the latest of {when(every[0])}" if every else ""
    there = f"{len(every)} in {backups_folder(store)}{last}; {len(every) - len(bad)} whole"
    yield Finding("backups", there if every else "none yet")
    yield from bad


def _crashes(store: Path) -> Iterator[Finding]:
    folder = crashes_folder(store)
    reports = sorted(folder.iterdir()) if folder.is_dir() else []
    if reports:
        yield Finding("crashes", f"{len(reports)} reports in {folder}, without any of your data: {reports[-1].name}")


def _terminal() -> Iterator[Finding]:
    columns, lines = shutil.get_terminal_size()
    small = columns < LEAST_COLUMNS or lines < LEAST_LINES
    wider = f"Make the window {LEAST_COLUMNS} × {LEAST_LINES} or more." if small else ""
    yield Finding("window", f"{columns} × {lines}", wider)
    colours = os.environ.get("COLORTERM") or os.environ.get("TERM") or "unknown"
    dumb = os.environ.get("TERM") == "dumb" and os.name == "posix"
    needs = "Use a terminal that can move its cursor; this one says that it is “dumb”." if dumb else ""
    yield Finding("terminal", "no colour, as NO_COLOR says" if os.environ.get("NO_COLOR") else colours, needs)
    encoding = locale.getencoding()
    plain = "" if "utf" in encoding.lower() else "Set the locale to one with UTF-8, such as LANG=en_GB.UTF-8."
    yield Finding("letters", encoding, plain)
