"""`caseload compare`: its formats agree with one another, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from scenarios.examples import example
from scenarios.files import save_plan
from tui.cli import main

Captured = pytest.CaptureFixture[str]

KEPT = "West Sussex 2022, agency kept a year"
RELEASED = "West Sussex 2022, agency released in September"
BUILD_UP = "West Sussex 2022, agency released as caseloads build up"
MARCH_2019 = "West Sussex, March 2019"


def run(store: Path, *arguments: str) -> int:
    return main(["--store", str(store), "compare", *arguments])


def test_json_is_what_other_programs_rely_on(store: Path, capsys: Captured) -> None:
    assert run(store, KEPT, RELEASED, "--at", "2023-02", "--format", "json") == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["before"], report["after"], report["at"]) == (KEPT, RELEASED, "2023-02-28")
    ends = [each for each in report["inputs"] if each["field"] == "end"]
    assert len(ends) == 6
    assert ends[0] | {"team": "", "id": ""} == {
        "change": "changed",
        "kind": "agency",
        "team": "",
        "role": "social-worker",
        "id": "",
        "field": "end",
        "before": "2023-08-31",
        "after": "2022-09-04",
    }
    why = {each["figure"]: each for each in report["why"]}
    assert why["agency"]["groups"] == {"agency": pytest.approx(-15.0)}
    assert {each["date"] for each in report["results"]} == {"2022-05-03", "2023-02-28", "2024-04-30"}


def test_a_file_against_a_scenario_by_name(store: Path, tmp_path: Path, capsys: Captured) -> None:
    plan = example(MARCH_2019)
    bare = plan.with_rows(pipeline=(), header=(plan.header.model_copy(update={"name": "No pipeline"}),))
    save_plan(bare, tmp_path / "bare.yaml")
    assert run(store, str(tmp_path / "bare.yaml"), MARCH_2019) == 0
    out = capsys.readouterr().out
    assert "West Sussex, March 2019 against No pipeline" in out
    remaining = next(line for line in out.splitlines() if line.startswith("Remaining"))
    assert remaining.split() == ["Remaining", "66.04", "24.92", "−41.12"]
    assert "Starter added" in out


def test_csv_and_markdown_have_the_figures_of_the_table(store: Path, capsys: Captured) -> None:
    run(store, KEPT, RELEASED, "--at", "2023-02", "--format", "csv")
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    agency = next(row for row in rows if row[:1] == ["Agency"] and len(row) == 10)
    assert agency[4:7] == ["78.00", "63.00", "-15.00"]
    run(store, KEPT, RELEASED, "--at", "2023-02", "--format", "markdown")
    markdown = capsys.readouterr().out
    assert "| Agency | 78.00 | 78.00 | 0.00 | 78.00 | 63.00 | −15.00 |" in markdown


def test_up_to_four_side_by_side(store: Path, capsys: Captured) -> None:
    assert run(store, KEPT, RELEASED, BUILD_UP, "West Sussex, May 2022") == 0
    summary = capsys.readouterr().out.split("What differs")[0]
    assert all(name in summary for name in (KEPT, RELEASED, "West Sussex, May 2022"))
    assert run(store, KEPT, RELEASED, BUILD_UP, KEPT, RELEASED) == 2
    assert "found 5 scenarios; allowed: at most 4" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((KEPT, RELEASED, "--at", "soon"), "--at: found 'soon'; allowed: a month such as 2021-02"),
        ((KEPT, RELEASED, "--at", "2031-01"), "allowed: a month that both have, 2022-05 to 2024-04"),
        ((KEPT, MARCH_2019), "roll 'West Sussex, March 2019' forward to 3 May 2022 first"),
        ((KEPT, "nobody's"), "no file or scenario is called 'nobody's'"),
        ((KEPT,), "AFTER"),
    ],
)
@pytest.mark.parametrize("form", ["table", "json"])
def test_what_cannot_be_compared_is_refused_in_one_line(
    store: Path, capsys: Captured, arguments: tuple[str, ...], says: str, form: str
) -> None:
    assert run(store, *arguments, "--format", form) == 2
    captured = capsys.readouterr()
    assert says in captured.err
    assert captured.out == ""


def test_a_scenario_compared_with_itself(store: Path, capsys: Captured) -> None:
    assert run(store, MARCH_2019, MARCH_2019) == 0
    out = capsys.readouterr().out
    assert "No input that figures depend on differs." in out
    assert "Why" not in out
