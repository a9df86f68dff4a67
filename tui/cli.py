"""The command line: opens the app, or does one thing and says how it went.

Exit codes: 0 done, 1 the input has faults, 2 the command was wrong, 70 the program failed.
Each command imports only what it uses.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from store.errors import StoreError
from tui.shell.output import DONE, FAILED, FAULTS, WRONG, FaultyFile, Refusal, complain, say

MOST_BESIDE = 2
FORMATS = ("table", "markdown", "csv", "json")

_DESCRIPTION = "Model recruitment, agency cover and caseloads of children's social care teams."
_CODES = "Exit codes: 0 done, 1 the input has faults, 2 the command was wrong, 70 the program failed."


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line, without the program's name; its exit code."""
    _speak_utf8()
    # Whatever is written from here on, by libraries too, is for its owner alone.
    umask = os.umask(0o077)
    try:
        code = _run(argv)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read has seen enough; what Python would still write at its end goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = DONE
    finally:
        os.umask(umask)
    return code


def _speak_utf8() -> None:
    """UTF-8 out, whatever the locale says; bytes of file names that are not UTF-8 are escaped."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _run(argv: Sequence[str] | None) -> int:
    store = None
    try:
        arguments = parser().parse_args(argv)
        store = arguments.store
        handler: Callable[[argparse.Namespace], int] = arguments.handler
        return handler(arguments)
    except SystemExit as end:  # argparse ends so: after help and version with 0, after a wrong command with 2
        return int(end.code or 0)
    except (Refusal, StoreError) as refusal:
        complain(f"caseload: {refusal}")
        return WRONG
    except FaultyFile as faulty:
        for line in faulty.lines:
            complain(line)
        return FAULTS
    except BrokenPipeError:
        raise
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        complain(f"caseload: {place}{error.strerror or error}")
        return WRONG
    except Exception as error:  # noqa: BLE001 - a traceback would print names and figures
        from tui.crashes import report

        complain(report(error, store))
        return FAILED


def parser() -> argparse.ArgumentParser:
    """The commands and what they take."""
    store = _Parser(add_help=False)
    store.add_argument("--store", type=Path, metavar="PATH", default=argparse.SUPPRESS, help="the store to use")
    top = _Parser(
        prog="caseload",
        description=f"{_DESCRIPTION} Without a command, opens the app.",
        epilog=_CODES,
        allow_abbrev=False,
    )
    top.add_argument("--store", type=Path, metavar="PATH", default=None, help="the store to use, instead of your own")
    top.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    top.set_defaults(handler=_app, file=None)
    commands = top.add_subparsers(title="commands", metavar="COMMAND")

    def command(name: str, handler: Callable[[argparse.Namespace], int], summary: str) -> argparse.ArgumentParser:
        made = commands.add_parser(
            name, help=summary, description=summary, parents=[store], epilog=_CODES, allow_abbrev=False
        )
        made.set_defaults(handler=handler)
        return made

    command("open", _app, "open the app with a scenario file").add_argument("file", type=Path, metavar="FILE")
    report = command("report", _report, "print the position, the pipeline and the projection")
    report.add_argument("scenario", metavar="FILE|NAME", help="a scenario file, or the name of a scenario")
    report.add_argument("--format", choices=FORMATS, default="table", help="how to print it (default: table)")
    compare = command("compare", _compare, "print what differs between two scenarios, what it does and why")
    compare.add_argument("before", metavar="BEFORE", help="a scenario file, or the name of a scenario")
    compare.add_argument("after", metavar="AFTER", help="the scenario to hold against it")
    compare.add_argument("beside", metavar="BESIDE", nargs="*", help="up to two more, side by side with these")
    compare.add_argument("--at", metavar="YYYY-MM", help="the month to compare (default: the last that both have)")
    compare.add_argument("--format", choices=FORMATS, default="table", help="how to print it (default: table)")
    command("check", _check, "list every fault of a scenario file").add_argument("file", type=Path, metavar="FILE")
    import_ = command("import", _import, "put a scenario file into the store")
    import_.add_argument("file", type=Path, metavar="FILE")
    import_.add_argument("--name", help="call it so, instead of by the name in the file")
    export = command("export", _export, "write a scenario of the store to a file")
    export.add_argument("name", metavar="NAME")
    export.add_argument("file", type=Path, metavar="FILE")
    export.add_argument("--force", action="store_true", help="replace the file if there is one")
    command("where", _where, "say where the store is, its backups and its size")
    restore = command("restore", _restore, "list the backups, or bring one back")
    restore.add_argument(
        "backup", metavar="NUMBER|FILE", nargs="?", help="a backup by its number in the list, or a file"
    )
    command("doctor", _doctor, "look at store, backups and terminal, and say what to do")
    forget = command("forget", _forget, "list all that the planner has written, and remove it")
    forget.add_argument("--yes", action="store_true", help="remove without asking")
    command("schema", _schema, "print the JSON Schema of a scenario file, for editors")
    return top


class _Parser(argparse.ArgumentParser):
    """Complains as the commands do: what it quotes may be the name of a file, with anything in it."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line, and end with its exit code."""
        self.print_usage(sys.stderr)
        complain(f"{self.prog}: error: {message}")
        self.exit(WRONG)


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        from importlib.metadata import version

        sys.stdout.write(f"caseload {version('caseload-planner')}\n")
        parser.exit()


