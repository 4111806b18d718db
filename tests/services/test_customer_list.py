"""Every customer in a list and found by words, on a store (rules A5, D9)."""

from pathlib import Path

from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.letters.dispatch import Dispatch
from mmd_reviewer.services import appeal, assessment, customers, decision, letter, removal
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.customer_list import (
    CustomerLine,
    find_customers,
    find_devices,
    read_customers,
)
from mmd_reviewer.services.read.customer_page import read_customer
from mmd_reviewer.services.read.device_page import (
    course_words,
    former_words,
    read_device,
    told_words,
)
from tests.making import (
    DEVICES,
    FACTOR_4,
    LAPTOP,
    TABLET,
    TESTER,
    Course,
    day,
    put_in_force,
    receive,
    refused,
)
from tests.services.course_steps import lengthen, tell


def with_another(course: Course, customer: str) -> Desk:
    """A second exemption, of another spelling, on two devices of the first; day 95."""
    desk = course.on(0)
    case = receive(
        desk, customer=customer, ticket="MMD-7", title="Zebra driver", timeline="permanent"
    )
    case = decision.make(desk, assessment.answer(desk, case, FACTOR_4), Proposal("approve"))
    put_in_force(desk, case, devices=(TABLET, TESTER, Device("S9", "HP", "Elite", "PC-9")))
    return course.on(95)


def line(desk: Desk, name: str) -> CustomerLine:
    return next(row for row in read_customers(desk) if row.name == name)


def test_a5_the_list_counts_what_the_page_counts_before_and_after_a_joining(course: Course) -> None:
    """A5, D9: a device under both spellings counts once when they are one customer."""
    desk = with_another(course, "Fabrikam Ltd")
    one, other = line(desk, "Fabrikam"), line(desk, "Fabrikam Ltd")
    assert (one.in_revocation, one.revoked, one.test) == (1, 2, 1)
    assert (other.in_force, other.revoked, other.test) == (1, 0, 1)
    customers.join(desk, "Fabrikam Ltd", "Fabrikam")
    (both,) = read_customers(desk)
    assert (both.revoked, both.test, both.in_force, both.in_revocation) == (2, 1, 1, 1)
    page = read_customer(desk, "fabrikam ltd")
    assert (page.name, page.joined, page.out_by) == ("Fabrikam", ("Fabrikam Ltd",), (2, 1))
    assert page.devices == 4
    (tablet,) = [row for row in page.out if row.device.serial == TABLET.serial]
    assert [said.number for said in tablet.because] == ["A-0001"]
    customers.part(desk, "Fabrikam Ltd")
    assert (line(desk, "Fabrikam"), line(desk, "Fabrikam Ltd")) == (one, other)


def test_customers_and_devices_are_found_by_words(course: Course) -> None:
    """Names that begin with the words come first; each serial number once."""
    desk = with_another(course, "New Fabrikam")
    assert [row.name for row in find_customers(desk, "fab", 4)] == ["Fabrikam", "New Fabrikam"]
    assert find_customers(desk, " ", 4) == find_customers(desk, "zz", 4) == []
    assert [row.serial for row in find_devices(desk, "5c", 4)] == [TABLET.serial]
    assert [row.serial for row in find_devices(desk, "pc-", 4)] == ["S9"]
    assert refused(lambda: read_customer(desk, "Adatum")) == ("A5", "name")


def test_d9_the_page_of_a_device(course: Course) -> None:
    """D9, C10: the worst of its exemptions, since when; the letters that named it."""
    desk = with_another(course, "Fabrikam")
    page = read_device(desk, "5cg1")
    assert (page.device, page.worst.state, page.worst.since) == (TABLET, "not_covered", day(90))
    assert [(row.case.number, row.cover.state) for row in page.carried] == [
        ("A-0001", "not_covered"),
        ("A-0002", "covered"),
    ]
    assert [course_words(row) for row in page.carried] == [
        "Cover ended, ended Sun 2027-02-21",
        "In force",
    ]
    assert [told_words(told) for told in page.carried[0].told] == [
        "First notice A-0001-L2, Mon 2026-11-23"
    ]
    assert read_device(desk, "PC-9").device.serial == "S9"
    assert read_device(desk, LAPTOP.serial, day(10)).worst.state == "in_notice"
    assert refused(lambda: read_device(desk, "nobody")) == ("", "serial")


def test_c10_a_device_page_says_what_was_told_elsewhere(course: Course) -> None:
    """C10, C9: no letter has a number there; each telling stands by itself."""
    wish = Dispatch(day(91), "TEL-1")
    desk = course.on(91)
    case = letter.told_elsewhere(desk, [desk.case("A-0001")], "cover_ended", wish, "Petra Novak")[0]
    removal.confirm_removal(course.on(93), case, [TABLET.serial], day(89), "Jana")
    wish = Dispatch(day(94), "TEL-2")
    letter.told_elsewhere(course.on(94), [course.case()], "reinstated", wish, "Petra Novak")
    (row,) = read_device(course.on(95), TABLET.serial).carried
    assert [told_words(told) for told in row.told] == [
        "First notice A-0001-L2, Mon 2026-11-23",
        "End of cover told elsewhere, Mon 2027-02-22",
        "Cover given back told elsewhere, Thu 2027-02-25",
    ]


