"""An issued letter that a later export shows standing
in the ticket is offered for its dispatch (C4).
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.history import deed_to_undo, tell
from mmd_reviewer.domain.intake import Imported, ReadFile, Reading, ReadRow, StandingLetter
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.domain.request import LONGEST_TEXT, Post, Request, check_text
from mmd_reviewer.services import assessment, decision, intake, letter
from mmd_reviewer.services.desk import Desk
from tests.making import DAY, FACTOR_4, day, new_desk, request


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_desk(tmp_path)


def _issued(desk: Desk) -> Case:
    bring = [ReadFile("tickets.json", Reading("portal"), (ReadRow(1, request()),))]
    intake.carry_out(desk, intake.plan_import(desk, bring))
    case = assessment.answer(desk, desk.case("A-0001"), FACTOR_4)
    return letter.issue(desk, decision.make(desk, case, Proposal("approve", months=12)))[0]


def _standing(desk: Desk, *posts: Post) -> list[StandingLetter]:
    row = ReadRow(1, replace(request(), posts=posts))
    plan = intake.plan_import(desk, [ReadFile("tickets.json", Reading("portal"), (row,))])
    return list(plan.dispatches)


def test_a_letter_that_stands_in_the_ticket_is_offered_with_day_and_reference(desk: Desk) -> None:
    """C4: the program asks; it records nothing by itself."""
    case = _issued(desk)
    number = case.letters[0].record.number
    text = as_text(case.letters[0].record).replace("\n", "\r\n  ")
    found = _standing(desk, Post("Thank you for " + number, day(4)), Post("Hello\n" + text, day(2)))
    said = "Hello\n" + text
    assert found == [StandingLetter("A-0001", number, day(2), "MMD-1465058-R5V8P", True, said, "")]
    assert found[0].words() == f"{number} stands in the ticket since {day(2)}: record the dispatch?"
    assert desk.case("A-0001").letters[0].dispatched is None


def test_a_letter_that_is_only_named_is_said_to_be_named(desk: Desk) -> None:
    number = _issued(desk).letters[0].record.number
    found = _standing(desk, Post(f"See {number}, please", DAY))
    assert found[0].words() == f"{number} is named in the ticket since {DAY}: record the dispatch?"


@pytest.mark.parametrize(
    "post",
    [
        Post("Nothing of it", DAY),
        Post("A-0001-L12 or XA-0001-L1", DAY),
        Post("A-0001-L1 will come", date(2026, 11, 1)),
        Post("A-0001-L1"),
    ],
)
def test_another_number_a_day_before_it_and_no_day_are_no_sign(desk: Desk, post: Post) -> None:
    assert _issued(desk).letters[0].record.number == "A-0001-L1"
    assert _standing(desk, post) == []


def test_a_recorded_dispatch_is_not_offered_again(desk: Desk) -> None:
    case = _issued(desk)
    number = case.letters[0].record.number
    letter.dispatched(desk, case, number, DAY, "MMD-1465058-R5V8P")
    assert _standing(desk, Post(number, DAY)) == []


def test_a_note_that_is_too_long_is_refused() -> None:
    """A1."""
    with pytest.raises(Refused, match="note of the ticket"):
        check_text(replace(request(), posts=(Post("x" * (LONGEST_TEXT + 1)),)))


def _bring(desk: Desk, *rows: ReadRow, file: str = "later.json") -> Imported:
    return intake.carry_out(
        desk, intake.plan_import(desk, [ReadFile(file, Reading("portal"), rows)])
    )


def _notes_alone(*posts: Post, ticket: str = "MMD-1465058-R5V8P") -> ReadRow:
    return ReadRow(1, Request("", ticket=ticket, posts=posts), notes_only=True)


def test_recorded_from_the_ticket_the_note_is_the_proof(desk: Desk, tmp_path: Path) -> None:
    """C4: dispatch and proof with the day and the reference of the note."""
    _issued(desk)
    later = new_desk(tmp_path, day(5))
    found = _standing(later, Post("See A-0001-L1", day(4), "Ops"))[0]
    case = letter.stands_in_ticket(later, found)
    sent = case.letters[0]
    assert (sent.dispatched, sent.reference) == (day(4), "MMD-1465058-R5V8P")
    assert [proof.name for proof in sent.proofs] == [f"note of {day(4)}.txt"]
    kept = later.store.document(sent.proofs[0].sha256)
    assert kept is not None
    assert kept.content == f"Ticket MMD-1465058-R5V8P, {day(4)}, Ops\n\nSee A-0001-L1\n".encode()


def test_notes_of_a_later_export_are_kept_though_no_word_changed(desk: Desk) -> None:
    """A5: the words are known, the notes are new; they change no answer and come once."""
    _bring(desk, ReadRow(1, replace(request(), posts=(Post("one", DAY),))), file="first.json")
    assessment.answer(desk, desk.case("A-0001"), FACTOR_4)
    both = ReadRow(1, replace(request(), posts=(Post("one", DAY), Post("two", DAY, "Ops"))))
    plan = intake.plan_import(desk, [ReadFile("later.json", Reading("portal"), (both,))])
    assert [(row.result, row.why, row.stores) for row in plan.rows] == [
        ("skipped", "A-0001, 1 new note of the ticket", True)
    ]
    assert intake.carry_out(desk, plan).cases == ("A-0001",)
    case = desk.case("A-0001")
    assert case.newest.posts == (Post("one", DAY), Post("two", DAY, "Ops"))
    assert (len(case.versions), case.amended, case.answers.unconfirmed) == (1, False, frozenset())
    assert tell(case.facts[-1]) == "1 note of the ticket received from later.json."
    assert _bring(desk, both).cases == ()
    with pytest.raises(Refused, match="the notes stand in the ticket"):
        deed_to_undo(desk.case("A-0001"))


def test_a5_notes_alone_belong_to_a_case_that_is_known(desk: Desk) -> None:
    """A5: the preview says how many are new, or that no case has the ticket."""
    _bring(desk, ReadRow(1, request()))
    known = _notes_alone(Post("two", DAY), Post("three", DAY))
    unknown = _notes_alone(Post("two", DAY), ticket="MMD-7777777-ABCDE")
    plan = intake.plan_import(desk, [ReadFile("later.json", Reading("portal"), (known, unknown))])
    rows = [(row.result, row.number, row.notes_only, row.stores) for row in plan.rows]
    assert rows == [("skipped", "A-0001", True, True), ("failed", "", False, False)]
    assert plan.rows[0].why == "A-0001, 2 new notes of the ticket"
    assert "no case has it: import the ticket first" in plan.rows[1].why


def test_an_amendment_brings_its_notes_along(desk: Desk) -> None:
    _bring(desk, ReadRow(1, request()))
    _bring(
        desk, ReadRow(1, replace(request(), proposal="Another client.", posts=(Post("two", DAY),)))
    )
    case = desk.case("A-0001")
    assert (len(case.versions), case.newest.posts) == (2, (Post("two", DAY),))
    assert _bring(desk, _notes_alone(Post("two", DAY))).cases == ()


def test_the_notes_of_a_ticket_alone_belong_to_its_case(desk: Desk) -> None:
    """A5: found by the ticket; a ticket that no case has is said, and nothing is stored."""
    _issued(desk)
    done = _bring(desk, _notes_alone(Post("See A-0001-L1", DAY)))
    assert (done.cases, done.skipped, done.failed) == (("A-0001",), 1, 0)
    assert desk.case("A-0001").newest.posts == (Post("See A-0001-L1", DAY),)
    plan = intake.plan_import(
        desk, [ReadFile("n.json", Reading("portal"), (_notes_alone(Post("A-0001-L1", DAY)),))]
    )
    assert [found.letter for found in plan.dispatches] == ["A-0001-L1"]
    other = _bring(desk, _notes_alone(Post("x", DAY), ticket="MMD-9999999-ABCDE"))
    assert other.problems[0].message == (
        "These are the notes of ticket MMD-9999999-ABCDE, and no case has it: import the ticket "
        "first."
    )
    long = _bring(desk, _notes_alone(Post("x" * (LONGEST_TEXT + 1), DAY)))
    assert "note of the ticket" in long.problems[0].message
