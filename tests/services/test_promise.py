"""Promises of customers and reviews of approvals that run (rules C1, D1)."""

from datetime import date
from pathlib import Path

import pytest

from mmd_reviewer.domain.calendar_entry import (
    CANCELLED,
    DONE,
    PLANNED,
    PROMISE,
    REVIEW,
    Entry,
    days_late,
)
from mmd_reviewer.domain.calendar_words import why
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_state import flags, look_is_due
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.promise import review_due
from mmd_reviewer.domain.revocation_calendar import entries
from mmd_reviewer.services import decision, promise, removal, request_queue, revocation
from mmd_reviewer.services.read.case_page import read_page
from tests.making import DAY, FACTOR_4, GROUNDS, Course, assessed, day, receive, refused

TEXT = "Version 6.1 on every device"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A-0001 is in force, open-ended, without a revocation."""
    return Course(tmp_path)


def of(case: Case, code: str) -> list[Entry]:
    return [entry for entry in entries(case) if entry.code == code]


def test_c1_a_promise_is_asked_for_thirty_days_ahead_until_it_is_settled(course: Course) -> None:
    """C1: due on the day 30 days before; done on the day its end is recorded."""
    case = promise.make(course.on(0), course.case(), TEXT, day(100))
    (entry,) = of(case, PROMISE)
    assert (entry.day, entry.status) == (day(70), PLANNED)
    assert entry.note == "Version 6.1 on every device, due Wed 2027-03-03"
    case = promise.settle(course.on(80), case, 1, "Screenshot in the ticket.", kept=True)
    (entry,) = of(case, PROMISE)
    assert (entry.status, entry.done_on) == (DONE, day(80))
    assert flags(case, day(80)) == ()


def test_c1_one_that_is_near_is_asked_for_at_once(course: Course) -> None:
    """C1: never before it was made."""
    case = promise.make(course.on(3), course.case(), TEXT, day(10))
    assert of(case, PROMISE)[0].day == day(3)


def test_d1_a_broken_promise_flags_the_case_until_the_conditions_are_looked_at(
    course: Course,
) -> None:
    """D1: it starts a look and revokes nothing; a review or a revocation is one."""
    case = promise.make(course.on(0), course.case(), TEXT, day(10))
    case = promise.settle(course.on(11), case, 1, "Still version 6.0.", kept=False)
    assert "promise_broken" in flags(case, day(11))
    assert case.revocation is None
    page = read_page(course.on(11), case.number)
    assert "a promise was broken" in page.remark
    assert ("Promised by Thu 2026-12-03", "broken: Still version 6.0.") in [
        (said.heading, said.note) for said in page.why
    ]
    looked = promise.review(course.on(12), case, "All four hold.")
    assert "promise_broken" not in flags(looked, day(12))
    undone = request_queue.undo(course.on(12), looked)[0]
    revoked = revocation.revoke(course.on(12), undone, ["stability"], **GROUNDS)
    assert "promise_broken" not in flags(revoked, day(12))


@pytest.mark.parametrize(
    ("broken", "looked", "due"),
    [
        ((11,), (), True),
        ((11,), (10,), True),
        ((11,), (11,), False),
        ((11,), (10, 12), False),
        ((11, 20), (15,), True),
        ((11, 20), (20,), False),
    ],
)
def test_d1_a_look_is_due_after_the_last_promise_that_was_broken(
    course: Course, broken: tuple[int, ...], looked: tuple[int, ...], due: bool
) -> None:
    """D1: one on the day itself is a look; one before it is none."""
    case = course.case()
    for n in broken:
        case = promise.make(course.on(0), case, f"Done by day {n}", day(n))
    for n in sorted({*broken, *looked}):
        if n in broken:
            case = promise.settle(course.on(n), case, broken.index(n) + 1, "It is not.", kept=False)
        if n in looked:
            case = promise.review(course.on(n), case, "All four hold.")
    assert look_is_due(case) == due


def test_c1_an_approval_without_an_end_is_looked_at_every_year(course: Course) -> None:
    """C1, C5: from its start, then from the last look; a 29 February counts as 28."""
    case = course.case()
    assert review_due(case) == date(2027, 11, 23)
    (entry,) = of(case, REVIEW)
    assert (entry.day, entry.status, entry.uid) == (date(2027, 11, 23), PLANNED, "A-0001-V1")
    case = promise.review(course.on(370), case, "All four hold.")
    assert review_due(case) == date(2028, 11, 28)
    done, due = of(case, REVIEW)
    assert (done.uid, done.day, done.status) == ("A-0001-V1", date(2027, 11, 23), DONE)
    assert (done.done_on, days_late(done, day(400))) == (day(370), 5)
    assert (due.uid, due.day, due.status) == ("A-0001-V2", date(2028, 11, 28), PLANNED)


def test_c1_a_look_stays_where_it_was_due(course: Course) -> None:
    """C1: each keeps its place and its name, also once the case is decided anew."""
    case = promise.review(course.on(10), course.case(), "All four hold.")
    done, due = of(case, REVIEW)
    assert (done.uid, done.day, done.done_on) == ("A-0001-V1", date(2027, 11, 23), day(10))
    assert (due.uid, due.day) == ("A-0001-V2", date(2027, 12, 3))
    gone = removal.confirm_removal(course.on(20), case, [], day(20), "Jana")
    assert [entry.status for entry in of(gone, REVIEW)] == [DONE, CANCELLED]


def test_c1_an_approval_with_an_end_and_one_that_is_gone_are_not_asked_after(
    course: Course,
) -> None:
    """C1, D6: their end is on the calendar, or nothing carries it."""
    desk = course.on(0)
    ends = assessed(desk, FACTOR_4, ticket="MMD-7-T", timeline="3 months")
    assert of(decision.make(desk, ends, Proposal("approve")), REVIEW) == []
    declined = assessed(desk, FACTOR_4, ticket="MMD-8-T")
    assert of(decision.make(desk, declined, Proposal("decline", "No.")), REVIEW) == []
    gone = removal.confirm_removal(course.on(5), course.case(), [], day(5), "Jana")
    assert [entry.status for entry in of(gone, REVIEW)] == [CANCELLED]


def test_an_open_revocation_is_a_look(course: Course) -> None:
    """D1: no review is due beside it, and the calendars of others learn it."""
    (before,) = of(course.case(), REVIEW)
    (after,) = of(course.revoke(), REVIEW)
    assert (after.status, after.uid) == (CANCELLED, before.uid)
    assert after.sequence > before.sequence


def test_c1_the_look_at_an_approval_that_has_an_end_now_is_cancelled(course: Course) -> None:
    """C1, C7: exported before, it does not vanish from the calendars of others."""
    desk = course.on(0)
    case = assessed(desk, FACTOR_4, ticket="MMD-7-T", timeline="permanent")
    case = decision.make(desk, case, Proposal("approve"))
    (before,) = of(case, REVIEW)
    (after,) = of(
        decision.make(desk, case, Proposal("approve", "One year.", until=day(365))), REVIEW
    )
    assert (before.status, after.status, after.uid) == (PLANNED, CANCELLED, before.uid)
    assert after.sequence > before.sequence


def test_c1_what_is_refused(course: Course) -> None:
    """C1: nothing to promise on, no words, a past day, a promise settled or unknown."""
    desk, case = course.on(0), course.case()
    new = receive(desk, ticket="MMD-9-T")
    said = [
        refused(lambda: promise.make(desk, new, TEXT, day(9))),
        refused(lambda: promise.make(desk, case, "", day(9))),
        refused(lambda: promise.make(desk, case, TEXT, DAY)),
        refused(lambda: promise.settle(desk, case, 1, "Seen.", kept=True)),
        refused(lambda: promise.review(desk, new, "Holds.")),
        refused(lambda: promise.review(desk, case, " ")),
    ]
    assert {rule for rule, _ in said} == {"C1"}
    assert [field for _, field in said] == ["number", "text", "due", "promise", "number", "text"]
    case = promise.make(desk, case, TEXT, day(9))
    case = promise.settle(desk, case, 1, "Seen.", kept=True)
    assert refused(lambda: promise.settle(desk, case, 1, "Again.", kept=False)) == ("C1", "promise")


def test_undone_it_is_no_promise(course: Course) -> None:
    """C7: a deed that no letter told is taken back whole; on the calendar it is cancelled."""
    case = promise.make(course.on(0), course.case(), TEXT, day(100))
    (case,) = request_queue.undo(course.on(0), case)
    assert case.promises == ()
    assert [entry.status for entry in of(case, PROMISE)] == [CANCELLED]


def test_c1_each_date_says_how_it_came_about(course: Course) -> None:
    """C1: 30 days before the day promised; a year after the start."""
    case = promise.make(course.on(0), course.case(), TEXT, day(100))
    assert why(of(case, PROMISE)[0]) == "Rule C1: 30 days before Wed 2027-03-03, the day promised."
    assert why(of(case, REVIEW)[0]).startswith("Rule C1: as long after the approval began")


def test_of_two_promises_one_is_settled(course: Course) -> None:
    """C1: the other stays open; without its approval nothing is asked for any more."""
    desk = course.on(0)
    case = promise.make(desk, course.case(), TEXT, day(100))
    case = promise.make(desk, case, "A second one", day(50))
    case = promise.settle(desk, case, 2, "Seen.", kept=True)
    assert [row.settled for row in case.promises] == [None, DAY]
    asked = assessed(desk, FACTOR_4, ticket="MMD-9-T")
    asked = promise.make(desk, decision.make(desk, asked, Proposal("approve")), TEXT, day(9))
    asked = decision.make(desk, asked, Proposal("decline", "A new finding."))
    assert [entry.status for entry in of(asked, PROMISE)] == [CANCELLED]
