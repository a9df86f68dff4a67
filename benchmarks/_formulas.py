"""The plan as formulas of a spreadsheet: sheets of cells, a formula beginning with `=`.

Written as a careful analyst would: one sheet a figure, lines down and months across, and the line and period of each
starter found once on the sheet of starters rather than by every cell that adds them up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import count

from scenarios.periods import add_months
from scenarios.plan import Line, Plan
from scenarios.starts import PERMANENT_KINDS
from scenarios.timeline import timeline

Cell = str | float | None
Sheets = dict[str, list[list[Cell]]]
FIRST_LINE = 2
"""The row of the first line on every sheet of lines: one row of heads above it."""
FIRST_MONTH = 2
"""Columns of a sheet of months that stand before period 0: team and role."""
LONGEST_RAMP = 12
EVER = 99999
OF_A_KIND, OF_A_LINE = 1000, 4000
"""What numbers of months of a line are apart: line, kind of starter and month make one number to look for."""
KINDS = (*PERMANENT_KINDS, "agency")
EPOCH = dt.date(1899, 12, 30)


def letters(column: int) -> str:
    """The name of a column, the first being 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def day(date: dt.date | None, default: int) -> int:
    """A date as a spreadsheet counts it."""
    return default if date is None else (date - EPOCH).days


