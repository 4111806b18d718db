"""Notices beside the straight way: other days, corrections,
sent elsewhere, grounds (D1 to D5, D11).
"""

from pathlib import Path

import pytest

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_state import state
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.history import tell
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.domain.notice import warning
from mmd_reviewer.domain.revocation import Schedule
from mmd_reviewer.services import decision, letter, removal, request_queue, revocation
from tests.making import FACTOR_4, GROUNDS, LAPTOP, Course, assessed, day, receive, refused


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course(tmp_path)


def test_d3_a_first_notice_that_went_out_on_another_day(course: Course) -> None:
    """D3: with a reason the true day is day 0;
    the deadline is the later of day 90 and the day it names.
    """
    course.revoke()
    case, issued = letter.issue(course.on(0), course.case(), "notice_first", dated=day(2))
    number = issued.record.number
    assert refused(lambda: letter.dispatched(course.on(5), case, number, day(5), "R")) == (
        "D3",
        "on",
    )
    case = letter.dispatched(
        course.on(5), case, number, day(5), "R", "", "Posted by a colleague on Saturday"
    )
    assert case.revocation is not None
    assert case.revocation.dates == Schedule(day(5), day(95))
    assert "Reason: Posted by" in tell(case.facts[-1])


def test_d3_a_later_notice_out_of_its_days(course: Course) -> None:
    """D3, D5, D4: not before it may be, not after the deadline, even with a reason."""
    course.notified()
    case, issued = letter.issue(course.on(26), course.case(), "notice_second", dated=day(30))
    number = issued.record.number
    assert refused(
        lambda: letter.dispatched(course.on(26), case, number, day(26), "R", "", "why")
    ) == ("C4", "on")
    assert refused(
        lambda: letter.dispatched(course.on(91), case, number, day(91), "R", "", "why")
    ) == ("D4", "on")
    case = letter.dispatched(course.on(33), case, number, day(33), "R", "", "Posted late")
    assert case.revocation is not None
    assert case.revocation.sent["second"].on == day(33)
    # issued for a later day, then a longer deadline moved the final: dispatched too early for the
    # new one
    case, final = letter.issue(course.on(81), case, "notice_final", dated=day(83))
    assert refused(lambda: revocation.retime(course.on(81), case, "agreement", day(200), "")) == (
        "D7",
        "reason",
    )
    case = revocation.retime(course.on(81), case, "agreement", day(200), "More time.")
    stored = case.letter(final.record.number)
    assert stored is not None
    assert stored.void


def test_d11_a_dispatch_is_corrected_and_both_stay_visible(course: Course) -> None:
    """D11, C4: the corrected day counts, the deadline never moves earlier;
    refusals name the field.
    """
    case = course.notified()
    number = case.letters[-1].record.number
    later = course.on(9)
    for on, reference, reason, field in (
        (day(3), "R", " ", "correct"),
        (day(3), " ", "typo", "reference"),
        (day(10), "R", "typo", "on"),
        (day(-1), "R", "typo", "on"),
        (day(0), "MMD-0-R", "typo", "on"),
    ):
        act = lambda on=on, ref=reference, why=reason: letter.correct_dispatch(
            later, case, number, on, ref, why
        )
        assert refused(act) == ("D11", field)
    case = letter.correct_dispatch(
        later, case, number, day(3), "MMD-0-R", "It was posted on Thursday."
    )
    one = case.revocation
    assert one is not None
    assert one.dates == Schedule(day(3), day(93))
    assert one.sent["first"].corrected == ((day(0), "MMD-0-R"),)
    case = letter.correct_dispatch(later, case, number, day(1), "MMD-0-S", "On Tuesday after all.")
    assert case.revocation is not None
    assert case.revocation.dates == Schedule(day(1), day(93))
    assert len([fact for fact in case.facts if fact.kind == "DispatchCorrected"]) == 2
    assert refused(lambda: request_queue.undo(later, case)) == ("C7", "undo")
    case = course.send(31, "second")
    second = case.letters[-1].record.number
    case = letter.correct_dispatch(course.on(33), case, second, day(32), "R9", "Wednesday.")
    assert case.revocation is not None
    assert case.revocation.sent["second"].reference == "R9"
    case = revocation.retime(course.on(34), case, "agreement", day(120), "More time.")
    case = letter.correct_dispatch(course.on(35), case, number, day(2), "R8", "Wednesday it was.")
    assert case.revocation is not None
    assert case.revocation.dates == Schedule(day(2), day(120))


