"""Reports of crashes: where in the program and with which versions, and nothing of what anybody typed.

Neither messages of errors nor variables are in them: both hold names and figures.
"""

from __future__ import annotations

import datetime as dt
import os
import traceback
from collections.abc import Iterator
from pathlib import Path

from store.paths import crashes_folder, store_path
from store.store_files import make_folder

MOST_REPORTS = 20
_ROOT = Path(__file__).parents[1]


def report(error: BaseException, store: Path | None) -> str:
    """Write a report that only its owner may read; a line that says where it is, or that there is none."""
    folder = crashes_folder(store_path(store).absolute())
    text = "\n".join(_lines(error)) + "\n"
    try:
        make_folder(folder)
        for old in sorted(folder.iterdir())[: 1 - MOST_REPORTS]:
            old.unlink()
        path = folder / f"crash-{dt.datetime.now().astimezone():%Y-%m-%d-%H%M%S-%f}.txt"
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
    except OSError:
        where = "no report of it could be written"
    else:
        where = f"a report without any of your data is in {path}"
    return f"caseload: the program failed ({type(error).__name__}), and had to end; what was saved is saved; {where}"


def _lines(error: BaseException) -> Iterator[str]:
    from tui.shell.doctor import versions  # noqa: PLC0415 - needed when all else has failed

    yield versions()
    link: BaseException | None = error
    while link is not None:
        yield f"{type(link).__module__}.{type(link).__qualname__}"
        for frame in traceback.extract_tb(link.__traceback__):
            yield f"  {_place(Path(frame.filename))}:{frame.lineno} in {frame.name}"
        # A worker's failure holds the error that made it fail.
        inner = getattr(link, "error", None)
        link = inner if isinstance(inner, BaseException) else link.__cause__ or link.__context__


def _place(file: Path) -> str:
    """A file of the program from its root, a library's from its name: the rest of a path may name somebody."""
    if file.is_relative_to(_ROOT) and file.relative_to(_ROOT).parts[0] in ("tui", "store", "scenarios"):
        return file.relative_to(_ROOT).as_posix()
    return "/".join(file.parts[-2:])
