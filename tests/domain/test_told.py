"""What letters of earlier versions told: their records do not name it (rules C2, C9, C10)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.letter_facts import Block
from mmd_reviewer.domain.letters.compose import says_the_same
from mmd_reviewer.domain.letters.owed import letters_owed
from mmd_reviewer.domain.letters.promised import told_rows
from tests.domain.letter_cases import APPEAL, CASES, LAPTOP, notified, told_of, write
from tests.making import DAY, case

LATER = kinds.Retimed(
    "agreement", DAY + timedelta(days=85), DAY + timedelta(days=120), "More time was agreed."
)


def issued_before(
    of: Case, kind: str, *, tells: bool = True
) -> tuple[kinds.LetterIssued, kinds.LetterDispatched]:
    """The letter as an earlier version recorded it, dispatched today."""
    record = write(of, kind)
    record = replace(record, promises=(), stated="", tells=record.tells if tells else ())
    return kinds.LetterIssued(record, "ef", 1), kinds.LetterDispatched(record.number, DAY, "R", "")


def bodies_of(of: Case) -> list[kinds.Body]:
    """What happened in a case after it was received."""
    return [fact.body for fact in of.facts[1:]]


def told(of: Case) -> dict[str, str]:
    """What the customer was told, by name."""
    return {row.what: row.told for row in told_rows(of, DAY) if row.told}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (
            "approved",
            {
                "decision": "approve",
                "first_day": "2026-11-23",
                "last_day": "2028-11-23",
                "terms": "Test group first.",
                "devices": "2 devices",
            },
        ),
        (
            "migration",
            {"decision": "approve_migration", "first_day": "2026-11-23", "last_day": "2027-11-23"},
        ),
        ("declined", {"decision": "decline"}),
        ("no_exemption", {"decision": "no_exemption_needed"}),
    ],
)
def test_c10_a_decision_told_by_an_earlier_version(kind: str, expected: dict[str, str]) -> None:
    """C10, C9: it can only have told the decision of then, its days, terms and limits."""
    of = CASES[kind]
    sent = issued_before(of, kind, tells=False)
    after = case(*bodies_of(of), *sent, asked=of.newest)
    assert of.decision is not None
    assert after.letters[-1].tells == (of.decision.fact,)
    assert told(after) == expected


def test_c10_a_deadline_told_by_an_earlier_version() -> None:
    """C10: a letter of the course told the deadline that its record names;
    an acknowledgement told no date.
    """
    of = notified(5, LATER)
    sent = issued_before(of, "retimed")
    assert told(case(*bodies_of(of), *sent))["deadline"] == "2027-03-23"
    assert told(case(*issued_before(case(), "acknowledgement"))) == {}


def test_c10_a_decision_that_another_took_the_place_of_was_told_all_the_same() -> None:
    """C10, C9: told elsewhere, then decided anew:
    what the customer knows is the first until the second is told.
    """
    first = case(*bodies_of(CASES["approved"])[:2])
    assert first.decision is not None
    known = kinds.ToldElsewhere("approved", (first.decision.fact,), DAY, "Mail 7", "Petra")
    longer = replace(first.decision.made, until=None, open_ended=True, reason="Longer.")
    after = case(*bodies_of(first), known, longer)
    rows = {row.what: row for row in told_rows(after, DAY)}
    assert (rows["last_day"].holds, rows["last_day"].told, rows["last_day"].differs) == (
        "open-ended",
        "2028-11-23",
        True,
    )


def test_c2_a_letter_of_an_earlier_version_is_compared_sentence_by_sentence() -> None:
    """C2: it still says what the facts say, or it is made again;
    that it replaces one states nothing of the case.
    """
    again = write(CASES["approved"])
    old = replace(again, stated="")
    assert says_the_same(old, again)
    replaces = Block("text", "It replaces A-0001-L1.", content="replaces")
    replacing = replace(again, blocks=(replaces, *again.blocks))
    assert says_the_same(old, replacing)
    assert not says_the_same(old, replace(again, blocks=again.blocks[:-1]))


@pytest.mark.parametrize(
    "kind", ["appeal_received", "appeal_outcome", "retimed", "reinstated", "cover_ended"]
)
def test_c9_what_letters_of_a_course_told_before_they_named_it(kind: str) -> None:
    """C9: an earlier version's letter settles what it can only have told."""
    of = notified(5, LATER) if kind == "retimed" else CASES[kind]
    assert kind in [row.kind for row in letters_owed(of, DAY)]
    after = case(*bodies_of(of), *issued_before(of, kind, tells=False))
    assert kind not in [row.kind for row in letters_owed(after, DAY)]