def test_d11_other_letters_are_corrected_too(course: Course) -> None:
    """D11: a letter of a decision, before any revocation, and one that was never dispatched."""
    desk = course.on(1)
    case = assessed(desk, FACTOR_4, ticket="MMD-2-X", timeline="permanent")
    case, issued = letter.issue(desk, decision.make(desk, case, Proposal("approve")))
    number = issued.record.number
    assert refused(lambda: letter.correct_dispatch(desk, case, number, day(1), "R", "w")) == (
        "D11",
        "letter",
    )
    assert refused(lambda: letter.prove(desk, case, number, "proof.png", b"x")) == ("C4", "letter")
    case = letter.dispatched(desk, case, number, day(1), "R")
    case = letter.correct_dispatch(desk, case, number, day(1), "R2", "Another number.")
    assert case.letters[-1].reference == "R2"
    case = letter.prove(desk, case, number, "proof.png", b"portal page")
    assert [row.name for row in case.letters[-1].proofs] == ["proof.png"]
    assert "Proof of the dispatch" in tell(case.facts[-1])
    assert not desk.store.verify().findings
    course.revoke(1)
    case = letter.correct_dispatch(
        course.on(1), course.case(), "A-0001-L1", day(1), "R3", "And another."
    )
    assert (case.letters[0].reference, case.letters[0].dispatched) == ("R3", day(1))


def test_d1_a_ground_found_later_is_marked_in_the_next_notice(course: Course) -> None:
    """D1, D2: marked with its day; it moves no date; the four contents stay word for word."""
    course.revoke()

    def add(days: int, conditions: list[str], why: str = "CVE-2026-1.") -> Case:
        return revocation.add_ground(
            course.on(days),
            course.case(),
            conditions,
            why=why,
            not_evident="Published in December.",
        )

    assert refused(lambda: add(0, ["security"])) == ("D1", "why")
    course.send(0, "first")
    dates = course.case().revocation
    assert refused(lambda: add(3, ["taste"])) == ("D1", "conditions")
    assert refused(lambda: add(3, ["security"], " ")) == ("D1", "why")
    case = add(3, ["security"])
    assert case.revocation is not None
    assert dates is not None
    assert case.revocation.dates == dates.dates
    assert "Ground added, security" in tell(case.facts[-1])
    case = course.send(30, "second")
    text = as_text(case.letters[-1].record)
    assert "Added on Thursday 26 November 2026:\nCVE-2026-1." in text
    assert all(words in text for words in GROUNDS.values())
    course.send(83, "final")
    assert refused(lambda: add(84, ["security"])) == ("D1", "number")


def test_d2_changed_devices_or_grounds_make_a_waiting_notice_anew(course: Course) -> None:
    """D2, C2: a notice that no longer says what is true is replaced when it is asked for again."""
    course.notified()
    case, old = letter.issue(course.on(29), course.case(), "notice_second", dated=day(30))
    case = removal.confirm_removal(course.on(29), case, [LAPTOP.serial], day(29), "Jana")
    case, new = letter.issue(course.on(29), case, "notice_second", dated=day(30))
    assert new.record.replaces == old.record.number
    assert LAPTOP.serial not in as_text(new.record)
    assert "What it said has changed." in as_text(new.record)
    case, again = letter.issue(course.on(29), case, "notice_second", dated=day(30))
    assert again == new


def test_d4_a_late_notice_says_how_many_days_are_left(course: Course) -> None:
    """D4: nothing moves by itself; the warning names the days left and those wanted."""
    case = course.notified()
    one = case.revocation
    assert one is not None
    assert warning(one, "final", day(83)) == ""
    assert "leaves 6 days, not 7 (rule D4)" in warning(one, "final", day(84))
    assert "leaves 28 days, not 30" in warning(one, "third", day(62))
    assert warning(one, "first", day(5)) == ""


def test_d1_a_proposed_letter_of_any_kind(course: Course) -> None:
    """D5: the preview refuses a notice that is not the one to issue;
    other letters are proposed as ever.
    """
    course.notified()
    desk, case = course.on(10), course.case()
    assert refused(lambda: letter.proposed(desk, case, "notice_final")) == ("D5", "notice")
    assert letter.proposed(desk, case, "approved").kind == "approved"
    case, issued = letter.issue(desk, case, "approved")
    assert issued.record.kind == "approved"


def test_d1_undeployed_and_unknown_cases_are_refused(course: Course) -> None:
    """D1: no revocation, no ground, no retiming on a case without one."""
    desk = course.on(0)
    fresh = receive(desk, ticket="MMD-9-X")
    assert refused(
        lambda: revocation.add_ground(desk, fresh, ["cost"], why="w", not_evident="n")
    ) == ("D1", "number")
    assert refused(lambda: revocation.retime(desk, fresh, "stay", day(99), "why")) == (
        "D1",
        "number",
    )