def _app(arguments: argparse.Namespace) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refusal("the app needs a terminal; without one, 'caseload report NAME' prints a scenario")
    if arguments.file is not None:
        from tui.shell.finding import read_file

        read_file(arguments.file)
    # Threads for the algebra of large matrices, of which there is none here, take time and room at the start.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # What is painted right after something else, as figures after the digit typed, waits no sixtieth of a second.
    os.environ.setdefault("TEXTUAL_FPS", "500")
    # A thread that stores or writes to the terminal has its turn sooner than after the usual 5 ms.
    sys.setswitchinterval(0.0005)
    # Nobody's plugins have a say in what a plan is; looking for them takes time at the start.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Nothing that is made at the start is rubbish: the app looks for that once the plan is there.
    gc.disable()
    from store.paths import store_path
    from store.recognising import Recognising

    recognising = Recognising(store_path(arguments.store))
    from tui.app import run

    return run(arguments.store, arguments.file, recognising)


def _report(arguments: argparse.Namespace) -> int:
    from tui.shell.finding import find
    from tui.shell.report import report_text

    sys.stdout.write(report_text(find(arguments.scenario, arguments.store), arguments.format))
    return DONE


def _compare(arguments: argparse.Namespace) -> int:
    from tui.shell.compare import compare_text, month
    from tui.shell.finding import find

    at = None if arguments.at is None else month(arguments.at)
    if len(arguments.beside) > MOST_BESIDE:
        raise Refusal(f"found {len(arguments.beside) + 2} scenarios; allowed: at most {MOST_BESIDE + 2}")
    names = (arguments.before, arguments.after, *arguments.beside)
    before, after, *beside = (find(name, arguments.store) for name in names)
    sys.stdout.write(compare_text(before, after, beside, at, arguments.format))
    return DONE


def _check(arguments: argparse.Namespace) -> int:
    from tui.shell.finding import read_file

    plan = read_file(arguments.file)
    say(f"{arguments.file}: no faults in {plan.header.name}")
    return DONE


def _import(arguments: argparse.Namespace) -> int:
    from tui.shell.transfer import import_file

    import_file(arguments.file, arguments.name, arguments.store)
    return DONE


def _export(arguments: argparse.Namespace) -> int:
    from tui.shell.transfer import export_file

    export_file(arguments.name, arguments.file, arguments.store, force=arguments.force)
    return DONE


def _where(arguments: argparse.Namespace) -> int:
    from tui.shell.where import describe

    describe(arguments.store)
    return DONE


def _restore(arguments: argparse.Namespace) -> int:
    from tui.shell.recovery import bring_back, list_backups

    if arguments.backup is None:
        return list_backups(arguments.store)
    return bring_back(arguments.backup, arguments.store)


def _doctor(arguments: argparse.Namespace) -> int:
    from tui.shell.doctor import examine

    return examine(arguments.store)


def _forget(arguments: argparse.Namespace) -> int:
    from tui.shell.recovery import forget

    return forget(arguments.store, confirmed=arguments.yes)


def _schema(_: argparse.Namespace) -> int:
    import json

    from scenarios.schema import schema

    sys.stdout.write(json.dumps(schema(), indent=2, ensure_ascii=False) + "\n")
    return DONE
