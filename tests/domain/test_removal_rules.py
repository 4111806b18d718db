"""Devices removed, found, exchanged, corrected, given back: recorded or refused (D6, D9)."""

from collections.abc import Callable
from typing import Any

import pytest

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.removal import (
    consented,
    exchanged,
    found_again,
    joined,
    reinstated,
    removed,
    serial_corrected,
)
from tests.domain.letter_cases import IN_FORCE, notified
from tests.domain.refusing import refusal
from tests.domain.test_decision import try_to
from tests.making import DAY, FACTOR_4, case, day

ONE, TWO, TWIN = Device("S1", "HP", "E"), Device("S2", "HP", "E"), Device("S2", "Dell", "L")
APPROVED = try_to("approve", FACTOR_4)
SINCE = kinds.Deployed(day(-100), (ONE, TWO))
NOT_DEPLOYED = case(APPROVED)
FORCE = case(APPROVED, SINCE)
TWINS = case(APPROVED, kinds.Deployed(day(-100), (ONE, TWO, TWIN)))
GONE = case(APPROVED, SINCE, kinds.RemovalConfirmed((ONE.key,), day(-5), "Jana"))
ALL_GONE = case(APPROVED, SINCE, kinds.RemovalConfirmed((ONE.key, TWO.key), day(-5), "Jana"))
CONSENTED = case(APPROVED, SINCE, kinds.ConsentRecorded("Jana", day(-3), "Please"))
LOST = notified(100)
LOST_DEVICES = IN_FORCE[1].devices
LAPTOP, TABLET = LOST_DEVICES


def remove(
    of: Case, *serials: str, on: int = 0, by: str = "Jana", **given: Any
) -> list[kinds.Body]:
    values = {"by_service": False, "left_service": False, "reinstate": "", **given}
    return removed(of, DAY, serials, day(on), by, **values)


Refusals = list[tuple[Callable[[], object], str, str, str]]
REMOVALS: Refusals = [
    (lambda: remove(NOT_DEPLOYED), "D6", "number", "The exemption is not deployed."),
    (lambda: remove(FORCE, by=" "), "D6", "confirmed-by", "Say who confirmed the removal."),
    (
        lambda: remove(FORCE, on=1),
        "D6",
        "on",
        "2026-11-24 lies in the future: a removal is confirmed when it has happened.",
    ),
    (lambda: remove(FORCE, on=-101), "D6", "on", "2026-08-14 is before the deployment."),
    (
        lambda: remove(FORCE, by_service=True),
        "D6",
        "by",
        "The service removes only with consent recorded of that day or before.",
    ),
    (
        lambda: remove(CONSENTED, on=-4, by_service=True),
        "D6",
        "by",
        "The service removes only with consent recorded of that day or before.",
    ),
    (
        lambda: remove(FORCE, "S1", "S8", "S9"),
        "D6",
        "devices",
        "No device with the exemption has the serial number S8 and S9.",
    ),
    (
        lambda: remove(GONE, "S1"),
        "D6",
        "devices",
        "No device with the exemption has the serial number S1.",
    ),
    (
        lambda: remove(ALL_GONE),
        "D6",
        "devices",
        "No device carries the exemption any more.",
    ),
    (
        lambda: remove(TWINS, "S2"),
        "D6",
        "devices",
        "2 devices have the serial number S2: write S2/HP/E and S2/Dell/L.",
    ),
    (
        lambda: remove(FORCE, "S1", reinstate="Clean"),
        "D9",
        "reinstate",
        "None of these devices lost its cover: there is nothing to give back.",
    ),
]
CONSENTS: Refusals = [
    (
        lambda: consented(NOT_DEPLOYED, DAY, "Jana", DAY, "Please"),
        "D6",
        "number",
        "The exemption is not deployed: there is nothing to remove.",
    ),
    (
        lambda: consented(FORCE, DAY, "Jana", day(1), "Please"),
        "D6",
        "on",
        "2026-11-24 lies in the future.",
    ),
    (
        lambda: consented(FORCE, DAY, " ", DAY, "Please"),
        "D6",
        "by",
        "Say who consented, and in which words.",
    ),
    (
        lambda: consented(FORCE, DAY, "Jana", DAY, "\n"),
        "D6",
        "text",
        "Say who consented, and in which words.",
    ),
]
FINDS: Refusals = [
    (
        lambda: found_again(GONE, DAY, ["S1"], day(1), "Ines"),
        "D9",
        "on",
        "2026-11-24 lies in the future.",
    ),
    (lambda: found_again(GONE, DAY, ["S1"], DAY, ""), "D9", "by", "Say who found it."),
    (
        lambda: found_again(GONE, DAY, [], DAY, "Ines"),
        "D9",
        "devices",
        "Name the devices that were found with it.",
    ),
    (
        lambda: found_again(GONE, DAY, ["S2"], DAY, "Ines"),
        "D9",
        "devices",
        "No device without the exemption has the serial number S2.",
    ),
    (
        lambda: found_again(GONE, DAY, ["S1"], day(-6), "Ines"),
        "D9",
        "on",
        "2026-11-17 is before the removal from S1 on 2026-11-18.",
    ),
    (
        lambda: joined(NOT_DEPLOYED, DAY, [Device("S9")], DAY, "Ines"),
        "D9",
        "number",
        "The exemption is not deployed.",
    ),
    (
        lambda: joined(FORCE, DAY, [Device("S9")], day(1), "Ines"),
        "D9",
        "on",
        "2026-11-24 lies in the future.",
    ),
    (
        lambda: joined(FORCE, DAY, [Device("S9")], day(-101), "Ines"),
        "D9",
        "on",
        "2026-08-14 is before the deployment.",
    ),
    (lambda: joined(FORCE, DAY, [Device("S9")], DAY, " "), "D9", "by", "Say who found it."),
    (
        lambda: joined(FORCE, DAY, [Device("s1"), Device("S9")], DAY, "Ines"),
        "D9",
        "devices",
        "Listed already: s1. Record it as found again.",
    ),
    (
        lambda: joined(FORCE, DAY, [], DAY, "Ines"),
        "D9",
        "devices",
        "Name the devices that were found, each with its serial number.",
    ),
    (
        lambda: joined(FORCE, DAY, [Device(" ")], DAY, "Ines"),
        "D9",
        "devices",
        "Name the devices that were found, each with its serial number.",
    ),
]


