"""A scenario file gives the plan that was saved, and the same plan always gives the same file."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given, settings

from scenarios.columns import columns
from scenarios.files import parse_plan, plan_text
from scenarios.layout import LISTS
from scenarios.plan import DEFAULT_RAMPS, TABLES, Header, Line, Plan, Ramp, Role, Team
from scenarios.problems import Faulty
from scenarios.writing import in_file_order
from tests.scenarios.county import county
from tests.scenarios.hostile import hostile_plans
from tests.scenarios.strategies import plans_with_money
from tests.scenarios.whole_file import WHOLE


def comes_back(plan: Plan) -> None:
    text = plan_text(plan)
    again = parse_plan(text.encode())
    assert again == in_file_order(plan)
    assert plan_text(again) == text


@settings(max_examples=60, deadline=None)
@given(plans_with_money())
def test_a_plan_comes_back(plan: Plan) -> None:
    comes_back(plan)


@settings(max_examples=60, deadline=None)
@given(hostile_plans())
def test_a_plan_of_hostile_text_comes_back(plan: Plan) -> None:
    comes_back(plan)


@settings(max_examples=40, deadline=None)
@given(hostile_plans())
def test_readers_of_old_yaml_see_the_same_text(plan: Plan) -> None:
    """PyYAML reads YAML 1.1: what it makes of each text and key is that text, and nothing is an alias."""
    text = plan_text(plan)
    there: dict[str, Any] = yaml.safe_load(text)
    assert there["name"] == plan.header.name
    assert there.get("notes", "") == plan.header.notes
    assert list(there["roles"]) == [role.key for role in plan.roles]
    assert [team["name"] for team in there["teams"].values()] == [team.name for team in plan.teams]
    assert [row.get("label", "") for row in there.get("pipeline", ())] == [row.label for row in plan.pipeline]
    assert [row["id"] for row in there.get("pipeline", ())] == [row.id for row in plan.pipeline]
    assert not any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text))


def test_the_largest_example_comes_back() -> None:
    plan = county(teams=60)
    comes_back(plan)
    assert in_file_order(plan) == plan


def test_a_file_written_by_hand() -> None:
    plan = parse_plan(WHOLE.encode())
    manager = plan.establishment[1]
    assert plan.header == Header(
        name="Recruit to the new posts",
        notes="Free text, any length.",
        based_on="Baseline",
        as_at=date(2019, 3, 7),
        months=36,
    )
    assert (manager.posts, manager.in_post) == (3.0, 2.6)
    assert [row.fte for row in plan.post_changes] == [3.0, -1.0]
    assert [row.label for row in plan.pipeline] == ["Academy cohort", ""]
    assert (plan.moves[0].from_role, plan.moves[0].to_role) == ("social-worker", "manager")
    assert {ramp.kind: ramp.shares for ramp in plan.ramps} == {**DEFAULT_RAMPS, "nqsw": (0.6, 0.6, 0.9), "agency": ()}
    comes_back(plan)


SAVED = """\
format: caseload-scenario/1
name: Recruit to the new posts
notes: |-
  Free text, any length.
based_on: Baseline
as_at: 2019-03-07
months: 36
roles:
  social-worker:
    name: Social Worker
    turnover: 0.17
  manager:
    name: Manager of Teams
    caseload_share: 0
    pay: 52000
    agency_week: 2100.5
case_types:
  in-need:
    name: Children in need
    growth: 0.06
teams:
  west:
    name: West
    service: Assessment
    area: Downs
    target_caseload: 15
    cases: {in-need: 412}
    establishment:
      social-worker:
        posts: 20
        in_post: 14.5
        newly_created: 3
        absent: 1
        agency: 2
        turnover: 0.2
      manager:
        posts: 3
        in_post: 2.6
        pay: 54000
  east:
    name: East
pipeline:
  - {id: ID, team: west, role: social-worker, kind: nqsw, fte: 2, start: 2019-09-02, stage: accepted, \
likelihood: 0.9, label: Academy cohort}
  - {id: two, team: west, role: manager, kind: agency, fte: 1, start: 2019-04-01, repeat: 2, end: 2019-09-30}
