"""Letters: compose, freeze, draw, store; printed and dispatched are facts of their own (rules C2 to C7)."""

from __future__ import annotations

from datetime import date

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case, Letter
from mmd_reviewer.domain.deed import Document
from mmd_reviewer.domain.errors import Refused, StoreError
from mmd_reviewer.domain.fact import LetterRecord
from mmd_reviewer.domain.letter import LETTER_OF, Replacement, check_complete, compose, kind_for
from mmd_reviewer.domain.notice import check_dispatch, notice_of
from mmd_reviewer.services.desk import Desk

PDF = "application/pdf"


def proposed(
    desk: Desk, case: Case, kind: str = "", replace: str = "", dated: date | None = None
) -> LetterRecord:
    """The letter as it would be issued today; nothing is recorded. `replace` is the reason of a correction,
    `dated` the day it bears if that is another one.
    """
    kind = kind or kind_for(case)
    day = desk.today()
    replacement = _replacement(case, kind, replace)
    sender = desk.standing().sender
    return compose(kind, case, desk.edition(day), sender, desk.wording, dated or day, replacement)


def current(case: Case, kind: str = "") -> Letter | None:
    """The letter of that kind that was issued and is not void."""
    kind = kind or kind_for(case)
    return next((row for row in reversed(case.letters) if row.record.kind == kind and not row.void), None)


def waiting_notice(case: Case, kind: str) -> Letter | None:
    """The notice of that kind that is issued and not dispatched; a dispatched one belongs to its own course."""
    found = current(case, kind)
    return found if found is not None and found.dispatched is None else None


def _replacement(case: Case, kind: str, reason: str) -> Replacement | None:
    """The letter that this one replaces: the current one of its kind, or one that a new decision overtook (C7)."""
    old = waiting_notice(case, kind) if notice_of(kind) else current(case, kind)
    if old is None and kind != "acknowledgement" and not notice_of(kind):
        replaced = {row.record.replaces for row in case.letters}
        overtaken = [row for row in case.letters if row.void and row.record.number not in replaced]
        decisions = [row for row in overtaken if row.record.kind in LETTER_OF.values()]
        old = decisions[-1] if decisions else None
        made = case.decision.made if case.decision else None
        reason = reason.strip() or (made.reason if made and made.reason else "The decision was changed.")
    return Replacement(old, reason.strip()) if old is not None and reason.strip() else None


def issue(
    desk: Desk, case: Case, kind: str = "", replace: str = "", dated: date | None = None
) -> tuple[Case, Letter]:
    """Freeze the words, draw them, store the bytes; a letter already issued is given again as stored (C2)."""
    kind = kind or kind_for(case)
    already = waiting_notice(case, kind) if notice_of(kind) else current(case, kind)
    if already is not None and not replace.strip():
        return case, already
    if replace.strip() and already is None:
        raise Refused("There is no issued letter to replace.", "C2", "replace")
    desk.check_date()
    record = proposed(desk, case, kind, replace, dated)
    check_complete(record)
    pdf, pages = desk.press.draw(record)
    document = Document.of(pdf, PDF)
    case = desk.record([(case, [kinds.LetterIssued(record, document.id, pages)])], [document])[0]
    issued = case.letter(record.number)
    assert issued is not None
    return case, issued


def stored(desk: Desk, letter: Letter) -> bytes:
    """The stored bytes of an issued letter (C2)."""
    document = desk.store.document(letter.sha256)
    if document is None:
        raise StoreError(f"The file of letter {letter.record.number} is not in the store: run `verify`.")
    return document.content


def printed(desk: Desk, case: Case, number: str) -> Case:
    """Record that an issued letter was printed (C4)."""
    letter = _issued(case, number)
    if letter.printed:
        raise Refused(f"{number} is already recorded as printed on {letter.printed}.", "C4", "letter")
    return desk.record([(case, [kinds.LetterPrinted(number)])])[0]


def dispatched(desk: Desk, case: Case, number: str, on: date, reference: str, to: str = "") -> Case:
    """Record that the customer was sent an issued letter: the day and the portal's reference (C4)."""
    letter = _issued(case, number)
    if letter.void:
        raise Refused(f"{number} was overtaken by a newer letter or decision and is void.", "C2", "letter")
    if letter.dispatched:
        raise Refused(f"The dispatch of {number} on {letter.dispatched} is already recorded.", "C4", "letter")
    if not reference.strip():
        raise Refused("Give the portal's reference of the dispatch.", "C4", "reference")
    if on > desk.today():
        raise Refused(f"{on} lies in the future: record a dispatch when it has happened.", "C4", "on")
    if on < letter.record.day:
        raise Refused(f"{on} is before the letter's date, {letter.record.day}.", "C4", "on")
    if notice_of(letter.record.kind):
        check_dispatch(case, letter, on)
    return desk.record([(case, [kinds.LetterDispatched(number, on, reference.strip(), to.strip())])])[0]


def _issued(case: Case, number: str) -> Letter:
    letter = case.letter(number)
    if letter is None:
        raise Refused(f'{case.number} has no issued letter "{number}".', "C4", "letter")
    return letter
