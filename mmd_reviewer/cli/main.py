"""Running a command: exit codes, refusals as sentences,
one JSON document where asked (interfaces.md).
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from mmd_reviewer import __version__, paths
from mmd_reviewer.cli.terminal_text import say, say_json
from mmd_reviewer.cli.windows import Windows
from mmd_reviewer.domain.errors import Cancelled, InPart, Refused, StoreError
from mmd_reviewer.domain.period import sensible
from mmd_reviewer.settings import Choices, Server, load, place_of

DONE, IN_PART, REFUSED, ENVIRONMENT = 0, 1, 2, 3
_NO_COMMAND = re.compile("argument COMMAND: invalid choice: '(.*)' \\(choose from ", re.DOTALL)

if TYPE_CHECKING:
    import argparse

    from mmd_reviewer.cli.answers import Answer
    from mmd_reviewer.cli.command import Command


class _Usage(Exception):
    """The command's words are off."""


def run(arguments: Sequence[str], windows: Windows) -> int:
    """Carry out one command; returns the exit code. No traceback reaches the person."""
    as_json = "--json" in arguments
    recorded: list[str] = []

    def failed(error: Exception, kind: str, rule: str, field: str, code: int) -> int:
        """What went wrong in a sentence, and what is kept of a command
        that did something before.
        """
        if recorded and not isinstance(error, InPart):
            error, code = InPart(error, recorded), IN_PART
        return _complain(str(error), kind, rule, field, as_json, code)

    try:
        window = _window_choices(arguments)
        if window is not None:
            return windows.open(window)
        options = _parse(arguments)
        choices = replace(choices_from(options), recorded=recorded)
        if not (options.self_test or options.version):
            from mmd_reviewer.cli.passphrase import take

            take(options, choices)
        if options.command is None and options.run is None:
            return windows.open(choices)
        try:
            answer: Answer = options.run(options, choices, windows)
        except Refused as refusal:
            from mmd_reviewer.domain.seen import ChangedSince  # kept off the start of the window

            said = isinstance(refusal, ChangedSince)  # it already says both values
            if not said and choices.seen and getattr(options, "number", ""):
                from mmd_reviewer.bootstrap import open_desk

                # What somebody else recorded is said before the rule that it woke
                desk = open_desk(choices)
                desk.seen.check(desk.case(options.number))
            raise
        for line in choices.said:
            say(line, sys.stderr)
        _print(answer, as_json)
        return answer.code
    except _Usage as error:
        option = re.search(r"--([a-z][a-z-]*)", str(error).removesuffix("Try --help."))
        return _complain(str(error), "usage", "", option[1] if option else "", as_json, REFUSED)
    except Refused as refusal:
        return failed(refusal, refusal.kind, refusal.rule, refusal.field, REFUSED)
    except Cancelled as cancelled:
        return failed(cancelled, "refused", "", "", IN_PART)
    except StoreError as error:
        return failed(error, "environment", "", "", ENVIRONMENT)
    except KeyboardInterrupt:
        words = "Stopped: nothing of the unfinished deed was kept."
        return failed(Cancelled(words), "refused", "", "", IN_PART)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        words = f"{error.filename}: {error.strerror}." if error.filename else f"{error}."
        return failed(StoreError(words), "environment", "", "", ENVIRONMENT)
    except Exception as error:
        where = _crash_file(error)
        words = (
            f"The program made a mistake; what is needed to mend it is in {where}. Nothing was "
            f"recorded."
        )
        return failed(StoreError(words), "environment", "", "", ENVIRONMENT)


def _window_choices(arguments: Sequence[str]) -> Choices | None:
    """What the window is opened with when nothing else is asked for.

    The parser names every rule, state and outcome; loading those would keep the window from its
    first paint.
    """
    given = dict(zip(arguments[::2], arguments[1::2], strict=False))
    plain = all(value and not value.startswith("-") for value in given.values())
    if len(arguments) % 2 or not plain or not given.keys() <= {"--store", "--today", "--reviewer"}:
        return None
    try:
        day = date.fromisoformat(given["--today"]) if "--today" in given else None
    except ValueError:
        return None
    if day is not None and (str(day) != given["--today"] or not sensible(day)):
        return None  # the parser refuses it, in its own words
    return _choices(given.get("--store"), day, given.get("--reviewer"))


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    """What was asked for. The parser knows the commands whose names stand there, which takes a
    fraction of the time; where that does not do, or help is wanted, it knows all of them.
    """
    from mmd_reviewer.cli.commands import COMMANDS

    named = [one for one in COMMANDS if one.name in arguments]
    if named and not any(word == "-h" or word.startswith("--h") for word in arguments):
        try:
            return _parsed(named, arguments)
        except _Usage:
            pass
    return _parsed(COMMANDS, arguments)


