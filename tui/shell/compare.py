"""`caseload compare`: what differs between two scenarios, what it does and why, in the format asked for."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Iterator, Sequence

from scenarios.compare.comparison import Comparison, Pair
from scenarios.compare.figures import AT_POSITION, MONEY
from scenarios.compare.frame import UnlikeError
from scenarios.compare.inputs import input_differences
from scenarios.compare.report import comparison_report
from scenarios.plan import Plan
from scenarios.problems import Faulty
from scenarios.totals import WHOLE_PLAN, Scope
from tui import format as fmt
from tui.differences import field_text, kind_text, memo_text, value_texts, where_text
from tui.figures import FIGURES, GROUP_TITLES
from tui.reasons import reasons
from tui.session import View
from tui.shell import writers
from tui.shell.money_tables import comparison_money
from tui.shell.output import Refusal
from tui.shell.tables import Cell, Document, Number, Table
from tui.summary import summary_cells, whole_years

_STAFFING = ("posts", "in_post", "vacant", "absent", "agency", "uncovered", "surplus", "remaining")
_CASELOAD = ("capacity", "cases", "caseload", "average_caseload")
_RESULTS = (*_STAFFING, "pipeline", *_CASELOAD, "span", "first_year_share")
_METHOD = (
    "A group's share is the mean, over all orders of switching the groups from before to after, of what its switch "
    "changes (Shapley value, 1953): shares add up to the change."
)


def month(text: str) -> dt.date:
    """The first day of a month given as YYYY-MM. Raises Refusal."""
    try:
        return dt.datetime.strptime(text, "%Y-%m").replace(tzinfo=dt.UTC).date()
    except ValueError:
        raise Refusal(f"--at: found '{text}'; allowed: a month such as 2021-02") from None


def compare_text(before: Plan, after: Plan, beside: Sequence[Plan], at: dt.date | None, form: str) -> str:
    """The comparison as text in one of the formats table, markdown, csv and json. Raises Refusal.

    Scenarios beside the two are in the summary, which JSON has not.
    """
    try:
        if form == "json":
            return json.dumps(comparison_report(before, after, at), ensure_ascii=False, allow_nan=False) + "\n"
        write = {"table": writers.as_text, "markdown": writers.as_markdown, "csv": writers.as_csv}[form]
        return write(document(before, after, beside, at))
    except UnlikeError as unlike:
        raise Refusal(_unlike(unlike)) from unlike
    except Faulty as faulty:
        raise Refusal(f"--at: {faulty.problems[0].what}") from faulty


def _unlike(unlike: UnlikeError) -> str:
    first, last = sorted((unlike.before, unlike.after), key=lambda header: header.as_at)
    dates = f"'{first.name}' is as at {fmt.date(first.as_at)}, '{last.name}' as at {fmt.date(last.as_at)}"
    return f"no like-for-like comparison: {dates}; roll '{first.name}' forward to {fmt.date(last.as_at)} first"


def document(before: Plan, after: Plan, beside: Sequence[Plan], at: dt.date | None) -> Document:
    """The comparison of two plans as tables, at the month of a date or else the last one that both have."""
    comparison = Comparison(before, after)
    last = len(comparison.dates) - 1
    period = last if at is None else comparison.period_in(at)
    days = f"{fmt.date(comparison.dates[0])} to {fmt.date(comparison.dates[-1])}"
    return Document(
        title=f"{after.header.name} against {before.header.name}",
        subtitle=f"Position at {fmt.date(before.header.as_at)}, compared over {last} months, {days}.",
        tables=(
            _summary((before, after, *beside), [comparison.dates[k] for k in dict.fromkeys((period, last)) if k]),
            _inputs(before, after),
            _results(comparison, sorted({0, period, last})),
            *comparison_money(comparison),
            *_places(comparison, period),
            *_why(comparison, period),
        ),
    )


def _summary(plans: Sequence[Plan], days: Sequence[dt.date]) -> Table:
    sides = [View.of(plan, WHOLE_PLAN) for plan in plans]
    years = whole_years(sides[0].money) if sides[1].money else []
    every = [list(summary_cells(side.figures, days, side.money, years)) for side in sides]
    names = fmt.told_apart([plan.header.name for plan in plans])
    rows: list[tuple[Cell, ...]] = []
    for name, cells in zip(names, every, strict=True):
        rows.append((name, *(Number(cell.value, cell.unit) for cell in cells)))
    return Table("Side by side", ("Scenario", *(cell.head for cell in every[0])), tuple(rows))


def _inputs(before: Plan, after: Plan) -> Table:
    rows: list[tuple[Cell, ...]] = []
    differences = input_differences(before, after)
    for each in differences:
        if not each.memo:
            parts = (f"{kind_text(each)}, {where_text(before, after, each)}".rstrip(", "), field_text(each))
            rows.append((": ".join(part for part in parts if part), *value_texts(before, after, each)))
    notes = (memo_text(differences),) if len(rows) < len(differences) else ()
    none = () if rows else ("No input that figures depend on differs.",)
    return Table("What differs", ("Input", "Before", "After"), tuple(rows), (*none, *notes))


def _results(comparison: Comparison, periods: list[int]) -> Table:
    pair = comparison.pair(WHOLE_PLAN)
    heads = [head for period in periods for head in _heads(comparison, period)]
    rows = [_result(pair, name, periods) for name in _RESULTS]
    before, after = (_met(side.target_met_from) for side in (pair.before, pair.after))
    met = f"Target caseload met: {before} before, {after} after."
    return Table("What it does", ("Figure", *heads), tuple(rows), (met,))


def _result(pair: Pair, name: str, periods: list[int]) -> tuple[Cell, ...]:
    return (FIGURES[name].title, *(cell for period in periods for cell in _moved(pair, name, period)))


def _met(day: dt.date | None) -> str:
    return f"from {fmt.date(day)}" if day else "not in the plan"


def _heads(comparison: Comparison, period: int) -> tuple[str, str, str]:
    when = fmt.short_month(comparison.dates[period]) if period else "now"
    return f"Before {when}", f"After {when}", f"Change {when}"


def _moved(pair: Pair, name: str, period: int) -> tuple[Cell, Cell, Cell]:
    if period and name in AT_POSITION:
        return "", "", ""
    unit = FIGURES[name].unit
    moved = pair.moved(name, period)
    on_paper = FIGURES[name].change(moved.before, moved.after)
    change = Number(moved.change, unit, signed=True, on_paper=on_paper)
    return Number(moved.before, unit), Number(moved.after, unit), change


def _places(comparison: Comparison, period: int) -> Iterator[Table]:
    """Caseload and uncovered gap of every service, area and team, largest change first."""
    scopes = [scope for scope in comparison.scopes if scope.kind != "plan"]
    if len(comparison.after.teams) < 2:
        return
    teams = {team.key: team.name for team in (*comparison.before.teams, *comparison.after.teams)}
    for name in ("caseload", "uncovered"):
        ordered = sorted(scopes, key=lambda scope: -_size(comparison.pairs[scope], name, period))
        rows = ((_place(scope, teams), *_moved(comparison.pairs[scope], name, period)) for scope in ordered)
        title = f"{FIGURES[name].title} by service, area and team, largest change first"
        yield Table(title, ("Where", *_heads(comparison, period)), tuple(rows))


def _size(pair: Pair, name: str, period: int) -> float:
    change = pair.moved(name, period).change
    return -1.0 if math.isnan(change) else abs(change)


def _place(scope: Scope, teams: dict[str, str]) -> str:
    return {"team": teams.get(scope.key, ""), "area": f"{scope.key} area"}.get(scope.kind, scope.key)


def _why(comparison: Comparison, period: int) -> Iterator[Table]:
    why = comparison.why()
    if why is None or not why.groups:
        return
    when = fmt.month(comparison.dates[period])
    pair = comparison.pair(WHOLE_PLAN)
    costs = tuple(MONEY) if comparison.has_money and period else ()
    for names, title, notes in (
        (_STAFFING, f"Why, FTE, {when}; remaining gap: at the position", ()),
        (_CASELOAD, f"Why, capacity and caseload, {when}", (_METHOD,)),
        (costs, f"Why, what the month of {when} costs, £", ()),
    ):
        if not names:
            continue
        told = {name: reasons(why, pair, name, period) for name in names}
        rows = [
            _row(
                GROUP_TITLES[group],
                {name: (why.shares[name][place][period], told[name].groups[group]) for name in names},
            )
            for place, group in enumerate(why.groups)
        ]
        rows.append(_row("Whole change", {name: (why.change[name][period], told[name].change) for name in names}))
        yield Table(title, ("Because of", *(FIGURES[name].title for name in names)), tuple(rows), notes)


def _row(title: str, parts: dict[str, tuple[float, float]]) -> tuple[Cell, ...]:
    """Parts of changes by figure, each as it is and as it is on paper."""
    numbers = (Number(float(part), FIGURES[name].unit, True, on_paper) for name, (part, on_paper) in parts.items())
    return (title, *numbers)
