"""What letters of a course say of devices and notices, and on which days (rules D4, D5, D7, D9)."""

from datetime import timedelta

import pytest

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.fact import Body
from mmd_reviewer.domain.letter_facts import LetterRecord
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.domain.letters.dispatch import Dispatch, check_new_dispatch
from mmd_reviewer.domain.letters.owed import letters_next
from tests.domain.letter_cases import IN_FORCE, LAPTOP, notified, write
from tests.making import DAY, case, refused, write_letter


def test_d7_a_final_sent_for_the_new_deadline_is_not_announced_again() -> None:
    """D5, D7, C10: the final of the deadline that the letter names went out, three days early."""
    new = DAY + timedelta(days=10)
    move = kinds.Retimed("agreement", DAY + timedelta(days=5), new, "More time was agreed.")
    before = [
        kinds.NoticeSentElsewhere(name, DAY - timedelta(days=n), "R", "Petra")
        for name, n in (("second", 55), ("third", 25))
    ]
    to_come = write(notified(85, *before, move), "retimed")
    assert to_come.promises == (
        ("deadline", new.isoformat()),
        ("notice_final", (DAY + timedelta(days=3)).isoformat()),
    )
    final = kinds.NoticeSentElsewhere("final", DAY, "R", "Petra")
    record = write(notified(85, *before, move, final), "retimed")
    assert record.promises == (("deadline", new.isoformat()),)
    assert "Final notice" not in as_text(record)


def test_c10_the_first_notice_promises_every_notice_after_it() -> None:
    """C10, D2: the deadline of day 90, and the days of the three notices that follow."""
    record = write(case(*IN_FORCE), "notice_first")
    assert record.promises == (
        ("revocation", "in notice"),
        ("deadline", (DAY + timedelta(days=90)).isoformat()),
        ("notice_second", (DAY + timedelta(days=30)).isoformat()),
        ("notice_third", (DAY + timedelta(days=60)).isoformat()),
        ("notice_final", (DAY + timedelta(days=83)).isoformat()),
    )


def annex(record: LetterRecord) -> list[tuple[str, ...]]:
    """The rows of its table of devices, without the head."""
    (table,) = [block for block in record.blocks if block.kind == "table"]
    return list(table.rows[1:])


def test_d9_the_record_letter_says_of_each_device_since_when() -> None:
    """D9, D2: one since the deadline, one since the day on which it was found with it again."""
    other = Device("5CG2", "HP", "Elite")
    found = [
        kinds.DevicesJoined((other,), DAY - timedelta(days=40), "Ines"),
        kinds.RemovalConfirmed((other.key,), DAY - timedelta(days=30), "Jana"),
        kinds.FoundAgain((other.key,), DAY - timedelta(days=2), "Ines"),
    ]
    assert annex(write(notified(95, *found), "cover_ended")) == [
        ("5CG1", "HP Elite", "Wednesday 18 November 2026"),
        ("5CG2", "HP Elite", "Saturday 21 November 2026"),
    ]


@pytest.mark.parametrize(
    ("found", "title", "device"),
    [
        (None, "Service levels apply again", "covered again from Monday 23 November 2026"),
        (1, "Service levels: devices with this exemption", "without cover again since Tuesday"),
        # no day of cover came back
        (0, "Service levels: devices with this exemption", "Without cover since Monday"),
    ],
)
def test_d9_cover_given_back_on_the_day_on_which_it_is_lost(
    found: int | None, title: str, device: str
) -> None:
    """D9: a device found with the exemption is without cover from that day;
    found on the day of its reinstatement it was covered on none.
    """
    later: list[Body] = [
        kinds.RemovalConfirmed((LAPTOP.key,), DAY, "Jana"),
        kinds.Reinstated((LAPTOP.key,), DAY, "Removed on day 95."),
    ]
    on = DAY + timedelta(days=found or 0)
    if found is not None:
        later.append(kinds.FoundAgain((LAPTOP.key,), on, "Ines"))
    record = write_letter(notified(95, *later), "reinstated", on)
    assert record.title == title
    assert device in annex(record)[0][2]
    nothing = "so cover did not come back" in as_text(record)
    assert (nothing, record.promises == ()) == (found == 0, found == 0)


@pytest.mark.parametrize(("days", "is_next"), [(89, True), (90, False)])
def test_d4_on_the_deadline_no_notice_is_next_any_more(days: int, is_next: bool) -> None:
    """D4: cover ends that day, and what was not sent is not sent."""
    kinds_next = [row.kind for row in letters_next(notified(days), DAY)]
    assert ("notice_final" in kinds_next) is is_next
    assert ("cover_ended" in kinds_next) is not is_next


def test_d4_a_notice_that_went_out_on_the_deadline_is_none() -> None:
    """D4: dated the day before, and dispatched too late for any warning."""
    final = kinds.LetterIssued(write(notified(89), "notice_final"), "ef", 1)
    made = notified(89, final)
    letter, late = made.letters[-1], DAY + timedelta(days=1)
    check_new_dispatch(made, letter, Dispatch(DAY, "R"), late)
    wish = Dispatch(late, "R", reason="It lay about.")
    assert refused(lambda: check_new_dispatch(made, letter, wish, late)) == ("D4", "on")


def test_d7_a_shortening_told_on_the_old_deadline_has_lapsed() -> None:
    """D7: the old deadline comes first on its own day; the day before it is told, late."""
    shorter = kinds.Retimed(
        "severe_incident", DAY + timedelta(days=10), DAY + timedelta(days=8), "w", "I-7", "Petra"
    )
    written = kinds.LetterIssued(write(notified(80, shorter), "retimed"), "ef", 1)
    made = notified(80, shorter, written)

    def dispatch(days: int) -> None:
        on = DAY + timedelta(days=days)
        check_new_dispatch(made, made.letters[-1], Dispatch(on, "R", reason="It lay about."), on)

    dispatch(9)
    assert refused(lambda: dispatch(10)) == ("D7", "on")


@pytest.mark.parametrize(("day", "over"), [(14, False), (15, True)])
def test_d9_a_later_deadline_told_on_its_own_day_is_over(day: int, over: bool) -> None:
    """D9, C9: one that still has the exemption is without cover from that day on:
    the letter does not promise more time.
    """
    longer = kinds.Retimed("agreement", DAY + timedelta(days=5), DAY + timedelta(days=15), "w")
    text = as_text(write_letter(notified(85, longer), "retimed", DAY + timedelta(days=day)))
    assert ("it has been reached" in text) is over
    assert ("You have more time" in text) is not over
