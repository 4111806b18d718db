"""What the customer was told, beside what holds (rule C10)."""

from pathlib import Path

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.letters.dispatch import Dispatch
from mmd_reviewer.domain.letters.promised import ELSEWHERE
from mmd_reviewer.services import decision, letter, owed, removal, revocation
from tests.making import FACTOR_4, LAPTOP, TABLET, Course, assessed, day
from tests.services.course_steps import tell


def test_c10_notices_sent_elsewhere_tell_too(tmp_path: Path) -> None:
    """C10, D3: the first tells the deadline of the course plan; a later one tells no new date."""
    course = Course(tmp_path)
    course.revoke()
    assert {row.what for row in owed.told(course.on(5), course.case())} == {
        "decision",
        "first_day",
        "last_day",
    }
    revocation.sent_elsewhere(
        course.on(40), course.case(), "first", day(1), "MMD-9-Q", "Petra Novak"
    )
    case = revocation.sent_elsewhere(
        course.on(40), course.case(), "second", day(31), "MMD-9-S", "Petra Novak"
    )
    rows = {row.name: row for row in owed.told(course.on(40), case)}
    assert (rows["Revocation"].told, rows["Revocation"].letter, rows["Revocation"].on) == (
        "in notice",
        ELSEWHERE,
        day(1),
    )
    assert (rows["Deadline"].told, rows["Deadline"].on, rows["Deadline"].differs) == (
        "2027-02-22",
        day(1),
        False,
    )
    assert (rows["Third notice planned"].holds, rows["Third notice planned"].told) == (
        "2027-01-23",
        "",
    )
    assert [
        row.told for row in owed.told(course.on(40), case, day(0)) if row.what == "deadline"
    ] == []


def test_c10_what_holds_of_cover_and_of_a_decline(course: Course) -> None:
    """C10: without cover since the deadline, told or not;
    of a decline only that it is one; at first nothing.
    """
    rows = {row.what: row for row in owed.told(course.on(95), course.case())}
    assert (rows["cover_ended"].holds, rows["cover_ended"].told, rows["cover_ended"].differs) == (
        "2027-02-21, 2 devices",
        "",
        True,
    )
    tell(course, 95, "cover_ended")
    rows = {row.what: row for row in owed.told(course.on(95), course.case())}
    assert (rows["cover_ended"].told, rows["cover_ended"].differs) == (
        "2027-02-21, 2 devices",
        False,
    )
    desk = course.on(0)
    case = assessed(desk, FACTOR_4, ticket="MMD-1470000-AAAAA")
    assert owed.told(desk, case) == ()
    assert owed.told(desk, case, day(-1)) == ()
    case = decision.make(desk, case, Proposal("decline", "A new finding."))
    assert [(row.what, row.holds, row.told) for row in owed.told(desk, case)] == [
        ("decision", "decline", "")
    ]
    (case,) = letter.told_elsewhere(
        desk, [case], "declined", Dispatch(day(0), "Mail 7"), "Petra Novak"
    )
    assert [(row.holds, row.told) for row in owed.told(desk, case)] == [("decline", "decline")]
    case = decision.make(desk, case, Proposal("withdrawn", "The site closes."))
    assert [(row.holds, row.told, row.differs) for row in owed.told(desk, case)] == [
        ("", "decline", False)
    ]


def test_c10_d9_cover_is_told_device_by_device(course: Course) -> None:
    """C10, D9: a device found later is without cover since another day,
    told by a letter of its own.
    """
    removal.confirm_removal(course.on(80), course.case(), [TABLET.serial], day(80), "Jana")
    tell(course, 95, "cover_ended")
    case = removal.found_again(course.on(100), course.case(), [TABLET.serial], day(98), "Ines")

    def rows(case: Case) -> list[tuple[str, str, bool]]:
        found = owed.told(course.on(100), case)
        return [
            (row.holds, row.told, row.differs) for row in found if row.name == "Without cover since"
        ]

    first, later = "2027-02-21, 1 device", "2027-03-01, 1 device"
    assert rows(case) == [(first, first, False), (later, "", True)]
    tell(course, 100, "cover_ended")
    assert rows(course.case()) == [(first, first, False), (later, later, False)]
    removal.confirm_removal(
        course.on(100), course.case(), [LAPTOP.serial, TABLET.serial], day(99), "Jana"
    )
    case = removal.reinstate(course.on(100), course.case(), [LAPTOP.serial], "Clean since day 99.")
    assert rows(case) == [("", first, True), (later, later, False)]
    tell(course, 100, "reinstated")
    assert rows(course.case()) == [(later, later, False)]
