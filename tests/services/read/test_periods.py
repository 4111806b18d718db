"""Month, week and day of the calendar as they are read for the window (rules D4, F1)."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from mmd_reviewer.domain.calendar_entry import PLANNED, Entry
from mmd_reviewer.services import appeal as appeals
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.agenda import Heading, Row
from mmd_reviewer.services.read.entry_line import Line, line_of
from mmd_reviewer.services.read.period import (
    CAP,
    FIRST_YEAR,
    GRID_DAYS,
    LAST_YEAR,
    Cell,
    _day_words,
    cell_speech,
    kept_in_reach,
    month_grid,
    read_day,
    read_month,
    read_week,
    week_of,
)
from tests.making import DAY, Course, day, receive


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Nothing of these tests records anything on it."""
    made = Course(tmp_path_factory.mktemp("course"))
    made.notified()
    return made


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        (DAY, DAY),
        (date(1, 1, 1), date(FIRST_YEAR, 1, 1)),
        (date(1899, 12, 31), date(FIRST_YEAR, 1, 1)),
        (date(9999, 12, 31), date(LAST_YEAR, 12, 31)),
    ],
)
def test_a_day_out_of_reach_leads_to_the_nearest_one(asked: date, kept: date) -> None:
    assert kept_in_reach(asked) == kept


@pytest.mark.parametrize(
    ("of", "monday", "grid"),
    [
        (date(2026, 11, 23), date(2026, 11, 23), date(2026, 10, 26)),
        (date(2026, 11, 29), date(2026, 11, 23), date(2026, 10, 26)),
        (date(2027, 2, 1), date(2027, 2, 1), date(2027, 2, 1)),
        (date(2027, 2, 28), date(2027, 2, 22), date(2027, 2, 1)),
        (date(2028, 2, 29), date(2028, 2, 28), date(2028, 1, 31)),
    ],
)
def test_weeks_and_grids_begin_on_a_monday(of: date, monday: date, grid: date) -> None:
    assert (week_of(of), month_grid(of)) == (monday, grid)
    assert grid + timedelta(GRID_DAYS) > of


@pytest.mark.parametrize(
    ("after", "closed", "words"),
    [
        (0, "", "Today, working day"),
        (1, "", "Tomorrow, working day"),
        (-1, "", "Yesterday, working day"),
        (5, "Saturday", "In 5 days, weekend"),
        (6, "Sunday", "In 6 days, weekend"),
        (-3, "", "3 days ago, working day"),
        (32, "Christmas Day", "In 32 days, Christmas Day"),
        (4000, "", "In 4,000 days, working day"),
        (-1500, "", "1,500 days ago, working day"),
    ],
)
def test_how_far_a_day_is_and_whether_anybody_works(after: int, closed: str, words: str) -> None:
    assert _day_words(day(after), DAY, closed) == words


def entry(place: int, code: str = "3", customer: str = "Contoso") -> Entry:
    return Entry(DAY, code, PLANNED, f"A-{place:04d}", customer, "VPN", f"U{place}", offset=60)


@pytest.mark.parametrize(
    ("entries", "total", "said"),
    [
        (0, 0, "nothing"),
        (1, 1, "Third notice, Contoso, Due today"),
        (2, 2, "Third notice, Contoso, Due today. Third notice, Contoso, Due today"),
        (1, 3, "Third notice, Contoso, Due today. 2 more"),
        (1, 1201, "Third notice, Contoso, Due today. 1,200 more"),
    ],
)
def test_a_cell_speaks_its_entries_and_how_many_more(entries: int, total: int, said: str) -> None:
    lines = tuple(line_of(entry(n), DAY) for n in range(entries))
    assert cell_speech(Cell(DAY, total, lines, ""), DAY) == f"Mon 2026-11-23, today: {said}"


