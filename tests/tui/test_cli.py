from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scenarios.examples import example, examples
from scenarios.files import plan_text, read_plan, save_plan
from tests.golden import COMMANDS, FOLDER
from tui.cli import main

EXAMPLE = "West Sussex, March 2019"
START = "from tui.cli import main; raise SystemExit(main())"
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store" / "caseload.sqlite3"


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(plan_text(example(EXAMPLE)), encoding="utf-8")
    return path


def words(arguments: str) -> list[str]:
    return arguments.split()


@pytest.mark.parametrize("name", COMMANDS)
def test_prints_what_is_expected(name: str, store: Path, capsys: Captured) -> None:
    assert main(["--store", str(store), *COMMANDS[name]]) == 0
    assert capsys.readouterr().out == (FOLDER / name).read_bytes().decode()
    assert not store.exists()


def test_the_golden_2019_report_has_both_tables_to_the_hundredth() -> None:
    lines = (FOLDER / "west-sussex-2019.txt").read_text(encoding="utf-8").splitlines()
    rows = {line[:18].strip(): line.split()[-4:] for line in reversed(lines)}
    assert rows["Uncovered gap"] == ["52.44", "7.08", "6.52", "66.04"]
    assert rows["Total pipeline"] == ["34.60", "0.00", "12.60", "47.20"]
    assert rows["Remaining gap"] == ["17.84", "7.08", "0.00", "24.92"]
    assert rows["Remaining surplus"] == ["0.00", "0.00", "6.08", "6.08"]


def test_the_golden_2022_report_has_the_rates_with_their_bases() -> None:
    lines = (FOLDER / "west-sussex-2022.txt").read_text(encoding="utf-8").splitlines()
    start = lines.index("Rates")
    rows = {line.split()[0]: line.split()[1:4] for line in lines[start + 3 : start + 8] if line}
    assert rows["Vacant"] == ["62.00", "12.1%", "12.1%"]
    assert rows["Absent"] == ["46.00", "9.0%"]
    assert rows["Agency"] == ["78.00", "15.3%", "14.8%"]
    assert rows["Uncovered"] == ["30.00", "5.9%"]


def test_a_report_of_a_file_is_that_of_its_plan(plan_file: Path, capsys: Captured) -> None:
    assert main(["report", str(plan_file)]) == 0
    assert capsys.readouterr().out == (FOLDER / "west-sussex-2019.txt").read_text(encoding="utf-8")


def test_names_are_found_whatever_their_letter_case(store: Path, capsys: Captured) -> None:
    assert main(["--store", str(store), "report", EXAMPLE.upper(), "--format", "json"]) == 0
    assert EXAMPLE in capsys.readouterr().out


