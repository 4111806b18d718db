"""The head of a letter's first page: logo, service, unit, address; how much room they take."""

from __future__ import annotations

from dataclasses import dataclass

from mmd_reviewer.domain.letter_facts import LetterRecord
from mmd_reviewer.domain.letterhead import is_legible
from mmd_reviewer.pdf import styles as s
from mmd_reviewer.pdf.faces import Faces
from mmd_reviewer.pdf.picture import Picture, logo
from mmd_reviewer.pdf.setting import set_lines
from mmd_reviewer.pdf.shaping import Line
from mmd_reviewer.pdf.styles import MM

LOGO_WIDE, LOGO_HIGH = 50 * MM, 15 * MM
LOGO_TOP = 15 * MM  # below the upper edge, under the mark of a sample
HEAD_TOP = 24 * MM  # of the service's base line where no logo is above it
_LOGO_AIR = 7.5 * MM  # from the logo to that base line
ADDRESS_SIZE, ADDRESS_LEADING = 8.5, 11.5


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What a letter's sender says beside names: `ink` of the service's name, `rule` of the line."""

    picture: Picture | None
    address: tuple[Line, ...]
    ink: str
    rule: str

    @property
    def top(self) -> float:
        """How far the service's base line is below the upper edge, in points."""
        if self.picture is None:
            return HEAD_TOP
        return max(HEAD_TOP, LOGO_TOP + self.picture.height + _LOGO_AIR)

    @property
    def more(self) -> float:
        """How much lower the body begins than without a logo and an address."""
        return self.top - HEAD_TOP + len(self.address) * ADDRESS_LEADING


def letterhead(record: LetterRecord, faces: Faces, width: float, picture: bytes) -> Letterhead:
    """The head in a width; a colour that could hardly be read gives way to the usual ones."""
    room = int(width * 1000 / ADDRESS_SIZE)
    parts = record.sender.get("address", "").splitlines()
    accent = record.sender.get("accent", "")
    legible = bool(accent) and is_legible(accent)
    return Letterhead(
        logo(picture, LOGO_WIDE, LOGO_HIGH) if picture else None,
        tuple(line for part in parts for line in set_lines(faces, part, room)),
        accent if legible else s.INK,
        accent if legible else s.HAIRLINE,
    )
