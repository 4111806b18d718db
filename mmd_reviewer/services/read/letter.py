"""What the letter view shows, read and drawn on the worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mmd_reviewer.domain.case import Case, Letter
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letter_facts import LetterRecord
from mmd_reviewer.domain.letters.checks import FAILED, Check, check_letter
from mmd_reviewer.domain.letters.drawn import Place
from mmd_reviewer.domain.letters.kinds import ACKNOWLEDGEMENT, DECISIONS, name_of
from mmd_reviewer.domain.revocation import notice_of
from mmd_reviewer.domain.second_assessment import check_letter as check_second
from mmd_reviewer.domain.signature import SignatureSeen
from mmd_reviewer.services import letter, signing
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.letter_words import words_of


@dataclass(frozen=True, slots=True)
class LetterShown:
    """A letter to look at: issued (its stored bytes), or as it would be issued today.

    `refused` says why there is no letter; then `pdf` is empty.
    """

    case: Case
    kind: str
    record: LetterRecord | None
    issued: Letter | None
    pdf: bytes
    sizes: tuple[tuple[float, float], ...]
    places: tuple[Place, ...]
    checks: tuple[Check, ...]
    choices: tuple[tuple[str, str], ...]
    refused: str = ""
    signature: SignatureSeen | None = None  # of the newest signed copy, looked at now


def read_letter(
    desk: Desk, number: str, wanted: str, dated: date | None = None, also: str = ""
) -> LetterShown:
    """The letter of a case: `wanted` is a kind, the number of an issued letter,
    or "" for what the case calls for.

    `dated` is the day that a notice is to be dispatched on, if it is another one than today (D3);
    `also` the language of a courtesy translation behind a letter that is not issued.
    """
    case = desk.case(number)
    choices, issued = letter_choices(desk, case), case.letter(wanted)
    try:
        name = wanted or letter.wanted(desk, case)
    except Refused as refusal:
        return LetterShown(case, "", None, None, b"", (), (), (), choices, refusal.message)
    issued = issued or case.letter(name)
    kind = issued.record.kind if issued else name
    issued = issued or _as_issued(desk, case, kind, dated)
    try:
        record = (
            issued.record if issued else letter.proposed(desk, case, kind, dated=dated, also=also)
        )
    except Refused as refusal:
        return LetterShown(case, kind, None, None, b"", (), (), (), choices, refusal.message)
    try:
        drawn = desk.press.draw_with_places(record)
    except Refused as refusal:
        if (
            issued is not None
        ):  # its stored file is there all the same; only the places of its paragraphs are not
            return _shown_as_stored(desk, case, issued, choices)
        check = Check("A character cannot be printed", FAILED, refusal.message, refusal.field)
        return LetterShown(
            case, kind, record, None, b"", (), (), (check,), choices, refusal.message
        )
    pdf = letter.stored(desk, issued) if issued else drawn.pdf
    pages = desk.press.read_back(pdf)
    counts = kind in DECISIONS and not (issued and issued.void)
    made = case.decision.made if case.decision and counts else None
    annotations = sum(page.annotations for page in pages)
    texts = [page.text for page in pages]
    checks = check_letter(record, made, texts, annotations, words_of(desk, record))
    if issued is None:
        checks = (*_second_assessment(case, record), *checks)
    return LetterShown(
        case,
        kind,
        record,
        issued,
        pdf,
        desk.press.sizes(pdf),
        drawn.places,
        checks,
        choices,
        signature=signing.seen(desk, issued) if issued is not None else None,
    )


def _second_assessment(case: Case, record: LetterRecord) -> tuple[Check, ...]:
    """What the letter waits for, if its decision is to be assessed a second time."""
    try:
        check_second(case, record.tells)
    except Refused as refusal:
        return (Check("A second assessment", FAILED, refusal.message, refusal.field),)
    return ()


def _as_issued(desk: Desk, case: Case, kind: str, dated: date | None) -> Letter | None:
    """The issued letter that asking for this kind shows;
    one that no longer fits is proposed anew (C2, D3).
    """
    try:
        issued = letter.given_again(desk, case, kind)
    except Refused:
        return None
    if issued is None or not notice_of(kind) or issued.dispatched is not None:
        return issued
    on = dated or max(issued.record.day, desk.today())
    return issued if issued.record.day == on else None


def _shown_as_stored(
    desk: Desk, case: Case, issued: Letter, choices: tuple[tuple[str, str], ...]
) -> LetterShown:
    pdf = letter.stored(desk, issued)
    return LetterShown(
        case,
        issued.record.kind,
        issued.record,
        issued,
        pdf,
        desk.press.sizes(pdf),
        (),
        (),
        choices,
        signature=signing.seen(desk, issued),
    )


def letter_choices(desk: Desk, case: Case) -> tuple[tuple[str, str], ...]:
    """Letters to look at: issued ones by number, newest first,
    and the kinds that could be issued now.
    """
    rows = []
    for row in reversed(case.letters):
        words = (
            f"{row.record.number} {name_of(row.record.kind)}, {letter.condition(desk, case, row)}"
        )
        rows.append((row.record.number, words))
    coming = list(letter.choices(desk, case))
    have = {row.record.kind for row in case.letters if not row.void}
    undecided = case.decision is None or case.reopened
    if undecided and ACKNOWLEDGEMENT not in have:
        coming.append(ACKNOWLEDGEMENT)
    return (*rows, *((kind, f"{name_of(kind)}, not issued") for kind in dict.fromkeys(coming)))
