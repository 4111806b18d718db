"""The control sheet: every date of a case with its rule
and its arithmetic (rules C1, D3, D7, E2).
"""

from dataclasses import replace
from pathlib import Path

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.control_sheet import ControlRow
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.services import (
    appeal,
    assessment,
    control_sheet,
    decision,
    letter,
    removal,
    request_queue,
    revocation,
)
from mmd_reviewer.services.desk import Desk
from tests.making import FACTOR_4, LAPTOP, Course, assessed, day, put_in_force, receive


def rows(desk: Desk, case: Case) -> dict[str, ControlRow]:
    """The rows of the sheet by what they are; of several the last."""
    return {row.what: row for row in control_sheet.read(desk, case).rows}


def retimed(course: Course, on: int, deadline: int, kind: str = "agreement") -> Case:
    """The deadline is changed on that day."""
    second = {} if kind == "agreement" else {"incident": "I-7", "approved_by": "Petra Novak"}
    return revocation.retime(
        course.on(on), course.case(), kind, day(deadline), "As agreed.", **second
    )


def test_c1_e2_the_start_of_an_approval_says_how_it_came_about(course: Course) -> None:
    """C1, E2: on the day of the decision, or of an extension the day after the old end;
    planned, then done.
    """
    old = assessed(course.on(0), FACTOR_4, ticket="MMD-1470000-AAAAA", timeline="3 months")
    old = put_in_force(
        course.on(0), decision.make(course.on(0), old, Proposal("approve")), day(0), (LAPTOP,)
    )
    start = rows(course.on(0), old)["Approval starts"]
    assert (start.day, start.standing, start.why) == (
        day(0),
        "done",
        "Rule C1: the day of the decision.",
    )
    desk = course.on(80)
    new = assessment.answer(
        desk, receive(desk, ticket="MMD-1470000-BBBBB", timeline="permanent"), FACTOR_4
    )
    new = request_queue.link(desk, new, desk.case(old.number), extends=True)
    new = decision.make(desk, new, Proposal("approve"))
    start = rows(desk, new)["Approval starts"]
    assert old.decision is not None
    assert old.decision.made.until == day(92)
    assert (start.day, start.standing) == (day(93), "planned")
    assert start.why == "Rules C1, E2: decided on Thu 2027-02-11, to start 13 days later."


def test_an_undecided_case_has_no_start(course: Course) -> None:
    """C1: only an approval has one; a parked case has the day of its return,
    a declined one no date at all.
    """
    case = assessed(course.on(0), FACTOR_4, ticket="MMD-1470000-AAAAA")
    (parked,) = request_queue.park(course.on(0), [case], day(9), "A study.")
    assert list(rows(course.on(0), parked)) == ["Parked until"]
    declined = decision.make(course.on(1), parked, Proposal("decline", "A new finding."))
    sheet = control_sheet.read(course.on(1), declined)
    assert [row.standing for row in sheet.rows] == ["cancelled"]
    assert (sheet.number, sheet.customer, sheet.day) == ("A-0002", "Fabrikam", day(1))


def test_d7_every_change_of_the_deadline_stands_in_the_sheet(course: Course) -> None:
    """D7, C9: later ones hold; a shortening is not told before its dispatch,
    and lapses with the old deadline.
    """
    retimed(course, 10, 100)
    case = retimed(course, 12, 60, "severe_incident")
    longer, shorter = (
        row
        for row in control_sheet.read(course.on(12), case).rows
        if row.what == "Deadline changed"
    )
    if longer.day < shorter.day:
        longer, shorter = shorter, longer
    assert (longer.day, longer.was, longer.standing) == (day(100), day(90), "holds")
    assert (
        longer.why
        == "Rule D7: agreement, 10 days later than Sun 2027-02-21, decided on Thu 2026-12-03."
    )
    assert (shorter.day, shorter.was, shorter.standing) == (day(60), day(100), "not told")
    assert (
        shorter.why
        == "Rule D7: severe incident, 40 days earlier than Wed 2027-03-03, decided on Sat "
        "2026-12-05."
    )
    ends = rows(course.on(12), case)["Cover ends"]
    assert (ends.day, ends.was, ends.standing) == (day(100), day(90), "planned")
    assert next(iter(rows(course.on(100), case))) == "Approval starts"
    late = [
        row.standing for row in control_sheet.read(course.on(100), case).rows if row.day == day(60)
    ]
    assert "lapsed" in late


