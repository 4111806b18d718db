"""Dialogs that do not block."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.ui.forms.choosing import choose
from mmd_reviewer.ui.forms.day_text import parse_day
from mmd_reviewer.ui.forms.dialogs import ParkAnswer, ask_park, ask_text, confirm
from mmd_reviewer.ui.shell.main_window import MainWindow
from mmd_reviewer.ui.widgets.fields import Field
from tests.ui.conftest import shown_list

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        ("+7", date(2026, 11, 30)),
        (" +2w ", date(2026, 12, 7)),
        ("+3D", date(2026, 11, 26)),
        ("2026-02-30", None),
        ("20261201", None),
        ("tomorrow", None),
        ("", None),
        ("٢٠٢٦-١٢-٠١", None),
    ],
)
def test_days_as_they_are_typed(typed: str, day: date | None) -> None:
    assert parse_day(typed, TODAY) == day


def test_days_as_they_are_shown() -> None:
    assert on_screen(TODAY) == "Mon 2026-11-23"


def test_parking_needs_reason_and_a_later_day(qtbot: QtBot, frame: MainWindow) -> None:
    answers: list[ParkAnswer] = []
    dialog = ask_park(frame, TODAY, answers.append, case="A-0147")
    reason, until = (
        dialog.findChild(QPlainTextEdit, "parkReason"),
        dialog.findChild(Field, "parkUntil"),
    )
    assert isinstance(reason, QPlainTextEdit)
    assert isinstance(until, Field)
    QTest.keyClick(reason, KEY.Key_Return, CONTROL)
    assert dialog.error.text() == "Give a reason."
    QTest.keyClicks(reason, "Cisco replies")
    until.setText("2026-11-23")
    QTest.keyClick(until, KEY.Key_Return)
    assert dialog.error.text() == "The day must come after today."
    assert dialog.focusWidget() is until
    until.setText("+2w")
    QTest.keyClick(until, KEY.Key_Return)
    assert answers == [ParkAnswer("Cisco replies", date(2026, 12, 7))]


def test_esc_cancels_and_the_focus_goes_back(qtbot: QtBot, frame: MainWindow) -> None:
    answers: list[str] = []
    dialog = ask_text(frame, "Add a note", "Note", answers.append)
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(dialog, KEY.Key_Escape)
    assert answers == []
    qtbot.waitUntil(shown_list(frame).view.hasFocus)


def test_an_empty_text_is_not_accepted(qtbot: QtBot, frame: MainWindow) -> None:
    answers: list[str] = []
    dialog = ask_text(frame, "Save filter", "Name", answers.append, several_lines=False)
    field = dialog.findChild(Field)
    assert isinstance(field, Field)
    QTest.keyClick(field, KEY.Key_Return)
    assert dialog.error.text() == "Name is empty."
    QTest.keyClicks(field, " My open ")
    QTest.keyClick(field, KEY.Key_Return)
    assert answers == ["My open"]


def test_a_choice_is_filtered_and_walked_from_the_field(qtbot: QtBot, frame: MainWindow) -> None:
    answers: list[str] = []
    choices = [("a", "Approve"), ("b", "Ask for details"), ("c", "Ask again")]
    dialog = choose(frame, "Sentences", choices, answers.append)
    field = dialog.findChild(Field)
    assert isinstance(field, Field)
    QTest.keyClicks(field, "ask")
    QTest.keyClick(field, KEY.Key_Down)
    QTest.keyClick(field, KEY.Key_Return)
    assert answers == ["c"]


def test_a_confirmation_runs_once(qtbot: QtBot, frame: MainWindow) -> None:
    ran: list[int] = []
    dialog = confirm(
        frame, "Issue", "It cannot be edited after.", lambda: ran.append(1), accept="Issue"
    )
    QTest.keyClick(dialog, KEY.Key_Return)
    assert ran == [1]


def test_opened_and_closed_many_times(qtbot: QtBot, app: object) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    for _ in range(50):
        ask_park(parent, TODAY, lambda _answer: None).reject()
