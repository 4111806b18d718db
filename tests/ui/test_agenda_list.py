"""The list of the agenda alone, without the calendar around it."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from mmd_reviewer.domain.calendar_entry import Entry
from mmd_reviewer.services.read.agenda import AgendaRead, Heading, Row
from mmd_reviewer.services.read.entry_line import line_of
from mmd_reviewer.services.revocation_calendar import Agenda
from mmd_reviewer.ui.calendar.agenda_list import AgendaList
from tests.making import DAY

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_ten_thousand_rows_are_shown_at_once(app: QApplication, qtbot: QtBot) -> None:
    made = AgendaList()
    qtbot.addWidget(made)
    many = [
        Entry(
            DAY + timedelta(days=n // 20),
            "123FDE"[n % 6],
            "planned",
            f"A-{n:05}",
            f"Customer {n}",
            "T",
            f"u{n}",
        )
        for n in range(10_000)
    ]
    rows: tuple[Row, ...] = (Heading("Later"), *(line_of(entry, DAY) for entry in many))
    found = Agenda(DAY, DAY, (), (), (), 10_000, DAY, many[0])
    made.resize(1232, 600)
    made.show()
    made.show_read(AgendaRead(found, rows, True))
    made.view.go_to_row(10_000)
    assert made.model.line(made.view.currentIndex().row()) == rows[-1]
    delegate = made.view.itemDelegate()
    assert delegate.sizeHint(QStyleOptionViewItem(), made.model.index(0, 0)).height() == 38
    assert delegate.sizeHint(QStyleOptionViewItem(), made.model.index(1, 0)).height() == 32
    assert not made.grab(QRect(0, 0, 600, 400)).isNull()
