"""Answers beside their edition: the order of its factors, its list of ticks (rules B2, B7, B8)."""

from dataclasses import replace

import pytest

from mmd_reviewer.domain.assessment import Answers, patch_from, patched
from mmd_reviewer.domain.fact import AnswersGiven
from mmd_reviewer.domain.recommendation import recommend
from tests.making import DAY, edition, request


@pytest.mark.parametrize(
    ("order", "changed", "doubt"),
    [
        (("size", "reach", "cost"), "reach", {"cost"}),
        (("size", "reach", "cost"), "size", {"reach", "cost"}),
        (("cost", "reach", "size"), "reach", {"size"}),
        (("cost", "reach", "size"), "size", set()),
        (("size", "cost"), "reach", set()),
        ((), "reach", set()),
    ],
)
def test_b2_later_is_what_the_edition_asks_later(
    order: tuple[str, ...], changed: str, doubt: set[str]
) -> None:
    """B2, B8: the order is the edition's own; a factor that it does not ask has none after it."""
    before = Answers("x", dict.fromkeys(("size", "reach", "cost"), "no"))
    patch = AnswersGiven("x", {changed: "yes"}, order=order)
    assert patched(before, patch).unconfirmed == doubt
    same = AnswersGiven("x", {changed: "no"}, order=order)
    assert not patched(before, same).unconfirmed, "given again, nothing changed"
    first = Answers("x", {**before.factors, changed: "unknown"})
    assert not patched(first, patch).unconfirmed, "unknown was no answer"


def test_b7_b8_an_edition_without_the_list_has_no_tick_to_miss() -> None:
    """B7, B8: the ticks are rows of the edition; where there are none, none is asked for."""
    asked = request(type="productivity_software")
    answers = patch_from(
        {"non_negotiable": "no", "restricted_productivity": "yes"}, edition(), asked
    )
    given = patched(Answers(), answers)
    assert recommend(replace(edition(), ticks=()), asked, given, DAY).flags == ()
    assert recommend(edition(), asked, given, DAY).flags == ("no_restricted_tick",)
