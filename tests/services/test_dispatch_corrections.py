"""A dispatch that was recorded wrongly, or never was:
what took effect by it follows (rules D11, C9, D7).
"""

import pytest

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_state import flags, state
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.domain.letters.owed import letters_next, letters_owed
from mmd_reviewer.services import appeal, decision, deployment, letter, removal, revocation
from tests.making import LAPTOP, Course, day, refused
from tests.services.course_steps import (
    DEADLINE,
    approved,
    deadline_of,
    kinds_owed,
    lengthen,
    one_of,
    shorten,
    tell,
)


def test_c9_d11_the_dispatch_of_a_worse_decision_is_corrected_or_taken_back(course: Course) -> None:
    """C9, D11: it holds from the corrected day; taken back,
    the told approval holds again and the letter is owed.
    """
    case = decision.make(
        course.on(3), approved(course.on(0)), Proposal("decline", "A new finding.")
    )
    told = case.holding
    case, issued = letter.issue(course.on(3), case, "declined")
    number = issued.record.number
    case = letter.dispatched(course.on(6), case, number, day(4), "R")
    assert refused(lambda: deployment.deploy(course.on(7), case, day(4), (LAPTOP,))) == (
        "D1",
        "number",
    )
    case = letter.correct_dispatch(
        course.on(6), case, number, day(6), "R", "It went out on Sunday."
    )
    assert (state(case, day(6)), letters_owed(case, day(6))) == ("declined", ())
    assert case.told[issued.tells[0]].on == day(6)
    deployed = deployment.deploy(course.on(7), case, day(4), (LAPTOP,))
    assert deployed.holding == told  # C9: dated before that dispatch it counts
    other = approved(course.on(0), "MMD-1470000-BBBBB")
    other = decision.make(course.on(3), other, Proposal("decline", "A new finding."))
    other, issued = letter.issue(course.on(3), other, "declined")
    other = letter.dispatched(course.on(4), other, issued.record.number, day(4), "R")
    other = letter.correct_dispatch(
        course.on(5), other, issued.record.number, day(4), "", "It was never sent.", taken_back=True
    )
    assert (state(other, day(5)), "decision_untold" in flags(other, day(5))) == ("approved", True)
    assert kinds_owed(other, 5) == ["declined"]


def test_d7_d11_the_dispatch_of_a_shortening_is_corrected(course: Course) -> None:
    """D7, D11: eight days are left from the true day;
    on the old deadline or later the shortening never held.
    """
    shorten(course, 10, 20)
    tell(course, 11, "retimed")
    number = course.case().letters[-1].record.number

    def corrected(on: int, recorded: int = 95) -> Case:
        return letter.correct_dispatch(
            course.on(recorded), course.case(), number, day(on), "R", "The wrong day."
        )

    assert deadline_of(course) == day(20)
    corrected(12, 12)
    # Eight days are left all the same
    assert (deadline_of(course), kinds_owed(course.case(), 12)) == (day(20), [])
    case = corrected(14, 14)
    assert (deadline_of(course), kinds_owed(case, 14)) == (day(22), ["retimed"])
    assert "New deadline: Tuesday 15 December 2026" in tell(course, 14, "retimed")
    assert kinds_owed(course.case(), 14) == []


def test_d7_d11_a_shortening_corrected_to_after_the_old_deadline_never_held(course: Course) -> None:
    """D7, D11: the old deadline came first, so that one holds again
    and no letter is owed of the other.
    """
    shorten(course, 10, 85)
    tell(course, 11, "retimed")
    number = course.case().letters[-1].record.number
    case = letter.correct_dispatch(
        course.on(92), course.case(), number, day(91), "R", "It lay about."
    )
    assert (deadline_of(course), one_of(case).shortening) == (DEADLINE, None)
    assert kinds_owed(case, 92) == ["cover_ended"]
    assert state(case, day(89)) == "in_revocation"


