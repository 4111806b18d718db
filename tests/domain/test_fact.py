"""Facts: canonical bytes, the hash that is their name, and what cannot be kept."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import Author, read_fact, write_fact
from mmd_reviewer.domain.fact_text import canonical, to_json
from tests.domain.test_case import AMENDED, ANSWERED, APPROVED
from tests.making import DAY, request

AUTHOR = Author("Ines", "A", DAY, "2026-11-23T10:00:00Z")


@pytest.mark.parametrize(
    "body", [ANSWERED, APPROVED, AMENDED, kinds.CaseParked(DAY, "x"), kinds.DateConfirmed()]
)
def test_a_fact_read_back_is_the_fact_written(body: kinds.Body) -> None:
    """F2: a fact keeps the civil day and the machine's moment; its id is the hash of its bytes."""
    fact, content = write_fact("ab" * 16, ["p"], "deed", AUTHOR, body)
    assert read_fact(content) == fact
    assert json.loads(content)["day"] == "2026-11-23"


@pytest.mark.model
@given(st.text(), st.text(), st.integers(-(2**53), 2**53), st.booleans())
def test_canonical_text_is_stable_and_normal(one: str, other: str, number: int, flag: bool) -> None:
    """Sorted, without blanks, NFC: the same words give the same bytes in any order."""
    data = {"one": one, "other": [other, number, flag, None]}
    try:
        content = canonical(data)
    except Refused:
        assert any("\ud800" <= character <= "\udfff" for character in one + other)
        return
    assert content == canonical(dict(reversed(data.items())))
    assert canonical(json.loads(content)) == content


def test_unicode_forms_meet() -> None:
    """A composed and a decomposed letter are one text."""
    assert canonical({"a": "e\u0301"}) == canonical({"a": "\u00e9"})
    fact, content = write_fact("ab" * 16, [], "d", AUTHOR, kinds.NoteAdded("Zoe\u0308"))
    assert read_fact(content).body == kinds.NoteAdded("Zoë")
    assert fact.id == read_fact(content).id


@pytest.mark.parametrize(
    ("value", "error"),
    [
        (2**53 + 1, ValueError),
        (-(2**53) - 1, ValueError),
        (1.5, TypeError),
        (object(), TypeError),
    ],
)
def test_what_a_fact_cannot_hold(value: object, error: type[Exception]) -> None:
    """Only text, integers within 2^53, booleans, null, lists and objects."""
    with pytest.raises(error):
        to_json([value])
    assert to_json([2**53, -(2**53)]) == [2**53, -(2**53)]


def test_half_a_character_is_refused() -> None:
    """A lone surrogate has no bytes: refused in words, whatever it comes in."""
    with pytest.raises(Refused, match="half a character") as refusal:
        write_fact("ab" * 16, [], "d", AUTHOR, kinds.NoteAdded("a\ud800b"))
    assert refusal.value.kind == "refused"
    assert Refused("x").kind == "usage"


def test_nested_values_become_plain() -> None:
    """Days as text, tuples as lists, a request with its timeline."""
    plain = to_json(replace(request(), submitted=date(2026, 11, 1), notes={"Cost centre": "7"}))
    assert plain["submitted"] == "2026-11-01"
    assert plain["timeline"]["months"] == 24
    assert plain["notes"] == {"Cost centre": "7"}


@given(st.permutations(["security", "cost", "stability"]))
def test_a_fact_is_the_same_in_order_too_when_it_is_written_and_when_it_is_read(
    codes: list[str],
) -> None:
    """What is made of a mapping in its order (search words, lists) does not depend on who made it:
    the one who wrote the fact, or one who read it.
    """
    author = kinds.Author("Ines", "A", date(2026, 11, 23), "2026-11-23T10:00:00.000000Z")
    body = kinds.AnswersGiven("2019-11", notes={code: f"on {code}" for code in codes})
    fact, content = kinds.write_fact("00" * 16, (), "deed", author, body)
    assert repr(fact) == repr(kinds.read_fact(content))
    noted = request(notes=dict.fromkeys(codes, "a column"))
    fact, content = kinds.write_fact(
        "00" * 16, (), "deed", author, kinds.RequestReceived("A-0001", noted, "a.csv")
    )
    assert repr(fact) == repr(kinds.read_fact(content))
