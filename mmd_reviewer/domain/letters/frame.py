"""What is printed around a letter's words: its date, page numbers and marks, in its language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from mmd_reviewer.domain.letter_facts import LetterRecord
from mmd_reviewer.domain.letters.words import Words
from mmd_reviewer.domain.period import in_words

# Letters of the versions before the frame was frozen are English; {page} and {pages} are filled in
# when a page is drawn.
ENGLISH: Mapping[str, str] = {
    "draft": "DRAFT",
    "draft_foot": "Draft, not issued",
    "page": "Page {page} of {pages}",
    "sample": "Sample: a made-up case, not for a customer",
    "colon": ": ",
}


def frame(words: Words, day: date) -> dict[str, str]:
    """The frame of a letter of that day, to be frozen with it (C2)."""
    places = {"page": {"page": "{page}", "pages": "{pages}"}}
    found = {name: words(f"frame.{name}", **places.get(name, {})) for name in ENGLISH}
    return {"date": words.day(day), **found}


def frame_of(record: LetterRecord) -> Mapping[str, str]:
    """`date`, `draft`, `draft_foot`, `page`, `sample` and `colon` (between a label and its value in
    plain text) of a letter, also of one frozen without.
    """
    return {"date": in_words(record.day), **ENGLISH, **record.frame}