def test_d11_a_first_notice_is_taken_back_while_nothing_rests_on_it(course: Course) -> None:
    """D11: then no clock runs and the notice is to be given;
    after a later notice only a withdrawal helps.
    """
    number = course.case().letters[-1].record.number

    def taken_back(on: int) -> Case:
        desk = course.on(on)
        return letter.correct_dispatch(
            desk, course.case(), number, day(0), "", "It was never sent.", taken_back=True
        )

    case = taken_back(3)
    assert (state(case, day(3)), "revocation_prepared" in flags(case, day(3))) == ("in_force", True)
    assert letters_next(case, day(3))[0].kind == "notice_first"
    course.send(5, "first")
    assert deadline_of(course) == day(95)
    number = course.case().letters[-1].record.number
    course.send(35, "second")
    assert refused(lambda: taken_back(36)) == ("D11", "letter")
    assert deadline_of(course) == day(95)
    second = course.case().letters[-1].record.number
    case = letter.correct_dispatch(
        course.on(36), course.case(), second, day(35), "", "It was never sent.", taken_back=True
    )
    assert one_of(case).pending()[0] == ("second", day(35))


def first_taken_back(course: Course, on: int) -> Case:
    """The newest first notice was not dispatched at all."""
    sent = one_of(course.case()).sent["first"]
    return letter.correct_dispatch(
        course.on(on), course.case(), sent.letter, sent.on, "", "Never sent.", taken_back=True
    )


def test_d11_a_first_notice_taken_back_leaves_no_change_of_the_deadline_to_tell(
    course: Course,
) -> None:
    """D11, D3, C9: its corrected day had moved the deadline; with it that is gone,
    and the next first notice tells its own.
    """
    number = one_of(course.case()).sent["first"].letter
    case = letter.correct_dispatch(course.on(2), course.case(), number, day(2), "R", "A slip.")
    assert (deadline_of(course), "retimed" in kinds_owed(case, 2)) == (day(92), True)
    first_taken_back(course, 3)
    case = course.send(5, "first")
    assert (deadline_of(course), one_of(case).told) == (day(95), day(95))
    assert kinds_owed(case, 5) == []


def test_d11_d7_a_deadline_set_before_the_first_notice_does_not_rest_on_it(course: Course) -> None:
    """D11, D7: the notice can be taken back, and the next one tells that deadline;
    not when the deadline was changed after it, told or not.
    """
    first_taken_back(course, 3)
    lengthen(course, 4, 120)
    course.send(5, "first")
    case = first_taken_back(course, 6)
    assert one_of(case).dates is None
    case = course.send(7, "first")
    assert (deadline_of(course), kinds_owed(case, 7)) == (day(120), [])
    shorten(course, 8, 30)
    assert refused(lambda: first_taken_back(course, 8)) == ("D11", "letter")
    lengthen(course, 9, 130)
    assert refused(lambda: first_taken_back(course, 9)) == ("D11", "letter")


def test_d7_d11_a_shortening_taken_back_restores_the_final_notice_that_was_sent(
    course: Course,
) -> None:
    """D7, D11: the final of the old deadline went out before; with that deadline it holds again."""
    for on, notice in ((30, "second"), (60, "third"), (80, "final")):
        course.send(on, notice)
    shorten(course, 80, 88)
    tell(course, 80, "retimed")
    assert (deadline_of(course), one_of(course.case()).pending()) == (
        day(88),
        (("final", day(81)),),
    )
    number = course.case().letters[-1].record.number
    case = letter.correct_dispatch(
        course.on(81), course.case(), number, day(80), "", "It was never sent.", taken_back=True
    )
    assert (deadline_of(course), one_of(case).pending()) == (DEADLINE, ())
    assert one_of(case).sent["final"].on == day(80)
    assert kinds_owed(case, 81) == ["retimed"]


def test_d11_c9_another_letter_taken_back_is_owed_again(course: Course) -> None:
    """D11, C9: it moved no date, and moves none back."""
    appeal.raise_appeal(course.on(5), course.case(), day(5), "upgrade", "Version 6.1 is deployed.")
    tell(course, 6, "appeal_received")
    number = course.case().letters[-1].record.number
    case = letter.correct_dispatch(
        course.on(7), course.case(), number, day(6), "", "A slip.", taken_back=True
    )
    assert (deadline_of(course), kinds_owed(case, 7)) == (DEADLINE, ["appeal_received"])


