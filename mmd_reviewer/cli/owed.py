"""What is owed and what was told: `owed`, `told`, `told-elsewhere`,
`amendment` (rules C8 to C10).
"""

from __future__ import annotations

import argparse
from typing import Any

from mmd_reviewer.cli import answers
from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.command import NUMBER, NUMBERS, arg, cases_named, command, day, facts_answer
from mmd_reviewer.domain.amendment import WAYS, Part, amendment_of
from mmd_reviewer.domain.history import tell
from mmd_reviewer.domain.letters.dispatch import Dispatch
from mmd_reviewer.domain.letters.kinds import KINDS, name_of
from mmd_reviewer.domain.letters.promised import ToldRow
from mmd_reviewer.domain.period import count, on_screen
from mmd_reviewer.services import amendment as amendments
from mmd_reviewer.services import letter
from mmd_reviewer.services import owed as letters_owed
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.told_words import value_words


@command(
    "owed",
    "the letters that customers are owed, oldest first",
    "owed --on 2026-11-23",
    arg("--on", type=day, default=None, metavar="D"),
)
def owed(options: argparse.Namespace, desk: Desk) -> Answer:
    """Every letter owed."""
    today = options.on or desk.today()
    rows = letters_owed.still_written(desk, letters_owed.owed_list(desk, today))
    data = [
        {
            "case": row.number,
            "kind": row.kind,
            "since": row.since.isoformat(),
            "customer": row.customer,
            "effect": row.effect,
            "waits": row.waits,
            "letter": row.letter or None,
            "to_be_settled": row.settle,
        }
        for row in rows
    ]
    lines = []
    for row in rows:
        age = f"{row.age_days(today):>4} d"
        state = f"; {row.letter} is written" if row.letter else ""
        old = "  to be settled" if row.settle else ""
        lines.append(
            f"{age}  {row.number:<8} {name_of(row.kind):<24} {row.customer}: "
            f"{row.effect}{state}{old}"
        )
    found = letters_owed.counts(rows)
    head = f"{count(found.owed, 'letter')} owed, {found.unwritten} not written."
    return Answer(data, "\n".join([head, *lines]) if rows else "No letter is owed.")


@command(
    "told",
    "what the customer of a case was told, and what differs",
    "told A-0142",
    NUMBER,
    arg("--on", type=day, default=None, metavar="D", help="by the facts and letters of that day"),
)
def told(options: argparse.Namespace, desk: Desk) -> Answer:
    """Each date and promise, with the letter that told it."""
    rows = letters_owed.told(desk, desk.case(options.number), options.on)
    data = [
        {
            "what": row.what,
            "date": row.holds or row.told,
            "holds": row.holds or None,
            "told": row.told or None,
            "told_by": row.letter or None,
            "dispatched": row.on.isoformat() if row.on else None,
            "differs": row.differs,
        }
        for row in rows
    ]
    return Answer(
        data, "\n".join(map(_told_line, rows)) or "Nothing was told, and nothing is to be told."
    )


def _told_line(row: ToldRow) -> str:
    holds = value_words(row.what, row.holds) or "-"
    line = f"{row.name:<24} {holds}"
    if row.on is None:
        return f"{line} (not told)"
    told = value_words(row.what, row.told)
    other = f" {told}" if told != holds else ""
    mark = "  DIFFERS" if row.differs else ""
    return f"{line} (told{other} {row.by} on {on_screen(row.on)}){mark}"


@command(
    "told-elsewhere",
    "record that what cases owe was told in another way (rule C9)",
    'told-elsewhere A-0142 A-0143 --on 2026-11-23 --reference MMD-1 --second-person "Jonas Weber"',
    NUMBERS,
    arg("--kind", default="", choices=("", *KINDS), metavar="K", help="only letters of this kind"),
    arg("--on", type=day, required=True, metavar="D"),
    arg("--reference", required=True, metavar="REF"),
    arg("--second-person", required=True, metavar="NAME"),
    arg("--reason", default="", help="why another case's ticket is right"),
)
def told_elsewhere(options: argparse.Namespace, desk: Desk) -> Answer:
    """One deed for all the cases."""
    cases = cases_named(desk, options.numbers)
    wish = Dispatch(options.on, options.reference, reason=options.reason)
    done = letter.told_elsewhere(desk, cases, options.kind, wish, options.second_person)
    return facts_answer(done)


@command(
    "amendment",
    "settle an amendment after the decision: link, again or rest; without one, show it",
    'amendment A-0142 rest --reason "The same client in a newer version"',
    NUMBER,
    arg("how", nargs="?", default="", choices=("", *WAYS), metavar="HOW", help=", ".join(WAYS)),
    arg("--reason", default=""),
)
def amendment(options: argparse.Namespace, desk: Desk) -> Answer:
    """Show the amendment in words, or record what is made of it."""
    case = desk.case(options.number)
    if options.how:
        done = amendments.settle(desk, case, options.how, options.reason)
        case = done[0]
        row: dict[str, Any] = {"number": case.number, **answers.history_json(case)[-1]}
        row["case"] = done[1].number if len(done) > 1 else None
        return Answer(row, f"{case.number}: {tell(case.facts[-1])}")
    found = amendment_of(case)
    details = found.details if found is not None else ()
    data = [
        {
            "detail": row.name,
            "changes": row.changes,
            "decided": "".join(part.text for part in row.before),
            "amended": "".join(part.text for part in row.after),
        }
        for row in details
    ]
    lines = []
    for change in details:
        if change.changes:
            before = "".join(_marked(part, "-") for part in change.before)
            after = "".join(_marked(part, "+") for part in change.after)
            lines += [f"{change.title}: {before}", f"{'':<{len(change.title)}}  {after}"]
    return Answer(data, "\n".join(lines) or f"{case.number} has no amendment after its decision.")


def _marked(part: Part, sign: str) -> str:
    return f"[{sign}{part.text.rstrip()}{sign}] " if part.changed else part.text


COMMANDS = (owed, told, told_elsewhere, amendment)
