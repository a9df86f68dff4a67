"""The fields of a row, described once for every use: files, store, grids, forms and labels."""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from scenarios.fields import FileKey, Memo, Refers, Unit
from scenarios.plan import Row
from scenarios.row import Keeps, Rule

Kind = Literal["number", "whole", "yes-no", "date", "choice", "key", "text", "notes", "shares", "year"]


@dataclass(frozen=True)
class Column:
    """One field of a row: its name in code, its path in the file, its title, help, unit, and what it may hold."""

    name: str
    file_path: tuple[str, ...]
    title: str
    help: str
    kind: Kind
    unit: Unit
    required: bool
    optional: bool
    default: Any
    choices: tuple[str, ...] = ()
    refers: str = ""
    memo: bool = False
    rules: tuple[Rule, ...] = ()
    """Those that are kept by this field."""


@cache
def columns(row: type[Row]) -> tuple[Column, ...]:
    """The columns of a kind of row, in the order of its fields."""
    return tuple(_column(name, field) for name, field in row.model_fields.items())


@cache
def column(row: type[Row], name: str) -> Column:
    """One column of a kind of row; KeyError where there is none of that name."""
    return {each.name: each for each in columns(row)}[name]


def _column(name: str, field: FieldInfo) -> Column:
    marks = [*field.metadata, *_marks(field.annotation)]
    unit = next((mark for mark in marks if isinstance(mark, Unit)), Unit("text"))
    base = _bare(field.annotation)
    choices = tuple(get_args(base)) if get_origin(base) is Literal else ()
    refers = next((mark.table for mark in marks if isinstance(mark, Refers)), "")
    file_key = next((mark.name for mark in marks if isinstance(mark, FileKey)), name)
    return Column(
        name=name,
        file_path=tuple(file_key.split(".")),
        title=field.title or name,
        help=field.description or "",
        kind=_kind(base, unit, choices),
        unit=unit,
        required=field.is_required(),
        optional=type(None) in get_args(field.annotation),
        default=None if field.is_required() else field.default,
        choices=choices,
        refers=refers,
        memo=any(isinstance(mark, Memo) for mark in marks),
        rules=tuple(mark.rule for mark in marks if isinstance(mark, Keeps)),
    )


def _marks(annotation: Any) -> Iterator[Any]:
    """Metadata inside an optional type, where pydantic does not lift it out."""
    for part in get_args(annotation) if _is_union(annotation) else ():
        if get_origin(part) is Annotated:
            yield from get_args(part)[1:]


def _bare(annotation: Any) -> Any:
    if _is_union(annotation):
        annotation = next(part for part in get_args(annotation) if part is not type(None))
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _is_union(annotation: Any) -> bool:
    return get_origin(annotation) in (Union, types.UnionType)


_KINDS: dict[Any, Kind] = {float: "number", int: "whole", bool: "yes-no", dt.date: "date"}
_TEXTS: dict[str, Kind] = {"key": "key", "notes": "notes", "year": "year"}


def _kind(base: Any, unit: Unit, choices: tuple[str, ...]) -> Kind:
    if choices:
        return "choice"
    if unit.name == "shares":
        return "shares"
    if base is str:
        return _TEXTS.get(unit.name, "text")
    return _KINDS[base]
