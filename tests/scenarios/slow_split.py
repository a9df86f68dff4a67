"""Why two plans differ, in slow plain steps: every order of switching the groups, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import permutations
from typing import Any

from scenarios.plan import Line, Placement, Plan, Starter
from tests.scenarios.slow_model import slow_projection
from tests.scenarios.slow_totals import slow_figures, slow_position, slow_position_total

FIGURES = (
    "posts",
    "in_post",
    "vacant",
    "absent",
    "agency",
    "uncovered",
    "surplus",
    "capacity",
    "cases",
    "caseload",
    "average_caseload",
)
Values = dict[str, list[float | None]]


def with_nothing(plan: Plan, other: Plan) -> Plan:
    """The plan with the roles, case types, teams and empty lines that only the other has."""
    tables: dict[str, Any] = {}
    for table in ("roles", "case_types", "teams"):
        own = {row.ref for row in plan.rows(table)}
        tables[table] = [*plan.rows(table), *(row for row in other.rows(table) if row.ref not in own)]
    lines = {(line.team, line.role) for line in plan.establishment}
    missing = [line for line in other.establishment if (line.team, line.role) not in lines]
    empty = [
        Line(
            team=each.team,
            role=each.role,
            posts=0.0,
            in_post=0.0,
            turnover=each.turnover,
            pay=each.pay,
            agency_week=each.agency_week,
        )
        for each in missing
    ]
    months = min(plan.header.months, other.header.months)
    header = plan.header.model_copy(update={"months": months})
    return plan.with_rows(header=[header], establishment=[*plan.establishment, *empty], **tables)


def switched(plan: Plan, after: Plan, group: str) -> Plan:
    """The plan with one group of inputs as in another; both have the same teams, roles, case types and lines."""

    def fields(table: str, *names: str) -> list[Any]:
        theirs = {row.ref: row for row in after.rows(table)}
        return [
            row.model_copy(update={name: getattr(theirs[row.ref], name) for name in names}) for row in plan.rows(table)
        ]

    def starters(*, agency: bool) -> list[Starter]:
        kept = [row for row in plan.pipeline if (row.kind == "agency") != agency]
        return [*kept, *(row for row in after.pipeline if (row.kind == "agency") == agency)]

    def priced(rows: Sequence[Placement], others: Sequence[Placement]) -> list[Placement]:
        """Agency rows with the rates that rows of the same id have among others."""
        rates = {row.id: row.agency_week for row in others}
        return [row.model_copy(update={"agency_week": rates.get(row.id, row.agency_week)}) for row in rows]

    tables: dict[str, dict[str, Any]] = {
        "posts": {"establishment": fields("establishment", "posts"), "post_changes": after.post_changes},
        "in_post": {"establishment": fields("establishment", "in_post"), "moves": after.moves},
        "recruitment": {"pipeline": starters(agency=False)},
        "agency": {
            "establishment": fields("establishment", "agency"),
            "pipeline": starters(agency=True),
            "agency": priced(after.agency, plan.agency),
        },
        "absence": {"establishment": fields("establishment", "absent"), "absences": after.absences},
        "leavers": {
            "assumptions": fields("assumptions", "turnover"),
            "roles": fields("roles", "turnover"),
            "establishment": fields("establishment", "turnover"),
            "leavers": after.leavers,
        },
        "demand": {
            "case_types": fields("case_types", "weight", "growth"),
            "cases": after.cases,
            "case_changes": after.case_changes,
        },
        "assumptions": {
            "assumptions": fields("assumptions", "target_caseload", "absences_count_as_gap"),
            "roles": fields("roles", "caseload_share"),
            "teams": fields("teams", "target_caseload"),
            "ramps": after.ramps,
        },
        "money": {
            "assumptions": fields("assumptions", "on_costs", "agency_paid_weeks"),
            "roles": fields("roles", "pay", "agency_week"),
            "establishment": fields("establishment", "pay", "agency_week"),
            "agency": priced(plan.agency, after.agency),
            "payments": after.payments,
            "pay_awards": after.pay_awards,
            "starter_costs": after.starter_costs,
        },
    }
    return plan.with_rows(**tables[group])


def slow_values(plan: Plan) -> Values:
    """The whole plan's figures by period, and the remaining gap of the position under its name."""
    projection = slow_projection(plan)
    series = slow_figures(plan, projection, "plan", "").series
    remaining = slow_position_total(slow_position(plan, projection))["remaining"]
    return {name: series[name] for name in FIGURES} | {"remaining": [remaining]}


def slow_shares(before: Plan, after: Plan, groups: Sequence[str]) -> dict[str, dict[str, list[float | None]]]:
    """By group and figure, the mean over all orders of what switching the group changes; None where it has none."""
    start, end = with_nothing(before, after), with_nothing(after, before)
    known: dict[frozenset[str], Values] = {}

    def at(taken: frozenset[str]) -> Values:
        if taken not in known:
            plan = start
            for group in taken:
                plan = switched(plan, end, group)
            known[taken] = slow_values(plan)
        return known[taken]

    orders = list(permutations(groups))

    def share(group: str, figure: str, k: int) -> float | None:
        return _mean([_switch(order, group, lambda taken: at(taken)[figure][k]) for order in orders])

    return {
        group: {
            figure: [share(group, figure, k) for k in range(len(series))] for figure, series in at(frozenset()).items()
        }
        for group in groups
    }


def _switch(order: tuple[str, ...], group: str, value: Callable[[frozenset[str]], float | None]) -> float | None:
    """What the group's switch changes when it comes in its turn."""
    taken = frozenset(order[: order.index(group)])
    old, new = value(taken), value(taken | {group})
    return None if old is None or new is None else new - old


def _mean(effects: list[float | None]) -> float | None:
    known = [effect for effect in effects if effect is not None]
    return sum(known) / len(known) if len(known) == len(effects) else None
