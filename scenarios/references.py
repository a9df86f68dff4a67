"""What the rows of a scenario file may refer to, whether those rows are sound or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scenarios.layout import KEYED
from scenarios.rules import Known
from scenarios.scalars import is_blank
from scenarios.yaml_nodes import Mapping, Node

LONGEST_KEY = 80


@dataclass(frozen=True)
class There:
    """Keys and lines of a file; `unread` are tables that could not be read, so that nothing is said of references."""

    known: Known
    unread: frozenset[str]


def there(root: Mapping) -> There:
    """What there is to refer to in a file."""
    nodes = {table: root.values.get(table) for table in KEYED}
    keys = {table: frozenset(_keys(node)) for table, node in nodes.items()}
    return There(Known(keys, frozenset(_lines(nodes["teams"], keys["roles"]))), frozenset(_unread(nodes)))


def _keys(node: Node | None) -> Iterable[str]:
    """The keys of a mapping but for those that no fault may quote as they are; they are no slugs anyway."""
    if not isinstance(node, Mapping):
        return ()
    return (key for key in node.keys if len(key) <= LONGEST_KEY and key.isprintable())


def _unread(nodes: dict[str, Node | None]) -> Iterator[str]:
    for table, node in nodes.items():
        empty = table == "case_types" and (node is None or is_blank(node))
        if not (isinstance(node, Mapping) or empty):
            yield table


def _lines(teams: Node | None, roles: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Team and role of each line; every role, for a team whose lines could not be read."""
    for key, team in teams.values.items() if isinstance(teams, Mapping) else ():
        node = team.values.get("establishment") if isinstance(team, Mapping) else team
        blank = node is None or (is_blank(node) and isinstance(team, Mapping))
        for role in _keys(node) if blank or isinstance(node, Mapping) else roles:
            yield key, role
