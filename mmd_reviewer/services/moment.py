"""A deed's moment: day, edition, station, sender and author,
read once and handed on (architecture, "services").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mmd_reviewer.domain.edition import Edition, in_force
from mmd_reviewer.domain.edition_announced import Announced
from mmd_reviewer.domain.fact import Author, Fact
from mmd_reviewer.domain.letters.compose import Issuer
from mmd_reviewer.domain.letters.kind import News


@dataclass(frozen=True, slots=True)
class Moment:
    """What a deed reads of its surroundings.

    `edition` is the one in force on `day`; `coming` are announced editions that customers have to
    be told of; `issuer` is what letters of this moment are written with; `desk_facts` those of the
    desk; `published` editions by the day they take effect, `ahead` those known here that are still
    to come; `confirmed` the day that a person said was right (F3).
    """

    day: date
    edition: Edition
    coming: tuple[Announced, ...]
    author: Author
    issuer: Issuer
    editions: Mapping[str, Edition]
    desk_facts: tuple[Fact, ...]
    published: tuple[tuple[date, str], ...]
    ahead: tuple[Edition, ...]
    confirmed: date | None

    def edition_on(self, day: date) -> Edition:
        """The edition in force on another day (B8)."""
        return in_force(self.published, self.editions, day)

    def news(self, code: str = "") -> News | None:
        """The coming edition with that code, or the next one, beside the one that it follows."""
        before = self.edition
        for row in self.coming:  # the next first
            if row.body.code not in self.editions:
                continue
            if code in ("", row.body.code):
                return News(self.editions[row.body.code], before, row.body.effective)
            before = self.editions[row.body.code]
        return None