def test_d9_an_exchanged_and_a_corrected_device_show_what_stood_before(course: Course) -> None:
    """D9: a corrected number leads to the machine; an exchanged one stays a device of its own."""
    desk = course.on(10)
    new = Device("5CG8", "HP", "Elite", "PC-8")
    case = removal.exchange(desk, desk.case("A-0001"), TABLET.serial, new, day(10), "Broken.")
    right = Device("5CG9", "HP", "Elite", "PC-8")
    removal.correct_serial(desk, case, "5CG8", right, "Misread.")
    for asked in ("5CG9", "5cg8", "PC-8"):
        page = read_device(desk, asked)
        assert page.device.serial == "5CG9", asked
        assert [former_words(row) for row in page.formers] == [
            "5CG1, exchanged Thu 2026-12-03",
            "5CG8, corrected Thu 2026-12-03",
        ]
    old = read_device(desk, "5CG1")
    assert (old.worst.state, old.formers) == ("removed", ())
    assert course_words(old.carried[0]) == "Carries it no more"


def test_an_empty_store_has_no_customers(tmp_path: Path) -> None:
    desk = Course(tmp_path, DEVICES[:1]).on(0)
    assert [row.name for row in read_customers(desk)] == ["Fabrikam"]
    assert read_customer(desk, "Fabrikam").out == ()


def test_d8_a_released_device_has_no_last_day_to_act(course: Course) -> None:
    """D8, D9: what an appeal released is covered; the revocation runs on for the others."""
    appeal.raise_appeal(course.on(20), course.case(), day(20), "upgrade", "Version 6 is deployed.")
    appeal.decide_appeal(
        course.on(25), course.case(), "varied", "It was upgraded.", released=[TABLET.serial]
    )
    (tablet,) = read_device(course.on(26), TABLET.serial).carried
    (laptop,) = read_device(course.on(26), LAPTOP.serial).carried
    assert tablet.cover.state == "covered"
    assert course_words(tablet) == "Released from the revocation"
    assert course_words(laptop) == "In revocation, last day to act Sun 2027-02-21"
    (late,) = read_device(course.on(95), TABLET.serial).carried
    assert course_words(late) == "Released from the revocation"
    (before,) = read_device(course.on(26), TABLET.serial, day(24)).carried
    assert course_words(before) == "In revocation, last day to act Sun 2027-02-21"


def test_d9_the_page_of_a_day_before_the_first_notice_tells_no_deadline(tmp_path: Path) -> None:
    """D9: cover is for any date; before the first notice nothing ended."""
    course = Course(tmp_path)
    course.revoke(10)
    course.send(10, "first")
    (row,) = read_device(course.on(11), LAPTOP.serial, day(9)).carried
    assert (row.cover.state, course_words(row)) == ("covered", "In force")


def test_c10_of_letters_of_one_day_the_one_issued_last_was_told_last(course: Course) -> None:
    """C10: the tenth letter comes after the ninth."""
    for on in range(1, 6):
        lengthen(course, on, 100 + on)
        tell(course, on, "retimed")
    appeal.raise_appeal(course.on(7), course.case(), day(7), "upgrade", "Version 6 is deployed.")
    tell(course, 7, "appeal_received")
    appeal.decide_appeal(course.on(7), course.case(), "stands", "The stop errors go on.")
    tell(course, 7, "appeal_outcome")
    lengthen(course, 7, 107)
    tell(course, 7, "retimed")
    found = read_customer(course.on(8), "Fabrikam")
    assert found.told is not None
    assert (found.told.row.letter, found.told.row.what) == ("A-0001-L10", "deadline")


def test_c10_a_letter_is_told_of_a_device_from_its_dispatch_on(tmp_path: Path) -> None:
    """C10: for any day; issued alone it told nothing."""
    course = Course(tmp_path)
    course.revoke(10)
    letter.issue(course.on(10), course.case(), "notice_first")
    (row,) = read_device(course.on(10), LAPTOP.serial).carried
    assert (row.told, row.since, row.carries) == ((), day(0), True)
    course.send(10, "first")
    for on, letters in ((9, []), (10, ["A-0001-L2"]), (11, ["A-0001-L2"])):
        (row,) = read_device(course.on(11), LAPTOP.serial, day(on)).carried
        assert [said.letter for said in row.told] == letters


def test_d6_a_removed_device_keeps_the_day_since_which_it_carried(course: Course) -> None:
    """D6: removed on a day it carries nothing from that day on."""
    removal.confirm_removal(course.on(5), course.case(), [TABLET.serial], day(5), "Jana Hofer")
    for on, carries in ((4, True), (5, False)):
        (row,) = read_device(course.on(6), TABLET.serial, day(on)).carried
        assert (row.carries, row.since) == (carries, day(0))
