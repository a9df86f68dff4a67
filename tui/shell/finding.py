"""Scenarios by file or by name, as given on the command line."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from difflib import get_close_matches
from pathlib import Path

from scenarios.examples import example, examples
from scenarios.files import read_plan
from scenarios.plan import Plan
from scenarios.problems import Faulty
from store.paths import store_path
from tui.shell.output import FaultyFile, Refusal

_FILE_ENDINGS = (".yaml", ".yml")


def find(wanted: str, store: Path | None) -> Plan:
    """The plan in a file, else the scenario of that name. Raises Refusal where there is neither."""
    path = Path(wanted)
    if path.suffix.lower() in _FILE_ENDINGS or (path.exists() and not path.is_dir()):
        return read_file(path)
    return find_named(wanted, store)


def read_file(path: Path) -> Plan:
    """The plan in a scenario file. Raises FaultyFile with every fault, OSError where it cannot be read."""
    try:
        return read_plan(path)
    except Faulty as faulty:
        raise FaultyFile(_fault_lines(path, faulty)) from faulty


def _fault_lines(path: Path, faulty: Faulty) -> list[str]:
    return [
        ": ".join(part for part in (f"{path}:{max(problem.line, 1)}", problem.place, problem.what) if part)
        for problem in faulty.problems
    ]


def find_named(name: str, store: Path | None) -> Plan:
    """The scenario of a name in the store, else the example of that name; letter case aside."""
    path = store_path(store)
    stored: dict[str, str] = {}
    if path.exists():
        from store.store import Store  # noqa: PLC0415 - files and examples need no store

        with closing(Store.open(path)) as opened:
            stored = {info.name: info.id for info in opened.scenarios()}
            match = _same(name, stored)
            if match is not None:
                return opened.plan(stored[match])
    match = _same(name, examples())
    if match is None:
        raise Refusal(_unknown(name, [*stored, *examples()]))
    return example(match)


def _same(name: str, names: Iterable[str]) -> str | None:
    known = list(names)
    return name if name in known else next((each for each in known if each.casefold() == name.casefold()), None)


def _unknown(name: str, names: list[str]) -> str:
    known = {each.casefold(): each for each in names}
    near = get_close_matches(name.casefold(), known, n=3, cutoff=0.3)
    listed = ", ".join(f"'{known[each]}'" for each in near or list(known)[:5])
    return f"no file or scenario is called '{name}'; {'nearest' if near else 'there are'}: {listed}"
