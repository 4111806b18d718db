"""The words that a letter of a case would have now."""

from dataclasses import replace
from pathlib import Path

import pytest

from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.services import decision, letter
from mmd_reviewer.services.letter_words import spoken_in
from tests.making import DAY, FACTOR_4, QuickPress, assessed, new_desk


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Your exemption is approved"),
        ("de", "Ihre Ausnahme ist genehmigt"),
        ("fr", "Votre exception est approuvée"),
    ],
)
def test_c2_what_an_issued_letter_would_have_said_in_another_language(
    tmp_path: Path, language: str, title: str
) -> None:
    """C2: from the facts before it was issued, though a letter in its place followed; the issued
    one stays, and nothing is recorded.
    """
    desk = replace(new_desk(tmp_path), press=QuickPress())
    case = decision.make(desk, assessed(desk, FACTOR_4), Proposal("approve"))
    case, issued = letter.issue(desk, case)
    case, _ = letter.issue(desk, case, "approved", "A name was misspelt.")
    record = spoken_in(desk, case, issued, language)
    assert (record.number, record.language[:2], record.title) == ("A-0001-L1", language, title)
    assert record.replaces == ""
    assert (as_text(record) == as_text(issued.record)) is (language == "en")
    assert desk.case(case.number) == case
    assert record.day == DAY
