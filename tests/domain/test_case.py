"""The fold of facts, the state on a day, undo and redo."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.assessment import patch_from
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_fold import fold, in_parent_order, retracted
from mmd_reviewer.domain.case_state import STATES, boundaries, flags, state
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.errors import Refused, StoreError
from mmd_reviewer.domain.fact import Author, Body, Fact, write_fact
from mmd_reviewer.domain.history import deed_to_redo, deed_to_undo, tell
from mmd_reviewer.domain.identity import identity
from mmd_reviewer.domain.period import FIRST_DAY, LAST_DAY
from mmd_reviewer.domain.request_queue import next_date, queue_rows
from tests.domain.test_decision import try_to
from tests.making import DAY, FACTOR_3, FACTOR_4, case, edition, request, story, write_letter

ANSWERED = patch_from(FACTOR_3, edition(), request())
SAID, UNSAID, BROKEN, UNFOUND, NOTED = (
    patch_from(data, edition(), request())
    for data in (
        {"non_negotiable": "no"},
        {"non_negotiable": "unknown"},
        {"conditions": {"cost": "broken"}},
        {"conditions": {"cost": "unknown"}},
        {"notes": {"cost": "The vendor is asked."}},
    )
)
APPROVED = try_to("approve_migration", FACTOR_3)
PARKED = kinds.CaseParked(date(2026, 12, 7), "The study starts then")
DECLINED = try_to("decline", {"non_negotiable": "yes"}, reason="No.")
RETURNED = try_to("return", {}, reason="Which devices?")
AMENDED = kinds.RequestAmended(request(requirement="300 planners."), "tickets.json")
GROUNDS = kinds.RevocationPrepared(("cost",), "w", "a", "n", "2019-11", "Edition 1", {"cost": "x"})
SENDER = {
    "service": "Microsoft Managed Desktop",
    "unit": "Exemption review",
    "contact": "the portal",
}


@pytest.mark.parametrize(
    ("bodies", "day", "expected"),
    [
        ((), DAY, "new"),
        ((UNSAID,), DAY, "new"),
        ((ANSWERED, NOTED), DAY, "in_assessment"),
        ((SAID, UNSAID), DAY, "new"),
        ((BROKEN, SAID, UNSAID), DAY, "in_assessment"),
        ((BROKEN, UNFOUND), DAY, "new"),
        ((ANSWERED,), DAY, "in_assessment"),
        ((kinds.DetailJudged("proposal", False, "vague"), ANSWERED), DAY, "incomplete"),
        ((ANSWERED, PARKED), DAY, "parked"),
        ((ANSWERED, PARKED), date(2026, 12, 6), "parked"),
        ((ANSWERED, PARKED), date(2026, 12, 7), "in_assessment"),
        ((PARKED, kinds.CaseUnparked()), DAY, "new"),
        ((RETURNED,), DAY, "returned"),
        ((RETURNED, PARKED), DAY, "parked"),
        ((ANSWERED, RETURNED, AMENDED), DAY, "new"),
        ((ANSWERED, RETURNED, AMENDED, ANSWERED), DAY, "in_assessment"),
        ((ANSWERED, RETURNED, AMENDED, NOTED), DAY, "new"),
        ((ANSWERED, RETURNED, AMENDED, SAID, UNSAID), DAY, "new"),
        ((ANSWERED, APPROVED), DAY, "approved"),
        ((ANSWERED, APPROVED), date(2027, 11, 23), "approved"),
        ((ANSWERED, APPROVED), date(2027, 11, 24), "expired"),
        ((DECLINED,), DAY, "declined"),
        ((PARKED, DECLINED), DAY, "declined"),
        ((try_to("withdrawn", {}),), DAY, "withdrawn"),
        ((try_to("no_exemption_needed", {}, route="routine_change"),), DAY, "no_exemption_needed"),
    ],
)
def test_a6_one_state_for_each_case_and_date(
    bodies: tuple[Body, ...], day: date, expected: str
) -> None:
    """A6, C5: the first that holds; in force on the end date, expired the day after; in assessment
    while an answer exists that was given since it was new, and unknown is none (A5, B2).
    """
    assert state(case(*bodies), day) == expected
    assert expected in STATES


@pytest.mark.parametrize(
    ("words", "versions"), [("Deploy Cisco AnyConnect 4.10, packaged for Intune.", 1), ("Else.", 2)]
)
def test_a5_what_came_in_at_two_stations_apart_is_one_case_with_both_numbers(
    words: str, versions: int
) -> None:
    """A5: the first number holds; the same text is no amendment, other text is one."""
    again = kinds.RequestReceived("A1-0001", request(proposal=words), "tickets.json")
    one = case(again)
    assert (one.number, one.numbers, len(one.versions)) == (
        "A-0001",
        ("A-0001", "A1-0001"),
        versions,
    )


SOME = st.lists(
    st.sampled_from(
        [
            ANSWERED,
            APPROVED,
            PARKED,
            DECLINED,
            RETURNED,
            AMENDED,
            kinds.CaseUnparked(),
            kinds.NoteAdded("n"),
        ]
    ),
    max_size=6,
)


@pytest.mark.model
@given(SOME)
def test_a6_queue_rows_say_the_state_of_every_day(bodies: list[Body]) -> None:
    """A6: one row a stretch, without gap or overlap,
    equal to `state` on every day around the boundaries.
    """
    made = case(*bodies)
    rows = queue_rows(made)
    assert rows[0].since == FIRST_DAY
    assert rows[-1].until == LAST_DAY
    assert all(a.until == b.since for a, b in pairwise(rows))
    days = [day + timedelta(days=step) for day in boundaries(made) for step in (-1, 0, 1)] or [DAY]
    for day in days:
        row = next(row for row in rows if row.since <= day < row.until)
        assert (row.state, row.next_date) == (state(made, day), next_date(made, state(made, day)))


def test_a1_a5_flags_stand_beside_the_state() -> None:
    """A1, A5, A6: details missing, amended, to be confirmed."""
    assert flags(case(), DAY) == ()
    assert flags(case(kinds.DetailJudged("proposal", False, "vague")), DAY) == ("details_missing",)
    assert flags(case(ANSWERED, AMENDED), DAY) == ("amended", "to_be_confirmed")
    assert flags(case(ANSWERED, AMENDED, ANSWERED), DAY) == ()
    assert flags(case(ANSWERED, APPROVED, AMENDED), DAY) == ("amended",)
    assert (
        case(
            kinds.DetailJudged("proposal", False, "vague"), kinds.DetailJudged("proposal", True, "")
        ).judged
        == {}
    )
    assert case(kinds.DetailJudged("requirement", False, "vague"), AMENDED).judged == {}
    assert case(kinds.DetailJudged("proposal", False, "vague"), AMENDED).judged == {
        "proposal": "vague"
    }


def test_a5_age_counts_from_the_first_of_linked_cases() -> None:
    """A5: an answer under another ticket is linked."""
    october, september = date(2026, 10, 1), date(2026, 9, 1)
    linked = case(
        kinds.CaseLinked("A-0009", october, "drivers"), kinds.CaseLinked("A-0009", september)
    )
    assert linked.received_on == date(2026, 9, 1)
    assert [link.other for link in linked.links] == ["A-0009"]


def test_a3_next_date_is_what_comes_next() -> None:
    """A6: a parked case's return, an approval's last day."""
    assert next_date(case(PARKED), "parked") == date(2026, 12, 7)
    assert next_date(case(ANSWERED, APPROVED), "approved") == date(2027, 11, 23)
    assert next_date(case(), "new") is None
    endless = try_to("approve", FACTOR_4, open_ended=True, reason="As asked.")
    assert boundaries(case(endless)) == ()


def test_assigned_noted_printed_dispatched_are_folded() -> None:
    """C4: issued, printed, dispatched are separate facts of a letter."""
    record = write_letter(case(DECLINED), "declined")
    other = kinds.LetterPrinted("A-0001-L9")
    made = case(
        kinds.CaseAssigned("Ines"),
        kinds.NoteAdded("asked the vendor"),
        DECLINED,
        kinds.LetterIssued(record, "ab", 2),
        kinds.LetterPrinted("A-0001-L1"),
        kinds.LetterDispatched("A-0001-L1", DAY, "MMD-1", "Jana"),
        other,
    )
    letter = made.letter("A-0001-L1")
    assert letter is not None
    assert (letter.printed, letter.dispatched, letter.reference, letter.void) == (
        DAY,
        DAY,
        "MMD-1",
        False,
    )
    assert (made.reviewer, made.notes[0].text, made.letter("A-0001-L2")) == (
        "Ines",
        "asked the vendor",
        None,
    )
    replacing = kinds.LetterIssued(write_letter(made, "declined"), "cd", 1)
    again = case(DECLINED, kinds.LetterIssued(record, "ab", 2), replacing)
    assert [row.void for row in again.letters] == [False, False]
    overtaken = case(DECLINED, kinds.LetterIssued(record, "ab", 2), APPROVED)
    assert [row.void for row in overtaken.letters] == [True]


def test_facts_fold_in_parent_order_whatever_the_order_of_arrival() -> None:
    """The same facts give the same case; a branch is settled by (at, station, id)."""
    facts = story(ANSWERED, kinds.NoteAdded("one"), kinds.CaseAssigned("Ines"))
    assert fold(reversed(facts)) == fold(facts)
    left, _ = write_fact(
        facts[0].case, [facts[-1].id], "l", Author("Ines", "A", DAY, "2026-11-23T11:00:00Z"), PARKED
    )
    right, _ = write_fact(
        facts[0].case,
        [facts[-1].id],
        "r",
        Author("Tom", "B", DAY, "2026-11-23T10:59:00Z"),
        kinds.NoteAdded("two"),
    )
    forked = fold([left, *facts, right])
    assert forked == fold([right, *facts, left])
    assert set(forked.heads) == {left.id, right.id}
    assert in_parent_order([left, right, *facts])[-1] is left
    author = Author("Ines", "A", DAY, "2026-11-23T12:00:00Z")
    settled, _ = write_fact(
        facts[0].case, [left.id, right.id], "s", author, kinds.NoteAdded("both seen")
    )
    merged = fold([settled, left, *facts, right])
    assert merged.heads == (settled.id,)
    assert [note.text for note in merged.notes] == ["one", "two", "both seen"]


def undo(facts: list[Fact], deed: str) -> list[Fact]:
    """The facts with one more that retracts a deed."""
    made: Case = fold(facts)
    author = Author("Ines", "A", DAY, f"2026-11-23T12:00:{len(facts):02d}Z")
    body = kinds.DeedRetracted(deed)
    return [
        *facts,
        write_fact(identity(request()), made.heads, f"undo{len(facts)}", author, body)[0],
    ]


def test_c7_undo_takes_back_the_newest_deed_that_counts() -> None:
    """C7: last in, first out; redo in turn; a new deed ends redoing."""
    facts = story(ANSWERED, kinds.NoteAdded("one"), DECLINED)
    assert deed_to_undo(fold(facts)) == "deed3"
    facts = undo(facts, "deed3")
    assert fold(facts).decision is None
    assert deed_to_undo(fold(facts)) == "deed2"
    facts = undo(facts, "deed2")
    assert (fold(facts).notes, retracted(facts)) == ((), {"deed2", "deed3"})
    assert deed_to_redo(fold(facts)) == "undo5"
    facts = undo(facts, "undo5")
    assert len(fold(facts).notes) == 1
    assert deed_to_redo(fold(facts)) == "undo4"
    facts = undo(facts, "undo4")
    assert state(fold(facts), DAY) == "declined"
    with pytest.raises(Refused):
        deed_to_redo(fold(facts))
    assert deed_to_undo(fold(facts)) == "deed3"


def test_c7_what_the_outside_has_seen_is_not_undone() -> None:
    """C7: an issued letter, a dispatch, the request itself; the refusal names it."""
    record = write_letter(case(DECLINED), "declined")
    issued = kinds.LetterIssued(record, "ab", 1)
    dispatched = kinds.LetterDispatched("A-0001-L1", DAY, "MMD-1", "")
    number = "A-0001-L1"
    for bodies, name in (
        ((), "received"),
        ((AMENDED,), "changed"),
        ((issued,), number),
        ((dispatched,), number),
    ):
        with pytest.raises(Refused, match=name) as refusal:
            deed_to_undo(case(*bodies))
        assert refusal.value.rule == "C7"
    with pytest.raises(Refused):
        deed_to_redo(case(kinds.NoteAdded("x")))


def test_every_kind_of_fact_is_told_in_a_sentence() -> None:
    """The history panel has words for each kind."""
    record = write_letter(case(DECLINED), "declined")
    full = patch_from(
        {**FACTOR_3, "scope": "x", "months": 9, "ticks": [], "notes": {"cost": "y"}},
        edition(),
        request(),
    )
    bodies: list[Body] = [
        kinds.DetailJudged("proposal", False, "vague"),
        kinds.DetailJudged("proposal", True, ""),
        kinds.CaseAssigned("Ines"),
        kinds.CaseAssigned(""),
        PARKED,
        kinds.CaseUnparked("early"),
        kinds.NoteAdded("n"),
        kinds.CaseLinked("A-2", DAY),
        full,
        APPROVED,
        DECLINED,
        try_to("approve", FACTOR_4, open_ended=True),
        AMENDED,
        kinds.LetterIssued(record, "a", 1),
        kinds.LetterPrinted("L"),
        kinds.LetterDispatched("L", DAY, "R", ""),
        GROUNDS,
        kinds.RevocationWithdrawn("x"),
        kinds.RemovalConfirmed(("7",), DAY, "Jana"),
        kinds.RemovalConfirmed(("7",), DAY, "Ines", True),
        kinds.ConsentRecorded("Jana", DAY, "yes"),
        kinds.Deployed(DAY),
        kinds.Deployed(DAY, (Device("7"),)),
        kinds.ToldElsewhere("reinstated", ("x",), DAY, "R", "Petra"),
        kinds.DispatchCorrected("L", DAY, "R", "w"),
        kinds.DispatchCorrected("L", DAY, "R", "w", taken_back=True),
        kinds.DispatchCorrected("", DAY, "R", "w", "second", taken_back=True),
        kinds.DevicesJoined((Device("8"),), DAY, "Ines"),
        kinds.SerialCorrected("7\0\0", Device("8"), "w"),
        kinds.DeviceExchanged("7\0\0", Device("8"), DAY, "w"),
        kinds.DeedRetracted("d"),
        kinds.EditionPublished("2019-11", "d", DAY),
    ]
    told = [tell(fact) for fact in story(*bodies)]
    assert len(set(told)) == len(told)
    assert "months: 9" in told[9]
    assert told[-1] == "EditionPublished"


def test_facts_without_a_beginning_are_damage_and_no_case() -> None:
    """Quality, "Nothing lost": said in a sentence, wherever they are read."""
    with pytest.raises(StoreError, match="lacks its beginning"):
        fold(story(PARKED)[1:])
    with pytest.raises(StoreError, match="lacks its beginning"):
        fold([])
