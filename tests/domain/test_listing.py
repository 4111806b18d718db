"""Names in a row."""

import pytest

from mmd_reviewer.domain.listing import in_a_row


@pytest.mark.parametrize(
    ("names", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (("a", "b", "c"), "a, b and c")],
)
def test_names_are_listed_as_a_sentence_does(names: list[str], words: str) -> None:
    assert in_a_row(names) == words
    assert in_a_row(iter(names)) == words
