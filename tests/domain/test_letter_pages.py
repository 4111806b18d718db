"""A letter is looked for on its pages, as they are read back (rules C2, C3)."""

import pytest

from mmd_reviewer.domain.letters.checks import FAILED, PASSED
from mmd_reviewer.domain.letters.compose import as_text
from tests.domain.letter_cases import CASES, write
from tests.domain.test_letter import results, with_text


@pytest.mark.parametrize(
    ("second", "result"),
    [
        ("A-0001 Fabrikam", PASSED),
        ("A-0001 Jana Hofer", FAILED),  # who reads it, not whose it is
        ("A-0002 Fabrikam", FAILED),
        ("", FAILED),
    ],
)
def test_c3_every_page_says_case_and_customer(second: str, result: str) -> None:
    """C3: a page apart from the others is known by both."""
    record = write(CASES["migration"])
    found = results(record, pages=[as_text(record), second])
    assert ("A page does not say whose it is" in found) == (result == FAILED)


@pytest.mark.parametrize(
    ("head", "cut", "result"),
    [
        ("", False, PASSED),
        ("A-0001 Fabrikam\f", False, PASSED),
        ("A-0001 Fabrikam\f", True, FAILED),
        ("", True, PASSED),  # of the first press only begin and end can be looked for
    ],
)
def test_c2_a_sentence_is_looked_for_whole_where_the_pages_tell_their_words(
    head: str, cut: bool, result: str
) -> None:
    """C2: what is on the pages is what is recorded, over the end of a page as well."""
    record = with_text(write(CASES["migration"]), f"{'begin ' * 20}middle {'end ' * 20}")
    text = as_text(record).replace("middle ", "" if cut else "middle ")
    half = text.index("begin end" if cut else "middle")
    pages = [head + text[:half], head + text[half:]]
    assert ("A sentence is not on the page" in results(record, pages=pages)) == (result == FAILED)
