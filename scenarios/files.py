"""Scenario files: the strict reader, the deterministic writer and the safe save, in one place to call them from."""

from __future__ import annotations

from pathlib import Path

from scenarios.plan import Plan
from scenarios.problems import Faulty, Problem
from scenarios.reading import plan_of
from scenarios.saving import file_digest, save_bytes
from scenarios.writing import plan_text
from scenarios.yaml_nodes import MAX_BYTES, compose

__all__ = ["file_digest", "parse_plan", "plan_text", "read_plan", "save_plan"]


def parse_plan(data: bytes) -> Plan:
    """The plan that the bytes of a scenario file hold. Raises Faulty with every fault."""
    return plan_of(compose(data))


def read_plan(path: Path) -> Plan:
    """The plan in a scenario file. Raises Faulty with every fault, OSError where the file cannot be read."""
    with path.open("rb") as file:
        return parse_plan(file.read(MAX_BYTES + 1))


def save_plan(plan: Plan, path: Path) -> str:
    """Write a plan as a scenario file, in one step; the sha256 of its bytes in hex.

    Raises Faulty where the file could not be read again, OSError where it cannot be written; an old file then stays.
    """
    data = plan_text(plan).encode()
    if len(data) > MAX_BYTES:
        raise Faulty([Problem((), f"a scenario of {len(data):,} bytes", f"at most {MAX_BYTES:,}")])
    return save_bytes(data, path)