def test_d7_d11_a_dispatch_taken_back_restores_the_old_deadline(course: Course) -> None:
    """D7, D11, C9: the shortening waits again, and so does its letter."""
    shorten(course, 10, 40)
    tell(course, 12, "retimed")
    number = course.case().letters[-1].record.number
    case = letter.correct_dispatch(
        course.on(13), course.case(), number, day(12), "", "It was never sent.", taken_back=True
    )
    assert (deadline_of(course), one_of(case).told) == (DEADLINE, DEADLINE)
    assert dict(one_of(case).pending()) == {"second": day(30), "third": day(60), "final": day(83)}
    assert kinds_owed(case, 13) == ["retimed"]
    assert not course.on(13).store.verify().findings


def test_c9_d11_what_a_notice_told_is_owed_again_when_its_dispatch_is_taken_back(
    course: Course,
) -> None:
    """C9, D11: the customer never got the notice that told the longer deadline."""
    lengthen(course, 10, 120)
    case = course.send(30, "second")
    number = case.letters[-1].record.number
    case = letter.correct_dispatch(
        course.on(31), case, number, day(30), "", "It was never sent.", taken_back=True
    )
    assert one_of(case).told == DEADLINE
    assert kinds_owed(case, 31) == ["retimed"]


def test_d11_the_first_notice_of_a_later_revocation_is_taken_back(course: Course) -> None:
    """D11: what happened in the revocation before it does not stand in the way."""
    course.send(30, "second")
    revocation.withdraw(course.on(40), course.case(), "A fixed driver.")
    course.revoke(50)
    course.send(50, "first")
    number = course.case().letters[-1].record.number
    case = letter.correct_dispatch(
        course.on(51), course.case(), number, day(50), "", "A slip.", taken_back=True
    )
    assert (state(case, day(51)), "revocation_prepared" in flags(case, day(51))) == (
        "in_force",
        True,
    )
    assert list(case.revocations[0].sent) == ["first", "second"]


def test_c9_d11_the_deadline_that_a_notice_named_was_not_told_if_it_never_went_out(
    course: Course,
) -> None:
    """C9, D11: an outcome's later deadline, named by the second notice alone; a later letter of
    the course that did go out and names it has told it all the same.
    """
    case = appeal.raise_appeal(course.on(5), course.case(), day(5), "upgrade", "Version 6.1")
    appeal.decide_appeal(course.on(6), case, "varied", "More time.", deadline=day(120))
    case = course.send(30, "second")
    number = case.letters[-1].record.number
    assert one_of(case).told == day(120)
    told = course.send(60, "third")
    case = letter.correct_dispatch(
        course.on(61), told, number, day(30), "", "It was never sent.", taken_back=True
    )
    assert one_of(case).told == day(120)
    case = letter.correct_dispatch(
        course.on(61),
        case,
        case.letters[-1].record.number,
        day(60),
        "",
        "Nor was this.",
        taken_back=True,
    )
    assert one_of(case).told == DEADLINE
    lengthen(course, 61, 150)
    text = tell(course, 61, "retimed")
    assert "Deadline until now: Sunday 21 February 2027" in text
    assert "New deadline: Thursday 22 April 2027" in text


def test_d11_d5_what_a_notice_that_never_went_out_had_passed_over_is_still_to_be_given(
    course: Course,
) -> None:
    """D11, D5: with the final taken back the third is missed, not passed over; where the deadline
    is then lengthened it is the latest due one. What a notice that stays had passed over stays.
    """
    case = course.send(83, "final")
    assert one_of(case).not_sent == ("second", "third")
    case = letter.correct_dispatch(
        course.on(84), case, case.letters[-1].record.number, day(83), "", "A slip.", taken_back=True
    )
    assert [name for name, _ in one_of(case).pending()] == ["second", "third", "final"]
    case = lengthen(course, 84, 200)
    assert one_of(case).next_notice(day(84)) == "third"
    course.send(84, "third")
    case = course.send(190, "final")
    case = letter.correct_dispatch(
        course.on(191), case, case.letters[-1].record.number, day(190), "", "No.", taken_back=True
    )
    assert (one_of(case).not_sent, one_of(case).next_notice(day(191))) == (("second",), "final")