def _parsed(known: Iterable[Command], arguments: Sequence[str]) -> argparse.Namespace:
    from mmd_reviewer.cli.about import version  # heavy, as the others: kept off the window's start
    from mmd_reviewer.cli.parser import build_parser
    from mmd_reviewer.cli.self_test import self_test

    parser, commands = build_parser(known)

    def fail(message: str) -> NoReturn:
        unknown = _NO_COMMAND.match(message)
        if unknown:
            message = f"there is no command “{unknown[1]}”{_like(unknown[1], commands)}"
        raise _Usage(f"{message[:1].upper()}{message[1:]}. Try --help.")

    for one in (parser, *commands.values()):
        one.error = fail  # type: ignore[method-assign]
    options = parser.parse_args(_with_descending(arguments))
    if options.version or options.self_test:
        options.run = version if options.version else self_test
    return options


def _like(name: str, commands: Iterable[str]) -> str:
    """The commands that may be meant; all of them at once help nobody."""
    import difflib

    found = difflib.get_close_matches(name, list(commands), 3)
    return f": {' or '.join(found)} may be meant" if found else ""


def _with_descending(arguments: Sequence[str]) -> list[str]:
    """`--sort -KEY` as one word: argparse would take the second for an option."""
    joined: list[str] = []
    for word in arguments:
        if joined and joined[-1] == "--sort" and word.startswith("-"):
            joined[-1] = f"--sort={word}"
        else:
            joined.append(word)
    return joined


def choices_from(options: argparse.Namespace) -> Choices:
    """Store, day and reviewer from options and environment."""
    found = _choices(options.store, options.today, options.reviewer, options.seen)
    if isinstance(found.store, Server):
        listen, read_from = options.listen_url, options.read_from
        server = found.store
        server = replace(server, listen=listen or server.listen)
        found = replace(found, store=replace(server, read_from=read_from or server.read_from))
    elif options.listen_url or options.read_from:
        given = "--listen-url" if options.listen_url else "--read-from"
        raise _Usage(f"{given} is about a team store, and {found.store} is a file. Try --help.")
    return replace(found, looks=bool(options.look))


def _choices(
    store: str | Path | None, today: date | None, reviewer: str | None, seen: str | None = None
) -> Choices:
    own, _ = load(paths.user_config())
    named = store or os.environ.get("MMD_REVIEWER_STORE") or own.store
    usual = paths.default_store()
    place = place_of(named) if named else usual
    if isinstance(place, Server):
        place = replace(place, listen=own.listen_url, read_from=own.read_from)
    return Choices(
        place,
        today,
        reviewer or own.reviewer,
        asks=not named and not usual.exists(),
        seen=seen or "",
    )


def _print(answer: Answer, as_json: bool) -> None:
    if as_json:
        say_json(answer.data)
    elif answer.text:
        say(answer.text)
    for warning in answer.warnings:
        say(warning, sys.stderr)
    sys.stdout.flush()


def _complain(message: str, kind: str, rule: str, field: str, as_json: bool, code: int) -> int:
    shown = f"{message} (rule {rule})" if rule and not as_json else message
    say(shown, sys.stderr)
    if as_json:
        error: dict[str, Any] = {
            "kind": kind,
            "rule": rule or None,
            "field": field or None,
            "message": message,
        }
        say_json({"error": error})
    return code


def _crash_file(error: BaseException) -> Path:
    """Kinds and places only: no value and no customer's word reaches the file."""
    import traceback

    folder = paths.user_log() / "crashes"
    folder.mkdir(parents=True, exist_ok=True)
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    file = folder / f"crash-{moment}.txt"
    frames = traceback.extract_tb(error.__traceback__)
    lines = [
        f"MMD Reviewer {__version__}, {sys.platform}, Python {sys.version.split()[0]}",
        type(error).__name__,
    ]
    lines += [f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in frames]
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return file
