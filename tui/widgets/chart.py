"""The chart by month: caseload against its target, or staffing."""

from __future__ import annotations

import math
from itertools import zip_longest
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip

from tui import format as fmt
from tui.figures import FIGURES
from tui.session import View
from tui.widgets.plain_lines import PlainLines
from tui.widgets.plot import SOLID, Line, Picture
from tui.widgets.words import Words


def caseload_lines(view: View, reference: View) -> list[Line]:
    """Caseload against the target, the compared scenario behind it."""
    lines = [target_line(view), Line("caseload", SOLID, "dodger_blue1", view.figures.caseload.tolist())]
    if reference.plan is not view.plan:
        lines.insert(0, Line("compared", ".", "grey58", reference.figures.caseload.tolist()))
    return lines


def staffing_lines(view: View, reference: View) -> list[Line]:  # noqa: ARG001 - every chart is made from the same two
    """Posts, in post, absent, agency and the uncovered gap."""
    shown = view.figures
    return [
        Line("posts", "-", "green3", shown.posts.tolist()),
        Line("in post", SOLID, "dodger_blue1", shown.in_post.tolist()),
        Line("agency", "a", "dark_orange", shown.agency.tolist()),
        Line("absent", "x", "magenta", shown.absent.tolist()),
        Line("gap uncovered", "g", "red", shown.uncovered.tolist()),
    ]


def compared_lines(view: View) -> list[Line]:
    """The chosen figure of both scenarios, over the months that both have."""
    pair = view.against.pair(view.scope) if view.against else None
    if pair is None:
        return []
    before, after = (side.tolist() for side in pair.series(view.compared_figure))
    lines = [Line("before", "+", "dark_orange", before), Line("after", SOLID, "dodger_blue1", after)]
    return [target_line(view), *lines] if view.compared_figure == "caseload" else lines


def target_line(view: View) -> Line:
    """The target caseload: of several teams, what their weighted cases over what they require come to."""
    required, weighted = view.figures.required_fte, view.figures.weighted_cases
    target = [w / r if r else math.nan for w, r in zip(weighted, required, strict=True)]
    return Line("target", "-", "green3", target)


CHARTS = {"Caseload by month": caseload_lines, "FTE by month": staffing_lines}


class Plot(PlainLines):
    """A plot of which only those lines of the screen are painted again that have changed."""

    def __init__(self, id: str) -> None:  # noqa: A002 - the name every widget has for it
        super().__init__(id=id)
        self._picture = Picture()
        self._strips: list[Strip] = []

    def show(self, picture: Picture) -> None:
        """Draw another picture in place of the one that is there."""
        self._picture = picture
        before, self._strips = self._strips, picture.strips(self.size, self.visual_style.rich_style)
        beside = enumerate(zip_longest(before, self._strips))
        changed = [Region(0, y, self.size.width, 1) for y, (then, now) in beside if then != now]
        if changed:
            self.refresh(*changed)

    def on_resize(self) -> None:
        """Draw it as large as it is now."""
        self.show(self._picture)

    def notify_style_update(self) -> None:
        """Draw it on the ground of another theme."""
        super().notify_style_update()
        if self.is_mounted:
            self.show(self._picture)

    def render_line(self, y: int) -> Strip:
        """A line of the plot."""
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width, self.visual_style.rich_style)


class Chart(Vertical):
    """A chart of the scope, with a legend line above it."""

    BLANK: ClassVar[bool] = True
    HELP = "## Chart\n\nPress `v` for the other chart: caseload against its target, or posts and staff by month."

    def __init__(self, widget_id: str) -> None:
        super().__init__(id=widget_id)
        self._kinds = list(CHARTS)

    def compose(self) -> ComposeResult:
        """Put the legend above the plot."""
        yield Words(id="legend")
        yield Plot(id="plot")

    def next_kind(self) -> None:
        """Turn to the next chart; it is drawn when shown."""
        self._kinds.append(self._kinds.pop(0))

    def show(self, view: View, reference: View) -> None:
        """Draw the chart anew."""
        title = self._kinds[0]
        self._draw(view, title, CHARTS[title](view, reference))

    def show_compared(self, view: View) -> None:
        """Draw the chosen figure before and after."""
        self._draw(view, f"{FIGURES[view.compared_figure].head} by month", compared_lines(view))

    def _draw(self, view: View, title: str, lines: list[Line]) -> None:
        self.query_one("#legend", Words).say(_legend(title, lines))
        periods = [fmt.short_month(day) for day in view.projection.dates]
        self.query_one(Plot).show(Picture(lines, periods))


def _legend(title: str, lines: list[Line]) -> Content:
    marks = [
        f"{'▬' if line.mark == SOLID else line.mark * 2} {line.label}"
        for line in sorted(lines, key=lambda line: line.mark != SOLID)
    ]
    return Content.assemble((title, "bold"), "   ", "  ".join(marks))
