"""The first day on which a deed is allowed (rules C1, D1, D6, D9)."""

from datetime import timedelta

import pytest

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.absence import Absence, to_end
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.deployment import check_deployment
from mmd_reviewer.domain.extension import start_of
from mmd_reviewer.domain.removal import found_again, removed
from tests.domain.letter_cases import IN_FORCE, LAPTOP
from tests.making import DAY, case, day, refused


def removed_on(days: int) -> Case:
    """In force on the laptop alone, and removed from it so many days later."""
    approved = case(IN_FORCE[0]).decision
    assert approved is not None
    told = kinds.ToldElsewhere("approved", (approved.fact,), DAY, "R", "Petra")
    gone = kinds.RemovalConfirmed((LAPTOP.key,), day(days), "Jana")
    return case(IN_FORCE[0], told, kinds.Deployed(DAY, (LAPTOP,)), gone)


def test_d1_d9_on_the_day_of_its_removal_a_device_may_carry_it_again() -> None:
    """D1, D9: deployed or found on that day, not before it."""
    of = removed_on(3)
    check_deployment(of, day(3), (LAPTOP,), day(9))
    assert found_again(of, day(9), [LAPTOP.serial], day(3), "Ines")
    assert refused(lambda: check_deployment(of, day(2), (LAPTOP,), day(9))) == ("D1", "on")
    assert refused(lambda: found_again(of, day(9), [LAPTOP.serial], day(2), "Ines")) == (
        "D9",
        "on",
    )


@pytest.mark.parametrize(("consent", "allowed"), [(2, True), (3, True), (4, False)])
def test_d6_the_service_removes_on_the_day_of_the_consent_at_the_earliest(
    consent: int, allowed: bool
) -> None:
    """D6: by the service only with recorded consent of that day or earlier."""
    agreed = kinds.ConsentRecorded("Jana", day(consent), "Please do.")
    of = case(*IN_FORCE[:2], agreed)

    def remove() -> list[kinds.Body]:
        return removed(
            of, day(9), [], day(3), "Jana", by_service=True, left_service=False, reinstate=""
        )

    if allowed:
        assert remove()
    else:
        assert refused(remove) == ("D6", "by")


def test_c1_an_approval_may_start_on_the_day_of_its_decision() -> None:
    """C1: or later where a person gives that day; not before."""
    assert start_of(None, DAY, DAY) == DAY
    assert start_of(None, DAY, day(1)) == day(1)
    assert refused(lambda: start_of(None, DAY, day(-1))) == ("C1", "start")


def test_an_absence_can_be_ended_on_its_last_day() -> None:
    known = [Absence("Ines", "Petra", DAY, day(3), "", "f")]
    assert to_end(known, "Ines", day(3)) == known[0]
    assert refused(lambda: to_end(known, "Ines", day(3) + timedelta(days=1))) == ("", "who")
