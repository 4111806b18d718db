"""The words that a letter of a case would have now, as every deed on letters needs them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import takewhile

from mmd_reviewer.domain.case import Case, Letter
from mmd_reviewer.domain.case_fold import fold
from mmd_reviewer.domain.customers import Customers
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.identity import plain
from mmd_reviewer.domain.letter_facts import LetterIssued, LetterRecord
from mmd_reviewer.domain.letters.asked import subject
from mmd_reviewer.domain.letters.compose import Replacement, compose
from mmd_reviewer.domain.letters.kind import Telling
from mmd_reviewer.domain.letters.signs import legible, texts, uncommon, written_out
from mmd_reviewer.domain.letters.words import Words
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.edition_news import issuer_of
from mmd_reviewer.services.moment import Moment


def others_with_devices(desk: Desk, case: Case, now: Moment | None = None) -> tuple[Case, ...]:
    """Other cases that carry a device of this one: its cover is the worst over all of them (D9)."""
    keys = {key for device in case.devices for key in desk.store.cases_with_device(device.serial)}
    return tuple(desk.by_key(key, now) for key in sorted(keys - {case.key}))


def in_signs(
    desk: Desk, case: Case, record: LetterRecord, now: Moment, write_out: bool
) -> LetterRecord:
    """The letter in signs that its fonts have; a leave to write them out,
    once given, holds for the case (C3).
    """
    signs = uncommon(text for _, text in texts(record))
    if not signs:
        return record
    leave = write_out or any(written_out(row.record) for row in case.letters)
    words = now.issuer.wordings(record.language, record.kind, record.edition)
    return legible(record, desk.press.lacks(signs), words, leave=leave)


def composed(
    desk: Desk,
    case: Case,
    telling: Telling,
    now: Moment,
    day: date,
    replacement: Replacement | None = None,
    out: date | None = None,
    also: str = "",
) -> LetterRecord:
    """The letter as it would be frozen on `day`; `out` is the day on which it goes out, if that is
    another one, `also` the language of a courtesy translation.
    """
    issuer = issuer_of(desk, telling, now, out or day)
    others = others_with_devices(desk, case, now) if case.devices and case.revocations else ()
    return compose(case, telling, issuer, day, others=others, replacement=replacement, also=also)


def words_of(desk: Desk, record: LetterRecord) -> Words:
    """The words of today in the language of a letter, also where the user's own have a fault."""
    try:
        return desk.wordings(record.language, record.kind, record.edition)
    except Refused:
        return desk.wordings.standard(record.language)


def spoken_in(desk: Desk, case: Case, issued: Letter, language: str) -> LetterRecord:
    """What an issued letter would have said in another language; nothing is recorded (C2).

    It is composed from the facts from before it was issued, in today's wording.
    """
    record = issued.record
    before = takewhile(
        lambda fact: (
            not (isinstance(fact.body, LetterIssued) and fact.body.record.number == record.number)
        ),
        case.facts,
    )
    then, now = fold(before), desk.moment()
    known = Customers(languages={plain(then.request.customer): language})
    now = replace(now, day=record.day, issuer=replace(now.issuer, customers=known))
    telling = subject(then, record.kind, record.day, record.day, now.coming)
    return in_signs(desk, then, composed(desk, then, telling, now, record.day), now, True)
