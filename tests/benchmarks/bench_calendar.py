"""A month of the calendar at 100,000 revocations:
query and paint, against bare SQL and bare painting.
"""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.course_material import calendar_store
from tests.benchmarks.harness import Row, Side, compared, pairs, side, typical
from tests.benchmarks.material import DAY, REVIEWER

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

REVOCATIONS = 100_000
QUICK_REVOCATIONS = 10_000
FIRST = date(2026, 10, 26)  # the Monday that November 2026 begins with
DAYS, CAP = 42, 4
SIZE = (1232, 760)
REPEATS = 30


def measure(quick: bool) -> list[Row]:
    """The whole, and its two parts for the record."""
    number = QUICK_REVOCATIONS if quick else REVOCATIONS
    sides = pairs(__name__, "ours", "baseline", str(calendar_store(number)))
    return [
        compared(
            f"month of the calendar, {number:,} revocations",
            sides,
            2.0,
            note="raw: covering index, capped paint",
        ),
        compared("its query alone", sides, 0, "query", note="for the record"),
        compared("its paint alone", sides, 0, "paint", note="for the record"),
    ]


def ours(path: str) -> Side:
    """The store's month, and the month widget drawn from it."""
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QImage

    from mmd_reviewer import bootstrap
    from mmd_reviewer.services.read.entry_line import line_of
    from mmd_reviewer.services.read.period import Cell, GridRead
    from mmd_reviewer.services.revocation_calendar import Agenda
    from mmd_reviewer.settings import Choices
    from mmd_reviewer.ui.app import make_application
    from mmd_reviewer.ui.calendar.month_grid import MonthGrid
    from mmd_reviewer.ui.look.theme import LIGHT, apply_theme

    app = make_application([])
    apply_theme(app, LIGHT)
    store = bootstrap.open_desk(Choices(Path(path), DAY, REVIEWER)).store
    grid = MonthGrid()
    grid.resize(*SIZE)
    grid.set_day(DAY, turn=True)
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    nothing = Agenda(DAY, DAY, (), (), (), 0, None, None)

    def query() -> Any:
        return store.month(FIRST, DAYS, CAP)

    def paint(found: Any) -> QImage:
        cells = [
            Cell(day, total, tuple(line_of(entry, DAY) for entry in entries), "")
            for day, total, entries in found
        ]
        grid.show_grid(GridRead(FIRST, DAY, tuple(cells), nothing))
        grid.render(image, QPoint())
        return image

    return _told(
        query,
        paint,
        lambda found: [
            (
                day.isoformat(),
                total,
                [(entry.customer, entry.code, entry.number) for entry in entries],
            )
            for day, total, entries in found
        ],
    )


def baseline(path: str) -> Side:
    """Two statements that read nothing but the index,
    and the same words painted without a widget.
    """
    from PySide6.QtCore import QRect, Qt
    from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter

    from mmd_reviewer.store.dialects.sqlite import PRAGMAS
    from mmd_reviewer.ui.app import make_application

    make_application([])
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(pragma)
    last = FIRST + timedelta(DAYS - 1)
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    face, strong = QFont("Noto Sans"), QFont("Noto Sans")
    face.setPixelSize(12)
    strong.setPixelSize(12)
    strong.setBold(True)
    metrics = QFontMetrics(face)

    def query() -> Any:
        connection.execute("BEGIN")
        counted = "SELECT day, count(*) FROM calendar_entry WHERE day BETWEEN ? AND ? GROUP BY day"
        totals = dict(connection.execute(counted, (FIRST.isoformat(), last.isoformat())))
        shown = (
            "SELECT customer, code, number, status, lapses FROM calendar_entry WHERE day = ? "
            "ORDER BY customer, code LIMIT ?"
        )
        days = [(FIRST + timedelta(step)).isoformat() for step in range(DAYS)]
        found = [
            (day, totals.get(day, 0), connection.execute(shown, (day, CAP)).fetchall())
            for day in days
        ]
        connection.execute("ROLLBACK")
        return found

    def paint(found: Any) -> QImage:
        painter = QPainter(image)
        painter.fillRect(image.rect(), QColor("#FFFFFF"))
        painter.fillRect(QRect(0, 0, SIZE[0], 30), QColor("#F6F7F9"))
        painter.fillRect(QRect(0, 0, 35, SIZE[1]), QColor("#F6F7F9"))
        painter.setFont(strong)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        for place, name in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")):
            painter.drawText(QRect(44 + place * 171, 0, 160, 30), middle, name)
        for week in range(6):
            painter.drawText(QRect(8, 34 + week * 121, 30, 24), middle, str(44 + week))
        for place, (day, total, rows) in enumerate(found):
            left, top = 35 + place % 7 * 171, 30 + place // 7 * 121
            if place % 7 > 4:
                painter.fillRect(QRect(left, top, 171, 121), QColor("#F0F3F6"))
            painter.setPen(QColor("#DFE4E9"))
            painter.drawRect(left, top, 171, 121)
            painter.setPen(QColor("#1B1F24"))
            painter.setFont(strong)
            painter.drawText(QRect(left + 9, top + 4, 100, 24), middle, str(int(day[8:])))
            for line, row in enumerate(rows[: CAP - 1] if total > CAP - 1 else rows):
                y = top + 30 + line * 21
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.drawRoundedRect(left + 8, y + 1, 17, 17, 4, 4)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
                painter.setFont(strong)
                painter.drawText(
                    QRect(left + 8, y + 1, 17, 17), int(Qt.AlignmentFlag.AlignCenter), row[1]
                )
                painter.setFont(face)
                name = metrics.elidedText(row[0], Qt.TextElideMode.ElideRight, 130)
                painter.drawText(QRect(left + 31, y, 132, 20), middle, name)
            if total > CAP - 1:
                painter.drawText(
                    QRect(left + 9, top + 93, 150, 21), 0, f"+{total - CAP + 1:,} more"
                )
        painter.end()
        return image

    return _told(
        query,
        paint,
        lambda found: [(day, total, [row[:3] for row in rows]) for day, total, rows in found],
    )


def _told(query: Any, paint: Any, answer: Any) -> Side:
    """Both parts measured apart and together."""
    whole, _ = typical(lambda: paint(query()), REPEATS)
    asked, found = typical(query, REPEATS)
    painted, image = typical(lambda: paint(found), REPEATS)
    assert not image.isNull()
    return side(whole, answer(found), query=asked, paint=painted)
