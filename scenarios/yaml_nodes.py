"""YAML bytes to a tree of nodes that know their lines: strict, bounded, and without any guessing of types.

The parser's events are composed here, with a limit on depth, because the C parser's own composer crashes the process
on deep nesting. What scenario files do without (aliases, anchors, tags, repeated keys, tabs in indentation, a second
document) is gathered fault by fault; broken YAML stops at its first.
"""

from __future__ import annotations

import bisect
import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn, TypeAlias

import yaml

from scenarios.problems import Faulty, Gathering, Problem, shortened, shown

MAX_BYTES = 1_000_000
MAX_DEPTH = 50
MAX_VALUES = 120_000
"""Keys and values of a file: a megabyte as plans are written has fewer."""
PARSER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# YAML 1.2 breaks lines at these only; the other line breaks that the parser knows, of YAML 1.1, become spaces.
_LINE_BREAK = re.compile(r"\r\n?")
_OLD_LINE_BREAK = re.compile("[\x85\u2028\u2029]")
_BLANK_LINE = re.compile(r"^[ \t]+$", re.MULTILINE)
_TAB = re.compile(r"^[ ]*(?:-[ ]+)*-?\t", re.MULTILINE)
_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


@dataclass(slots=True)
class Scalar:
    """A single value as text; `plain` where it stands without quotes."""

    line: int
    text: str
    plain: bool


@dataclass(slots=True)
class Listing:
    """A list of nodes."""

    line: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Nodes by key, in the order of the file; `keys` has each key as it stands there."""

    line: int
    keys: dict[str, Scalar] = field(default_factory=dict)
    values: dict[str, Node] = field(default_factory=dict)


@dataclass(slots=True)
class Refused:
    """A node whose fault is already noted: an alias, or a value with a tag."""

    line: int


Node: TypeAlias = Scalar | Listing | Mapping | Refused


@dataclass(frozen=True)
class Document:
    """The top node of a file, and the faults met on the way that did not stop the reading."""

    root: Node
    problems: Gathering


def compose(data: bytes, parser: type[Any] = PARSER) -> Document:
    """The one document of a file. Raises Faulty for what cannot be read at all, with the first fault's line."""
    text = _decoded(data)
    composer = _Composer(parser(text))
    try:
        root = composer.document()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else composer.line
        line = min(line, text.count("\n") + 1)  # the parser may look past a last line that has no end
        if line in _tabbed(text):
            _stop("a tab in the indentation", "spaces", line, composer.path)
        began = error.context_mark.line + 1 if error.context_mark else line
        hint = f"{error.context} from line {began}" if began < line else ""
        _stop(f"broken YAML: {error.problem}", "well-formed YAML", line, composer.path, hint)
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        _stop(f"broken YAML: {error}", "well-formed YAML", composer.line, composer.path)
    finally:
        composer.parser.dispose()
    tabs = [line for line in _tabbed(text) if not any(first < line <= last for first, last in composer.blocks)]
    for line in tabs:
        composer.problems.append(Problem((), "a tab in the indentation", "spaces", line))
    return Document(root, composer.problems)


def path_part(key: str) -> str:
    """A key as a path shows it: short, and nothing in it that could drive a terminal."""
    return key if key.isprintable() and 0 < len(key) <= 80 else shown(key)


def _stop(found: str, allowed: str, line: int, path: Sequence[str] = (), hint: str = "") -> NoReturn:
    raise Faulty([Problem(tuple(path), found, allowed, line, hint)])


