"""Rolling a plan forward: a later position date, with the projection's position there taken as the new one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from scenarios.changes import Change, apply, difference
from scenarios.demand import cases_by_type
from scenarios.edits import new_id
from scenarios.fields import LAST_DATE
from scenarios.inputs import Inputs
from scenarios.periods import add_months, period_of
from scenarios.plan import TABLES, CaseChange, Line, Move, OpeningCases, Placement, Plan, Starter
from scenarios.problems import Faulty, Problem, shown
from scenarios.rampup import opening_scale
from scenarios.repeats import once, own_ids, part
from scenarios.staff import staff
from scenarios.starting import still_ramping
from scenarios.timeline import Array


@dataclass(frozen=True)
class Due:
    """Something that the plan expects by the new position date: one start (`n` of a row that repeats) or leaver."""

    table: str
    ref: str
    n: int
    day: dt.date
    team: str
    role: str
    kind: str
    fte: float

    @property
    def key(self) -> tuple[str, str, int]:
        """What an outcome is given by."""
        return (self.table, self.ref, self.n)


Outcomes = Mapping[tuple[str, str, int], float]
"""FTE that came or left after all, by the key of what was due."""


def due_by(plan: Plan, to: dt.date) -> tuple[Due, ...]:
    """Starters due and notice running out between the position date and a later one, in order of date."""
    as_at = plan.header.as_at
    if to <= as_at:
        return ()
    starts = [
        Due("pipeline", s.id, n, day, s.team, s.role, s.kind, round(s.fte * s.likelihood, 2))
        for s in plan.pipeline
        for n in range(s.repeat)
        if as_at < (day := add_months(s.start, n)) <= to
    ]
    leavers = [
        Due("leavers", row.id, 0, row.last_day, row.team, row.role, "leaver", row.fte)
        for row in plan.leavers
        if as_at <= row.last_day < to
    ]
    return tuple(sorted([*starts, *leavers], key=lambda due: due.day))


def roll_forward(plan: Plan, to: dt.date, outcomes: Outcomes | None = None) -> Change:
    """The change that moves the position to a later date. Raises Faulty for a date that is not later, or too late.

    What was due happened as expected unless an outcome says otherwise; with 0 FTE it did not happen and is dropped.
    """
    as_at = plan.header.as_at
    if not as_at < to <= LAST_DATE or period_of(to, as_at) > plan.header.months:
        allowed = f"a date after {as_at:%d %b %Y} and within the plan's {plan.header.months} months"
        raise Faulty([Problem(("header", "", "as_at"), shown(to), allowed)])
    after = _Roll(_with_outcomes(plan, to, outcomes or {}), to).plan()
    return difference(plan, after, f"Roll forward to {to:%d %b %Y}", list(TABLES))


def _with_outcomes(plan: Plan, to: dt.date, outcomes: Outcomes) -> Plan:
    """The plan with every start taken apart that was due, and outcomes in place of what was expected."""
    pipeline = tuple(row for starter in plan.pipeline for row in _apart(starter, to, outcomes))
    told = (row.model_copy(update={"fte": outcomes.get(("leavers", row.id, 0), row.fte)}) for row in plan.leavers)
    return plan.with_rows(pipeline=pipeline, leavers=tuple(told))


def _apart(starter: Starter, to: dt.date, outcomes: Outcomes) -> Iterator[Starter]:
    begun = [n for n in range(starter.repeat) if add_months(starter.start, n) <= to]
    left = starter.repeat - len(begun)
    for n in begun:
        came = outcomes.get(("pipeline", starter.id, n))
        yield _one(starter, n, came, keeps_id=not left and n == begun[-1])
    yield from own_ids(part(starter, len(begun), starter.repeat))


def _one(starter: Starter, n: int, came: float | None, *, keeps_id: bool) -> Starter:
    update: dict[str, object] = {} if keeps_id else {"id": new_id()}
    if came is not None:
        update |= {"fte": came, "likelihood": 1.0}
    return once(starter, n).model_copy(update=update)


class _Roll:
    """The position of a plan at a later date, as rows."""

    def __init__(self, plan: Plan, to: dt.date) -> None:
        self.before = plan
        self.to = to
        self.inputs = Inputs(plan, to)
        self.people = staff(self.inputs)
        self.survival = np.cumprod(self.people.keeps, axis=0)
        self.scale = opening_scale(self.inputs.starts, self.inputs.column("in_post"))

    def plan(self) -> Plan:
        """The whole plan as at the new date."""
        before = self.before
        return before.with_rows(
            header=(before.header.model_copy(update={"as_at": self.to}),),
            establishment=tuple(self._line(line, index) for index, line in enumerate(before.establishment)),
            cases=tuple(self._cases()),
            pipeline=(*self._starters(), *self._qualified()),
            agency=(*self._placements(), *self._agency_started()),
            post_changes=tuple(row for row in before.post_changes if row.start > self.to),
            absences=tuple(row for row in before.absences if row.end is None or row.end >= self.to),
            leavers=tuple(row for row in before.leavers if row.last_day >= self.to),
            moves=tuple(row for row in before.moves if row.date > self.to),
            case_changes=tuple(row for row in before.case_changes if row.start > self.to),
        )

    def _line(self, line: Line, index: int) -> Line:
        posts, in_post = self.inputs.posts[-1, index], self.people.in_post[-1, index]
        return line.model_copy(update={"posts": round(float(posts), 2), "in_post": round(float(in_post), 2)})

    def _cases(self) -> Iterator[OpeningCases]:
        cases = cases_by_type(self.inputs)[:, :, -1]
        types = [case_type.key for case_type in self.before.case_types]
        changed = [row for row in self.before.case_changes if row.start <= self.to]
        for row in [*self.before.cases, *_first_of_each(self.before, changed)]:
            there = float(cases[self.inputs.team_index[row.team], types.index(row.case_type)])
            yield OpeningCases(team=row.team, case_type=row.case_type, cases=round(there, 2))

    def _starters(self) -> Iterator[Starter]:
        for starter in self.before.pipeline:
            if starter.start > self.to:
                yield starter
            elif starter.kind != "agency" and still_ramping(self.before, starter.kind, starter.start, self.to):
                yield from _left(starter, self._share_left(starter) * starter.fte * starter.likelihood)

    def _share_left(self, starter: Starter) -> float:
        """The share of a cohort that is still in post at the new date."""
        line = self.inputs.lines.index[starter.team, starter.role]
        if starter.start > self.before.header.as_at:
            return self._kept(starter.start, line)
        return float(self.scale[line] * self.survival[-1, line])

    def _kept(self, joined: dt.date, line: int) -> float:
        period = int(self.inputs.time.periods([joined])[0])
        return float(np.prod(self.people.keeps[period + 1 :, line]))

    def _qualified(self) -> Iterator[Starter]:
        """Moves of kind `nqsw` that have happened, as starters of their date, for as long as they are protected."""
        for row in self.before.moves:
            due = row.kind == "nqsw" and self.before.header.as_at < row.date <= self.to
            if due and still_ramping(self.before, "nqsw", row.date, self.to):
                line = self.inputs.lines.index[row.to_team, row.to_role]
                kept = self._kept(row.date, line)
                yield from _left(_as_starter(row), row.fte * kept)

    def _placements(self) -> Iterable[Placement]:
        return (row for row in self.before.agency if row.end is None or row.end >= self.to)

    def _agency_started(self) -> Iterator[Placement]:
        """Agency starters that have come: rows of the same dates, whose FTE add up to the projection's."""
        rows = [row for row in self.before.pipeline if self._is_agency_there(row)]
        for line in sorted({(row.team, row.role) for row in rows}):
            own = [row for row in rows if (row.team, row.role) == line]
            for row, fte in zip(own, _rounded([row.fte * row.likelihood for row in own]), strict=True):
                if fte > 0:
                    yield _placement(row, fte)

    def _is_agency_there(self, row: Starter) -> bool:
        due = row.kind == "agency" and self.before.header.as_at < row.start <= self.to
        return due and (row.end is None or row.end >= self.to)