def test_d5_a_notice_that_can_still_be_given_is_not_passed_over(course: Course) -> None:
    """D5: only *missed* notices become not sent;
    on day 28 a third or final for its own day comes too soon.
    """
    course.notified()
    desk = course.on(28)
    assert refused(lambda: letter.issue(desk, course.case(), "notice_final", dated=day(83))) == (
        "D5",
        "notice",
    )
    assert refused(lambda: letter.issue(desk, course.case(), "notice_third", dated=day(60))) == (
        "D5",
        "notice",
    )
    _, third = letter.issue(course.on(58), course.case(), "notice_third", dated=day(60))
    assert "Second notice: Not sent; it was planned for Wednesday 23 December 2026" in as_text(
        third.record
    )


def test_d5_every_way_of_issuing_refuses_a_notice_that_is_not_due(course: Course) -> None:
    """D5: first, second and third are dispatched once per revocation;
    C2: a correction keeps the day it bears.
    """
    course.notified()
    assert refused(lambda: letter.issue(course.on(5), course.case(), "notice_final")) == (
        "D5",
        "notice",
    )
    assert refused(lambda: letter.issue(course.on(5), course.case(), "notice_first")) == (
        "D5",
        "notice",
    )
    desk = course.on(28)
    case, old = letter.issue(desk, course.case(), "notice_second", dated=day(30))
    assert letter.given_again(desk, case, "notice_second") == old
    case, new = letter.issue(desk, case, "notice_second", "A spelling mistake.")
    assert (new.record.day, new.record.replaces) == (day(30), old.record.number)
    assert letter.given_again(desk, case, "notice_first") == case.letters[1]
    assert letter.given_again(desk, case, "notice_final") is None


def test_d5_c2_letters_of_notices_that_are_not_sent_are_void(course: Course) -> None:
    """D5: several missed become *not sent* when the latest is dispatched;
    C2: never dispatched afterwards.
    """
    course.notified()
    _, second = letter.issue(course.on(28), course.case(), "notice_second", dated=day(30))
    case = course.send(60, "third")
    number = second.record.number
    act = lambda: letter.dispatched(course.on(61), case, number, day(61), "R", "", "late")
    assert refused(act) == ("C2", "letter")
    assert case.revocation is not None
    assert (case.revocation.not_sent, "second" in case.revocation.sent) == (("second",), False)


def test_d11_a_first_notice_is_not_corrected_to_after_a_later_one(course: Course) -> None:
    """D11, D2: all days count from the first notice,
    so what follows it cannot have been before it.
    """
    course.notified()
    course.send(30, "second")

    def act(on: int) -> Case:
        return letter.correct_dispatch(course.on(50), course.case(), "A-0001-L2", day(on), "R", "w")

    assert refused(lambda: act(31)) == ("D11", "on")
    case = act(4)
    assert case.revocation is not None
    assert case.revocation.dates == Schedule(day(4), day(94))


def test_d1_a_ground_reaches_the_customer(course: Course) -> None:
    """D1: added, marked, to the next notice: a final that waits without it is void;
    none after the deadline.
    """
    course.notified()
    course.send(30, "second")
    course.send(60, "third")
    _, waiting = letter.issue(course.on(80), course.case(), "notice_final", dated=day(83))
    case = revocation.add_ground(
        course.on(81), course.case(), ["security"], why="CVE-1.", not_evident="New."
    )
    stored = case.letter(waiting.record.number)
    assert stored is not None
    assert stored.void
    act = lambda: revocation.add_ground(
        course.on(90), course.case(), ["cost"], why="w", not_evident="n"
    )
    assert refused(act) == ("D1", "number")
    case = course.send(83, "final")
    assert "CVE-1." in as_text(case.letters[-1].record)


def test_d11_a_notice_of_a_revocation_that_is_over_is_corrected_too(course: Course) -> None:
    """D11: the corrected day counts in the course to which the notice belongs, and in no other."""
    course.notified()
    revocation.withdraw(course.on(10), course.case(), "A fixed driver.")
    course.revoke(20)
    course.send(20, "first")
    case = letter.correct_dispatch(
        course.on(30), course.case(), "A-0001-L2", day(2), "R", "It was Wednesday."
    )
    assert [one.dates for one in case.revocations] == [
        Schedule(day(2), day(92)),
        Schedule(day(20), day(110)),
    ]
    assert [state(case, day(on)) for on in (1, 2, 10, 20)] == [
        "in_force",
        "in_revocation",
        "in_force",
        "in_revocation",
    ]
    assert not course.on(30).store.verify().findings
