"""The queue and what is done from it, from `list` to `undo` (rules A1 to A6, C7)."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from mmd_reviewer.cli import answers
from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.case_lines import case_answer
from mmd_reviewer.cli.command import (
    FORCE,
    NUMBER,
    NUMBERS,
    amount,
    arg,
    command,
    day,
    facts_answer,
    job_of,
    on_case,
    on_cases,
    write_out,
)
from mmd_reviewer.domain.absence import with_stood_in
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_state import STATES
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.period import count
from mmd_reviewer.domain.request import DETAILS
from mmd_reviewer.domain.request_queue import OPEN, OWED, SORTS, QueueFilter
from mmd_reviewer.domain.second_assessment import check_seen
from mmd_reviewer.domain.sides import TWO_SIDES
from mmd_reviewer.readers.bounded import read_bounded
from mmd_reviewer.services import evidence, request_queue
from mmd_reviewer.services.absence import absences
from mmd_reviewer.services.customers import spelled
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.packs import out_numbers
from mmd_reviewer.services.read.queue_file import requests_file

SHOWN, ALL = 100, 1_000_000  # cases: as many as a screen or two, and as many as can be asked for
CASE = arg("number", metavar="NUMBER", help="case number or ticket")
AS_WORDS = (
    "the type's code (any other word lists the types with their descriptions), the period, the "
    "customer"
)


@command(
    "list",
    "the queue",
    'list --state in_assessment --search "vpn"',
    arg(
        "--state",
        default="",
        choices=("", OPEN, OWED, *STATES),
        metavar="S",
        help="a state, open, or owed",
    ),
    arg("--type", default=None, metavar="T", help="an exemption type's code"),
    arg("--customer", default="", metavar="C"),
    arg("--of", default=None, metavar="WHO", help='a name, "me", or "nobody"'),
    arg("--search", default="", metavar="WORDS"),
    arg(
        "--sort", default="received", metavar="KEY", help=", ".join(SORTS) + "; -KEY turns it round"
    ),
    arg(
        "--limit",
        type=amount,
        default=None,
        metavar="N",
        help=f"so many at most; {SHOWN} if not said, with --out all",
    ),
    arg("--out", type=Path, default=None, metavar="FILE", help="the requests as .csv or .xlsx"),
    FORCE,
)
def list_cases(options: argparse.Namespace, desk: Desk) -> Answer:
    """The cases that a filter leaves, in order."""
    key = options.sort.removeprefix("-")
    if key not in SORTS:
        raise Refused(f'"{key}" is no sort key; it can be {", ".join(SORTS)}.', "", "sort")
    who = {"me": desk.reviewer, "nobody": ""}.get(options.of, options.of)
    wish = QueueFilter(
        reviewer=who,
        words=options.search,
        state=options.state,
        type=options.type,
        customer=options.customer,
        sort=key,
        descending=options.sort.startswith("-"),
    )
    day = desk.today()
    wish = spelled(desk, with_stood_in(wish, absences(desk), day))
    limit = options.limit
    if limit is None:
        limit = SHOWN if options.out is None else ALL
    rows = desk.store.page(wish, day, limit)
    more = desk.store.count(wish, day, ALL) - len(rows) if len(rows) == limit else 0
    out = out_numbers(desk)
    wide = max((len(row.number) for row in rows), default=0)
    lines = [
        f"{row.number:<{wide}}  {row.age_days(day):>4} d{'*' if row.waits_since else ' '} "
        f"{row.state_shown:<20}  {row.customer[:24]:<24}  {row.title[:60]}"
        f"{'  Two sides, to settle' if TWO_SIDES in row.flags else ''}"
        f"{f'  {out[row.number]}' if row.number in out else ''}"
        for row in rows
    ]
    data = [answers.row_json(row, day) | {"out": out.get(row.number, "")} for row in rows]
    if options.out is not None:
        lines = [_requests_out(desk, [row.number for row in rows], options)]
    if any(row.waits_since for row in rows) and options.out is None:
        lines.append("* The age stands still: the customer owes an answer.")
    told = (f"{more:,} more match, which --limit N adds.",) if more else ()
    return Answer(data, "\n".join(lines) or ("" if more else "No case matches."), warnings=told)


def _requests_out(desk: Desk, numbers: Sequence[str], options: argparse.Namespace) -> str:
    """The requests as they are now, as a file that an import reads back."""
    form = options.out.suffix.casefold()
    if form not in (".csv", ".xlsx"):
        raise Refused(f"{options.out.name} is neither .csv nor .xlsx: name the file so.", "", "out")
    write_out(desk, options, requests_file(desk, numbers, form[1:], job_of(options, "Request")))
    return f"{count(len(numbers), 'request')} written to {options.out}."


@command(
    "show",
    "one case, whole",
    "show A-0142",
    CASE,
    arg(
        "--all-the-same",
        action="store_true",
        help="also while you may be the one to assess its decision a second time",
    ),
)
def show(options: argparse.Namespace, desk: Desk) -> Answer:
    """One case with everything that happened to it."""
    case = desk.case(options.number)
    if not options.all_the_same:
        check_seen(case, desk.reviewer)
    return case_answer(desk, case, whole=True)


undo = command("undo", "take back the newest deed that still counts", "undo A-0142", CASE)(
    on_case(lambda o, desk, case: request_queue.undo(desk, case))
)

redo = command("redo", "take back the newest undo", "redo A-0142", CASE)(
    on_case(lambda o, desk, case: request_queue.redo(desk, case))
)


@command(
    "assign",
    "give cases to a reviewer",
    "assign A-0142 A-0143 --to me",
    NUMBERS,
    arg("--to", default="me", metavar="WHO", help='a name, "me", or "nobody"'),
)
@on_cases
def assign(options: argparse.Namespace, desk: Desk, cases: list[Case]) -> tuple[Case, ...]:
    """Give cases to somebody, to oneself, or to nobody."""
    who = {"me": desk.reviewer, "nobody": ""}.get(options.to, options.to)
    return request_queue.assign(desk, cases, who)


park = command(
    "park",
    "put cases aside until a day",
    'park A-0142 --until 2026-12-07 --reason "Study starts then"',
    NUMBERS,
    arg("--until", type=day, required=True, metavar="D"),
    arg("--reason", required=True),
)(on_cases(lambda o, desk, cases: request_queue.park(desk, cases, o.until, o.reason)))

unpark = command("unpark", "take parked cases back early", "unpark A-0142", NUMBERS)(
    on_cases(lambda o, desk, cases: request_queue.unpark(desk, cases))
)

note = command(
    "note",
    "add a note that is never printed",
    'note A-0142 "Vendor asked for crash data"',
    NUMBER,
    arg("text", metavar="TEXT"),
)(on_case(lambda o, desk, case: request_queue.note(desk, case, o.text)))

link = command(
    "link",
    "link two cases",
    "link A-0142 A-0143",
    NUMBER,
    arg("other", metavar="OTHER"),
    arg("--extends", action="store_true", help="NUMBER asks for an extension of OTHER (rule E2)"),
)(
    on_case(
        lambda o, desk, case: request_queue.link(desk, case, desk.case(o.other), extends=o.extends)
    )
)


@command(
    "attach",
    "keep a file with a case",
    "attach A-0142 crash-report.pdf --about stability",
    NUMBER,
    arg("file", type=Path, metavar="FILE"),
    arg("--about", default="case", help="case, revocation, appeal, or the code of a finding"),
)
def attach(options: argparse.Namespace, desk: Desk) -> Answer:
    """Keep a file with a case."""
    path = Path(options.file)
    content = read_bounded(path)
    return facts_answer(
        (evidence.attach(desk, desk.case(options.number), path.name, content, options.about),)
    )


@command(
    "judge",
    "mark a given detail as not sufficient, or correct how type, timeline or customer were read",
    'judge A-0142 requirement --why "No business need is named"; judge A-0142 timeline --as "24 '
    'months"',
    NUMBER,
    arg("detail", choices=(*DETAILS, "customer")),
    arg("--why", default=""),
    arg("--sufficient", action="store_true", help="take the mark back"),
    arg("--as", dest="choose", default=None, metavar="VALUE", help=AS_WORDS),
)
@on_case
def judge(options: argparse.Namespace, desk: Desk, case: Case) -> Case:
    """A detail does not suffice, or was read wrong."""
    if options.choose is None:
        return request_queue.judge(
            desk, case, options.detail, sufficient=options.sufficient, why=options.why
        )
    if options.detail == "type":
        return request_queue.choose_type(desk, case, options.choose)
    if options.detail not in ("timeline", "customer"):
        raise Refused(
            "Only type, timeline and customer are read; the other details are words.", "A1", "as"
        )
    return request_queue.correct_reading(desk, case, **{options.detail: options.choose})


COMMANDS = (list_cases, show, undo, redo, assign, park, unpark, note, link, attach, judge)
