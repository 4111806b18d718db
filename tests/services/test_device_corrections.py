"""Devices that join, are exchanged or were listed under a wrong serial number (rule D9)."""

from collections.abc import Callable
from datetime import date

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_state import state
from mmd_reviewer.domain.cover import cover
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.history import tell
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.services import appeal, assessment, letter, removal
from mmd_reviewer.services.desk import Desk
from tests.making import FACTOR_4, LAPTOP, TABLET, TESTER, Course, day, receive, refused

NEW = Device("NEW1", "HP", "Elite")
RIGHT = Device("016520771358", "Microsoft", "Surface Laptop")
STRANGE = Device("X1", "Dell", "Latitude")


def cover_of(case: Case, on: int) -> dict[str, tuple[str, date | None]]:
    """Cover by serial number."""
    return {row.device.serial: (row.state, row.since) for row in cover(case, day(on))}


def never_deployed(desk: Desk) -> Case:
    """Another case, assessed only."""
    return assessment.answer(desk, receive(desk, ticket="MMD-1470000-AAAAA"), FACTOR_4)


def test_d9_a_device_that_was_never_deployed_joins_the_open_revocation(course: Course) -> None:
    """D9: found before the deadline it has the same one;
    found after it, it is without cover from the day found.
    """
    case = removal.join_devices(course.on(20), course.case(), [STRANGE], day(15), "Ines")
    assert "Found on 1 device never deployed, since 2026-12-08, by Ines." in tell(case.facts[-1])
    assert [cover_of(case, on)[STRANGE.serial] for on in (16, 90)] == [
        ("in_notice", day(15)),
        ("not_covered", day(90)),
    ]
    text = as_text(letter.issue(course.on(30), case, "notice_second")[1].record)
    assert STRANGE.serial in text
    case = removal.join_devices(course.on(100), course.case(), [NEW], day(99), "Ines")
    assert cover_of(case, 100)[NEW.serial] == ("not_covered", day(99))
    assert not course.on(100).store.verify().findings


def test_d9_what_cannot_join(course: Course) -> None:
    """D9: one that is listed is found again, not joined; each refusal names its field."""

    def joined(
        devices: list[Device], on: int = 15, by: str = "Ines", name: str = "A-0001"
    ) -> Callable[[], Case]:
        desk = course.on(20)
        return lambda: removal.join_devices(desk, desk.case(name), devices, day(on), by)

    other = never_deployed(course.on(20))
    assert refused(joined([STRANGE], name=other.number)) == ("D9", "number")
    assert refused(joined([STRANGE], 21)) == ("D9", "on")
    assert refused(joined([STRANGE], -1)) == ("D9", "on")
    assert refused(joined([STRANGE], by=" ")) == ("D9", "by")
    assert refused(joined([STRANGE, LAPTOP])) == ("D9", "devices")
    assert refused(joined([])) == ("D9", "devices")
    assert refused(joined([STRANGE, Device(" ")])) == ("D9", "devices")
    assert len(course.case().devices) == 3


def test_d9_an_exchanged_device_goes_on_under_the_same_course(course: Course) -> None:
    """D9: from that day the new serial number carries the exemption,
    with the deadline that runs.
    """
    case = removal.exchange(
        course.on(12), course.case(), LAPTOP.serial, NEW, day(10), "The screen broke."
    )
    assert "016520771357 exchanged for NEW1 on 2026-12-03: The screen broke." in tell(
        case.facts[-1]
    )
    assert case.revocation is not None
    assert case.revocation.pending()[-1] == ("final", day(83))
    assert [device.serial for device in case.carrying(day(12))] == [
        TABLET.serial,
        TESTER.serial,
        NEW.serial,
    ]
    after = cover_of(case, 90)
    assert (after[LAPTOP.serial], after[NEW.serial]) == (
        ("removed", day(10)),
        ("not_covered", day(90)),
    )
    text = as_text(letter.issue(course.on(30), case, "notice_second")[1].record)
    assert (NEW.serial in text, LAPTOP.serial in text) == (True, False)
    assert not course.on(30).store.verify().findings


def test_d9_what_cannot_be_exchanged(course: Course) -> None:
    """D9: refused before the deployment of that device,
    for one that is listed, and without a reason.
    """
    removal.join_devices(course.on(20), course.case(), [STRANGE], day(15), "Ines")

    def exchanged(
        serial: str, new: Device, on: int = 16, why: str = "Broken."
    ) -> Callable[[], Case]:
        return lambda: removal.exchange(course.on(20), course.case(), serial, new, day(on), why)

    assert refused(exchanged("unknown", NEW)) == ("D9", "devices")
    assert refused(exchanged(LAPTOP.serial, NEW, 21)) == ("D9", "on")
    assert refused(exchanged(STRANGE.serial, NEW, 14)) == ("D9", "on")
    assert refused(exchanged(LAPTOP.serial, Device(" "))) == ("D9", "to")
    assert refused(exchanged(LAPTOP.serial, TABLET)) == ("D9", "to")
    assert refused(exchanged(LAPTOP.serial, NEW, why=" ")) == ("D9", "reason")
    assert LAPTOP in course.case().carrying(day(20))


