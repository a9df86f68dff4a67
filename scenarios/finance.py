"""What staff cost and what the programme has, as a manager enters it: payments, awards, starter costs, finance lines.

Part of the plan, like every row in `scenarios.plan`: each field is declared once, here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import Field

from scenarios.fields import (
    Day,
    FileKey,
    FinancialYear,
    Growth,
    Label,
    Memo,
    Money,
    Name,
    Reference,
    Refers,
    Share,
    Slug,
    Thousands,
)
from scenarios.row import Broken, Keeps, RoleKey, Row, TeamKey, end_not_before_start

CostedKind = Literal["permanent", "nqsw", "overseas"]
ProgrammeGroup = Literal["temporary", "permanent", "contingency", "total"]
Basis = Literal["agency", "permanent", "payments", "starters", "net"]

ProgrammeKey = Annotated[Reference, Refers("programme")]

COSTED_KINDS: tuple[CostedKind, ...] = get_args(CostedKind)


class Payment(Row):
    """A payment on top of pay to permanent staff: a retention payment, a market supplement."""

    id: Slug = Field(title="Id")
    label: Annotated[Label, Memo()] = Field("", title="Label", description="What the payment is called.")
    role: RoleKey | None = Field(None, title="Role", description="Whom it is paid to; blank: every role.")
    team: TeamKey | None = Field(None, title="Team", description="Where it is paid; blank: every team.")
    amount: Money = Field(title="Amount a year", description="£ a year per FTE in post, on-costs included.")
    uptake: Share = Field(1.0, title="Uptake", description="The share of those in post who take it; 100% unless set.")
    start: Annotated[Day, FileKey("from")] = Field(title="From", description="The first day it is paid.")
    end: Annotated[Annotated[Day, Keeps(end_not_before_start)] | None, FileKey("to")] = Field(
        None, title="To", description="The last day it is paid; blank: throughout the plan."
    )


class PayAward(Row):
    """A rise in what staff cost from a date; awards compound."""

    id: Slug = Field(title="Id")
    start: Annotated[Day, FileKey("from")] = Field(title="From", description="The day it takes effect.")
    pay: Growth = Field(0.0, title="Pay", description="The rise in pay; pay is the rate before the first award.")
    agency: Growth = Field(0.0, title="Agency", description="The rise in every agency rate.")


class StarterCost(Row):
    """What it costs, once, to bring in a starter."""

    KEY: ClassVar[tuple[str, ...]] = ("kind",)
    kind: CostedKind = Field(title="Kind of starter")
    amount: Money = Field(0.0, title="Cost of a starter", description="One-off, £ per FTE started; 0 unless set.")


def every_cost(rows: Iterable[StarterCost] = ()) -> tuple[StarterCost, ...]:
    """A cost for every kind of starter in the usual order: nothing for those that are not among the rows."""
    by_kind = {row.kind: row for row in rows}
    return tuple(by_kind.get(kind, StarterCost(kind=kind)) for kind in COSTED_KINDS)


def _total_as_typed(values: Mapping[str, Any]) -> Iterable[Broken]:
    if values.get("group") == "total" and values.get("basis") is not None:
        yield "basis", "no basis, for a total is typed as the report has it"


class ProgrammeLine(Row):
    """A line of the programme's finance table, as finance reports it."""

    id: Slug = Field(title="Id")
    label: Name = Field(title="Line", description="What the finance table calls it.")
    group: ProgrammeGroup = Field(
        title="Group", description="total is typed from a report: not added up, only checked against the lines."
    )
    basis: Annotated[Basis, Keeps(_total_as_typed)] | None = Field(
        None, title="Worked out from", description="What of the plan its projected figures are; blank: as typed."
    )
    full_estimate: Thousands | None = Field(None, title="Full estimate", description="Full amount estimated, £000.")
    latest_estimate: Thousands | None = Field(None, title="Latest estimate", description="Latest estimate, £000.")


class ProgrammeYear(Row):
    """What a line of the programme has for a financial year."""

    KEY: ClassVar[tuple[str, ...]] = ("line", "year")
    line: ProgrammeKey = Field(title="Line")
    year: FinancialYear = Field(title="Year", description="The financial year, 1 April to 31 March.")
    actual: Thousands | None = Field(None, title="Actual", description="Spent in the year, £000.")
    planned: Thousands | None = Field(None, title="Planned", description="Planned for the year, £000.")
    projected: Thousands | None = Field(None, title="Projected", description="Expected for the year, £000.")


class Funding(Row):
    """What funding is available to the programme in a financial year."""

    KEY: ClassVar[tuple[str, ...]] = ("year",)
    year: FinancialYear = Field(title="Year", description="The financial year, 1 April to 31 March.")
    actual: Thousands | None = Field(None, title="Actual", description="Funding that came, £000.")
    planned: Thousands | None = Field(None, title="Planned", description="Funding planned, £000.")
    projected: Thousands | None = Field(None, title="Projected", description="Funding expected, £000.")
