"""A letter signed by its reviewer's certificate: a second document beside the issued one (C2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case, Letter
from mmd_reviewer.domain.deed import Document, Finding
from mmd_reviewer.domain.errors import StoreError
from mmd_reviewer.domain.letters.dispatch import letter_of
from mmd_reviewer.domain.signature import SignatureSeen, SigningWish, check_signable, newest_copy
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.evidence import content_of
from mmd_reviewer.services.letter import PDF, stored
from mmd_reviewer.services.ports import Facts
from mmd_reviewer.services.surroundings import Signer


def sign(desk: Desk, case: Case, number: str, wish: SigningWish) -> tuple[Case, str]:
    """Sign an issued letter; the case, and why there is no time-stamp that was asked for ("")."""
    letter = letter_of(case, number)
    check_signable(letter)
    issued = stored(desk, letter)
    now = desk.moment()
    at = date.fromisoformat(desk.clock.now()[:10])  # a certificate holds by the machine's time
    made = desk.signer.sign(issued, number, wish, at)
    seen = desk.signer.look(made.pdf, issued)
    if not seen or not all(row.good for row in seen):
        raise StoreError(f"The signature of {number} does not hold. Nothing was recorded.")
    document = Document.of(made.pdf, PDF)
    body = kinds.LetterSigned(number, document.id, made.signer, made.ends, made.stamped_by)
    return desk.record([(case, [body])], [document], now)[0], made.not_stamped


def signed_file(desk: Desk, letter: Letter) -> bytes:
    """The bytes of the newest signed copy; Refused where there is none."""
    return content_of(desk, newest_copy(letter).sha256, f"{letter.record.number}, signed,")


def seen(desk: Desk, letter: Letter) -> SignatureSeen | None:
    """What the newest signed copy shows now; None where there is none."""
    if not letter.signed:
        return None
    return desk.signer.look(signed_file(desk, letter), stored(desk, letter))[-1]


def findings(store: Facts, signer: Signer) -> Iterator[Finding]:
    """Signed copies that are not what was issued, or changed since they were signed."""
    for key in store.with_kind("LetterSigned"):
        facts = store.facts(key)
        issued = {
            fact.body.record.number: fact.body.sha256
            for fact in facts
            if isinstance(fact.body, kinds.LetterIssued)
        }
        for fact in facts:
            if isinstance(fact.body, kinds.LetterSigned):
                yield from _finding(store, signer, fact.body, issued[fact.body.letter])


def _finding(
    store: Facts, signer: Signer, body: kinds.LetterSigned, issued: str
) -> Iterator[Finding]:
    signed, letter = store.document(body.sha256), store.document(issued)
    if signed is None or letter is None:
        return  # a document that is missing is a finding of the store itself
    for row in signer.look(signed.content, letter.content):
        if not row.good:
            yield Finding(body.letter, row.sentence)
