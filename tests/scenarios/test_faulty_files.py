"""Every kind of faulty file is refused, with line and path of each fault and of nothing else."""

from __future__ import annotations

import pytest

from scenarios.files import parse_plan
from scenarios.problems import Faulty, Problem
from tests.scenarios.faulty_files import ONE_FAULT, Place
from tests.scenarios.whole_file import WHOLE


def faults(text: str) -> list[Problem]:
    with pytest.raises(Faulty) as refused:
        parse_plan(text.encode())
    return refused.value.problems


def places(problems: list[Problem]) -> list[Place]:
    return [(problem.line, problem.place) for problem in problems]


def test_the_file_without_a_fault_is_read() -> None:
    assert parse_plan(WHOLE.encode()).header.name == "Recruit to the new posts"


@pytest.mark.parametrize(("old", "new", "place"), ONE_FAULT)
def test_one_fault(old: str, new: str, place: Place) -> None:
    assert WHOLE.count(old) == 1
    assert places(faults(WHOLE.replace(old, new))) == [place]


MANY = """\
format: caseload-scenario/1
nmae: Recruit
as_at: 2019-02-30
months: 0
roles:
  social-worker: { name: 017, caseload_share: 1.5, group: practitoner, turnover: "0.17" }
  Manager: { caseload_share: 0 }
case_types:
  in-need: { name: no, weight: -1, growth: -2 }
teams:
  west:
    name: West
    name: Waste
    cases: { in-need: 12:30, care: -1 }
    establishment:
      social-worker: { posts: 20.005, in_post: 1, vacant: 2, absent: -1 }
      boss: { posts: 3, vacant: 4 }
  south:
pipeline:
  - {id: a, team: wset, role: social-worker, kind: nqws, fte: 1e3, start: 2020-01-01, end: 2019-01-01, repeat: 0}
  - {id: a, team: west, role: manager, kind: nqsw, fte: .nan, start: 2020-01-01, end: 2019-01-01}
  - {team: *west, kind: agency, fte: !!float 3, start: &day 2020-01-01, end: 2019-01-01}
moves:
  - {from: {team: west, rloe: x}, fte: -1, date: 2020-01-01}
  - {from: {team: west, role: social-worker}, to: {team: west, role: social-worker}, fte: x, date: 2020-01-01}
agency: {a: 1}
assumptions:
  ramps: {internal: [1], nqsw: [-1, x, 0.12345], agency: }
"""


