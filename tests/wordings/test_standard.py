"""The bundled words alone, what a letter states in no words, and letters of earlier words."""

from dataclasses import replace

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.letters.checks import FAILED, check_letter
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.domain.letters.words import StandardWordings, Statements
from tests.domain.letter_cases import CASES, write


def test_the_bundled_words_alone_are_asked_for_in_every_way() -> None:
    alone = StandardWordings(bootstrap.wordings())
    assert alone.languages() == ("en", "de", "fr")
    assert alone("de", "approved", "2019-11").version == alone.standard("de").version


def test_statements_name_no_days_in_words() -> None:
    assert list(Statements().days_in("Monday 23 November 2026")) == []


def test_c3_a_notice_in_earlier_words_names_its_days_and_its_deadline() -> None:
    """Its sentence is not that of today: both are looked for."""
    record = replace(write(CASES["notice_first"], "notice_first"), wording="en-0")
    words = bootstrap.wordings().standard("en")
    page = f"{record.case} {record.addressee[0]} {as_text(record)}"
    checks = check_letter(record, None, [page], 0, words)
    assert [row for row in checks if row.result == FAILED] == []
    told = next(row for row in record.blocks if row.content == "days_left")
    wrong = replace(told, text=told.text.replace("90", "80"))
    blocks = tuple(wrong if row is told else row for row in record.blocks)
    checks = check_letter(replace(record, blocks=blocks), None, [page], 0, words)
    assert any(row.result == FAILED for row in checks)
