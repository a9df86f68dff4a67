"""The wheel that people install: what is in it, and what is not."""

from __future__ import annotations

import tomllib
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    [path] = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    return zipfile.ZipFile(path)


def test_the_wheel_holds_the_three_packages_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"tui", "store", "scenarios"}


def test_the_wheel_holds_every_source_style_sheet_and_example(wheel: zipfile.ZipFile) -> None:
    kept = {
        path.relative_to(ROOT).as_posix()
        for package in ("tui", "store", "scenarios")
        for path in (ROOT / package).rglob("*")
        if path.suffix in {".py", ".tcss", ".yaml", ".sql"}
    }
    assert kept <= set(wheel.namelist())
    assert {".py", ".tcss", ".yaml"} <= {Path(name).suffix for name in kept}


def test_the_wheel_names_its_command_and_pins_what_it_needs(wheel: zipfile.ZipFile) -> None:
    [entry_points] = [name for name in wheel.namelist() if name.endswith("entry_points.txt")]
    assert "caseload = tui.cli:main" in wheel.read(entry_points).decode()
    [metadata] = [name for name in wheel.namelist() if name.endswith("METADATA")]
    text = wheel.read(metadata).decode()
    needs = [line for line in text.splitlines() if line.startswith("Requires-Dist:") and "extra ==" not in line]
    assert needs
    assert all("==" in line for line in needs)


def test_the_development_list_agrees_with_the_pins() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pins = {pin.lower().replace("_", "-") for pin in project["dependencies"] + project["optional-dependencies"]["dev"]}
    lines = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8").splitlines()
    listed = {line.lower().replace("_", "-") for line in lines if not line.startswith("#")}
    assert pins <= listed
    assert all(line.count("==") == 1 and "://" not in line for line in listed)
