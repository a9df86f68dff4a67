"""Rows that are kept from state to state are those that would be made anew."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.changes import Change
from scenarios.edits import CellEdit, add, delete, edit_cells
from scenarios.plan import Plan
from scenarios.scopes import scopes
from scenarios.totals import WHOLE_PLAN
from tests.scenarios.county import county
from tui.session import Session, View
from tui.sheets.entered import EnteredSheet
from tui.sheets.registry import SHEETS
from tui.sheets.sheet import SheetRows
from tui.sheets.shown import shown_table
from tui.widgets.grid_model import GridTable, fitted, longest

ENTERED = [sheet for sheet in SHEETS if isinstance(sheet, EnteredSheet)]
ESTABLISHMENT = ENTERED[0]
STEPS = 60


def posts(random: Random, plan: Plan) -> Change:
    line = random.choice(plan.establishment)
    return edit_cells(plan, [CellEdit("establishment", line.ref, "posts", random.choice([1.0, 20.5, 123_456.25]))])


def starter(random: Random, plan: Plan) -> Change:
    row = random.choice(plan.pipeline)
    return edit_cells(plan, [CellEdit("pipeline", row.ref, "fte", random.choice([0.5, 12.0, 3_000.0]))])


def team_name(random: Random, plan: Plan) -> Change:
    team = random.choice(plan.teams)
    return edit_cells(plan, [CellEdit("teams", team.ref, "name", f"Team {random.randrange(10**9)}")])


def starter_gone(random: Random, plan: Plan) -> Change:
    return delete(plan, "pipeline", [random.choice(plan.pipeline).ref])


def starter_new(random: Random, plan: Plan) -> Change:
    row = random.choice(plan.pipeline).model_copy(update={"id": f"new-{random.randrange(10**9)}"})
    return add(plan, "pipeline", row, random.randrange(len(plan.pipeline)))


CHANGES: list[Callable[[Random, Plan], Change]] = [posts, posts, starter, team_name, starter_gone, starter_new]


@pytest.mark.parametrize("seed", range(4))
def test_rows_kept_through_many_changes_are_those_made_anew(seed: int) -> None:
    random = Random(seed)
    plan, base = county(seed=seed, teams=4), county(seed=seed + 1, teams=4)
    session = Session.opened("one", plan, base)
    for _ in range(STEPS):
        change = random.choice(CHANGES)(random, session.plan)
        match random.randrange(6):
            case 0:
                session.look_at(random.choice(scopes(plan))[0])
            case 1:
                known = (session.committed, session.reference)
                session = Session.opened("other", session.reference.plan, session.plan, session.scope, known)
            case 2:
                session.commit(change)
            case 3:
                session.drop_preview()
            case _:
                session.try_out(change)
        for sheet in ENTERED:
            holds(session, sheet)


def holds(session: Session, sheet: EnteredSheet) -> None:
    view, before = session.view, session.committed if session.preview else None
    table, anew = shown_table(sheet, view, before), shown_table(sheet, alone(view), before and alone(before))
    rows = SheetRows.of(tuple(sheet.rows(alone(view))))
    assert (table.columns, tuple(table.rows)) == (anew.columns, tuple(anew.rows))
    plain = GridTable(anew.columns, tuple(anew.rows))
    assert fitted(table) == fitted(plain)
    assert dict(table.row_index) == dict(rows.places) == dict(plain.row_index)


def alone(view: View) -> View:
    """The same view, knowing of no other."""
    return View.of(view.plan, view.scope)


def test_only_rows_that_have_changed_are_made_anew() -> None:
    session = Session.opened("one", county(teams=4), None)
    before = tuple(ESTABLISHMENT.rows(session.view))
    session.try_out(posts(Random(1), session.plan))
    now = tuple(ESTABLISHMENT.rows(session.view))
    assert sum(row is not then for row, then in zip(now, before, strict=True)) == 1


def test_rows_are_still_there_after_a_look_at_a_part_of_the_plan() -> None:
    session = Session.opened("one", county(teams=8), None)
    before = tuple(ESTABLISHMENT.rows(session.view))
    part = next(scope for scope, _ in scopes(session.plan) if 1 < len(session.view.within(scope).teams) < 3)
    session.look_at(part)
    assert 0 < len(ESTABLISHMENT.rows(session.view)) < len(before) / 3
    session.look_at(WHOLE_PLAN)
    session.commit(posts(Random(1), session.plan))
    now = tuple(ESTABLISHMENT.rows(session.view))
    assert sum(row is not then for row, then in zip(now, before, strict=True)) == 1


def test_a_table_becomes_narrower_again_once_its_widest_figure_has_gone() -> None:
    session = Session.opened("one", county(teams=4), None)
    first, other, *_ = session.plan.establishment

    def widths(ref: str, posts: float) -> list[int]:
        session.commit(edit_cells(session.plan, [CellEdit("establishment", ref, "posts", posts)]))
        return fitted(shown_table(ESTABLISHMENT, session.view, None))

    narrow, wide = widths(other.ref, 11.0), widths(first.ref, 100_000.0)
    assert widths(other.ref, 12.0) == wide != narrow
    assert widths(first.ref, 10.0) == narrow


def test_a_table_is_looked_through_from_both_ends() -> None:
    rows = ESTABLISHMENT.rows(Session.opened("one", county(teams=4), None).view)
    every = tuple(rows)
    assert rows[-1] == every[-1]
    assert (rows[2:5], rows[-3:], rows[::-1]) == (every[2:5], every[-3:], every[::-1])
    with pytest.raises(IndexError):
        rows[len(every)]


names = st.text(st.sampled_from("ab é日本–"), min_size=1, max_size=12)
amounts = st.floats(0.0, 1e7) | st.sampled_from([0.0, -0.0, 0.005, 0.995, 9.995, 999.995])
lines = st.fixed_dictionaries(
    {"posts": amounts, "in_post": amounts, "absent": amounts, "agency": amounts}
    | {"turnover": st.none() | st.floats(0.0, 1.0), "pay": st.none() | amounts, "agency_week": st.none() | amounts}
)


@given(st.lists(names, min_size=2, max_size=2), st.lists(lines, min_size=1, max_size=12))
def test_columns_are_as_wide_as_the_longest_text_of_all_rows(called: list[str], values: list[dict[str, float]]) -> None:
    plan = county(teams=2)
    teams = [team.model_copy(update={"name": name}) for team, name in zip(plan.teams, called, strict=True)]
    changed = [line.model_copy(update=each) for line, each in zip(plan.establishment, values, strict=False)]
    plan = plan.with_rows(teams=teams, establishment=[*changed, *plan.establishment[len(changed) :]])
    view = View.of(plan, WHOLE_PLAN)
    for sheet in ENTERED:
        rows = sheet.rows(view)
        assert rows.longest == longest(row.lengths for row in rows)
        assert dict(rows.places) == {row.key: place for place, row in enumerate(rows)}


def test_columns_have_their_widths_before_rows_are_made() -> None:
    view = Session.opened("one", county(teams=4), None).view
    fitted(shown_table(ESTABLISHMENT, view, None))
    made = [len(kept.rows) for _, kept in view.earlier.values()]
    assert made == [1]
