"""What an import preview says in words (rule A5)."""

import pytest

from mmd_reviewer.services.read.import_preview import counts_words


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((0, 0, 0, 0), "no rows"),
        ((1, 0, 0, 0), "1 new"),
        ((0, 1, 0, 2), "1 amended, 2 refused"),
        ((1041, 2, 4, 1), "1,041 new, 2 amended, 4 known or skipped, 1 refused"),
    ],
)
def test_a5_each_result_is_counted_where_there_is_one(
    counts: tuple[int, int, int, int], words: str
) -> None:
    """A5."""
    assert counts_words(*counts) == words