class Model:
    """The formulas of a plan. `sheets` has every sheet by name, in the order in which figures follow."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.periods = range(plan.header.months + 1)
        self.line_number = {(line.team, line.role): n for n, line in enumerate(plan.establishment)}
        self.sheets: Sheets = {}
        self._inputs()
        self._staff()
        self._cover()
        self._demand()
        self.sheets["Totals"] = list(self._totals())

    @property
    def formulas(self) -> int:
        """How many cells are formulas."""
        cells = (cell for rows in self.sheets.values() for row in rows for cell in row)
        return sum(isinstance(cell, str) and cell.startswith("=") for cell in cells)

    def _inputs(self) -> None:
        plan, roles = self.plan, self.plan.roles
        assumptions = plan.assumptions
        self.sheets["Plan"] = [[assumptions.turnover], [assumptions.target_caseload], [day(plan.header.as_at, 0)]]
        self.sheets["Roles"] = [[role.key, role.caseload_share, role.turnover] for role in roles]
        self.sheets["Months"] = self._months()
        self.sheets["Ramp"] = self._ramp()
        heads: list[Cell] = [
            "team",
            "role",
            "posts",
            "in post",
            "absent",
            "agency",
            "own turnover",
            "turnover",
            "share",
        ]
        self.sheets["Lines"] = [heads, *(self._line(n, line) for n, line in enumerate(plan.establishment, FIRST_LINE))]
        self.sheets["Starters"] = list(self._starters())
        self.sheets["Changes"] = [
            [self._key(row.team, row.role), day(row.start, 0), row.fte] for row in plan.post_changes
        ]
        self.sheets["Leavers"] = [
            [self._key(row.team, row.role), day(row.last_day, 0), row.fte] for row in plan.leavers
        ]
        self.sheets["Moves"] = [
            [
                self._key(row.from_team, row.from_role),
                self._key(row.to_team, row.to_role),
                day(row.date, 0),
                row.fte,
                row.kind,
            ]
            for row in plan.moves
        ]
        self.sheets["Absences"] = [
            [self._key(row.team, row.role), day(row.start, 0), day(row.end, EVER), row.fte] for row in plan.absences
        ]
        self.sheets["Placements"] = [
            [self._key(row.team, row.role), day(row.start, 0), day(row.end, EVER), row.fte, row.purpose]
            for row in plan.agency
        ]
        self.sheets["Case changes"] = [
            [row.team, row.case_type, day(row.start, 0), row.cases] for row in plan.case_changes
        ]

    def _months(self) -> list[list[Cell]]:
        time = timeline(self.plan.header.as_at, self.plan.header.months)
        before: list[Cell] = [None] * FIRST_MONTH
        dates: list[Cell] = [day(date, 0) for date in time.dates]
        firsts: list[Cell] = [day(date.replace(day=1), 0) for date in time.dates]
        years: list[Cell] = [f"=SUM($C2:{letters(FIRST_MONTH + k)}2)/12" for k in self.periods]
        return [before + dates, [*before, *time.lengths.tolist()], before + firsts, before + years]

    def _ramp(self) -> list[list[Cell]]:
        """A row a kind: the share of a caseload not yet held, the month of the start last."""
        shares = {ramp.kind: ramp.shares for ramp in self.plan.ramps}
        kinds = (*PERMANENT_KINDS, "agency")
        lost: Iterator[list[Cell]] = ([1.0 - share for share in shares.get(kind, ())] for kind in kinds)
        return [[*[0.0] * (LONGEST_RAMP - len(each)), *each[::-1]] for each in lost]

    def _line(self, row: int, line: Line) -> list[Cell]:
        last = len(self.plan.roles)
        role = f"INDEX($Roles.$C$1:$C${last};MATCH(B{row};$Roles.$A$1:$A${last};0))"
        turnover = f'=IF(G{row}<>"";G{row};IF({role}<>"";{role};$Plan.$A$1))'
        share = f"=INDEX($Roles.$B$1:$B${last};MATCH(B{row};$Roles.$A$1:$A${last};0))"
        numbers = (line.posts, line.in_post, line.absent, line.agency, line.turnover)
        return [line.team, line.role, *numbers, turnover, share]

    def _starters(self) -> Iterator[list[Cell]]:
        """Month of the start and of the end, kind, FTE, likelihood, what is counted, the days; repeats one by one."""
        months = f"$Months.$C$1:${letters(FIRST_MONTH + self.periods[-1])}$1"
        rows = count(1)
        for starter in self.plan.pipeline:
            for n in range(starter.repeat):
                row = next(rows)
                start = day(add_months(starter.start, n), 0)
                end = day(add_months(starter.end, n) if starter.end else None, EVER)
                line = self._key(starter.team, starter.role) + KINDS.index(starter.kind) * OF_A_KIND
                begins, ends = f'={line}+COUNTIF({months};"<"&G{row})', f'={line}+COUNTIF({months};"<="&H{row})'
                counted = f"=D{row}*E{row}"
                yield [begins, ends, starter.kind, starter.fte, starter.likelihood, counted, start, end]

    def _key(self, team: str, role: str) -> int:
        return self.line_number[team, role] * OF_A_LINE

    def _grid(self, first: str, later: str) -> list[list[Cell]]:
        """A sheet of lines × months. `{c}` and `{p}` are this month's column and the last's, `{r}` the row."""
        rows: list[list[Cell]] = [["team", "role", *map(float, self.periods)]]
        for row, line in enumerate(self.plan.establishment, FIRST_LINE):
            cells = (self._filled(later if k else first, row, k) for k in self.periods)
            rows.append([line.team, line.role, *cells])
        return rows

    def _filled(self, formula: str, row: int, k: int) -> str:
        back = min(k, LONGEST_RAMP)
        names = {
            "c": letters(FIRST_MONTH + k),
            "p": letters(FIRST_MONTH + k - 1),
            "r": row,
            "line": (row - FIRST_LINE) * OF_A_LINE,
            "k": k,
            "w": letters(FIRST_MONTH + k - back + 1),
            "v": letters(LONGEST_RAMP - back),
        }
        return "=" + formula.format(**names)

    def _sum(self, sheet: str, amounts: str, *conditions: tuple[str, str]) -> str:
        """SUMIFS over a sheet of rows: conditions are columns and criteria."""
        last = len(self.sheets[sheet])
        places = {
            column: f"$'{sheet}'.${column}$1:${column}${last}" for column in (amounts, *(c for c, _ in conditions))
        }
        tests = ";".join(f"{places[column]};{criterion}" for column, criterion in conditions)
        return f"SUMIFS({places[amounts]};{tests})"

    def _starts(self, by: str, kind: str) -> str:
        """What of a kind of starter begins, or ends, in a month."""
        last = len(self.sheets["Starters"])
        month = f"{{line}}+{KINDS.index(kind) * OF_A_KIND}+{{k}}"
        return f"SUMIF($Starters.${by}$1:${by}${last};{month};$Starters.$F$1:$F${last})"

    def _staff(self) -> None:
        by_now, after_start = '"<="&$Months.{c}$1', '">"&$Plan.$A$3'
        changes = self._sum("Changes", "C", ("A", "{line}"), ("B", by_now), ("B", after_start))
        posts = f"MAX(0;$Lines.$C{{r}}+{changes})"
        self.sheets["Posts"] = self._grid(posts, posts)
        this_month = ('">"&$Months.{p}$1', by_now)
        for kind in PERMANENT_KINDS:
            joined = self._starts("A", kind)
            moved = self._sum("Moves", "D", ("B", "{line}"), ("E", f'"{kind}"'), *(("C", each) for each in this_month))
            self.sheets[f"New {kind}"] = self._grid("0", f"{joined}+{moved}" if kind == "nqsw" else joined)
        known = self._sum("Leavers", "C", ("A", "{line}"), ("B", '"<"&$Months.{c}$1'), ("B", '">="&$Plan.$A$3'))
        self.sheets["Notice"] = self._grid("0", known)
        moved_out = self._sum("Moves", "D", ("A", "{line}"), ("C", by_now), ("C", after_start))
        self.sheets["Moved out"] = self._grid("0", moved_out)
        there = "($'In post'.{p}{r}+MAX(0;$Notice.{p}{r}-{p}{r}))"
        self.sheets["Expected"] = self._grid("0", f"{{p}}{{r}}+$Lines.$H{{r}}/12*$Months.{{c}}$2*{there}")
        due = "MAX($Expected.{c}{r};$Notice.{c}{r})+$'Moved out'.{c}{r}-SUM($C{r}:{p}{r})"
        self.sheets["Left"] = self._grid("0", f"MIN(MAX({due};0);$'In post'.{{p}}{{r}})")
        moved_in = self._sum("Moves", "D", ("B", "{line}"), ("E", '"internal"'), *(("C", each) for each in this_month))
        self.sheets["Moved in"] = self._grid("0", moved_in)
        new = "+".join(f"$'New {kind}'.{{c}}{{r}}" for kind in PERMANENT_KINDS)
        self.sheets["In post"] = self._grid("$Lines.$D{r}", f"{{p}}{{r}}-$Left.{{c}}{{r}}+{new}+$'Moved in'.{{c}}{{r}}")
        share = "IF($'In post'.{p}{r}>0;1-$Left.{c}{r}/$'In post'.{p}{r};1)"
        self.sheets["Kept"] = self._grid("1", f"{{p}}{{r}}*{share}")

    def _cover(self) -> None:
        there = (("A", "{line}"), ("B", '"<="&$Months.{c}$1'), ("C", '">="&$Months.{c}$1'))
        absent = f"$Lines.$E{{r}}+{self._sum('Absences', 'D', *there)}"
        self.sheets["Absent"] = self._grid(absent, absent)
        begins, ends = (self._starts(by, "agency") for by in "AB")
        self.sheets["Agency starters"] = self._grid("0", f"{{p}}{{r}}+{begins}-{ends}")
        placed = self._sum("Placements", "D", *there)
        agency = f"$Lines.$F{{r}}+{placed}+$'Agency starters'.{{c}}{{r}}"
        self.sheets["Agency"] = self._grid(agency, agency)
        additional = self._sum("Placements", "D", *there, ("E", '"additional"'))
        covering = f"$Agency.{{c}}{{r}}-{additional}"
        self.sheets["Covering"] = self._grid(covering, covering)
        fresh = self._sum("Placements", "D", *there, ("B", '">="&$Months.{c}$3'))
        productive = f"$Agency.{{c}}{{r}}-$Ramp.$L$4*({fresh}"
        self.sheets["Agency at work"] = self._grid(f"{productive})", f"{productive}+{begins})")
        gap = "MAX(0;$Posts.{c}{r}-$'In post'.{c}{r}+$Absent.{c}{r}-$Covering.{c}{r})"
        self.sheets["Gap"] = self._grid(gap, gap)
        slow = "+".join(
            f"SUMPRODUCT($'New {kind}'.{{w}}{{r}}:{{c}}{{r}};1/$Kept.{{w}}{{r}}:{{c}}{{r}};$Ramp.{{v}}${n}:$L${n})"
            for n, kind in enumerate(PERMANENT_KINDS, 1)
        )
        at_work = "MAX(0;$'In post'.{c}{r}-$Absent.{c}{r}"
        covered = "$'Agency at work'.{c}{r}"
        self.sheets["Capacity"] = self._grid(
            f"$Lines.$I{{r}}*({at_work})+{covered})", f"$Lines.$I{{r}}*({at_work}-$Kept.{{c}}{{r}}*({slow}))+{covered})"
        )

    def _demand(self) -> None:
        plan = self.plan
        opening = {(row.team, row.case_type): row.cases for row in plan.cases}
        cases: list[list[Cell]] = []
        for team in plan.teams:
            for kind in plan.case_types:
                row = len(cases) + 1
                changed = self._sum("Case changes", "D", ("A", "$A{r}"), ("B", "$B{r}"), ("C", '"<="&$Months.{c}$1'))
                formula = (
                    f"=MAX(0;{opening.get((team.key, kind.key), 0.0)}*{1 + kind.growth}^$Months.{{c}}$4+{changed})"
                )
                cells = (formula.format(c=letters(FIRST_MONTH + k), r=row) for k in self.periods)
                cases.append([team.key, kind.key, *cells])
        self.sheets["Cases"] = cases
        kinds, lines = len(plan.case_types), len(plan.establishment) + 1
        self.sheets["Case types"] = [[kind.weight] for kind in plan.case_types]
        weighted: list[list[Cell]] = []
        capacity: list[list[Cell]] = []
        load: list[list[Cell]] = []
        for n, team in enumerate(plan.teams):
            names = [letters(FIRST_MONTH + k) for k in self.periods]
            first, last = n * kinds + 1, (n + 1) * kinds
            weights = f"$'Case types'.$A$1:$A${kinds}"
            weighted.append([team.key, None, *(f"=SUMPRODUCT($Cases.{c}{first}:{c}{last};{weights})" for c in names)])
            of_team = f"SUMIF($Capacity.$A$2:$A${lines};$A{n + 1};$Capacity.{{c}}$2:{{c}}${lines})"
            capacity.append([team.key, None, *("=" + of_team.format(c=c) for c in names)])
            of_both = f"$'Team capacity'.{{c}}{n + 1}"
            load.append(
                [team.key, None, *(f'=IF({of_both}>0;$Weighted.{{c}}{n + 1}/{of_both};"")'.format(c=c) for c in names)]
            )
        self.sheets |= {"Weighted": weighted, "Team capacity": capacity, "Caseload": load}

    def _totals(self) -> Iterator[list[Cell]]:
        """Each figure of the whole plan by month; the caseload last, divided after adding."""
        lines = len(self.plan.establishment) + 1
        names = [letters(FIRST_MONTH + k) for k in self.periods]
        for sheet in TOTALS:
            yield [sheet, None, *(f"=SUM($'{sheet}'.{c}2:{c}{lines})" for c in names)]
        weighted = f"SUM($Weighted.{{c}}1:{{c}}{len(self.plan.teams)})"
        yield ["Caseload", None, *(f"={weighted}/{{c}}6".format(c=c) for c in names)]


TOTALS = ("Posts", "In post", "Absent", "Agency", "Gap", "Capacity")
"""Sheets of lines that are added up, in the order of the rows of Totals."""
