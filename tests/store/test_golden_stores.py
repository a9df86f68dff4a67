"""A store of any version opens with the plans, the figures and the undo that it had in that version."""

from __future__ import annotations

import math
from contextlib import closing
from pathlib import Path

import pytest

from scenarios.files import plan_text, read_plan
from scenarios.plan import Plan
from scenarios.projection import project
from scenarios.text import slug
from scenarios.totals import figures
from store.store import Store
from tests.store.golden_stores import GOLDEN, VERSIONS, copy_of, figures_of, folder_of
from tests.store.test_upgrade import as_saved

FILES = {"Straße": "strasse", "Example – my copy": "example-my-copy"}


def at(values: object) -> list[float | None]:
    """The values of a figure that are kept: at the position, in the fifth and in the last month."""
    assert hasattr(values, "__getitem__")
    found = [float(values[index]) for index in (0, 5, -1)]
    return [None if math.isnan(value) else value for value in found]


@pytest.fixture(scope="module", params=VERSIONS)
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[int, dict[str, Plan]]:
    """A version, and the plans of its golden store as this version has them."""
    path = copy_of(request.param, tmp_path_factory.mktemp("golden") / "caseload.db")
    with closing(Store.open(path, examples={})) as store:
        return request.param, {info.name: store.plan(info.id) for info in store.scenarios()}


def test_every_version_is_there() -> None:
    assert sorted(folder.name for folder in GOLDEN.iterdir()) == [f"version-{number}" for number in VERSIONS]


def test_plans_are_the_same(opened: tuple[int, dict[str, Plan]]) -> None:
    version, plans = opened
    for name, plan in plans.items():
        assert as_saved(plan) == read_plan(folder_of(version) / f"{FILES.get(name) or slug(name)}.yaml")


def test_figures_are_the_same(opened: tuple[int, dict[str, Plan]]) -> None:
    version, plans = opened
    expected = figures_of(version)
    assert list(plans) == list(expected)
    for name, plan in plans.items():
        now = figures(plan, project(plan))
        for figure, values in expected[name].items():
            assert at(getattr(now, figure)) == pytest.approx(values, rel=1e-9, abs=1e-9, nan_ok=True), (name, figure)


@pytest.mark.parametrize("version", VERSIONS)
def test_everything_can_be_undone_and_redone(version: int, tmp_path: Path) -> None:
    with closing(Store.open(copy_of(version, tmp_path / "caseload.db"), examples={})) as store:
        now = [plan_text(store.plan(info.id)) for info in store.scenarios()]
        undone = [applied.label for applied in iter(store.undo, None)]
        assert len(undone) > 3
        assert len(store.scenarios()) == 1
        for label in reversed(undone):
            redone = store.redo()
            assert redone is not None
            assert redone.label == label
        assert [plan_text(store.plan(info.id)) for info in store.scenarios()] == now
