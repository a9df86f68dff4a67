"""`caseload restore` and `caseload forget`: backups back, and everything written removed."""

from __future__ import annotations

import datetime as dt
import sys
from contextlib import suppress
from pathlib import Path

from scenarios.problems import shown
from store.backups import Backup, backups
from store.errors import StoreError, StoreLocked
from store.paths import backups_folder, crashes_folder, store_path, written
from store.restoring import open_in, restore, scenarios_in
from tui import format as fmt
from tui.shell.output import DONE, FAULTS, Refusal, say
from tui.shell.where import size_text

CONFIRMATION = "forget"


def list_backups(store: Path | None) -> int:
    """Say which backups there are, the latest first, and whether each is whole; the exit code."""
    path = store_path(store).absolute()
    found = backups(path)
    if not found:
        say(f"no backups yet; they will be in {backups_folder(path)}")
        return DONE
    states = [_state(each) for each in found]
    for number, (each, (state, _)) in enumerate(zip(found, states, strict=True), start=1):
        say(f"{number:>3}  {when(each)}  {size_text(each.path.stat().st_size):>9}  {state}")
    say("“caseload restore NUMBER” brings one back; the store that is there now is kept beside it.")
    return DONE if all(whole for _, whole in states) else FAULTS


def when(backup: Backup) -> str:
    """The moment of a backup, by the clock of this place."""
    return f"{fmt.date(backup.moment.date())}, {backup.moment:%H:%M}"


def _state(backup: Backup) -> tuple[str, bool]:
    try:
        count = scenarios_in(backup.path)
    except StoreError as error:
        return f"DAMAGED: {error}", False
    return f"{count} scenario{'' if count == 1 else 's'}, whole", True


def bring_back(which: str, store: Path | None) -> int:
    """Put a backup, by its number in the list or its file, in the place of the store; the exit code."""
    path = store_path(store).absolute()
    source = _chosen(which, path)
    count = scenarios_in(source)
    kept = restore(source, path, dt.datetime.now().astimezone())
    say(f"{path} is {source.name} again: {count} scenario{'' if count == 1 else 's'}.")
    if kept is not None:
        say(f"What was there is kept as {kept.name}; “caseload restore {kept}” brings that back.")
    return DONE


def _chosen(which: str, store: Path) -> Path:
    if not which.isdecimal():
        return Path(which).absolute()
    found = backups(store)
    if not 0 < int(which) <= len(found):
        allowed = f"1 to {len(found)}" if found else "a file, as there are no backups yet"
        raise Refusal(f"found backup {which}; allowed: {allowed}")
    return found[int(which) - 1].path


def forget(store: Path | None, *, confirmed: bool) -> int:
    """List everything written for the store, and remove it once that is confirmed; the exit code."""
    path = store_path(store).absolute()
    files = written(path)
    if not files:
        say(f"nothing has been written at {path}")
        return DONE
    for file, size in files.items():
        say(f"{file} ({size_text(size)})")
    say(f"{len(files)} files, {size_text(sum(files.values()))}. Scenario files that you saved are yours and stay.")
    if holders := open_in(path):
        raise StoreLocked(
            f"The store is open elsewhere (process {', '.join(map(str, holders))}); close it there first."
        )
    if not confirmed:
        _ask()
    for file in files:
        file.unlink(missing_ok=True)
    for folder in {*(file.parent for file in files if file.parent != path.parent), crashes_folder(path)}:
        with suppress(OSError):
            folder.rmdir()
    say("Removed.")
    return DONE


def _ask() -> None:
    if not sys.stdin.isatty():
        raise Refusal("nothing was removed; --yes removes without asking")
    say(f"Type {CONFIRMATION} to remove all of this for good:")
    answer = sys.stdin.readline().strip()
    if answer != CONFIRMATION:
        raise Refusal(f"found {shown(answer)}; allowed: {CONFIRMATION}. Nothing was removed")
