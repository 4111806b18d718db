"""Facts of a letter: its frozen words; that it was issued, printed and dispatched (C2 to C4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from mmd_reviewer.domain.fact_body import Body
from mmd_reviewer.domain.letterhead import PAPERS

PRESS = "2"  # the press of today, which new letters name
_LETTER = re.compile(r"(.+?-\d+)(?:-[A-Z0-9]+)?-L\d+")


def case_of_letter(number: str) -> str:
    """The number of the case of a letter: `A-0142` of `A-0142-L1` and of a pack's `A-0142-A1-L1`.

    What is no letter's number is given back as it is.
    """
    match = _LETTER.fullmatch(number.strip())
    return match[1] if match else number


def next_number(case: str, station: str, given: Iterable[str], used: int) -> str:
    """The number of the next letter of a case: `A-0142-L3`.

    Another station than the one that numbered the case, such as a pack, counts letters of its own,
    `A-0142-A1-L1`: two that are issued apart never have the same number. `given` are the numbers of
    the case's letters; `used`: so many were given besides.
    """
    own = station in ("", case.rpartition("-")[0])
    stem = f"{case}-L" if own else f"{case}-{station}-L"
    running = [number.removeprefix(stem) for number in given]
    highest = max((int(rest) for rest in running if rest.isdecimal()), default=0)
    return f"{stem}{max(highest, used) + 1}"


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a letter in reading order.

    kind: heading, text, rows (label, value), list, table (its head first), signature. `content`
    names the required content it gives (C3), `source` the field a person would change it in.
    `language` is the BCP 47 tag of its words where that is known not to be the letter's.
    """

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    content: str = ""
    source: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class LetterRecord:
    """A letter's frozen words (C2): the PDF and the plain-text twin are drawn from this alone.

    `about` is the fact it tells of first, `tells` the ids of all it tells (C9), `promises` the
    dates and promises it makes, by name (C10), `stated` the SHA-256 of what it states as facts:
    made again from other facts it would be another, and the letter is void (C2). `language` is the
    BCP 47 tag of its words, `frame` what is printed around them (`letters.frame.frame_of`).
    `press` is the version of the press that draws it: a later one leaves its bytes as they are;
    the first had no name. `paper`: the one it is laid out for (`letterhead.PAPERS`).
    """

    number: str
    kind: str
    day: date
    case: str
    ticket: str
    sender: Mapping[str, str]
    addressee: tuple[str, ...]
    title: str
    blocks: tuple[Block, ...]
    edition: str
    wording: str
    replaces: str = ""
    deadline: date | None = None
    language: str = "en-GB"
    about: str = ""
    tells: tuple[str, ...] = ()
    promises: tuple[tuple[str, str], ...] = ()
    stated: str = ""
    sample: bool = False  # of made-up cases: every page says so
    frame: Mapping[str, str] = field(default_factory=dict)
    press: str = ""
    paper: str = PAPERS[0]


@dataclass(frozen=True, slots=True)
class LetterIssued(Body):
    record: LetterRecord
    sha256: str
    pages: int


@dataclass(frozen=True, slots=True)
class LetterPrinted(Body):
    letter: str


@dataclass(frozen=True, slots=True)
class LetterDispatched(Body):
    version: ClassVar[int] = 2  # from 2 on a deadline that it moves is told by a letter (C9, D3)
    letter: str
    on: date
    reference: str
    to: str
    reason: str = ""  # why a notice went out on another day than the one it bears (D3)


@dataclass(frozen=True, slots=True)
class LetterSigned(Body):
    """A signed copy of an issued letter, whose file begins with the issued bytes (C2).

    `signer` is whom the certificate names, `ends` its last day, `stamped_by` the authority of the
    time-stamp, "" without one.
    """

    letter: str
    sha256: str
    signer: str
    ends: date
    stamped_by: str = ""
