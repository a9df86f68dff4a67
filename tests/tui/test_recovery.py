"""`caseload restore`, `doctor` and `forget`."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import pytest

from scenarios.examples import example
from scenarios.files import plan_text
from store.backups import back_up, backups
from store.paths import backups_folder
from tests.store.test_backups import HOUR, NOW
from tests.tui.test_faults import mine, posts_in
from tui.cli import main

Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def folder(fresh_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store with a scenario of one's own and two backups, made a day apart."""
    store = tmp_path_factory.mktemp("kept") / "store.sqlite3"
    shutil.copy(fresh_store, store)
    store.chmod(0o600)
    mine(store)
    back_up(store, NOW - 24 * HOUR)
    back_up(store, NOW)
    return store.parent


@pytest.fixture
def kept(folder: Path, tmp_path: Path) -> Path:
    """A copy of that for each test; the file of the store."""
    shutil.copytree(folder, tmp_path / "data")
    return tmp_path / "data" / "store.sqlite3"


def test_restore_lists_the_backups(kept: Path, capsys: Captured) -> None:
    assert main(["--store", str(kept), "restore"]) == 0
    first, second, _ = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"  1  21 Nov 2026, \d\d:00 +\d+ kB  10 scenarios, whole", first)
    assert re.fullmatch(r"  2  20 Nov 2026, \d\d:00 +\d+ kB  10 scenarios, whole", second)


def test_restore_lists_and_refuses_a_damaged_one(kept: Path, capsys: Captured) -> None:
    path = backups(kept)[0].path
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)
    before = kept.read_bytes()
    assert main(["--store", str(kept), "restore"]) == 1
    assert "DAMAGED" in capsys.readouterr().out.splitlines()[0]
    assert main(["--store", str(kept), "restore", "1"]) == 2
    assert "checksum" in capsys.readouterr().err
    assert kept.read_bytes() == before
    assert main(["--store", str(kept), "doctor"]) == 1
    assert f"To do: Remove '{path}'" in capsys.readouterr().out


def test_restore_brings_a_backup_back_by_number_and_what_was_there_by_its_file(kept: Path, capsys: Captured) -> None:
    main(["--store", str(kept), "import", str(_plan_file(kept)), "--name", "Later"])
    capsys.readouterr()
    posts = posts_in(kept)
    assert main(["--store", str(kept), "restore", "2"]) == 0
    said = capsys.readouterr().out
    assert "10 scenarios" in said
    assert posts_in(kept) == posts
    old = re.search(r"“caseload restore (.*)”", said)
    assert old
    assert main(["--store", str(kept), "restore", old[1]]) == 0
    assert "11 scenarios" in capsys.readouterr().out


def _plan_file(store: Path) -> Path:
    path = store.with_name("plan.yaml")
    path.write_text(plan_text(example("West Sussex, March 2019")), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("which", "words"), [("3", "allowed: 1 to 2"), ("0", "allowed: 1 to 2"), ("gone.db", "gone.db")]
)
def test_restore_refuses_what_is_not_there(which: str, words: str, kept: Path, capsys: Captured) -> None:
    before = kept.read_bytes()
    assert main(["--store", str(kept), "restore", which]) == 2
    assert words in capsys.readouterr().err
    assert kept.read_bytes() == before


def test_without_backups_restore_says_so(tmp_path: Path, capsys: Captured) -> None:
    assert main(["--store", str(tmp_path / "a.db"), "restore"]) == 0
    assert "no backups yet" in capsys.readouterr().out
    assert main(["--store", str(tmp_path / "a.db"), "restore", "1"]) == 2


def test_doctor_finds_nothing_to_do(kept: Path, capsys: Captured) -> None:
    assert main(["--store", str(kept), "doctor"]) == 0
    said = capsys.readouterr().out
    for words in ("SQLite 3.", f"{kept}: 10 scenarios", ", whole", "; 2 whole", "free", "window", "Nothing to do."):
        assert words in said


def test_doctor_says_what_to_do(kept: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.chmod(0o644)
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("TERM", "dumb")
    assert main(["--store", str(kept), "doctor"]) == 1
    said = capsys.readouterr().out
    for words in (f"chmod 600 '{kept}'", "60 × 16", "“dumb”"):
        assert f"To do: {words}" in said or words in said
    kept.write_bytes(kept.read_bytes()[:20000])
    assert main(["--store", str(kept), "doctor"]) == 1
    assert "“caseload restore” lists the backups" in capsys.readouterr().out
    kept.unlink()
    assert main(["--store", str(kept), "doctor"]) == 1
    assert "“caseload restore 1” brings the latest backup back" in capsys.readouterr().out


def test_forget_lists_everything_and_removes_it_when_confirmed(
    kept: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["--store", str(kept), "restore", "1"])
    plan_file = _plan_file(kept)
    before = sorted(kept.parent.rglob("*"))
    capsys.readouterr()
    assert main(["--store", str(kept), "forget"]) == 2
    listed, refused = capsys.readouterr()
    assert "--yes" in refused
    for answer, code in (("yes", 2), ("forget", 0)):
        assert sorted(kept.parent.rglob("*")) == before
        answers = io.StringIO(f"{answer}\n")
        monkeypatch.setattr(answers, "isatty", lambda: True)
        monkeypatch.setattr("sys.stdin", answers)
        assert main(["--store", str(kept), "forget"]) == code
    for path in before:
        assert path in (plan_file, backups_folder(kept)) or f"{path} (" in listed
    assert list(kept.parent.iterdir()) == [plan_file]


def test_forget_without_asking(kept: Path, capsys: Captured) -> None:
    assert main(["--store", str(kept), "forget", "--yes"]) == 0
    assert list(kept.parent.iterdir()) == []
    assert main(["--store", str(kept), "forget", "--yes"]) == 0
    assert "nothing has been written" in capsys.readouterr().out
