"""The bars above and below every view by themselves: the standing answers, progress, the day."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from mmd_reviewer.ui.shell import status_bar
from mmd_reviewer.ui.shell.status_bar import StatusBar
from mmd_reviewer.ui.shell.top_bar import TopBar
from tests.ui.alone import child
from tests.ui.heard import announced_in

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def bar(app: QApplication, qtbot: QtBot) -> StatusBar:
    made = StatusBar("Ctrl+/")
    qtbot.addWidget(made)
    made.resize(1200, 28)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def top(app: QApplication, qtbot: QtBot) -> TopBar:
    made = TopBar("Ctrl+K")
    qtbot.addWidget(made)
    made.resize(1200, 44)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    return announced_in(status_bar, monkeypatch)


def seen(of: QWidget) -> list[str]:
    """Its words from left to right."""
    QApplication.processEvents()
    labels = [row for row in of.findChildren(QLabel) if row.isVisible() and row.text()]
    labels.sort(key=lambda row: row.mapTo(of, row.rect().topLeft()).x())
    return [row.text() for row in labels]


def shape(of: QWidget) -> set[tuple[int, int]]:
    """Where something is painted, in whatever colour."""
    image = of.grab().toImage()
    ground = image.pixelColor(0, 0)
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {(x, y) for x, y in places if image.pixelColor(x, y) != ground}


def test_only_what_is_known_is_answered(bar: StatusBar) -> None:
    assert seen(bar) == ["Nothing running"]
    bar.set_saved("14:02")
    bar.set_store("Review 2026")
    bar.set_backup("Backup 13:30, checked")
    assert seen(bar) == [
        "Saved 14:02",
        "Review 2026, on this computer",
        "Backup 13:30, checked",
        "Nothing running",
    ]
    bar.set_saved("")
    bar.set_store("desk on server", "")
    assert seen(bar)[:2] == ["desk on server", "Backup 13:30, checked"]


def test_a_backup_that_failed_is_told_by_its_shape_too(bar: StatusBar) -> None:
    bar.set_backup("Backup 13:30, checked")
    good = shape(bar.backup.icon)
    bar.set_backup("No backup since Friday", good=False)
    assert shape(bar.backup.icon) != good
    bar.set_backup("Backup 13:30, checked")
    assert shape(bar.backup.icon) == good


def test_progress_names_how_many_of_how_many(bar: StatusBar) -> None:
    bar.set_running("Importing", 1200, 40_000)
    assert bar.running.text() == "Importing 1,200 of 40,000"
    assert (bar.progress.value(), bar.progress.maximum()) == (1200, 40_000)
    assert bar.cancel.isVisible()
    bar.set_running("Backing up")
    assert bar.running.text() == "Backing up"
    assert bar.progress.maximum() == 0, "a bar without an end"
    bar.set_idle()
    assert bar.running.text() == "Nothing running"
    assert not bar.progress.isVisible()
    bar.set_idle("Read 48 rows")
    assert bar.running.text() == "Read 48 rows"


def test_progress_is_spoken_at_each_quarter_and_of_the_next_job_anew(
    bar: StatusBar, announced: list[str]
) -> None:
    for done in range(0, 101, 5):
        bar.set_running("Importing", done, 100)
    assert announced == [f"Importing, {quarter} percent" for quarter in (25, 50, 75, 100)]
    bar.set_idle()
    bar.set_running("Printing", 1, 1)
    assert announced[-1] == "Printing, 100 percent"
    bar.set_idle()
    bar.set_running("Backing up")
    assert len(announced) == 5, "without a total nothing is known"


def test_cancel_asks_once_and_leaves_the_keyboard_where_it_can_go_on(
    bar: StatusBar, qtbot: QtBot
) -> None:
    bar.set_running("Importing", 1, 40)
    bar.cancel.setFocus()
    with qtbot.waitSignal(bar.cancel_requested):
        QTest.keyClick(bar.cancel, Qt.Key.Key_Space)
    bar.set_idle("Cancelled")
    assert bar.keys.hasFocus()


def test_a_job_that_ends_does_not_fetch_the_keyboard(bar: StatusBar, qtbot: QtBot) -> None:
    other = QWidget(bar)
    other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    other.show()
    bar.set_running("Importing", 1, 40)
    other.setFocus()
    bar.set_idle()
    assert other.hasFocus()


def test_the_key_of_all_keys_stands_there_and_is_a_button(bar: StatusBar, qtbot: QtBot) -> None:
    assert bar.keys.label == "Ctrl+/ shows every key"
    with qtbot.waitSignal(bar.keys_requested):
        QTest.mouseClick(bar.keys, Qt.MouseButton.LeftButton)


# Above


def test_c6_the_day_worked_under_has_its_weekday(top: TopBar) -> None:
    top.set_today(date(2026, 11, 23))
    top.set_reviewer("Ines Moreau")
    assert seen(top) == ["Mon 2026-11-23", "Ines Moreau"]
    top.set_today(date(2026, 11, 24))
    assert seen(top) == ["Tue 2026-11-24", "Ines Moreau"]


def test_a_store_of_samples_is_marked_above_every_view(top: TopBar) -> None:
    assert top.mark == ""
    top.set_mark("Sample store", "Nothing here is real: <no customer>")
    assert top.mark == "Sample store"
    assert "Sample store" in seen(top)
    top.set_mark("", "")
    assert top.mark == ""
    assert not child(top, "storeMark", QWidget).isVisible()


def test_the_field_of_commands_names_its_key_and_opens_at_a_click(
    top: TopBar, qtbot: QtBot
) -> None:
    assert top.command_field.accessibleName() == "Search or run a command"
    assert top.command_field.accessibleDescription() == "Key Ctrl+K"
    with qtbot.waitSignal(top.palette_requested):
        QTest.mouseClick(top.command_field, Qt.MouseButton.LeftButton)


def test_in_a_narrow_window_the_field_gives_way_before_the_day_is_cut(top: TopBar) -> None:
    top.set_today(date(2026, 11, 23))
    top.set_reviewer("Ines Moreau")
    top.resize(560, 44)
    QApplication.processEvents()
    assert top.command_field.width() < 400
    for label in top.findChildren(QLabel):
        if label.isVisible() and label.text():
            assert label.width() >= label.sizeHint().width(), label.text()
