"""What a manager enters: every entity and field of a scenario, declared once.

A plan is a set of tables of rows. The file format, the store's tables, the grids and the column heads derive
from the fields here: title, unit, bounds and help. Rows are frozen; a change makes a new plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from scenarios.fields import (
    Cases,
    CasesChange,
    Day,
    FileKey,
    Fte,
    FteChange,
    Growth,
    Label,
    Memo,
    Money,
    Months,
    Name,
    Notes,
    Rate,
    Repeat,
    Share,
    Slug,
    Target,
    Unit,
    Weeks,
    Weight,
)
from scenarios.finance import Funding, PayAward, Payment, ProgrammeLine, ProgrammeYear, StarterCost, every_cost
from scenarios.row import Broken, CaseTypeKey, Keeps, RoleKey, Row, TeamKey, end_not_before_start

__all__ = [  # what belongs to a plan and is declared elsewhere; other modules have it from here
    "CaseTypeKey",
    "Funding",
    "PayAward",
    "Payment",
    "ProgrammeLine",
    "ProgrammeYear",
    "RoleKey",
    "Row",
    "StarterCost",
    "TeamKey",
]

RoleGroup = Literal["practitioner", "manager", "support"]
StarterKind = Literal["permanent", "nqsw", "overseas", "agency"]
Stage = Literal["planned", "advertised", "shortlisted", "offered", "accepted", "confirmed"]
AgencyPurpose = Literal["cover", "additional"]
AbsenceReason = Literal["maternity", "sickness", "secondment", "career-break", "other"]
MoveKind = Literal["internal", "nqsw"]

DEFAULT_TARGET = 15.0
DEFAULT_MONTHS = 24
DEFAULT_ON_COSTS = 0.30
DEFAULT_PAID_WEEKS = 47.0
DEFAULT_RAMPS: dict[StarterKind, tuple[float, ...]] = {
    "permanent": (0.50, 0.75),
    "nqsw": (0.60,) * 6 + (0.90,) * 6,
    "overseas": (0.30, 0.30, 0.50, 0.50, 0.70, 0.70),
    "agency": (0.75,),
}


class Header(Row):
    """What the scenario is called and the time it covers."""

    KEY: ClassVar[tuple[str, ...]] = ()
    name: Name = Field(title="Name", description="What this scenario is called; unique in the list of scenarios.")
    notes: Notes = Field("", title="Notes", description="Free text: sources, assumptions, decisions.")
    based_on: Label = Field("", title="Based on", description="The scenario it was branched from.")
    as_at: Day = Field(title="Position date", description="The date of the position; the plan starts from it.")
    months: Months = Field(DEFAULT_MONTHS, title="Months", description="How many month ends the plan runs to.")


class Assumptions(Row):
    """What holds for the whole plan unless a row says otherwise."""

    KEY: ClassVar[tuple[str, ...]] = ()
    turnover: Rate | None = Field(
        None, title="Turnover a year", description="Expected leavers a year as a share of in post; 0 unless set."
    )
    target_caseload: Target = Field(
        DEFAULT_TARGET, title="Target caseload", description="Weighted cases per FTE at a full caseload."
    )
    absences_count_as_gap: bool = Field(
        True, title="Absences count as gap", description="Whether long-term absence adds to the uncovered gap."
    )
    on_costs: Rate = Field(
        DEFAULT_ON_COSTS, title="On-costs", description="National insurance and pension on top of pay; about 30%."
    )
    agency_paid_weeks: Weeks = Field(
        DEFAULT_PAID_WEEKS,
        title="Agency paid weeks",
        description="Weeks a year that agency is paid; 46 to 52 in print.",
    )


class Ramp(Row):
    """How much of a full caseload a new starter holds, by months since the start month; 1 past the end."""

    KEY: ClassVar[tuple[str, ...]] = ("kind",)
    kind: StarterKind = Field(title="Kind of starter")
    shares: Annotated[tuple[Rate, ...], Field(max_length=120), Unit("shares", 4)] = Field(
        title="Share of a full caseload by month",
        description="The month of the start first; a full caseload past its end.",
    )


class Role(Row):
    """A kind of post."""

    KEY: ClassVar[tuple[str, ...]] = ("key",)
    key: Slug = Field(title="Key")
    name: Name = Field(title="Role", description="What the role is called.")
    caseload_share: Share = Field(
        1.0, title="Caseload share", description="The share of a full caseload this role holds: 1 for a social worker."
    )
    group: RoleGroup = Field(
        "practitioner", title="Group", description="Practitioners per manager is the span of control."
    )
    turnover: Rate | None = Field(None, title="Turnover", description="Leavers a year, instead of the plan's.")
    pay: Money | None = Field(None, title="Pay a year", description="£ a year per FTE, before on-costs.")
    agency_week: Money | None = Field(
        None, title="Agency a week", description="£ a paid week per FTE of agency, all in."
    )


class CaseType(Row):
    """A kind of case."""

    KEY: ClassVar[tuple[str, ...]] = ("key",)
    key: Slug = Field(title="Key")
    name: Name = Field(title="Case type", description="What the cases are called.")
    weight: Weight = Field(1.0, title="Weight", description="How much of a caseload one such case is; 1 unless set.")
    growth: Growth = Field(0.0, title="Growth a year", description="Growth of these cases a year, compound.")


class Team(Row):
    """A team, and where it belongs."""

    KEY: ClassVar[tuple[str, ...]] = ("key",)
    key: Slug = Field(title="Key")
    name: Name = Field(title="Team", description="What the team is called.")
    service: Label = Field("", title="Service", description="The service it belongs to, if any.")
    area: Label = Field("", title="Area", description="The area it belongs to, if any.")
    target_caseload: Target | None = Field(None, title="Target", description="Target caseload, instead of the plan's.")


class OpeningCases(Row):
    """Cases of one type that a team holds at the position date."""

    KEY: ClassVar[tuple[str, ...]] = ("team", "case_type")
    team: TeamKey = Field(title="Team")
    case_type: CaseTypeKey = Field(title="Case type")
    cases: Cases = Field(title="Cases", description="Cases held at the position date.")


class Line(Row):
    """The establishment of one role in one team."""

    KEY: ClassVar[tuple[str, ...]] = ("team", "role")
    team: TeamKey = Field(title="Team")
    role: RoleKey = Field(title="Role")
    posts: Fte = Field(title="Posts", description="Funded posts, FTE.")
    in_post: Fte = Field(title="In post", description="Permanent staff employed, at work or not, FTE.")
    newly_created: Annotated[Fte, Memo()] = Field(
        0.0, title="New posts", description="How many of the posts are new; a note."
    )
    absent: Fte = Field(
        0.0, title="Absent", description="In post but away long-term, undated: throughout the plan, FTE."
    )
    agency: Fte = Field(0.0, title="Agency", description="Covering agency workers, undated: throughout the plan, FTE.")
    turnover: Rate | None = Field(
        None, title="Turnover", description="Leavers a year on this line, instead of the role's."
    )
    pay: Money | None = Field(None, title="Pay a year", description="£ a year per FTE, instead of the role's.")
    agency_week: Money | None = Field(
        None, title="Agency a week", description="£ a paid week per FTE of agency, instead of the role's."
    )


def _only_agency_ends(values: Mapping[str, Any]) -> Iterable[Broken]:
    if values.get("end") is not None and values.get("kind", "agency") != "agency":
        yield "end", "no end, which only an agency starter has"


class Starter(Row):
    """Someone due to start, or a group that starts together."""

    id: Slug = Field(title="Id")
    team: TeamKey = Field(title="Team")
    role: RoleKey = Field(title="Role")
    kind: StarterKind = Field(title="Kind", description="permanent, nqsw (newly qualified), overseas or agency.")
    fte: Fte = Field(title="FTE", description="FTE of each start.")
    start: Day = Field(title="Start", description="First day; counted from then.")
    stage: Annotated[Stage, Memo()] = Field(
        "planned", title="Stage", description="How far recruitment has come; a note."
    )
    likelihood: Share = Field(1.0, title="Likelihood", description="How likely the start is; the FTE is scaled by it.")
    repeat: Repeat = Field(1, title="Repeat", description="How many such starts, a month apart.")
    label: Annotated[Label, Memo()] = Field("", title="Label", description="A post id or a word, not a person's name.")
    end: Annotated[Day, Keeps(_only_agency_ends), Keeps(end_not_before_start)] | None = Field(
        None, title="End", description="Last day; agency starters only."
    )


class PostChange(Row):
    """Posts created or deleted from a date."""

    id: Slug = Field(title="Id")
    team: TeamKey = Field(title="Team")
    role: RoleKey = Field(title="Role")
    fte: FteChange = Field(title="Posts ±", description="Posts created (+) or deleted (−), FTE.")
    start: Annotated[Day, FileKey("from")] = Field(title="From", description="The day it takes effect.")


class Placement(Row):
    """Agency workers, dated."""

    id: Slug = Field(title="Id")
    team: TeamKey = Field(title="Team")
    role: RoleKey = Field(title="Role")
    fte: Fte = Field(title="FTE", description="Agency workers, FTE.")
    start: Day | None = Field(None, title="Start", description="First day; blank: already there and past ramp-up.")
    end: Annotated[Day, Keeps(end_not_before_start)] | None = Field(
        None, title="End", description="Last day; blank: throughout the plan."
    )
    purpose: AgencyPurpose = Field(
        "cover", title="Purpose", description="cover fills a gap; additional adds capacity but covers no gap."
    )
    label: Annotated[Label, Memo()] = Field("", title="Label", description="A post id or a word, not a person's name.")
    agency_week: Money | None = Field(
        None, title="Agency a week", description="£ a paid week per FTE, instead of the line's or the role's."
    )


class Absence(Row):
    """In-post staff away long-term, dated."""

    id: Slug = Field(title="Id")
    team: TeamKey = Field(title="Team")
    role: RoleKey = Field(title="Role")
    fte: Fte = Field(title="FTE", description="Staff away, FTE.")
    reason: Annotated[AbsenceReason, Memo()] = Field(
        title="Reason", description="Why; sensitive, so never with a name."
    )
    start: Day | None = Field(None, title="Start", description="First day away; blank: already away.")
    end: Annotated[Day, Keeps(end_not_before_start)] | None = Field(
        None, title="End", description="Last day away; blank: throughout the plan."
    )


class Leaver(Row):
    """Notice given: counts towards expected turnover, not on top of it."""

    id: Slug = Field(title="Id")
    team: TeamKey = Field(title="Team")
    role: RoleKey = Field(title="Role")
    fte: Fte = Field(title="FTE", description="FTE that leaves.")
    last_day: Day = Field(title="Last day", description="Last day in post; gone the day after.")
    label: Annotated[Label, Memo()] = Field("", title="Label", description="A post id or a word, not a person's name.")


def _elsewhere(values: Mapping[str, Any]) -> Iterable[Broken]:
    there = (values.get("to_team"), values.get("to_role"))
    if None not in there and there == (values.get("from_team"), values.get("from_role")):
        yield "to", "another line than the one moved from"


class Move(Row):
    """Permanent staff moving from one line to another."""

    id: Slug = Field(title="Id")
    from_team: Annotated[TeamKey, FileKey("from.team")] = Field(title="From team")
    from_role: Annotated[RoleKey, FileKey("from.role")] = Field(title="From role")
    to_team: Annotated[TeamKey, FileKey("to.team")] = Field(title="To team")
    to_role: Annotated[RoleKey, FileKey("to.role"), Keeps(_elsewhere)] = Field(title="To role")
    fte: Fte = Field(title="FTE", description="FTE that moves.")
    date: Day = Field(title="Date", description="First day in the new line.")
    kind: MoveKind = Field(
        "internal", title="Kind", description="internal: full caseload at once; nqsw: newly qualified."
    )


class CaseChange(Row):
    """Cases gained or lost from a date."""

    id: Slug = Field(title="Id")
    team: TeamKey = Field(title="Team")
    case_type: CaseTypeKey = Field(title="Case type")
    cases: CasesChange = Field(title="Cases ±", description="Cases gained (+) or lost (−).")
    start: Annotated[Day, FileKey("from")] = Field(title="From", description="The day it takes effect.")


class Plan(BaseModel):
    """A whole scenario. Each field is a table, named as in the scenario file."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    header: Header
    assumptions: Assumptions = Assumptions()
    ramps: tuple[Ramp, ...] = tuple(Ramp(kind=kind, shares=shares) for kind, shares in DEFAULT_RAMPS.items())
    roles: tuple[Role, ...] = ()
    case_types: tuple[CaseType, ...] = ()
    teams: tuple[Team, ...] = ()
    cases: tuple[OpeningCases, ...] = ()
    establishment: tuple[Line, ...] = ()
    pipeline: tuple[Starter, ...] = ()
    post_changes: tuple[PostChange, ...] = ()
    agency: tuple[Placement, ...] = ()
    absences: tuple[Absence, ...] = ()
    leavers: tuple[Leaver, ...] = ()
    moves: tuple[Move, ...] = ()
    case_changes: tuple[CaseChange, ...] = ()
    payments: tuple[Payment, ...] = ()
    pay_awards: tuple[PayAward, ...] = ()
    starter_costs: tuple[StarterCost, ...] = every_cost()
    programme: tuple[ProgrammeLine, ...] = ()
    programme_years: tuple[ProgrammeYear, ...] = ()
    funding: tuple[Funding, ...] = ()

    def rows(self, table: str) -> tuple[Row, ...]:
        """The rows of a table by its name; `header` and `assumptions` are tables of one row."""
        value = getattr(self, table)
        return value if isinstance(value, tuple) else (value,)

    def with_rows(self, **tables: Any) -> Plan:
        """A copy with whole tables replaced; a table of one row takes a tuple of one."""
        single = {name: rows[0] if name in SINGLE else tuple(rows) for name, rows in tables.items()}
        plan = self.model_copy(update=single)
        vars(plan).pop("by_ref", None)  # which is of this plan alone
        return plan

    @cached_property
    def by_ref(self) -> ByRef:
        """Every row by table, then by ref."""
        return ByRef(self)


class ByRef(dict[str, dict[str, Row]]):
    """Rows of a plan by table, then by ref; a table's are looked up when they are first asked for."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self._plan = plan

    def __missing__(self, table: str) -> dict[str, Row]:
        found = self[table] = {row.ref: row for row in self._plan.rows(table)}
        return found


TABLES: dict[str, type[Row]] = {
    "header": Header,
    "assumptions": Assumptions,
    "ramps": Ramp,
    "roles": Role,
    "case_types": CaseType,
    "teams": Team,
    "cases": OpeningCases,
    "establishment": Line,
    "pipeline": Starter,
    "post_changes": PostChange,
    "agency": Placement,
    "absences": Absence,
    "leavers": Leaver,
    "moves": Move,
    "case_changes": CaseChange,
    "payments": Payment,
    "pay_awards": PayAward,
    "starter_costs": StarterCost,
    "programme": ProgrammeLine,
    "programme_years": ProgrammeYear,
    "funding": Funding,
}
SINGLE = ("header", "assumptions")
