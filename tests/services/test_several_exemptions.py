"""A device that carries several exemptions: letters say what the others mean for it (rule D9).

A-0001 is that of the course; its devices are without cover from day 90 on.
"""

from dataclasses import replace

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.letter_facts import LetterRecord
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.services import appeal, assessment, decision, letter, removal, revocation
from tests.making import (
    FACTOR_4,
    GROUNDS,
    LAPTOP,
    TABLET,
    TESTER,
    Course,
    day,
    put_in_force,
    receive,
)

NAMESAKE = Device(TABLET.serial, "Dell", "Latitude")
MISFILED = replace(TESTER, ring="")  # of the Test group by the other exemption's list


def notified_too(course: Course, devices: tuple[Device, ...], on: int = 80) -> Case:
    """A-0002, another exemption on these devices, whose own first notice went out on that day."""
    desk = course.on(on)
    case = assessment.answer(
        desk, receive(desk, ticket="MMD-1470000-AAAAA", timeline="permanent"), FACTOR_4
    )
    case = put_in_force(desk, decision.make(desk, case, Proposal("approve")), day(on), devices)
    case = revocation.revoke(desk, case, ["stability"], **GROUNDS)
    case, issued = letter.issue(desk, case, "notice_first")
    return letter.dispatched(desk, case, issued.record.number, day(on), "MMD-80-R")


def annexes(record: LetterRecord) -> list[dict[str, str]]:
    """The remark on each device, table by table."""
    return [
        {row[0]: row[-1] for row in block.rows[1:]}
        for block in record.blocks
        if block.kind == "table"
    ]


def test_d9_a_withdrawal_names_the_devices_that_stay_without_cover(course: Course) -> None:
    """D9: cover given back here does not reach a device
    that another exemption leaves without it.
    """
    case = notified_too(course, (LAPTOP, NAMESAKE, MISFILED))
    case = revocation.withdraw(course.on(95), case, "A fixed driver.")
    record = letter.issue(course.on(95), case, "revocation_withdrawn")[1].record
    text = as_text(record)
    assert (
        "Because of another exemption, 1 device named in the annex remains without service-level "
        "cover." in text
    )
    assert "Annex: devices without cover because of another exemption" in text
    assert annexes(record) == [
        {
            LAPTOP.serial: "Because of another exemption without service-level cover since Sunday "
            "21 February 2027",
            MISFILED.serial: annexes(record)[0][MISFILED.serial],
        }
    ]
    assert "Test group" in annexes(record)[0][MISFILED.serial]


def test_d9_a_withdrawal_that_reaches_every_device_has_no_annex(course: Course) -> None:
    """D9: a device of the same serial number by another maker is another device."""
    case = revocation.withdraw(course.on(95), notified_too(course, (NAMESAKE,)), "A fixed driver.")
    record = letter.issue(course.on(95), case, "revocation_withdrawn")[1].record
    assert annexes(record) == []
    assert "another exemption" not in as_text(record)


def test_d9_released_and_reinstated_devices_without_cover_elsewhere(course: Course) -> None:
    """D9, D8: the annex says of each since when another exemption leaves it without cover;
    two are counted.
    """
    notified_too(course, (LAPTOP, TABLET))
    desk = course.on(95)
    other = Device("X1", "Dell", "Latitude")
    case = removal.join_devices(desk, desk.case("A-0002"), [other], day(95), "Ines")
    case = appeal.raise_appeal(desk, case, day(95), "upgrade", "It is the pilot's.")
    released = [LAPTOP.serial, TABLET.serial]
    case = appeal.decide_appeal(desk, case, "varied", "The pilot goes on.", released=released)
    record = letter.issue(desk, case, "appeal_outcome")[1].record
    denied = (
        "Because of another exemption, 2 devices named in the annex remain without service-level "
        "cover."
    )
    assert denied in as_text(record)
    (remarks,) = annexes(record)
    assert set(remarks) == {LAPTOP.serial, TABLET.serial}
    assert all("since Sunday 21 February 2027" in remark for remark in remarks.values())


def test_d8_d9_cover_that_an_outcome_gives_back_does_not_reach_them_all(course: Course) -> None:
    """D8, D9: after the deadline a new one gives cover back,
    but not where another exemption denies it.
    """
    notified_too(course, (LAPTOP, TABLET), on=10)
    desk = course.on(105)
    case = appeal.raise_appeal(desk, desk.case("A-0002"), day(105), "upgrade", "Version 6.1")
    case = appeal.decide_appeal(desk, case, "varied", "More time.", deadline=day(150))
    text = as_text(letter.issue(desk, case, "appeal_outcome")[1].record)
    given_back = text.index("from Monday 8 March 2027 on they apply again")
    named = text.index(
        "Because of another exemption, 2 devices remain without service-level cover:"
    )
    assert given_back < named < text.index(f"{LAPTOP.serial}, ")


def test_d9_a_notice_names_the_devices_that_another_exemption_leaves_without_cover(
    course: Course,
) -> None:
    """D9: its annex says of each device what holds over all exemptions."""
    notified_too(course, (LAPTOP, NAMESAKE))
    record = letter.issue(course.on(110), course.on(110).case("A-0002"), "notice_second")[1].record
    (remarks,) = annexes(record)
    assert remarks == {
        LAPTOP.serial: "Because of another exemption without service-level cover since Sunday 21 "
        "February 2027",
        NAMESAKE.serial: "",
    }


def test_d9_a_device_of_the_test_group_is_not_without_cover_because_of_another_exemption(
    course: Course,
) -> None:
    """D9: it is outside service levels anyway;
    the annex lists as many devices as the sentence counts.
    """
    case = notified_too(course, (LAPTOP, TESTER))
    case = revocation.withdraw(course.on(95), case, "A fixed driver.")
    (named,) = annexes(letter.issue(course.on(95), case, "revocation_withdrawn")[1].record)
    assert list(named) == [LAPTOP.serial]


def test_d9_a_released_device_without_cover_elsewhere_is_named_once(course: Course) -> None:
    """D9: the sentence on another exemption stands once, with the serial numbers,
    though one of the devices may keep this exemption.
    """
    case = notified_too(course, (LAPTOP,), on=5)
    appeal.raise_appeal(course.on(96), course.case(), day(96), "upgrade", "Version 6.1.")
    case = appeal.decide_appeal(
        course.on(97),
        course.case(),
        "varied",
        "A pilot.",
        deadline=day(130),
        released=[LAPTOP.serial],
    )
    text = as_text(letter.issue(course.on(97), case, "appeal_outcome")[1].record)
    assert text.count("Because of another exemption, ") == 1
    assert f"- {LAPTOP.serial}, " in text


def test_d9_a_list_with_serial_numbers_only_means_the_same_machine(course: Course) -> None:
    """D9: as on the pages of customer and device, which count it once."""
    case = notified_too(course, (Device(LAPTOP.serial), NAMESAKE))
    case = revocation.withdraw(course.on(95), case, "A fixed driver.")
    record = letter.issue(course.on(95), case, "revocation_withdrawn")[1].record
    (annex,) = annexes(record)
    assert list(annex) == [LAPTOP.serial]
    assert "1 device named in the annex remains without service-level cover" in as_text(record)
