"""A plan has no more rows than can be worked out while somebody waits, in a file or out of it."""

from __future__ import annotations

import pytest

from scenarios.files import parse_plan, plan_text
from scenarios.plan import Team
from scenarios.problems import Faulty
from scenarios.rules import MOST_ROWS
from scenarios.yaml_nodes import MAX_VALUES, compose
from tests.scenarios.small import small_plan

MOST = MOST_ROWS["teams"]
HEAD = b"format: caseload-scenario/1\nname: Large\nas_at: 2020-01-01\nroles: {}\nteams:\n"


def teams(count: int) -> bytes:
    return b"".join(b"  t%d: {name: A}\n" % number for number in range(count))


def test_as_many_teams_as_there_may_be() -> None:
    assert len(parse_plan(HEAD + teams(MOST)).teams) == MOST


def test_one_team_more_is_a_fault_of_the_file() -> None:
    with pytest.raises(Faulty) as refused:
        parse_plan(HEAD + teams(MOST + 1))
    [fault] = refused.value.problems
    assert (fault.line, fault.place, fault.what) == (5, "teams", f"found {MOST + 1} teams; allowed: at most {MOST}")


def test_a_plan_with_one_team_more_is_not_saved() -> None:
    plan = small_plan()
    more = [Team(key=f"t{number}", name="A") for number in range(MOST)]
    with pytest.raises(Faulty, match=f"at most {MOST}"):
        plan_text(plan.with_rows(teams=(*plan.teams, *more)))


def test_a_file_of_nothing_but_values_is_not_read_to_its_end() -> None:
    with pytest.raises(Faulty, match=f"at most {MAX_VALUES:,}"):
        compose(b"[" + b"1," * MAX_VALUES + b"]")
