"""`caseload report`: the position, pipeline, projection and money of a scenario, in the format asked for."""

from __future__ import annotations

import json

from scenarios.plan import Plan
from scenarios.position import position, position_total
from scenarios.projection import project
from scenarios.report import report
from scenarios.totals import figures
from tui import format as fmt
from tui.shell import writers
from tui.shell.money_tables import money_tables
from tui.shell.position_tables import position_tables, rates_table
from tui.shell.projection_tables import projection_tables, warnings
from tui.shell.tables import Document


def document(plan: Plan) -> Document:
    """The report of a plan as tables."""
    projection = project(plan)
    lines = position(plan, projection)
    last = fmt.date(projection.dates[-1])
    return Document(
        title=plan.header.name,
        subtitle=f"Position at {fmt.date(plan.header.as_at)}, projected over {plan.header.months} months to {last}.",
        tables=(
            *position_tables(plan, lines),
            rates_table(plan, position_total(lines), figures(plan, projection)),
            *projection_tables(plan, projection),
            *money_tables(plan, projection),
        ),
        warnings=tuple(warnings(plan, projection)),
    )


def report_text(plan: Plan, form: str) -> str:
    """The report as text in one of the formats table, markdown, csv and json."""
    if form == "json":
        return json.dumps(report(plan), ensure_ascii=False, allow_nan=False) + "\n"
    write = {"table": writers.as_text, "markdown": writers.as_markdown, "csv": writers.as_csv}[form]
    return write(document(plan))
