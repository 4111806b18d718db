"""Absence: for some days all of one reviewer's work counts as another's."""

from datetime import date, timedelta

import pytest

from mmd_reviewer.domain.absence import (
    Absence,
    absence_on,
    absences_of,
    assignment,
    set_absent,
    stood_in_for,
    to_end,
    with_stood_in,
)
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import (
    DESK_KEY,
    AbsenceEnded,
    AbsenceSet,
    Author,
    Body,
    Fact,
    write_fact,
)
from mmd_reviewer.domain.history import tell
from mmd_reviewer.domain.request_queue import QueueFilter
from tests.making import DAY

LAST = DAY + timedelta(days=11)
INES = Absence("Ines", "Petra", DAY, LAST, "", "a")
PETRA = Absence("Petra", "Ana", DAY + timedelta(days=2), LAST, "", "b")


def _known(*rows: tuple[Body, date]) -> tuple[Absence, ...]:
    """The absences of facts recorded on these days; an ending names the first of them."""
    facts: list[Fact] = []
    for place, (body, day) in enumerate(rows):
        author = Author("Ines", "A", day, f"{day}T10:00:{place:02d}.000000Z")
        if isinstance(body, AbsenceEnded):
            body = AbsenceEnded(body.absence or facts[0].id)
        facts.append(write_fact(DESK_KEY, (), f"d{place}", author, body)[0])
    return absences_of(facts)


def _days(first: int, last: int) -> tuple[date, date]:
    return DAY + timedelta(days=first), DAY + timedelta(days=last)


def test_an_absence_ends_by_itself() -> None:
    """Both days count; on the day after it, nobody stands in."""
    ((one),) = _known((AbsenceSet("Ines", "Petra", DAY, LAST, "Ski"), DAY))
    assert one.words == "Ines, Mon 2026-11-23 to Fri 2026-12-04: Petra stands in (Ski)"
    before, last, after = DAY - timedelta(days=1), LAST, LAST + timedelta(days=1)
    held = [absence_on([one], "Ines", day) is one for day in (before, DAY, last, after)]
    assert held == [False, True, True, False]
    assert absence_on([one], "Petra", DAY) is None


@pytest.mark.parametrize(
    ("ended_after", "last_after"), [(0, None), (1, 0), (5, 4), (11, 10), (12, 11), (30, 11)]
)
def test_an_absence_ended_early_holds_until_the_day_before(
    ended_after: int, last_after: int | None
) -> None:
    """Ended on its first day it never held; ended after its last nothing changes."""
    rows = _known(
        (AbsenceSet("Ines", "Petra", DAY, LAST), DAY),
        (AbsenceEnded(""), DAY + timedelta(days=ended_after)),
    )
    assert [one.last for one in rows] == (
        [] if last_after is None else [DAY + timedelta(days=last_after)]
    )


def test_an_ending_of_no_absence_changes_nothing() -> None:
    """Facts that came together from two desks: the second ending has lost its footing."""
    rows = [(AbsenceSet("Ines", "Petra", DAY, LAST), DAY), (AbsenceEnded("other"), DAY)]
    assert len(_known(*rows)) == 1
    assert _known(rows[0], (AbsenceEnded(""), DAY), (AbsenceEnded(""), DAY)) == ()


def test_whoever_stands_in_for_a_stand_in_has_all_of_it() -> None:
    """Petra falls ill while she stands in for Ines: Ana has the cases of both."""
    assert stood_in_for([INES, PETRA], "Petra", DAY) == ("Ines",)
    assert stood_in_for([INES, PETRA], "Ana", DAY) == ()
    assert stood_in_for([INES, PETRA], "Ana", LAST) == ("Ines", "Petra")
    circle = Absence("Ana", "Ines", DAY, LAST, "", "c")
    assert stood_in_for([INES, PETRA, circle], "Ana", LAST) == ("Ines", "Petra")


