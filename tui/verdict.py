"""The comparison in two sentences: what is better or worse, and mostly why. Pure."""

from __future__ import annotations

import math

from scenarios.compare.comparison import Pair
from scenarios.compare.figures import AT_POSITION
from scenarios.compare.split import Split
from tui import format as fmt
from tui.figures import FIGURES, GROUP_TITLES, Figure
from tui.money_words import cost_sentence
from tui.reasons import reasons
from tui.session import View
from tui.sheets.compared import unlike

MOST_GROUPS = 3


def verdict(view: View) -> tuple[str, ...]:
    """What is compared with what; what comes of it for caseloads and the chosen figure or the gap; what it costs."""
    against = view.against
    if against is None:
        return ()
    pair = against.pair(view.scope)
    named = f"{view.plan.header.name} against {_told_apart(view.plan.header.name, against.name)}"
    if pair is None:
        return f"{named}: no like-for-like comparison", unlike(against)
    period, dates = against.period(view.scope, view.focus), pair.before.dates
    why = against.explained.get(view.scope)
    beside = "uncovered" if view.compared_figure == "caseload" else view.compared_figure
    told = [_sentence(pair, why, name, period) for name in ("caseload", beside)]
    lines = [named, f"{fmt.month(dates[period])}: {' '.join(told)}"]
    if period < len(dates) - 1:
        lines.append(f"{fmt.month(dates[-1])}, the end: {_sentence(pair, why, 'caseload', len(dates) - 1)}")
    costs = cost_sentence(against.comparison, view.scope, is_brief=True) if against.comparison else ""
    return (*lines, costs) if costs else tuple(lines)


def _told_apart(name: str, other: str) -> str:
    return fmt.told_apart([name, other])[1] if other else "how it was opened"


def _sentence(pair: Pair, why: Split | str | None, name: str, period: int) -> str:
    figure = FIGURES[name]
    moved = pair.moved(name, 0 if name in AT_POSITION else period)
    text = f"{figure.head} {figure.text(moved.after)}"
    arrow = figure.moved(moved.before, moved.after)
    if not arrow:
        known = not (math.isnan(moved.before) or math.isnan(moved.after))
        return f"{text}, as before." if known else f"{text}, before {figure.text(moved.before)}."
    better = _judged(figure, moved.change)
    told = _because(why, pair, name, period)
    return f"{text}, not {figure.text(moved.before)}: {arrow}{better}{told}."


def _judged(figure: Figure, change: float) -> str:
    if not figure.better:
        return ""
    return ", better" if (change < 0) == (figure.better == "lower") else ", worse"


def _because(why: Split | str | None, pair: Pair, name: str, period: int) -> str:
    """The groups that make most of the change, with their shares."""
    if not isinstance(why, Split) or name not in why.shares:
        return ""
    groups = reasons(why, pair, name, period).groups
    told = sorted((group for group in groups if groups[group]), key=lambda group: -abs(groups[group]))[:MOST_GROUPS]
    if any(math.isnan(share) for share in groups.values()):
        return ""
    return " (" + ", ".join(f"{GROUP_TITLES[each].lower()} {FIGURES[name].part(groups[each])}" for each in told) + ")"
