"""The tables of the Compare tab: what differs, what it does, where, and why."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator

from scenarios.compare.comparison import Pair
from scenarios.compare.figures import AT_POSITION, MONEY, SPLIT
from scenarios.compare.inputs import InputDifference
from scenarios.compare.split import Split
from scenarios.totals import WHOLE_PLAN, Scope
from tui import format as fmt
from tui.against import Against
from tui.differences import field_text, kind_text, value_texts, where_text
from tui.figures import FIGURES, GROUP_TITLES, SHOWN
from tui.reasons import alone, reasons
from tui.session import View
from tui.sheets.sheet import Sheet, SheetColumn, SheetRow, names
from tui.summary import SummaryCell, summary_cells, whole_years

EFFECTS = (
    "caseload",
    "uncovered",
    "remaining",
    "posts",
    "in_post",
    "vacant",
    "absent",
    "agency",
    "surplus",
    "pipeline",
    "capacity",
    "cases",
    "average_caseload",
    "span",
    "first_year_share",
)
WORKING = "Working it out…"
SUMMARY_NAME = 34


class CompareSheet(Sheet):
    """A table of the comparison of the view's plan with another."""

    def rows(self, view: View) -> tuple[SheetRow, ...]:
        """The rows; none where the two cannot be compared."""
        against = view.against
        return () if against is None or against.comparison is None else tuple(self.compared(view, against))

    def compared(self, view: View, against: Against) -> Iterator[SheetRow]:
        """The rows of two plans that can be compared."""
        raise NotImplementedError

    def nothing(self, view: View) -> str:
        """Why the two cannot be compared, where that is so."""
        against = view.against
        return unlike(against) if against and against.comparison is None else self.empty

    def made_for(self, view: View) -> tuple[object, ...]:
        """Figure, month and explanation: the rows are made anew where one of them is another."""
        explained = view.against.explained.get(view.scope) if view.against else None
        return (self.name, view.compared_figure, view.focus.day, id(explained))


def unlike(against: Against) -> str:
    """Why two scenarios cannot be compared, and what would make it possible."""
    before, after = against.before.plan.header, against.after.plan.header
    earlier, later = sorted((before, after), key=lambda header: header.as_at)
    dates = f"“{before.name}” is as at {fmt.date(before.as_at)}, “{after.name}” as at {fmt.date(after.as_at)}."
    return f"{dates} Roll “{earlier.name}” forward to {fmt.date(later.as_at)}, or bring the branch up to date (ctrl+p)."


class DiffersSheet(CompareSheet):
    """What was assumed differently, row by row and field by field."""

    def columns(self, view: View) -> tuple[SheetColumn, ...]:  # noqa: ARG002 - the same for every scope
        """What differs, where, and what it was and is."""
        return (
            SheetColumn("what", "What differs"),
            SheetColumn("where", "Where", width=30),
            SheetColumn("field", "Field"),
            SheetColumn("before", "Before"),
            SheetColumn("after", "After"),
        )

    def rows(self, view: View) -> tuple[SheetRow, ...]:
        """One row for each input that differs; two positions of different dates can be held side by side here too."""
        against = view.against
        if against is None:
            return ()
        held = against.teams_in(view.scope)
        inside = [each for each in against.differences if not each.team or each.team in held]
        rows = [self._row(number, against, each) for number, each in enumerate(inside) if not each.memo]
        memos = len(inside) - len(rows)
        notes = (
            [SheetRow("notes", ("Notes and labels", f"{memos} differ, without effect", "", "", ""))] if memos else []
        )
        return (*rows, *notes)

    def nothing(self, view: View) -> str:  # noqa: ARG002 - inputs of any two plans can be held side by side
        """That no input differs."""
        return self.empty

    @staticmethod
    def _row(number: int, against: Against, each: InputDifference) -> SheetRow:
        before, after = against.before.plan, against.after.plan
        texts = (kind_text(each), where_text(before, after, each), field_text(each), *value_texts(before, after, each))
        return SheetRow(str(number), texts)


