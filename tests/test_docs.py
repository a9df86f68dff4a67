"""The documents against the program: nothing left out, nothing that is not so."""

from __future__ import annotations

import argparse
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from scenarios.files import parse_plan, plan_text
from scenarios.layout import LISTS, TOP_KEYS, shape
from scenarios.plan import TABLES
from tui.cli import main, parser
from tui.commands import COMMANDS, SCENARIO_COMMANDS, Command
from tui.sheets.registry import TABS, of_tab

ROOT = Path(__file__).resolve().parents[1]
MANUAL = (ROOT / "docs" / "manual.md").read_text(encoding="utf-8")
FILE_FORMAT = (ROOT / "docs" / "file-format.md").read_text(encoding="utf-8")
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])


def block(text: str, language: str) -> str:
    """The first fenced block of a language."""
    return text.split(f"```{language}\n", 1)[1].split("```", 1)[0]


def table_row(command: Command) -> str:
    """The manual's row of a command of the app."""
    keys = ", ".join(f"`{key}`" for key in command.key_text.split(", ")) if command.keys else "palette only"
    return f"| {keys} | {command.label} | {command.help} |"


@pytest.mark.parametrize(
    ("section", "commands"), [("Keys and commands", COMMANDS), ("Scenarios and files", SCENARIO_COMMANDS)]
)
def test_the_manual_has_every_key_and_command_of_the_app(section: str, commands: tuple[Command, ...]) -> None:
    rows = [line for line in MANUAL.split(f"## {section}\n")[1].split("\n## ")[0].splitlines() if line[:1] == "|"]
    assert rows[2:] == [table_row(command) for command in commands]


def test_the_manual_has_every_tab_and_table() -> None:
    rows = [line for line in MANUAL.split("## The tabs")[1].split("\n## ")[0].splitlines() if line[:1] == "|"][2:]
    documented = {row.split("|")[1].strip(): set(re.findall(r"_([^_]+)_", row)) for row in rows}
    assert documented == {tab: {sheet.title for sheet in of_tab(tab)} for tab in TABS}


def cli_commands() -> dict[str, argparse.ArgumentParser]:
    actions: Any = parser()._actions
    return next(dict(action.choices) for action in actions if isinstance(action, argparse._SubParsersAction))


def test_the_manual_has_every_command_and_option_of_the_shell() -> None:
    text = MANUAL.split("## From the shell")[1].split("\n## ")[0]
    commands = cli_commands()
    assert len(commands) == 11
    assert [name for name in commands if f"`caseload {name}" not in text] == []
    options = {
        option
        for each in (parser(), *commands.values())
        for action in each._actions
        for option in action.option_strings
    }
    assert sorted(option for option in options - {"-h"} if option not in text) == []


def test_the_example_of_the_file_format_is_a_whole_plan() -> None:
    plan = parse_plan(block(FILE_FORMAT, "yaml").encode())
    assert [table for table in LISTS if not plan.rows(table)] == []
    assert parse_plan(plan_text(plan).encode()) == plan


def test_the_file_format_names_every_key() -> None:
    keys = {*TOP_KEYS, *(key for row in TABLES.values() for key in shape(row).keys)} - {"key", "shares"}
    assert sorted(key for key in keys if not re.search(rf"\b{key}\b", FILE_FORMAT)) == []


def shell_examples() -> list[tuple[str, str, str]]:
    """Page, command and expected output of every `$ caseload …` in the pages."""
    found = []
    for page in PAGES:
        for console in re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
            for example in re.split(r"^\$ caseload ", console, flags=re.MULTILINE)[1:]:
                command, _, output = example.partition("\n")
                found.append((page.name, command, output))
    return found


@pytest.mark.parametrize("example", shell_examples(), ids=lambda example: f"{example[0]}: {example[1]}")
def test_shell_examples_print_what_they_say(
    example: tuple[str, str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page, command, output = example
    monkeypatch.chdir(tmp_path)
    text = block(FILE_FORMAT, "yaml")
    Path("plan.yaml").write_text(text, encoding="utf-8")
    Path("misspelt.yaml").write_text(text.replace("target_caseload: 16", "target_caselaod: 16"), encoding="utf-8")
    main(["--store", str(tmp_path / "store.db"), *shlex.split(command)])
    out, err = capsys.readouterr()
    pattern = ".*".join(re.escape(part) for part in output.split("…"))
    assert re.fullmatch(pattern, out + err, re.DOTALL), page


def test_there_are_shell_examples() -> None:
    assert {page for page, _, _ in shell_examples()} >= {"README.md", "file-format.md"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
    missing = [target for target in targets if "://" not in target and not (page.parent / target).exists()]
    assert missing == []


@pytest.mark.parametrize(("name", "figure"), [("workspace.svg", "66.04"), ("compare.svg", "87.30")])
def test_the_pictures_show_the_examples_and_fetch_nothing(name: str, figure: str) -> None:
    picture = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert figure in picture
    assert "@font-face" not in picture
    assert "href" not in picture


def test_every_make_target_is_explained() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert targets
    assert [name for name in targets[1].split() if not re.search(rf"^{name}:.* ## ", makefile, re.MULTILINE)] == []


def test_the_version_of_the_changelog_is_the_project_s() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    version = re.search(r'^version = "(.+)"$', project, re.MULTILINE)
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert version
    assert f"## [{version[1]}]" in changelog or "## [Unreleased]" in changelog


def test_the_continuous_integration_runs_the_tests() -> None:
    script = ROOT / ".ci" / "run"
    assert "make test" in script.read_text(encoding="utf-8")
    assert script.stat().st_mode & 0o111
