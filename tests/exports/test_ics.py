"""The calendar as iCalendar, read back by two readers
that are not the writer: every date unshifted (F1).
"""

import warnings
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmd_reviewer.domain.calendar_entry import (
    CANCELLED,
    DONE,
    EDITION,
    NOT_SENT,
    OPEN,
    PLANNED,
    Entry,
)
from mmd_reviewer.domain.period import LAST_DAY
from mmd_reviewer.exports.ics import description, summary, write_calendar
from tests.long import long_or

with warnings.catch_warnings():  # both readers are of an older Python than this one
    warnings.simplefilter("ignore", DeprecationWarning)
    warnings.simplefilter("ignore", SyntaxWarning)
    import ics
    import vobject

FIRST = date(2027, 12, 31)
# Leap day, New Year, the days on which clocks change in Europe and America, the last day of a
# calendar.
DAYS = (
    date(2028, 2, 29),
    date(2027, 12, 31),
    date(2028, 1, 1),
    date(2027, 3, 28),
    date(2027, 10, 31),
    date(2027, 3, 14),
    date(2027, 11, 7),
    date(2026, 11, 23),
)


def entry(day: date = DAYS[0], code: str = "3", status: str = PLANNED, **given: object) -> Entry:
    values: dict[str, object] = {
        "number": "A-0042",
        "customer": "Contoso",
        "title": "Docker Desktop",
        "uid": "A-0042-R1-3",
        "sequence": 4,
        "offset": 60,
        "first": FIRST,
    }
    return Entry(day, code, status, **{**values, **given})  # type: ignore[arg-type]


def read_by_vobject(content: bytes) -> dict[str, tuple[date, date]]:
    calendar = vobject.readOne(content.decode())
    found = {}
    for event in calendar.vevent_list:
        assert (type(event.dtstart.value), type(event.dtend.value)) == (date, date)
        found[event.uid.value] = (event.dtstart.value, event.dtend.value)
    return found


def read_by_ics(content: bytes) -> dict[str, tuple[date, date]]:
    found = {}
    for event in ics.Calendar(content.decode()).events:
        assert event.all_day
        found[event.uid] = (event.begin.date(), event.end.date())
    return found


def test_every_date_is_read_unshifted_by_two_readers() -> None:
    """F1, D3: civil days; the end is the day after, as iCalendar counts."""
    content = write_calendar(
        [entry(day, uid=f"U{place}") for place, day in enumerate(DAYS)], "9f3c"
    )
    expected = {
        f"U{place}@9f3c.mmd-reviewer": (day, day + timedelta(days=1))
        for place, day in enumerate(DAYS)
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        assert read_by_vobject(content) == expected
        assert read_by_ics(content) == expected


@pytest.mark.model
@pytest.mark.long_form
@settings(max_examples=long_or(1200, 25), deadline=None)
@given(
    st.dates(date(2019, 1, 1), date(2040, 12, 31)),
    st.text(st.characters(codec="utf-8"), max_size=90),
)
def test_any_day_and_any_customer(day: date, customer: str) -> None:
    content = write_calendar([entry(day, customer=customer)], "b7")
    assert f"DTSTART;VALUE=DATE:{day:%Y%m%d}\r\n".encode() in content
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        assert read_by_vobject(content) == {
            "A-0042-R1-3@b7.mmd-reviewer": (day, day + timedelta(days=1))
        }


def test_what_an_event_says() -> None:
    """D2, D8: summary, arithmetic, identity and sequence;
    nothing depends on the moment of the export.
    """
    content = write_calendar([entry()], "9f3c")
    assert write_calendar([entry()], "9f3c") == content
    assert write_calendar([entry()], "77aa") != content  # two stores of one station stay apart
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        event = vobject.readOne(content.decode()).vevent
    assert event.summary.value == "Third notice: Contoso, A-0042"
    assert event.uid.value == "A-0042-R1-3@9f3c.mmd-reviewer"
    assert event.sequence.value == "4"
    assert (event.status.value, event.transp.value) == ("TENTATIVE", "TRANSPARENT")
    assert (
        "Rule D2: day 60, calendar days counted from the first notice on Fri 2027-12-31."
        in event.description.value
    )
    assert "sends nothing" in event.description.value
    assert b"DTSTAMP:20271231T000000Z" in content


@pytest.mark.parametrize(
    ("status", "shown", "words"),
    [
        (PLANNED, "TENTATIVE", "sends nothing"),
        (OPEN, "TENTATIVE", "sends nothing"),
        (DONE, "CONFIRMED", "Done on 2028-03-01, MMD-1-R."),
        (CANCELLED, "CANCELLED", "Cancelled"),
        (NOT_SENT, "TENTATIVE", "Not sent."),
    ],
)
def test_the_status_of_an_event(status: str, shown: str, words: str) -> None:
    """D10: what was cancelled stays, as cancelled."""
    one = entry(status=status, done_on=date(2028, 3, 1), reference="MMD-1-R")
    assert f"STATUS:{shown}\r\n".encode() in write_calendar([one], "A")
    assert words in description(one)


def test_odd_entries() -> None:
    """An edition is for everybody (B8); no control character or line break gets through."""
    one = entry(
        code=EDITION,
        customer="All customers",
        number="",
        first=None,
        offset=None,
        title="Edition 2",
        note="n",
    )
    assert summary(one) == "New edition: All customers"
    assert (
        description(one) == "Edition 2\nRule B8: the day on which the new edition takes effect.\nn"
    )
    hostile = entry(customer="A\r\nBEGIN:VALARM\x00\x07 B", done_on=None, status=DONE)
    assert summary(hostile) == "Third notice: A BEGIN:VALARM B, A-0042"
    assert b"\r\nBEGIN:VALARM" not in write_calendar([hostile], "A")
    assert b"DTEND" not in write_calendar([entry(LAST_DAY)], "A")
    assert b"VEVENT" not in write_calendar([], "A")
