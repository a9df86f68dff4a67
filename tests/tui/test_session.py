"""What is worked out is kept as long as it holds, and no longer."""

from __future__ import annotations

from scenarios.edits import CellEdit, edit_cells
from scenarios.totals import WHOLE_PLAN, Scope
from tests.scenarios.county import county
from tui.session import Session
from tui.sheets.registry import SHEETS

ESTABLISHMENT = SHEETS[0]
LINES = 24


def test_a_scenario_gone_back_to_is_not_worked_out_again() -> None:
    plan, base = county(teams=4), county(seed=2027, teams=4)
    first = Session.opened("one", plan, base)
    rows = ESTABLISHMENT.rows(first.view)
    there = Session.opened("two", base, plan, known=(first.committed, first.reference))
    other = [ESTABLISHMENT.rows(each) for each in (there.view, Session.opened("two", base, plan).view)]
    assert tuple(other[0]) == tuple(other[1]) != tuple(rows)
    back = Session.opened("one", plan.with_rows(), base, known=(there.committed, there.reference))
    assert back.view.projection is first.view.projection
    again = ESTABLISHMENT.rows(back.view)
    assert [id(row) for row in again] == [id(row) for row in rows]


def test_a_plan_that_differs_is_worked_out_for_itself() -> None:
    plan = county(teams=4)
    first = Session.opened("one", plan, None)
    edit = edit_cells(plan, [CellEdit("establishment", plan.establishment[0].ref, "posts", 41.0)])
    first.commit(edit)
    other = Session.opened("two", plan, None, known=(first.committed,))
    assert first.view.figures.posts[0] != other.view.figures.posts[0]
    shown, before = (ESTABLISHMENT.rows(each.view) for each in (first, other))
    differ = [now.key for now, then in zip(shown, before, strict=True) if now != then]
    assert (len(shown), differ) == (LINES, [plan.establishment[0].ref])


def test_rows_of_many_states_of_a_plan_are_not_all_kept() -> None:
    session = Session.opened("one", county(teams=4), None)
    ref = session.plan.establishment[0].ref
    for posts in range(200):
        session.commit(edit_cells(session.plan, [CellEdit("establishment", ref, "posts", 40.0 + posts)]))
        ESTABLISHMENT.rows(session.view)
    ((_, kept),) = session.view.earlier.values()
    assert len(kept.rows) <= 3 * LINES + 1


def test_what_was_previewed_is_not_worked_out_again_when_it_is_taken() -> None:
    session = Session.opened("one", county(teams=4), None)
    edit = edit_cells(session.plan, [CellEdit("establishment", session.plan.establishment[0].ref, "posts", 41.0)])
    session.try_out(edit)
    previewed = session.view
    session.commit(edit)
    assert session.preview is None
    assert session.view.projection is previewed.projection
    assert session.plan.establishment[0].posts == 41.0


def test_what_the_last_change_came_from_is_not_worked_out_again_when_it_is_undone() -> None:
    session = Session.opened("one", county(teams=4), None)
    edit = edit_cells(session.plan, [CellEdit("establishment", session.plan.establishment[0].ref, "posts", 41.0)])
    before, rows = session.view, ESTABLISHMENT.rows(session.view)
    session.commit(edit)
    after = session.view
    session.put_beside(())
    session.commit(edit.reversed())
    assert session.view.worked_out is before.worked_out
    assert all(now is then for now, then in zip(ESTABLISHMENT.rows(session.view), rows, strict=True))
    session.commit(edit)
    assert session.view.worked_out is after.worked_out


def test_what_the_last_change_came_from_is_known_after_a_flip_there_and_back() -> None:
    base = county(seed=2027, teams=4)
    session = Session.opened("one", county(teams=4), base)
    edit = edit_cells(session.plan, [CellEdit("establishment", session.plan.establishment[0].ref, "posts", 41.0)])
    before = session.view
    session.commit(edit)
    for _ in range(3):
        there = Session.opened("two", base, session.plan, known=session.known)
        session = Session.opened("one", session.plan, base, known=there.known)
    session.commit(edit.reversed())
    assert session.view.worked_out is before.worked_out


def test_what_a_scope_comes_to_is_added_up_once_for_a_projection() -> None:
    plan, base = county(teams=4), county(seed=2027, teams=4)
    session = Session.opened("one", plan, base)
    whole = session.view.figures
    session.look_at(Scope("team", plan.teams[1].key))
    assert session.view.figures is not whole
    there = Session.opened("two", base, plan, known=(session.committed, session.reference))
    assert there.reference.figures is whole
    session.look_at(WHOLE_PLAN)
    assert session.view.figures is whole
    session.commit(edit_cells(plan, [CellEdit("establishment", plan.establishment[0].ref, "posts", 41.0)]))
    assert session.view.figures.posts[0] != whole.posts[0]


def test_a_comparison_takes_what_the_session_has_worked_out() -> None:
    session = Session.opened("one", county(teams=4), county(seed=2027, teams=4))
    against = session.view.against
    assert against is not None
    assert against.comparison is not None
    assert against.comparison.sides == (session.reference.worked_out, session.view.worked_out)
    assert against.pair(WHOLE_PLAN) is against.comparison.pair(WHOLE_PLAN)


def test_a_comparison_with_other_teams_or_months_works_out_both_anew() -> None:
    plan = county(teams=4)
    header = plan.header.model_copy(update={"months": plan.header.months - 1})
    for base in (county(teams=3), plan.with_rows(header=(header,))):
        session = Session.opened("one", plan, base)
        comparison = session.view.against.comparison if session.view.against else None
        assert comparison is not None
        before, after = (side.projection for side in comparison.sides)
        assert (before.dates, before.lines) == (after.dates, after.lines)