def test_d3_a_deadline_moved_by_a_late_dispatch_says_so(tmp_path: Path) -> None:
    """D3: the true day of the first notice is day 0, and both deadlines are shown."""
    course = Course(tmp_path)
    course.revoke()
    case, issued = letter.issue(course.on(0), course.case(), "notice_first")
    case = letter.dispatched(
        course.on(4),
        case,
        issued.record.number,
        day(3),
        "MMD-3-R",
        reason="A colleague posted it on Thursday.",
    )
    moved = rows(course.on(4), case)["Deadline moved"]
    assert moved == ControlRow(
        "Deadline moved",
        day(93),
        day(90),
        "holds",
        "Rules D3, D11: moved by a dispatch recorded on Fri 2026-11-27.",
    )
    days = [row.day for row in control_sheet.read(course.on(4), case).rows]
    assert days == sorted(days)
    assert replace(moved, day=day(90)) not in rows(course.on(4), case).values()


def changes(desk: Desk, case: Case) -> list[tuple[str, str]]:
    """Standing and arithmetic of each change of the deadline, in order."""
    found = [row for row in control_sheet.read(desk, case).rows if row.what == "Deadline changed"]
    return [(row.standing, row.why) for row in found]


def test_d8_a_deadline_by_an_outcome_stands_in_the_sheet(course: Course) -> None:
    """D8: the outcome is named as what moved it, and what it replaced does not hold any more."""
    retimed(course, 10, 100)
    case = appeal.raise_appeal(course.on(12), course.case(), day(12), "upgrade", "Version 6.1.")
    case = appeal.decide_appeal(course.on(13), case, "varied", "A pilot.", deadline=day(150))
    assert changes(course.on(13), case) == [
        (
            "replaced",
            "Rule D7: agreement, 10 days later than Sun 2027-02-21, decided on Thu 2026-12-03.",
        ),
        (
            "holds",
            "Rule D8: outcome of the appeal, 50 days later than Wed 2027-03-03, decided on Sun "
            "2026-12-06.",
        ),
    ]
    found = rows(course.on(13), case)
    assert (found["Cover ends"].was, found["Final notice"].was) == (day(100), day(93))
    assert found["Cover ends"].why.startswith(
        "Rule D8: day 150, calendar days counted from the first notice"
    )


def test_d7_a_deadline_set_before_the_first_notice_is_not_that_of_the_course(
    tmp_path: Path,
) -> None:
    """D7: changed twice before day 0; the day is by the second change, not by the plan of D2."""
    course = Course(tmp_path)
    course.revoke()
    retimed(course, 0, 120)
    retimed(course, 0, 130)
    case = course.send(1, "first")
    decided = "decided on Mon 2026-11-23, before the first notice."
    assert changes(course.on(1), case) == [
        ("replaced", f"Rule D7: agreement, {decided}"),
        ("holds", f"Rule D7: agreement, {decided}"),
    ]
    assert rows(course.on(1), case)["Cover ends"].why.startswith("Rule D7: day 129,")


def test_d7_d10_a_change_of_a_course_that_closed_before_its_deadline_is_cancelled(
    course: Course,
) -> None:
    """D7, D10: no deadline runs any more."""
    retimed(course, 10, 100)
    case = removal.confirm_removal(course.on(20), course.case(), [], day(20), "Jana")
    assert [standing for standing, _ in changes(course.on(20), case)] == ["cancelled"]


def test_d4_a_notice_given_on_another_day_shows_both(course: Course) -> None:
    """D4, D5: its due day, and the day on which it was dispatched."""
    course.send(28, "second")
    second = rows(course.on(28), course.case())["Second notice"]
    assert (second.day, second.standing) == (day(30), "done")
    assert second.why.endswith(" Done on Mon 2026-12-21 (rule D4).")


def test_d5_d7_the_final_notice_of_a_deadline_that_changed_is_cancelled(course: Course) -> None:
    """D5, D7: one for each deadline that held before; one that was sent stands as sent."""
    retimed(course, 10, 100)
    course.send(93, "final")
    retimed(course, 94, 120)
    case = retimed(course, 95, 140)
    finals = [
        (row.day, row.standing)
        for row in control_sheet.read(course.on(95), case).rows
        if row.what == "Final notice"
    ]
    assert finals == [
        (day(83), "cancelled"),
        (day(93), "done"),
        (day(113), "cancelled"),
        (day(133), "planned"),
    ]


def test_d7_a_shortening_that_a_lengthening_voids_stays_on_the_sheet(course: Course) -> None:
    """D7: it was decided and never told; what was decided then has its place."""
    retimed(course, 10, 60, "severe_incident")
    case = retimed(course, 11, 100)
    found = changes(course.on(11), case)
    assert [standing for standing, _ in found] == ["void", "holds"]
    assert found[0][1].startswith("Rule D7: severe incident, 30 days earlier than Sun 2027-02-21")


def test_d7_before_the_first_notice_no_final_is_given_up(tmp_path: Path) -> None:
    """D7: a course that has not begun has no dates of notices."""
    course = Course(tmp_path)
    course.revoke()
    case = retimed(course, 0, 120)
    assert "Final notice" not in rows(course.on(0), case)
