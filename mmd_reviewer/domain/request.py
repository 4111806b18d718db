"""A request: four details, who asks, and whether two say the same (rules A1, A2, A5)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter

from mmd_reviewer.domain.detail_words import Taken
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.domain.timeline import NOT_STATED, Timeline
from mmd_reviewer.domain.timeline_reading import UNTICKED

DETAILS = ("type", "requirement", "proposal", "timeline")
DETAIL_NAMES = {
    "type": "exemption type",
    "requirement": "requirement",
    "proposal": "proposal",
    "timeline": "timeline",
}
LONGEST_TEXT = 32 * 1024


@dataclass(frozen=True, slots=True)
class Post:
    """A note of the portal's ticket, as plain text: what was said there, when and by whom."""

    text: str
    day: date | None = None
    sender: str = ""

    @property
    def heading(self) -> str:
        """`Note in the ticket, Fri 2026-11-20 by Ops`."""
        said = " by ".join(
            part for part in (on_screen(self.day) if self.day else "", self.sender) if part
        )
        return f"Note in the ticket, {said}".rstrip(", ")


@dataclass(frozen=True, slots=True)
class Request:
    """What the customer asked, as received.

    `type` is an edition's code or ""; `type_words` the customer's own.

    `submitted` is the civil day on which it was filed (service zone), None if unknown. `notes`
    keeps columns and fields of the source that have no place of their own. `text` is a portal
    description, as plain text; `taken` says which words of it became details. `posts` are the notes
    of the ticket.
    """

    customer: str
    title: str = ""
    type: str = ""
    type_words: str = ""
    requirement: str = ""
    proposal: str = ""
    timeline: Timeline = NOT_STATED
    ticket: str = ""
    submitted: date | None = None
    contact: str = ""
    email: str = ""
    severity: str = ""
    devices: str = ""
    text: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)
    taken: tuple[Taken, ...] = ()
    posts: tuple[Post, ...] = ()

    def heading(self) -> str:
        """The title, whole; else the first words of what is asked for."""
        title = " ".join(self.title.split())
        if title:
            return title
        line = " ".join((self.proposal or self.requirement).split())
        return line if len(line) <= 90 else line[:89].rsplit(" ", 1)[0] + "…"


def missing(request: Request) -> tuple[str, ...]:
    """The details that are not given (A1); an unrecognised type is not given."""
    given = (
        request.type,
        request.requirement.strip(),
        request.proposal.strip(),
        request.timeline.given,
    )
    return (
        ()
        if all(given)
        else tuple(name for name, there in zip(DETAILS, given, strict=True) if not there)
    )


def words_taken(request: Request) -> tuple[Taken, ...]:
    """The places in the customer's text whose words still are words of a detail;
    an amendment may have changed it.
    """
    words = {
        "type": request.type_words,
        "requirement": request.requirement,
        "proposal": request.proposal,
    }
    words["timeline"] = request.timeline.text
    folded = {name: fold(text) for name, text in words.items()}
    return tuple(
        one
        for one in request.taken
        if fold(request.text[one.start : one.end]) in folded[one.detail]
    )


def fold(text: str) -> str:
    """Case, blanks and Unicode form taken away, for comparing (A5)."""
    if text.isascii():  # most of it is, and has one form only
        return " ".join(text.lower().split())
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def one_line(text: str) -> str:
    """The text of a one-line field: line ends and runs of blanks
    that were pasted into it become one blank.
    """
    return " ".join(text.split())


def recognise_type(words: str, edition: Edition) -> str:
    """The edition's code for a customer's words for a type, or "" (A2)."""
    known = {
        _type_key(name): row.code
        for row in edition.types
        for name in (row.code, row.name, *row.synonyms)
    }
    bare = _LISTED.sub("", words)  # `4 - Drivers`, `Drivers (Zebra)`
    remark = _REMARK.search(bare)
    if UNTICKED.search(words) or (remark and _TURNS.match(remark[1])):
        return ""
    for text in (words, bare, bare[: remark.start()] if remark else ""):
        found = known.get(_type_key(text), "")
        if found:
            return found
    return ""


_LISTED = re.compile(r"^\s*(?:\(?\d{1,2}|[a-z])\s*[.):–-]\s+", re.IGNORECASE)
_REMARK = re.compile(r"\(([^()]*)\)[\s.]*$")
# No mere remark
_TURNS = re.compile(r"\W*(?:and|or|also|plus|not|no|except|without|but)\b", re.IGNORECASE)


def _type_key(words: str) -> str:
    text = fold(words).replace("&", " and ").replace("+", " and ").replace("_", " ")
    text = re.sub(r"[^\w ]", " ", text)
    text = re.sub(
        r"\b(?:and|or|the|a|an|type|request|exemption|exception|customi[sz]ation)\b", " ", text
    )
    return " ".join(word.rstrip("s") if len(word) > 3 else word for word in text.split())


def words_of(request: Request) -> tuple[str, ...]:
    """Title and the four details in the customer's words; a change in them is an amendment (A5)."""
    return (
        request.title,
        request.type_words,
        request.requirement,
        request.proposal,
        request.timeline.text,
    )


def same_words(one: Request, other: Request) -> bool:
    """True when nothing the customer said differs but case, blanks and Unicode form."""
    return tuple(map(fold, words_of(one))) == tuple(map(fold, words_of(other)))


def same_contact(one: Request, other: Request) -> bool:
    """Does `one` name the person that `other` names?
    A mail address not given contradicts nothing.
    """
    return fold(one.contact) == fold(other.contact) and fold(one.email) in ("", fold(other.email))


def changed_details(old: Request, new: Request) -> tuple[str, ...]:
    """`title` and details whose words differ."""
    names = ("title", "type", "requirement", "proposal", "timeline")
    pairs = zip(names, words_of(old), words_of(new), strict=True)
    return tuple(name for name, before, after in pairs if fold(before) != fold(after))


_every_field = attrgetter(*Request.__dataclass_fields__)


def check_text(request: Request) -> None:
    """Refuse what cannot be kept: no customer, too long, characters that are no text."""
    if not request.customer.strip():
        raise Refused(
            "The customer is not named: give the organisation that asks.", "A5", "customer"
        )
    texts = [value for value in _every_field(request) if isinstance(value, str)]
    for post in request.posts:
        check_words(f"{post.text}{post.sender}", "note of the ticket")
    whole = "\n".join((*texts, request.timeline.text, *map(str, request.notes.values())))
    if len(whole) <= LONGEST_TEXT and "\0" not in whole and not holds_half_character(whole):
        return
    named = dict(zip(Request.__dataclass_fields__, _every_field(request), strict=True))
    for name, value in {**named, "timeline": request.timeline.text, **request.notes}.items():
        if isinstance(value, str):
            check_words(value, name)


def holds_half_character(text: str) -> bool:
    """True for a lone surrogate, which no file and no store can hold."""
    if text.isascii():
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def check_words(text: str, name: str) -> None:
    """Refuse text that is longer than 32 kB or holds characters that are no text."""
    if len(text) > LONGEST_TEXT:
        raise Refused(
            f"The {name} has {len(text):,} characters; {LONGEST_TEXT:,} is the most.", "A1", name
        )
    if "\0" in text:
        raise Refused(
            f"The {name} holds a NUL character, which is not text: remove it.", "A1", name
        )
    if holds_half_character(text):
        raise Refused(
            f"The {name} holds half a character (a lone surrogate): save the file anew.", "A1", name
        )
