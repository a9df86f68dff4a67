"""A made-up county of any size, the same for the same seed: the largest bundled example, and what benchmarks run on.

`python -m tests.scenarios.county` writes the example anew.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import TypeVar, get_args

from scenarios.files import plan_text
from scenarios.periods import add_months
from scenarios.plan import (
    Absence,
    AbsenceReason,
    Assumptions,
    CaseChange,
    CaseType,
    Header,
    Leaver,
    Line,
    Move,
    OpeningCases,
    Placement,
    Plan,
    PostChange,
    Role,
    Stage,
    Starter,
    StarterKind,
    Team,
)

FILE = Path(__file__).parents[2] / "scenarios" / "examples" / "county.yaml"
AS_AT = dt.date(2026, 9, 30)
MONTHS = 36
COVER_MONTHS = 24
AREAS = ("North", "Central", "South")
TREES = [
    "Alder",
    "Ash",
    "Beech",
    "Birch",
    "Cedar",
    "Elm",
    "Hazel",
    "Holly",
    "Juniper",
    "Larch",
    "Maple",
    "Oak",
    "Rowan",
    "Willow",
    "Yew",
]
PART_TIME = (0.5, 0.6, 0.8, 1.0, 1.0, 1.0, 1.0)
PRACTITIONERS = ("social-worker", "social-worker", "social-worker", "social-worker", "senior-social-worker")
NOTES = """\
Published: nothing. A made-up county to try things on, large enough to see that every key still answers at once.
Assumed: everything. Teams, staff, cases and dates are drawn at random from plausible ranges, always the same.
Pay of social workers and seniors and the rate of a social worker are in print (2024/25, 2025), others are not."""

Item = TypeVar("Item")


@dataclass(frozen=True)
class Service:
    """A kind of team: the cases a case holder has there, by type, and its own target if it has one."""

    name: str
    cases: tuple[tuple[str, float], ...]
    target: float | None = None


SERVICES = (
    Service("Assessment", (("assessment", 12.0), ("child-in-need", 4.0)), 15.0),
    Service("Family Safeguarding", (("child-in-need", 9.0), ("child-protection", 6.0))),
    Service("Children Looked After", (("looked-after", 14.5), ("care-leaver", 2.0))),
    Service("Disabled Children", (("child-in-need", 13.5), ("looked-after", 2.0)), 18.0),
)
CASE_TYPES = (
    CaseType(key="assessment", name="Assessments", growth=0.03),
    CaseType(key="child-in-need", name="Children in need", growth=0.02),
    CaseType(key="child-protection", name="Child protection plans", weight=1.25, growth=0.04),
    CaseType(key="looked-after", name="Children looked after", growth=0.015),
    CaseType(key="care-leaver", name="Care leavers", weight=0.5, growth=0.01),
)
ROLES = (
    Role(key="social-worker", name="Social Worker", pay=39500.0, agency_week=1800.0),
    Role(
        key="senior-social-worker",
        name="Senior Social Worker",
        caseload_share=0.8,
        turnover=0.12,
        pay=44700.0,
        agency_week=1950.0,
    ),
    Role(
        key="advanced-practitioner",
        name="Advanced Practitioner",
        caseload_share=0.4,
        turnover=0.1,
        pay=47500.0,
        agency_week=2050.0,
    ),
    Role(
        key="team-manager",
        name="Team Manager",
        caseload_share=0.0,
        group="manager",
        turnover=0.1,
        pay=52000.0,
        agency_week=2250.0,
    ),
    Role(
        key="family-support-worker",
        name="Family Support Worker",
        caseload_share=0.0,
        group="support",
        pay=28000.0,
        agency_week=1000.0,
    ),
    Role(
        key="business-support",
        name="Business Support",
        caseload_share=0.0,
        group="support",
        turnover=0.08,
        pay=25500.0,
        agency_week=850.0,
    ),
)
POSTS: dict[str, tuple[float, float]] = {
    "social-worker": (6.0, 11.0),
    "senior-social-worker": (2.0, 4.0),
    "advanced-practitioner": (0.5, 1.5),
    "team-manager": (1.0, 2.0),
    "family-support-worker": (1.5, 3.5),
    "business-support": (1.0, 2.0),
}
"""The fewest and the most posts of a role in a team, FTE."""
COUNTS = {
    "pipeline": 500,
    "post_changes": 30,
    "agency": 120,
    "absences": 90,
    "leavers": 60,
    "moves": 24,
    "case_changes": 40,
}
"""Rows for 60 teams."""


class Dice:
    """Seeded choices, all from `random()`, the one draw that Python keeps the same from version to version."""

    def __init__(self, seed: int) -> None:
        self._draw = random.Random(seed).random

    def chance(self, likelihood: float) -> bool:
        """Whether something of that likelihood happens."""
        return self._draw() < likelihood

    def one(self, items: Sequence[Item]) -> Item:
        """One of some items."""
        return items[int(self._draw() * len(items))]

    def dealt(self, items: Sequence[Item]) -> Iterator[Item]:
        """The items in a random order, over and over, so that none has much more than its share."""
        return cycle(sorted(items, key=lambda _: self._draw()))

    def between(self, low: float, high: float, step: float = 0.5) -> float:
        """A number from low to high, in steps."""
        return round(low + int(self._draw() * (round((high - low) / step) + 1)) * step, 2)

    def day(self, first_month: int, last_month: int) -> dt.date:
        """A day so many months after the position."""
        months = first_month + int(self._draw() * (last_month - first_month))
        return add_months(AS_AT, months) + dt.timedelta(days=1 + int(self._draw() * 28))


def county(seed: int = 2026, teams: int = 60) -> Plan:
    """The county with that many teams; starters, cover and the rest in proportion."""
    dice = Dice(seed)
    places = [_team(index, teams) for index in range(teams)]
    lines = [_line(dice, team.key, role.key) for team in places for role in ROLES]
    practitioners = [line for line in lines if line.role in PRACTITIONERS]
    short = dice.dealt([line for line in practitioners if line.posts - line.in_post - line.agency >= 1.0])
    away, leaving = (dice.dealt([line for line in lines if line.in_post >= 4.0]) for _ in range(2))

    def some(table: str) -> range:
        return range(1, round(COUNTS[table] * teams / 60) + 1)

    return Plan(
        header=Header(name=f"Made-up county, {teams} teams", notes=NOTES, as_at=AS_AT, months=MONTHS),
        assumptions=Assumptions(turnover=0.13, target_caseload=16.0),
        roles=ROLES,
        case_types=CASE_TYPES,
        teams=tuple(places),
        cases=tuple(row for index in range(teams) for row in _cases(dice, index, lines)),
        establishment=tuple(lines),
        pipeline=tuple(_starter(dice, number, places) for number in some("pipeline")),
        post_changes=tuple(_post_change(dice, number, practitioners) for number in some("post_changes")),
        agency=tuple(_placement(dice, number, next(short)) for number in some("agency")),
        absences=tuple(_absence(dice, number, next(away)) for number in some("absences")),
        leavers=tuple(_leaver(dice, number, next(leaving)) for number in some("leavers")),
        moves=tuple(_move(dice, number, places) for number in some("moves")),
        case_changes=tuple(_case_change(dice, number, places) for number in some("case_changes")),
    )


def _service(index: int) -> Service:
    return SERVICES[index % len(SERVICES)]


def _team(index: int, teams: int) -> Team:
    service, place = _service(index), index // len(SERVICES)
    round_number, tree = divmod(place, len(TREES))
    name = f"{service.name} {TREES[tree]}" + (f" {round_number + 1}" if round_number else "")
    area = AREAS[index * len(AREAS) // teams]
    key = name.lower().replace(" ", "-")
    return Team(key=key, name=name, service=service.name, area=area, target_caseload=service.target)


def _line(dice: Dice, team: str, role: str) -> Line:
    posts = dice.between(*POSTS[role])
    vacant = min(dice.between(0.0, posts * 0.35, 0.1), posts) if dice.chance(0.8) else 0.0
    holds_cases = role in PRACTITIONERS
    return Line(
        team=team,
        role=role,
        posts=posts,
        in_post=round(posts - vacant, 2),
        newly_created=1.0 if holds_cases and dice.chance(0.1) else 0.0,
        absent=0.5 if holds_cases and dice.chance(0.1) else 0.0,
        agency=1.0 if vacant >= 1.5 and dice.chance(0.3) else 0.0,
        turnover=0.25 if holds_cases and dice.chance(0.05) else None,
    )


def _cases(dice: Dice, index: int, lines: list[Line]) -> list[OpeningCases]:
    own = lines[index * len(ROLES) : (index + 1) * len(ROLES)]
    present = sum(role.caseload_share * (line.in_post + line.agency) for role, line in zip(ROLES, own, strict=True))
    pressure = dice.between(0.95, 1.3, 0.01)
    return [
        OpeningCases(team=own[0].team, case_type=case_type, cases=float(round(each * pressure * present)))
        for case_type, each in _service(index).cases
    ]


def _starter(dice: Dice, number: int, teams: list[Team]) -> Starter:
    kind = dice.one((*get_args(StarterKind), "permanent", "permanent", "nqsw"))
    role = dice.one(PRACTITIONERS if kind == "permanent" else PRACTITIONERS[:1])
    if kind == "permanent" and dice.chance(0.3):
        role = dice.one(ROLES[2:]).key
    start = dice.day(0, MONTHS - 2)
    if kind == "nqsw":
        start = dt.date(dice.one((2026, 2027, 2027, 2028, 2028)), 10, 5)
    return Starter(
        id=f"starter-{number:03}",
        team=dice.one(teams).key,
        role=role,
        kind=kind,
        fte=dice.one(PART_TIME),
        start=start,
        stage=dice.one(get_args(Stage)),
        likelihood=dice.one((1.0, 1.0, 1.0, 0.9, 0.75)),
        repeat=3 if kind == "permanent" and dice.chance(0.03) else 1,
        label=f"Post {1000 + number}",
        end=add_months(start, 6 + dice.one((0, 3, 6))) if kind == "agency" else None,
    )


def _placement(dice: Dice, number: int, line: Line) -> Placement:
    there, start = dice.chance(0.5), dice.day(-3, COVER_MONTHS - 6)
    return Placement(
        id=f"agency-{number:03}",
        team=line.team,
        role=line.role,
        fte=dice.one(PART_TIME),
        start=None if there else start,
        end=dice.day(2, COVER_MONTHS) if there else add_months(start, dice.one((3, 6, 9, 12))),
        purpose="additional" if dice.chance(0.1) else "cover",
        label=f"Cover {number}",
    )


def _absence(dice: Dice, number: int, line: Line) -> Absence:
    there, start = dice.chance(0.4), dice.day(-6, COVER_MONTHS - 6)
    return Absence(
        id=f"absence-{number:03}",
        **_of(line),
        fte=dice.one(PART_TIME),
        reason=dice.one(get_args(AbsenceReason)),
        start=None if there else start,
        end=dice.day(1, 12) if there else add_months(start, dice.one((3, 6, 9, 12))),
    )


def _leaver(dice: Dice, number: int, line: Line) -> Leaver:
    return Leaver(
        id=f"leaver-{number:03}",
        **_of(line),
        fte=dice.one(PART_TIME),
        last_day=dice.day(0, 4),
        label=f"Post {2000 + number}",
    )


def _post_change(dice: Dice, number: int, lines: list[Line]) -> PostChange:
    fte = dice.one((0.5, 1.0, 1.0, 2.0, -0.5, -1.0))
    return PostChange(id=f"posts-{number:03}", **_of(dice.one(lines)), fte=fte, start=dice.day(0, COVER_MONTHS))


def _move(dice: Dice, number: int, teams: list[Team]) -> Move:
    qualifies = dice.chance(0.4)
    origin = dice.one(teams).key
    others = [team.key for team in teams if team.key != origin]
    return Move(
        id=f"move-{number:03}",
        from_team=origin,
        from_role="family-support-worker" if qualifies else "social-worker",
        to_team=dice.one(others),
        to_role="social-worker",
        fte=dice.one((0.5, 0.6)),
        date=dt.date(2027, 9, 6) if qualifies else dice.day(0, COVER_MONTHS),
        kind="nqsw" if qualifies else "internal",
    )


def _case_change(dice: Dice, number: int, teams: list[Team]) -> CaseChange:
    index = int(dice.between(0, len(teams) - 1, 1))
    return CaseChange(
        id=f"cases-{number:03}",
        team=teams[index].key,
        case_type=_service(index).cases[0][0],
        cases=dice.one((10.0, 15.0, 20.0, -10.0)),
        start=dice.day(0, COVER_MONTHS),
    )


def _of(line: Line) -> dict[str, str]:
    return {"team": line.team, "role": line.role}


if __name__ == "__main__":
    FILE.write_text(plan_text(county()), encoding="utf-8")
