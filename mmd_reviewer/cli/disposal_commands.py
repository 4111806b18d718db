"""What is kept and for how long: `retention`, `hold`, `dispose` (rule C11)."""

from __future__ import annotations

import argparse

from mmd_reviewer.bootstrap import open_desk
from mmd_reviewer.cli import answers
from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.course_arguments import Command
from mmd_reviewer.cli.windows import Windows
from mmd_reviewer.domain.disposal import OVER
from mmd_reviewer.domain.history import tell
from mmd_reviewer.domain.period import count
from mmd_reviewer.services import disposal
from mmd_reviewer.settings import Choices


def add_disposal_arguments(command: Command) -> None:
    """The options of these commands."""
    it = command(
        "retention",
        "for how many years cases are kept after they are over, and those whose time has run out (rule C11)",
        "retention declined=2 removed=7",
    )
    names = ", ".join(OVER)
    it.add_argument("years", nargs="*", type=_years, metavar="STATE=YEARS", help=f"{names}; 0 for ever")
    it = command("hold", "keep a case whatever its retention says", 'hold A-0142 --reason "A lawsuit runs"')
    it.add_argument("number", metavar="NUMBER")
    it.add_argument("--reason", required=True)
    it.add_argument("--lift", action="store_true", help="the hold ends")
    it = command(
        "dispose",
        "remove the words and letters of a case whose retention has run out; its hashes stay (rule C11)",
        'dispose A-0142 --reason "Retention is over" --second-person "Jonas Weber"',
    )
    it.add_argument("number", metavar="NUMBER")
    it.add_argument("--reason", required=True)
    it.add_argument("--second-person", required=True, metavar="NAME")


def _years(text: str) -> tuple[str, int]:
    name, mark, years = text.partition("=")
    if not mark or not years.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not STATE=YEARS, such as declined=2")
    return name, int(years)


def _retention(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    desk = open_desk(choices)
    if options.years:
        disposal.set_retention(desk, dict(options.years))
    years, due = disposal.retention(desk), disposal.due(desk)
    lines = [f"{name:<20} {count(years[name], 'year') if name in years else 'for ever'}" for name in OVER]
    lines += [f"{case.number:<8} {case.request.customer}: kept until {end}" for case, end in due]
    rows = [{"number": case.number, "customer": case.request.customer, "kept_until": str(end)} for case, end in due]
    return Answer({"years": dict(years), "due": rows}, "\n".join(lines))


def _hold(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    desk = open_desk(choices)
    act = disposal.lift if options.lift else disposal.hold
    case = act(desk, desk.case(options.number), options.reason)
    row = {"number": case.number, **answers.history_json(case)[-1]}
    return Answer(row, f"{case.number}: {tell(case.facts[-1])}")


def _dispose(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    desk = open_desk(choices)
    body, left = disposal.dispose(desk, desk.case(options.number), options.reason, options.second_person)
    what = f"{count(len(body.facts), 'fact')} and {count(len(body.documents), 'file')}"
    lines = [f"{body.number} is disposed of: the words of {what} are gone, their hashes stay."]
    lines += [f"Still held by the backup {file}" for file in left]
    lines += ["Copies elsewhere, exported cases and printed letters are yours to remove."]
    data = {
        "number": body.number, "facts": len(body.facts), "files": len(body.documents),
        "backups": [str(file) for file in left],
    }  # fmt: skip
    return Answer(data, "\n".join(lines))


DISPOSAL_COMMANDS = {"retention": _retention, "hold": _hold, "dispose": _dispose}
