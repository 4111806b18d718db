"""Days as they are typed: what is out of range is said to be so (rule C1)."""

from datetime import date

import pytest

from mmd_reviewer.ui.forms.day_text import A_DAY, day_fault, parse_day

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("9999-12-31", "9999-12-31 is out of range: give a day from 1900-01-01 to 2199-12-31."),
        ("1899-12-31", "1899-12-31 is out of range: give a day from 1900-01-01 to 2199-12-31."),
        ("soon", A_DAY),
        ("+9999w", "2218-07-13 is out of range: give a day from 1900-01-01 to 2199-12-31."),
    ],
)
def test_c1_a_day_that_cannot_be_taken_says_why(typed: str, words: str) -> None:
    """C1: out of range or not understood, one sentence each."""
    assert parse_day(typed, TODAY) is None
    assert day_fault(typed, TODAY) == words
