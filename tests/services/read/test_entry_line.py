"""How an entry of the calendar stands to the day, in words (rules D4, D5, F1)."""

from dataclasses import replace

import pytest

from mmd_reviewer.domain.calendar_entry import Entry
from mmd_reviewer.services.read.agenda import said_of
from mmd_reviewer.services.read.entry_line import when_words
from mmd_reviewer.services.read.period import Cell, cell_speech, month_grid, week_of
from tests.making import DAY, day

NOTICE = Entry(DAY, "2", "planned", "A-0001", "Litware", "Driver", "A-0001-R1-2", offset=30)


@pytest.mark.parametrize(
    ("status", "after", "words"),
    [
        ("planned", -2, "In 2 days"),
        ("planned", -1, "In 1 day"),
        ("planned", 0, "Due today"),
        ("planned", 1, "1 day late"),
        ("planned", 2, "2 days late"),
        ("open", 0, "Open today"),
        ("open", 1, "Open 1 day"),
        ("open", 3, "Open 3 days"),
    ],
)
def test_d4_days_to_and_since_an_entry(status: str, after: int, words: str) -> None:
    """D4, F1: whole days; on the day itself nothing is late."""
    assert when_words(replace(NOTICE, status=status), day(after)) == words


def test_d8_an_open_appeal_is_said_beside_notices_and_deadline() -> None:
    """D8: it does not stop the clock; beside an expiry it says nothing."""
    appeals = {"A-0001": day(-3)}

    def said(entry: Entry, out: dict[str, str] | None = None) -> str:
        return said_of(entry, DAY, lambda on: "", appeals, out or {})

    assert said(NOTICE).endswith("ppeal open since Fri 2026-11-20")
    deadline = replace(NOTICE, code="D", offset=90)
    assert "ppeal open since Fri 2026-11-20" in said(deadline)
    assert "ppeal" not in said(replace(NOTICE, code="E", offset=None))
    assert "ppeal" not in said(replace(NOTICE, number="A-0002"))


def test_f1_a_grid_begins_on_the_monday_of_its_first_week() -> None:
    """F1: 2026-11-23 is a Monday; 1 November 2026 a Sunday."""
    assert week_of(DAY) == DAY == week_of(day(6))
    assert week_of(day(7)) == day(7)
    assert month_grid(DAY) == day(-28)
    assert cell_speech(Cell(DAY, 0, (), ""), DAY) == "Mon 2026-11-23, today: nothing"
    assert cell_speech(Cell(DAY, 3, (), "Labour Day"), day(1)) == (
        "Mon 2026-11-23, Labour Day: 3 more"
    )
    assert cell_speech(Cell(day(5), 0, (), "Saturday"), DAY) == "Sat 2026-11-28: nothing"
