"""Edits a manager makes, as changes: cells, rows added, duplicated and deleted. A refused edit raises Faulty."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from scenarios.changes import Change, RowChange, difference
from scenarios.columns import column, columns
from scenarios.naming import describe
from scenarios.plan import SINGLE, TABLES, Line, Plan, Row
from scenarios.problems import Faulty, Problem, field_faults, shown
from scenarios.rules import LINE_FIELDS, Known, reference_faults
from scenarios.text import free_name, slug
from scenarios.years import following

KEYED = ("roles", "case_types", "teams")
"""Tables whose rows others refer to by key."""
FIXED = ("ramps", "starter_costs")
"""Tables with one row of each kind, which go back to their defaults rather than away."""
SPARSE = ("programme_years", "funding")
"""Tables whose rows come with the first amount that is typed into them, and go with the last."""
COPIED_ALONG = {"teams": ("cases", "establishment"), "programme": ("programme_years",)}
"""Tables whose rows go with a row of another when it is copied."""


@dataclass(frozen=True)
class CellEdit:
    """A new value for one field of one row. `vacant` of an establishment line sets its in post."""

    table: str
    ref: str
    field: str
    value: Any


def new_id() -> str:
    """An id for a new row, unlike any other."""
    return secrets.token_hex(6)


def edit_cells(plan: Plan, edits: Sequence[CellEdit], label: str = "") -> Change:
    """One change that makes all of these edits, in order. Raises Faulty with every refused cell."""
    problems: list[Problem] = []
    after = plan
    for edit in edits:
        try:
            after = _with_edit(after, edit)
        except Faulty as faulty:
            problems += faulty.problems
    if problems:
        raise Faulty(problems)
    return difference(plan, after, label or _label(plan, edits), list(TABLES))


def _label(plan: Plan, edits: Sequence[CellEdit]) -> str:
    if len(edits) != 1:
        return f"{len(edits)} cells"
    edit = edits[0]
    title = "Vacant" if edit.field == "vacant" else column(TABLES[edit.table], edit.field).title
    what = describe(plan, edit.table, _with_row(plan, edit).by_ref[edit.table][edit.ref])
    return ", ".join(part for part in (title, what) if part)


def _with_row(plan: Plan, edit: CellEdit) -> Plan:
    """The plan with the row that an edit is of, blank where it comes with the edit."""
    if edit.table not in SPARSE or edit.ref in plan.by_ref[edit.table]:
        return plan
    keys = TABLES[edit.table].KEY
    blank = checked(plan, edit.table, dict(zip(keys, edit.ref.split("/", len(keys) - 1), strict=True)), edit.ref)
    return plan.with_rows(**{edit.table: (*plan.rows(edit.table), blank)})


def _with_edit(plan: Plan, edit: CellEdit) -> Plan:
    plan = _with_row(plan, edit)
    row = plan.by_ref[edit.table][edit.ref]
    values = {**vars(row), **_values(row, edit)}
    new = checked(plan, edit.table, values, edit.ref)
    rows = tuple(new if each is row else each for each in plan.rows(edit.table))
    if edit.table in SPARSE and edit.value is None and not _holds_anything(new):
        rows = tuple(each for each in rows if each is not new)
    after = plan.with_rows(**{edit.table: rows})
    if new.ref == row.ref:
        return after
    if new.ref in plan.by_ref[edit.table]:
        raise Faulty([Problem((edit.table, edit.ref, edit.field), "one that is already there", "each once")])
    return _follow(after, row, new) if isinstance(row, Line) and isinstance(new, Line) else after


def _holds_anything(row: Row) -> bool:
    return any(value is not None for name, value in vars(row).items() if name not in row.KEY)


def _values(row: Row, edit: CellEdit) -> dict[str, Any]:
    if edit.field != "vacant" or not isinstance(row, Line):
        return {edit.field: edit.value}
    if not 0 <= edit.value <= row.posts:
        raise Faulty([Problem((edit.table, edit.ref, "vacant"), shown(edit.value), f"0 to the {row.posts:,.2f} posts")])
    return {"in_post": round(row.posts - edit.value, 2)}


def checked(plan: Plan, table: str, values: dict[str, Any], ref: str = "") -> Row:
    """A sound row of these values, all that it refers to being in the plan. Raises Faulty."""
    try:
        row = TABLES[table].model_validate(values)
    except ValidationError as error:
        raise Faulty([Problem((table, ref, field), found, ok) for field, found, ok in field_faults(error)]) from error
    faults = reference_faults(table, vars(row), Known.of(plan, [table]))
    problems = [Problem((table, ref, fault.field), fault.found, fault.allowed, hint=fault.hint) for fault in faults]
    if problems:
        raise Faulty(problems)
    return row


def _follow(plan: Plan, old: Line, new: Line) -> Plan:
    """The rows that refer to a line, referring to what it has become."""
    pair = {(old.team, old.role): (new.team, new.role)}
    tables: dict[str, Any] = {}
    for table, pairs in LINE_FIELDS.items():
        tables[table] = tuple(_repointed(row, pairs, pair) for row in plan.rows(table))
    return plan.with_rows(**tables)


def _repointed(row: Row, fields: Iterable[tuple[str, str]], pair: dict[tuple[str, str], tuple[str, str]]) -> Row:
    update: dict[str, str] = {}
    for team, role in fields:
        there = (getattr(row, team), getattr(row, role))
        if there in pair:
            update[team], update[role] = pair[there]
    return row.model_copy(update=update) if update else row


def add(plan: Plan, table: str, row: Row, index: int | None = None) -> Change:
    """A new row, at the end of its table or at an index. Raises Faulty where it is there already or not sound."""
    checked(plan, table, dict(vars(row)), row.ref)
    if row.ref in plan.by_ref[table]:
        raise Faulty([Problem((table, row.ref), "one that is already there", "each once")])
    at = len(plan.rows(table)) if index is None else index
    return Change(f"Add {describe(plan, table, row)}", (RowChange(table, None, row, at),))


def duplicate(plan: Plan, table: str, ref: str) -> Change:
    """A copy of a row right below it: a team with its establishment and cases, a programme line with its years."""
    row = plan.by_ref[table][ref]
    index = plan.rows(table).index(row) + 1
    copy = row.model_copy(update=_new_identity(plan, table, row))
    rows = [RowChange(table, None, copy, index)]
    rows += [change for name in COPIED_ALONG.get(table, ()) for change in _copied(plan, name, row, copy)]
    return Change(f"Duplicate {describe(plan, table, row)}", tuple(rows))


def _copied(plan: Plan, table: str, old: Row, new: Row) -> Iterator[RowChange]:
    """Copies of the rows that are of one row, for another of its table."""
    rows, owner = plan.rows(table), TABLES[table].KEY[0]
    own = [row for row in rows if vars(row)[owner] == old.ref]
    for place, row in enumerate(own):
        yield RowChange(table, None, row.model_copy(update={owner: new.ref}), len(rows) + place)


def _new_identity(plan: Plan, table: str, row: Row) -> dict[str, str]:
    if table in KEYED:
        rows = plan.rows(table)
        name = free_name(vars(row)["name"], (vars(each)["name"] for each in rows))
        return {"name": name, "key": free_name(slug(name), (each.ref for each in rows), "-")}
    if "id" in TABLES[table].model_fields:
        return {"id": new_id()}
    if table in (*SINGLE, *FIXED):
        raise Faulty([Problem((table, row.ref), "a copy of it", "one of each only")])
    return _free_year(plan, table, row) if "year" in vars(row) else _free_place(plan, table, row)


def _free_year(plan: Plan, table: str, row: Row) -> dict[str, str]:
    """The first financial year after a row's own that nothing else is in."""
    next_one = row.model_copy(update={"year": following(vars(row)["year"])})
    while next_one.ref in plan.by_ref[table]:
        next_one = next_one.model_copy(update={"year": following(vars(next_one)["year"])})
    return {"year": str(vars(checked(plan, table, vars(next_one), row.ref))["year"])}


