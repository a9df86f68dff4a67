"""The committee's tables: position, pipeline and rates, by role and by team."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from scenarios.periods import lead
from scenarios.plan import Plan
from scenarios.position import PositionLine, position_total
from scenarios.rates import agency_rate, share_of_posts, turnover_rate, vacancy_rate
from scenarios.totals import Figures
from tui import format as fmt
from tui.shell.tables import Cell, Number, Table

Measure = tuple[str, str, str]
"""A figure's name, its label as a row and its label as a column."""
Group = tuple[str, PositionLine]
HeadsAndRows = tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]

_POSITION: tuple[Measure, ...] = (
    ("newly_created", "Newly created (within posts)", "New"),
    ("posts", "Posts", "Posts"),
    ("in_post", "In post", "In post"),
    ("vacant", "Vacant", "Vacant"),
    ("over_establishment", "Over establishment", "Over"),
    ("absent", "Absent", "Absent"),
    ("agency", "Agency", "Agency"),
    ("uncovered", "Uncovered gap", "Uncovered"),
    ("surplus", "Surplus", "Surplus"),
)
_PIPELINE: tuple[Measure, ...] = (
    ("pipeline_agency", "Agency starters", "Agency starters"),
    ("pipeline_permanent", "Permanent starters", "Permanent starters"),
    ("pipeline", "Total pipeline", "Total pipeline"),
    ("remaining", "Remaining gap", "Remaining gap"),
    ("remaining_surplus", "Remaining surplus", "Remaining surplus"),
)
_ONLY_WHERE_ANY = {"newly_created", "over_establishment", "absent"}
MONTHS_OF_A_YEAR = 12
_ROLES_ONLY = {"newly_created"}
_MOST_ROLES_ACROSS = 4
_SHARED = ("vacant", "absent", "agency", "uncovered")

_NOT_NETTED = (
    "Gaps are worked out for each role in each team, then added up; a surplus is not taken off a gap elsewhere."
)
_ABSENCES_LEFT_OUT = "Long-term absence is not counted as a gap in this scenario."
_ABSENCES_COUNT = "Long-term absence counts as a gap."


def position_tables(plan: Plan, lines: tuple[PositionLine, ...]) -> Iterator[Table]:
    """The position and the pipeline by role and, where there are several teams, by team."""
    counting = _ABSENCES_COUNT if plan.assumptions.absences_count_as_gap else _ABSENCES_LEFT_OUT
    yield from _tables(plan, lines, "Position", _POSITION, counting)
    yield from _tables(plan, lines, "Pipeline and remaining gap", _PIPELINE, _NOT_NETTED)


def _tables(
    plan: Plan, lines: tuple[PositionLine, ...], what: str, measures: tuple[Measure, ...], note: str
) -> Iterator[Table]:
    total = ("Total", position_total(lines))
    shown = [each for each in measures if each[0] not in _ONLY_WHERE_ANY or getattr(total[1], each[0])]
    roles = [*_grouped(lines, ((role.key, role.name) for role in plan.roles), lambda line: line.role), total]
    heads, rows = _across(shown, roles) if len(plan.roles) <= _MOST_ROLES_ACROSS else _down("Role", shown, roles)
    yield Table(f"{what} by role, FTE", heads, rows, (note,))
    if len(plan.teams) > 1:
        teams = [*_grouped(lines, ((team.key, team.name) for team in plan.teams), lambda line: line.team), total]
        yield Table(
            f"{what} by team, FTE", *_down("Team", [each for each in shown if each[0] not in _ROLES_ONLY], teams)
        )


def _grouped(
    lines: Iterable[PositionLine], names: Iterable[tuple[str, str]], key: Callable[[PositionLine], str]
) -> Iterator[Group]:
    """Lines added up under each name, in the order of the names; those without lines left out."""
    held: dict[str, list[PositionLine]] = {}
    for line in lines:
        held.setdefault(key(line), []).append(line)
    return ((name, position_total(held[each])) for each, name in names if each in held)


def _across(measures: list[Measure], groups: list[Group]) -> HeadsAndRows:
    """A figure a row, as in the reports committees know."""
    rows = tuple(_row(label, (getattr(group, name) for _, group in groups)) for name, label, _ in measures)
    return ("", *(name for name, _ in groups)), rows


def _down(what: str, measures: list[Measure], groups: list[Group]) -> HeadsAndRows:
    """A role or team a row, where there are too many to stand side by side."""
    rows = tuple(_row(label, (getattr(group, name) for name, _, _ in measures)) for label, group in groups)
    return (what, *(head for _, _, head in measures)), rows


def _row(label: str, values: Iterable[float]) -> tuple[Cell, ...]:
    return (label, *(Number(value) for value in values))


def rates_table(plan: Plan, total: PositionLine, whole: Figures) -> Table:
    """Rates of the whole plan, each with its base: at the position, and of the first whole year of months."""
    shares = {
        name: share_of_posts(getattr(total, name), total.posts) for name in ("vacant", "absent", "agency", "uncovered")
    }
    dfe = {"vacant": vacancy_rate(total.vacant, total.in_post), "agency": agency_rate(total.agency, total.in_post)}
    bases = {"vacant": "vacant ÷ (vacant + in post)", "agency": "agency ÷ (agency + in post)"}
    rows: list[tuple[Cell, ...]] = [
        (
            name.capitalize(),
            Number(getattr(total, name)),
            Number(share, "share"),
            Number(dfe[name], "share") if name in dfe else "",
            bases.get(name, ""),
        )
        for name, share in shares.items()
    ]
    rows += _turnover(plan, whole)
    return Table("Rates", ("", "FTE", "Share of establishment", "DfE rate", "DfE base"), tuple(rows))


def _turnover(plan: Plan, whole: Figures) -> Iterator[tuple[Cell, ...]]:
    """Leavers of the first twelve whole months, where the plan has so many, and nobody moves within it meanwhile.

    Who moves leaves a line but not the service, and what is not there to move cannot be told from other leavers.
    """
    first = 2 - lead(whole.dates[0])
    months = slice(first, first + MONTHS_OF_A_YEAR)
    ends = whole.dates[months]
    moved = any(whole.dates[first - 1] < move.date <= ends[-1] for move in plan.moves) if ends else False
    if len(ends) == MONTHS_OF_A_YEAR and not moved:
        left, there = float(whole.leavers[months].sum()), float(whole.in_post[months][-1])
        when = f"Leavers {fmt.short_month(ends[0])} to {fmt.short_month(ends[-1])}"
        yield when, Number(left), "", Number(turnover_rate(left, there), "share"), "leavers ÷ in post at its end"