def _decoded(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        _stop("more than 1 MB", f"at most {MAX_BYTES:,} bytes", 1)
    encoding = _other_encoding(data)
    if encoding:
        _stop(encoding, "text in UTF-8", 1)
    try:
        text = _LINE_BREAK.sub("\n", data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        _stop("bytes that are not UTF-8, perhaps Windows-1252", "text in UTF-8", data.count(b"\n", 0, error.start) + 1)
    forbidden = _FORBIDDEN.search(text)
    if forbidden:
        code = ord(forbidden[0])
        _stop(f"the character U+{code:04X}", "no control characters", text.count("\n", 0, forbidden.start()) + 1)
    return _BLANK_LINE.sub("", _OLD_LINE_BREAK.sub(" ", text))


def _other_encoding(data: bytes) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    zeros = [index for index, byte in enumerate(data[:4]) if byte == 0]
    if len(zeros) == 3:
        return "UTF-32"
    return "UTF-16" if zeros in ([0, 2], [1, 3]) else ""


def _tabbed(text: str) -> list[int]:
    """The lines that have a tab in their indentation."""
    if "\t" not in text:
        return []
    ends = [match.start() for match in re.finditer("\n", text)]
    return [bisect.bisect_left(ends, match.start()) + 1 for match in _TAB.finditer(text)]


class _Composer:
    """Builds the tree from the parser's events."""

    def __init__(self, parser: Any) -> None:
        self.parser = parser
        self.next: Any = parser.get_event
        self.line = 1
        self.values = 0
        self.path: list[str] = []
        self.problems = Gathering()
        self.blocks: list[tuple[int, int]] = []

    def document(self) -> Node:
        self.next()
        event = self.next()
        if isinstance(event, yaml.StreamEndEvent):
            _stop("an empty file", "a scenario, from format: on", 1)
        root = self._node(self.next())
        self.next()
        event = self.next()
        if not isinstance(event, yaml.StreamEndEvent):
            self._fault("a second document", "one document", event.start_mark.line + 1)
        return root

    def _fault(self, found: str, allowed: str, line: int, hint: str = "") -> None:
        self.problems.append(Problem(tuple(self.path), found, allowed, line, hint))

    def _node(self, event: Any) -> Node:
        line = self.line = event.start_mark.line + 1
        self.values += 1
        if self.values > MAX_VALUES:
            _stop(f"more than {MAX_VALUES:,} keys and values", f"at most {MAX_VALUES:,}", line, self.path[:4])
        if type(event) is yaml.ScalarEvent:
            return self._scalar(event, line)
        if type(event) is yaml.AliasEvent:
            self._fault(f"the alias *{shortened(str(event.anchor))}", "the value itself", line)
            return Refused(line)
        if len(self.path) >= MAX_DEPTH:
            _stop("nesting that is too deep", f"at most {MAX_DEPTH} levels", line, self.path[:4])
        self._is_bare(event, line)
        return self._mapping(line) if type(event) is yaml.MappingStartEvent else self._listing(line)

    def _is_bare(self, event: Any, line: int) -> bool:
        if event.anchor is not None:
            self._fault(f"the anchor &{shortened(str(event.anchor))}", "no anchors or aliases", line)
        if event.tag is not None:
            self._fault(f"the tag {shown(event.tag.replace('tag:yaml.org,2002:', '!!'))}", "no tags", line)
        return event.tag is None

    def _scalar(self, event: Any, line: int) -> Node:
        style = event.style
        if style and style in "|>":
            self.blocks.append((line, event.end_mark.line))
        if (event.anchor is not None or event.tag is not None) and not self._is_bare(event, line):
            return Refused(line)
        return Scalar(line, event.value, not style)

    def _listing(self, line: int) -> Listing:
        listing = Listing(line)
        while type(event := self.next()) is not yaml.SequenceEndEvent:
            self.path.append(str(len(listing.items) + 1))
            listing.items.append(self._node(event))
            self.path.pop()
        return listing

    def _mapping(self, line: int) -> Mapping:
        mapping = Mapping(line)
        keys = mapping.keys
        while type(event := self.next()) is not yaml.MappingEndEvent:
            self.path.append("?")
            key = self._key(event, keys)
            value = self._node(self.next())
            self.path.pop()
            if key is not None:
                keys[key.text] = key
                mapping.values[key.text] = value
        return mapping

    def _key(self, event: Any, before: dict[str, Scalar]) -> Scalar | None:
        """A key that can be used; None where it is refused or there already. The path then ends in it."""
        key = self._node(event)
        if not isinstance(key, Scalar):
            if not isinstance(key, Refused):
                self._fault("a key that is a list or a mapping", "a key of one word", key.line)
            return None
        self.path[-1] = path_part(key.text)
        if key.text in before:
            hint = f"first on line {before[key.text].line}"
            self._fault("this key again", "each key once", key.line, hint)
            return None
        return key
