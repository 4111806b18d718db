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


def test_c10_an_end_of_cover_and_its_return_told_elsewhere_name_no_letter(course: Course) -> None:
    """C10, C9: what no letter told was told elsewhere, of cover as of everything else."""
    wish = Dispatch(day(95), "TEL-1")
    case = letter.told_elsewhere(
        course.on(95), [course.case()], "cover_ended", wish, "Petra Novak"
    )[0]
    rows = {row.what: row for row in owed.told(course.on(95), case)}
    assert (rows["cover_ended"].letter, rows["cover_ended"].on) == (ELSEWHERE, day(95))
    assert rows["cover_ended"].by == "elsewhere"
    assert rows["decision"].by == "by A-0001-L1"
    case = removal.confirm_removal(course.on(96), case, [LAPTOP.serial], day(96), "Jana")
    case = removal.reinstate(course.on(96), case, [LAPTOP.serial], "Clean since.")
    wish = Dispatch(day(97), "TEL-2")
    case = letter.told_elsewhere(course.on(97), [case], "reinstated", wish, "Petra Novak")[0]
    rows = {row.what: row for row in owed.told(course.on(97), case)}
    assert (rows["cover_back"].letter, rows["cover_back"].on) == (ELSEWHERE, day(97))


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
        ("withdrawn", "decline", True)
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


def rows_of(course: Course, days: int) -> dict[str, tuple[str, str, bool]]:
    found = owed.told(course.on(days), course.case())
    return {row.what: (row.holds, row.told, row.differs) for row in found}


def test_c10_what_was_told_of_a_course_that_is_over_differs(course: Course) -> None:
    """C10, D10: closed by removal, no letter tells it: notice, deadline and what was planned."""
    course.send(30, "second")
    every = [device.serial for device in course.case().devices]
    removal.confirm_removal(course.on(50), course.case(), every, day(50), "Jana")
    rows = rows_of(course, 50)
    assert rows["revocation"] == ("", "in notice", True)
    assert rows["deadline"] == ("", "2027-02-21", True)
    assert rows["notice_third"] == ("", "2027-01-22", True)


def test_c10_a_notice_that_was_given_is_planned_no_longer(course: Course) -> None:
    """C10: while the course runs that is no difference; nor does a later word on the deadline
    take back that an earlier day was told.
    """
    course.send(30, "second")
    assert rows_of(course, 31)["notice_third"] == ("2027-01-22", "2027-01-22", False)
    revocation.retime(course.on(65), course.case(), "agreement", day(120), "More time.")
    tell(course, 65, "retimed")
    rows = rows_of(course, 65)
    assert rows["notice_third"] == ("2027-01-22", "2027-01-22", False), "overdue, and told"
    assert rows["notice_final"][2] is False
    course.send(66, "third")
    assert not any(differs for _, _, differs in rows_of(course, 66).values())


def test_c10_d9_cover_given_back_is_told_by_its_letter(course: Course) -> None:
    """C10, D9: before it differs, after it does not, and again after it was lost anew."""
    tell(course, 91, "cover_ended")
    removal.confirm_removal(course.on(92), course.case(), [TABLET.serial], day(92), "Jana")
    removal.reinstate(course.on(93), course.case(), [TABLET.serial], "Clean since then.")
    assert rows_of(course, 93)["cover_back"] == ("2027-02-24, 1 device", "", True)
    tell(course, 94, "reinstated")
    back = "2027-02-24, 1 device"
    assert rows_of(course, 94)["cover_back"] == (back, back, False)
    removal.found_again(course.on(95), course.case(), [TABLET.serial], day(95), "Ines")
    assert "cover_back" not in rows_of(course, 95)
