"""What the letter view shows, read and drawn on the worker."""

from __future__ import annotations

from dataclasses import dataclass

from mmd_reviewer.domain.case import Case, Letter
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import LetterRecord
from mmd_reviewer.domain.letter import ACKNOWLEDGEMENT, KIND_NAMES, kind_for
from mmd_reviewer.domain.letter_checks import FAILED, Check, check_letter
from mmd_reviewer.pdf.press import Place, Press
from mmd_reviewer.pdf.read_back import PagePicture, page_sizes, picture, read_pages
from mmd_reviewer.services import letter
from mmd_reviewer.services.desk import Desk


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


def read_letter(desk: Desk, number: str, wanted: str) -> LetterShown:
    """The letter of a case: `wanted` is a kind, the number of an issued letter, or "" for what the case calls for."""
    case = desk.case(number)
    issued = case.letter(wanted)
    try:
        kind = issued.record.kind if issued else wanted or kind_for(case)
    except Refused as refusal:
        return LetterShown(case, "", None, None, b"", (), (), (), _choices(case), refusal.message)
    issued = issued or letter.current(case, kind)
    try:
        record = issued.record if issued else letter.proposed(desk, case, kind)
    except Refused as refusal:
        return LetterShown(case, kind, None, None, b"", (), (), (), _choices(case), refusal.message)
    try:
        drawn = _draw(desk, record)
    except Refused as refusal:
        if issued is not None:  # its stored file is there all the same; only the places of its paragraphs are not
            return _shown_as_stored(desk, case, issued)
        check = Check("A character cannot be printed", FAILED, refusal.message, refusal.field)
        return LetterShown(case, kind, record, None, b"", (), (), (check,), _choices(case), refusal.message)
    pdf = letter.stored(desk, issued) if issued else drawn[0]
    pages = read_pages(pdf)
    made = case.decision.made if case.decision and kind != ACKNOWLEDGEMENT and not (issued and issued.void) else None
    checks = check_letter(record, made, [page.text for page in pages], sum(page.annotations for page in pages))
    return LetterShown(case, kind, record, issued, pdf, page_sizes(pdf), drawn[1], checks, _choices(case))


def _shown_as_stored(desk: Desk, case: Case, issued: Letter) -> LetterShown:
    pdf = letter.stored(desk, issued)
    return LetterShown(case, issued.record.kind, issued.record, issued, pdf, page_sizes(pdf), (), (), _choices(case))


def _draw(desk: Desk, record: LetterRecord) -> tuple[bytes, tuple[Place, ...]]:
    press = desk.press
    if isinstance(press, Press):
        drawn = press.draw_with_places(record)
        return drawn.pdf, drawn.places
    return press.draw(record)[0], ()


def _choices(case: Case) -> tuple[tuple[str, str], ...]:
    """Letters to look at: issued ones by number, newest first, and the kinds that could be issued now."""
    rows = []
    for row in reversed(case.letters):
        state = "void" if row.void else "dispatched" if row.dispatched else "printed" if row.printed else "issued"
        words = f"{row.record.number} {KIND_NAMES[row.record.kind]}, {state}"
        rows.append((row.record.number, words))
    have = {row.record.kind for row in case.letters if not row.void}
    try:
        kinds = dict.fromkeys((kind_for(case), ACKNOWLEDGEMENT))
    except Refused:
        kinds = dict.fromkeys((ACKNOWLEDGEMENT,))
    rows += [(kind, f"{KIND_NAMES[kind]}, not issued") for kind in kinds if kind not in have]
    return tuple(rows)


def draw_pages(pdf: bytes, pages: tuple[int, ...], scale: float) -> dict[int, PagePicture]:
    """Pictures of the pages at `scale` pixels a point."""
    return {page: picture(pdf, page, scale) for page in pages}


