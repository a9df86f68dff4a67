"""The keys below the table."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.binding import ActiveBinding
from textual.events import MouseDown, MouseMove
from textual.screen import Screen
from textual.strip import Strip

from tui.widgets.laid_out_once import LaidOutOnce

KEY = "key"


class Key(NamedTuple):
    """A key of the line: which, how it is written, what it does, more about that, and whether it does so now."""

    key: str
    name: str
    does: str
    tip: str
    is_enabled: bool


class KeysLine(LaidOutOnce):
    """The keys that can be pressed now, each to be clicked too; that of the palette at the right end.

    Drawn as one line: widgets for the keys, as in the framework's footer, take longer to come up than the table.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys-line--key", "keys-line--does", "keys-line--edge", "keys-line--hover"}
    DEFAULT_CSS = """
    KeysLine {
        dock: bottom;
        height: 1;
        color: $footer-foreground;
        background: $footer-background;

        & > .keys-line--key {
            color: $footer-key-foreground;
            background: $footer-key-background;
            text-style: bold;
        }
        & > .keys-line--does { color: $footer-description-foreground; background: $footer-description-background; }
        & > .keys-line--edge { color: $foreground 20%; }
        & > .keys-line--hover {
            color: $footer-key-foreground;
            background: $block-hover-background;
            text-style: bold;
        }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.keys: tuple[Key, ...] = ()
        """The keys in their order, as many of which are shown as there is room for."""
        self.palette: Key | None = None
        """The key that is always shown, at the right end."""
        self._turned = 0
        """How many keys the wheel has turned away, where there is no room for all."""
        self._under: Key | None = None
        """The key that the mouse points at."""

    def on_mount(self) -> None:
        """Follow the keys of the screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def _bindings_changed(self, screen: Screen[object]) -> None:
        """Look at the keys that can be pressed now; another window in front of the terminal changes none of them."""
        if not screen.app.app_focus or screen is not self.screen:
            return
        active = screen.active_bindings
        first = {each.binding.action: each for each in reversed(active.values()) if each.binding.show}
        keys = tuple(self._key(each) for each in active.values() if first.get(each.binding.action) is each)
        found = active.get(self.app.COMMAND_PALETTE_BINDING)
        palette = self._key(found) if found else None
        if (keys, palette) != (self.keys, self.palette):
            self.keys, self.palette, self._turned = keys, palette, 0
            self.refresh()

    def _key(self, active: ActiveBinding) -> Key:
        binding, tip = active.binding, active.tooltip or active.binding.tooltip
        return Key(binding.key, self.app.get_key_display(binding), binding.description, tip, active.enabled)

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is only one
        """The line."""
        ground, right = self.visual_style.rich_style, self._right
        room = max(self.content_size.width - right.cell_length, 0)
        left = Strip.join([self._drawn(key, " ") for key in self.keys[self._turned :]])
        return Strip.join([left.crop(0, room).adjust_cell_length(room, ground), right])

    @property
    def _right(self) -> Strip:
        if self.palette is None:
            return Strip.blank(0)
        edge = Segment("▏", self.get_component_rich_style("keys-line--edge"))
        return Strip.join([Strip([edge]), self._drawn(self.palette), Strip.blank(1, self.visual_style.rich_style)])

    def _drawn(self, key: Key, margin: str = "") -> Strip:
        parts = ("hover", "hover") if key == self._under else ("key", "does")
        name, does = (self.get_component_rich_style(f"keys-line--{part}") for part in parts)
        said = Style(dim=None if key.is_enabled else True, meta={KEY: key})
        return Strip([Segment(f"{margin}{key.name} ", name + said), Segment(f"{key.does}{margin}", does + said)])

    def on_mouse_move(self, event: MouseMove) -> None:
        """Tell the key under the mouse from others, and what more there is to say of it."""
        self._point_at(event.style.meta.get(KEY))

    def on_leave(self) -> None:
        """Be a line of keys again of which none is pointed at."""
        self._point_at(None)

    def _point_at(self, key: Key | None) -> None:
        if key != self._under:
            self._under = key
            self.tooltip = key.tip or None if key else None
            self.refresh()

    def on_mouse_down(self, event: MouseDown) -> None:
        """Press the key that is clicked."""
        key: Key | None = event.style.meta.get(KEY)
        if key is not None and key.is_enabled:
            self.app.simulate_key(key.key)
        elif key is not None:
            self.app.bell()

    def on_mouse_scroll_down(self) -> None:
        """Turn to keys that there is no room for."""
        self._turn(1)

    def on_mouse_scroll_up(self) -> None:
        """Turn back."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        parts = [*(self._drawn(key, " ") for key in self.keys), self._right]
        turned = self._turned + by
        if 0 <= turned < len(self.keys) and Strip.join(parts).cell_length > self.content_size.width:
            self._turned = turned
            self.refresh()
