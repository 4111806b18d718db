"""What a customer's page says in sentences, at its boundaries (rules A6, C5, C9, C10, D6, D9)."""

from dataclasses import replace

import pytest

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.services.read import customer_words as words
from mmd_reviewer.services.read.customer_page import Ahead, DecidedSoFar
from tests.domain.test_decision import try_to
from tests.making import DAY, FACTOR_4, day
from tests.services.read.test_customer_page import (
    APPROVED,
    DEVICES,
    in_force,
    made,
    page,
    revoked,
    told,
)

EMPTY = page([])


@pytest.mark.parametrize(
    ("differing", "said"),
    [
        (0, ""),
        (1, "Not told as it holds: A-1"),
        (3, "Not told as it holds: A-1, A-2, A-3"),
        (4, "Not told as it holds: A-1, A-2, A-3 and 1 more"),
    ],
)
def test_c10_three_cases_are_named_and_the_others_counted(differing: int, said: str) -> None:
    """C10."""
    numbers = tuple(f"A-{n}" for n in range(1, differing + 1))
    assert words.differing_words(replace(EMPTY, differing=numbers)) == said


def test_counts_have_their_denominators() -> None:
    """A6: a return is no final decision; without one nothing is decided."""
    none = DecidedSoFar(0, 0, 0, 0, 0, 0)
    for found, said in (
        (none, [("Nothing is decided yet", "")]),
        (replace(none, returned=1), [("0 of 0 approved", "0 declined, 1 returned")]),
        (replace(none, decided=2, declined=2), [("0 of 2 approved", "2 declined, 0 returned")]),
        (
            replace(none, decided=3, approved=2, declined=1, revoked=1),
            [
                ("2 of 3 approved", "1 declined, 0 returned"),
                ("1 of 2 ever revoked", "0 in revocation today"),
            ],
        ),
    ):
        assert [*words.decided_lines(replace(EMPTY, decided=found))] == said


def test_d9_more_is_said_only_beside_others() -> None:
    """D9: the first of several days alone is no more."""
    one, two = Ahead(day(3), 2), Ahead(day(9), 1)
    assert words.ahead_words(EMPTY) == ""
    assert words.ahead_words(replace(EMPTY, ahead=(one,))) == (
        "2 from Thu 2026-11-26, if nothing is removed."
    )
    assert words.ahead_words(replace(EMPTY, ahead=(one, two))) == (
        "2 from Thu 2026-11-26, 1 more from Wed 2026-12-02, if nothing is removed."
    )


def test_c9_at_the_right_stands_what_the_customer_does_not_know() -> None:
    """C9: a letter that is owed comes before the distance; a decline has the day of its decision;
    of a withdrawal no letter is owed.
    """
    declined = made(1, "NWT", [try_to("decline", FACTOR_4, reason="A new finding.")])
    withdrawn = made(2, "NWT", [try_to("withdrawn", {})])
    endless = told(made(3, "NWT", [APPROVED]), "approved")
    rows = {row.number: row for row in page([declined, withdrawn, endless]).cases}
    today = "Mon 2026-11-23"
    assert words.end_words(rows["A-0001"], DAY) == (today, "decided")
    assert words.end_words(rows["A-0002"], DAY) == (today, "")
    assert rows["A-0003"].case.holding is not None
    assert words.amount_words(rows["A-0003"], DAY) == ("–", "")


def test_c5_months_are_told_once_one_is_whole() -> None:
    """C5: from 23 November a month reaches 23 December."""
    for ends, said in ((29, "in 29 days"), (30, "in 1 month"), (61, "in 2 months")):
        approved = replace(APPROVED, until=day(ends), open_ended=False)
        one = told(made(1, "NWT", [approved, kinds.Deployed(day(-9), DEVICES[:1])]), "approved")
        (row,) = page([one]).exemptions
        assert words.end_words(row, DAY)[1] == said


def test_d6_removals_count_from_the_day_of_the_first_notice() -> None:
    """D6, D9: what was removed before it is not of this revocation, nor is the Test group."""
    for gone, said in ((-31, "0 of 2 removed."), (-30, "1 of 3 removed."), (0, "1 of 3 removed.")):
        removal = kinds.RemovalConfirmed((DEVICES[1].key,), day(gone), "Ana Ruiz")
        bodies = [*in_force(DEVICES[:5]), *([removal] if gone < -30 else [])]
        bodies += revoked(DEVICES[:5], -30)[2:]
        bodies += [] if gone < -30 else [removal]
        (row,) = page([made(1, "NWT", bodies)]).part("revoked")
        assert words.course_words(row.case, DAY).endswith(said), gone


def test_the_parts_of_a_page_are_ordered_by_what_matters_of_them() -> None:
    """A6, E1: approvals by their last day, open-ended ones last; revocations by their deadline."""
    early, late = (replace(APPROVED, until=day(n), open_ended=False) for n in (20, 40))
    found = page(
        [
            made(1, "NWT", [APPROVED]),
            made(2, "NWT", [late]),
            made(3, "NWT", [early]),
            made(4, "NWT", revoked(DEVICES[:2], -10)),
            made(5, "NWT", revoked(DEVICES[2:4], -20)),
        ]
    )
    order = [row.number for row in found.cases]
    assert order == ["A-0003", "A-0002", "A-0001", "A-0005", "A-0004"]


def test_d9_on_the_deadline_cover_has_ended() -> None:
    """D9, D4: the day before, the final notice is still due, and late."""
    for first, said in ((-90, "Cover has ended."), (-89, "Final notice due Tue 2026-11-17")):
        (row,) = page([made(1, "NWT", revoked(DEVICES[:3], first))]).part("revoked")
        assert words.course_words(row.case, DAY).startswith(said)
