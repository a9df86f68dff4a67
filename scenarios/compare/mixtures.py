"""Plans between two plans: some groups of inputs from the one, the others from the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from scenarios.columns import columns
from scenarios.compare.groups import GROUPS, OF_FIELD, OF_FIELD_OF_ROW, OF_TABLE, Group, of_starter
from scenarios.compare.matching import with_field_of
from scenarios.plan import TABLES, Plan, Row, Starter

Taken = frozenset[Group]


class Mixtures:
    """All that lies between two plans of one frame. What mixtures have in common is the same object in them."""

    def __init__(self, before: Plan, after: Plan) -> None:
        self.before, self.after = before, after
        self._made: dict[tuple[str, Taken], tuple[Row, ...]] = {}
        self._bearing: dict[str, Taken] = {}

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups in which the two plans differ."""
        return tuple(group for group in GROUPS if self._differs(group))

    def _differs(self, group: Group) -> bool:
        return _content(self.before, group) != _content(self.after, group) or any(
            self._crossed(table, frozenset((group,))) != self.before.rows(table)
            for table, fields in OF_FIELD_OF_ROW.items()
            if group in fields.values()
        )

    def plan(self, taken: Iterable[Group]) -> Plan:
        """The plan with these groups as after, and every other one as before."""
        chosen = frozenset(taken)
        tables = {table: self._table(table, chosen) for table in (*OF_TABLE, *OF_FIELD, "pipeline")}
        return self.before.with_rows(**tables)

    def _table(self, table: str, taken: Taken) -> tuple[Row, ...]:
        """A table of a mixture; made once for each choice of the groups that bear on it."""
        bearing = self._bearing_on(table)
        if not taken & bearing or bearing <= taken:
            return self._side(bearing <= taken).rows(table)
        key = (table, taken & bearing)
        if key not in self._made:
            self._made[key] = self._made_of(table, taken)
        return self._made[key]

    def _bearing_on(self, table: str) -> Taken:
        """The groups by which a table's rows or fields differ between the two plans, or may differ."""
        if table not in self._bearing:
            self._bearing[table] = self._of_table(table)
        return self._bearing[table]

    def _of_table(self, table: str) -> Taken:
        if table in OF_TABLE:
            return frozenset((OF_TABLE[table], *OF_FIELD_OF_ROW.get(table, {}).values()))
        if table == "pipeline":
            both = {group: [_of_group(plan, group) for plan in (self.before, self.after)] for group in PIPELINE_GROUPS}
            return frozenset(group for group, (old, new) in both.items() if old != new)
        return frozenset(group for field, group in OF_FIELD[table].items() if self._field_differs(table, field))

    def _field_differs(self, table: str, field: str) -> bool:
        pairs = zip(self.before.rows(table), self.after.rows(table), strict=True)
        return any(vars(old)[field] != vars(new)[field] for old, new in pairs)

    def _side(self, after: bool) -> Plan:  # noqa: FBT001 - which of the two
        return self.after if after else self.before

    def _made_of(self, table: str, taken: Taken) -> tuple[Row, ...]:
        if table == "pipeline":
            return self._pipeline(taken)
        return self._crossed(table, taken) if table in OF_TABLE else self._mixed(table, taken)

    def _crossed(self, table: str, taken: Taken) -> tuple[Row, ...]:
        """The rows of the table's group; fields that belong to other groups as the same rows have them there."""
        rows = self._side(OF_TABLE[table] in taken).rows(table)
        for field, group in OF_FIELD_OF_ROW[table].items():
            rows = with_field_of(rows, self._side(group in taken).rows(table), field)
        return rows

    def _mixed(self, table: str, taken: Taken) -> tuple[Row, ...]:
        fields = [field for field, group in OF_FIELD[table].items() if group in taken]
        pairs = zip(self.before.rows(table), self.after.rows(table), strict=True)
        return tuple(_with(old, {field: vars(new)[field] for field in fields}) for old, new in pairs)

    def _pipeline(self, taken: Taken) -> tuple[Row, ...]:
        return tuple(row for group in PIPELINE_GROUPS for row in _of_group(self._side(group in taken), group))


PIPELINE_GROUPS: tuple[Group, ...] = ("recruitment", "agency")


def _of_group(plan: Plan, group: Group) -> list[Starter]:
    return [row for row in plan.pipeline if of_starter(row.kind) == group]


def _with(row: Row, values: dict[str, Any]) -> Row:
    """A row with other values; itself where they are the same."""
    return row if values.items() <= vars(row).items() else row.model_copy(update=values)


def _content(plan: Plan, group: Group) -> dict[str, Any]:
    """What a group of inputs holds, notes, ids and order aside."""
    found: dict[str, Any] = {}
    for table in (table for table, of in OF_TABLE.items() if of == group):
        found[table] = _rows(table, plan.rows(table))
    if group in PIPELINE_GROUPS:
        found["pipeline"] = _rows("pipeline", _of_group(plan, group))
    for table, fields in OF_FIELD.items():
        found[f"{table} fields"] = _values(plan, table, [field for field, of in fields.items() if of == group])
    return found


def _rows(table: str, rows: Iterable[Row]) -> Counter[tuple[Any, ...]]:
    fields = _telling(table)
    return Counter(tuple(vars(row)[name] for name in fields) for row in rows)


def _telling(table: str) -> tuple[str, ...]:
    """The fields of a row that figures depend on, but for those of other groups than the row's."""
    left_out = ("id", *OF_FIELD_OF_ROW.get(table, ()))
    return tuple(each.name for each in columns(TABLES[table]) if not each.memo and each.name not in left_out)


def _values(plan: Plan, table: str, fields: list[str]) -> list[tuple[Any, ...]]:
    telling = [name for name in fields if name in _telling(table)]
    return [tuple(vars(row)[name] for name in telling) for row in plan.rows(table)] if telling else []
