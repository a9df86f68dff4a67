"""Changes in bulk, as a manager makes them: by the keys, reading effect and figures off the screen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scenarios.levers import LEVERS, GrowDemand, Lever, ScaleAgency
from scenarios.plan import Plan
from scenarios.totals import WHOLE_PLAN, Scope
from store.backups import backups
from tests.scenarios.small import small_plan
from tests.tui.driving import Driver, driven, with_text
from tui.effect import Effect
from tui.lever_form import LeverForm
from tui.screens.levers import PullLever

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "manual.md"
SIZES = [(80, 24), (120, 36)]


async def choose(app: Driver, words: str) -> PullLever:
    """Choose a lever from the list."""
    await app.press("l")
    await app.choose(words)
    screen = app.app.screen
    assert isinstance(screen, PullLever)
    return screen


def text_on(app: Driver) -> str:
    """The screen without its frames and line breaks."""
    return " ".join(re.sub("[│▌▐]", " ", app.screen).split())


def effect_on(app: Driver, figure: str) -> str:
    """The line of the effect with a figure, its spaces as one."""
    return " ".join(with_text(app.screen.splitlines(), f" {figure} ")[-1].strip(" │").split())


@pytest.mark.parametrize("size", SIZES)
async def test_agency_is_ended_with_its_effect_seen_first_and_undone_as_one(store: Path, size: tuple[int, int]) -> None:
    async with driven(store, size) as app:
        gap = app.headline("remaining")[0]
        await choose(app, "end agency")
        assert "Type what is lacking" in app.screen
        await app.type("0")
        assert effect_on(app, "Agency").startswith("Agency 51.40 69.40")
        assert "0.00" in effect_on(app, "Agency")
        assert re.fullmatch(r"Remaining 24\.92 ?→ ?39\.92 ?▲( \+15\.00)?", effect_on(app, "Remaining"))
        assert "Target not met within the plan, as before." in text_on(app)
        assert "Rows: 2 changed, 2 added, 2 removed." in text_on(app)
        await app.press("f9")
        assert app.headline("remaining") == ("39.92", "▲ +15.00")
        assert "End agency" in app.screen
        await app.press("u")
        assert app.headline("remaining") == (gap, "")
        await app.app.workers.wait_for_complete()
        assert len(backups(store)) == 1


async def test_esc_leaves_everything_as_it_was(store: Path) -> None:
    async with driven(store) as app:
        await choose(app, "freeze")
        assert "remov" in app.screen
        await app.press("escape")
        assert app.headline("remaining") == ("24.92", "")
        assert "vs " not in app.screen.splitlines()[0]


async def test_a_refused_value_says_why_beside_it_and_cannot_be_taken(store: Path) -> None:
    async with driven(store) as app:
        screen = await choose(app, "shift")
        await app.type("2x")
        assert with_text(app.screen.splitlines(), "Months ±", "2x", "a whole number such as +3 or -2")
        assert screen.has_class("-none")
        await app.press("f9")
        assert app.app.screen is screen
        await app.press("backspace")
        assert not screen.has_class("-none")
        assert "allowed" not in app.screen
        await app.clear_and_type("0")
        assert with_text(app.screen.splitlines(), "Months ±", "a number of months other than 0")


async def test_what_would_change_nothing_says_so(store: Path) -> None:
    async with driven(store) as app:
        screen = await choose(app, "freeze")
        await app.clear_and_type("1/1/2030")
        assert "no starters but agency from then on" in app.screen
        assert screen.has_class("-none")


async def test_an_intake_of_a_chosen_role_and_kind_for_a_team(store: Path) -> None:
    async with driven(store) as app:
        await app.open_named("made-up county")
        await app.press("slash")
        await app.type("Assessment Ash")
        await app.press("enter")
        await choose(app, "intake")
        await app.press("tab", "enter", "down", "enter", "tab")
        await app.type("2")
        await app.press("tab")
        await app.type("3")
        assert with_text(app.screen.splitlines(), "Kind", "nqsw")
        assert with_text(app.screen.splitlines(), "1 added")
        await app.press("f9")
        assert "Intake of 2 FTE nqsw" in app.screen


def test_the_manual_has_every_lever() -> None:
    section = MANUAL.read_text(encoding="utf-8").split("## Changing in bulk\n")[1].split("\n## ")[0]
    rows = [line.split("|")[1].strip() for line in section.splitlines() if line.startswith("|")]
    assert rows[2:] == [lever.LABEL for lever in LEVERS]


@pytest.mark.parametrize("lever", LEVERS)
@pytest.mark.parametrize("scope", [WHOLE_PLAN, Scope("team", "west")])
def test_every_field_begins_with_what_it_can_hold(lever: type[Lever], scope: Scope) -> None:
    form = LeverForm(lever, small_plan(), scope)
    texts = {column.name: form.beginning(column) for column in form.columns}
    reading = form.read(texts)
    assert reading.refused == {}
    assert list(reading.lacking) == [column.title for column in form.columns if not texts[column.name]]


def test_roles_to_choose_from_are_those_of_the_scope() -> None:
    form = LeverForm(LEVERS[3], small_plan(), Scope("team", "west"))
    assert form.choices(form.columns[0]) == {"social-worker": "Social Worker"}


def effect(plan: Plan, growth: float) -> Effect:
    change = GrowDemand(growth=growth, start=plan.header.as_at.replace(year=2020, month=1)).change(plan, WHOLE_PLAN)
    return Effect.of(plan, change, WHOLE_PLAN)


def test_the_moments_are_position_last_month_and_worst() -> None:
    plan = small_plan()
    assert [title for title, _ in effect(plan, 1.0).moments] == ["31 Mar 2019", "last, Mar 2020", "worst, Feb 2020"]


@pytest.mark.parametrize("width", range(40, 140, 9))
def test_no_figure_is_cut_however_narrow(width: int) -> None:
    plan = small_plan()
    big = tuple(row.model_copy(update={"cases": 9_000_000.0}) for row in plan.cases)
    plan = plan.with_rows(cases=big)
    found = Effect.of(plan, ScaleAgency(kept=0.5, start=plan.header.as_at).change(plan, WHOLE_PLAN), WHOLE_PLAN)
    lines = [line.plain for line in found.lines(width)]
    assert len({len(line) for line in lines}) == 1
    assert all(figure in "\n".join(lines) for figure in ("Cases", "18,000,000.0", "Caseload"))


def test_a_figure_that_does_not_exist_is_no_number() -> None:
    plan = small_plan()
    empty = tuple(line.model_copy(update={"in_post": 0.0}) for line in plan.establishment)
    plan = plan.with_rows(establishment=empty, pipeline=(), agency=())
    found = Effect.of(plan, ScaleAgency(kept=0.0, start=plan.header.as_at).change(plan, WHOLE_PLAN), WHOLE_PLAN)
    cell = found.cell("caseload", 0)
    assert (cell.after, cell.moved) == ("–", "")
    assert cell.before == "270.0"
