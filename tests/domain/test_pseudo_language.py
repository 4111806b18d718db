"""No sentence of a letter is hard-coded or glued (C3): a pseudo-language finds any that is."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact_text import to_json
from mmd_reviewer.domain.letter_facts import LetterRecord
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.domain.letters.kinds import KINDS
from tests.domain.decision_letter_table import assessments, closed, decision_on, returned, wishes
from tests.domain.letter_cases import CASES, NEWS, write
from tests.domain.pseudo_language import PseudoWordings, outside
from tests.making import edition, request


def texts_in(value: Any) -> Iterator[str]:
    """Every text in plain JSON values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts_in(item)


def given(of: Case, record: LetterRecord) -> str:
    """All that a letter may say in words that are not the wording's: those of the facts of its
    case, of the editions and of the sender.
    """
    facts = [to_json(fact.body) for fact in of.facts]
    editions = [to_json_edition(one) for one in (edition(), NEWS.edition)]
    known = [*texts_in(facts), *texts_in(editions), *bootstrap.SENDER.values()]
    known += [f"{device.manufacturer} {device.model}" for device in of.devices]
    return "\n".join((*known, record.number, *record.addressee, record.day.isoformat()))


def to_json_edition(one: Any) -> list[str]:
    """The texts of an edition."""
    rows = [one.name, *(row.name for row in (*one.types, *one.conditions, *one.routes))]
    rows += [row.description for row in one.types] + [row.text for row in one.conditions]
    for factor in one.factors:
        rows += [factor.question, *(getattr(factor.words, name) for name in _FACTOR)]
    for condition in one.conditions:
        rows += [condition.words.broken, condition.words.open]
    return [*rows, *(row.how for row in one.routes)]


_FACTOR = ("name", "yes", "no", "finding", "change")


def check(of: Case, kind: str = "") -> None:
    """Names, numbers, days and what people wrote; everything else is a sentence of the wording."""
    wordings = PseudoWordings()
    record = write(of, kind, wordings=wordings)
    known = given(of, record)
    for piece in outside(as_text(record)):
        cuts = (", ", ": ", ". ", ".")
        whole = piece in known or any(all(p in known for p in piece.split(cut)) for cut in cuts)
        assert whole or not any(map(str.isalpha, piece)), piece
    assert wordings.pseudo.glued == set()


@pytest.mark.parametrize("kind", KINDS)
def test_c3_outside_of_sentences_stand_only_words_that_were_given(kind: str) -> None:
    """Every kind of letter."""
    check(CASES[kind], kind)


@pytest.mark.model
def test_c3_nor_in_the_letter_of_any_decision() -> None:
    """Every recommendation with every decision that can follow it."""
    seen = 0
    for found in assessments():
        for _, wish in wishes(found.recommendation()):
            with suppress(Refused):
                check(decision_on(found.case(), wish))
                seen += 1
    for of in (returned(request(), reason="Which devices?"), closed(request(proposal=""))):
        check(of)
    assert seen > 50


def test_c3_a_hard_coded_sentence_is_found() -> None:
    """The test can fail: words that no wording says stand outside of the brackets."""
    assert outside("⟦Doonee.⟧ Not from the wording.") == ["Not from the wording"]
    wordings = PseudoWordings()
    wordings.pseudo("declined.new_request", reference=wordings.pseudo("labels.type"))
    assert wordings.pseudo.glued == {("declined.new_request", "reference")}
