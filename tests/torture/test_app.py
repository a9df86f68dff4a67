"""The real app and real processes, killed, told to end and set against each other: short runs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.torture.pseudo_terminal import PseudoTerminal
from tests.torture.terminal import SECONDS
from tui.signals import LOST

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="signals and pseudo-terminals")]


@pytest.mark.parametrize(
    ("harness", "tries", "said"),
    [("app_kills", 2, "2 kills"), ("signals", 3, "3 ends"), ("two_writers", 20, "kept of 4 writers")],
)
def test_a_short_run_finds_nothing_wrong(harness: str, tries: int, said: str) -> None:
    # A process of its own: the workers of the test run have threads, and forking those is unsafe.
    command = [sys.executable, "-m", "tests.torture", harness, str(tries)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert run.returncode == 0, run.stdout + run.stderr
    assert said in run.stdout


def test_the_app_ends_where_its_terminal_has_gone_without_a_signal(tmp_path: Path) -> None:
    """As it leads no session with a terminal of its own here, the system does not tell it."""
    app = PseudoTerminal("--store", str(tmp_path / "s.db"), folder=tmp_path)
    app.until(b"saved")
    os.close(app.terminal)
    assert app.process.wait(SECONDS) == LOST
