"""Letters that wait for their dispatch, dispatched, and proven (rules C4, D3, D11)."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mmd_reviewer.cli.answers import Answer, history_json
from mmd_reviewer.cli.command import FORCE, LETTER, arg, command, day, facts_answer, write_out
from mmd_reviewer.cli.letter import of_letter
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letters.dispatch import Dispatch
from mmd_reviewer.domain.letters.kinds import name_of
from mmd_reviewer.domain.period import count
from mmd_reviewer.domain.waiting import WaitingLetter
from mmd_reviewer.readers.bounded import read_bounded
from mmd_reviewer.services import dispatch as dispatches
from mmd_reviewer.services import letter
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.dispatch import Objection, Sending


@command(
    "to-dispatch",
    "letters issued and not dispatched; of one its text for the portal, or a mail draft",
    "to-dispatch A-0142-L1 --eml decision.eml",
    arg(
        "letter",
        nargs="?",
        default="",
        metavar="LETTER",
        type=str.upper,
        help="its text; without one, the list",
    ),
    arg(
        "--eml",
        type=Path,
        default=None,
        dest="out",
        metavar="FILE",
        help="a mail draft with the PDF; nothing is sent",
    ),
    FORCE,
)
def to_dispatch(options: argparse.Namespace, desk: Desk) -> Answer:
    """The letters that wait, or what is to be posted of one."""
    name: str = options.letter
    if not name and options.out is not None:
        raise Refused("Name the letter of which a mail draft is to be written.", "", "letter")
    if not name:
        return _waiting(desk)
    number = of_letter(desk, name).number
    if options.out is None:
        text = dispatches.text_of(desk, number, name)
        return Answer({"letter": name, "text": text}, text.rstrip("\n"))
    content, address = dispatches.mail_of(desk, number, name)
    write_out(desk, options, content)
    to = f"to {address}" if address else "without an address, as none is known"
    data = {"letter": name, "to": address, "sha256": hashlib.sha256(content).hexdigest()}
    return Answer(data, f"{name}: draft {to} → {options.out}. Nothing was sent.")


def _waiting(desk: Desk) -> Answer:
    today, data, lines = desk.today(), [], []
    for row in dispatches.waiting(desk):
        wish = Dispatch(today, row.ticket, row.contact)
        why = dispatches.objection(desk, Sending(row.letter, row.number, wish))
        data.append(_waiting_json(row, why))
        lines.append(f"{row.letter:<12} {name_of(row.kind):<24} {row.ticket:<18} {row.customer}")
        lines += [f"  {why.sentence}"] if why else []
    head = f"{count(len(data), 'letter')} issued, not dispatched."
    return Answer(data, "\n".join([head, *lines]) if data else "Every letter is dispatched.")


def _waiting_json(row: WaitingLetter, why: Objection | None) -> dict[str, Any]:
    return {
        "letter": row.letter,
        "case": row.number,
        "kind": row.kind,
        "dated": row.day.isoformat(),
        "printed": row.printed.isoformat() if row.printed else None,
        "customer": row.customer,
        "contact": row.contact,
        "ticket": row.ticket,
        "refused_today": why.sentence if why else None,
    }


@command(
    "dispatch",
    "record that letters were sent, each as a deed of its own",
    "dispatch A-0142-L1 A-0143-L1 --on 2026-11-23",
    arg("letters", nargs="+", metavar="LETTER", type=str.upper),
    arg("--on", type=day, required=True, metavar="D"),
    arg("--reference", default="", metavar="REF", help="without one, the ticket of each case"),
    arg("--to", default="", metavar="WHOM"),
    arg(
        "--reason", default="", help="why a notice went out on another day than it bears (rule D3)"
    ),
    arg("--correct", default="", metavar="REASON", help="correct what was recorded (rule D11)"),
    arg("--taken-back", action="store_true", help="with --correct: it was not dispatched at all"),
)
def dispatch(options: argparse.Namespace, desk: Desk) -> Answer:
    """Letters were sent, or what was recorded of one is corrected."""
    names = tuple(dict.fromkeys(options.letters))
    if options.taken_back and not options.correct:  # or it would be recorded as sent
        raise Refused("Write why the dispatch is taken back: --correct REASON.", "D11", "correct")
    if options.correct and len(names) > 1:
        raise Refused("Correct one dispatch at a time: name one letter.", "", "letters")
    if len(names) > 1:
        return _several(options, desk, names)
    (number,) = names
    case, on = of_letter(desk, number), options.on
    if options.correct:
        case = letter.correct_dispatch(
            desk,
            case,
            number,
            on,
            options.reference,
            options.correct,
            taken_back=options.taken_back,
        )
    else:
        reference = options.reference or case.request.ticket
        case = letter.dispatched(desk, case, number, on, reference, options.to, options.reason)
    return facts_answer((case,))


def _several(options: argparse.Namespace, desk: Desk, names: Sequence[str]) -> Answer:
    """What a rule refuses is told and left out, the others are recorded."""
    sendings = []
    for name in names:
        case = of_letter(desk, name)
        reference = options.reference or case.request.ticket
        wish = Dispatch(options.on, reference, options.to, options.reason)
        sendings.append(Sending(name, case.number, wish))
    found = desk.truly(lambda: dispatches.record(desk, sendings))
    recorded = [{"number": case.number, **history_json(case)[-1]} for case in found.cases]
    refused = [
        {"letter": one.letter, "rule": why.rule, "field": why.field, "message": why.sentence}
        for one, why in found.refused.items()
    ]
    lines = [f"{count(len(recorded), 'dispatch', 'dispatches')} recorded."]
    lines += [f"{row['number']}: {row['text']}" for row in recorded]
    warnings = tuple(f"{row['letter']}: not recorded. {row['message']}" for row in refused)
    code = (1 if recorded else 2) if refused else 0
    return Answer({"recorded": recorded, "refused": refused}, "\n".join(lines), code, warnings)


@command(
    "proof",
    "keep a file that proves a dispatch",
    "proof A-0142-L1 portal.png",
    LETTER,
    arg("file", type=Path, metavar="FILE"),
)
def proof(options: argparse.Namespace, desk: Desk) -> Answer:
    """Keep a file that proves a dispatch."""
    path = Path(options.file)
    content = read_bounded(path)
    case = letter.prove(desk, of_letter(desk, options.letter), options.letter, path.name, content)
    return facts_answer((case,))


COMMANDS = (to_dispatch, dispatch, proof)