def swap(of: Case, serial: str, new: Device, on: int = 0, reason: str = "Repaired") -> object:
    return exchanged(of, DAY, serial, new, day(on), reason, "Ines")


EXCHANGES: Refusals = [
    (
        lambda: swap(FORCE, "S7", Device("S9")),
        "D9",
        "devices",
        "No device with the exemption has the serial number S7.",
    ),
    (
        lambda: swap(FORCE, "S1", Device(" ")),
        "D9",
        "to",
        "Give the serial number of the device.",
    ),
    (lambda: swap(FORCE, "S1", TWO), "D9", "to", "S2 is listed already."),
    (lambda: swap(FORCE, "S1", Device("S9"), reason=" "), "D9", "reason", "Write why."),
    (
        lambda: swap(FORCE, "S1", Device("S9"), on=-101),
        "D9",
        "on",
        "2026-08-14 is before the deployment.",
    ),
    (
        lambda: serial_corrected(FORCE, "S7", Device("S9"), "Misread"),
        "D9",
        "devices",
        "No device of this exemption has the serial number S7.",
    ),
    (
        lambda: serial_corrected(FORCE, "S1", TWO, "Misread"),
        "D9",
        "to",
        "S2 is listed already.",
    ),
    (lambda: serial_corrected(FORCE, "S1", Device("S9"), ""), "D9", "reason", "Write why."),
]
RETURNS: Refusals = [
    (
        lambda: reinstated(LOST, DAY, [], " "),
        "D9",
        "reason",
        "Write why cover is given back; the customer is told.",
    ),
    (
        lambda: reinstated(FORCE, DAY, [], "Clean"),
        "D9",
        "devices",
        "No device of this exemption is without cover.",
    ),
    (
        lambda: reinstated(LOST, DAY, [TABLET.serial], "Clean"),
        "D9",
        "devices",
        "Still with the exemption: 5CG1. Cover comes back after the removal.",
    ),
    (
        lambda: reinstated(LOST, DAY, [], "Clean"),
        "D9",
        "devices",
        "Every device without cover still carries the exemption: confirm the removal first.",
    ),
    (
        lambda: reinstated(LOST, DAY, ["S9"], "Clean"),
        "D9",
        "devices",
        "No device without cover has the serial number S9.",
    ),
]