post_changes:
  - {id: ID, team: west, role: social-worker, fte: +3, from: 2019-06-01}
  - {id: ID, team: west, role: social-worker, fte: -1, from: 2019-06-01}
agency:
  - {id: ID, team: west, role: social-worker, fte: 1.5, start: 2019-01-01, end: 2019-12-31, purpose: additional, \
agency_week: 0}
absences:
  - {id: ID, team: west, role: manager, fte: 0.6, reason: maternity, end: 2019-12-31}
leavers:
  - {id: ID, team: west, role: manager, fte: 0.6, last_day: 2019-12-31}
moves:
  - {id: ID, from: {team: west, role: social-worker}, to: {team: west, role: manager}, fte: 1, date: 2020-01-01}
case_changes:
  - {id: ID, team: west, case_type: in-need, cases: +40, from: 2019-07-01}
payments:
  - {id: ID, label: Retention payment, role: social-worker, team: west, amount: 3000, uptake: 0.88, \
from: 2018-11-01, to: 2023-10-31}
  - {id: ID, role: manager, amount: 250.5, from: 2019-04-01}
pay_awards:
  - {id: ID, from: 2020-04-01, pay: 0.02, agency: -0.03}
assumptions:
  turnover: 0.1699
  absences_count_as_gap: false
  on_costs: 0.2875
  agency_paid_weeks: 46.5
  ramps:
    nqsw: [0.6, 0.6, 0.9]
    agency: []
  starter_cost: {nqsw: 3000}
programme:
  - id: ID
    label: Retention payments
    group: temporary
    full_estimate: 2150
    latest_estimate: 2152.5
    years:
      2019/20: {actual: 2152}
      2020/21: {planned: 0, projected: 0}
  - id: ID
    label: Agency workers
    group: temporary
    basis: agency
funding:
  2020/21: {planned: 12011, projected: 12011.25}
  2021/22: {}