class EffectSheet(CompareSheet):
    """What it does: every figure of the scope before and after, now, in the chosen month and at the horizon."""

    def columns(self, view: View) -> tuple[SheetColumn, ...]:
        """Before, after and change at each of the dates."""
        return (SheetColumn("figure", "Figure"), *_heads(view))

    def compared(self, view: View, against: Against) -> Iterator[SheetRow]:
        """One row a figure."""
        pair = against.pair(view.scope)
        if pair is None:
            return
        periods = [period for period, _ in _periods(view)]
        for figure in (*EFFECTS, *(MONEY if pair.costs else ())):
            cells = [text for period in periods for text in _moved(pair, figure, period)]
            yield SheetRow(figure, (FIGURES[figure].head, *cells))
        met = [fmt.month(side.target_met_from) for side in (pair.before, pair.after)]
        change = "" if met[0] == met[1] else "moved"
        blank = [""] * (3 * (len(periods) - 1))
        yield SheetRow("target_met", ("Target met from", *met, change, *blank))


def _heads(view: View) -> tuple[SheetColumn, ...]:
    """Before, after and change at each of the dates."""
    titles = [title for _, when in _periods(view) for title in (f"Before {when}", f"After {when}", f"± {when}")]
    return tuple(SheetColumn(title, title, numeric=True) for title in titles)


def _periods(view: View) -> list[tuple[int, str]]:
    """The month compared, the horizon and the position, each once, with what they are called."""
    comparison = view.against.comparison if view.against else None
    if view.against is None or comparison is None:
        return []
    dates = comparison.dates
    periods = dict.fromkeys((view.against.period(view.scope, view.focus), len(dates) - 1, 0))
    return [(period, fmt.short_month(dates[period]) if period else "now") for period in periods]


def _moved(pair: Pair, figure: str, period: int) -> tuple[str, str, str]:
    if (figure in AT_POSITION and period) or (figure in MONEY and (not period or not pair.costs)):
        return "", "", ""
    moved, shown = pair.moved(figure, period), FIGURES[figure]
    return shown.text(moved.before), shown.text(moved.after), shown.moved(moved.before, moved.after)


class PlacesSheet(CompareSheet):
    """The chosen figure in every service, area and team, largest change first."""

    def columns(self, view: View) -> tuple[SheetColumn, ...]:
        """Before, after and change at each of the dates, then from when the target is met."""
        met = (SheetColumn(title, title, numeric=True) for title in ("Target met before", "Target met after"))
        return (SheetColumn("where", f"{FIGURES[view.compared_figure].head}, where", width=30), *_heads(view), *met)

    def compared(self, view: View, against: Against) -> Iterator[SheetRow]:
        """The scope itself, then what is in it."""
        comparison, figure = against.comparison, view.compared_figure
        if comparison is None:
            return
        periods = [period for period, _ in _periods(view)]
        period = 0 if figure in AT_POSITION else periods[0]
        pairs = [(scope, pair) for scope, pair in comparison.pairs.items() if _inside(view, against, scope)]
        for scope, pair in sorted(pairs, key=lambda each: (each[0] != view.scope, -_size(each[1], figure, period))):
            cells = [text for at in periods for text in _moved(pair, figure, at)]
            met = (fmt.month(side.target_met_from) for side in (pair.before, pair.after))
            yield SheetRow(f"{scope.kind}/{scope.key}", (_place_name(view, against, scope), *cells, *met))


def _inside(view: View, against: Against, scope: Scope) -> bool:
    """Whether a scope is the view's, or one of the teams in it; everything is inside the whole plan."""
    if view.scope in (WHOLE_PLAN, scope):
        return True
    return scope.kind == "team" and scope.key in against.teams_in(view.scope)


def _size(pair: Pair, figure: str, period: int) -> float:
    change = abs(pair.moved(figure, period).change)
    return -1.0 if math.isnan(change) else change


def _place_name(view: View, against: Against, scope: Scope) -> str:
    if scope.kind == "plan":
        return "Whole plan"
    teams = {**names(against.before.plan, "teams"), **names(view.plan, "teams")}
    return {"team": teams.get(scope.key, scope.key), "area": f"{scope.key} area"}.get(scope.kind, scope.key)