@pytest.mark.parametrize(
    ("act", "rule", "field", "message"), [*REMOVALS, *CONSENTS, *FINDS, *EXCHANGES, *RETURNS]
)
def test_what_cannot_be_recorded_is_refused_in_one_sentence(
    act: Callable[[], object], rule: str, field: str, message: str
) -> None:
    assert refusal(act) == (rule, field, message)


@pytest.mark.parametrize(
    ("serials", "keys"),
    [
        ((), (ONE.key, TWO.key)),
        (("S2",), (TWO.key,)),
        (("s2", " S1"), (ONE.key, TWO.key)),
        (("S1", "S1"), (ONE.key,)),
        (("S1/HP/E",), (ONE.key,)),
    ],
)
def test_devices_are_named_by_serial_number_in_any_case_and_none_means_all(
    serials: tuple[str, ...], keys: tuple[str, ...]
) -> None:
    (body,) = remove(FORCE, *serials)
    assert isinstance(body, kinds.RemovalConfirmed)
    assert body.devices == keys


def test_one_of_two_with_the_same_number_is_named_with_its_model() -> None:
    (body,) = remove(TWINS, "S2/Dell/L")
    assert isinstance(body, kinds.RemovalConfirmed)
    assert body.devices == (TWIN.key,)


def test_a_removal_says_when_by_whom_and_how() -> None:
    (body,) = remove(CONSENTED, "S1", on=-1, by="  Jana\n Hofer ", by_service=True)
    assert body == kinds.RemovalConfirmed((ONE.key,), day(-1), "Jana Hofer", True, False)
    (left,) = remove(FORCE, "S1", left_service=True)
    assert isinstance(left, kinds.RemovalConfirmed)
    assert left.left_service


def test_after_the_deadline_cover_is_given_back_in_the_same_step() -> None:
    """D9: to those that lost it; the one of the Test group had none to lose."""
    gone, given = removed(
        LOST, DAY, [], DAY, "Jana", by_service=False, left_service=False, reinstate=" Clean "
    )
    assert isinstance(gone, kinds.RemovalConfirmed)
    assert set(gone.devices) == {LAPTOP.key, TABLET.key}
    assert given == kinds.Reinstated((TABLET.key,), DAY, "Clean")


def test_consent_a_find_and_a_newcomer_are_recorded_without_blanks() -> None:
    assert consented(FORCE, DAY, " Jana ", day(-1), " Please\n") == [
        kinds.ConsentRecorded("Jana", day(-1), "Please")
    ]
    assert found_again(GONE, DAY, ["s1"], day(-5), " Ines ") == [
        kinds.FoundAgain((ONE.key,), day(-5), "Ines")
    ]
    assert joined(FORCE, DAY, [Device("S9")], DAY, "Ines") == [
        kinds.DevicesJoined((Device("S9"),), DAY, "Ines")
    ]


def test_the_machine_in_its_place_is_in_the_same_group_and_a_corrected_one_keeps_its_words() -> (
    None
):
    tested = case(APPROVED, kinds.Deployed(day(-9), (Device("S1", "HP", "E", "PC-1", "Test"),)))
    (body,) = exchanged(tested, DAY, "S1", Device("S9", "Dell", "L"), DAY, " Repaired ", "Ines")
    assert isinstance(body, kinds.DeviceExchanged)
    assert body.new == Device("S9", "Dell", "L", "", "Test")
    assert body.reason == "Repaired"
    (right,) = serial_corrected(tested, "S1", Device("S10"), " Misread ")
    assert isinstance(right, kinds.SerialCorrected)
    assert right.new == Device("S10", "HP", "E", "PC-1", "Test")
    (other,) = serial_corrected(tested, "S1", Device("S10", "Dell", "L", "PC-9", "Fast"), "Misread")
    assert isinstance(other, kinds.SerialCorrected)
    assert other.new == Device("S10", "Dell", "L", "PC-9", "Fast")


def test_cover_comes_back_to_those_that_lost_it_and_are_clean() -> None:
    clean = notified(100, kinds.RemovalConfirmed((TABLET.key,), DAY, "Jana"))
    assert reinstated(clean, DAY, [], " Clean ") == [kinds.Reinstated((TABLET.key,), DAY, "Clean")]
    assert reinstated(clean, DAY, ["5cg1"], "Clean")