def test_a_filter_by_reviewer_also_names_those_stood_in_for() -> None:
    wish = with_stood_in(QueueFilter(reviewer="Petra"), [INES], DAY)
    assert [wish.is_of(name) for name in ("Petra", "Ines", "Ana", "")] == [True, True, False, False]
    assert QueueFilter().is_of("Ana")
    for other in (QueueFilter(), QueueFilter(reviewer="")):
        assert with_stood_in(other, [INES], DAY) is other


@pytest.mark.parametrize(
    ("reviewer", "me", "absence", "words"),
    [
        ("", "Petra", None, ""),
        ("Petra", "Petra", None, "You"),
        ("Ines", "Petra", None, "Ines"),
        ("Ines", "Petra", INES, "for Ines, until Fri 2026-12-04"),
        ("Ines", "Ana", INES, "Petra for Ines, until Fri 2026-12-04"),
        ("Ines", "Ines", INES, "Petra for you, until Fri 2026-12-04"),
    ],
)
def test_the_row_says_whose_a_case_is(
    reviewer: str, me: str, absence: Absence | None, words: str
) -> None:
    assert assignment(reviewer, me, absence) == words


@pytest.mark.parametrize(
    ("who", "by", "first", "last", "words", "field"),
    [
        ("", "Petra", 0, 1, "Name who is away", "who"),
        ("Ines", " ", 0, 1, "Name who is away", "by"),
        ("Ines", "INES", 0, 1, "Ines cannot stand in for Ines", "by"),
        ("Ana", "Petra", 3, 2, "comes before the first", "last"),
        ("Ana", "Eva", -3, -1, "is over: today is 2026-11-23", "last"),
        ("ines", "Eva", -5, 0, "is away from Mon 2026-11-23 to Fri 2026-12-04 already", "first"),
        ("Ines", "Eva", 11, 20, "end that absence, or choose other days", "first"),
        ("Ana", "petra", 0, 2, "Petra is away too, from Wed 2026-11-25", "by"),
    ],
)
def test_what_cannot_be_an_absence_is_refused(
    who: str, by: str, first: int, last: int, words: str, field: str
) -> None:
    with pytest.raises(Refused, match=words) as refusal:
        set_absent([INES, PETRA], who, by, *_days(first, last), "", DAY)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("who", "by", "first", "last"),
    [
        ("Ines", "Petra", 12, 20),  # the day after the one that is known
        ("Ines", "Petra", -9, -1),  # refused only because it is over
        ("Ana", "Petra", 0, 1),  # Petra is away from the day after
        ("Ana", "Ines", 12, 20),
        ("Eva", "Ana", -2, 5),  # ill since Saturday
    ],
)
def test_days_that_do_not_meet_are_no_hindrance(who: str, by: str, first: int, last: int) -> None:
    today = DAY - timedelta(days=9)
    body = set_absent([INES, PETRA], f" {who} ", by, *_days(first, last), " A  note ", today)
    assert body == AbsenceSet(who, by, *_days(first, last), "A note")


def test_the_one_that_holds_is_ended_else_the_next() -> None:
    later = Absence("Ines", "Eva", *_days(20, 25), "", "c")
    assert to_end([INES, later], "ines", DAY) is INES
    assert to_end([INES, later], "Ines", LAST + timedelta(days=1)) is later
    with pytest.raises(Refused, match="Ana is not away"):
        to_end([INES, later], "Ana", DAY)


def test_each_fact_is_told() -> None:
    author = Author("Ines", "A", DAY, f"{DAY}T10:00:00.000000Z")
    told = [
        tell(write_fact(DESK_KEY, (), "d", author, body)[0])
        for body in (AbsenceSet("Ines", "Petra", DAY, LAST), AbsenceEnded("x"))
    ]
    assert told == [
        "Ines is away from 2026-11-23 to 2026-12-04; Petra stands in.",
        "An absence is ended.",
    ]
