"""Removals, consent, found again, reinstatement and the cover of devices (rules D6, D9, D10)."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_state import state
from mmd_reviewer.domain.cover import Stretch, cover, without_cover, worst
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.history import tell
from mmd_reviewer.domain.letter_facts import LetterRecord
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.services import (
    appeal,
    assessment,
    decision,
    deployment,
    letter,
    removal,
    revocation,
)
from mmd_reviewer.services.read.device_page import read_device
from tests.making import (
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


def state_of(course: Course, serial: str, on: int) -> tuple[str, date | None]:
    return next(
        (row.state, row.since)
        for row in cover(course.case(), day(on))
        if row.device.serial == serial
    )


@pytest.mark.parametrize(
    ("removed", "expected"),
    [
        (89, [("in_notice", 0), ("removed", 89), ("removed", 89)]),
        (90, [("in_notice", 0), ("removed", 90), ("removed", 90)]),
        (91, [("in_notice", 0), ("not_covered", 90), ("not_covered", 90)]),
    ],
)
def test_d9_removed_on_or_before_the_deadline_never_loses_cover(
    course: Course, removed: int, expected: list[tuple[str, int]]
) -> None:
    """D9: on the deadline day itself is in time; a day later is not, until it is reinstated."""
    removal.confirm_removal(course.on(95), course.case(), [LAPTOP.serial], day(removed), "Jana")
    found = [state_of(course, LAPTOP.serial, on) for on in (88, 91, 95)]
    assert found == [(code, day(since)) for code, since in expected]


def test_d9_a_late_removal_stays_without_cover_until_it_is_reinstated(course: Course) -> None:
    """D9, D10: the revocation closes with the last removal;
    cover comes back by a recorded reinstatement only.
    """
    assert refused(lambda: removal.reinstate(course.on(95), course.case(), [], "why")) == (
        "D9",
        "devices",
    )
    removal.confirm_removal(
        course.on(95), course.case(), [LAPTOP.serial, TESTER.serial], day(94), "Jana"
    )
    desk = course.on(96)
    assert refused(lambda: removal.reinstate(desk, course.case(), [], " ")) == ("D9", "reason")
    assert refused(lambda: removal.reinstate(desk, course.case(), ["nope"], "why")) == (
        "D9",
        "devices",
    )
    assert refused(lambda: removal.reinstate(desk, course.case(), [TABLET.serial], "why")) == (
        "D9",
        "devices",
    )
    case = removal.reinstate(desk, course.case(), [], "Clean since day 94.")
    assert [state_of(course, LAPTOP.serial, on) for on in (93, 95, 96)] == [
        ("not_covered", day(90)),
        ("not_covered", day(90)),
        ("covered", day(96)),
    ]
    assert "Cover given back to 1 device" in tell(case.facts[-1])
    text = as_text(letter.issue(desk, case, "reinstated")[1].record)
    assert "apply to 1 device again from Saturday 27 February 2027" in text
    assert LAPTOP.serial in text
    case = removal.confirm_removal(
        course.on(97), course.case(), [], day(97), "Jana", reinstate="Removed on day 97."
    )
    assert state(case, day(97)) == "removed"
    assert [state_of(course, TABLET.serial, on) for on in (96, 97)] == [
        ("not_covered", day(90)),
        ("covered", day(97)),
    ]
    assert refused(lambda: removal.reinstate(course.on(98), course.case(), [], "why")) == (
        "D9",
        "devices",
    )
    assert not course.on(98).store.verify().findings


@pytest.mark.parametrize(("removed_first", "expected"), [(False, "removed"), (True, "covered")])
def test_d8_d9_removed_on_the_day_on_which_cover_was_given_back(
    course: Course, removed_first: bool, expected: str
) -> None:
    """D8, D9: what came first that day says whether the device had cover when it was removed."""
    desk = course.on(95)
    acts: list[Callable[[], object]] = [
        lambda: revocation.withdraw(desk, course.case(), "Mended."),
        lambda: removal.confirm_removal(desk, course.case(), [LAPTOP.serial], day(95), "Jana"),
    ]
    for act in reversed(acts) if removed_first else acts:
        act()
    assert state_of(course, LAPTOP.serial, 95) == (expected, day(95))
    assert state_of(course, LAPTOP.serial, 94) == ("not_covered", day(90))


def test_d9_nothing_is_given_back_that_was_not_lost(course: Course) -> None:
    """D9: removed in time, recorded late with a reinstatement: there is nothing to give back."""
    act = lambda: removal.confirm_removal(
        course.on(95), course.case(), [LAPTOP.serial], day(90), "Jana", reinstate="why"
    )
    assert refused(act) == ("D9", "reinstate")


def test_d9_a_device_found_with_it_again(course: Course) -> None:
    """D9: before the deadline the same deadline counts;
    after it, no cover from the day it was found.
    """
    removal.confirm_removal(
        course.on(10), course.case(), [LAPTOP.serial, TABLET.serial], day(10), "Jana"
    )

    def found(serials: list[str], on: int, by: str = "Ines") -> Callable[[], object]:
        return lambda: removal.found_again(course.on(20), course.case(), serials, day(on), by)

    assert refused(found([LAPTOP.serial], 21)) == ("D9", "on")
    assert refused(found([LAPTOP.serial], 15, " ")) == ("D9", "by")
    assert refused(found([], 15)) == ("D9", "devices")
    assert refused(found([TESTER.serial], 15)) == ("D9", "devices")
    assert refused(found([LAPTOP.serial], 9)) == ("D9", "on")
    case = removal.found_again(course.on(20), course.case(), [LAPTOP.serial], day(15), "Ines")
    assert "Found again on 1 device" in tell(case.facts[-1])
    assert [state_of(course, LAPTOP.serial, on) for on in (12, 15, 90)] == [
        ("removed", day(10)),
        ("in_notice", day(15)),
        ("not_covered", day(90)),
    ]
    removal.found_again(course.on(100), course.case(), [TABLET.serial], day(99), "Ines")
    assert [state_of(course, TABLET.serial, on) for on in (98, 99)] == [
        ("removed", day(10)),
        ("not_covered", day(99)),
    ]


def test_d9_d10_a_course_closed_by_removals_opens_again(course: Course) -> None:
    """D9, D10: found again reopens the same revocation with its deadline; its notices go on."""
    case = removal.confirm_removal(
        course.on(10), course.case(), [], day(10), "Jana", left_service=True
    )
    assert "left the service on 2026-12-03" in tell(case.facts[-1])
    assert (state(case, day(10)), case.revocation) == ("removed", None)
    with pytest.raises(Refused, match="new request"):
        deployment.deploy(course.on(11), case, day(11), (LAPTOP,))
    case = removal.found_again(course.on(20), case, [LAPTOP.serial], day(20), "Ines")
    assert case.revocation is not None
    assert case.revocation.pending()[0] == ("second", day(30))
    assert state(case, day(20)) == "in_revocation"
    assert [state(case, day(on)) for on in (9, 10, 20)] == [
        "in_revocation",
        "removed",
        "in_revocation",
    ]


def test_d1_no_deployment_while_a_revocation_is_open(course: Course) -> None:
    """D1: refused; after a withdrawal a device that was clean may carry it again,
    not before its removal.
    """
    removal.confirm_removal(course.on(10), course.case(), [LAPTOP.serial], day(10), "Jana")
    with pytest.raises(Refused, match="revocation is open"):
        deployment.deploy(course.on(11), course.case(), day(11), (LAPTOP,))
    revocation.withdraw(course.on(12), course.case(), "A fixed driver.")
    assert refused(lambda: deployment.deploy(course.on(13), course.case(), day(9), (LAPTOP,))) == (
        "D1",
        "on",
    )
    assert refused(lambda: deployment.deploy(course.on(13), course.case(), day(13), (TABLET,))) == (
        "D1",
        "devices",
    )
    case = deployment.deploy(course.on(13), course.case(), day(13), (LAPTOP,))
    assert len(case.devices) == 3
    assert [state_of(course, LAPTOP.serial, on) for on in (11, 13)] == [
        ("removed", day(10)),
        ("covered", None),
    ]
    act = lambda: removal.confirm_removal(
        course.on(14), course.case(), [LAPTOP.serial], day(12), "Jana"
    )
    assert refused(act) == ("D6", "on")


def test_d9_a_device_deployed_later_is_covered_before(course: Course) -> None:
    """D9: any day, also before its deployment."""
    assert state_of(course, LAPTOP.serial, -5) == ("covered", None)


def test_d9_across_several_exemptions_a_device_has_the_worst(course: Course) -> None:
    """D9: not covered by one, covered by another: not covered."""
    desk = course.on(95)
    other = assessment.answer(desk, receive(desk, ticket="MMD-2-X", timeline="permanent"), FACTOR_4)
    put_in_force(desk, decision.make(desk, other, Proposal("approve")), day(95), (LAPTOP,))
    page = read_device(desk, LAPTOP.serial, day(95))
    assert [(row.case.number, row.cover.state) for row in page.carried] == [
        ("A-0001", "not_covered"),
        ("A-0002", "covered"),
    ]
    assert page.worst.state == "not_covered"
    assert refused(lambda: read_device(desk, "unknown", day(95))) == ("", "serial")
    assert worst(()) is None


def test_d9_the_day_90_letter_lists_the_devices_without_cover(course: Course) -> None:
    """D9, C3: since when, what was not sent, that a challenge is still possible."""
    course.send(60, "third")
    desk = course.on(92)
    removal.confirm_removal(desk, course.case(), [TABLET.serial], day(50), "Jana")
    case, issued = letter.issue(desk, course.case(), "cover_ended")
    text = as_text(issued.record)
    assert "Since Sunday 21 February 2027 the service level agreements no longer apply" in text
    assert "Not sent in the course: second notice, final notice." in text
    assert "You can still appeal" in text
    assert LAPTOP.serial in text
    assert TABLET.serial not in text
    assert TESTER.serial not in text
    assert letter.issue(desk, case, "cover_ended")[1] == issued


def test_d9_a_device_is_found_however_it_is_spelled(course: Course) -> None:
    """D9: the same device for the same serial number, whatever its case and blanks."""
    (row,) = read_device(course.on(1), " 5cg1 ", day(1)).carried
    assert (row.case.number, row.cover.device.serial) == ("A-0001", TABLET.serial)


def test_d1_d10_what_was_never_notified_was_not_revoked(tmp_path: Path) -> None:
    """D10: a prepared revocation closes with the last device;
    D1: it is no reason against a new deployment.
    """
    course = Course(tmp_path)
    course.revoke()
    removal.confirm_removal(course.on(1), course.case(), [], day(1), "Jana")
    assert course.case().revocation is None
    case = deployment.deploy(course.on(2), course.case(), day(2), (LAPTOP,))
    assert state(case, day(2)) == "in_force"


def test_d1_a_serial_number_of_two_devices_does_not_say_which(tmp_path: Path) -> None:
    """D1: a device is known by serial number, manufacturer and model."""
    other = Device("5cg1", "Dell", "Latitude")
    course = Course(tmp_path, (TABLET, other))
    desk = course.on(5)

    def removed(name: str) -> Callable[[], Case]:
        return lambda: removal.confirm_removal(desk, course.case(), [name], day(5), "Jana")

    with pytest.raises(
        Refused,
        match="2 devices have the serial number 5CG1: write 5CG1/HP/Elite and 5cg1/Dell/Latitude",
    ):
        removed("5CG1")()
    assert removed("5CG1/dell/latitude")().carrying(day(5)) == (TABLET,)
    assert removed("5CG1")().carrying(day(5)) == ()


def test_d9_found_again_while_it_is_without_cover_is_one_gap(course: Course) -> None:
    """D9: a removal gave no cover back, so finding it again begins nothing new;
    a reinstatement ends all of it.
    """
    removal.confirm_removal(course.on(95), course.case(), [LAPTOP.serial], day(95), "Jana")
    removal.found_again(course.on(99), course.case(), [LAPTOP.serial], day(99), "Ines")
    assert state_of(course, LAPTOP.serial, 100) == ("not_covered", day(90))
    removal.confirm_removal(course.on(101), course.case(), [LAPTOP.serial], day(101), "Jana")
    removal.reinstate(course.on(103), course.case(), [LAPTOP.serial], "Clean since day 101.")
    assert without_cover(course.case(), LAPTOP.key) == (Stretch(day(90), day(103)),)
    assert [state_of(course, LAPTOP.serial, on) for on in (102, 103)] == [
        ("not_covered", day(90)),
        ("covered", day(103)),
    ]


def test_d9_d11_a_reinstatement_that_a_correction_made_needless_tells_of_no_gap(
    course: Course,
) -> None:
    """D9, D11: the first notice went out later than recorded,
    so the removal was in time and cover never ended.
    """
    removal.confirm_removal(
        course.on(95), course.case(), [LAPTOP.serial], day(94), "Jana", reinstate="Clean."
    )
    number = course.case().letters[-1].record.number
    letter.correct_dispatch(
        course.on(96), course.case(), number, day(6), "MMD-0-R", "The wrong day."
    )
    text = as_text(letter.issue(course.on(96), course.case(), "reinstated")[1].record)
    assert LAPTOP.serial in text
    assert "without cover" not in text.lower()


def test_d1_d6_after_every_removal_a_deployment_gives_its_list(tmp_path: Path) -> None:
    """D1, D6: without a list nothing would say that a device carries it again."""
    course = Course(tmp_path)
    removal.confirm_removal(course.on(5), course.case(), [], day(5), "Jana")
    assert refused(lambda: deployment.deploy(course.on(6), course.case(), day(6))) == (
        "D1",
        "devices",
    )
    assert refused(lambda: deployment.deploy(course.on(6), course.case(), day(4), (LAPTOP,))) == (
        "D1",
        "on",
    )
    case = deployment.deploy(course.on(6), course.case(), day(6), (LAPTOP,))
    assert (state(case, day(5)), state(case, day(6))) == ("removed", "in_force")


def test_d9_cover_given_back_twice_is_told_by_its_newer_day(course: Course) -> None:
    """D9: found again and removed anew before the letter goes out;
    the older day holds no longer.
    """
    removal.confirm_removal(
        course.on(95), course.case(), [LAPTOP.serial], day(94), "Jana", reinstate="Clean."
    )
    removal.found_again(course.on(97), course.case(), [LAPTOP.serial], day(97), "Ines")
    case = removal.confirm_removal(
        course.on(99), course.case(), [LAPTOP.serial], day(98), "Jana", reinstate="Clean once more."
    )
    text = as_text(letter.issue(course.on(99), case, "reinstated")[1].record)
    assert "Clean once more." in text
    assert "Clean.\n" not in text


def test_d9_a_reinstatement_of_a_device_that_still_had_it_gives_nothing_back(
    course: Course,
) -> None:
    """D9: found on it before that day, it stays without cover,
    and the letter says so and promises nothing.
    """
    desk = course.on(95)
    case = removal.confirm_removal(desk, course.case(), [TABLET.serial], day(92), "Jana")
    removal.reinstate(desk, case, [TABLET.serial], "Clean since day 92.")
    removal.found_again(course.on(96), course.case(), [TABLET.serial], day(93), "Ines")
    assert state_of(course, TABLET.serial, 96) == ("not_covered", day(90))
    record = letter.issue(course.on(96), course.case(), "reinstated")[1].record
    text = as_text(record)
    assert "Service levels apply again" not in text
    assert (
        "The exemption was on 1 device before that day, however, so cover did not come back" in text
    )
    assert (
        f"{TABLET.serial}: HP Elite: Without cover since Sunday 21 February 2027, as before"
        in as_rows(record)
    )
    assert record.promises == ()


def test_d8_d9_the_letter_tells_the_days_without_cover_of_a_device_released_late(
    course: Course,
) -> None:
    """D8, D9: released after the deadline, the gap stays and is told."""
    desk = course.on(95)
    case = appeal.raise_appeal(desk, course.case(), day(95), "upgrade", "It is the pilot's.")
    case = appeal.decide_appeal(
        desk, case, "varied", "The pilot goes on.", released=[TABLET.serial]
    )
    record = letter.issue(desk, case, "appeal_outcome")[1].record
    gap = "Without cover from Sunday 21 February 2027, covered again from Friday 26 February 2027"
    assert f"{TABLET.serial}: HP Elite: {gap}" in as_rows(record)


def as_rows(record: LetterRecord) -> list[str]:
    """The lines of the tables of a letter."""
    return [
        ": ".join(row) for block in record.blocks if block.kind == "table" for row in block.rows
    ]
