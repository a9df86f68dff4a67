"""Every table of the workspace, in the order of tabs and of tables within a tab."""

from __future__ import annotations

from tui import format as fmt
from tui.sheets.compared import DiffersSheet, EffectSheet, PlacesSheet, SummarySheet, WhySheet
from tui.sheets.entered import EnteredSheet, position_extra, team_extra
from tui.sheets.money import NO_PAY, CostMonthSheet, YearSheet
from tui.sheets.plan_sheet import PlanSheet
from tui.sheets.programme import ProgrammeSheet
from tui.sheets.sheet import Sheet
from tui.sheets.worked_out import AttentionSheet, MonthSheet, TeamSheet, TimelineSheet

COMPARE = "Compare"
MONEY = "Money"

SHEETS: tuple[Sheet, ...] = (
    EnteredSheet(
        "establishment",
        "Establishment",
        "Posts and staff",
        "establishment",
        empty="No posts here yet. Press a to add a line: a role in a team.",
        help_text=(
            "One line for each role in a team. Type posts and in post, or vacant instead. Absent and agency here are "
            "undated: throughout the plan; dated ones are on the Cover tab. Uncovered is posts − in post + absent − "
            "covering agency, never below 0; remaining is what is left once the pipeline has come."
        ),
        fields=("team", "role", "posts", "in_post", "vacant", "absent", "agency"),
        trailing=("newly_created", "turnover", "pay", "agency_week"),
        extras=(
            position_extra("uncovered", "Uncovered", "The gap that neither staff nor cover fills."),
            position_extra("pipeline", "Pipeline", "FTE × likelihood of all who are still to start."),
            position_extra("remaining", "Remaining", "The gap left once the pipeline has come."),
            position_extra("surplus", "Surplus", "More than needed; never set off against another line's gap."),
            position_extra("remaining_surplus", "Surplus after", "More than needed once the pipeline has come."),
        ),
    ),
    EnteredSheet(
        "teams",
        "Establishment",
        "Teams",
        "teams",
        empty="No teams yet. Press a to add one.",
        help_text="A team, the service and the area it belongs to, and its own target caseload if it has one.",
        extras=(
            team_extra("caseload", "Caseload", "Weighted cases ÷ capacity, now.", fmt.caseload),
            team_extra("uncovered", "Uncovered", "The team's uncovered gap, now."),
        ),
    ),
    EnteredSheet(
        "pipeline",
        "Pipeline",
        "Starters",
        "pipeline",
        empty="Nobody in the pipeline. Press a to add a starter.",
        help_text=(
            "Everyone due to start. Kind: permanent, nqsw (newly qualified), overseas or agency. Likelihood scales the "
            "FTE. Repeat 6 stands for six starts, a month apart. Press m when a starter has come."
        ),
    ),
    TimelineSheet(
        "timeline",
        "Pipeline",
        "Time line",
        "",
        empty="Nobody in the pipeline. Press < to go to the starters, then a to add one.",
        help_text="FTE × likelihood in the month of each start; a bar while agency stays. Edit it in the list.",
    ),
    EnteredSheet(
        "agency",
        "Cover",
        "Agency",
        "agency",
        empty="No dated agency workers. Press a to add some.",
        help_text=(
            "Agency workers from a date to a date. Purpose cover fills a gap; additional adds capacity but covers no "
            "gap. Press p to make some of them permanent staff."
        ),
    ),
    EnteredSheet(
        "absences",
        "Cover",
        "Absences",
        "absences",
        empty="No dated absences. Press a to add one.",
        help_text="Staff in post but away long-term. The reason is sensitive: never put a name beside it.",
    ),
    EnteredSheet(
        "leavers",
        "Cover",
        "Leavers",
        "leavers",
        empty="Nobody has given notice. Press a to add a leaver.",
        help_text="Notice given. It counts towards expected turnover, not on top of it.",
    ),
    EnteredSheet(
        "moves",
        "Cover",
        "Moves",
        "moves",
        empty="No moves between lines. Press a to add one.",
        help_text="Staff moving from one line to another. Kind nqsw: an apprentice who qualifies (protected caseload).",
    ),
    EnteredSheet(
        "post_changes",
        "Cover",
        "Post changes",
        "post_changes",
        empty="No posts created or deleted later. Press a to add a change.",
        help_text="Posts created (+) or deleted (−) from a date.",
    ),
    EnteredSheet(
        "cases",
        "Demand",
        "Cases",
        "cases",
        empty="No cases yet. Press a to add the cases of a team.",
        help_text="Cases of each type that a team holds at the position date.",
    ),
    EnteredSheet(
        "case_types",
        "Demand",
        "Types and growth",
        "case_types",
        empty="No case types yet. Press a to add one.",
        help_text="What a case of each type weighs, and how its numbers grow a year.",
    ),
    EnteredSheet(
        "case_changes",
        "Demand",
        "Changes",
        "case_changes",
        empty="No cases gained or lost later. Press a to add a change.",
        help_text="Cases gained (+) or lost (−) from a date, beside growth.",
    ),
    MonthSheet(
        "months",
        "Projection",
        "By month",
        "",
        empty="",
        help_text=(
            "The scope at the position date and at each month end. Caseload is weighted cases ÷ case-holding capacity; "
            "average caseload is cases ÷ case holders. Required is the FTE that the target caseload calls for."
        ),
    ),
    TeamSheet(
        "by_team",
        "Projection",
        "By team",
        "",
        empty="No teams yet.",
        help_text="Every team now; its caseload now and at the horizon; and from when its target caseload is met.",
    ),
    AttentionSheet(
        "attention",
        "Projection",
        "Attention",
        "",
        empty="Nothing stands out: no team above target, no cover ending soon, no cases unallocated.",
        help_text="What to look at first, the worst first; of a team above target, its worst month.",
    ),
    YearSheet(
        "costs",
        MONEY,
        "By year",
        "",
        empty=NO_PAY,
        help_text=(
            "What the scope costs by financial year, 1 April to 31 March. Cost of posts: all posts at their pay with "
            "on-costs. Vacancy saving: that less permanent staff. Net: permanent staff, agency, payments and starters "
            "less the cost of posts; above 0 an overspend. Premium: agency less what the same FTE would cost employed. "
            "A year that the plan has only in part says so, and is never held beside a whole one. "
            "* marks what lines without pay or agency rate are missing from."
        ),
    ),
    CostMonthSheet(
        "cost_months",
        MONEY,
        "By month",
        "",
        empty=NO_PAY,
        help_text="The same month by month. A period belongs to the financial year of its last day.",
    ),
    ProgrammeSheet(
        "programme",
        MONEY,
        "Programme, £000",
        "programme",
        empty="No programme yet. Press a to add a line of the finance table.",
        help_text=(
            "The finance table of the whole plan, as finance reports it, £000. Type amounts where they belong. A line "
            "with a basis has its projected figures worked out from the plan, for years that the plan covers whole. "
            "Act, plan, proj, var: actual, planned, projected, and projected less planned. A line of group total is "
            "typed from a report: it is not added up, only checked against the lines. Brackets are below 0."
        ),
    ),
    EnteredSheet(
        "payments",
        MONEY,
        "Payments",
        "payments",
        empty="No payments on top of pay. Press a to add one: a retention payment, a market supplement.",
        help_text="Paid a year per FTE in post, on-costs included. Without role or team it is for all of them.",
    ),
    EnteredSheet(
        "pay_awards",
        MONEY,
        "Pay awards",
        "pay_awards",
        empty="No pay awards. Press a to add one.",
        help_text="Rises from a date, which compound. Pay and rates are those before the first award here.",
    ),
    DiffersSheet(
        "differs",
        COMPARE,
        "What differs",
        "",
        empty="No input differs. Press C to compare with another scenario, b to branch this one and try something.",
        help_text=(
            "Every input that was added, removed or changed, row by row: before is the scenario compared with, after "
            "this one. A row that went to another team is one move. Press C to compare with another scenario."
        ),
    ),
    EffectSheet(
        "effect",
        COMPARE,
        "What it does",
        "",
        empty="",
        help_text=(
            "Every figure of the scope before and after: now, in the chosen month (k) and in the last month that both "
            "have. The figure under the cursor is the one that the chart, By place and Why show. Pipeline and "
            "remaining gap are of the position."
        ),
    ),
    WhySheet(
        "why",
        COMPARE,
        "Why",
        empty="No input that figures depend on differs.",
        help_text=(
            "How much of the change in each figure, in the chosen month (k), every group of inputs makes. A share is "
            "the mean, over all orders in which the groups could be switched from before to after, of what the "
            "group's switch changes: the Shapley value (L. S. Shapley, 1953). Shares add up to the change exactly and "
            "depend on no order. – where the figure does not exist in some mixture of the two."
        ),
    ),
    WhySheet(
        "alone",
        COMPARE,
        "Each alone",
        empty="No input that figures depend on differs.",
        help_text=(
            "What each group of inputs would change if it alone were different. What is left of the whole change comes "
            "of groups acting together."
        ),
        alone=True,
    ),
    PlacesSheet(
        "places",
        COMPARE,
        "By place",
        "",
        empty="",
        help_text=(
            "The chosen figure in every service, area and team, the largest change first. Choose another figure under "
            "What it does, another month with k."
        ),
    ),
    SummarySheet(
        "summary",
        COMPARE,
        "Summary",
        "",
        empty="",
        help_text="Up to four scenarios side by side for the scope. Press i to put another one beside these.",
    ),
    PlanSheet(
        "plan",
        "Assumptions",
        "Plan",
        "",
        empty="",
        help_text="The name, dates, turnover and target of the whole plan. A role, line or team may have its own.",
    ),
    EnteredSheet(
        "roles",
        "Assumptions",
        "Roles",
        "roles",
        empty="No roles yet. Press a to add one.",
        help_text=(
            "Caseload share: 100% for a social worker, part for an advanced practitioner, 0 for a manager. In post of "
            "practitioners per manager is the span of control."
        ),
    ),
    EnteredSheet(
        "ramps",
        "Assumptions",
        "Ramp-up",
        "ramps",
        empty="",
        help_text=(
            "The share of a full caseload a starter holds, by months since the start, then all of it. "
            "Type 60% × 6, 90% × 6. Press d for the default."
        ),
        fixed=("kind",),
    ),
    EnteredSheet(
        "starter_costs",
        "Assumptions",
        "Starter costs",
        "starter_costs",
        empty="",
        help_text="What it costs, once, to bring in a starter, per FTE: advertising, relocation, a welcome payment.",
        fixed=("kind",),
    ),
)

TABS = tuple(dict.fromkeys(sheet.tab for sheet in SHEETS))


def of_tab(tab: str) -> tuple[Sheet, ...]:
    """The tables of a tab."""
    return tuple(sheet for sheet in SHEETS if sheet.tab == tab)
