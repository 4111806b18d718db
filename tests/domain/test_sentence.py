"""Whether a letter says a reason anyway (C2)."""

import pytest

from mmd_reviewer.domain.letters.sentence import says


@pytest.mark.parametrize(
    ("text", "sentence", "said"),
    [
        ("A name was misspelt.", "A name was misspelt.", True),
        ("  A name was misspelt. ", "A name was misspelt", True),
        ("Measured. A name was misspelt. Twice.", "A name was misspelt.", True),
        ("He says “yes.” A typo! More.", "A typo!", True),
        ("First.\nTypo\nLast.", "Typo", True),
        ("It was checked again. Typo.", "Typo", True),
        ("已测量。名称有误。完。", "名称有误。", True),
        ("已测量。名称有误。完。", "名称有误", True),
        ("已测量。名称有误。完。", "名称", False),
        ("The ERP needs it.", "ERP", False),
        ("ERP needs it.", "ERP", False),
        ("It needs the ERP.", "ERP", False),
        ("A name was misspelt. It is not.", "name was misspelt.", False),
        ("Version 1.2 stays.", "2", False),
        ("Any text.", " ", False),
    ],
)
def test_c2_a_sentence_is_said_only_as_a_whole(text: str, sentence: str, said: bool) -> None:
    assert says(text, sentence) is said
