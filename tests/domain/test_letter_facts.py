"""The number of a letter says whose it is."""

import pytest

from mmd_reviewer.domain.letter_facts import case_of_letter


@pytest.mark.parametrize(
    ("number", "case"),
    [
        ("A-0142-L1", "A-0142"),
        (" A-0142-L12 ", "A-0142"),
        ("A-0142-A1-L1", "A-0142"),
        ("BE-0001-L3", "BE-0001"),
        ("A-0142", "A-0142"),
        ("MMD-1465058-R5V8P", "MMD-1465058-R5V8P"),
    ],
)
def test_the_case_of_a_letter_is_read_from_its_number(number: str, case: str) -> None:
    """Also of one that a pack numbered; what is no letter's number stays as it is."""
    assert case_of_letter(number) == case
