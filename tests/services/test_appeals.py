"""Appeals from the first notice on, and what each outcome does to deadline,
devices and cover (rule D8).
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from mmd_reviewer.domain.case_state import flags, state
from mmd_reviewer.domain.cover import cover
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.history import tell
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.domain.period import LAST_DAY
from mmd_reviewer.domain.revocation import Lapse, Schedule
from mmd_reviewer.services import appeal, assessment, decision, letter, removal, revocation
from tests.making import (
    DAY,
    FACTOR_4,
    GROUNDS,
    LAPTOP,
    TABLET,
    Course,
    day,
    put_in_force,
    receive,
    refused,
)
from tests.services.appeal_steps import raised


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course(tmp_path)


def states(course: Course, on: int) -> dict[str, tuple[str, date | None]]:
    """Cover by serial number."""
    return {row.device.serial: (row.state, row.since) for row in cover(course.case(), day(on))}


def test_d8_an_appeal_at_any_time_from_the_first_notice_on(course: Course) -> None:
    """D8: refused before the first notice, in the future, without text, for no known ground."""
    desk = course.on(5)
    fresh = receive(desk, ticket="MMD-9-X")

    def said(
        received: int, grounds: str = "upgrade", text: str = "Version 6.1"
    ) -> Callable[[], object]:
        return lambda: appeal.raise_appeal(desk, course.case(), day(received), grounds, text)

    assert refused(lambda: appeal.raise_appeal(desk, fresh, day(5), "upgrade", "x")) == (
        "D8",
        "number",
    )
    course.revoke()
    assert refused(said(1)) == ("D8", "number")
    course.send(2, "first")
    assert refused(said(1)) == ("D8", "received")
    assert refused(said(6)) == ("D8", "received")
    assert refused(said(3, "wish")) == ("D8", "grounds")
    assert refused(said(3, text=" ")) == ("D8", "text")
    case = appeal.raise_appeal(desk, course.case(), day(3), "upgrade", "Version 6.1 is deployed.")
    assert flags(case, day(5)) == ("appeal_open",)
    assert case.revocation is not None
    assert case.revocation.dates == Schedule(day(2), day(92))
    case = appeal.raise_appeal(desk, case, day(4), "configuration", "And the module is off.")
    assert case.revocation is not None
    assert case.revocation.appeal is not None
    assert [one.grounds for one in case.revocation.appeal.raised] == ["upgrade", "configuration"]
    assert len(case.revocation.appeals) == 1
    assert "Appeal received on 2026-11-27, a changed configuration" in tell(case.facts[-1])
    _, issued = letter.issue(desk, case, "appeal_received")
    text = as_text(issued.record)
    assert "Received on Thursday 26 November 2026: an upgrade." in text
    assert "The appeal does not stop the course" in text
    assert letter.issue(desk, desk.case("A-0001"), "appeal_received")[1].record == issued.record
    case = appeal.raise_appeal(desk, desk.case("A-0001"), day(5), "other", "A video of it.")
    assert letter.issue(desk, case, "appeal_received")[1].record.number != issued.record.number


def test_d8_outcomes_need_an_open_appeal_a_reason_and_fit(course: Course) -> None:
    """D8: what each outcome may change."""
    course.notified()
    desk = course.on(10)

    def decided(outcome: str, reason: str = "Why", **more: object) -> Callable[[], object]:
        return lambda: appeal.decide_appeal(desk, course.case(), outcome, reason, **more)  # type: ignore[arg-type]

    assert refused(decided("stands")) == ("D8", "number")
    raised(course, 9)
    assert refused(decided("maybe")) == ("D8", "outcome")
    assert refused(decided("stands", " ")) == ("D8", "reason")
    assert refused(decided("stands", deadline=day(120))) == ("D8", "outcome")
    assert refused(decided("stands", terms="6.1 only")) == ("D8", "terms")
    assert refused(decided("varied")) == ("D8", "outcome")
    assert refused(decided("varied", deadline=day(90))) == ("D8", "deadline")
    assert refused(decided("varied", released=["nope"])) == ("D8", "devices")
    assert refused(decided("varied", released=[LAPTOP.serial, TABLET.serial, "T1"])) == (
        "D8",
        "devices",
    )
    assert refused(lambda: revocation.withdraw(desk, course.case(), "w")) == ("D8", "number")
    case = appeal.decide_appeal(desk, course.case(), "taken_back", "Jana Hofer took it back.")
    assert flags(case, day(10)) == ()
    assert "The appeal is taken back" in tell(case.facts[-1])


def test_d8_stands_leaves_the_schedule_as_it_is(course: Course) -> None:
    """D8: worked example R5; the outcome has its letter."""
    course.notified()
    raised(course, 45)
    case = appeal.decide_appeal(course.on(50), course.case(), "stands", "Version 6.1 hangs too.")
    assert case.revocation is not None
    assert case.revocation.dates == Schedule(day(0), day(90))
    _, issued = letter.issue(course.on(50), case, "appeal_outcome")
    text = as_text(issued.record)
    assert "The revocation stands, and its schedule is unchanged." in text
    assert "The deadline is Sunday 21 February 2027." in text
    assert "Third notice: Friday 22 January 2027" in text


def test_d8_withdrawn_puts_the_exemption_in_force_with_terms(course: Course) -> None:
    """D8: worked example R4; waiting notices are cancelled."""
    course.notified()
    _, waiting = letter.issue(course.on(44), course.case(), "notice_second")
    raised(course, 45)
    case = appeal.decide_appeal(
        course.on(46), course.case(), "withdrawn", "6.1 works.", terms="6.1 or newer."
    )
    assert (state(case, day(46)), case.revocation) == ("in_force", None)
    stored = case.letter(waiting.record.number)
    assert stored is not None
    assert stored.void
    _, issued = letter.issue(course.on(46), case, "appeal_outcome")
    assert "6.1 or newer." in as_text(issued.record)
    assert "The exemption is in force again" in as_text(issued.record)
    assert refused(lambda: letter.issue(course.on(46), course.case(), "revocation_withdrawn")) == (
        "C3",
        "kind",
    )
    assert refused(lambda: raised(course, 47)) == ("D8", "number")


def test_d8_varied_before_the_deadline(course: Course) -> None:
    """D8: later deadline, changed actions, devices released;
    still revoked; the next notice is marked.
    """
    course.notified()
    raised(course, 20)
    case = appeal.decide_appeal(
        course.on(25),
        course.case(),
        "varied",
        "The pilot may go on.",
        deadline=day(120),
        actions="Bring all but the pilot to version 6.2.",
        released=[TABLET.serial],
    )
    assert case.revocation is not None
    assert case.revocation.dates == Schedule(day(0), day(120))
    assert [device.serial for device in case.under_revocation(day(25))] == [LAPTOP.serial, "T1"]
    assert states(course, 26)[TABLET.serial] == ("covered", None)
    assert states(course, 130)[TABLET.serial] == ("covered", None)
    assert states(course, 130)[LAPTOP.serial] == ("not_covered", day(120))
    _, issued = letter.issue(course.on(25), case, "appeal_outcome")
    text = as_text(issued.record)
    for words in (
        "The deadline is now Tuesday 23 March 2027",
        "Bring all but the pilot",
        "may keep the exemption",
    ):
        assert words in text
    case = course.send(30, "second")
    text = as_text(case.letters[-1].record)
    assert "Changed on Friday 18 December 2026, after your appeal:\nBring all but the pilot" in text
    assert TABLET.serial not in text
    case = removal.confirm_removal(course.on(40), case, [LAPTOP.serial, "T1"], day(40), "Jana")
    assert (state(case, day(40)), case.revocations[-1].how_ended) == ("in_force", "removed")
    assert [device.serial for device in case.carrying(LAST_DAY)] == [TABLET.serial]


def test_d8_after_the_deadline_cover_comes_back_from_the_outcome_and_the_gap_stays(
    course: Course,
) -> None:
    """D8, D9: varied with a new deadline, then withdrawn after that one too."""
    course.notified()
    course.send(30, "second")
    course.send(60, "third")
    course.send(83, "final")
    assert states(course, 95)[LAPTOP.serial] == ("not_covered", day(90))
    raised(course, 95)
    passed = as_text(letter.issue(course.on(95), course.case(), "appeal_received")[1].record)
    assert "the deadline, the service level agreements no longer apply to any device" in passed
    desk = course.on(97)
    act = lambda: appeal.decide_appeal(desk, course.case(), "varied", "w", deadline=day(97))
    assert refused(act) == ("D8", "deadline")
    case = appeal.decide_appeal(
        desk, course.case(), "varied", "A new driver is tested.", deadline=day(130)
    )
    assert case.revocation is not None
    assert case.revocation.lapses == (Lapse(day(90), day(97)),)
    assert case.revocation.pending() == (("final", day(123)),)
    assert len(case.revocation.earlier_finals) == 1
    found = [states(course, on)[LAPTOP.serial] for on in (89, 90, 96, 97, 129, 130)]
    assert found == [
        ("in_notice", day(0)),
        ("not_covered", day(90)),
        ("not_covered", day(90)),
        ("in_notice", day(97)),
        ("in_notice", day(97)),
        ("not_covered", day(130)),
    ]
    assert [state(case, day(on)) for on in (90, 97, 130)] == [
        "cover_ended",
        "in_revocation",
        "cover_ended",
    ]
    text = as_text(letter.issue(desk, case, "appeal_outcome")[1].record)
    assert (
        "From Sunday 21 February 2027 on the service level agreements did not apply to any device"
        in text
    )
    course.send(123, "final")
    raised(course, 135)
    case = appeal.decide_appeal(course.on(140), course.case(), "withdrawn", "The new driver works.")
    assert [states(course, on)[LAPTOP.serial] for on in (139, 140)] == [
        ("not_covered", day(130)),
        ("covered", day(140)),
    ]
    assert state(case, day(141)) == "in_force"
    assert "The new driver works." in as_text(
        letter.issue(course.on(140), case, "appeal_outcome")[1].record
    )
    assert not course.on(140).store.verify().findings


def test_d8_missed_notices_stay_not_sent_when_cover_is_given_back(course: Course) -> None:
    """D4, D8: second and third missed; a new deadline has its own final only."""
    course.notified()
    raised(course, 92)
    case = appeal.decide_appeal(
        course.on(93), course.case(), "varied", "Our mistake.", deadline=day(120)
    )
    assert case.revocation is not None
    assert case.revocation.not_sent == ("second", "third")
    assert case.revocation.pending() == (("final", day(113)),)


def test_d8_an_appeal_after_everything_was_removed(course: Course) -> None:
    """D8, D9, D10: closed by late removals;
    a withdrawal gives cover back, there is nothing left to vary.
    """
    course.notified()
    case = removal.confirm_removal(course.on(95), course.case(), [], day(95), "Jana")
    assert (state(case, day(95)), case.revocation) == ("removed", None)
    raised(course, 96)
    text = as_text(letter.issue(course.on(96), course.case(), "appeal_received")[1].record)
    assert "The course has ended." in text
    desk = course.on(97)
    assert refused(
        lambda: appeal.decide_appeal(desk, course.case(), "varied", "w", deadline=day(200))
    ) == ("D8", "outcome")
    case = appeal.decide_appeal(desk, course.case(), "withdrawn", "It was the other driver.")
    assert states(course, 98)[LAPTOP.serial] == ("covered", day(97))
    assert state(case, day(98)) == "removed"
    assert case.revocations[-1].how_ended == "withdrawn"


def test_d8_stands_after_a_removal_closed_the_course(course: Course) -> None:
    """D8: the letter says that the course is over."""
    course.notified()
    removal.confirm_removal(course.on(20), course.case(), [], day(20), "Jana")
    raised(course, 21)
    case = appeal.decide_appeal(course.on(22), course.case(), "stands", "It hung all the same.")
    assert "The course of the revocation has ended." in as_text(
        letter.issue(course.on(22), case, "appeal_outcome")[1].record
    )


def test_d8_a_withdrawal_without_an_appeal_has_its_own_letter(course: Course) -> None:
    """D8: after the deadline the gap is told; before the first notice no customer knows of it."""
    course.revoke()
    case = revocation.withdraw(course.on(1), course.case(), "A mistake.")
    assert refused(lambda: letter.issue(course.on(1), course.case(), "revocation_withdrawn")) == (
        "C3",
        "kind",
    )
    course.revoke(2)
    course.send(2, "first")
    case = revocation.withdraw(course.on(99), course.case(), "A fixed driver.", "6.1 or newer.")
    text = as_text(letter.issue(course.on(99), case, "revocation_withdrawn")[1].record)
    assert "A fixed driver." in text
    assert "6.1 or newer." in text
    assert (
        "From Tuesday 23 February 2027 on the service level agreements did not apply to any device"
        in text
    )
    assert states(course, 100)[LAPTOP.serial] == ("covered", day(99))
    withdrawn = [fact for fact in case.facts if fact.kind == "RevocationWithdrawn"]
    assert [("Terms: 6.1 or newer." in tell(fact)) for fact in withdrawn] == [False, True]


def test_d8_a_withdrawal_after_a_timely_removal_tells_of_no_gap(course: Course) -> None:
    """D9: removed on or before the deadline, cover never ended:
    the letter must not say that it did.
    """
    course.notified()
    removal.confirm_removal(course.on(20), course.case(), [], day(20), "Jana")
    raised(course, 100)
    case = appeal.decide_appeal(
        course.on(101), course.case(), "withdrawn", "It was the other driver."
    )
    assert case.revocations[-1].lapses == ()
    text = as_text(letter.issue(course.on(101), case, "appeal_outcome")[1].record)
    assert "were without service-level cover" not in text
    assert "in force again" not in text
    assert "removed from every device" in text


def test_e1_a_withdrawal_after_the_end_does_not_say_in_force(tmp_path: Path) -> None:
    """E1: a revocation outlives expiry; when it is withdrawn the approval has still ended."""
    course = Course(tmp_path)
    desk = course.on(0)
    case = assessment.answer(desk, receive(desk, ticket="MMD-5-X", timeline="1 month"), FACTOR_4)
    case = put_in_force(desk, decision.make(desk, case, Proposal("approve")), DAY, (LAPTOP,))
    case, issued = letter.issue(
        desk, revocation.revoke(desk, case, ["cost"], **GROUNDS), "notice_first"
    )
    case = letter.dispatched(desk, case, issued.record.number, DAY, "R")
    case = revocation.withdraw(course.on(45), case, "A fixed driver.")
    assert state(case, day(45)) == "expired"
    text = as_text(letter.issue(course.on(45), case, "revocation_withdrawn")[1].record)
    assert "in force again" not in text
    assert "Its last day was Wednesday 23 December 2026: the approval has ended" in text
