"""Rows of plans made of JSON: for each the values of its fields in the order of `FIELDS`, its place, its version."""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
from typing import Any

from pydantic import ValidationError
from pydantic_core import CoreSchema, PydanticCustomError, SchemaValidator, core_schema

from scenarios.columns import Column, Kind, columns
from scenarios.plan import TABLES, Row
from store.digests import FIELDS
from store.errors import WHAT_TO_DO, StoreDamaged


def made(table: str, text: bytes) -> tuple[Row, ...]:
    """The rows of a table, every value validated. Raises StoreDamaged where one is not allowed."""
    try:
        rows: tuple[Row, ...] = _VALIDATORS[table].validate_json(text)
    except ValidationError as error:
        raise _damaged(error, table) from error
    return rows


def _damaged(error: ValidationError, table: str) -> StoreDamaged:
    fault = error.errors(include_url=False)[0]
    row, field, *within = (*fault["loc"], "", "")
    if isinstance(field, int):
        field = FIELDS[table][field]
    where = " › ".join(str(part) for part in (table, row, field, *within) if part != "")
    return StoreDamaged(f"The store holds what cannot be right, at {where}: {fault['msg']}. {WHAT_TO_DO}")


def _validator(kind: type[Row], names: tuple[str, ...]) -> SchemaValidator:
    """What makes the rows of a kind: its own checks of each field, for values that come in places and not by name."""
    schema: Any = kind.__pydantic_core_schema__
    fields, known = schema["schema"]["fields"], {each.name: each for each in columns(kind)}
    checks = [_as_kept(known[name], fields[name]["schema"]) for name in names]
    values = core_schema.no_info_after_validator_function(_row(kind, names), core_schema.tuple_schema(checks + _BESIDE))
    row = core_schema.model_schema(kind, values, config=schema["config"])
    # A kind of row brings what validates it, which is of no use here: that goes by the names of fields.
    return SchemaValidator(core_schema.tuple_variable_schema(row), _use_prebuilt=False)


_BESIDE: list[CoreSchema] = [core_schema.any_schema()] * 2
"""Place and version, of which a row knows nothing."""


def _as_kept(of: Column, check: Any) -> CoreSchema:
    """The check of a field, for a value as it is kept. A blank value stands there too; rules are for `_row` to keep."""
    match check["type"]:
        case "default":
            return _as_kept(of, check["schema"])
        case "nullable":
            return core_schema.nullable_schema(_as_kept(of, check["schema"]))
        case "function-after" if check["function"]["type"] == "with-info":
            return _as_kept(of, check["schema"])
    kept = _KEPT.get(of.kind)
    found: CoreSchema = check if kept is None else kept(check)
    return found


_KEPT: dict[Kind, Callable[[Any], CoreSchema]] = {
    "yes-no": lambda _: core_schema.bool_schema(strict=False),
    "shares": core_schema.json_schema,
}
"""The checks of values that are kept as something else, made of those of the fields."""


_Made = tuple[dict[str, Any], None, set[str]]
"""What a row is made of: its values, none beside them, and which were given."""


def _row(kind: type[Row], names: tuple[str, ...]) -> Callable[[Any], _Made]:
    rules = [(each.name, rule) for each in columns(kind) for rule in each.rules]
    declared = tuple(kind.model_fields)
    in_order = itemgetter(*map(names.index, declared))
    given = set(declared)  # one for all rows: they are frozen, and copies of them have their own

    def row(places: tuple[Any, ...]) -> _Made:
        values = dict(zip(declared, in_order(places)))  # noqa: B905 - as many
        for name, rule in rules:
            for field, allowed in rule(values) if values[name] is not None else ():
                raise PydanticCustomError("row", "{field}: {allowed}", {"field": field, "allowed": allowed})
        return values, None, given

    return row


_VALIDATORS = {table: _validator(kind, FIELDS[table]) for table, kind in TABLES.items()}
