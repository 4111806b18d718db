"""Issued letters that already stand in the ticket,
though nobody recorded their dispatch (rule C4).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.intake import StandingLetter
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.domain.request import Post, fold


def standing_letters(case: Case, posts: Iterable[Post]) -> Iterator[StandingLetter]:
    """The letters not dispatched that a note holds word for word, else names;
    the first on its day or later.
    """
    dated = sorted(
        ((post.day, fold(post.text), post) for post in posts if post.day is not None),
        key=lambda row: row[0],
    )
    for letter in case.letters:
        if letter.dispatched is not None or letter.void:
            continue
        number, text = letter.record.number, fold(as_text(letter.record))
        named = re.compile(rf"(?<![\w-]){re.escape(fold(number))}(?![\w-])")
        later = [row for row in dated if row[0] >= letter.record.day]
        whole = next((row for row in later if text in row[1]), None)
        found = whole or next((row for row in later if named.search(row[1])), None)
        if found is not None:
            day, _, post = found
            ticket = case.request.ticket
            yield StandingLetter(
                case.number, number, day, ticket, whole is not None, post.text, post.sender
            )
