"""The list of scenarios as text: the tree, its rows, what a search finds."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from scenarios.examples import example
from scenarios.totals import WHOLE_PLAN
from store.store import ScenarioInfo
from tui.headlines import headlines, summary
from tui.scenario_list import DEEPEST, Listed, Shape, about, row, table, tree
from tui.session import View
from tui.summaries import Summaries

CHANGED = dt.datetime(2026, 11, 16, 14, 5).astimezone(dt.UTC)


def info(key: str, base: str = "", *, frozen: dt.date | None = None, example: bool = False) -> ScenarioInfo:
    """A scenario that is called as its id, but for its first letter."""
    return ScenarioInfo(
        id=key,
        name=key.capitalize(),
        based_on=base.capitalize(),
        as_at=dt.date(2026, 9, 30),
        is_example=example,
        file_path=None,
        file_digest=None,
        changed_at=CHANGED,
        frozen_on=frozen,
        base_id=base or None,
    )


def texts(listed: Listed, width: int = 120) -> tuple[str, ...]:
    """The row of a scenario whose figures are not yet known."""
    return row(listed, None, Shape(width), is_open=False).texts


def drawn(infos: tuple[ScenarioInfo, ...], text: str = "") -> list[str]:
    listed = tree(infos, text)
    return [f"{each.lines}{each.info.name}" + (f" < {each.base}" if each.base else "") for each in listed]


FAMILY = (
    info("county", example=True),
    info("plan b", "county"),
    info("other"),
    info("plan a", "county", frozen=dt.date(2022, 5, 3)),
    info("late start", "plan b"),
    info("orphan", "gone"),
)


def test_branches_stand_below_their_base_in_the_order_they_came() -> None:
    assert drawn(FAMILY) == [
        "County",
        "├ Plan b",
        "│ └ Late start",
        "└ Plan a",
        "Other",
        "Orphan < missing: Gone",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("plan b", ["Plan b < County", "└ Late start"]),
        ("county PLAN", ["Plan b < County", "Plan a < County"]),
        ("late", ["Late start < Plan b"]),
        ("frozen may", ["Plan a < County"]),
        ("example", ["County"]),
        ("gone", ["Orphan < missing: Gone"]),
        ("nothing such", []),
    ],
)
def test_a_search_finds_by_name_base_and_state_and_names_a_base_that_it_hides(text: str, found: list[str]) -> None:
    assert drawn(FAMILY, text) == found


def test_a_long_chain_of_branches_is_listed_whole_and_stays_readable() -> None:
    names = [f"s{n}" for n in range(1500)]
    chain = (info("s0"), *(info(name, base) for base, name in pairwise(names)))
    listed = tree(tuple(reversed(chain)))
    assert [each.info.id for each in listed] == names
    assert max(len(each.lines) for each in listed) == 2 * (DEEPEST + 1)


def test_a_row_says_what_is_known() -> None:
    plan = info("plan b")
    assert texts(Listed(plan)) == (" Plan b", "…", "…", "…", "…", "…", "30 Sep 2026", "16 Nov 2026 14:05")
    assert row(Listed(plan), None, Shape(120), is_open=True).texts[0] == "▸Plan b"
    assert texts(Listed(info("c", example=True)))[-1] == "example"
    assert texts(Listed(FAMILY[3]))[-1] == "frozen 3 May 2022"


def test_a_name_that_is_too_long_keeps_its_end() -> None:
    plan = info("a plan of the whole county, later start")
    assert texts(Listed(plan, "└ "), 80)[0] == " └ A pla…ty, later start"
    assert texts(Listed(plan, "└ "), 150)[0] == f" └ {plan.name}"


@pytest.mark.parametrize("text", ["", "plan", "other"])
def test_bases_have_a_column_where_the_tree_does_not_show_them(text: str) -> None:
    listed = tree(FAMILY, text)
    shape = Shape(120, any(each.base for each in listed))
    shown = table([row(each, None, shape, is_open=False) for each in listed], shape)
    assert ("base" in shown.column_index) == (text != "other")
    assert {len(each.texts) for each in shown.rows} == {len(shown.columns)}


def test_the_line_below_says_everything() -> None:
    names = {each.id: each.name for each in FAMILY}
    assert about(FAMILY[0], names) == "as at 30 Sep 2026, example"
    assert about(FAMILY[3], names) == (
        "as at 30 Sep 2026, frozen 3 May 2022, branch of County, changed 16 Nov 2026 14:05"
    )
    assert "branch of Gone, which is not in the store" in about(FAMILY[5], names)


def test_figures_are_those_of_the_strip() -> None:
    plan = example("West Sussex, March 2019")
    view = View.of(plan, WHOLE_PLAN)
    strip = {headline.name: headline.value for headline in headlines(view, view)}
    figures = summary(plan)
    assert (figures.uncovered, figures.remaining) == ("66.04", "24.92")
    assert (figures.uncovered, figures.remaining, figures.target_met) == (
        strip["uncovered"],
        strip["remaining"],
        strip["target_met"],
    )
    assert f"{figures.caseload} → {figures.caseload_at_horizon}" == strip["caseload"]


def test_figures_are_known_until_the_scenario_changes() -> None:
    known, plan = Summaries(), info("plan")
    figures = summary(example("West Sussex, March 2019"))
    assert known.of(plan) is None
    known.keep(plan, figures)
    assert known.of(plan) is figures
    later = ScenarioInfo(**{**vars(plan), "changed_at": CHANGED + dt.timedelta(seconds=1)})
    assert known.of(later) is None