def test_an_unknown_name_is_answered_with_the_nearest(store: Path, capsys: Captured) -> None:
    assert main(["report", "west sussex march 2018", "--store", str(store)]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert f"'{EXAMPLE}'" in error


def test_a_name_unlike_any_is_answered_with_what_there_is(store: Path, capsys: Captured) -> None:
    assert main(["report", "zzz", "--store", str(store)]) == 2
    assert "there are: " + ", ".join(f"'{name}'" for name in examples()[:5]) in capsys.readouterr().err


def test_check_lists_every_fault_with_file_line_and_path(plan_file: Path, capsys: Captured) -> None:
    assert main(["check", str(plan_file)]) == 0
    assert capsys.readouterr().out == f"{plan_file}: no faults in {EXAMPLE}\n"
    text = plan_file.read_text(encoding="utf-8")
    faulty = text.replace("as_at: 2019-03-07", "as_at: March").replace("posts: 23.7", "posts: -1")
    plan_file.write_text(faulty, encoding="utf-8")
    lines = faulty.splitlines()
    numbers = [index + 1 for index, line in enumerate(lines) if "as_at: March" in line or "posts: -1" in line]
    assert main(["check", str(plan_file)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert [line.split(": ")[0] for line in err.splitlines()] == [f"{plan_file}:{number}" for number in numbers]
    assert "as_at: found 'March'" in err
    assert " › posts: found -1; allowed: " in err


def test_a_report_of_a_faulty_file_lists_its_faults(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "empty.yaml"
    path.write_text("name: A\n", encoding="utf-8")
    assert main(["report", str(path)]) == 1
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("command", ["report", "check", "open"])
def test_a_file_that_is_not_there_is_a_wrong_command(
    command: str, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    path = tmp_path / "gone.yaml"
    assert main([command, str(path)]) == 2
    assert capsys.readouterr().err == f"caseload: {path}: No such file or directory\n"


def test_names_of_files_cannot_drive_the_terminal(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "\x1b[2J\u202e.yaml"
    path.write_text("\x1b]0;x\x07", encoding="utf-8")
    assert main(["check", str(path)]) == 1
    error = capsys.readouterr().err
    assert "\\x1b[2J\\u202e.yaml:1: " in error
    assert not any(character in error for character in "\x1b\x07\u202e")


def test_without_a_terminal_the_app_says_so_in_a_line(capsys: Captured) -> None:
    assert main([]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("caseload: the app needs a terminal")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments", ["compare-all", "report", "report x --format pdf", "check", "--verbose", "--sto x where"]
)
def test_a_wrong_command_ends_with_2(arguments: str, capsys: Captured) -> None:
    assert main(words(arguments)) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "usage: caseload" in err


def test_version_and_help(capsys: Captured) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("caseload 0.")
    assert main(["--help"]) == 0
    text = capsys.readouterr().out
    assert all(command in text for command in words("open report check import export where schema --store --version"))


def test_the_schema_is_printed_as_json(capsys: Captured) -> None:
    assert main(["schema"]) == 0
    assert capsys.readouterr().out.startswith('{\n  "$schema": ')


def test_import_then_report_and_export_by_name(store: Path, plan_file: Path, tmp_path: Path, capsys: Captured) -> None:
    at = ["--store", str(store)]
    assert main([*at, "import", str(plan_file), "--name", "Our plan"]) == 0
    assert main([*at, "report", "our plan"]) == 0
    assert capsys.readouterr().out.splitlines()[1] == "Our plan"
    exported = tmp_path / "out.yaml"
    assert main([*at, "export", "Our plan", str(exported)]) == 0
    assert read_plan(exported).header.name == "Our plan"
    assert read_plan(exported).establishment == example(EXAMPLE).establishment


def test_import_refuses_a_name_that_is_taken_and_one_that_cannot_be(
    store: Path, plan_file: Path, capsys: Captured
) -> None:
    at = ["--store", str(store)]
    assert main([*at, "import", str(plan_file), "--name", "Our plan"]) == 0
    assert main([*at, "import", str(plan_file), "--name", "our PLAN"]) == 2
    assert "give another name with --name" in capsys.readouterr().err
    assert main([*at, "import", str(plan_file), "--name", " "]) == 2
    assert main([*at, "import", str(plan_file), "--name", "x" * 121]) == 2
    assert capsys.readouterr().err.count("\n") == 2


def test_import_of_a_faulty_file_leaves_no_store(store: Path, plan_file: Path) -> None:
    plan_file.write_text("name: A\n", encoding="utf-8")
    assert main(["--store", str(store), "import", str(plan_file)]) == 1
    assert not store.exists()


def test_export_replaces_a_file_only_when_forced(store: Path, plan_file: Path, capsys: Captured) -> None:
    before = plan_file.read_bytes()
    arguments = ["--store", str(store), "export", "West Sussex, May 2022", str(plan_file)]
    assert main(arguments) == 2
    assert "--force replaces it" in capsys.readouterr().err
    assert plan_file.read_bytes() == before
    assert main([*arguments, "--force"]) == 0
    assert read_plan(plan_file).header.name == "West Sussex, May 2022"


@pytest.mark.parametrize(
    ("place", "why"), [("gone/plan.yaml", "cannot be written: No such file"), (".", "is a folder")]
)
def test_export_says_why_it_cannot_write(place: str, why: str, store: Path, tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / place
    assert main(["--store", str(store), "export", EXAMPLE, str(path)]) == 2
    assert capsys.readouterr().err.startswith(f"caseload: {path} {why}")


def test_a_file_that_is_no_store_is_refused(plan_file: Path, capsys: Captured) -> None:
    before = plan_file.read_bytes()
    assert main(["--store", str(plan_file), "report", "Something"]) == 2
    assert capsys.readouterr().err.startswith("caseload: ")
    assert plan_file.read_bytes() == before


def test_where_says_where_the_store_is_and_makes_none(store: Path, plan_file: Path, capsys: Captured) -> None:
    at = ["--store", str(store)]
    assert main([*at, "where"]) == 0
    assert f"{store}" in capsys.readouterr().out
    assert not store.exists()
    main([*at, "import", str(plan_file), "--name", "Our plan"])
    capsys.readouterr()
    assert main(["where", *at]) == 0
    assert f"{store} ({store.stat().st_size / 1000:,.0f} kB)" in capsys.readouterr().out


@pytest.mark.slow
class TestProcesses:
    """The command as a program of its own."""

    def run(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-c", START, *arguments], capture_output=True, check=False, env={**os.environ, **more}
        )

    def test_output_is_utf_8_without_colour_whatever_the_locale(self, plan_file: Path) -> None:
        run = self.run("report", str(plan_file), LC_ALL="en_GB.ISO-8859-1", PYTHONIOENCODING="latin-1", FORCE_COLOR="1")
        assert run.returncode == 0
        assert run.stdout.decode() == (FOLDER / "west-sussex-2019.txt").read_text(encoding="utf-8")

    def test_a_reader_that_leaves_early_is_no_fault(self, tmp_path: Path) -> None:
        county = tmp_path / "county.yaml"
        save_plan(example("Made-up county, 60 teams"), county)
        shell = f"""("{sys.executable}" -c "{START}" report "$0" --format json; echo $? >&2) | head -c 10"""
        run = subprocess.run(["sh", "-c", shell, county], capture_output=True, check=False)
        assert run.stdout == b'{"scenario'
        assert run.stderr == b"0\n"


def test_export_goes_through_no_link_unasked(store: Path, tmp_path: Path, capsys: Captured) -> None:
    elsewhere, link = tmp_path / "elsewhere.yaml", tmp_path / "link.yaml"
    link.symlink_to(elsewhere)
    arguments = ["--store", str(store), "export", "West Sussex, March 2019", str(link)]
    assert main(arguments) == 2
    assert f"as a link to {elsewhere}" in capsys.readouterr().err
    assert not elsewhere.exists()
    assert main([*arguments, "--force"]) == 0
    assert link.is_symlink()
    assert elsewhere.exists()


def test_a_wrong_command_line_cannot_drive_the_terminal(capsys: Captured) -> None:
    assert main(["check", "a.yaml", "\x1b]52;c;aGk=\x07"]) == 2
    assert "\\x1b]52;c;aGk=\\x07" in capsys.readouterr().err
