"""The control sheet: every date of a case with its rule and its arithmetic (rules C1, D3, D7, E2)."""

from dataclasses import replace
from pathlib import Path

import pytest

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.control_sheet import ControlRow
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.services import assessment, control_sheet, decision, letter, request_queue, revocation
from mmd_reviewer.services.desk import Desk
from tests.making import FACTOR_4, LAPTOP, Course, assessed, day, put_in_force, receive


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """The first notice went out on day 0."""
    made = Course(tmp_path)
    made.notified()
    return made


def rows(desk: Desk, case: Case) -> dict[str, ControlRow]:
    """The rows of the sheet by what they are; of several the last."""
    return {row.what: row for row in control_sheet.read(desk, case).rows}


def retimed(course: Course, on: int, deadline: int, kind: str = "agreement") -> Case:
    """The deadline is changed on that day."""
    second = {} if kind == "agreement" else {"incident": "I-7", "approved_by": "Petra Novak"}
    return revocation.retime(course.on(on), course.case(), kind, day(deadline), "As agreed.", **second)


def test_c1_e2_the_start_of_an_approval_says_how_it_came_about(course: Course) -> None:
    """C1, E2: on the day of the decision, or of an extension the day after the old end; planned, then done."""
    old = assessed(course.on(0), FACTOR_4, ticket="MMD-1470000-AAAAA", timeline="3 months")
    old = put_in_force(course.on(0), decision.make(course.on(0), old, Proposal("approve")), day(0), (LAPTOP,))
    start = rows(course.on(0), old)["Approval starts"]
    assert (start.day, start.standing, start.why) == (day(0), "done", "Rule C1: the day of the decision.")
    desk = course.on(80)
    new = assessment.answer(desk, receive(desk, ticket="MMD-1470000-BBBBB", timeline="permanent"), FACTOR_4)
    new = request_queue.link(desk, new, desk.case(old.number), extends=True)
    new = decision.make(desk, new, Proposal("approve"))
    start = rows(desk, new)["Approval starts"]
    assert old.decision is not None
    assert old.decision.made.until == day(92)
    assert (start.day, start.standing) == (day(93), "planned")
    assert start.why == "Rules C1, E2: decided on Thu 2027-02-11, to start 13 days later."


def test_an_undecided_case_has_no_start(course: Course) -> None:
    """C1: only an approval has one; a parked case has the day of its return, a declined one no date at all."""
    case = assessed(course.on(0), FACTOR_4, ticket="MMD-1470000-AAAAA")
    (parked,) = request_queue.park(course.on(0), [case], day(9), "A study.")
    assert list(rows(course.on(0), parked)) == ["Parked until"]
    declined = decision.make(course.on(1), parked, Proposal("decline", "A new finding."))
    sheet = control_sheet.read(course.on(1), declined)
    assert [row.standing for row in sheet.rows] == ["cancelled"]
    assert (sheet.number, sheet.customer, sheet.day) == ("A-0002", "Fabrikam", day(1))


def test_d7_every_change_of_the_deadline_stands_in_the_sheet(course: Course) -> None:
    """D7, C9: later ones hold; a shortening is not told before its dispatch, and lapses with the old deadline."""
    retimed(course, 10, 100)
    case = retimed(course, 12, 60, "severe_incident")
    longer, shorter = (row for row in control_sheet.read(course.on(12), case).rows if row.what == "Deadline changed")
    if longer.day < shorter.day:
        longer, shorter = shorter, longer
    assert (longer.day, longer.was, longer.standing) == (day(100), day(90), "holds")
    assert longer.why == "Rule D7: agreement, 10 days later, decided on Thu 2026-12-03."
    assert (shorter.day, shorter.was, shorter.standing) == (day(60), day(100), "not told")
    assert shorter.why == "Rule D7: severe incident, 40 days earlier, decided on Sat 2026-12-05."
    ends = rows(course.on(12), case)["Cover ends"]
    assert (ends.day, ends.was, ends.standing) == (day(100), day(90), "planned")
    assert next(iter(rows(course.on(100), case))) == "Approval starts"
    late = [row.standing for row in control_sheet.read(course.on(100), case).rows if row.day == day(60)]
    assert "lapsed" in late


def test_d3_a_deadline_moved_by_a_late_dispatch_says_so(tmp_path: Path) -> None:
    """D3: the true day of the first notice is day 0, and both deadlines are shown."""
    course = Course(tmp_path)
    course.revoke()
    case, issued = letter.issue(course.on(0), course.case(), "notice_first")
    case = letter.dispatched(
        course.on(4), case, issued.record.number, day(3), "MMD-3-R", reason="A colleague posted it on Thursday."
    )
    moved = rows(course.on(4), case)["Deadline moved"]
    assert moved == ControlRow(
        "Deadline moved", day(93), day(90), "holds", "Rules D3, D11: moved by a dispatch recorded on Fri 2026-11-27."
    )
    days = [row.day for row in control_sheet.read(course.on(4), case).rows]
    assert days == sorted(days)
    assert replace(moved, day=day(90)) not in rows(course.on(4), case).values()
