"""Letters: composed, frozen, drawn and stored;
printed and dispatched are facts of their own (rules C2 to C10).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace as changed
from datetime import date

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case, Letter
from mmd_reviewer.domain.case_fold import fold
from mmd_reviewer.domain.deed import Document
from mmd_reviewer.domain.errors import Refused, StoreError
from mmd_reviewer.domain.intake import StandingLetter
from mmd_reviewer.domain.letter_facts import LetterRecord
from mmd_reviewer.domain.letters import asked
from mmd_reviewer.domain.letters.compose import Why, check_complete, says_the_same
from mmd_reviewer.domain.letters.dispatch import (
    Dispatch,
    check_dispatch_correction,
    check_new_dispatch,
    check_not_overtaken,
    check_printed,
    check_proof,
    check_told_elsewhere,
    letter_of,
)
from mmd_reviewer.domain.letters.kind import Telling
from mmd_reviewer.domain.letters.kinds import EDITION, KINDS, kind_of
from mmd_reviewer.domain.letters.owed import next_letter
from mmd_reviewer.domain.letters.replaced import replacement_for
from mmd_reviewer.domain.letters.words import StandardWordings
from mmd_reviewer.domain.notice import check_first_edition, check_issue
from mmd_reviewer.domain.request import check_words, one_line
from mmd_reviewer.domain.revocation import FIRST, notice_of
from mmd_reviewer.domain.second_assessment import check_letter
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.evidence import kept_file
from mmd_reviewer.services.letter_words import composed, in_signs
from mmd_reviewer.services.moment import Moment
from mmd_reviewer.services.reference import other_case

PDF = "application/pdf"


def wanted(desk: Desk, case: Case) -> str:
    """The letter to look at or to write now:
    the kind of the next one, else the number of the newest.
    """
    now = desk.moment()
    return asked.wanted(case, now.day, now.coming)


def choices(desk: Desk, case: Case) -> tuple[str, ...]:
    """The kinds that could be written now and are not, the most pressing first."""
    now = desk.moment()
    return asked.choices(case, now.day, now.coming)


def _subject(case: Case, kind: str, now: Moment, day: date) -> Telling:
    return asked.subject(case, kind, now.day, day, now.coming)


def proposed(
    desk: Desk,
    case: Case,
    kind: str = "",
    replace: str = "",
    dated: date | None = None,
    *,
    write_out: bool = True,
    also: str = "",
) -> LetterRecord:
    """The letter as it would be issued now; nothing is recorded.

    `replace` is the reason of a correction, `dated` the day it bears if that is another one than
    today. What its fonts do not have is written out, or with `write_out` False refused. `also`:
    in that language a courtesy translation stands behind it. A notice that is not the one to issue
    is refused (D5).
    """
    now = desk.moment()
    kind = kind or asked.wanted_kind(case, now.day, now.coming)
    day = dated or now.day
    if notice_of(kind):
        check_issue(case, notice_of(kind), day, now.day, now.edition_on(day).code)
    telling = _subject(case, kind, now, day)
    old = asked.given_before(case, telling)
    replacement = replacement_for(case, telling, old, Why(replace.strip()))
    record = composed(desk, case, telling, now, day, replacement, also=also)
    return in_signs(desk, case, record, now, write_out)


def given_again(desk: Desk, case: Case, kind: str) -> Letter | None:
    """The letter whose stored bytes are given for this kind or number: one that still says
    what the facts say, or one that told it; a notice that the course dispatched (C2).
    """
    named = case.letter(kind)
    if named is not None:  # by its number every letter is given again, of whatever revocation
        return named
    now = desk.moment()
    kind = kind or asked.wanted_kind(case, now.day, now.coming)
    notice = notice_of(kind)
    kind_of(kind)
    if notice and case.revocation is None:
        return asked.sent_notice(case, notice)
    found = asked.given_before(case, _subject(case, kind, now, now.day))
    if found is None and notice:
        return asked.sent_notice(case, notice)
    if found is not None and found.dispatched is None and overtaken(desk, case, found, now=now):
        return None
    return found


def overtaken(
    desk: Desk, case: Case, letter: Letter, day: date | None = None, now: Moment | None = None
) -> str:
    """Why an issued letter must not be dispatched any more, or "":
    made again it would say something else.

    One way for all kinds (C2). `day`: by the facts of that day and before; a letter that went out
    then was right if it was right then.
    """
    if letter.void:
        return "It was overtaken by a newer letter or decision"
    now = now or desk.moment()
    plain = StandardWordings(desk.wordings)  # a fault in the user's own sentences voids nothing
    now = changed(now, issuer=changed(now.issuer, signature="", wordings=plain))
    if day is not None and day < now.day:
        case = fold(fact for fact in case.facts if fact.day <= day)
    kind, dated = letter.record.kind, letter.record.day
    try:
        telling = _subject(case, kind, now, dated)
        if kind == EDITION:  # it tells of its own edition, not of the next
            telling = changed(telling, about=letter.record.about, tells=letter.tells)
        replaced = case.letter(letter.record.replaces)
        corrects = replaced is not None and replaced.dispatched is not None
        if not corrects and asked.nothing_owed(case, telling, now.day, now.coming):
            return "What it tells was told in another way, or holds no longer"
        if KINDS[kind].says_what_holds:
            dated = max(dated, day or now.day)
        if (
            notice_of(kind) == FIRST and case.revocation is not None
        ):  # published since it was issued
            check_first_edition(case.revocation, dated, now.edition_on(dated).code)
        out = dated if kind == EDITION and day is not None else max(dated, day or now.day)
        again = composed(desk, case, telling, now, dated, out=out)
    except Refused as refusal:
        return refusal.message.rstrip(".")
    if (
        again.addressee[1:] != letter.record.addressee[1:]
    ):  # a chosen spelling alone makes no letter void (A5)
        return f"It is addressed to {_contact(letter.record)}; the contact is {_contact(again)} now"
    return "" if says_the_same(letter.record, again) else "What it said has changed"


def _contact(record: LetterRecord) -> str:
    return ", ".join(record.addressee[1:]) or "nobody by name"


def condition(desk: Desk, case: Case, letter: Letter) -> str:
    """`void`, `dispatched`, `printed` or `issued`, as the facts have it now (C4)."""
    if letter.void:
        return "void"
    if letter.dispatched is not None:
        return "dispatched"
    if overtaken(desk, case, letter):
        return "void"
    return "printed" if letter.printed is not None else "issued"


def issue(
    desk: Desk,
    case: Case,
    kind: str = "",
    replace: str = "",
    dated: date | None = None,
    *,
    write_out: bool = False,
    also: str = "",
) -> tuple[Case, Letter]:
    """Freeze the words, draw them, store the bytes: one deed for letters of every kind (C2, C3).

    One that was issued and still says what the facts say is given again as stored; one that no
    longer does is replaced. `dated` is the day on which it is to be dispatched (D3), today if not
    given. `write_out`: by leave of the reviewer signs that the fonts lack stand as their numbers.
    `also`: in that language a courtesy translation stands behind it.
    """
    now = desk.moment()
    if not kind and next_letter(case, now.day, now.coming) is None and not case.letters:
        desk.check_date(now)  # on a strange day nothing may seem to be owed
    kind = kind or asked.wanted_kind(case, now.day, now.coming)
    notice = notice_of(kind)
    check_words(replace, "replace")
    if notice and not replace.strip():
        check_issue(case, notice, dated or now.day, now.day, now.edition_on(dated or now.day).code)
    kind_of(kind)
    telling = _subject(case, kind, now, dated or now.day)
    before = asked.given_before(case, telling)
    why = Why(replace.strip())
    asked.check_replaceable(replacement_for(case, telling, before, why), replace)
    told = before is None or before.dispatched is None
    if (
        told
        and not replace.strip()
        and telling.tells
        and asked.nothing_owed(case, telling, now.day, now.coming)
    ):
        desk.check_date(now)
        raise asked.nothing_to_tell(kind)
    if before is not None and not replace.strip():
        bears_its_day = bool(notice) or asked.shortens(case, telling)
        if _stays(desk, case, before, dated or now.day if bears_its_day else None, now):
            asked.check_courtesy(before, also)
            return case, before
        why = asked.why_again(before, dated or now.day if bears_its_day else before.record.day)
    if notice and replace.strip():
        waits = before.record.day if before is not None else now.day
        dated = dated or max(waits, now.day)
        check_issue(case, notice, dated, now.day, now.edition_on(dated).code)
    day = dated or now.day
    asked.check_not_past(day, now.day)
    desk.check_date(now)
    telling = _subject(case, kind, now, day)
    check_letter(case, telling.tells)
    replacement = replacement_for(case, telling, before, why)
    record = composed(desk, case, telling, now, day, replacement, also=also)
    check_complete(record)
    record = in_signs(desk, case, record, now, write_out)
    pdf, pages = desk.press.draw(record)
    document = Document.of(pdf, PDF)
    issued = kinds.LetterIssued(record, document.id, pages)
    case = desk.record([(case, [issued])], [document], now)[0]
    return case, letter_of(case, record.number)


def _stays(desk: Desk, case: Case, before: Letter, dated: date | None, now: Moment) -> bool:
    """Is the letter that was issued before the one to give again?"""
    if before.dispatched is not None:
        return True
    return dated in (None, before.record.day) and not overtaken(desk, case, before, now=now)


def stored(desk: Desk, letter: Letter) -> bytes:
    """The stored bytes of an issued letter (C2)."""
    document = desk.store.document(letter.sha256)
    if document is None:
        raise StoreError(
            f"The file of letter {letter.record.number} is not in the store: run `verify`."
        )
    return document.content


def printed(desk: Desk, case: Case, number: str) -> Case:
    """Record that an issued letter was printed (C4)."""
    letter = letter_of(case, number)
    check_printed(letter)
    return desk.record([(case, [kinds.LetterPrinted(number)])])[0]


def dispatched(
    desk: Desk, case: Case, number: str, on: date, reference: str, to: str = "", reason: str = ""
) -> Case:
    """Record that the customer was sent an issued letter: the day and the portal's reference (C4).

    What waits for it takes effect from that day (C9). `reason`: why a notice has gone out on
    another day than the one it bears (D3), or why another case's ticket is right.
    """
    now = desk.moment()
    body = to_dispatch(desk, case, number, Dispatch(on, reference, to, reason), now)
    return desk.record([(case, [body])], now=now)[0]


def to_dispatch(
    desk: Desk, case: Case, number: str, wish: Dispatch, now: Moment
) -> kinds.LetterDispatched:
    """The fact of a dispatch that every rule allows; nothing is recorded."""
    letter = letter_of(case, number)
    wish = changed(wish, other_case=other_case(desk, case, wish.reference, now))
    check_new_dispatch(case, letter, wish, now.day)
    check_not_overtaken(number, overtaken(desk, case, letter, wish.on, now))
    return kinds.LetterDispatched(
        number, wish.on, one_line(wish.reference), one_line(wish.to), wish.reason.strip()
    )


def stands_in_ticket(desk: Desk, found: StandingLetter) -> Case:
    """Record that a letter was sent, as the ticket's own note shows,
    and keep the note as its proof (C4).
    """
    case = dispatched(desk, desk.case(found.case), found.letter, found.on, found.reference)
    return prove(desk, case, found.letter, found.proof_name, found.proof)


def correct_dispatch(
    desk: Desk,
    case: Case,
    number: str,
    on: date,
    reference: str,
    reason: str,
    *,
    taken_back: bool = False,
) -> Case:
    """Correct a dispatch that was recorded with a wrong day or reference; both stay visible (D11).

    `taken_back`: the letter was not dispatched at all; what took effect by it holds no longer (D7).
    """
    now = desk.moment()
    letter = letter_of(case, number)
    wish = Dispatch(on, reference, reason=reason)
    check_dispatch_correction(case, letter, wish, now.day, taken_back=taken_back)
    if taken_back:
        assert letter.dispatched is not None
        on, reference = letter.dispatched, letter.reference
    body = kinds.DispatchCorrected(
        number, on, one_line(reference), reason.strip(), taken_back=taken_back
    )
    return desk.record([(case, [body])], now=now)[0]


def told_elsewhere(
    desk: Desk, cases: Sequence[Case], kind: str, wish: Dispatch, second_person: str
) -> tuple[Case, ...]:
    """What these cases owe was told in another way; one deed for all of them (C9, B8).

    `kind` "": everything owed. A notice is recorded by `revocation.sent_elsewhere`.
    """
    now = desk.moment()
    acts: list[tuple[Case, list[kinds.Body]]] = []
    for case in cases:
        rows = asked.to_tell_elsewhere(case, kind, now.day, now.coming)
        own = changed(wish, other_case=other_case(desk, case, wish.reference, now))
        for row in rows:
            check_letter(case, row.tells)
            check_told_elsewhere(own, second_person, desk.reviewer, row.since, now.day)
        acts.append((case, [_told(desk, case, row, now, wish, second_person) for row in rows]))
    return desk.record(acts, now=now)


def _told(
    desk: Desk, case: Case, row: Telling, now: Moment, wish: Dispatch, second_person: str
) -> kinds.ToldElsewhere:
    try:
        deadline = composed(desk, case, row, now, now.day).deadline
    except Refused:  # a shortening with fewer than eight days left: told then, it had them
        waiting = case.revocations[row.place].shortening if case.revocations else None
        deadline = waiting.body.new if waiting is not None and waiting.fact in row.tells else None
    reference = one_line(wish.reference)
    return kinds.ToldElsewhere(
        row.kind,
        row.tells,
        wish.on,
        reference,
        one_line(second_person),
        deadline,
        wish.reason.strip(),
    )


def prove(desk: Desk, case: Case, number: str, name: str, content: bytes) -> Case:
    """Keep a file that proves the dispatch of a letter (C4)."""
    letter = letter_of(case, number)
    check_proof(letter)
    document = kept_file(name, content)
    return desk.record([(case, [kinds.DispatchProven(number, name, document.id)])], [document])[0]
