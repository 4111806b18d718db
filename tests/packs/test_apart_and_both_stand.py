"""What one station recorded without knowing what the other did, where both stand (C8, D9)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.cover import cover
from mmd_reviewer.domain.device import Device
from tests.domain.test_case import AMENDED, APPROVED, GROUNDS
from tests.making import DAY
from tests.packs.two_sides import ANSWER, Apart, dispatched, issued

WRONG, RIGHT = Device("S2", "HP", "Elite"), Device("S7", "HP", "Elite")
OTHER, NEWEST = Device("S3", "HP", "Elite"), Device("S9", "HP", "Elite")
LATER = DAY + timedelta(days=1)
CORRECTED = kinds.SerialCorrected(WRONG.key, RIGHT, "Misread.")


def deployed() -> Apart:
    return Apart(
        *(APPROVED, issued("A-0001-L1"), dispatched("A-0001-L1", DAY)),
        *(kinds.Deployed(DAY, (WRONG, OTHER)), GROUNDS, issued("A-0001-L2", "notice_first")),
        dispatched("A-0001-L2", DAY),
    )


def states(apart: Apart) -> dict[str, str]:
    return {row.device.serial: row.state for row in cover(apart.case, LATER)}


@pytest.mark.parametrize("first", ["A", "A1"])
def test_d9_what_the_other_side_recorded_of_a_wrong_serial_number_is_of_the_right_one(
    first: str,
) -> None:
    """D9: it is the same machine all along, in whatever order they came together."""
    removed = kinds.RemovalConfirmed((WRONG.key,), DAY, "Jana Hofer")
    apart = deployed()
    for station in (first, "A1" if first == "A" else "A"):
        apart.add(station, CORRECTED if station == "A" else removed)
    apart.settle("both")
    assert states(apart) == {"S7": "removed", "S3": "in_notice"}
    apart.add("A1", kinds.FoundAgain((WRONG.key,), LATER, "Kim"))
    assert states(apart) == {"S7": "in_notice", "S3": "in_notice"}


def test_d9_corrected_twice_exchanged_released_and_given_back() -> None:
    """D9: every deed on a machine follows its serial number."""
    apart = deployed()
    apart.add("A", CORRECTED, kinds.SerialCorrected(RIGHT.key, NEWEST, "Misread again."))
    apart.add("A1", kinds.Reinstated((WRONG.key,), DAY, "Kept."))
    assert list(apart.case.reinstated) == [NEWEST.key]
    apart.add("A1", kinds.AppealRaised(DAY, "upgrade", "6.1"))
    varied = kinds.AppealDecided("varied", "It may keep it.", released=(WRONG.key,))
    apart.add("A1", varied)
    assert list(apart.case.revocations[0].released) == [NEWEST.key]
    apart.add("A1", kinds.DeviceExchanged(WRONG.key, Device("S8"), DAY, "Broken."))
    assert states(apart)["S9"] == "removed"
    assert "S8" in states(apart)


def test_d9_another_machine_that_has_the_wrong_number_is_meant_by_it() -> None:
    """D9: once it is listed."""
    apart = deployed()
    apart.add("A", CORRECTED, kinds.Deployed(DAY, (WRONG,)))
    apart.add("A", kinds.RemovalConfirmed((WRONG.key,), DAY, "Jana Hofer"))
    assert (states(apart)["S2"], states(apart)["S7"]) == ("removed", "in_notice")


def test_c8_an_amendment_that_a_decision_did_not_know_is_settled_by_a_person() -> None:
    """C8: it stays a difference to be linked, decided again or let rest; one that was let rest
    stays so when the same words are decided anew.
    """
    apart = Apart()
    decided = replace(APPROVED, decides=apart.facts[0].id)
    apart.add("A", AMENDED)
    apart.add("A1", ANSWER, decided)
    apart.settle("both")
    assert apart.case.amended
    assert apart.case.request.requirement != apart.case.newest.requirement
    apart.ends["A"] = apart.case.heads[0]
    apart.add("A", kinds.AmendmentSettled("rest", "The same."), decided)
    assert not apart.case.amended


def test_c8_a_decision_on_the_newest_words_leaves_no_amendment() -> None:
    """C8."""
    apart = Apart(AMENDED)
    apart.add("A", replace(APPROVED, decides=apart.facts[-1].id))
    assert not apart.case.amended
