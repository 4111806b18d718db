"""What customers promise, and looks at the key conditions while an approval runs (C1, D1)."""

from __future__ import annotations

import argparse

from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.command import NUMBER, arg, command, day, on_case
from mmd_reviewer.domain.case import Case, Promise
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.services import promise as promises
from mmd_reviewer.services.desk import Desk


@command(
    "promise",
    "what the customer is to do by a day; without --text those of the case (rule C1)",
    'promise A-0142 --text "Version 6.1 on every device" --due 2027-03-01',
    NUMBER,
    arg("--text", default="", help="what is promised; with --kept or --broken what shows it"),
    arg("--due", type=day, metavar="D", help="the day by which it is done"),
    arg("--kept", type=int, metavar="N", help="promise N of the case was kept"),
    arg("--broken", type=int, metavar="N", help="promise N of the case was broken"),
)
def promise(options: argparse.Namespace, desk: Desk) -> Answer:
    """Record a promise, or how it ended."""
    case, kept = desk.case(options.number), options.kept is not None
    place = options.kept if kept else options.broken
    if kept and options.broken is not None:
        raise Refused("Say --kept or --broken, not both.", "", "kept")
    if place is not None:
        case = promises.settle(desk, case, place, options.text, kept=kept)
    elif options.text or options.due:
        if options.due is None:
            raise Refused("Say with --due by when it is done.", "C1", "due")
        case = promises.make(desk, case, options.text, options.due)
    rows = list(enumerate(case.promises, 1))
    lines = [f"{n}. {row.text}, due {on_screen(row.due)}: {standing(row)}" for n, row in rows]
    found = [
        {
            "promise": n,
            "text": row.text,
            "due": str(row.due),
            "settled": str(row.settled) if row.settled else None,
            "kept": row.kept if row.settled else None,
        }
        for n, row in rows
    ]
    return Answer(found, "\n".join(lines) or f"{case.number} has no promises.")


def standing(row: Promise) -> str:
    """`open`, `kept on Mon 2027-03-01: …`."""
    if row.settled is None:
        return "open"
    return f"{'kept' if row.kept else 'broken'} on {on_screen(row.settled)}: {row.proof}"


@command(
    "review",
    "a look at the key conditions while an approval runs; how often, say the settings (rule C1)",
    'review A-0142 --text "All four conditions hold; version 6.1 since May"',
    NUMBER,
    arg("--text", required=True),
)
@on_case
def review(options: argparse.Namespace, desk: Desk, case: Case) -> Case:
    """Record a review."""
    return promises.review(desk, case, options.text)


COMMANDS = (promise, review)
