"""Every benchmark in one table: `python -m benchmarks`, or `make bench`, which installs the peers first.

Names of modules after it choose some: `python -m benchmarks keys start`. `--markdown` prints the table for a page.
"""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module

from benchmarks._machine import machine
from benchmarks._record import Result, markdown_table, plain_table, summary

MODULES = ("workbook", "projection", "keys", "start", "files", "loading", "comparing", "money", "large")
"""Each has `rows()`; in the order of the table."""
GROWTH = "growth"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Time the planner.")
    parser.add_argument("modules", nargs="*", metavar="NAME", help=f"some of: {', '.join((*MODULES, GROWTH))}")
    parser.add_argument("--markdown", action="store_true", help="print the table for a page")
    arguments = parser.parse_args()
    chosen = arguments.modules or [*MODULES, GROWTH]
    known = (*MODULES, GROWTH)
    unknown = set(chosen) - set(known)
    if unknown:
        parser.error(f"no benchmark called {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in the app; threads wait for whatever else runs
    rows: list[Result] = []
    for name in chosen:
        print(f"{name} …", file=sys.stderr, flush=True)
        rows += import_module(f"benchmarks.{name}").rows()
    print(machine())
    if rows:
        print(f"\n{markdown_table(rows) if arguments.markdown else plain_table(rows)}\n\n{summary(rows)}")


if __name__ == "__main__":
    main()
