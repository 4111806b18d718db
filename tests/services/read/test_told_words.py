"""What a customer was told is read in one wording everywhere (rule C10)."""

import pytest

from mmd_reviewer.services.read.told_words import value_words


@pytest.mark.parametrize(
    ("what", "value", "words"),
    [
        ("deadline", "2027-04-20", "Tue 2027-04-20"),
        ("first_day", "2027-04-20", "Tue 2027-04-20"),
        ("last_day", "2027-04-20", "Tue 2027-04-20"),
        ("last_day", "open-ended", "Open-ended"),
        ("decision", "approve", "Approved"),
        ("decision", "withdrawn", "Withdrawn by the customer"),
        ("appeal", "withdrawn", "The revocation is withdrawn"),
        ("appeal", "varied", "The revocation is varied"),
        ("revocation", "withdrawn", "Withdrawn"),
        ("revocation", "in notice", "In notice"),
        ("cover_ended", "2027-02-21, 3 devices", "Sun 2027-02-21, 3 devices"),
        ("terms", "open-ended, as agreed", "open-ended, as agreed"),
        ("terms", "withdrawn", "withdrawn"),
        ("devices", "2 devices", "2 devices"),
        ("deadline", "", ""),
    ],
)
def test_c10_a_value_is_read_as_words(what: str, value: str, words: str) -> None:
    """C10: dates with their weekday, decisions and outcomes by their name; what was written stays;
    *withdrawn* is said of the request, the revocation or the exemption, as it is meant.
    """
    assert value_words(what, value) == words
