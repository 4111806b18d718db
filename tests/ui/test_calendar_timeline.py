"""The course on a line: to scale, in words, and never one label on another."""

from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mmd_reviewer.domain.calendar_entry import Entry
from mmd_reviewer.services.read.course_marks import Mark, _mark
from mmd_reviewer.ui.calendar.time_line import NAME, Placed, TimeLine, block_width, lay_out
from mmd_reviewer.ui.look.theme import DARK, LIGHT, apply_theme

FIRST = date(2026, 8, 31)


def marks(
    day: date, *offsets: int, status: str = "planned", was: date | None = None
) -> tuple[Mark, ...]:
    codes = ("1", "2", "3", "F", "D") if len(offsets) == 5 else ("1", "F", "D")
    made = []
    for code, offset in zip(codes, offsets, strict=True):
        due = FIRST + timedelta(days=offset)
        sent = due if code in ("1", "2", "3") and due <= day else None
        entry = Entry(
            due,
            code,
            "done" if sent else status,
            "A-0001",
            "Contoso",
            "Collector",
            f"A-0001-R1-{code}",
            lapses=None if code == "D" else FIRST + timedelta(days=offsets[-1]),
            offset=offset,
            first=FIRST,
            was=was if code in "FD" else None,
            done_on=sent,
            reference="MMD-1471203-K2M7Q" if sent else "",
        )
        made.append(_mark(entry, day))
    return tuple(made)


def spans(placed: tuple[Placed, ...], above: bool) -> list[tuple[int, int, int]]:
    found = []
    for row in placed:
        level, left = row.above if above else row.below
        width = block_width(row.mark.above, NAME) if above else block_width(row.mark.below)
        found.append((level, left, left + width))
    return found


@pytest.mark.parametrize("width", [560, 700, 776, 900, 1192, 1800])
@pytest.mark.parametrize(
    "offsets", [(0, 30, 60, 83, 90), (0, 30, 60, 193, 200), (0, 3, 10), (0, 30, 60, 68, 75)]
)
@pytest.mark.parametrize("today", [0, 45, 84, 90, 140])
def test_labels_never_collide_and_stay_inside(
    app: QApplication, width: int, offsets: tuple[int, ...], today: int
) -> None:
    day = FIRST + timedelta(days=today)
    found = lay_out(marks(day, *offsets, was=FIRST + timedelta(days=70)), day, width)
    for above in (True, False):
        for (level, left, right), (other, start, end) in combinations(
            spans(found.placed, above), 2
        ):
            assert level != other or right <= start or end <= left
        assert all(
            left >= 0 and right <= width + 2 for _, left, right in spans(found.placed, above)
        )
    places = [row.x for row in found.placed]
    assert places == sorted(places)
    assert all(b - a >= 30 for a, b in pairwise(places))


def test_the_line_is_to_scale_and_the_outer_labels_align_outwards(app: QApplication) -> None:
    day = FIRST + timedelta(days=84)
    found = lay_out(marks(day, 0, 30, 60, 83, 90), day, 1192)
    places = [row.x for row in found.placed]
    per_day = (places[-1] - places[0]) / 90
    assert all(
        abs(x - places[0] - days * per_day) < 1.5
        for x, days in zip(places, (0, 30, 60, 83, 90), strict=True)
    )
    assert [row.side for row in found.placed] == ["left", "middle", "middle", "right", "left"]
    assert (len(found.above), len(found.below)) == (1, 1)
    assert found.today is not None
    assert places[3] < found.today < places[4]


def test_a_narrow_line_takes_a_second_row(qtbot: QtBot, app: QApplication) -> None:
    line = TimeLine()
    qtbot.addWidget(line)
    assert line.heightForWidth(600) == 0
    day = FIRST + timedelta(days=84)
    line.show_course("A-0001", marks(day, 0, 30, 60, 83, 90), day)
    assert line.heightForWidth(700) > line.heightForWidth(1192)
    line.resize(700, line.heightForWidth(700))
    line.show()
    for theme in (DARK, LIGHT):
        apply_theme(app, theme)
        assert not line.grab().isNull()
    assert line.sizeHint().height() == line.heightForWidth(700)


@pytest.mark.parametrize("status", ["planned", "not_sent", "cancelled", "done"])
@pytest.mark.parametrize("today", [-1, 83, 84, 90, 120])
def test_every_stage_is_drawn(qtbot: QtBot, app: QApplication, status: str, today: int) -> None:
    line = TimeLine()
    qtbot.addWidget(line)
    day = FIRST + timedelta(days=today)
    line.show_course("A-0001", marks(day, 0, 30, 60, 83, 90, status=status), day)
    line.resize(900, line.heightForWidth(900))
    line.show()
    assert not line.grab().isNull()


def test_stages_in_words(app: QApplication) -> None:
    due = FIRST + timedelta(days=83)
    final = marks(due, 0, 30, 60, 83, 90)[3]
    assert final.speech() == "Final notice, Sun 2026-11-22 · day 83, Due today, Not dispatched"
    planned = marks(FIRST, 0, 30, 60, 83, 90, was=FIRST + timedelta(days=80))[3]
    assert (
        planned.speech() == "Final notice, Sun 2026-11-22 · day 83, was Thu 2026-11-19, In 83 days"
    )
    gone = marks(due, 0, 30, 60, 83, 90, status="cancelled")[4]
    assert gone.above[0][0].struck
    assert gone.speech().endswith("Cancelled")
    past = marks(FIRST + timedelta(days=95), 0, 30, 60, 83, 90)
    assert past[3].speech().endswith("Not sent")
    assert past[4].speech().endswith("Cover has ended, Record letter due")
    over = marks(due, 0, 30, 60, 83, 90, status="done")[4]
    assert over.speech().endswith("Cover has ended")
