"""The JSON Schema of a scenario file, made from the fields, for editors that complete and check YAML.

It says what a value may be by itself; what rows refer to and how many decimals they have, the reader checks.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from scenarios.columns import Column
from scenarios.fields import YEAR_PATTERN
from scenarios.finance import COSTED_KINDS
from scenarios.layout import BEFORE_ASSUMPTIONS, FORMAT, KEYED, VACANT, Shape, shape
from scenarios.plan import (
    DEFAULT_RAMPS,
    TABLES,
    Assumptions,
    CaseType,
    Funding,
    Header,
    Line,
    OpeningCases,
    ProgrammeLine,
    ProgrammeYear,
    Ramp,
    Row,
    StarterCost,
    Team,
)

_DIALECT = "http://json-schema.org/draft-07/schema#"
_TOP_REQUIRED = ("format", "name", "as_at", "roles", "teams")


def schema() -> dict[str, Any]:
    """The schema of a whole file, in the dialect that editors know best (draft 7)."""
    fields = _fields(Header, shape(Header))
    return {
        "$schema": _DIALECT,
        "title": "Caseload Planner scenario",
        **_mapping(
            {
                "format": {"const": FORMAT, "description": "The format and its version."},
                **fields,
                **{table: _keyed(row) for table, row in KEYED.items()},
                **{table: _listed(_row(TABLES[table])) for table in BEFORE_ASSUMPTIONS},
                "assumptions": _or_blank(_assumptions()),
                "programme": _listed(_programme_line()),
                "funding": _years(Funding),
            },
            _TOP_REQUIRED,
        ),
    }


def _listed(row: dict[str, Any]) -> dict[str, Any]:
    return _or_blank({"type": "array", "items": row})


def _row(row: type[Row]) -> dict[str, Any]:
    """The mapping of a row, with what its place in the file does not give."""
    known = shape(row)
    groups = {name: _mapping(_fields(row, inner), _required(inner)) for name, inner in known.groups.items()}
    return _mapping({**_fields(row, known), **groups}, (*_required(known), *groups))


def _required(known: Shape) -> tuple[str, ...]:
    """Keys that must be there; rows without an id get one."""
    return tuple(key for key, column in known.fields.items() if column.required and key != "id")


def _keyed(row: type[Row]) -> dict[str, Any]:
    one = _team() if row is Team else _row(row)
    rows = {"type": "object", "propertyNames": {"pattern": _key_pattern(row)}, "additionalProperties": one}
    return _or_blank(rows) if row is CaseType else rows


def _key_pattern(row: type[Row]) -> str:
    return str(_properties(row)[row.KEY[-1]]["pattern"])


def _team() -> dict[str, Any]:
    made = _row(Team)
    cases = _field(OpeningCases, "cases")
    made["properties"]["cases"] = _or_blank({"type": "object", "additionalProperties": cases})
    made["properties"]["establishment"] = _or_blank({"type": "object", "additionalProperties": _line()})
    return made


def _line() -> dict[str, Any]:
    made = _row(Line)
    made["properties"][VACANT] = {**_field(Line, "in_post"), "title": "Vacant", "description": "Instead of in_post."}
    made["required"].remove("in_post")
    return {**made, "oneOf": [{"required": ["in_post"]}, {"required": [VACANT]}]}


def _assumptions() -> dict[str, Any]:
    made = _row(Assumptions)
    ramp = _or_blank(_field(Ramp, "shares"))
    made["properties"]["ramps"] = _or_blank(_mapping(dict.fromkeys(DEFAULT_RAMPS, ramp), ()))
    cost = _field(StarterCost, "amount")
    made["properties"]["starter_cost"] = _or_blank(_mapping(dict.fromkeys(COSTED_KINDS, cost), ()))
    return made


def _programme_line() -> dict[str, Any]:
    made = _row(ProgrammeLine)
    made["properties"]["years"] = _years(ProgrammeYear)
    return made


def _years(row: type[Row]) -> dict[str, Any]:
    """Rows by financial year."""
    names = {"pattern": f"^{YEAR_PATTERN}$"}
    return _or_blank({"type": "object", "propertyNames": names, "additionalProperties": _row(row)})


def _mapping(properties: dict[str, Any], required: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "required": [*required], "properties": properties}


def _or_blank(made: dict[str, Any]) -> dict[str, Any]:
    """The same, or nothing: what may be left blank."""
    return {**made, "type": [made["type"], "null"]}


def _fields(row: type[Row], known: Shape) -> dict[str, Any]:
    return {key: _of(row, column) for key, column in known.fields.items()}


def _field(row: type[Row], name: str) -> dict[str, Any]:
    return dict(_properties(row)[name])


def _of(row: type[Row], column: Column) -> dict[str, Any]:
    """One field; an optional one is left out rather than null."""
    made = _field(row, column.name)
    choices = [each for each in made.pop("anyOf", ()) if each != {"type": "null"}]
    if column.optional:
        made.pop("default", None)
        made |= choices[0]
    return made


@cache
def _properties(row: type[Row]) -> dict[str, Any]:
    properties: dict[str, Any] = row.model_json_schema()["properties"]
    return properties