def test_c9_all_that_came_in_an_appeal_was_told_by_an_earlier_letter() -> None:
    """C9, D8: new information joined the appeal before its letter was written."""
    of = notified(5, APPEAL, replace(APPEAL, text="And 6.2."))
    after = case(*bodies_of(of), *issued_before(of, "appeal_received", tells=False))
    (appeal,) = after.revocations[0].appeals
    assert [row.fact in after.told for row in appeal.sources] == [True, True]


def test_c9_d8_a_withdrawal_is_owed_a_letter_unless_an_outcome_is_it() -> None:
    """C9, D8: an appeal that was answered before does not tell it; the outcome that withdraws
    does.
    """
    stands = kinds.AppealDecided("stands", "It hangs all the same.")
    apart = notified(5, APPEAL, stands, kinds.RevocationWithdrawn("A fixed driver."))
    owed = {row.kind for row in letters_owed(apart, DAY)}
    assert owed == {"approved", "appeal_outcome", "revocation_withdrawn"}
    by_outcome = notified(5, APPEAL, kinds.AppealDecided("withdrawn", "A fixed driver."))
    assert {row.kind for row in letters_owed(by_outcome, DAY)} == {"approved", "appeal_outcome"}


def test_c9_an_appeal_told_before_its_letter_named_it() -> None:
    """C9: the outcome's letter told that of its own appeal, not of the next one."""
    stands = kinds.AppealDecided("stands", "It hangs all the same.")
    of = notified(5, APPEAL, stands)
    sent = issued_before(of, "appeal_outcome", tells=False)
    after = case(*bodies_of(of), *sent, replace(APPEAL, text="And 6.2."))
    (one,) = after.revocations
    assert [row.fact in after.told for appeal in one.appeals for row in appeal.sources] == [
        True,
        False,
    ]


def test_c9_a_first_notice_that_names_no_deadline_told_that_of_the_course() -> None:
    """C9, D7: a notice of an earlier version; the letter of a change names day 90 as old."""
    of = notified(5, LATER)
    assert of.revocation is not None
    assert of.letters[0].record.deadline is None
    assert of.revocation.told == DAY + timedelta(days=85)
    rows = [row for block in write(of, "retimed").blocks for row in block.rows]
    assert rows[0][1] == "Tuesday 16 February 2027"  # 90 days after 18 November 2026
    assert rows[1][1] == "Tuesday 23 March 2027"


def test_c10_a_letter_that_names_no_deadline_tells_none() -> None:
    """C10, D8: cover of one device is given back, and an appeal's outcome gave a later deadline:
    the letter of the first leaves the second untold.
    """
    later = DAY + timedelta(days=30)
    of = notified(
        95,
        kinds.RemovalConfirmed((LAPTOP.key,), DAY, "Jana"),
        kinds.Reinstated((LAPTOP.key,), DAY, "Removed on day 95."),
        APPEAL,
        kinds.AppealDecided("varied", "The plant closes then.", later),
    )
    (one,) = told_of(of, "reinstated").revocations
    assert (one.dates and one.dates.deadline, one.told) == (later, DAY - timedelta(days=5))
    (one,) = told_of(of, "appeal_outcome").revocations
    assert one.told == later


def test_c10_cover_given_back_is_told_by_a_letter_that_says_so() -> None:
    """C10, D9: not by any other that went out since; on a day before its dispatch it was untold."""
    back = DAY - timedelta(days=2)
    of = notified(
        95,
        kinds.RemovalConfirmed((LAPTOP.key,), back, "Jana"),
        kinds.Reinstated((LAPTOP.key,), back, "Removed on day 93."),
        APPEAL,
    )

    def given_back(of: Case, day: date) -> tuple[str, bool]:
        (row,) = [row for row in told_rows(of, day) if row.what == "cover_back"]
        assert row.holds == "2026-11-21, 1 device"
        return row.told, row.differs

    assert given_back(told_of(of, "appeal_received"), DAY) == ("", True)
    after = told_of(of, "reinstated")
    assert given_back(after, DAY) == ("2026-11-21, 1 device", False)
    assert given_back(after, DAY - timedelta(days=1)) == ("", True)


def test_c10_the_letter_of_the_end_of_cover_tells_the_deadline_that_it_names() -> None:
    """C9, C10: lengthened, not told, and passed: what is owed then is the change, not its day."""
    of = notified(
        125,
        kinds.Retimed("agreement", DAY - timedelta(days=35), DAY - timedelta(days=5), "Agreed."),
    )
    after = told_of(of, "cover_ended")

    def told_of_change(of: Case) -> tuple[date | None, str]:
        (row,) = [row for row in letters_owed(of, DAY) if row.kind == "retimed"]
        return of.revocations[-1].told, row.telling.effect

    day = DAY - timedelta(days=35)
    assert told_of_change(of) == (day, f"Holds already; told {day}")
    told = "Holds already; its day is told, the change is not"
    assert told_of_change(after) == (DAY - timedelta(days=5), told)