def _free_place(plan: Plan, table: str, row: Row) -> dict[str, str]:
    """Another pair of keys for a row that each pair has once: in the same team if there is one, else in another."""
    team, other = (each for each in columns(TABLES[table]) if each.refers)
    here = (vars(row)[team.name], vars(row)[other.name])
    teams, others = ([each.ref for each in plan.rows(column.refers)] for column in (team, other))
    pairs = [*((here[0], key) for key in others), *((key, here[1]) for key in teams)]
    free = next((pair for pair in pairs if "/".join(pair) not in plan.by_ref[table]), None)
    if free is None:
        found = f"every {other.title.lower()} in this team, and this one in every team"
        raise Faulty([Problem((table, row.ref), found, f"a new team or {other.title.lower()} first")])
    return {team.name: free[0], other.name: free[1]}


def dependants(plan: Plan, table: str, ref: str) -> dict[str, list[Row]]:
    """The rows that go with a row when it is deleted, by table; empty where nothing refers to it."""
    gone = [(table, plan.by_ref[table][ref])]
    found: dict[str, list[Row]] = {}
    while gone:
        of, row = gone.pop()
        for name in TABLES:
            for other in plan.rows(name):
                if other not in found.get(name, []) and _refers(name, other, of, row):
                    found.setdefault(name, []).append(other)
                    gone.append((name, other))
    return found


def _refers(table: str, row: Row, to_table: str, to: Row) -> bool:
    if isinstance(to, Line):
        pairs = LINE_FIELDS.get(table, ())
        return any((getattr(row, team), getattr(row, role)) == (to.team, to.role) for team, role in pairs)
    referring = (each.name for each in columns(TABLES[table]) if each.refers == to_table)
    return any(getattr(row, name) == to.ref for name in referring)


def delete(plan: Plan, table: str, refs: Sequence[str]) -> Change:
    """These rows gone, with all that refers to them; a ramp or starter cost back at its default. One change."""
    if table in SINGLE:
        raise Faulty([Problem((table,), "a deletion", "an edit: every plan has one")])
    if table in FIXED:
        return _back_to_default(plan, table, refs)
    gone: dict[str, set[str]] = {table: set(refs)}
    for ref in refs:
        for name, rows in dependants(plan, table, ref).items():
            gone.setdefault(name, set()).update(row.ref for row in rows)
    left = {name: tuple(row for row in plan.rows(name) if row.ref not in out) for name, out in gone.items()}
    what = describe(plan, table, plan.by_ref[table][refs[0]]) if len(refs) == 1 else f"{len(refs)} rows"
    return difference(plan, plan.with_rows(**left), f"Delete {what}", list(TABLES))


def _back_to_default(plan: Plan, table: str, refs: Sequence[str]) -> Change:
    usual = {row.ref: row for row in Plan.model_fields[table].default}
    rows = tuple(usual[row.ref] if row.ref in refs else row for row in plan.rows(table))
    what = describe(plan, table, usual[refs[0]]) if len(refs) == 1 else f"{len(refs)} rows"
    return difference(plan, plan.with_rows(**{table: rows}), f"Back to default: {what}", [table])