class WhySheet(CompareSheet):
    """How much of each change every group of inputs makes."""

    def __init__(self, name: str, tab: str, title: str, *, empty: str, help_text: str, alone: bool = False) -> None:
        super().__init__(name, tab, title, "", empty=empty, help_text=help_text)
        self.alone = alone
        """Whether the table shows what each group does alone, and the interaction, rather than its share."""

    def nothing(self, view: View) -> str:
        """That it is being worked out, or why there is no split."""
        against = view.against
        if against is None or against.comparison is None:
            return super().nothing(view)
        why = against.explained.get(view.scope, WORKING)
        return why if isinstance(why, str) else self.empty

    def columns(self, view: View) -> tuple[SheetColumn, ...]:
        """The group, then the chosen figure and the others."""
        first = "Alone" if self.alone else "Because of"
        return (
            SheetColumn("group", first, width=20),
            *(SheetColumn(figure, FIGURES[figure].head, numeric=True) for figure in _split(view)),
        )

    def compared(self, view: View, against: Against) -> Iterator[SheetRow]:
        """One row a group that differs, the one that does most first; the whole change below."""
        why = against.explained.get(view.scope)
        if not isinstance(why, Split):
            return
        pair, period = against.pair(view.scope), against.period(view.scope, view.focus)
        if pair is None or not why.groups:
            return
        work_out = alone if self.alone else reasons
        told = {figure: work_out(why, pair, figure, period) for figure in _split(view)}
        first = told[view.compared_figure if view.compared_figure in told else "caseload"]
        for group in sorted(why.groups, key=lambda group: -_amount(first.groups[group])):
            yield _row(group, GROUP_TITLES[group], {figure: each.groups[group] for figure, each in told.items()})
        if self.alone:
            yield _row("interaction", "Acting together", {figure: each.together for figure, each in told.items()})
        yield _row("change", "Whole change", {figure: each.change for figure, each in told.items()})


def _row(key: str, title: str, parts: dict[str, float]) -> SheetRow:
    return SheetRow(key, (title, *(FIGURES[figure].part(part) for figure, part in parts.items())))


def _split(view: View) -> list[str]:
    """The figures that are split, the chosen one first, then as in the effects; money where both plans have it."""
    comparison = view.against.comparison if view.against else None
    priced = MONEY if comparison and comparison.has_money else ()
    return sorted(
        (*(each for each in EFFECTS if each in SPLIT), *priced), key=lambda each: each != view.compared_figure
    )


def _amount(value: float) -> float:
    return 0.0 if math.isnan(value) else abs(float(value))


class SummarySheet(CompareSheet):
    """Up to four scenarios in their headline figures."""

    def columns(self, view: View) -> tuple[SheetColumn, ...]:
        """The scenario and its figures."""
        heads = [cell.head for cell in self._cells_of(view, view)]
        figures = (SheetColumn(head, head, numeric=True) for head in (*heads, "Target met", "As at"))
        return (SheetColumn("scenario", "Scenario", width=SUMMARY_NAME), *figures)

    @classmethod
    def _cells_of(cls, shown: View, view: View) -> Iterator[SummaryCell]:
        """The figures of a scenario, over the months and years of the view."""
        return summary_cells(shown.figures, cls._days(view), shown.money, whole_years(view.money))

    @staticmethod
    def _days(view: View) -> list[dt.date]:
        """The month compared and the horizon."""
        dates = view.projection.dates
        period = view.against.period(view.scope, view.focus) if view.against else 0
        return [dates[k] for k in dict.fromkeys((period, len(dates) - 1)) if k]

    def rows(self, view: View) -> tuple[SheetRow, ...]:
        """What is compared, this scenario, then those added."""
        against = view.against
        before = [] if against is None or against.before.plan is view.plan else [View(against.before, view.scope)]
        every = [*before, view, *(other.within(view.scope) for other in view.others)]
        names = fmt.told_apart([each.plan.header.name for each in every])
        shown = zip(names, every, strict=True)
        return tuple(SheetRow(str(n), self._cells(name, each, view)) for n, (name, each) in enumerate(shown))

    def _cells(self, name: str, shown: View, view: View) -> tuple[str, ...]:
        figures = (SHOWN[cell.unit](cell.value) for cell in self._cells_of(shown, view))
        return (name, *figures, fmt.month(shown.figures.target_met_from), fmt.date(shown.plan.header.as_at))
