"""One row of a scenario file: every fault of its fields, of the rules between them and of what it refers to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from scenarios.columns import Column, column
from scenarios.fields import KEY_WORDS
from scenarios.layout import ONE_VALUE, VACANT, Shape, shape
from scenarios.plan import TABLES, Line, Row
from scenarios.problems import Gathering, Problem, allowed
from scenarios.references import There
from scenarios.rules import broken_rules, reference_faults
from scenarios.scalars import Wrong, found, is_text, nearest_hint, read, words
from scenarios.yaml_nodes import Mapping, Node, Refused, Scalar, path_part

UNNAMED = "unnamed"
"""The id of a row that the file gives none, until it gets one from its content."""

Path = tuple[str, ...]


@dataclass(slots=True)
class Place:
    """Where a row stands in the file; `keys` are the fields its place gives, its own key last."""

    table: str
    path: Path
    node: Node
    keys: dict[str, Scalar] = field(default_factory=dict)

    @property
    def single(self) -> bool:
        """Whether the row is one value, not a mapping: cases of a type."""
        return self.table in ONE_VALUE

    def of(self, name: str) -> tuple[Path, Node]:
        """Path and node of a field; of the nearest mapping around it where it is missing."""
        if name in self.keys or self.single or not isinstance(self.node, Mapping):
            return self.path, self.keys.get(name, self.node)
        row = TABLES[self.table]
        path, node = self.path, self.node
        for key in column(row, name).file_path if name in row.model_fields else (name,):
            path = (*path, key)
            inner = node.values.get(key)
            if not isinstance(inner, Mapping):
                return path, inner or node
            node = inner
        return path, node


class RowReader:
    """Reads rows, and gathers what is wrong with them in `problems`."""

    def __init__(self, problems: Gathering, there: There) -> None:
        self.problems = problems
        self.there = there

    def fault(self, path: Path, node: Node, wrong: Wrong) -> None:
        """Note a value that is not allowed, unless its node was refused before."""
        if not isinstance(node, Refused):
            self.problems.append(Problem(path, found(node), wrong.allowed, node.line, wrong.hint))

    def missing(self, path: Path, mapping: Node, needed: str) -> None:
        """Note a key that a mapping lacks."""
        problem = Problem(path, "nothing", needed, mapping.line)
        if problem not in self.problems[-1:]:
            self.problems.append(problem)

    def unknown(self, path: Path, key: Scalar, valid: tuple[str, ...]) -> None:
        """Note a key that means nothing where it stands."""
        name = path_part(key.text)
        hint = nearest_hint(key.text, valid)
        self.problems.append(Problem((*path, name), f"the key {name}", ", ".join(valid), key.line, hint))

    def row(self, place: Place) -> Row | None:
        """The row at a place, or None where it is faulty."""
        kind, row = TABLES[place.table], None
        values = self._placed(place)
        if place.single:
            self._value(column(kind, ONE_VALUE[place.table]), place.path, place.node, values)
        else:
            self._given(place, kind, values)
        try:
            row = kind.model_validate(values)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                self._refused(place, detail, values)
            self._rules(place, values)
        self._references(place, values)
        return row

    def _placed(self, place: Place) -> dict[str, Any]:
        values: dict[str, Any] = {name: key.text for name, key in place.keys.items()}
        own = next(reversed(place.keys), None)
        if own is not None and not is_text(place.keys[own]):
            del values[own]
            needed = words(column(TABLES[place.table], own))
            hint = "put quotes round it" if needed == KEY_WORDS else ""
            self.fault(place.path, place.keys[own], Wrong(needed, hint))
        return values

    def _given(self, place: Place, kind: type[Row], values: dict[str, Any]) -> None:
        mapping = place.node
        self._fields(place.path, mapping, shape(kind), values)
        if not isinstance(mapping, Mapping):
            return
        if VACANT in mapping.values and kind is Line:
            self._vacant((*place.path, VACANT), mapping, values)
        if "id" in kind.KEY and "id" not in mapping.values:
            values["id"] = UNNAMED

    def _fields(self, path: Path, mapping: Node, known: Shape, values: dict[str, Any]) -> None:
        if not isinstance(mapping, Mapping):
            self.fault(path, mapping, Wrong(_mapping_of(known)))
            return
        for key, node in mapping.values.items():
            if key in known.fields:
                self._value(known.fields[key], (*path, key), node, values)
            elif key in known.groups:
                self._fields((*path, key), node, known.groups[key], values)
            elif key not in known.others:
                self.unknown(path, mapping.keys[key], known.keys)

    def _value(self, of: Column, path: Path, node: Node, values: dict[str, Any]) -> None:
        value = read(of, node)
        if isinstance(value, Wrong):
            self.fault(path, node, value)
        else:
            values[of.name] = value

    def _vacant(self, path: Path, mapping: Mapping, values: dict[str, Any]) -> None:
        """What is in post, where the line gives what is vacant instead."""
        node = mapping.values[VACANT]
        if "in_post" in mapping.values:
            self.problems.append(Problem(path, "both in_post and vacant", "one of the two", node.line))
            return
        vacant, posts = read(column(Line, "posts"), node), values.get("posts", -1.0)
        if isinstance(vacant, Wrong):
            self.fault(path, node, vacant)
        elif vacant < 0:
            self.fault(path, node, Wrong("0 or more"))
        elif 0 <= posts < vacant:
            self.fault(path, node, Wrong(f"at most the posts, {posts:.15g}"))
        elif posts >= 0:
            values["in_post"] = round(posts - vacant, 2)

    def _refused(self, place: Place, detail: ErrorDetails, values: dict[str, Any]) -> None:
        if detail["type"] == "row":
            return
        name = str(detail["loc"][0])
        inherited = name in place.keys and name != next(reversed(place.keys))
        if detail["type"] == "missing":
            self._lacks(place, name)
        elif not inherited:
            path, node = place.of(name)
            if not isinstance(node, Mapping):
                self.fault(path, node, Wrong(allowed(detail)))
        values.pop(name, None)

    def _lacks(self, place: Place, name: str) -> None:
        """Note a field that is not there, unless what is there in its stead has been found faulty."""
        path, mapping = place.of(name)
        if name in place.keys or place.single or not isinstance(mapping, Mapping) or path[-1] in mapping.values:
            return
        if name == "in_post":
            if VACANT not in mapping.values:
                self.missing(path, mapping, f"in_post or {VACANT}, a number of up to 2 decimals")
            return
        kind = TABLES[place.table]
        group = shape(kind).groups.get(path[-1])
        self.missing(path, mapping, _mapping_of(group) if group else words(column(kind, name)))

    def _rules(self, place: Place, values: dict[str, Any]) -> None:
        for name, needed in broken_rules(TABLES[place.table], values):
            path, node = place.of(name)
            same = isinstance(node, Mapping)
            self.problems.append(Problem(path, "the same line" if same else found(node), needed, node.line))

    def _references(self, place: Place, values: dict[str, Any]) -> None:
        """Note what is not there; what a row stands within is."""
        kind, unread = TABLES[place.table], self.there.unread
        within = [*place.keys][:-1]
        told = (name for name in values if name not in within and column(kind, name).refers not in unread)
        values = {name: values[name] for name in told}
        for fault in reference_faults(place.table, values, self.there.known):
            path, node = place.of(fault.field)
            self.problems.append(Problem(path, fault.found, fault.allowed, node.line, fault.hint))


def _mapping_of(known: Shape) -> str:
    return f"a mapping of {', '.join((*known.fields, *known.groups))}"