def test_every_fault_of_a_file_at_once() -> None:
    sw, one, two, three = "roles › social-worker", "pipeline › 1", "pipeline › 2", "pipeline › 3"
    cases, lines = "teams › west › cases", "teams › west › establishment"
    assert places(faults(MANY)) == [
        (1, "name"),
        (2, "nmae"),
        (3, "as_at"),
        (4, "months"),
        *[(6, f"{sw} › {name}") for name in ("caseload_share", "group", "name", "turnover")],
        (7, "roles › Manager"),
        (7, "roles › Manager › name"),
        (9, "case_types › in-need › growth"),
        (9, "case_types › in-need › weight"),
        (13, "teams › west › name"),
        (14, f"{cases} › care"),
        (14, f"{cases} › care"),
        (14, f"{cases} › in-need"),
        *[(16, f"{lines} › social-worker › {name}") for name in ("absent", "posts", "vacant")],
        (17, f"{lines} › boss"),
        (17, f"{lines} › boss › vacant"),
        (18, "teams › south"),
        *[(20, f"{one} › {name}") for name in ("end", "fte", "kind", "repeat", "team")],
        *[(21, f"{two} › {name}") for name in ("end", "end", "fte", "id", "role")],
        *[(22, f"{three} › {name}") for name in ("end", "fte", "role", "start", "team")],
        *[(24, f"moves › 1 › {name}") for name in ("from › rloe", "from › role", "fte", "to")],
        (25, "moves › 2 › fte"),
        (25, "moves › 2 › to"),
        (26, "agency"),
        (28, "assumptions › ramps › internal"),
        *[(28, f"assumptions › ramps › nqsw › {number}") for number in (1, 2, 3)],
    ]


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("months: 36", "mnths: 36", "found the key mnths; allowed: "),
        ("months: 36", "mnths: 36", " (nearest: months)"),
        (
            "turnover: 0.17\n",
            "turnover: '0.17'\n",
            "found '0.17'; allowed: a number of up to 4 decimals (without quotes)",
        ),
        ("fte: 2.0", "fte: 2.005", "found 2.005; allowed: at most 2 decimals"),
        ("likelihood: 0.9", "likelihood: 90", "found 90; allowed: at most 1"),
        ("kind: nqsw", "kind: nqws", "found 'nqws'; allowed: permanent, nqsw, overseas or agency (nearest: nqsw)"),
        ("    name: West", "    name: 017", 'found 017; allowed: text (put quotes round it: "017")'),
        ("    service: Assessment", "    service:", "found nothing; allowed: text (leave the key out)"),
        (
            "case_type: in-need",
            "case_type: inneed",
            "found 'inneed'; allowed: a key from case_types: in-need (nearest: in-need)",
        ),
        ("months: 36", "months: 36\nmonths: 24", "found this key again; allowed: each key once (first on line 6)"),
        ("{id: two", "{id: two, role: *x", "found the alias *x; allowed: the value itself"),
        (
            "in_post: 14.50",
            "in_post: 14.5\n        vacant: 1",
            "found both in_post and vacant; allowed: one of the two",
        ),
        ("vacant: 0.4", "vacant: 4", "found 4; allowed: at most the posts, 3"),
        ("as_at: 2019-03-07", "as_at: 2019-02-29", "found '2019-02-29'; allowed: a date of the calendar"),
        ("as_at: 2019-03-07", "as_at: 1919-03-07", "found '1919-03-07'; allowed: a date from 2000 to 2100"),
        ("to: {team: west, role: manager}", "to: 3", "found 3; allowed: a mapping of team, role"),
        ("scenario/1", "scenario/2", "(a newer format than this program reads)"),
        ("2021/22: {}", "2021/23: {}", "found '2021/23'; allowed: a financial year, such as 2020/21"),
        ("2021/22: {}", "2021: {}", "found 2021; allowed: a financial year, such as 2020/21"),
        ("nqsw: 3000", "agency: 3000", "found 'agency'; allowed: permanent, nqsw or overseas"),
        ("agency_paid_weeks: 46.5", "agency_paid_weeks: 54", "found 54; allowed: at most 53"),
        (
            "group: temporary, basis",
            "group: total, basis",
            "found 'agency'; allowed: no basis, for a total is typed as the report has it",
        ),
        (
            "payment, team: west",
            "payment, team: east",
            "found 'social-worker'; allowed: a role in the establishment of east: none yet",
        ),
    ],
)
def test_what_was_found_and_what_is_allowed(old: str, new: str, what: str) -> None:
    assert any(what in problem.what for problem in faults(WHOLE.replace(old, new)))


def test_another_format_is_the_only_fault_told() -> None:
    assert places(faults(MANY.replace("scenario/1", "scenario/7"))) == [(1, "format")]


def test_the_same_id_twice_in_a_list() -> None:
    row = "  - {id: two, team: west, role: manager, fte: 1, last_day: 2019-04-01}\n"
    [fault] = faults(WHOLE.replace("moves:\n", f"{row}{row}moves:\n"))
    assert (fault.line, fault.place) == (49, "leavers › 3 › id")
    assert fault.what == "found 'two'; allowed: each id once (first on line 48)"


def test_an_id_may_stand_in_two_lists() -> None:
    row = "  - {id: two, team: west, role: manager, fte: 1, last_day: 2019-04-01}\n"
    assert len(parse_plan(WHOLE.replace("moves:\n", f"{row}moves:\n").encode()).leavers) == 2


@pytest.mark.parametrize("missing", ["roles", "teams"])
def test_without_roles_or_teams_nothing_is_said_of_what_refers_to_them(missing: str) -> None:
    head, rest = WHOLE.split(f"{missing}:", 1)
    following = rest[rest.index("\ncase_types:" if missing == "roles" else "\npipeline:") + 1 :]
    assert places(faults(head + following)) == [(1, missing)]
    assert places(faults(f"{head}{missing}:\n{following}")) == [(head.count("\n") + 1, missing)]


def test_no_roles_and_no_teams_are_no_fault() -> None:
    plan = parse_plan(b"format: caseload-scenario/1\nname: Empty\nas_at: 2020-01-01\nroles: {}\nteams: {}\nagency:\n")
    assert (plan.roles, plan.teams, plan.agency) == ((), (), ())


def test_nothing_from_the_file_can_drive_the_terminal() -> None:
    escape = '"\\e]52;c;aGk=\\a"'
    text = WHOLE.replace("  manager: {", f"  {escape}: {{name: A}}\n  manager: {{").replace(
        "kind: nqsw", f"kind: {escape}"
    )
    told = str(Faulty(faults(text.replace("role: manager, kind: agency", "role: bss, kind: agency"))))
    assert "x1b" in told
    assert told.isprintable()
