"""Starters that came, and agency workers who become permanent: each one change, so that nobody is counted twice."""

from __future__ import annotations

import datetime as dt

from scenarios.changes import Change, difference
from scenarios.edits import new_id
from scenarios.fields import MAX_FTE
from scenarios.naming import describe
from scenarios.periods import month_of
from scenarios.plan import Line, Placement, Plan, Starter
from scenarios.problems import Faulty, Problem, shown
from scenarios.rampup import FIRST_YEAR
from scenarios.repeats import counted, nth, own_ids, part

LEAST_FTE = 0.01


def started(plan: Plan, starter_id: str, fte: float | None = None) -> Change:
    """One start of a pipeline row came, with this FTE (all of it unless said): the next one of a row that repeats.

    A permanent starter joins `in_post` and stays in the pipeline, dated no later than the position, for as long as it
    ramps up; an agency starter becomes a dated agency row. Raises Faulty where it is already counted, or for more
    FTE than a start may have.
    """
    starter = _starter(plan, starter_id)
    label = f"Started: {describe(plan, 'pipeline', starter)}"
    past = _counted(plan, starter)
    if starter.kind == "agency":
        return _agency_started(plan, starter, past, _fte(starter, fte), label)
    came = starter.model_copy(
        update={
            "id": new_id() if starter.repeat > 1 else starter.id,
            "fte": _fte(starter, fte),
            "likelihood": 1.0,
            "start": min(nth(starter, past)[0], plan.header.as_at),
            "repeat": 1,
        }
    )
    pipeline = _replaced(plan, starter, [*_earlier(starter, past), came, *_later(starter, past + 1)])
    after = plan.with_rows(pipeline=pipeline, establishment=_with_in_post(plan, starter.team, starter.role, came.fte))
    return difference(plan, after, label, ["establishment", "pipeline"])


def _starter(plan: Plan, starter_id: str) -> Starter:
    return next(row for row in plan.pipeline if row.id == starter_id)


def _counted(plan: Plan, starter: Starter) -> int:
    """How many starts of a row the position counts already. Raises Faulty where it counts them all."""
    past = counted(starter, plan.header.as_at)
    if past == starter.repeat:
        where = "agency" if starter.kind == "agency" else "post"
        allowed = f"a start after the position date, {plan.header.as_at:%d %b %Y}"
        raise Faulty([Problem(("pipeline", starter.id, "start"), f"a starter already counted in {where}", allowed)])
    return past


def _fte(starter: Starter, fte: float | None) -> float:
    came = starter.fte if fte is None else fte
    if not LEAST_FTE <= came <= MAX_FTE:
        raise Faulty([Problem(("pipeline", starter.id, "fte"), shown(came), f"{LEAST_FTE} to {MAX_FTE:,.0f}")])
    return round(came, 2)


def _earlier(starter: Starter, count: int) -> list[Starter]:
    return own_ids(part(starter, 0, count), keeps=None)


def _later(starter: Starter, count: int) -> list[Starter]:
    """What is left of a row that repeats, once its first `count` starts are split off; it keeps the row's id."""
    return own_ids(part(starter, count, starter.repeat))


def _replaced(plan: Plan, starter: Starter, rows: list[Starter]) -> tuple[Starter, ...]:
    at = plan.pipeline.index(starter)
    return (*plan.pipeline[:at], *rows, *plan.pipeline[at + 1 :])


def _with_in_post(plan: Plan, team: str, role: str, fte: float) -> tuple[Line, ...]:
    return tuple(
        line.model_copy(update={"in_post": round(line.in_post + fte, 2)})
        if (line.team, line.role) == (team, role)
        else line
        for line in plan.establishment
    )


def _agency_started(plan: Plan, starter: Starter, past: int, fte: float, label: str) -> Change:
    start, end = nth(starter, past)
    placement = Placement(
        id=new_id(),
        team=starter.team,
        role=starter.role,
        fte=fte,
        start=min(start, plan.header.as_at),
        end=end,
        label=starter.label,
    )
    pipeline = _replaced(plan, starter, [*_earlier(starter, past), *_later(starter, past + 1)])
    after = plan.with_rows(pipeline=pipeline, agency=(*plan.agency, placement))
    return difference(plan, after, label, ["pipeline", "agency"])


def permanent_from_line(plan: Plan, ref: str, fte: float) -> Change:
    """Undated agency workers of a line become permanent at the position date. Raises Faulty for more than are there."""
    line = next(row for row in plan.establishment if row.ref == ref)
    _not_more(("establishment", ref, "agency"), fte, line.agency)
    update = {"agency": round(line.agency - fte, 2), "in_post": round(line.in_post + fte, 2)}
    lines = tuple(row.model_copy(update=update) if row.ref == ref else row for row in plan.establishment)
    label = f"Agency to permanent: {describe(plan, 'establishment', line)}"
    return difference(plan, plan.with_rows(establishment=lines), label, ["establishment"])


def permanent_from_placement(plan: Plan, placement_id: str, fte: float) -> Change:
    """Agency workers of a dated row become permanent at the position date; what is left of the row stays.

    Raises Faulty for more than are there, or where the row is not present at the position date.
    """
    row = next(each for each in plan.agency if each.id == placement_id)
    if not _present(row, plan.header.as_at):
        problem = Problem(("agency", row.id, "start"), "a row not there at the position date", "one that is")
        raise Faulty([problem])
    _not_more(("agency", row.id, "fte"), fte, row.fte)
    left = row.model_copy(update={"fte": round(row.fte - fte, 2)})
    agency = tuple(left if each.id == row.id else each for each in plan.agency if each.id != row.id or left.fte > 0)
    after = plan.with_rows(agency=agency, establishment=_with_in_post(plan, row.team, row.role, fte))
    label = f"Agency to permanent: {describe(plan, 'agency', row)}"
    return difference(plan, after, label, ["establishment", "agency"])


def _present(row: Placement, day: dt.date) -> bool:
    return (row.start is None or row.start <= day) and (row.end is None or day <= row.end)


def _not_more(path: tuple[str, ...], fte: float, there: float) -> None:
    if not 0 < fte <= there:
        raise Faulty([Problem(path, shown(fte), f"above 0, at most the {there:,.2f} there")])


def still_ramping(plan: Plan, kind: str, start: dt.date, at: dt.date) -> bool:
    """Whether a starter of a kind still has months of its ramp, or of its first year as `nqsw`, to go at a date."""
    months = month_of(at) - month_of(start)
    ramp = next((ramp.shares for ramp in plan.ramps if ramp.kind == kind), ())
    return months < max(len(ramp), FIRST_YEAR if kind == "nqsw" else 0)