def test_d9_a_corrected_serial_number_is_the_same_machine_all_along(course: Course) -> None:
    """D9: what happened to it before counts for the right number; the history keeps both."""
    removal.confirm_removal(
        course.on(95), course.case(), [LAPTOP.serial], day(94), "Jana", reinstate="Clean."
    )
    removal.join_devices(course.on(95), course.case(), [STRANGE], day(95), "Ines")
    before = cover_of(course.case(), 95)[LAPTOP.serial]
    case = removal.correct_serial(
        course.on(96), course.case(), LAPTOP.serial, RIGHT, "Read from a blurred photo."
    )
    assert "Serial number 016520771357 corrected to 016520771358: Read" in tell(case.facts[-1])
    assert cover_of(case, 95) == {
        RIGHT.serial: before,
        TABLET.serial: ("not_covered", day(90)),
        TESTER.serial: ("outside", None),
        STRANGE.serial: ("not_covered", day(95)),
    }
    assert state(case, day(96)) == "cover_ended"
    assert refused(
        lambda: removal.correct_serial(course.on(96), case, LAPTOP.serial, NEW, "Again.")
    ) == ("D9", "devices")
    assert refused(lambda: removal.correct_serial(course.on(96), case, RIGHT.serial, NEW, "")) == (
        "D9",
        "reason",
    )
    case = removal.correct_serial(
        course.on(96), case, STRANGE.serial, NEW, "The label was another one's."
    )
    assert cover_of(case, 96)[NEW.serial] == ("not_covered", day(95))


def test_d9_letters_that_wait_name_the_right_serial_number(course: Course) -> None:
    """D9, C9: cover given back, and devices released,
    are told of the machine under its right number.
    """
    wrong = Device("X9", "Dell", "Latitude")
    removal.join_devices(course.on(4), course.case(), [wrong], day(4), "Ines")
    appeal.raise_appeal(course.on(5), course.case(), day(5), "upgrade", "It is the pilot's.")
    removal.correct_serial(course.on(5), course.case(), wrong.serial, STRANGE, "Misread.")
    appeal.decide_appeal(
        course.on(6), course.case(), "varied", "The pilot goes on.", released=[TABLET.serial]
    )
    removal.confirm_removal(
        course.on(95), course.case(), [LAPTOP.serial], day(94), "Jana", reinstate="Clean."
    )
    removal.correct_serial(course.on(96), course.case(), LAPTOP.serial, RIGHT, "Misread.")
    removal.correct_serial(course.on(96), course.case(), TABLET.serial, NEW, "Misread.")
    for kind, serial in (("reinstated", RIGHT.serial), ("appeal_outcome", NEW.serial)):
        text = as_text(letter.issue(course.on(96), course.case(), kind)[1].record)
        assert serial in text
    assert cover_of(course.case(), 96)[NEW.serial] == ("covered", None)


def test_d8_d9_a_machine_in_place_of_a_released_one_may_keep_the_exemption_too(
    course: Course,
) -> None:
    """D8, D9: the revocation does not reach it; letter, notice
    and cover say the same, also after the deadline.
    """
    appeal.raise_appeal(course.on(5), course.case(), day(5), "upgrade", "Version 6.1.")
    appeal.decide_appeal(
        course.on(6), course.case(), "varied", "A pilot.", released=[TABLET.serial]
    )
    new = Device("5CG9", "HP", "Elite")
    case = removal.exchange(
        course.on(7), course.case(), TABLET.serial, new, day(7), "A broken board."
    )
    outcome = as_text(letter.proposed(course.on(7), case, "appeal_outcome"))
    assert "5CG9: HP Elite" in outcome
    assert TABLET.serial + ":" not in outcome
    case = course.send(30, "second")
    assert "5CG9" not in as_text(case.letters[-1].record)
    for on in (7, 95):
        assert {row.device.serial: row.state for row in cover(case, day(on))}["5CG9"] == "covered"


def test_d9_a_machine_of_the_test_group_stays_in_it(course: Course) -> None:
    """D9: exchanged or corrected, whoever names the new serial number alone; outside service levels
    as before. A corrected one keeps its model and its name, an exchanged one is another machine.
    """
    case = removal.exchange(
        course.on(20), course.case(), TESTER.serial, Device("NEW1"), day(15), "A broken mainboard."
    )
    assert cover_of(case, 100)["NEW1"] == ("outside", None)
    assert case.devices[-1] == Device("NEW1", ring=TESTER.ring)
    pc = Device("PC1", "HP", "Elite", "DESK-1", "Test")
    removal.join_devices(course.on(21), case, [pc], day(21), "Ines")
    case = removal.correct_serial(
        course.on(22), course.case(), "PC1", Device("PC2", model="Elite 2"), "Misread."
    )
    assert case.devices[-1] == Device("PC2", "HP", "Elite 2", "DESK-1", "Test")
    assert cover_of(case, 100)["PC2"] == ("outside", None)
