"""Cleaning of text that people or files bring in, so that it can never drive a terminal."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Collection, Iterable
from functools import lru_cache

_DROPPED = {"Cc", "Cf", "Cs", "Zl", "Zp"}
# Joiners make some scripts and many emoji what they are, tags the flags of England, Scotland and Wales.
_JOINING = {"\u200c", "\u200d", *map(chr, range(0xE0020, 0xE0080))}


def without_controls(text: str, but: str = "") -> str:
    """The text without what could drive a terminal, turn the direction of writing or hide: but for some of it."""
    if text.isprintable():
        return text
    return "".join(
        each
        for each in text
        if each in but or each in _JOINING or each.isprintable() or unicodedata.category(each) not in _DROPPED
    )


def clean_line(text: str) -> str:
    """One line of text: NFC, white space folded, no control, direction or hidden characters, trimmed."""
    if text.isascii() and text.isprintable():  # all that could be wrong with it is its spaces
        return " ".join(text.split()) if " " in text else text
    kept = without_controls("".join(" " if each.isspace() else each for each in text))
    return " ".join(unicodedata.normalize("NFC", kept).split())


def clean_notes(text: str) -> str:
    """Text of several lines, cleaned like a line but for its line breaks; none at the end."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    kept = unicodedata.normalize("NFC", without_controls(unified, but="\n"))
    return "\n".join(line.rstrip() for line in kept.split("\n")).strip("\n")


def slug(name: str) -> str:
    """A key (a-z, 0-9 and hyphens, at most 60 characters) made from a name; `item` where nothing is left of it."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = "".join(character if character.isalnum() else " " for character in plain).split()
    return "-".join(words)[:60].strip("-") or "item"


_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


def file_name(name: str) -> str:
    """The name of a file for what is called so: never a path, in small letters, and none that Windows keeps."""
    plain = slug(name)
    return f"{plain}-plan.yaml" if plain in _DEVICES else f"{plain}.yaml"


def free_name(wanted: str, taken: Iterable[str], join: str = " ") -> str:
    """`wanted`, or `wanted 2`, `wanted 3` and so on: the first that is not in `taken`."""
    used = set(taken)
    names = (wanted if n == 1 else f"{wanted}{join}{n}" for n in range(1, len(used) + 2))
    return next(name for name in names if name not in used)


def nearest(name: str, valid: Iterable[str]) -> str | None:
    """The valid name most like a misspelt one, or None when none is like it."""
    return _nearest(name, frozenset(valid))


class Guesses:
    """Valid names for misspelt ones, until looking for them has taken as long as one file may take."""

    MOST = 20_000
    """How many pairs of names are held against each other: a hundred misspelt names of two hundred, say."""

    def __init__(self) -> None:
        self._pairs = 0

    def nearest(self, name: str, valid: Collection[str]) -> str | None:
        """The valid name most like a misspelt one; None when none is like it, or the search has gone on too long."""
        self._pairs += len(valid)
        return nearest(name, valid) if self._pairs <= self.MOST else None


@lru_cache(maxsize=256)
def _nearest(name: str, valid: frozenset[str]) -> str | None:
    """Kept, since many rows of a file may misspell the same name."""
    matches = difflib.get_close_matches(name, valid, n=1, cutoff=0.6)
    return matches[0] if matches else None
