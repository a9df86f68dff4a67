"""`caseload import` and `caseload export`: scenarios between files and the store."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

from pydantic import ValidationError

from scenarios.files import file_digest, save_plan
from scenarios.plan import Header, Plan
from scenarios.problems import field_faults
from store.paths import store_path
from store.store import Store
from tui.shell.finding import find_named, read_file
from tui.shell.output import Refusal, say


def import_file(path: Path, name: str | None, store: Path | None) -> None:
    """Put a scenario file into the store, under a name that is free there."""
    plan = read_file(path)
    if name is not None:
        plan = _called(plan, name)
    with closing(Store.open(store_path(store))) as opened:
        title = plan.header.name
        if any(info.name.casefold() == title.casefold() for info in opened.scenarios()):
            raise Refusal(f"the store has a scenario called '{title}' already; give another name with --name")
        opened.import_plan(plan, path.absolute(), file_digest(path))
    say(f"'{title}' is in the store now")


def _called(plan: Plan, name: str) -> Plan:
    try:
        header = Header.model_validate({**vars(plan.header), "name": name})
    except ValidationError as error:
        _, found, allowed = field_faults(error)[0]
        raise Refusal(f"--name: found {found}; allowed: {allowed}") from error
    return plan.with_rows(header=(header,))


def _leading_to(path: Path) -> str:
    return f", as a link to {os.path.realpath(path)}" if path.is_symlink() else ""


def export_file(name: str, path: Path, store: Path | None, *, force: bool) -> None:
    """Write a scenario to a file. Replaces one only when forced."""
    plan = find_named(name, store)
    if path.is_dir():
        raise Refusal(f"{path} is a folder; give the name of a file")
    if os.path.lexists(path) and not force:
        raise Refusal(f"{path} is there already{_leading_to(path)}; --force replaces it")
    try:
        save_plan(plan, path)
    except OSError as error:
        raise Refusal(f"{path} cannot be written: {error.strerror or error}") from error
    say(f"'{plan.header.name}' is in {path} now")
