"""Letters that wait for their dispatch, many at once: what would be refused, what is recorded,
their words for portal and mail (rules C2, C4, D3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace as changed
from datetime import date
from pathlib import Path
from typing import NamedTuple

from mmd_reviewer.domain.case import Case, Letter
from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.domain.letters.dispatch import Dispatch, check_not_overtaken, letter_of
from mmd_reviewer.domain.letters.kinds import name_of
from mmd_reviewer.domain.waiting import WaitingLetter
from mmd_reviewer.services import letter
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.moment import Moment
from mmd_reviewer.services.print_batch import free_name
from mmd_reviewer.services.reference import other_case


@dataclass(frozen=True, slots=True)
class Sending:
    """A letter of a case, and the dispatch of it that is to be recorded."""

    letter: str
    number: str
    wish: Dispatch


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a dispatch would be refused, in the words of the rule.

    `question`: the reference is another case's ticket (D3): whose; `more` says which is the own
    one. `by_reason`: a written reason settles it.
    """

    sentence: str
    rule: str = ""
    field: str = ""
    question: str = ""
    more: str = ""
    by_reason: bool = False


class Recorded(NamedTuple):
    """The cases with a new dispatch, and what was refused."""

    cases: tuple[Case, ...]
    refused: dict[Sending, Objection]


def waiting(desk: Desk) -> tuple[WaitingLetter, ...]:
    """Every letter issued, valid and not dispatched, by customer and case."""
    rows = desk.store.waiting_letters()
    rows.sort(key=lambda row: (row.customer.casefold(), row.number, len(row.letter), row.letter))
    return tuple(rows)


def objection(desk: Desk, one: Sending, now: Moment | None = None) -> Objection | None:
    """Why the dispatch would be refused now; None if it would be recorded."""
    now = now or desk.moment()
    try:
        case = _case(desk, one.number, now)
        letter.to_dispatch(desk, case, one.letter, one.wish, now)
    except Refused as refusal:
        return _objection(desk, one, refusal, now)
    return None


def _case(desk: Desk, number: str, now: Moment) -> Case:
    keys = desk.store.find(number)
    return desk.by_key(keys[0], now) if keys else desk.case(number)  # which says what became of it


def _objection(desk: Desk, one: Sending, refusal: Refused, now: Moment) -> Objection:
    found = Objection(refusal.message, refusal.rule, refusal.field)
    if one.wish.reason.strip() or refusal.field not in ("on", "reference"):
        return found
    case = _case(desk, one.number, now)
    other = other_case(desk, case, one.wish.reference, now)
    if other:
        mine, theirs = case.request, desk.case(other).request.customer
        whose = f"also of {theirs}" if theirs == mine.customer else f"of {theirs}"
        own = f"was asked under {mine.ticket}" if mine.ticket else "has no ticket of its own"
        question = f"This is the ticket of {other}, {whose}."
        return changed(found, question=question, more=f"{case.number} {own}.", by_reason=True)
    try:
        letter.to_dispatch(desk, case, one.letter, changed(one.wish, reason="given"), now)
    except Refused:
        return found
    return changed(found, by_reason=True)


def record(desk: Desk, sendings: Sequence[Sending], job: Job | None = None) -> Recorded:
    """Record each dispatch as a deed of its own (C4); what a rule refuses is left out and told.

    Stopped in between, what was recorded stays recorded.
    """
    job, cases, refused = job or Job(), [], {}
    for done, one in enumerate(sendings):
        job.step(done, len(sendings))
        wish = one.wish
        try:
            case = desk.case(one.number)
            cases.append(
                letter.dispatched(
                    desk, case, one.letter, wish.on, wish.reference, wish.to, wish.reason
                )
            )
        except Refused as refusal:
            refused[one] = _objection(desk, one, refusal, desk.moment())
    job.progress(len(sendings), len(sendings))
    return Recorded(tuple(cases), refused)


def _leaving(desk: Desk, number: str, name: str) -> tuple[Case, Letter, bytes]:
    """An issued letter that may leave the program:
    valid, and its stored bytes are those of its SHA-256 (C2).
    """
    case = desk.case(number)
    issued = letter_of(case, name)
    if issued.dispatched is None:
        check_not_overtaken(name, letter.overtaken(desk, case, issued))
    return case, issued, letter.stored(desk, issued)


def text_of(desk: Desk, number: str, name: str) -> str:
    """The words of a letter for the portal's reply box."""
    return as_text(_leaving(desk, number, name)[1].record)


def mail_of(desk: Desk, number: str, name: str) -> tuple[bytes, str]:
    """A mail draft with the letter's words and its stored PDF; and the address in it, "" for none.

    A mail is a copy: a notice counts by its message in the portal (D3).
    """
    case, issued, pdf = _leaving(desk, number, name)
    record, asked = issued.record, case.request
    english = record.language.startswith("en")
    title = name_of(record.kind) if english else record.title  # kinds have English names alone
    subject = ", ".join(part for part in (f"{title} {number}", record.ticket) if part)
    to = asked.contact or asked.customer, asked.email
    file = file_name(name, record.kind, record.day, "pdf")
    return desk.files.mail(to, subject, as_text(record), file, pdf)


def file_name(name: str, kind: str, dated: date, ending: str) -> str:
    """`A-0142-L1_declined_2026-11-23.txt`: safe on every system."""
    return f"{name}_{kind}_{dated.isoformat()}.{ending}"


def save_texts(
    desk: Desk, letters: Sequence[tuple[str, str]], folder: Path, job: Job | None = None
) -> tuple[int, tuple[str, ...]]:
    """The words of letters (case and letter), a file each, all or none; nothing is overwritten.

    How many were saved, and why others were not.
    """
    job, files, refused = job or Job(), [], []
    for done, (number, name) in enumerate(letters):
        job.step(done, len(letters))
        try:
            record = _leaving(desk, number, name)[1].record
        except Refused as refusal:
            refused.append(refusal.message)
            continue
        content, file = as_text(record).encode(), file_name(name, record.kind, record.day, "txt")
        files.append((free_name(folder, file, content).name, content))
    desk.files.write_folder(folder, files)
    return len(files), tuple(refused)
