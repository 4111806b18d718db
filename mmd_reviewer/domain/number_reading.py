"""Numbers in figures and words, as people write lengths of time (rule A3)."""

from __future__ import annotations

import re

from mmd_reviewer.domain import timeline_words as words_of
from mmd_reviewer.domain.token_reader import Tokens


class Numbers(Tokens):
    """Takes one number: `24`, `.5`, `1½`, `two`, `three hundred
    and sixty-five`, `two dozen`, `half a`.
    """

    def _number(self) -> float | None:
        """Figures or words; `1½`, `.5`, `one and a half`,
        `three hundred and sixty-five`, `two dozen`.
        """
        token = self._peek()
        if token in words_of.FRACTIONS:
            self._at += 1
            return words_of.FRACTIONS[token]
        if token in words_of.AND_A_HALF:
            self._at += 1
            return words_of.AND_A_HALF[token]
        if self._peek(3) in words_of.ONE_YEAR and (part := self._slashed()):  # 1/2 year, not years
            return part
        if re.fullmatch(r"\d{1,3}[.,]\d{3}", token):  # a thousand, or one and three decimals
            return None
        if re.fullmatch(r"\d*[.,]?\d+", token):
            self._at += 1
            number = float(token.replace(",", ".")) if len(token) <= 9 else float("inf")
            if self._peek() in words_of.FRACTIONS:
                number += words_of.FRACTIONS[self._peek()]
                self._at += 1
            return number + self._slashed()
        return self._spelled()

    def _slashed(self) -> float:
        """`1/2`, `1/4` or `3/4`, else 0."""
        part = words_of.SLASHED.get("".join((self._peek(), self._peek(1), self._peek(2))), 0.0)
        self._at += 3 if part else 0
        return part

    def _spelled(self) -> float | None:
        kept = self._at
        article = self._peek() in words_of.ARTICLES
        if self._peek() in words_of.HALF or (article and self._peek(1) in words_of.HALF):
            self._at += 2 if article else 1
            self._take("a", "an", "of a")
            return 0.5
        number = self._below_hundred()
        if number is None:
            return None
        if self._take("hundred"):
            number *= 100
            self._take("and")
            number += self._below_hundred() or 0
        elif self._peek() in words_of.DOZENS:
            number *= words_of.DOZENS[self._peek()]
            self._at += 1
        if self._take("and a half"):
            number += 0.5
        return number if self._at > kept else None

    def _below_hundred(self) -> float | None:
        to_twenty = self._peek() == "soixante"  # soixante-dix
        tens = words_of.TENS.get(self._peek())
        if self._take(*words_of.EIGHTY):
            tens, to_twenty = 80, True
        elif tens is not None:
            self._at += 1
        if tens is not None:
            self._take("-", "et", "- et -")
            ones = words_of.ONES.get(self._peek(), 0)
            if 0 < ones < (20 if to_twenty else 10) and self._peek() not in words_of.MERE_ARTICLES:
                return tens + (self._ones() or 0)
            return tens
        if self._peek() in words_of.DOZENS:
            return 1
        return self._ones()

    def _ones(self) -> float | None:
        alone = words_of.ONES.get(self._peek())
        self._at += alone is not None
        if (
            alone == 10 and self._peek() == "-" and self._peek(1) in ("sept", "huit", "neuf")
        ):  # dix-huit
            alone += words_of.ONES[self._peek(1)]
            self._at += 2
        return alone
