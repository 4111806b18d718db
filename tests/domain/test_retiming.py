"""Changing the deadline (rules D4, D7): who may, and to which day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmd_reviewer.domain.course_facts import DispatchCorrected, Retimed, RevocationPrepared
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.retiming import KINDS, MAY_SHORTEN, check_retiming, offered_deadline
from mmd_reviewer.domain.revocation import FINAL, FIRST, SECOND, THIRD, Retiming, Revocation, Sent
from mmd_reviewer.domain.revocation_changed import (
    dispatch_corrected,
    notice_dispatched,
    retiming_decided,
)
from mmd_reviewer.domain.shortening import shortening_told
from mmd_reviewer.domain.source import Source

FIRST_DAY = date(2026, 9, 1)
PREPARED = RevocationPrepared(
    ("cost",), "why", "actions", "not evident", "2019-11", "Edition 1", {"cost": "x"}
)
WAITING = Revocation(PREPARED, FIRST_DAY)
RUNNING = notice_dispatched(WAITING, FIRST, Sent("L1", FIRST_DAY, "R"))


def field(one: Revocation, kind: str, new: int, today: int = 10, **given: str) -> str:
    """The field that a retiming is refused for, "" if it is allowed;
    days count from the first notice.
    """
    values = {"reason": "Why", "incident": "I-7", "approved_by": "Petra", "by": "Ines", **given}
    found = ""
    try:
        check_retiming(
            one, kind, FIRST_DAY + timedelta(days=new), FIRST_DAY + timedelta(days=today), **values
        )
    except Refused as refusal:
        found = refusal.field if refusal.rule == "D7" else "no rule"
    return found


@pytest.mark.parametrize(
    ("kind", "new", "today", "given_values", "expected"),
    [
        ("vacation", 100, 10, {}, "kind"),
        ("stay", 100, 10, {"reason": " "}, "reason"),
        ("stay", 100, 90, {}, "deadline"),
        ("stay", 90, 10, {}, "deadline"),
        ("stay", 89, 10, {}, "deadline"),
        ("stay", 100, 89, {}, ""),
        ("severe_incident", 17, 10, {}, "deadline"),
        ("severe_incident", 18, 10, {}, ""),
        ("severe_incident", 18, 10, {"incident": ""}, "incident"),
        ("severe_incident", 18, 10, {"approved_by": " "}, "approved-by"),
        ("severe_incident", 18, 10, {"approved_by": "INES"}, "approved-by"),
        ("severe_threat", 120, 10, {"incident": "", "approved_by": ""}, ""),
    ],
)
def test_d7_of_a_running_course(
    kind: str, new: int, today: int, given_values: dict[str, str], expected: str
) -> None:
    """D7: only severe kinds shorten, with incident and a second person,
    to 8 days from today at the least.
    """
    assert field(RUNNING, kind, new, today, **given_values) == expected


def test_d7_before_the_first_notice_as_of_a_dispatch_today() -> None:
    """D7: only a severe kind shortens before the clock runs,
    every kind lengthens; the notice tells it.
    """
    assert field(WAITING, "agreement", 20) == "deadline"
    assert field(WAITING, "severe_incident", 100) == "deadline", (
        "dispatched today it is day 90 already"
    )
    assert field(WAITING, "severe_incident", 40) == ""
    assert field(WAITING, "agreement", 120) == ""


@pytest.mark.parametrize(
    ("changes", "dispatched", "deadline"),
    [
        ([("severe_incident", 40)], 10, 40),  # shortened: it stays
        ([("severe_incident", 40)], 35, 43),  # with eight days at least
        ([("agreement", 120)], 10, 120),  # lengthened: it stays
        ([("agreement", 120)], 40, 130),  # unless the usual course ends later
        ([("severe_incident", 40), ("stay", 60)], 10, 60),  # lengthened within the usual course
        ([("severe_incident", 40), ("stay", 130)], 10, 130),
    ],
)
def test_d7_a_deadline_changed_before_the_first_notice(
    changes: list[tuple[str, int]], dispatched: int, deadline: int
) -> None:
    """D7, D3: what was set before the first notice is the deadline of its dispatch."""
    one = WAITING
    for place, (kind, new) in enumerate(changes):
        assert field(one, kind, new) == ""
        body = Retimed(kind, None, FIRST_DAY + timedelta(days=new), "Why", "I-7", "Petra")
        one = retiming_decided(
            one, Retiming(body, Source(f"f{place}", FIRST_DAY + timedelta(days=10)))
        )
    found = notice_dispatched(one, FIRST, Sent("L1", FIRST_DAY + timedelta(days=dispatched), "R"))
    assert found.dates is not None
    assert found.dates.deadline == FIRST_DAY + timedelta(days=deadline)


@pytest.mark.parametrize(
    ("changes", "recorded", "true", "deadline"),
    [
        ([], 10, 15, 105),  # day 90 of the true day
        ([], 10, 5, 100),  # never earlier
        ([("agreement", 120)], 10, 20, 120),  # lengthened: it stays
        ([("agreement", 120)], 10, 40, 130),  # unless the usual course ends later
        ([("severe_incident", 40)], 10, 20, 40),  # shortened: it stays
        ([("severe_incident", 40)], 10, 32, 40),
        ([("severe_incident", 40)], 10, 33, 41),  # with eight days at least
    ],
)
def test_d11_a_corrected_first_dispatch_gives_the_deadline_of_the_true_day(
    changes: list[tuple[str, int]], recorded: int, true: int, deadline: int
) -> None:
    """D11, D3, D7: as if the notice had been recorded on its day, but never an earlier deadline."""
    one = WAITING
    for place, (kind, new) in enumerate(changes):
        body = Retimed(kind, None, FIRST_DAY + timedelta(days=new), "Why", "I-7", "Petra")
        one = retiming_decided(one, Retiming(body, Source(f"f{place}", FIRST_DAY)))
    sent = Sent("L1", FIRST_DAY + timedelta(days=recorded), "R")
    corrected = DispatchCorrected("L1", FIRST_DAY + timedelta(days=true), "R", "A slip.")
    dispatched = notice_dispatched(one, FIRST, sent)
    found = dispatch_corrected(dispatched, FIRST, corrected, Source("c", FIRST_DAY))
    assert found.dates is not None
    assert found.dates.first == FIRST_DAY + timedelta(days=true)
    assert found.dates.deadline == FIRST_DAY + timedelta(days=deadline)


def test_d11_a_correction_gives_no_time_back_that_a_shortening_took() -> None:
    """D11, D7: shortened to day 40 and told, it moves for the eight days alone."""
    body = Retimed(
        "severe_incident",
        FIRST_DAY + timedelta(days=90),
        FIRST_DAY + timedelta(days=40),
        "Why",
        "I-7",
        "Petra",
    )
    told_on = FIRST_DAY + timedelta(days=10)
    decided = retiming_decided(RUNNING, Retiming(body, Source("f", told_on)))
    short = shortening_told(decided, "L2", told_on, Source("d", told_on))
    for true, deadline in ((5, 40), (32, 40), (33, 41)):
        on = FIRST_DAY + timedelta(days=true)
        corrected = DispatchCorrected("L1", on, "R", "A slip.")
        found = dispatch_corrected(short, FIRST, corrected, Source("c", on))
        assert found.dates is not None
        assert found.dates.deadline == FIRST_DAY + timedelta(days=deadline)


@given(st.sampled_from(sorted(KINDS)), st.integers(-100, 200), st.integers(0, 89))
def test_d7_a_deadline_moves_earlier_by_a_severe_kind_only(kind: str, new: int, today: int) -> None:
    """D7: whatever is asked for, what passes lengthens, or is severe and leaves 8 days."""
    if field(RUNNING, kind, new, today) == "":
        assert new > 90 or (kind in MAY_SHORTEN and new >= today + 8)


@pytest.mark.parametrize(
    ("notice", "day", "expected"),
    [
        (SECOND, 30, None),
        (SECOND, 31, 91),
        (THIRD, 62, 92),
        (FINAL, 84, 91),
        (FINAL, 83, None),
        ("", 84, None),
    ],
)
def test_d4_the_deadline_that_leaves_the_full_warning(
    notice: str, day: int, expected: int | None
) -> None:
    """D4: a late notice offers 60, 30 or 7 days from its own day."""
    found = offered_deadline(RUNNING, notice, FIRST_DAY + timedelta(days=day))
    assert found == (None if expected is None else FIRST_DAY + timedelta(days=expected))
