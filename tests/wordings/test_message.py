"""Sentences with places, plural forms and choices (C3: every place is filled)."""

from datetime import date
from typing import Any

import pytest

from mmd_reviewer.wordings.language import Language
from mmd_reviewer.wordings.message import MessageFault, parse

HEADS: dict[str, dict[str, Any]] = {
    "en-GB": {"date": "EEEE d MMMM y", "grouping": False, "spelled": ["zero", "one", "two"]},
    "de-DE": {"date": "EEEE, d. MMMM y"},
    "fr-FR": {"date": "EEEE d MMMM y", "date_first": "EEEE d'er' MMMM y"},
    "pl-PL": {"date": "EEEE, d MMMM y"},
}


def said(text: str, language: str = "en-GB", **values: object) -> str:
    return Language(language, HEADS[language]).fill(parse(text), values)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0 days"),
        (1, "1 day"),
        (2, "2 days"),
        (5, "5 days"),
        (7, "one week"),
        (11, "11 days"),
        (21, "21 days"),
        (12345, "12345 days"),
    ],
)
def test_a_number_has_the_form_that_the_language_gives_it(number: int, words: str) -> None:
    """One exact number may have words of its own."""
    text = "{n, plural, =7 {one week} one {# day} other {# days}}"
    assert said(text, n=number) == words


def test_the_number_stands_within_forms_by_a_word_too() -> None:
    """ICU: `#` is the number of the plural forms around it, however deep."""
    by_word = "{who, select, all {all # devices} other {# of {n}}}"
    text = f"{{n, plural, one {{one}} other {{{by_word}}}}}"
    assert said(text, n=5, who="all") == "all 5 devices"
    assert said(text, n=5, who="some") == "5 of 5"


def test_languages_tell_other_numbers_apart() -> None:
    """French counts nothing as one, Polish tells few from many; thousands as each writes them."""
    french = "{n, plural, one {# jour} other {# jours}}"
    found = [said(french, "fr-FR", n=n) for n in (0, 1, 2, 21)]
    assert found == ["0 jour", "1 jour", "2 jours", "21 jours"]
    polish = "{n, plural, one {# dzień} few {# dni} many {# dni.} other {# dnia}}"
    found = [said(polish, "pl-PL", n=n) for n in (1, 2, 5, 22)]
    assert found == ["1 dzień", "2 dni", "5 dni.", "22 dni"]
    assert said("{n}", "de-DE", n=12345) == "12.345"


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (21, "21st"), (90, "90th")],
)
def test_an_ordinal_number_has_its_ending(number: int, words: str) -> None:
    text = "{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}"
    assert said(text, n=number) == words


def test_days_names_and_small_numbers_are_written_in_the_language() -> None:
    """C6: weekday and month in words."""
    day = date(2027, 10, 1)
    assert said("{d}", d=day) == "Friday 1 October 2027"
    assert said("{d}", "de-DE", d=day) == "Freitag, 1. Oktober 2027"
    assert said("{d}", "fr-FR", d=day) == "vendredi 1er octobre 2027"
    assert said("{d}", "fr-FR", d=date(2027, 8, 2)) == "lundi 2 août 2027"
    names = ("a", "b", "c")
    assert said("{n, list}; {n, row}", n=names) == "a, b and c; a, b, c"
    assert said("{n, list}", "fr-FR", n=names) == "a, b et c"
    assert said("{n, spelled} {m, spelled}", n=2, m=3) == "two 3"
    way = "{w, select, up {Up on {d}} other {Down}}"
    assert said(way, w="up", d=day) == "Up on Friday 1 October 2027"
    assert said(way, w="left") == "Down"


@pytest.mark.parametrize("language", ["en-GB", "de-DE", "fr-FR"])
def test_days_in_words_are_found_again(language: str) -> None:
    """C6: also one that does not exist, and one under a wrong weekday."""
    spoken = Language(language, HEADS[language])
    for day in (date(2027, 1, 1), date(2028, 2, 29), date(2027, 12, 24)):
        text = f"Before, {spoken.day(day)}, after."
        (found,) = spoken.days_in(text)
        assert (found.true, found.weekday_right, found.words) == (day, True, spoken.day(day))
    wrong = spoken.day(date(2028, 2, 29)).replace("2028", "2027")
    (found,) = spoken.days_in(wrong)
    assert found.true is None
    shifted = spoken.day(date(2027, 12, 24)).replace("24", "25")
    (found,) = spoken.days_in(shifted)
    assert not found.weekday_right


@pytest.mark.parametrize(
    ("text", "words", "at"),
    [
        ("a } b", "closes nothing", 2),
        ("a {b", "neither a comma", 4),
        ("a {B}", "no name of small letters", 2),
        ("{n, plural}", "no form that can stand there", 4),
        ("{n, rows}", "no form that can stand there", 4),
        ("{n, plural, one {x}}", "lack “other”", 0),
        ("{n, plural, lots {x} other {y}}", "no plural form", 12),
        ("{n, select, a {x} a {y} other {z}}", "stands twice", 18),
        ("{n, select, other {y", "is not closed", 20),
        ("{n, select, other y}", "has no {", 12),
    ],
)
def test_a_fault_has_its_words_and_its_place(text: str, words: str, at: int) -> None:
    with pytest.raises(MessageFault) as fault:
        parse(text)
    assert words in fault.value.words
    assert fault.value.at == at
