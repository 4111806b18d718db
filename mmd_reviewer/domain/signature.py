"""A signature on a letter: optional, by the reviewer's own certificate, on a second document.

The issued bytes are the unsigned ones (C2). The signed file begins with them, byte for byte, and
adds a revision behind them: who looks at it sees the letter that was issued.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from mmd_reviewer.domain.case import Letter
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letter_facts import LetterSigned
from mmd_reviewer.domain.period import on_screen

BIGGEST_KEY = 1_000_000  # bytes of a file with a key


@dataclass(frozen=True, slots=True)
class SigningWish:
    """A PKCS#12 file, or a key and its certificate as PEM in one file or two; what opens it, never
    kept; and where a time-stamp is asked for, "" for none.
    """

    key: bytes = field(repr=False)
    passphrase: str = field(repr=False)
    certificate: bytes = field(default=b"", repr=False)
    stamp_from: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed file. `ends`: the last day of the certificate; `stamped_by` names the time-stamp's
    authority, "" without one, and `not_stamped` says why there is none that was asked for.
    """

    pdf: bytes = field(repr=False)
    signer: str
    ends: date
    stamped_by: str = ""
    not_stamped: str = ""


@dataclass(frozen=True, slots=True)
class SignatureSeen:
    """What a signed file shows. `intact`: not a byte of it changed since it was signed;
    `issued_first`: it begins with the letter as it was issued.
    """

    signer: str
    on: date | None
    intact: bool
    issued_first: bool
    stamped_by: str = ""

    @property
    def sentence(self) -> str:
        """What stands in the panel and in `verify`."""
        if not self.intact:
            return "The signed file was changed after it was signed."
        if not self.issued_first:
            return "The signed file is not of the letter that was issued."
        day = f" on {on_screen(self.on)}" if self.on is not None else ""
        stamp = f", time-stamped by {self.stamped_by}" if self.stamped_by else ""
        return f"Signed by {self.signer}{day}{stamp}; not a byte has changed since."

    @property
    def good(self) -> bool:
        """Is it what was issued, as it was signed?"""
        return self.intact and self.issued_first


def check_signable(letter: Letter) -> None:
    """Refuse to sign what is void (C2)."""
    if letter.void:
        what = f"{letter.record.number} was overtaken by a newer letter: sign that one."
        raise Refused(what, "C2", "letter")


def newest_copy(letter: Letter) -> LetterSigned:
    """The newest signed copy; refuses where there is none."""
    if not letter.signed:
        raise Refused(f"{letter.record.number} is not signed.", "", "letter")
    return letter.signed[-1]


def check_holds(signer: str, begins: date, ends: date, today: date) -> None:
    """Refuse a certificate that does not hold today."""
    if today > ends:
        what = f"The certificate of {signer} ended on {on_screen(ends)}: sign with one that holds."
        raise Refused(what, "", "key")
    if today < begins:
        raise Refused(f"The certificate of {signer} begins only on {on_screen(begins)}.", "", "key")
