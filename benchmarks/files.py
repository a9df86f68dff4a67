"""The county's scenario file read and checked, against PyYAML reading it alone."""

from __future__ import annotations

import yaml

from benchmarks._record import Result
from benchmarks._timing import in_turn
from scenarios.files import parse_plan
from tests.scenarios.county import FILE


def rows() -> list[Result]:
    """Both from the bytes of the file."""
    data = FILE.read_bytes()
    times = in_turn({"ours": lambda: parse_plan(data), "theirs": lambda: yaml.safe_load(data)}, rounds=7)
    what = "county scenario file read and checked"
    return [Result(what, "PyYAML SafeLoader, unchecked", times["ours"], times["theirs"], at_least=3)]
