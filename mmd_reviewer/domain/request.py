"""A request: four details, who asks, and whether two say the same (rules A1, A2, A5)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest
from operator import attrgetter

from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.timeline import NOT_STATED, Timeline

DETAILS = ("type", "requirement", "proposal", "timeline")
DETAIL_NAMES = {
    "type": "exemption type",
    "requirement": "requirement",
    "proposal": "proposal",
    "timeline": "timeline",
}
LONGEST_TEXT = 32 * 1024


@dataclass(frozen=True, slots=True)
class Request:
    """What the customer asked, as received. `type` is an edition's code or ""; `type_words` the customer's own.

    `submitted` is the civil day on which it was filed (service zone), None if unknown. `notes` keeps columns and
    fields of the source that have no place of their own. `text` is a portal description, as plain text.
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

    def heading(self) -> str:
        """The title, else the first words of what is asked for."""
        words = self.title or self.proposal or self.requirement
        line = " ".join(words.split())
        return line if len(line) <= 90 else line[:89].rsplit(" ", 1)[0] + "…"


def missing(request: Request) -> tuple[str, ...]:
    """The details that are not given (A1); an unrecognised type is not given."""
    given = (request.type, request.requirement.strip(), request.proposal.strip(), request.timeline.given)
    return () if all(given) else tuple(name for name, there in zip(DETAILS, given, strict=True) if not there)


def fold(text: str) -> str:
    """Case, blanks and Unicode form taken away, for comparing (A5)."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def one_line(text: str) -> str:
    """The text of a one-line field: line ends and runs of blanks that were pasted into it become one blank."""
    return " ".join(text.split())


def recognise_type(words: str, edition: Edition) -> str:
    """The edition's code for a customer's words for a type, or "" (A2)."""
    wanted = _type_key(words)
    if not wanted:
        return ""
    for row in edition.types:
        if wanted in {_type_key(name) for name in (row.code, row.name, *row.synonyms)}:
            return row.code
    return ""


def _type_key(words: str) -> str:
    text = fold(words).replace("&", " and ").replace("+", " and ").replace("_", " ")
    text = re.sub(r"[^\w ]", " ", text)
    text = re.sub(r"\b(?:and|or|the|a|an|other than|type|request|exemption|exception|customi[sz]ation)\b", " ", text)
    return " ".join(word.rstrip("s") if len(word) > 3 else word for word in text.split())


def words_of(request: Request) -> tuple[str, ...]:
    """Title and the four details in the customer's words; a change in them is an amendment (A5)."""
    return (request.title, request.type_words, request.requirement, request.proposal, request.timeline.text)


def same_words(one: Request, other: Request) -> bool:
    """True when nothing the customer said differs but case, blanks and Unicode form."""
    return tuple(map(fold, words_of(one))) == tuple(map(fold, words_of(other)))


def changed_details(old: Request, new: Request) -> tuple[str, ...]:
    """`title` and details whose words differ."""
    names = ("title", "type", "requirement", "proposal", "timeline")
    pairs = zip(names, words_of(old), words_of(new), strict=True)
    return tuple(name for name, before, after in pairs if fold(before) != fold(after))


_every_field = attrgetter(*Request.__dataclass_fields__)


def check_text(request: Request) -> None:
    """Refuse what cannot be kept: no customer, too long, characters that are no text."""
    if not request.customer.strip():
        raise Refused("The customer is not named: give the organisation that asks.", "A5", "customer")
    texts = [value for value in _every_field(request) if isinstance(value, str)]
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
        raise Refused(f"The {name} has {len(text):,} characters; {LONGEST_TEXT:,} is the most.", "A1", name)
    if "\0" in text:
        raise Refused(f"The {name} holds a NUL character, which is not text: remove it.", "A1", name)
    if holds_half_character(text):
        raise Refused(f"The {name} holds half a character (a lone surrogate): save the file anew.", "A1", name)


_LABELS = {
    "type": r"(?:customi[sz]ation|exemption|exception)[ _-]*type|type of (?:customi[sz]ation|exemption|exception)",
    "requirement": r"(?:business )?requirements?|business (?:need|justification)",
    "proposal": r"(?:proposed )?(?:proposals?|solution)",
    "timeline": r"(?:proposed |expected )?time[ -]?(?:line|frame)|how long|duration",
}
_ANY_LABEL = "|".join(f"(?P<{name}>{form})" for name, form in _LABELS.items())
_MARK = r"[*_#>•·\-–—\d.)\]\[( \t]*"
_ENDS_WITH = {"type": "\n", "timeline": "\n\n"}  # greetings below a short detail are not part of it
_LABEL = re.compile(
    rf"(?:(?P<line>^{_MARK})|(?<=[.,;|!?])[ \t]*(?:\(?\d{{1,2}}[.)][ \t]*)?)(?:the |our |your )?(?:{_ANY_LABEL})"
    rf"[*_ \t]*(?:\([^)\n]{{0,40}}\)[*_ \t]*)?(?:[:：=]|[-–—]+(?=[ \t])|(?(line)$|(?!)))[*_ \t]*",
    re.IGNORECASE | re.MULTILINE,
)
_SIGN_OFF = re.compile(
    r"\n[ \t]*(?:(?:(?:with )?(?:kind|best|warm) )?regards[ ,.!]*[^\n]{0,40}|best wishes[ ,.!]*|"
    r"(?:many thanks|thanks|thank you)(?: in advance| for your (?:help|time|support))?[ ,.!]*|"
    r"(?:yours )?(?:sincerely|faithfully)[ ,.!]*)(?:\n[^\n]{0,60}){0,6}\s*\Z",
    re.IGNORECASE,
)


def details_in(text: str) -> dict[str, str]:
    """The four details found by their labels in free text: any order, case and punctuation.

    A label begins a line, a sentence or a clause and is followed by a colon, an equals sign, a dash, or stands alone
    on its line. A detail named twice keeps both texts; a closing formula is no part of one.
    """
    found: dict[str, str] = {}
    labels = list(_LABEL.finditer(text))
    for label, following in zip_longest(labels, labels[1:]):
        name = next(name for name in DETAILS if label[name])
        value = _tidy(_SIGN_OFF.sub("", text[label.end() : following.start() if following else len(text)]))
        if name in _ENDS_WITH:
            value = value.partition(_ENDS_WITH[name])[0]
        if value:
            found[name] = f"{found[name]}\n{value}" if name in found else value
    return found


def _tidy(value: str) -> str:
    lines = [" ".join(line.split()) for line in value.strip().splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip(" \n|,;*_")


_SHARED_MAIL = {"gmail", "googlemail", "outlook", "hotmail", "live", "yahoo", "icloud", "gmx", "proton", "aol"}


def organisation_of(email: str) -> str:
    """`Adventure Works` for `jd@mail.adventure-works.co.uk`; "" for no address or a public mailbox."""
    domain = email.strip().casefold().rpartition("@")[2] if "@" in email else ""
    labels = [label for label in domain.split(".") if label]
    if len(labels) < 2:
        return ""
    second_level = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in {"co", "com", "org", "net", "ac", "gov"}
    name = labels[-3] if second_level or (labels[-2] == "onmicrosoft" and len(labels) > 2) else labels[-2]
    if name in _SHARED_MAIL:
        return ""
    return " ".join(word[:1].upper() + word[1:] for word in name.split("-") if word)
