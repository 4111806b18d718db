"""Letters: compose, freeze, draw, store; printed and dispatched are facts of their own (rules C2 to C7)."""

from __future__ import annotations

from datetime import date

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case, Letter
from mmd_reviewer.domain.deed import Document
from mmd_reviewer.domain.errors import Refused, StoreError
from mmd_reviewer.domain.fact import LetterRecord
from mmd_reviewer.domain.letter import LETTER_OF, Replacement, check_complete, compose, kind_for
from mmd_reviewer.domain.letter_course import COURSE_KINDS, EDITION, News, subject
from mmd_reviewer.domain.notice import check_correction, check_dispatch, check_issue
from mmd_reviewer.domain.request import check_words
from mmd_reviewer.domain.revocation import notice_of
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.evidence import kept_file

PDF = "application/pdf"


def proposed(
    desk: Desk, case: Case, kind: str = "", replace: str = "", dated: date | None = None
) -> LetterRecord:
    """The letter as it would be issued today; nothing is recorded. `replace` is the reason of a correction,
    `dated` the day it bears if that is another one.
    """
    kind = kind or kind_for(case)
    day = desk.today()
    replacement = _replacement(desk, case, kind, replace)
    sender = desk.standing().sender
    return compose(kind, case, desk.edition(day), sender, desk.wording, dated or day, replacement, news_of(desk, day))


def news_of(desk: Desk, day: date) -> News | None:
    """The next edition that is announced and not yet in force (B8)."""
    coming = desk.standing().coming_editions(day)
    return News(desk.editions[coming[0][1]], desk.edition(day), coming[0][0]) if coming else None


def current(case: Case, kind: str = "", about: str = "") -> Letter | None:
    """The letter of that kind that was issued and is not void; `about` the fact or edition that it tells of."""
    kind = kind or kind_for(case)
    rows = (row for row in reversed(case.letters) if row.record.kind == kind and not row.void)
    return next((row for row in rows if not about or row.record.about == about), None)


def issued_already(desk: Desk, case: Case, kind: str) -> Letter | None:
    """The letter that asking for this kind gives again instead of a new one (C2).

    A notice waits for its dispatch; a letter of the course tells of one event, and the next event has its own.
    """
    if notice_of(kind):
        return waiting_notice(case, kind)
    day = desk.today()
    if kind in COURSE_KINDS:
        about = subject(kind, case, day)
        return current(case, kind, about) if about else None
    news = news_of(desk, day) if kind == EDITION else None
    return current(case, kind, news.edition.code if news else "")


def waiting_notice(case: Case, kind: str) -> Letter | None:
    """The notice of that kind that is issued and not dispatched; a dispatched one belongs to its own course."""
    found = current(case, kind)
    return found if found is not None and found.dispatched is None else None


def given_again(desk: Desk, case: Case, kind: str) -> Letter | None:
    """The letter whose stored bytes are given: as `issued_already`, and a notice that the course dispatched (C2)."""
    found = issued_already(desk, case, kind)
    if found is None and notice_of(kind) and case.revocations:
        sent = case.revocations[-1].sent.get(notice_of(kind))
        found = case.letter(sent.letter) if sent is not None else None
    return found


def _replacement(desk: Desk, case: Case, kind: str, reason: str) -> Replacement | None:
    """The letter that this one replaces: the current one of its kind, or one that a new decision overtook (C7)."""
    old = issued_already(desk, case, kind)
    if old is None and kind in LETTER_OF.values():
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
    already = issued_already(desk, case, kind)
    if already is not None and not replace.strip():
        return case, already
    if replace.strip() and already is None:
        raise Refused("There is no issued letter to replace.", "C2", "replace")
    check_words(replace, "replace")
    notice = notice_of(kind)
    if notice:
        today = desk.today()
        dated = dated or max(already.record.day if already is not None else today, today)
        check_issue(case, notice, dated, today, desk.edition(dated).code)
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


def dispatched(
    desk: Desk, case: Case, number: str, on: date, reference: str, to: str = "", reason: str = ""
) -> Case:
    """Record that the customer was sent an issued letter: the day and the portal's reference (C4).

    `reason`: why a notice has gone out on another day than the one it bears; its true day counts (D3).
    """
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
    for name, text in (("reference", reference), ("to", to), ("reason", reason)):
        check_words(text, name)
    if notice_of(letter.record.kind):
        check_dispatch(case, letter, on, reason)
    body = kinds.LetterDispatched(number, on, reference.strip(), to.strip(), reason.strip())
    return desk.record([(case, [body])])[0]


def correct_dispatch(desk: Desk, case: Case, number: str, on: date, reference: str, reason: str) -> Case:
    """Correct a dispatch that was recorded with a wrong day or reference; both stay visible (D11)."""
    letter = _issued(case, number)
    if letter.dispatched is None:
        raise Refused(f"No dispatch of {number} is recorded that could be corrected.", "D11", "letter")
    if not reason.strip():
        raise Refused("Write why the dispatch is corrected.", "D11", "correct")
    if not reference.strip():
        raise Refused("Give the portal's reference of the dispatch.", "D11", "reference")
    if on > desk.today():
        raise Refused(f"{on} lies in the future.", "D11", "on")
    if (on, reference.strip()) == (letter.dispatched, letter.reference):
        raise Refused("The dispatch is recorded so already.", "D11", "on")
    if on < letter.record.day:
        raise Refused(f"{on} is before the letter's date, {letter.record.day}.", "D11", "on")
    check_correction(case, number, on)
    for name, text in (("reference", reference), ("correct", reason)):
        check_words(text, name)
    return desk.record([(case, [kinds.DispatchCorrected(number, on, reference.strip(), reason.strip())])])[0]


def prove(desk: Desk, case: Case, number: str, name: str, content: bytes) -> Case:
    """Keep a file that proves the dispatch of a letter (C4)."""
    letter = _issued(case, number)
    if letter.dispatched is None:
        raise Refused(f"The dispatch of {number} is not recorded yet: record it first.", "C4", "letter")
    document = kept_file(name, content)
    return desk.record([(case, [kinds.DispatchProven(number, name, document.id)])], [document])[0]


def _issued(case: Case, number: str) -> Letter:
    letter = case.letter(number)
    if letter is None:
        raise Refused(f'{case.number} has no issued letter "{number}".', "C4", "letter")
    return letter
