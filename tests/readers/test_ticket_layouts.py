"""Thousands of ticket layouts, made together with their meaning:
nothing is read wrongly, nearly all of it is read.
"""

from collections import Counter

import pytest

from mmd_reviewer.domain.detail_words import Details
from mmd_reviewer.domain.details_in_text import read_details
from mmd_reviewer.readers.html_text import plain_text
from tests.long import long_or
from tests.readers.ticket_layouts import ticket
from tests.readers.ticket_traps import TRAPS

COUNT = long_or(50_000, 400)


def _folded(words: str) -> str:
    return " ".join(words.split()).strip(" .,;")


def _is_part(text: str, found: Details) -> bool:
    """Is every detail made of words of the text, in their order, and of nothing else?"""
    for name, words in found.words.items():
        pieces = [text[one.start : one.end] for one in found.taken if one.detail == name]
        if words.split() != " ".join(pieces).split():
            return False
    return all(
        one.end <= other.start for one, other in zip(found.taken, found.taken[1:], strict=False)
    )


@pytest.mark.long_form
def test_layouts_are_read_as_they_are_meant() -> None:
    """A1, A3: never a wrong detail; at least 95 of 100 tickets whole.

    Each detail is a part of the customer's text.
    """
    wrong: list[str] = []
    whole = 0
    lost: Counter[str] = Counter()
    for seed in range(COUNT):
        made = ticket(seed)
        text = plain_text(made.text)
        found = read_details(text, "Jana Hofer")
        assert _is_part(text, found), (seed, text, found)
        for name, words in found.words.items():
            if _folded(words) != _folded(made.means.get(name, "")):
                wrong.append(
                    f"{seed} {made.layout}: {name} {words!r} for "
                    f"{made.means.get(name, '')!r}\n{text}"
                )
        complete = len(found.words) == len(made.means)
        whole += complete
        lost[made.layout] += not complete
    assert not wrong, f"{len(wrong)} wrong\n" + "\n\n".join(wrong[:5])
    assert whole >= 0.95 * COUNT, (whole, lost.most_common(12))


@pytest.mark.parametrize(("text", "means"), TRAPS)
def test_where_a_person_would_ask_nothing_is_guessed(text: str, means: dict[str, str]) -> None:
    """A1."""
    found = read_details(text)
    assert {name: _folded(words) for name, words in found.words.items()} == {
        name: _folded(words) for name, words in means.items()
    }
    assert _is_part(text, found)


@pytest.mark.parametrize(
    "flood", [" for the for your", " and regards", " again", " vielen Dank", " d'avance"]
)
def test_a_line_of_thanks_without_end_is_read_in_a_moment(flood: str) -> None:
    """A1: no line of words is tried in ever more ways."""
    line = "thanks" + (flood * 60)[:480]
    assert (
        read_details(f"Requirement: print\n{line};\nTimeline: 12 months")
        .words["requirement"]
        .startswith("print")
    )
