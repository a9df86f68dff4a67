"""A new row to begin from, as the manager will then put it right in place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from scenarios.edits import FIXED, KEYED, checked, new_id
from scenarios.periods import month_end, month_of
from scenarios.plan import SINGLE, TABLES, Line, Plan, Row
from scenarios.problems import Faulty, Problem
from scenarios.text import free_name, slug
from scenarios.years import APRIL, financial_year, following

MONEY = ("payments", "pay_awards", "programme", "programme_years", "funding")
"""Tables of what things cost, whose rows need no line."""
NEW_NAMES = {"roles": "New role", "case_types": "New case type", "teams": "New team"}


def draft(plan: Plan, table: str, teams: Sequence[str], like: Row | None = None) -> Row:
    """A sound new row for a table, within these teams, on the line of `like` where it has one.

    Raises Faulty where something it needs is not there yet, or everything it could be is there already.
    """
    if table in KEYED:
        return _keyed(plan, table, like)
    if table == "establishment":
        return _line(plan, teams)
    if table == "cases":
        return _opening_cases(plan, teams)
    if table in (*FIXED, *SINGLE):
        raise Faulty([Problem((table,), "a row of it for each that there can be", "an edit instead")])
    if table in MONEY:
        return checked(plan, table, _money(plan, table, teams, like))
    return checked(plan, table, _dated(plan, table, teams, like))


def _keyed(plan: Plan, table: str, like: Row | None) -> Row:
    rows = plan.rows(table)
    name = free_name(NEW_NAMES[table], (vars(row)["name"] for row in rows))
    values = {"name": name, "key": free_name(slug(name), (row.ref for row in rows), "-")}
    if table == "teams" and like is not None and "service" in vars(like):
        values |= {"service": vars(like)["service"], "area": vars(like)["area"]}
    return checked(plan, table, values)


def _need(what: str, first: str) -> Faulty:
    return Faulty([Problem((), f"no {what}", f"{first} first")])


def _first_free(plan: Plan, table: str, pairs: list[tuple[str, str]], what: str) -> tuple[str, str]:
    taken = plan.by_ref[table]
    free = next((pair for pair in pairs if "/".join(pair) not in taken), None)
    if free is None:
        raise Faulty([Problem((table,), f"these teams have every {what} already", f"a new {what} or team first")])
    return free


def _line(plan: Plan, teams: Sequence[str]) -> Row:
    if not (teams and plan.roles):
        raise _need("team or role to add a line for", "a team and a role")
    pairs = [(team, role.key) for team in teams for role in plan.roles]
    team, role = _first_free(plan, "establishment", pairs, "role")
    return Line(team=team, role=role, posts=1.0, in_post=0.0)


def _opening_cases(plan: Plan, teams: Sequence[str]) -> Row:
    if not (teams and plan.case_types):
        raise _need("team or case type to add cases for", "a team and a case type")
    pairs = [(team, case_type.key) for team in teams for case_type in plan.case_types]
    team, case_type = _first_free(plan, "cases", pairs, "case type")
    return checked(plan, "cases", {"team": team, "case_type": case_type, "cases": 0.0})


def _dated(plan: Plan, table: str, teams: Sequence[str], like: Row | None) -> dict[str, Any]:
    next_month = month_end(month_of(plan.header.as_at)) + dt.timedelta(days=1)
    values: dict[str, Any] = {"id": new_id()}
    if table == "case_changes":
        return values | _case_change(plan, teams, like) | {"start": next_month}
    lines = _lines(plan, teams, like)
    first = {"team": lines[0].team, "role": lines[0].role}
    if table == "moves":
        return values | _move(plan, lines) | {"date": next_month}
    extra: dict[str, dict[str, Any]] = {
        "pipeline": {"kind": "permanent", "start": next_month},
        "post_changes": {"start": next_month},
        "agency": {"start": next_month},
        "absences": {"reason": "other", "start": next_month},
        "leavers": {"last_day": month_end(month_of(next_month))},
    }
    return values | first | {"fte": 1.0} | extra[table]


def _lines(plan: Plan, teams: Sequence[str], like: Row | None) -> list[Line]:
    lines = [line for line in plan.establishment if line.team in teams]
    if not lines:
        raise _need("establishment in these teams", "a line of the establishment")
    wanted = (vars(like).get("team"), vars(like).get("role")) if like is not None else None
    return sorted(lines, key=lambda line: (line.team, line.role) != wanted)


def _move(plan: Plan, lines: list[Line]) -> dict[str, Any]:
    origin = lines[0]
    others = [line for line in plan.establishment if line.ref != origin.ref]
    if not others:
        raise _need("second line to move to", "another line of the establishment")
    to = next((line for line in others if line.role == origin.role), others[0])
    fields = {"from_team": origin.team, "from_role": origin.role, "to_team": to.team, "to_role": to.role}
    return {**fields, "fte": 1.0}


def _case_change(plan: Plan, teams: Sequence[str], like: Row | None) -> dict[str, Any]:
    if not (teams and plan.case_types):
        raise _need("team or case type to change cases of", "a team and a case type")
    values = vars(like) if like is not None else {}
    return {
        "team": values.get("team", teams[0]),
        "case_type": values.get("case_type", plan.case_types[0].key),
        "cases": 10.0,
    }


def _money(plan: Plan, table: str, teams: Sequence[str], like: Row | None) -> dict[str, Any]:
    """What a new row is: nothing yet, from the next month, April or financial year."""
    as_at, beside = plan.header.as_at, vars(like) if like is not None else {}
    if table == "payments":
        team = teams[0] if 0 < len(teams) < len(plan.teams) else None
        start = month_end(month_of(as_at)) + dt.timedelta(days=1)
        return {"id": new_id(), "team": beside.get("team", team), "amount": 0.0, "start": start}
    if table == "pay_awards":
        return {"id": new_id(), "start": dt.date(as_at.year + (as_at >= dt.date(as_at.year, APRIL, 1)), APRIL, 1)}
    if table == "programme":
        label = free_name("New line", (row.label for row in plan.programme))
        return {"id": new_id(), "label": label, "group": beside.get("group", "temporary")}
    return _year(plan, table, beside)


def _year(plan: Plan, table: str, beside: Mapping[str, Any]) -> dict[str, Any]:
    """A financial year that is not there yet, the plan's first or a later one; of the programme, of the line beside."""
    year, line = financial_year(plan.header.as_at), {}
    if table == "programme_years":
        if not plan.programme:
            raise _need("line of the programme", "a line of the programme")
        line = {"line": beside.get("line", plan.programme[0].id)}
    while "/".join((*line.values(), year)) in plan.by_ref[table]:
        year = following(year)
    return {**line, "year": year}


def blank_plan(name: str, as_at: dt.date) -> Plan:
    """A new plan with one team, one role and one case type to begin from."""
    plan = Plan.model_validate({"header": TABLES["header"].model_validate({"name": name, "as_at": as_at})})
    role = checked(plan, "roles", {"key": "social-worker", "name": "Social Worker"})
    team = checked(plan, "teams", {"key": "team-1", "name": "Team 1"})
    cases = checked(plan, "case_types", {"key": "cases", "name": "Cases"})
    plan = plan.with_rows(roles=(role,), teams=(team,), case_types=(cases,))
    line = Line(team="team-1", role="social-worker", posts=0.0, in_post=0.0)
    opening = checked(plan, "cases", {"team": "team-1", "case_type": "cases", "cases": 0.0})
    return plan.with_rows(establishment=(line,), cases=(opening,))
