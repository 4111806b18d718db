"""Notices that were given before this program was used (rules D1, D3 to D5, D11)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import NoticeSentElsewhere, ToldElsewhere
from mmd_reviewer.domain.history import tell
from mmd_reviewer.domain.letters.dispatch import Dispatch
from mmd_reviewer.domain.letters.promised import _notice_elsewhere
from mmd_reviewer.domain.revocation import Schedule
from mmd_reviewer.services import appeal, letter, request_queue, revocation
from mmd_reviewer.services.reference import other_case
from tests.making import Course, day, receive, refused


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course(tmp_path)


def test_d3_a_notice_sent_elsewhere_needs_a_second_person(course: Course) -> None:
    """D3: with reference and a second person of another name;
    it starts the clock as the first would have.
    """
    course.revoke()
    desk, case = course.on(40), course.case()

    def elsewhere(
        notice: str, on: int, reference: str = "MMD-9-Q", second: str = "Petra Novak"
    ) -> Callable[[], object]:
        return lambda: revocation.sent_elsewhere(
            desk, course.case(), notice, day(on), reference, second
        )

    assert refused(elsewhere("fifth", 1)) == ("D2", "notice")
    assert refused(elsewhere("second", 1)) == ("D3", "notice")
    assert refused(elsewhere("first", 41)) == ("D3", "for")
    assert refused(elsewhere("first", -1)) == ("D3", "for")
    assert refused(elsewhere("first", 1, " ")) == ("C4", "reference")
    assert refused(elsewhere("first", 1, second="ines moreau")) == ("D3", "second-person")
    case = revocation.sent_elsewhere(desk, case, "first", day(1), "MMD-9-Q", "Petra Novak")
    assert case.revocation is not None
    assert case.revocation.dates == Schedule(day(1), day(91))
    assert case.revocation.sent["first"].second_person == "Petra Novak"
    assert "as Petra Novak confirms" in tell(case.facts[-1])
    assert refused(elsewhere("first", 1)) == ("D5", "notice")
    case = revocation.sent_elsewhere(desk, case, "second", day(31), "MMD-9-S", "Petra Novak")
    assert (
        [notice for notice, _ in case.revocation.pending()] == ["third", "final"]
        if case.revocation
        else False
    )
    assert refused(lambda: request_queue.undo(desk, case)) == ("C7", "undo")
    with pytest.raises(Refused, match="once only"):
        letter.issue(desk, case, "notice_first")


def test_d11_a_notice_sent_elsewhere_is_corrected(course: Course) -> None:
    """D11: there is no letter to name; the notice is.

    Both stay visible, the days follow, letters made are void.
    """
    course.revoke()
    desk = course.on(40)

    def corrected(
        notice: str, on: int, reference: str = "MMD-9-Q", why: str = "A slip."
    ) -> Callable[[], Case]:
        return lambda: revocation.correct_elsewhere(
            desk, course.case(), notice, day(on), reference, why
        )

    assert refused(corrected("first", 1)) == ("D11", "notice")
    revocation.sent_elsewhere(desk, course.case(), "first", day(1), "MMD-9-Q", "Petra Novak")
    assert refused(corrected("first", 1)) == ("D11", "for")
    assert refused(corrected("first", 2, why=" ")) == ("D11", "correct")
    assert refused(corrected("first", 41)) == ("D3", "for")
    assert refused(corrected("first", -1)) == ("D3", "for")
    assert refused(corrected("first", 2, " ")) == ("C4", "reference")
    case, waiting = letter.issue(desk, course.case(), "notice_second")
    assert refused(corrected("second", 30)) == ("D11", "notice")
    case = corrected("first", 3)()
    one = case.revocation
    assert one is not None
    assert (one.dates, one.sent["first"].corrected) == (
        Schedule(day(3), day(93)),
        ((day(1), "MMD-9-Q"),),
    )
    assert [row.void for row in case.letters if row.record.number == waiting.record.number] == [
        True
    ]
    assert tell(case.facts[-1]).startswith(
        "Dispatch of the first notice corrected to 2026-11-26, reference MMD-9-Q"
    )
    revocation.sent_elsewhere(desk, course.case(), "second", day(34), "MMD-9-S", "Petra Novak")
    assert refused(corrected("first", 35)) == ("D11", "on")
    assert refused(corrected("second", 20)) == ("D5", "for")
    desk = course.on(95)
    assert refused(corrected("second", 94)) == ("D4", "for")
    case = corrected("second", 35, "MMD-9-S")()
    assert case.revocation is not None
    assert case.revocation.sent["second"].on == day(35)
    with pytest.raises(Refused, match="the dispatch of the second notice is corrected"):
        request_queue.undo(desk, case)


def test_d1_sent_elsewhere_needs_the_list_of_devices(tmp_path: Path) -> None:
    """D1: without devices no notice can have been given by this case."""
    course = Course(tmp_path, ())
    course.revoke()
    act = lambda: revocation.sent_elsewhere(
        course.on(5), course.case(), "first", day(1), "R", "Petra"
    )
    assert refused(act) == ("D1", "devices")


def test_d3_d4_d5_sent_elsewhere_keeps_the_days_of_the_course(course: Course) -> None:
    """D5: earlier than three days before is refused; D4:
    none after the deadline; C2: a letter that waits is void.
    """
    course.revoke()
    case, waiting = letter.issue(course.on(0), course.case(), "notice_first")

    def elsewhere(notice: str, on: int) -> Case:
        return revocation.sent_elsewhere(
            course.on(95), course.case(), notice, day(on), "MMD-9-Q", "Petra Novak"
        )

    case = elsewhere("first", 0)
    stored = case.letter(waiting.record.number)
    assert stored is not None
    assert stored.void
    assert refused(lambda: elsewhere("second", 5)) == ("D5", "for")
    assert refused(lambda: elsewhere("final", 94)) == ("D4", "for")
    case = elsewhere("second", 27)
    assert case.revocation is not None
    assert case.revocation.sent["second"].on == day(27)


def test_c10_a_notice_sent_elsewhere_told_the_deadline_of_its_own_course(course: Course) -> None:
    """C10: of an earlier revocation, with a newer one behind it;
    without any nothing is told but the day.
    """
    course.revoke()
    case = revocation.sent_elsewhere(
        course.on(5), course.case(), "first", day(1), "MMD-9-Q", "Petra Novak"
    )
    body = case.facts[-1].body
    assert isinstance(body, NoticeSentElsewhere)
    revocation.withdraw(course.on(6), case, "A fixed driver.")
    case = course.revoke(7)
    assert _notice_elsewhere(case, body) == (
        day(1),
        (("revocation", "in notice"), ("deadline", str(day(91)))),
    )
    assert _notice_elsewhere(replace(case, revocations=()), body) == (day(1), ())


def test_d3_another_cases_ticket_is_questioned_however_it_was_told(course: Course) -> None:
    """D3, C9: a notice sent elsewhere, and what was told elsewhere, as a dispatch is."""
    course.revoke()
    desk, other, why = course.on(1), "MMD-7654321-OTHER", "One message answered both."
    receive(desk, ticket=other, title="Another request", timeline="9 months")

    def sent(reason: str) -> Case:
        return revocation.sent_elsewhere(
            desk, course.case(), "first", day(1), other, "Petra Novak", reason
        )

    def told(reason: str) -> tuple[Case, ...]:
        wish = Dispatch(day(1), other.lower(), reason=reason)
        return letter.told_elsewhere(desk, [course.case()], "", wish, "Petra Novak")

    assert refused(lambda: sent("")) == ("D3", "reference")
    case = sent(why)
    assert isinstance(case.facts[-1].body, NoticeSentElsewhere)
    assert case.facts[-1].body.reason == why
    appeal.raise_appeal(desk, case, day(1), "upgrade", "An upgrade is planned.")
    assert refused(lambda: told(" ")) == ("D3", "reference")
    (case,) = told(why)
    assert isinstance(case.facts[-1].body, ToldElsewhere)
    assert case.facts[-1].body.reason == why


def test_c9_d11_what_was_told_elsewhere_stays_told_when_a_notice_never_went_out(
    course: Course,
) -> None:
    """C9, D11: the deadline told last is that of the first notice sent elsewhere, or of a change
    that was told elsewhere; what the second notice named was not told.
    """
    course.revoke()
    revocation.sent_elsewhere(course.on(2), course.case(), "first", day(0), "R", "Petra Novak")
    revocation.correct_elsewhere(course.on(2), course.case(), "first", day(0), "R2", "A slip.")
    case = appeal.raise_appeal(course.on(5), course.case(), day(5), "upgrade", "Version 6.1")
    appeal.decide_appeal(course.on(6), case, "varied", "More time.", deadline=day(120))

    def told_without_second(on: int) -> date | None:
        case = course.send(on, "second")
        number = case.letters[-1].record.number
        assert case.revocations[-1].told == day(120)
        case = letter.correct_dispatch(
            course.on(31), case, number, day(on), "", "It was never sent.", taken_back=True
        )
        return case.revocations[-1].told

    assert told_without_second(30) == day(90)
    wish = Dispatch(day(31), "R")
    letter.told_elsewhere(course.on(31), [course.case()], "", wish, "Petra Novak")
    assert told_without_second(31) == day(120)


def test_d3_a_cases_own_number_or_ticket_is_nobody_elses(course: Course) -> None:
    """D3, A5: however the ticket is spelled; of an unknown reference nobody is asked."""
    desk, case = course.on(0), course.case()
    for own in (case.number, case.request.ticket.lower(), " ", "MMD-0000000-NOONE"):
        assert other_case(desk, case, own) == ""
