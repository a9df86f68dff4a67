"""A store whose every name and note is hostile, written past every check of ours, as another program would."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from scenarios.changes import Change, RowChange
from scenarios.columns import columns
from scenarios.plan import TABLES, Line, Plan, Row, Team
from scenarios.text import clean_line
from store.store import Store
from tests.store.whole import whole_plan

MARK = "6666"
"""Stands in every escape sequence that comes from a name, and in none of the app's own."""
KINDS = (
    *(
        "[/]",
        "[red]",
        "[@click=app.bell]x[/]",
        "[link=https://x.example]y[/link]",
        "[/b] [b",
        "]",
        "[",
        "\\[",
        "$primary",
    ),
    *(
        f"\x1b[{MARK}m",
        f"\x1b]{MARK};x\x07",
        f"\x1bP{MARK}\x1b\\",
        f"\x9b{MARK}m",
        f"\x9d{MARK}\x9c",
        "\x1bc",
        "\x1b[2J",
    ),
    *("\x00", "a\x00b", "\x07", "\x08\x08\x08", "\r", "\n", "\x0e", "\x05", "\x7f", "\t", "\x85", "\u2028", "\u2029"),
    *("\u202egnp", "\u2066a\u2069", "\u200fa", "\ufeffa", "a\u200bb", "a\xadb", "\u061ca"),
    *("עברית שלום", "مرحبا", "日本語", "Ｗｅｓｔ", "Wеst", "Zoe\u0308", "Z\u0351\u0352\u0353\u0354a"),
    *("👩\u200d💻", "👍🏽", "🇬🇧", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "☃️"),
    *("=1+1", "+1", "-1", "@SUM(A1)", "'=1", '"', ",;|", "<b>&amp;", "`x`", "*_#", "{0} %s", "../..", "CON", "x" * 100),
)
"""More than fifty kinds of name."""


def hostile_name(number: int) -> str:
    """A hostile name, with its number by which it can be found."""
    kind = KINDS[number % len(KINDS)]
    # SQLite compares names without regard to case up to a NUL only, and names of scenarios are to differ.
    return f"{tag(number)} {kind}" if "\0" in kind else f"{kind} {tag(number)}"


def tag(number: int) -> str:
    """What tells a name from the others."""
    return f"n{number:03d}"


def shown(name: str) -> str:
    """A name as the planner shows it."""
    return clean_line(name)


def hostile_store(path: Path, many: int) -> str:
    """A store with a branch that has so many teams and everything else, all of it hostile; the branch's id.

    As many scenarios are beside it. Teams are called by the first of the hostile names, in order.
    """
    named: dict[str, str] = {}

    def instead() -> str:
        """Something harmless in place of the next name."""
        place = f"«{len(named)}»"
        named[place] = hostile_name(len(named))
        return place

    plan = _with_teams(many)
    teams = [team.model_copy(update={"name": instead()}) for team in plan.teams]
    plan = _renamed(plan.with_rows(teams=teams), instead)
    with closing(Store.open(path, examples={})) as store:
        made = store.create(plan, f"New {instead()}")
        branch = store.branch(made.scenario_id, instead())
        for scenario in (made.scenario_id, branch.scenario_id):
            store.apply(scenario, _another_service(store.plan(scenario), instead()))
        for _ in range(many):
            beside = whole_plan(instead())
            store.create(beside.with_rows(header=(beside.header.model_copy(update={"based_on": instead()}),)), "New")
        store.remember_file(branch.scenario_id, Path(f"/tmp/{instead()}.yaml"), "0")
        store.remember_last(branch.scenario_id)
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA ignore_check_constraints = ON")
        _swap(raw, named)
        # A program that writes past our checks keeps no checksums either; rows without are given theirs.
        raw.execute("DELETE FROM digest")
        raw.execute("UPDATE step SET sha256 = NULL")
        raw.commit()
    return branch.scenario_id


def _another_service(plan: Plan, name: str) -> Change:
    """A change of the first team, so that branch and base are in conflict."""
    team = plan.teams[0]
    return Change(name, (RowChange("teams", team, team.model_copy(update={"service": name}), 0),))


def _with_teams(many: int) -> Plan:
    """The plan of some of everything with so many teams more."""
    plan = whole_plan()
    teams = [Team(key=f"team-{n}", name="A", service="A", area="A") for n in range(many - len(plan.teams))]
    lines = [Line(team=team.key, role="social-worker", posts=3.0, in_post=2.0) for team in teams]
    return plan.with_rows(teams=(*plan.teams, *teams), establishment=(*plan.establishment, *lines))


def _renamed(plan: Plan, instead: Any) -> Plan:
    """The plan with every other text and note put by."""
    return plan.with_rows(**{table: [_row(row, instead) for row in plan.rows(table)] for table in TABLES})


def _row(row: Row, instead: Any) -> Row:
    texts = [each.name for each in columns(type(row)) if each.kind in ("text", "notes") and each.name != "based_on"]
    return row.model_copy(update={name: instead() for name in texts if "«" not in getattr(row, name)})


def _swap(raw: sqlite3.Connection, named: dict[str, str]) -> None:
    """Put the hostile names where the harmless ones are, whatever column of whatever table."""
    raw.create_function("named", 1, lambda text: _swapped(text, named), deterministic=True)
    for (table,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        for _, column, kind, *_ in raw.execute(f'PRAGMA table_info("{table}")').fetchall():
            if kind == "TEXT":
                raw.execute(f'UPDATE "{table}" SET "{column}" = named("{column}") WHERE "{column}" LIKE \'%«%\'')


def _swapped(text: str, named: dict[str, str]) -> str:
    in_json = text.startswith("{")
    for place, name in named.items():
        text = text.replace(place, json.dumps(name)[1:-1] if in_json else name)
    return text
