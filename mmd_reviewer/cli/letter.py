"""A letter issued or written again, and printed: whole or not at all (rules C2, C4, D5)."""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.command import (
    FORCE,
    LETTER,
    NUMBER,
    WRITE_OUT,
    arg,
    command,
    day,
    facts_answer,
    one_of,
)
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.letter_facts import case_of_letter
from mmd_reviewer.domain.letterhead import PAPERS
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.domain.letters.kinds import name_of
from mmd_reviewer.domain.period import count
from mmd_reviewer.domain.print_batch import Batch
from mmd_reviewer.domain.print_run import SIDES, PrintWish
from mmd_reviewer.services import letter, print_batch, print_run
from mmd_reviewer.services.desk import Desk


@command(
    "letter",
    "issue a letter, or write it again as stored",
    "letter A-0142 --out decision.pdf",
    NUMBER,
    arg(
        "kind", nargs="?", default="", metavar="KIND", help="a kind of letter, or a letter’s number"
    ),
    arg("--out", type=Path, required=True, metavar="FILE"),
    one_of(
        arg("--draft", action="store_true", help="pages marked DRAFT; issues nothing"),
        arg("--text", action="store_true", help="the plain-text twin; issues nothing"),
    ),
    arg(
        "--replace", default="", metavar="REASON", help="a new letter that replaces the issued one"
    ),
    arg("--also", default="", metavar="L", help="behind it a courtesy translation: en, de, fr"),
    WRITE_OUT,
    FORCE,
)
def write_letter(options: argparse.Namespace, desk: Desk) -> Answer:
    """Issue the letter, or write the stored bytes; `--draft` and `--text` issue nothing."""
    case = desk.case(options.number)
    issued = letter.given_again(desk, case, options.kind)
    given = issued if options.text and not options.replace else None
    if options.draft:
        record = letter.proposed(desk, case, options.kind, options.replace, also=options.also)
        content, pages = desk.press.draw(record, draft=True)
    elif options.text:
        record = (
            given.record
            if given
            else letter.proposed(desk, case, options.kind, options.replace, also=options.also)
        )
        content, pages = (
            ("" if given else "DRAFT, not issued\n\n").encode() + as_text(record).encode(),
            0,
        )
    else:
        known = issued.sha256 if issued and not options.replace else ""
        desk.files.check(options.out, force=options.force, digest=known)
        if issued is None or options.replace or options.also:
            case, issued = letter.issue(
                desk,
                case,
                options.kind,
                options.replace,
                write_out=options.write_out,
                also=options.also,
            )
        record, content, pages = issued.record, letter.stored(desk, issued), issued.pages
    digest = hashlib.sha256(content).hexdigest()
    desk.files.check(options.out, force=options.force, digest=digest)
    desk.files.write(options.out, content)
    data = {"number": record.number, "kind": record.kind, "sha256": digest, "pages": pages}
    drafted = options.draft or (options.text and given is None)
    what = "Draft, not issued" if drafted else record.number
    return Answer(data, f"{what}: {record.title} → {options.out}")


def of_letter(desk: Desk, number: str) -> Case:
    """The case of a letter by the letter's number."""
    return desk.case(case_of_letter(number))


@command("printed", "record that a letter was printed", "printed A-0142-L1", LETTER)
def printed(options: argparse.Namespace, desk: Desk) -> Answer:
    """A letter came out of a printer."""
    return facts_answer((letter.printed(desk, of_letter(desk, options.letter), options.letter),))


@command(
    "print-batch",
    "issue due notices and put letters into one file for printing on both sides",
    "print-batch --due-by 2026-11-27 --out batch.pdf",
    arg(
        "--due-by",
        type=day,
        default=None,
        metavar="D",
        help="issue the notices due by that day as well",
    ),
    one_of(
        arg("--out", type=Path, metavar="FILE", help="a PDF file, or a folder for one file each"),
        arg(
            "--printer",
            default="",
            metavar="NAME",
            help="hand each letter to this printer, and go on with a run that was stopped",
        ),
        required=True,
    ),
    arg("--paper", choices=PAPERS, default=PAPERS[0], help="A4 where none is named"),
    arg("--tray", default="", metavar="TRAY", help="of the printer, as it calls it"),
    arg("--sides", choices=SIDES[1:], default="", help="the printer’s own if not given"),
    arg(
        "--came",
        choices=("yes", "no"),
        default="",
        help="whether the letter that was being handed over at a stop came there",
    ),
    arg("--reprint", action="store_true", help="also letters that were printed and not dispatched"),
    FORCE,
)
def batch(options: argparse.Namespace, desk: Desk) -> Answer:
    """Write the file, then record what was printed;
    a second run prints nothing unless reprint is asked.
    """
    if options.printer:
        return _to_printer(options, desk)
    plan = print_batch.plan(desk, options.due_by, reprint=options.reprint)
    left_out = tuple(
        f"{row.letter or row.number}: left out. {row.problem}" for row in plan.left_out
    )
    if not plan.rows:
        data = {"letters": [], "pages": 0, "left_out": _left_out(plan)}
        return Answer(data, "There is nothing to print.", 1 if left_out else 0, left_out)
    if options.out.is_dir():
        desk.files.check_writable(options.out)
    else:  # before a notice is issued for nothing
        desk.files.check(options.out, force=options.force or not plan.to_issue)
    rows, pages = print_batch.carry_out(desk, plan, options.out, force=options.force)
    lines = [f"{row.letter:<12} {name_of(row.kind):<24} {row.addressee}" for row in rows]
    letters = [row.letter for row in rows]
    text = (
        f"{count(len(rows), 'letter')} on {count(pages, 'page')} → {options.out}. Printed; nothing "
        f"was dispatched."
    )
    data = {"letters": letters, "pages": pages, "left_out": _left_out(plan)}
    return Answer(data, "\n".join([text, *lines]), 1 if left_out else 0, left_out)


def _to_printer(options: argparse.Namespace, desk: Desk) -> Answer:
    """One job a letter; what is printed, a person records by `printed`."""
    wish = PrintWish(options.printer, options.paper, options.tray, options.sides)
    run, plan = print_run.waiting(desk), Batch((), ())
    if run is None:
        plan = print_batch.plan(desk, options.due_by, reprint=options.reprint)
        if plan.rows:
            run = print_run.begin(desk, plan, wish)
    elif options.came:
        run = print_run.put(desk, run.answered(came=options.came == "yes"))
    if run is None:
        data = {"handed_over": [], "left": [], "left_out": _left_out(plan)}
        return Answer(data, "There is nothing to print.", 1 if plan.left_out else 0)
    run = print_run.go_on(desk, print_run.put(desk, run.to(wish)))
    problems = tuple(f"{row.letter}: {row.problem}" for row in run.left if row.problem)
    lines = [f"{row.letter}  {row.job}" for row in run.handed]
    text = (
        f"{len(run.handed)} of {count(len(run.rows), 'letter')} handed to {options.printer}. Look "
        f"at the paper, then record what came out right: printed LETTER."
    )
    data = {
        "handed_over": [{"letter": row.letter, "job": row.job} for row in run.handed],
        "left": [{"letter": row.letter, "why": row.problem} for row in run.left],
        "left_out": _left_out(plan),
    }
    code = 1 if run.left or plan.left_out else 0
    return Answer(data, "\n".join([text, *lines]), code, problems)


def _left_out(plan: Batch) -> list[dict[str, str]]:
    return [
        {"case": row.number, "letter": row.letter, "kind": row.kind, "why": row.problem}
        for row in plan.left_out
    ]


COMMANDS = (write_letter, printed, batch)
