"""A whole scenario file to a plan: every fault of it at once, or the plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from scenarios.columns import column
from scenarios.finance import every_cost
from scenarios.layout import FORMAT, FORMAT_NAME, KEYED, LISTS
from scenarios.plan import DEFAULT_RAMPS, TABLES, Assumptions, Plan, Ramp, Row, StarterCost, StarterKind
from scenarios.problems import Faulty, Gathering, Problem, allowed, shown
from scenarios.references import there
from scenarios.row_ids import with_ids
from scenarios.row_reading import UNNAMED, Path, Place, RowReader
from scenarios.rules import MOST_ROWS, too_many
from scenarios.scalars import Wrong, found, is_blank, read
from scenarios.yaml_nodes import Document, Listing, Mapping, Node, Scalar, path_part

RAMPS = ("assumptions", "ramps")
STARTER_COST = ("assumptions", "starter_cost")
YEARS = "amounts by financial year"


def plan_of(document: Document) -> Plan:
    """The plan in a file. Raises Faulty with every fault of it; a file of another format has only that one."""
    root = document.root
    if not isinstance(root, Mapping):
        raise Faulty([*document.problems, Problem((), found(root), "a mapping, from format: on", root.line)])
    other = _other_format(root)
    if other is not None:
        raise Faulty([other])
    reading = _Reading(root, document.problems)
    tables = reading.tables()
    if reading.problems:
        raise Faulty(reading.problems)
    return Plan(**tables)


def _other_format(root: Mapping) -> Problem | None:
    node = root.values.get("format")
    if node is None or (isinstance(node, Scalar) and node.text == FORMAT):
        return None
    name, _, number = node.text.partition("/") if isinstance(node, Scalar) else ("", "", "")
    newer = name == FORMAT_NAME and number.isdecimal() and int(number[:9]) > 1
    return Problem(
        ("format",), found(node), FORMAT, node.line, "a newer format than this program reads" if newer else ""
    )


class _Reading:
    """The reading of one file."""

    def __init__(self, root: Mapping, found_before: Gathering) -> None:
        self.root = root
        self.problems = found_before
        self.reader = RowReader(self.problems, there(root))

    def tables(self) -> dict[str, Any]:
        """Every table of the plan by its name; not to be used where there are problems."""
        if "format" not in self.root.values:
            self.reader.missing(("format",), self.root, FORMAT)
        tables: dict[str, Any] = {"header": self.reader.row(Place("header", (), self.root))}
        for table in KEYED:
            mapping = self._mapping(self.root, (table,), "rows by key, or {}", required=table != "case_types")
            tables[table] = self._rows(_places(table, mapping, (table,), {}))
        for table, holds in (("cases", "numbers of cases by case type"), ("establishment", "lines by role")):
            tables[table] = self._rows(self._in_teams(table, holds))
        self._not_too_many({table: len(tables[table]) for table in MOST_ROWS})
        for table in LISTS:
            tables[table] = self._listed(table)
        funding = self._mapping(self.root, ("funding",), YEARS)
        tables["funding"] = self._rows(_places("funding", funding, ("funding",), {}))
        return tables | self._programme_years(tables["programme"]) | self._assumptions()

    def _not_too_many(self, counts: dict[str, int]) -> None:
        for _, (found_there, most) in too_many(counts):
            self.problems.append(Problem(("teams",), found_there, most, self.root.keys["teams"].line))

    def _rows(self, places: Iterable[Place]) -> tuple[Row, ...]:
        rows = [self.reader.row(place) for place in places]
        return tuple(row for row in rows if row is not None)

    def _in_teams(self, table: str, holds: str) -> Iterator[Place]:
        teams = self.root.values.get("teams")
        if not isinstance(teams, Mapping):
            return
        for key, team in teams.values.items():
            if isinstance(team, Mapping):
                path = ("teams", path_part(key), table)
                yield from _places(table, self._mapping(team, path, holds), path, {"team": teams.keys[key]})

    def _mapping(self, around: Mapping, path: Path, holds: str, *, required: bool = False) -> Mapping:
        """A mapping within another; an empty one where it is blank, missing or refused."""
        node = around.values.get(path[-1])
        if isinstance(node, Mapping):
            return node
        if node is None and required:
            self.reader.missing(path, around, holds)
        elif node is not None and (required or not is_blank(node)):
            self.reader.fault(path, node, Wrong(holds))
        return Mapping(around.line)

    def _listing(self, around: Mapping, path: Path, holds: str) -> Listing:
        """A list within a mapping; an empty one where it is blank, missing or refused."""
        node = around.values.get(path[-1])
        if isinstance(node, Listing):
            return node
        if node is not None and not is_blank(node):
            self.reader.fault(path, node, Wrong(holds))
        return Listing(around.line)

    def _listed(self, table: str) -> tuple[Row, ...]:
        nodes = self._listing(self.root, (table,), "a list of rows").items
        rows = self._rows(Place(table, (table, str(number)), node) for number, node in enumerate(nodes, 1))
        ids = [node.values.get("id") if isinstance(node, Mapping) else None for node in nodes]
        self._once(table, ids)
        if self.problems:
            return ()
        return with_ids(table, rows, (index for index, node in enumerate(ids) if node is None))

    def _programme_years(self, programme: tuple[Row, ...]) -> dict[str, Any]:
        """The years of each line, which is known by the id that it has in the end."""
        node = self.root.values.get("programme")
        lines = node.items if isinstance(node, Listing) else []
        of_lines = [self._rows(self._years(str(number), line)) for number, line in enumerate(lines, 1)]
        if self.problems:
            return {}
        named = ((line.ref, rows) for line, rows in zip(programme, of_lines, strict=True))
        return {"programme_years": tuple(row.model_copy(update={"line": ref}) for ref, rows in named for row in rows)}

    def _years(self, number: str, line: Node) -> Iterator[Place]:
        if isinstance(line, Mapping):
            path = ("programme", number, "years")
            unnamed = Scalar(line.line, UNNAMED, plain=True)
            yield from _places("programme_years", self._mapping(line, path, YEARS), path, {"line": unnamed})

    def _once(self, table: str, ids: list[Node | None]) -> None:
        """Note each id that an earlier row of the list has."""
        first: dict[str, int] = {}
        for number, node in enumerate(ids, 1):
            if not isinstance(node, Scalar):
                continue
            if node.text in first:
                path, hint = (table, str(number), "id"), f"first on line {first[node.text]}"
                self.problems.append(Problem(path, shown(node.text), "each id once", node.line, hint))
            first.setdefault(node.text, node.line)

    def _assumptions(self) -> dict[str, Any]:
        mapping = self._mapping(self.root, ("assumptions",), "a mapping of assumptions")
        return {
            "assumptions": self.reader.row(Place("assumptions", ("assumptions",), mapping)) or Assumptions(),
            "ramps": self._ramps(mapping),
            "starter_costs": self._starter_costs(mapping),
        }

    def _starter_costs(self, assumptions: Mapping) -> tuple[StarterCost, ...]:
        """The cost of every kind of starter: nothing for those that are not given."""
        mapping = self._mapping(assumptions, STARTER_COST, "costs by kind of starter")
        rows = self._rows(_places("starter_costs", mapping, STARTER_COST, {}))
        return every_cost(row for row in rows if isinstance(row, StarterCost))

    def _ramps(self, assumptions: Mapping) -> tuple[Ramp, ...]:
        """The ramps given, and the usual one for every other kind."""
        mapping = self._mapping(assumptions, RAMPS, "lists of shares by kind of starter")
        for kind, key in mapping.keys.items():
            if kind not in DEFAULT_RAMPS:
                self.reader.unknown(RAMPS, key, tuple(DEFAULT_RAMPS))
        ramps = (self._ramp(kind, mapping) for kind in DEFAULT_RAMPS)
        return tuple(ramp for ramp in ramps if ramp is not None)

    def _ramp(self, kind: StarterKind, mapping: Mapping) -> Ramp | None:
        if kind not in mapping.values:
            return Ramp(kind=kind, shares=DEFAULT_RAMPS[kind])
        path = (*RAMPS, kind)
        listing = self._listing(mapping, path, "a list of shares, such as [0.5, 0.75]")
        values = [read(column(Ramp, "shares"), node) for node in listing.items]
        for number, (value, node) in enumerate(zip(values, listing.items, strict=True), 1):
            if isinstance(value, Wrong):
                self.reader.fault((*path, str(number)), node, value)
        try:
            return Ramp(kind=kind, shares=tuple(0.0 if isinstance(value, Wrong) else value for value in values))
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                self._refused_share(path, listing, detail)
        return None

    def _refused_share(self, path: Path, listing: Listing, detail: ErrorDetails) -> None:
        _, *index = detail["loc"]
        if index:
            number = int(index[0])
            self.reader.fault((*path, str(number + 1)), listing.items[number], Wrong(allowed(detail)))
        else:
            most = f"at most {detail['ctx']['max_length']} shares"
            self.problems.append(Problem(path, f"{len(listing.items)} shares", most, listing.line))


def _places(table: str, mapping: Mapping, path: Path, above: dict[str, Scalar]) -> Iterator[Place]:
    """The places of rows that stand under their keys."""
    own = TABLES[table].KEY[-1]
    for key, node in mapping.values.items():
        yield Place(table, (*path, path_part(key)), node, {**above, own: mapping.keys[key]})
