"""A plan as the text of a scenario file: the same plan always gives the same text.

Keys come in one order and defaults are left out, so that a diff of two files shows what differs. Text is in quotes
wherever a reader of any YAML version could take it for something else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar, Union

from scenarios.columns import Column, column
from scenarios.finance import every_cost
from scenarios.layout import BEFORE_ASSUMPTIONS, FORMAT, given
from scenarios.plan import DEFAULT_RAMPS, Line, OpeningCases, Plan, Ramp, Row, StarterKind
from scenarios.problems import Faulty
from scenarios.rules import plan_problems

_STEP = "  "
_PLAIN = re.compile(r"[^\W_](?:[\w .()/&+'£–’-]*[\w.)£–’])?")
# Read by one version of YAML or another as a number, a date or a time, where there are no quotes.
_NUMERIC = re.compile(r"[-+.0-9][-+.0-9_eExXoObBtTzZ ]*|0[xX][0-9a-fA-F_]+")
_WORDS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"))
_ESCAPED = re.compile("[\t\r\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")

Tree: TypeAlias = dict[str, Union[str, "Tree"]]
TeamRow = TypeVar("TeamRow", OpeningCases, Line)


def plan_text(plan: Plan) -> str:
    """The scenario file of a plan. Raises Faulty where its rows refer to what is not there, or stand there twice."""
    problems = plan_problems(plan)
    if problems:
        raise Faulty(problems)
    return "".join(f"{line}\n" for line in _lines(plan))


def in_file_order(plan: Plan) -> Plan:
    """The plan as its file gives it back: cases and lines team by team, years of the programme line by line.

    Every kind has a ramp and a starter cost, in the usual order.
    """
    place = {team.key: index for index, team in enumerate(plan.teams)}
    line_place = {line.id: index for index, line in enumerate(plan.programme)}
    return plan.with_rows(
        cases=sorted(plan.cases, key=lambda row: place[row.team]),
        establishment=sorted(plan.establishment, key=lambda row: place[row.team]),
        ramps=(Ramp(kind=kind, shares=shares) for kind, shares in _shares(plan).items()),
        starter_costs=every_cost(plan.starter_costs),
        programme_years=sorted(plan.programme_years, key=lambda row: line_place[row.line]),
    )


def _shares(plan: Plan) -> dict[StarterKind, tuple[float, ...]]:
    """The ramp of every kind; a plan without one has everybody at a full caseload at once."""
    set_there = {ramp.kind: ramp.shares for ramp in plan.ramps}
    return {kind: set_there.get(kind, ()) for kind in DEFAULT_RAMPS}


def _lines(plan: Plan) -> Iterator[str]:
    yield f"format: {FORMAT}"
    yield from _block(_tree(plan.header))
    yield from _block({"roles": _keyed(plan.roles)})
    if plan.case_types:
        yield from _block({"case_types": _keyed(plan.case_types)})
    yield from _block({"teams": _teams(plan)})
    for table in BEFORE_ASSUMPTIONS:
        yield from _listed(table, plan.rows(table))
    assumptions = _tree(plan.assumptions) | _ramps(plan) | _starter_costs(plan)
    if assumptions:
        yield from _block({"assumptions": assumptions})
    yield from _programme(plan)
    if plan.funding:
        yield from _block({"funding": {_text(row.year): _flow(_tree(row)) for row in plan.funding}})


def _keyed(rows: Iterable[Row]) -> Tree:
    return {_text(row.ref): _tree(row) for row in rows}


def _teams(plan: Plan) -> Tree:
    """Each team with its cases on one line and its establishment role by role."""
    teams = {team.key: _tree(team) for team in plan.teams}
    for team, cases in _by_team(plan.cases):
        teams[team]["cases"] = _flow({_text(row.case_type): _tree(row)["cases"] for row in cases})
    for team, lines in _by_team(plan.establishment):
        teams[team]["establishment"] = {_text(line.role): _tree(line) for line in lines}
    return {_text(key): team for key, team in teams.items()}


def _by_team(rows: Iterable[TeamRow]) -> Iterable[tuple[str, list[TeamRow]]]:
    of_team: dict[str, list[TeamRow]] = {}
    for row in rows:
        of_team.setdefault(row.team, []).append(row)
    return of_team.items()


def _listed(table: str, rows: Iterable[Row]) -> Iterator[str]:
    lines = [f"{_STEP}- {_flow(_tree(row))}" for row in rows]
    return iter([f"{table}:", *lines] if lines else [])


def _ramps(plan: Plan) -> Tree:
    """The ramps that are not the usual ones."""
    changed = {kind: shares for kind, shares in _shares(plan).items() if shares != DEFAULT_RAMPS[kind]}
    places = column(Ramp, "shares").unit.places
    texts: Tree = {
        kind: f"[{', '.join(_number(share, places) for share in shares)}]" for kind, shares in changed.items()
    }
    return {"ramps": texts} if texts else {}


def _starter_costs(plan: Plan) -> Tree:
    """What starters cost, for those that cost anything."""
    costs: Tree = {row.kind: _tree(row)["amount"] for row in every_cost(plan.starter_costs) if row.amount}
    return {"starter_cost": _flow(costs)} if costs else {}


def _programme(plan: Plan) -> Iterator[str]:
    """The lines of the programme, each with its years, one to a line of the file."""
    years: dict[str, Tree] = {}
    for row in plan.programme_years:
        years.setdefault(row.line, {})[_text(row.year)] = _flow(_tree(row))
    if plan.programme:
        yield "programme:"
    for line in plan.programme:
        tree = _tree(line) | ({"years": years[line.id]} if line.id in years else {})
        first, *rest = _block(tree, _STEP * 2)
        yield from (f"{_STEP}- {first.lstrip()}", *rest)


def _tree(row: Row) -> Tree:
    """The keys of a row in order, defaults left out; `from` and `to` with theirs within."""
    tree: Tree = {}
    groups: dict[str, Tree] = {}
    for each in given(type(row)):
        value = getattr(row, each.name)
        if not each.required and value == each.default:
            continue
        head, *rest = each.file_path
        if rest:
            tree[head] = groups.setdefault(head, {})
            groups[head][rest[0]] = _value(each, value)
        else:
            tree[head] = _value(each, value)
    return tree


def _block(tree: Tree, indent: str = "") -> Iterator[str]:
    for key, value in tree.items():
        if isinstance(value, str):
            yield f"{indent}{key}: {value}"
        elif value:
            yield f"{indent}{key}:"
            yield from _block(value, indent + _STEP)
        else:
            yield f"{indent}{key}: {{}}"


def _flow(tree: Tree) -> str:
    parts = (f"{key}: {value if isinstance(value, str) else _flow(value)}" for key, value in tree.items())
    return f"{{{', '.join(parts)}}}"


def _value(of: Column, value: Any) -> str:
    if of.kind == "number":
        return _number(value, of.unit.places, signed=of.unit.signed)
    if of.kind == "yes-no":
        return "true" if value else "false"
    if of.kind == "notes":
        return _literal(value)
    return _text(value) if isinstance(value, str) else str(value)


def _number(value: float, places: int, *, signed: bool = False) -> str:
    """A number without zeros at its end; what is a change has its sign."""
    plain = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return f"+{plain}" if signed and value > 0 else plain


@lru_cache(maxsize=4096)
def _text(text: str) -> str:
    """One line of text: as it is, or in quotes where that could be taken for something else."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS and not _NUMERIC.fullmatch(text):
        return text
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


def _literal(text: str) -> str:
    """Text of several lines as it is, indented; in quotes where it has characters that YAML forbids."""
    if _ESCAPED.search(text):
        return _text(text)
    indented = "\n".join(f"{_STEP}{line}" if line else "" for line in text.split("\n"))
    return f"|{len(_STEP) if text.startswith(' ') else ''}-\n{indented}"