"""


def test_how_a_file_is_laid_out() -> None:
    text = plan_text(parse_plan(WHOLE.encode()))
    assert re.sub(r'id: "?[0-9a-f]{12}"?', "id: ID", text) == SAVED


def test_an_empty_plan() -> None:
    plan = Plan(header=Header(name="Empty", as_at=date(2026, 1, 31)))
    assert plan_text(plan) == "format: caseload-scenario/1\nname: Empty\nas_at: 2026-01-31\nroles: {}\nteams: {}\n"
    comes_back(plan)


def test_numbers_without_what_adding_leaves_behind() -> None:
    role = Role(key="sw", name="SW", caseload_share=0.1234, turnover=0.3)
    line = Line(team="a", role="sw", posts=1000000.0, in_post=round(0.1 + 0.2, 2), absent=0.07, agency=100.0)
    plan = Plan(
        header=Header(name="A", as_at=date(2026, 1, 31)),
        roles=(role,),
        teams=(Team(key="a", name="A"),),
        establishment=(line,),
    )
    found = re.findall(r"(\w+): ([\d.]+)$", plan_text(plan), re.MULTILINE)
    assert dict(found) == {
        "caseload_share": "0.1234",
        "turnover": "0.3",
        "posts": "1000000",
        "in_post": "0.3",
        "absent": "0.07",
        "agency": "100",
    }


def test_vacant_is_what_the_posts_less_it_have_in_post() -> None:
    text = WHOLE.replace("posts: 3, vacant: 0.4", "posts: 365.07, vacant: 92.84")
    assert parse_plan(text.encode()).establishment[1].in_post == 272.23


def test_lists_and_mappings_left_blank_are_empty() -> None:
    top = "format: caseload-scenario/1\nname: A\nas_at: 2026-01-31\nroles: {}\n"
    team = "teams: {a: {name: A, cases: , establishment: }}\n"
    lists = "".join(f"{table}:\n" for table in LISTS)
    plan = parse_plan(f"{top}{team}".encode())
    assert parse_plan(f"{top}case_types:\n{team}{lists}assumptions:\n".encode()) == plan
    assert parse_plan(f"{top}{team}assumptions: {{ramps: }}\n".encode()) == plan


def test_what_costs_nothing_is_not_in_the_file() -> None:
    plan = parse_plan(WHOLE.encode())
    cheap = plan.with_rows(
        assumptions=[plan.assumptions.model_copy(update={"on_costs": 0.3, "agency_paid_weeks": 47.0})],
        starter_costs=[],
        roles=[role.model_copy(update={"pay": None, "agency_week": None}) for role in plan.roles],
        establishment=[line.model_copy(update={"pay": None}) for line in plan.establishment],
        agency=[row.model_copy(update={"agency_week": None}) for row in plan.agency],
        **dict.fromkeys(("payments", "pay_awards", "programme", "programme_years", "funding"), ()),
    )
    text = plan_text(cheap)
    assert not re.search(r"pay|week|cost|programme|funding", text)
    assert parse_plan(text.encode()).starter_costs == Plan(header=plan.header).starter_costs


def test_years_belong_to_their_line_whatever_its_id() -> None:
    plan = parse_plan(WHOLE.encode())
    assert [(row.line, row.year) for row in plan.programme_years] == [
        (plan.programme[0].id, "2019/20"),
        (plan.programme[0].id, "2020/21"),
    ]
    turned = plan.with_rows(programme=plan.programme[::-1], programme_years=plan.programme_years[::-1])
    assert parse_plan(plan_text(turned).encode()).programme_years == plan.programme_years[::-1]


def test_an_agency_row_without_a_rate_of_its_own_keeps_the_id_it_had() -> None:
    (row,) = parse_plan(WHOLE.replace(", agency_week: 0}", "}").encode()).agency
    assert row.id == "98f6f83b14c8"
    assert parse_plan(WHOLE.encode()).agency[0].id != row.id


def test_ids_come_from_the_content_of_a_row() -> None:
    plan = parse_plan(WHOLE.encode())
    ids = {row.ref for row in (*plan.post_changes, *plan.leavers, *plan.absences)}
    assert len(ids) == 4
    assert all(re.fullmatch(r"[0-9a-f]{12}", each) for each in ids)
    moved = parse_plan(WHOLE.replace("months: 36", "months: 12").replace("fte: +3, ", "fte: 3.00, ").encode())
    assert moved.post_changes == plan.post_changes


def test_equal_rows_get_ids_of_their_own_even_beside_a_saved_one() -> None:
    row = "  - {team: west, role: manager, fte: 0.6, last_day: 2019-12-31}\n"
    plan = parse_plan(WHOLE.replace(row, row * 3).encode())
    assert len({leaver.id for leaver in plan.leavers}) == 3
    with_id = row.replace("{team", f"{{id: {plan.leavers[0].id!r}, team")
    again = parse_plan(WHOLE.replace(row, row + with_id).encode())
    assert again.leavers == (plan.leavers[1], plan.leavers[0])


def test_a_plan_that_could_not_be_read_again_is_not_written() -> None:
    plan = parse_plan(WHOLE.encode())
    with pytest.raises(Faulty, match="pipeline › two › role"):
        plan_text(plan.with_rows(establishment=plan.establishment[:1]))


def test_a_plan_without_a_ramp_keeps_everybody_at_a_full_caseload() -> None:
    plan = parse_plan(WHOLE.encode())
    kept = [ramp for ramp in plan.ramps if ramp.kind != "overseas"]
    assert parse_plan(plan_text(plan.with_rows(ramps=kept)).encode()).ramps[2] == Ramp(kind="overseas", shares=())


def test_every_field_of_every_row_is_in_the_whole_file() -> None:
    """So that the tests here cover each: a field that is added has to be added there."""
    words = set(re.findall(r"[a-z_]+", WHOLE))
    fields = {key for row in TABLES.values() for each in columns(row) for key in each.file_path}
    assert fields - words == {"key", "shares", "line", "year"}
