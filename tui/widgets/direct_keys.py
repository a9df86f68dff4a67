"""Keys run by the widget that has them, at once: fast typing then keeps its order."""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import Binding, BindingType


def actions_by_key(bindings: Iterable[BindingType]) -> dict[str, str]:
    """The action of each key in a list of bindings."""
    made = Binding.make_bindings(bindings)
    return {binding.key: binding.action for binding in made}