def _first_of_each(plan: Plan, changes: list[CaseChange]) -> Iterator[OpeningCases]:
    """A row for each team and case type that only changes have given cases."""
    seen = {(row.team, row.case_type) for row in plan.cases}
    for change in changes:
        if (change.team, change.case_type) not in seen:
            seen.add((change.team, change.case_type))
            yield OpeningCases(team=change.team, case_type=change.case_type, cases=0.0)


def _left(starter: Starter, fte: float) -> Iterator[Starter]:
    if round(fte, 2) > 0:
        yield starter.model_copy(update={"fte": round(fte, 2), "likelihood": 1.0})


def _as_starter(row: Move) -> Starter:
    fields = {"id": row.id, "team": row.to_team, "role": row.to_role, "fte": row.fte, "start": row.date}
    return Starter.model_validate({**fields, "kind": "nqsw", "label": "Qualified in the service"})


def _placement(row: Starter, fte: float) -> Placement:
    fields = {"id": row.id, "team": row.team, "role": row.role, "start": row.start, "end": row.end, "label": row.label}
    return Placement.model_validate({**fields, "fte": fte})


def _rounded(values: list[float]) -> list[float]:
    """Values to the hundredth that add up to their sum to the hundredth (largest remainders up)."""
    cents = np.array(values) * 100
    down: Array = np.floor(cents + 1e-9)
    missing = round(float(cents.sum() - down.sum()))
    for index in np.argsort(down - cents, kind="stable")[:missing]:
        down[index] += 1
    return [float(value) for value in np.round(down / 100, 2)]


def with_in_post(plan: Plan, rolled: Change, in_post: Mapping[str, float]) -> Change:
    """A roll forward of a plan, with the in post of some lines (by `team/role`) put right against what happened."""
    after = apply(plan, rolled)
    lines = tuple(
        line.model_copy(update={"in_post": in_post.get(line.ref, line.in_post)}) for line in after.establishment
    )
    return difference(plan, after.with_rows(establishment=lines), rolled.label, list(TABLES))
