"""English, German and French: complete, without a fault, every kind of letter in each (C3, C6)."""

import re
from datetime import date
from pathlib import Path

import pytest

from mmd_reviewer import bootstrap, paths
from mmd_reviewer.domain.letters.checks import FAILED, check_letter
from mmd_reviewer.domain.letters.compose import as_text, check_complete
from mmd_reviewer.domain.letters.frame import ENGLISH, frame_of
from mmd_reviewer.domain.letters.kinds import KINDS
from mmd_reviewer.wordings.book import Book
from mmd_reviewer.wordings.message import PLURAL, SELECT, SPELLED, Forms, places
from mmd_reviewer.wordings.wording_file import faults, parsed, read_wording
from tests.domain.letter_cases import CASES, write

LANGUAGES = ("en", "de", "fr")
FOLDER = paths.resources() / "letters"
MONDAY = {
    "en": "Monday 23 November 2026",
    "de": "Montag, 23. November 2026",
    "fr": "lundi 23 novembre 2026",
}
NUMBERS = (0, 1, 2, 5, 7, 11, 21, 90, 1234)


def file_of(language: str) -> Path:
    return FOLDER / f"{language}.toml"


def test_these_are_the_languages() -> None:
    assert bootstrap.wordings().languages() == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_c3_every_sentence_is_there_and_none_has_a_fault(language: str) -> None:
    file, english = read_wording(file_of(language)), read_wording(file_of("en"))
    assert [str(fault) for fault in faults(file, english)] == []
    assert set(file.sentences) == set(english.sentences)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", NUMBERS)
def test_c3_every_sentence_is_filled_for_every_number(language: str, number: int) -> None:
    """All places are filled, whatever the number, the form that is chosen, and the language."""
    words = bootstrap.wordings().standard(language)
    english = read_wording(file_of("en"))
    for name, text in english.sentences.items():
        found = list(places(parsed(text)))
        forms = [one for one in found if isinstance(one, Forms) and one.form == SELECT]
        counted = {one.name for one in found if one.form in (PLURAL, "selectordinal", SPELLED)}
        for choice in {case for one in forms for case in one.cases} or {""}:
            values: dict[str, object] = {one.name: f"<{one.name}>" for one in found}
            values |= dict.fromkeys(counted, number)
            values |= {one.name: ("<a>", "<b>") for one in found if one.form in ("list", "row")}
            values |= {one.name: choice for one in forms}
            said = words(name, **values)  # type: ignore[arg-type]
            assert said
            assert not re.search(r"[{}#]", said), (name, said)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_c3_every_kind_of_letter_is_complete_in_every_language(kind: str, language: str) -> None:
    """C3, C6: its contents, its day in words, what is printed around it, its plain text."""
    record = write(CASES[kind], kind, language=language)
    check_complete(record)
    text = as_text(record)
    assert record.language.startswith(language)
    assert record.wording.startswith(language)
    assert MONDAY[language] in text
    assert not re.search(r"[{}]", text)
    assert frame_of(record)["date"] == MONDAY[language]
    words = bootstrap.wordings().standard(language)
    made = CASES[kind].decision.made if CASES[kind].decision else None  # type: ignore[union-attr]
    page = f"{record.case} {record.addressee[0]} {text}"
    shown = {check.words: check for check in check_letter(record, made, [page], 0, words)}
    assert [one for one in shown.values() if one.result == FAILED] == []


@pytest.mark.parametrize("language", ["de", "fr"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_english_sentence_stands_in_a_letter_of_another_language(
    kind: str, language: str
) -> None:
    """What people wrote stays as typed; every sentence of the wording is the language's own."""
    record, english = write(CASES[kind], kind, language=language), write(CASES[kind], kind)
    wording = Book(FOLDER).standard("en").texts.values()
    fixed = {piece for text in wording for piece in re.split(r"[{}]", text) if len(piece) > 15}
    assert [piece for piece in fixed if piece in as_text(record)] == []
    assert any(piece in as_text(english) for piece in fixed)
    assert [block.content for block in record.blocks if block.content != "edition"] == [
        block.content for block in english.blocks
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_says_the_same_in_every_language(language: str) -> None:
    """C2: what it states is told apart from how it says it: another language voids no letter."""
    for kind, of in CASES.items():
        assert write(of, kind, language=language).stated == write(of, kind).stated


def test_the_frame_of_letters_from_before_frames_is_english() -> None:
    """C2: it is what those letters were printed with."""
    words = bootstrap.wordings().standard("en")
    assert words("frame.page", page="{page}", pages="{pages}") == ENGLISH["page"]
    assert {name: words(f"frame.{name}") for name in ENGLISH if name != "page"} == {
        name: text for name, text in ENGLISH.items() if name != "page"
    }


def test_a_courtesy_translation_stands_behind_the_letter_and_says_that_it_is_one() -> None:
    """The letter's own words stay as they are; nothing of the translation counts as a content."""
    alone = write(CASES["declined"], "declined")
    both = write(CASES["declined"], "declined", also="fr")
    assert both.blocks[: len(alone.blocks)] == alone.blocks
    second = both.blocks[len(alone.blocks) :]
    assert second[0].text == "Traduction de courtoisie\u00a0: seul le texte anglais fait foi"
    assert second[1].text == "Votre demande est refusée"
    assert {block.language for block in second} == {"fr-FR"}
    assert {(block.content, block.source) for block in second} == {("", "")}
    assert "signature" not in {block.kind for block in second}
    assert (both.language, both.stated) == ("en-GB", alone.stated)
    assert "Nous refusons donc la demande" in as_text(both)


def test_days_in_all_months_are_read_back() -> None:
    """C6: a letter's checks find every day that its language writes."""
    for language in LANGUAGES:
        words = bootstrap.wordings().standard(language)
        for month in range(1, 13):
            (found,) = words.days_in(words.day(date(2027, month, 1)))
            assert found.true == date(2027, month, 1)
