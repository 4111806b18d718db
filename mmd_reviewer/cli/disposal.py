"""What is kept and for how long: `retention`, `hold`, `dispose` (rule C11)."""

from __future__ import annotations

import argparse

from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.command import NUMBER, arg, command, on_case
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.disposal import OVER
from mmd_reviewer.domain.period import count
from mmd_reviewer.services import disposal
from mmd_reviewer.services.desk import Desk


def _years(text: str) -> tuple[str, int]:
    name, mark, years = text.partition("=")
    if not mark or not years.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not STATE=YEARS, such as declined=2")
    return name, int(years)


@command(
    "retention",
    "for how many years cases are kept after they are over, and those whose time has run out (rule "
    "C11)",
    "retention declined=2 removed=7",
    arg(
        "years",
        nargs="*",
        type=_years,
        metavar="STATE=YEARS",
        help=f"{', '.join(OVER)}; 0 for ever",
    ),
)
def retention(options: argparse.Namespace, desk: Desk) -> Answer:
    """Set it, and show it with what is due."""
    if options.years:
        disposal.set_retention(desk, dict(options.years))
    years, due = disposal.retention(desk), disposal.due(desk)
    lines = [
        f"{name:<20} {count(years[name], 'year') if name in years else 'for ever'}" for name in OVER
    ]
    lines += [f"{case.number:<8} {case.request.customer}: kept until {end}" for case, end in due]
    rows = [
        {"number": case.number, "customer": case.request.customer, "kept_until": str(end)}
        for case, end in due
    ]
    return Answer({"years": dict(years), "due": rows}, "\n".join(lines))


@command(
    "hold",
    "keep a case whatever its retention says",
    'hold A-0142 --reason "A lawsuit runs"',
    NUMBER,
    arg("--reason", required=True),
    arg("--lift", action="store_true", help="the hold ends"),
)
@on_case
def hold(options: argparse.Namespace, desk: Desk, case: Case) -> Case:
    """Hold a case, or end that."""
    return (disposal.lift if options.lift else disposal.hold)(desk, case, options.reason)


@command(
    "dispose",
    "remove the words and letters of a case whose retention has run out; "
    "its hashes stay (rule C11)",
    'dispose A-0142 --reason "Retention is over" --second-person "Jonas Weber"',
    NUMBER,
    arg("--reason", required=True),
    arg("--second-person", required=True, metavar="NAME"),
)
def dispose(options: argparse.Namespace, desk: Desk) -> Answer:
    """What is gone, and where copies may still be."""
    body, left = disposal.dispose(
        desk, desk.case(options.number), options.reason, options.second_person
    )
    what = f"{count(len(body.facts), 'fact')} and {count(len(body.documents), 'file')}"
    lines = [f"{body.number} is disposed of: the words of {what} are gone, their hashes stay."]
    lines += [f"Still held by the backup {file}" for file in left]
    lines += ["Copies elsewhere, exported cases and printed letters are yours to remove."]
    data = {
        "number": body.number,
        "facts": len(body.facts),
        "files": len(body.documents),
        "backups": [str(file) for file in left],
    }
    return Answer(data, "\n".join(lines))


COMMANDS = (retention, hold, dispose)
