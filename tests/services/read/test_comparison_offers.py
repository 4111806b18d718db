"""What a difference offers to do, and the words it gives along (rules D1, D6, D9)."""

from dataclasses import replace

import pytest

from mmd_reviewer.domain.comparison import NO_OWNER, UNDECLARED, UNSEEN, VERSION, Difference
from mmd_reviewer.domain.device import Device
from mmd_reviewer.services.read import comparison_words as words
from mmd_reviewer.services.read.comparison_words import Offer
from tests.services.read.differences import (
    CASE,
    GONE,
    THERE,
    compared,
    find,
    row,
    unseen,
)

COURSE = replace(CASE, state="in_revocation")
REMOVE, ASK = Offer("removal", "Removal confirmed…"), Offer("note", "Ask the customer…")


@pytest.mark.parametrize(
    ("difference", "offers"),
    [
        (row(UNDECLARED, find(5), exemption=None), []),
        (row(UNSEEN, unseen(0)), [ASK, REMOVE]),
        (row(UNSEEN, unseen(0), exemption=COURSE), [REMOVE, ASK]),
        (
            row(UNSEEN, unseen(0, other=THERE)),
            [ASK, REMOVE, Offer("exchange", "Exchange a device…")],
        ),
        (row(VERSION, find(0, VERSION, "5")), [ASK, Offer("revoke", "Revoke…")]),
        (
            row(VERSION, find(0, VERSION, "5"), exemption=COURSE),
            [ASK, Offer("ground", "Add a ground…")],
        ),
        (row(UNDECLARED, find(5)), [Offer("declare", "Record 1 as found…"), ASK]),
        (
            row(UNDECLARED, find(5), find(6, gone=GONE)),
            [
                Offer("again", "Record 1 found again…"),
                Offer("declare", "Record 1 as found…"),
                ASK,
            ],
        ),
        (
            row(UNDECLARED, find(5, doubt=NO_OWNER)),
            [ASK, Offer("declare", "Record 1 as found…")],
        ),
        (row(UNDECLARED, find(5, device=Device("", name="PC-5"))), [ASK]),
    ],
)
def test_the_likeliest_deed_is_offered_first_and_a_doubt_is_asked_about(
    difference: Difference, offers: list[Offer]
) -> None:
    assert words.offers(difference) == offers


@pytest.mark.parametrize(
    ("difference", "text"),
    [
        (
            row(UNDECLARED, find(5), find(6)),
            "AnyConnect found on devices that are not declared: S5 and S6. Ask the customer.",
        ),
        (
            row(UNSEEN, unseen(0)),
            "AnyConnect not seen on S0. Absent is not removed: ask the customer whether and when "
            "it was removed, and who confirms it.",
        ),
        (
            row(VERSION, find(0, VERSION, "5.1")),
            "AnyConnect in version 5.1 where 4.10 was approved, on S0. Ask the customer why and "
            "since when.",
        ),
        (
            row(UNDECLARED, *(find(n) for n in range(15))),
            f"AnyConnect found on devices that are not declared: "
            f"{', '.join(f'S{n}' for n in range(12))} and 3 more. Ask the customer.",
        ),
    ],
)
def test_a_note_asks_and_names_the_devices(difference: Difference, text: str) -> None:
    begins = "Inventory apps.csv, newest check-in Mon 2026-11-23: "
    assert words.note_text(compared(difference), difference) == f"{begins}{text}"


def test_why_a_revocation_may_follow_and_what_a_removal_confirms() -> None:
    other = row(VERSION, find(0, VERSION, "5.1"), find(1, VERSION, "5.1"))
    assert words.why_words(compared(other), other) == (
        "The inventory of Mon 2026-11-23 shows AnyConnect in version 5.1 on 2 devices; version "
        "4.10 was approved."
    )
    gone = row(UNSEEN, unseen(0))
    said = words.removal_words(compared(gone), gone)
    assert said.startswith("Only the 1 device on which apps.csv does not show it are listed")
    assert said.endswith("This program removes nothing.")
