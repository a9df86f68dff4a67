"""The long runs: `python -m tests.torture`, or `python -m tests.torture NAME TRIES` for one of them."""

from __future__ import annotations

import pkgutil
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from time import perf_counter
from types import ModuleType

import tests.torture


def harnesses() -> dict[str, ModuleType]:
    """Every module here that has a `run`, by its name."""
    names = [each.name for each in pkgutil.iter_modules(tests.torture.__path__)]
    modules = {name: import_module(f"tests.torture.{name}") for name in names if not name.startswith(("_", "test_"))}
    return {name: module for name, module in modules.items() if hasattr(module, "run")}


def main(arguments: list[str]) -> int:
    every = harnesses()
    chosen = {arguments[0]: every[arguments[0]]} if arguments else every
    failed = False
    for name, module in chosen.items():
        tries = int(arguments[1]) if len(arguments) > 1 else module.LONG
        start = perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            tally = module.run(tries, Path(folder))
        print(f"{name}: {tally} ({perf_counter() - start:,.0f} s)", *tally.wrong, sep="\n  ", flush=True)
        failed = failed or bool(tally.wrong)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