@pytest.mark.parametrize(("first", "lengthened", "then"), [(2, 120, 120), (5, 93, 95)])
def test_d11_d2_c9_a_notice_tells_a_correction_and_a_retiming_of_one_day(
    course: Course, first: int, lengthened: int, then: int
) -> None:
    """D11, D2, C9: whichever came first, the notice names what was told and what holds."""
    number = one_of(course.case()).sent["first"].letter

    def corrected() -> None:
        letter.correct_dispatch(course.on(9), course.case(), number, day(first), "R", "A slip.")

    if then == lengthened:
        corrected()
    lengthen(course, 9, lengthened)
    if then != lengthened:
        corrected()
    case = course.send(35, "second")
    sent = case.letter(one_of(case).sent["second"].letter)
    assert sent is not None
    assert (deadline_of(course), sent.record.deadline) == (day(then), day(then))
    text = as_text(sent.record)
    assert "Deadline until now: Sunday 21 February 2027" in text
    assert "More time was agreed." in text
    assert kinds_owed(case, 35) == []


@pytest.mark.parametrize("kind", ["retimed", "appeal_outcome"])
def test_c9_d11_a_deadline_that_was_not_told_after_all_is_not_the_old_one(
    course: Course, kind: str
) -> None:
    """C9, D11: its letter never went out: old is what an earlier letter told, in every place."""
    desk = course.on(5)
    if kind == "retimed":
        case = revocation.retime(desk, course.case(), "agreement", day(120), "Agreed.")
    else:
        case = appeal.raise_appeal(desk, course.case(), day(5), "upgrade", "Version 6.1")
        case = appeal.decide_appeal(desk, case, "varied", "More time.", deadline=day(120))
    case, issued = letter.issue(desk, case, kind)
    case = letter.dispatched(desk, case, issued.record.number, day(5), "R")
    assert case.revocations[-1].told == day(120)
    case = letter.correct_dispatch(
        desk, case, issued.record.number, day(5), "", "It was never sent.", taken_back=True
    )
    assert case.revocations[-1].told == day(90)
    case = revocation.retime(desk, case, "agreement", day(150), "Again.")
    text = as_text(letter.issue(desk, case, "retimed")[1].record)
    assert "23 March" not in text
    assert "Sunday 21 February 2027" in text


def test_d9_d11_a_letter_that_names_no_deadline_is_taken_back(course: Course) -> None:
    """D9, D11: it is owed again; the deadline that was told stays what it was."""
    case = removal.confirm_removal(
        course.on(95), course.case(), [LAPTOP.serial], day(94), "Jana", reinstate="Clean."
    )
    told = case.revocations[-1].told
    case, issued = letter.issue(course.on(95), case, "reinstated")
    case = letter.dispatched(course.on(96), case, issued.record.number, day(96), "R")
    case = letter.correct_dispatch(
        course.on(97),
        case,
        issued.record.number,
        day(96),
        "",
        "It was never sent.",
        taken_back=True,
    )
    assert "reinstated" in kinds_owed(case, 97)
    assert case.revocations[-1].told == told


def test_d11_a_first_notice_does_not_go_out_after_its_revocation_was_withdrawn(
    course: Course,
) -> None:
    """D11, D8: on the day of the withdrawal it may have, as the course ended that day."""
    case = revocation.withdraw(course.on(5), course.case(), "It was our fault.")
    number = next(row.record.number for row in case.letters if row.record.kind == "notice_first")

    def corrected(on: int) -> Case:
        return letter.correct_dispatch(course.on(8), case, number, day(on), "R", "It went later.")

    assert refused(lambda: corrected(6)) == ("D11", "on")
    assert state(corrected(5), day(8)) == "in_force"
