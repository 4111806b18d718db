"""Cover of a device on any day (rules D8, D9); days are those of the course, 0 the first notice."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_state import state as state_on
from mmd_reviewer.domain.cover import Stretch, cover, without_cover
from mmd_reviewer.domain.revocation_calendar import entries
from tests.domain.letter_cases import APPEAL, GROUNDS, IN_FORCE, LAPTOP
from tests.making import DAY, case

FIRST = DAY - timedelta(days=95)  # what is recorded today is of day 95


def on(day: int) -> date:
    return FIRST + timedelta(days=day)


def course(*later: kinds.Body) -> Case:
    """In force since day -10 on a laptop and a device of the Test group, and revoked."""
    deployed = kinds.Deployed(on(-10), IN_FORCE[1].devices)
    first = kinds.NoticeSentElsewhere("first", on(0), "R", "Petra")
    return case(IN_FORCE[0], deployed, GROUNDS, first, *later)


def removed(day: int) -> kinds.RemovalConfirmed:
    return kinds.RemovalConfirmed((LAPTOP.key,), on(day), "Jana")


def found(day: int) -> kinds.FoundAgain:
    return kinds.FoundAgain((LAPTOP.key,), on(day), "Ines")


BACK = kinds.Reinstated((LAPTOP.key,), on(97), "It is clean.")
WITHDRAWN = kinds.RevocationWithdrawn("A fixed driver.")
VARIED = kinds.AppealDecided("varied", "More time.", on(125))
RELEASED = kinds.AppealDecided("varied", "The pilot.", None, "", (LAPTOP.key,))


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (
            (),
            "-11 covered, -1 covered, 0 in_notice 0, 89 in_notice 0, 90 not_covered 90, "
            "400 not_covered 90",
        ),
        # before it was deployed nothing was removed
        ((removed(20),), "-11 covered, -1 covered, 19 in_notice 0, 20 removed 20, 90 removed 20"),
        ((removed(90),), "89 in_notice 0, 90 removed 90, 91 removed 90"),
        ((removed(91),), "89 in_notice 0, 90 not_covered 90, 91 not_covered 90"),
        # recorded at two stations apart: it was not on the device any more
        ((removed(20), removed(95)), "19 in_notice 0, 20 removed 20, 90 removed 20"),
        ((removed(20), found(20)), "19 in_notice 0, 20 in_notice 20, 90 not_covered 90"),
        ((removed(95), BACK), "90 not_covered 90, 96 not_covered 90, 97 covered 97"),
        (
            (removed(20), found(30)),
            "19 in_notice 0, 20 removed 20, 29 removed 20, 30 in_notice 30, 90 not_covered 90",
        ),
        ((removed(20), found(90)), "89 removed 20, 90 not_covered 90"),
        ((removed(20), found(95)), "90 removed 20, 94 removed 20, 95 not_covered 95"),
        # given back for the removal before it, not for what came after
        ((removed(95), BACK, found(99)), "98 covered 97, 99 not_covered 99"),
        (
            (removed(95), BACK, found(97), removed(97)),
            "96 not_covered 90, 97 not_covered 97, 400 not_covered 97",
        ),
        (
            (APPEAL, VARIED),
            "89 in_notice 0, 90 not_covered 90, 94 not_covered 90, 95 in_notice 95, "
            "124 in_notice 95, 125 not_covered 125",
        ),
        ((WITHDRAWN,), "89 in_notice 0, 90 not_covered 90, 94 not_covered 90, 95 covered 95"),
        ((APPEAL, RELEASED), "89 in_notice 0, 94 not_covered 90, 95 covered 95, 400 covered 95"),
        # removed on the day on which cover came back: what was recorded first came first
        ((removed(95), WITHDRAWN), "94 not_covered 90, 95 covered 95"),
        ((WITHDRAWN, removed(95)), "94 not_covered 90, 95 removed 95"),
        ((removed(94), WITHDRAWN), "94 not_covered 90, 95 covered 95"),
        ((WITHDRAWN, removed(96)), "95 covered 95, 96 removed 96"),
    ],
)
def test_d9_the_cover_of_a_device_by_day(later: tuple[kinds.Body, ...], expected: str) -> None:
    """D9, D8: the state, and since when; a removal on the deadline keeps cover, a day later not."""
    made = course(*later)
    for row in expected.split(", "):
        number, state, *since = row.split(" ")
        (laptop,) = [one for one in cover(made, on(int(number))) if one.device == LAPTOP]
        wanted = (state, on(int(since[0])) if since else None)
        assert (laptop.state, laptop.since) == wanted, row


def test_d9_a_device_of_the_test_group_is_outside_until_it_is_removed() -> None:
    """D9: whatever the course says of it; removed it is removed, not outside."""
    (tester,) = [device for device in IN_FORCE[1].devices if device.in_test_group]
    made = course(kinds.RemovalConfirmed((tester.key,), on(91), "Jana"))
    for day, state, since in (
        (-11, "outside", None),
        (89, "outside", None),
        (90, "outside", None),
        (91, "removed", on(91)),
    ):
        (row,) = [one for one in cover(made, on(day)) if one.device == tester]
        assert (row.state, row.since) == (state, since)


def test_d10_d8_a_device_released_later_keeps_the_revocation_open_until_then() -> None:
    """D10, D8: the other was removed before the deadline, as became known afterwards; until its
    release the laptop was without cover, and the notices that were missed stay missed.
    """
    (tester,) = [device for device in IN_FORCE[1].devices if device.in_test_group]
    made = course(APPEAL, RELEASED, kinds.RemovalConfirmed((tester.key,), on(85), "Jana"))
    (one,) = made.revocations
    assert (one.ended, one.how_ended) == (on(95), "removed")
    assert [state_on(made, on(day)) for day in (89, 94, 95)] == [
        "in_revocation",
        "cover_ended",
        "in_force",
    ]
    assert one.not_sent_on(on(95)) == ("second", "third", "final")
    assert [row.status for row in entries(made) if row.code == "D"] == ["done"]


def test_d10_d9_a_released_device_found_again_does_not_open_the_revocation_that_is_over() -> None:
    """D10, D8, D9: the revocation concerns it no more; one that it does concern opens it again."""
    (tester,) = [device for device in IN_FORCE[1].devices if device.in_test_group]
    gone = kinds.RemovalConfirmed((tester.key,), on(85), "Jana")
    later = (APPEAL, RELEASED, gone, removed(95), found(95))
    made = course(*later)
    assert (made.revocation, state_on(made, on(95))) == (None, "in_force")
    made = course(*later, kinds.FoundAgain((tester.key,), on(95), "Ines"))
    assert made.revocation is not None
    assert state_on(made, on(95)) == "cover_ended"


def test_d8_d9_a_device_released_on_the_deadlines_own_day_was_never_without_cover() -> None:
    """D8, D9: released a day after it, it was without cover for that day."""
    made = course(APPEAL, kinds.AppealDecided("varied", "w", on(96)), APPEAL, RELEASED)
    (one,) = made.revocations
    assert one.dates is not None
    same = replace(one, dates=replace(one.dates, deadline=on(95)), lapses=())
    made = replace(made, revocations=(same,))
    assert without_cover(made, LAPTOP.key) == ()
    day_before = replace(same, dates=replace(one.dates, deadline=on(94)))
    made = replace(made, revocations=(day_before,))
    assert without_cover(made, LAPTOP.key) == (Stretch(on(94), on(95)),)


@pytest.mark.parametrize(("last", "gaps"), [(89, []), (90, []), (91, [90])])
def test_d8_d9_what_was_removed_by_the_deadline_leaves_no_gap_to_tell(
    last: int, gaps: list[int]
) -> None:
    """D8, D9, D10: the revocation was over when the deadline came, on its own day too."""
    keys = tuple(device.key for device in IN_FORCE[1].devices)
    gone = kinds.RemovalConfirmed(keys, on(last), "Jana")
    made = course(gone, APPEAL, kinds.AppealDecided("withdrawn", "A fixed driver."))
    assert [row.since for row in made.revocations[0].lapses] == [on(day) for day in gaps]
