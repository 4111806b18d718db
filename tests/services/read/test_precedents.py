"""Precedents in words: the card, what differs, counts, a departure, flags."""

from dataclasses import replace
from datetime import date

import pytest

from mmd_reviewer.domain.assessment import Answers
from mmd_reviewer.domain.precedent import Counts, Precedent, precedents
from mmd_reviewer.services.precedents import Near, Precedents
from mmd_reviewer.services.read.precedents import (
    CountWords,
    cards,
    count_words,
    decided_words,
    departure,
    flags,
)
from tests.benchmarks.material import decision
from tests.making import DAY, case, edition, request

ROW = next(precedents(case(decision("approve", DAY), asked=request(devices="61"))))
ROW = replace(ROW, start=DAY, until=date(2027, 11, 23), months=12, number="A-0042")
REVOKED = replace(
    ROW,
    revoked=date(2026, 8, 31),
    revoked_for=("stability",),
    revoked_why="44 stop errors with nxtdrv.sys. All ended.",
    revoking=True,
)
HERE = case(asked=request(devices="900"))
HOLDS = Answers(findings={"stability": "holds"})


def found(row: Precedent, *, same: bool = True, close: bool = True) -> Precedents:
    return Precedents((Near(row, same, close),), revoking=(row,) if row.revoking else ())


def differs(row: Precedent, answers: Answers = HOLDS) -> list[tuple[str, str]]:
    (card,) = cards(found(row), HERE, answers, edition())
    return [(line.words, line.tone) for line in card.differs]


@pytest.mark.parametrize(
    ("outcome", "until", "words"),
    [
        ("approve", date(2027, 11, 23), "Approved, 12 months"),
        ("approve", None, "Approved, open-ended"),
        ("approve_migration", date(2026, 12, 23), "Migration, 1 month"),
        ("approve_migration", date(2027, 1, 4), "Migration, 6 weeks"),
        ("approve", date(2027, 6, 30), "Approved, until 2027-06-30"),
        ("decline", None, "Declined"),
        ("no_exemption_needed", None, "No exemption needed"),
    ],
)
def test_how_it_was_decided(outcome: str, until: date | None, words: str) -> None:
    assert decided_words(replace(ROW, outcome=outcome, until=until)) == words


def test_what_could_hurt_is_amber() -> None:
    """D1, B3: revoked later and why; what was broken there and is not found so here."""
    assert differs(REVOKED) == [
        ("Revoked Mon 2026-08-31: 44 stop errors with nxtdrv.sys.", "attention"),
        ("System stability broken there; here holds", "attention"),
        ("61 devices; here 900", "muted"),
    ]
    broken = Answers(findings={"stability": "broken", "security": "broken", "cost": "holds"})
    assert ("Security held there; here broken", "attention") in differs(REVOKED, broken)
    assert not any("stability" in words for words, _ in differs(REVOKED, broken))
    assert ("System stability broken there; here not answered", "attention") in differs(
        REVOKED, Answers()
    )


@pytest.mark.parametrize(
    ("outcome", "code", "said"),
    [
        ("approve", "2019-11", "Security held there; here broken"),
        ("approve_migration", "2019-11", "Security held there; here broken"),
        ("approve", "2018-11", "Security not broken there; here broken"),
        ("decline", "2019-11", "Security not broken there; here broken"),
        ("no_exemption_needed", "2019-11", "Security not broken there; here broken"),
    ],
)
def test_b2_b8_a_condition_held_only_where_it_was_judged(
    outcome: str, code: str, said: str
) -> None:
    """B2, B8: a decline may have ended before it was asked, another edition may not ask it."""
    row = replace(ROW, outcome=outcome, edition=code)
    assert (said, "attention") in differs(row, Answers(findings={"security": "broken"}))


def test_what_else_differs() -> None:
    other = replace(ROW, type="drivers", asked="Open-ended", edition="2022-12", devices=-1)
    assert [words for words, _ in differs(other)] == [
        "Another type: Hardware or software drivers",
        "Open-ended asked for; here 24 months",
        "Decided under edition 2022-12; here 2019-11",
    ]
    assert differs(replace(ROW, devices=900)) == []


def test_a_long_why_is_cut_at_a_word() -> None:
    long = replace(REVOKED, revoked_why="word " * 90)
    line = differs(long)[0][0]
    assert line.endswith("word…")
    assert len(line) < 170


def test_a_card_is_spoken_whole() -> None:
    (card,) = cards(found(replace(REVOKED, reason="For the plant.")), HERE, HOLDS, edition())
    said = card.speech()
    for part in ("Approved, 12 months", "A-0042, Fabrikam", "same product", "For the plant."):
        assert part in said
    assert "Revoked Mon 2026-08-31" in said


@pytest.mark.parametrize(
    ("counts", "of_product", "words"),
    [
        (None, False, None),
        (
            Counts(12, "approve_migration", 8, 9, 1, "stability"),
            True,
            CountWords(
                "8 of 12",
                "approved for migration",
                "Decided cases of this type and product, all customers. Half of them got 9 months "
                "or more.",
                "1 of 12 revoked later, for system stability",
            ),
        ),
        (
            Counts(5, "approve", 5, None, 3, "gone"),
            False,
            CountWords(
                "5 of 5",
                "approved",
                "Decided cases of this type, all customers. Half of them have no end date.",
                "3 of 5 revoked later, most for gone",
            ),
        ),
        (
            Counts(5, "decline", 3, None, 0, ""),
            False,
            CountWords("3 of 5", "declined", "Decided cases of this type, all customers.", ""),
        ),
    ],
    ids=["none", "of the product", "without an end", "declined"],
)
def test_counts_in_words(counts: Counts | None, of_product: bool, words: CountWords | None) -> None:
    assert count_words(Precedents(counts=counts, of_product=of_product), edition()) == words


@pytest.mark.parametrize(
    ("outcome", "until", "same", "close", "said"),
    [
        ("approve", date(2027, 11, 23), True, True, False),
        ("decline", None, True, False, True),
        ("approve", date(2027, 12, 23), False, True, True),
        ("decline", None, False, False, False),
        ("", None, True, True, False),
    ],
    ids=["the same", "another outcome", "other months", "none is near", "no draft"],
)
def test_a_draft_that_departs_is_told(
    outcome: str, until: date | None, same: bool, close: bool, said: bool
) -> None:
    words = departure(found(ROW, same=same, close=close), outcome, DAY, until)
    expected = "Departs from A-0042, the nearest precedent: approved, 12 months."
    assert words == (expected if said else "")


def test_nothing_found_departs_from_nothing() -> None:
    assert departure(Precedents(), "decline", DAY, None) == ""
    assert flags(Precedents()) == {}
    assert cards(Precedents(), HERE, HOLDS, edition()) == ()


def test_d1_a_flag_stands_at_each_condition_that_was_broken() -> None:
    """D1: by the conditions the revocation names, of one case or several."""
    other = replace(REVOKED, number="A-0050", revoked_for=("stability", "cost"))
    assert flags(Precedents(revoking=(REVOKED, other))) == {
        "stability": "Same product in revocation: A-0042, Fabrikam, and 1 more",
        "cost": "Same product in revocation: A-0050, Fabrikam",
    }
