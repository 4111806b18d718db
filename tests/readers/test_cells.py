"""Single cells: what a spreadsheet shows of them, and the days of moments."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from mmd_reviewer.readers.cells import DateReader, Value, date_order, text_of, tidy

BRUSSELS = ZoneInfo("Europe/Brussels")


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ('="00123"', "00123"),
        ('=""', ""),  # as a program that guards every cell so writes an empty one
        ('="', '="'),
        ('="a"&"b"', '="a"&"b"'),
        ('="a', '="a'),
        ("'00123", "00123"),
        ("'90s software", "'90s software"),
        ("'12'", "'12'"),
        ("it's", "it's"),
        ("\u200b\xa0x\ufeff", "x"),
    ],
)
def test_a_cell_means_what_a_spreadsheet_shows(cell: str, meant: str) -> None:
    """A1: a guard is no word of the customer's, and an empty cell lacks a detail."""
    assert tidy(cell) == meant


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (214.0, "214"),
        (2.5, "2.5"),
        (0.1 + 0.2, "0.3"),
        (123456789012345.0, "123456789012345"),
        (1234567890123450.0, "1.23456789012345E+15"),
        (1e20, "1E+20"),
        (True, "yes"),
        (date(2027, 6, 30), "2027-06-30"),
        (datetime(2027, 6, 30), "2027-06-30"),
        (datetime(2027, 6, 30, 14, 30), "2027-06-30 14:30:00"),
        (time(14, 30), "14:30:00"),
    ],
)
def test_a_value_of_a_workbook_is_text_as_a_person_sees_it(value: Value, text: str) -> None:
    """A3: the customer's own words, an end date as a day."""
    assert text_of(value) == text


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("11/20/2026 11:30 PM UTC", date(2026, 11, 21)),
        ("11/20/2026 11:30 AM UTC", date(2026, 11, 20)),
        ("11/20/2026 12:30 AM UTC", date(2026, 11, 20)),
        ("11/20/2026 12:30 PM UTC", date(2026, 11, 20)),
        ("20 Nov 2026 22:59 GMT", date(2026, 11, 20)),
        ("20 Nov 2026 23:00 GMT", date(2026, 11, 21)),
        ("20 Nov 2026 04:29:59 +0530", date(2026, 11, 19)),
        ("20 Nov 2026 04:30:00 +05:30", date(2026, 11, 20)),
        ("20 Nov 2026 04:00 +5", date(2026, 11, 20)),
        ("20 Nov 2026 18:00 (UTC-05)", date(2026, 11, 21)),
        ("20 Nov 2026 17:59 -0500", date(2026, 11, 20)),
        ("20 Nov 2026 23:30", date(2026, 11, 20)),
        ("20 Nov 2026 24:30 UTC", None),
        ("32 Nov 2026 10:00 UTC", None),
    ],
)
def test_a_moment_that_tells_its_zone_is_a_day_of_ours(words: str, day: date | None) -> None:
    """F1: one service time zone decides which day it is; never a guess."""
    found, wrong = DateReader(BRUSSELS).read(words)
    assert (found, bool(wrong)) == (day, day is None)


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["3/4/2026", "12/11/2026"], ""),
        (["3/4/2026", "13/11/2026"], "day, month, year"),
        (["3/4/2026", "11/13/2026"], "month, day, year"),
        (["13/13/2026"], ""),
    ],
)
def test_a_twelfth_tells_nothing_of_the_order(column: list[str], order: str) -> None:
    assert date_order(column) == order


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("12/3/2026", None),
        ("3/12/2026", None),
        ("12/12/2026", date(2026, 12, 12)),
        ("13/3/2026", date(2026, 3, 13)),
        ("3/13/2026", date(2026, 3, 13)),
    ],
)
def test_days_and_months_up_to_twelve_are_doubtful(words: str, day: date | None) -> None:
    """Interfaces: other forms than ISO only where they leave no doubt."""
    assert DateReader(BRUSSELS).read(words)[0] == day
