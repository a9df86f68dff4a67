"""A crash of the real app in a real terminal: a line and a report without data, no traceback, and the exit code."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import stat
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from store.paths import crashes_folder
from tui.cli import main
from tui.crashes import MOST_REPORTS, report

SECRET = "Zenobia Featherstonehaugh"
BREAK = f"""
from tui.cli import main
from tui.screens.workspace import Workspace

def action_whole_plan(self):
    name = "{SECRET}"
    raise ValueError("no place for " + name)

Workspace.action_whole_plan = action_whole_plan
raise SystemExit(main())
"""


def in_terminal(code: str, arguments: list[str], key: bytes, shown: bytes) -> tuple[int, str]:
    """Run a program in a pseudo-terminal, press a key once something is shown: its exit code and all it printed."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 200, 0, 0))
    command = [sys.executable, "-c", code, *arguments]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True) as process:
        os.close(theirs)
        printed, pressed, deadline = b"", False, time.monotonic() + 60
        while time.monotonic() < deadline:
            if not select.select([ours], [], [], 0.1)[0]:
                continue
            try:
                printed += os.read(ours, 65536)
            except OSError:
                break  # the other end is closed
            if shown in printed and not pressed:
                pressed = os.write(ours, key) > 0
        else:
            process.kill()
    os.close(ours)
    return process.returncode, printed.decode(errors="replace")


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_a_crash_tells_where_and_nothing_of_the_data(store: Path) -> None:
    code, printed = in_terminal(BREAK, ["--store", str(store)], b"w", b"saved")
    assert code == 70
    said = printed.split("\x1b[?1049l")[-1]
    assert "caseload: the program failed (ValueError)" in said
    (file,) = crashes_folder(store).iterdir()
    assert str(file) in said
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    text = file.read_text(encoding="utf-8")
    assert "builtins.ValueError" in text
    assert "<string>:7 in action_whole_plan" in text
    assert SECRET not in printed + text
    assert "Traceback" not in printed


def test_a_command_that_crashes_says_so_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise LookupError(SECRET)

    monkeypatch.setattr("scenarios.schema.schema", broken)
    assert main(["--store", str(tmp_path / "a.db"), "schema"]) == 70
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    (file,) = crashes_folder(tmp_path / "a.db").iterdir()
    assert str(file) in err
    text = file.read_text(encoding="utf-8")
    assert "tui/cli.py:" in text
    assert SECRET not in err + text


def test_reports_do_not_pile_up_and_need_no_folder(tmp_path: Path) -> None:
    for _ in range(MOST_REPORTS + 5):
        assert str(tmp_path) in report(ValueError(SECRET), tmp_path / "a.db")
    assert len(list(crashes_folder(tmp_path / "a.db").iterdir())) == MOST_REPORTS
    (tmp_path / "b.db-crashes").write_text("in the way")
    assert "no report" in report(ValueError(SECRET), tmp_path / "b.db")


def test_whatever_a_command_writes_is_for_its_owner_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def umask_now() -> dict[str, object]:
        seen.append(os.umask(0o077))
        return {}

    monkeypatch.setattr("scenarios.schema.schema", umask_now)
    before = os.umask(0o022)
    try:
        assert main(["schema"]) == 0
        assert seen == [0o077]
        assert os.umask(0o022) == 0o022
    finally:
        os.umask(before)