def test_the_month_has_six_weeks_and_the_course_on_its_days(course: Course) -> None:
    found = read_month(course.on(1), month_grid(day(30)))
    assert (found.first, found.today, len(found.cells)) == (date(2026, 11, 30), day(1), GRID_DAYS)
    assert [cell.day for cell in found.cells] == [
        found.first + timedelta(n) for n in range(GRID_DAYS)
    ]
    full = {
        cell.day: [line.entry.what for line in cell.lines] for cell in found.cells if cell.total
    }
    assert full == {day(30): ["Second notice"]}
    assert {cell.closed for cell in found.cells if cell.day.weekday() >= 5} == {
        "Saturday",
        "Sunday",
    }


def test_what_is_overdue_stands_first_in_its_cell_once(course: Course) -> None:
    late = read_month(course.on(45), month_grid(day(30)))
    (cell,) = (cell for cell in late.cells if cell.day == day(30))
    assert [(line.entry.what, line.now) for line in cell.lines] == [("Second notice", "overdue")]
    assert cell.total == 1
    assert [row.what for row in late.agenda.overdue] == ["Second notice"]


def test_a_cell_holds_so_many_and_counts_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Course(tmp_path).on(0)

    def month(first: date, days: int, cap: int) -> list[tuple[date, int, list[Entry]]]:
        return [(DAY, 30, [entry(n) for n in range(cap)])]

    monkeypatch.setattr(desk.store, "month", month)
    (cell,) = read_month(desk, month_grid(DAY)).cells
    assert (len(cell.lines), cell.total) == (CAP, 30)
    assert cell_speech(cell, DAY).endswith(f". {30 - CAP} more")


def test_a_week_has_every_entry_and_what_is_over_last(course: Course) -> None:
    found = read_week(course.on(1), DAY)
    assert [cell.day for cell in found.cells] == [day(n) for n in range(7)]
    first = found.cells[0]
    assert [(line.entry.what, line.now) for line in first.lines] == [("First notice", "done")]
    assert [cell.total for cell in found.cells[1:]] == [0] * 6
    assert [cell.closed for cell in found.cells[4:]] == ["", "Saturday", "Sunday"]
    later = read_week(course.on(1), week_of(day(90)))
    assert [line.entry.what for cell in later.cells for line in cell.lines] == ["Cover ends"]


def texts(rows: tuple[Row, ...]) -> list[str]:
    return [row.title if isinstance(row, Heading) else f"  {row.entry.what}" for row in rows]


def test_a_day_has_its_entries_what_is_overdue_and_what_comes_next(course: Course) -> None:
    found = read_day(course.on(1), day(30))
    assert (found.words, found.own) == ("In 29 days, working day", 1)
    assert (
        texts(found.rows)
        == [
            "  Second notice",
            "Next",
            "  Third notice",
            "  Final notice",
            "  Cover ends",
            "  Approval ends",
        ][: len(found.rows)]
    )
    late = read_day(course.on(45), day(45))
    assert (late.own, late.words) == (0, "Today, working day")
    assert texts(late.rows)[:3] == ["Still overdue", "  Second notice", "Next"]
    assert isinstance(late.rows[0], Heading)
    assert (late.rows[0].tone, late.rows[0].note) == ("broken", "")


def test_a_day_that_is_past_shows_what_is_next_of_today(course: Course) -> None:
    found = read_day(course.on(31), day(0))
    assert texts(found.rows)[:2] == ["  First notice", "Still overdue"]
    assert "  Third notice" in texts(found.rows)


def test_an_open_appeal_is_said_beside_the_notices(tmp_path: Path) -> None:
    course = Course(tmp_path)
    course.notified()
    appeals.raise_appeal(course.on(3), course.case(), day(3), "upgrade", "Version 6.1", None)
    (line, *_) = read_day(course.on(3), day(30)).rows
    assert isinstance(line, Line)
    assert "ppeal open since" in line.remark


def test_a_desk_without_cases_has_empty_days(tmp_path: Path) -> None:
    desk: Desk = Course(tmp_path).on(0)
    receive(desk, ticket="MMD-2-X", customer="Contoso")
    assert read_day(desk, date(2030, 1, 1)).own == 0
    assert all(cell.total == 0 for cell in read_week(desk, week_of(date(2030, 1, 1))).cells)
