"""A command of the terminal: its words, its options and what it does stand side by side."""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from mmd_reviewer.bootstrap import open_desk
from mmd_reviewer.cli import answers
from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.windows import Windows
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.history import tell_of
from mmd_reviewer.domain.period import not_sensible, sensible
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
Run = Callable[[argparse.Namespace, Choices, Windows], Answer]
AtDesk = Callable[[argparse.Namespace, Desk], Answer]
Option = Callable[[Any], object]  # adds itself to a parser or a group


class Command(NamedTuple):
    """`words` and `example` are shown by --help;
    `options` add themselves to its parser; `run` carries it out.
    """

    name: str
    words: str
    example: str
    options: tuple[Option, ...]
    run: Run


def command(name: str, words: str, example: str, *options: Option) -> Callable[[AtDesk], Command]:
    """What carries out a command at the desk, with its words and options above it."""

    def made(act: AtDesk) -> Command:
        return Command(
            name,
            words,
            example,
            options,
            lambda given, choices, windows: act(given, open_desk(choices)),
        )

    return made


def without_desk(name: str, words: str, example: str, *options: Option) -> Callable[[Run], Command]:
    """The same for a command that needs no desk, or makes its own."""
    return lambda run: Command(name, words, example, options, run)


def arg(*names: str, **given: Any) -> Option:
    """An argument, as argparse takes it."""
    return lambda parser: parser.add_argument(*names, **given)


def one_of(*options: Option, required: bool = False) -> Option:
    """Options of which one may be given, or must."""

    def add(parser: argparse.ArgumentParser) -> None:
        group = parser.add_mutually_exclusive_group(required=required)
        for option in options:
            option(group)

    return add


def day(text: str) -> date:
    """A day written YYYY-MM-DD."""
    try:
        if not _DAY.fullmatch(text):
            raise ValueError(text)
        found = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day written as YYYY-MM-DD") from None
    if not sensible(found):
        raise argparse.ArgumentTypeError(not_sensible(found).rstrip("."))
    return found


def amount(text: str) -> int:
    """A whole number from 0 to a million."""
    if text.isascii() and text.isdigit() and len(text) <= 7 and int(text) <= 1_000_000:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 to 1,000,000")


NUMBER = arg("number", metavar="NUMBER")
NUMBERS = arg("numbers", nargs="+", metavar="NUMBER")
LETTER = arg("letter", metavar="LETTER", type=str.upper)  # as it may be typed
WRITE_OUT = arg(
    "--write-out", action="store_true", help="signs that letters cannot show stand as their numbers"
)
FORCE = arg("--force", action="store_true", help="overwrite FILE")
READING = (  # how a table is read, where the program cannot tell or should read otherwise
    arg(
        "--encoding",
        default="",
        metavar="E",
        help="of a CSV file: cp1250, cp850, mac-roman, shift-jis, …",
    ),
    arg("--sheet", default="", metavar="S", help="of a workbook: the name of the sheet to read"),
)


def on_case(deed: Callable[[argparse.Namespace, Desk, Case], Case | tuple[Case, ...]]) -> AtDesk:
    """A deed on the case named; its newest facts are the answer."""

    def carry_out(options: argparse.Namespace, desk: Desk) -> Answer:
        done = deed(options, desk, desk.case(options.number))
        return facts_answer(done if isinstance(done, tuple) else (done,))

    return carry_out


def on_cases(deed: Callable[[argparse.Namespace, Desk, list[Case]], tuple[Case, ...]]) -> AtDesk:
    """One deed on all the cases named."""

    def carry_out(options: argparse.Namespace, desk: Desk) -> Answer:
        return facts_answer(deed(options, desk, cases_named(desk, options.numbers)))

    return carry_out


def cases_named(desk: Desk, names: Iterable[str]) -> list[Case]:
    """The cases, each once, though it was named by its number and by its ticket."""
    found = (desk.case(name) for name in dict.fromkeys(names))
    return list({case.key: case for case in found}.values())


def facts_answer(cases: tuple[Case, ...]) -> Answer:
    """The newest fact of each case; in words all that its deed recorded there."""
    data = [{"number": case.number, **answers.history_json(case)[-1]} for case in cases]
    lines = [
        f"{case.number}: {tell_of(case, fact)}"
        for case in cases
        for fact in case.facts
        if fact.deed == case.facts[-1].deed
    ]
    return Answer(data[0] if len(data) == 1 else data, "\n".join(lines))


def listed(text: str) -> list[str]:
    """Words with commas between them."""
    return [part.strip() for part in text.split(",") if part.strip()]


def job_of(options: argparse.Namespace, word: str) -> Job:
    """Progress on stderr where a person looks at it."""
    if options.quiet or options.json or not sys.stderr.isatty():
        return Job()

    def show(done: int, total: int) -> None:
        print(
            f"\r{word} {done} of {total}",
            end="\n" if done == total else "",
            file=sys.stderr,
            flush=True,
        )

    return Job(show)


def ending_of(out: Path, endings: str) -> str:
    """The ending of a file without its dot, if it is one of `endings`."""
    kind = out.suffix.casefold()
    if len(kind) < 2 or kind not in endings.replace(",", "").split():
        raise Refused(f"Name a file that ends in {endings}.", "", "out")
    return kind[1:]


def write_out(desk: Desk, options: argparse.Namespace, content: bytes) -> None:
    """The file named by --out, over other contents only with --force."""
    desk.files.check(options.out, force=options.force, digest=hashlib.sha256(content).hexdigest())
    desk.files.write(options.out, content)
