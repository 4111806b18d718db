"""Nothing that prints or counts is moved by the wheel or chosen before a person chose it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget

from mmd_reviewer.domain.period import LAST_DAY
from mmd_reviewer.ui.forms.device_choice import DeviceChoice
from mmd_reviewer.ui.forms.kept_words import entries_of, value_of
from mmd_reviewer.ui.shell.settings_dialog import SettingsDialog
from mmd_reviewer.ui.widgets.choice import Choice
from mmd_reviewer.ui.widgets.fields import Combo
from tests.ui.calendar_store import FINAL_LATE, LAPSED, THIRD_LATE
from tests.ui.dialogs import accept, opened, said, the_case
from tests.ui.running import Running, child, running
from tests.ui.test_every_dialog import EVERY

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(calendar_file: Path, tmp_path: Path, qtbot: object) -> Iterator[Running]:
    with running(Path(shutil.copy(calendar_file, tmp_path / "s.sqlite"))) as it:
        yield it


def wheel(widget: QWidget) -> None:
    """A turn of the wheel up and two down over the middle of a widget."""
    middle = QPointF(widget.rect().center())
    for turn in (120, -120, -120):
        QApplication.sendEvent(
            widget,
            QWheelEvent(
                middle,
                widget.mapToGlobal(middle),
                QPoint(),
                QPoint(0, turn),
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            ),
        )


def moved_by_the_wheel(top: QWidget) -> list[str]:
    """Entries that hold something else after the wheel was
    turned over every widget that has not the keyboard.
    """
    top.setFocus()
    before = {name: value_of(entry) for name, entry in entries_of(top).items()}
    for widget in top.findChildren(QWidget):
        if widget.isVisible() and not widget.hasFocus():
            wheel(widget)
    return [name for name, entry in entries_of(top).items() if value_of(entry) != before.get(name)]


def test_the_wheel_changes_nothing_in_any_view(window: Running) -> None:
    desk_window = window.desk_window
    facts = window.desk_window.reviewing.desk.store.seal()
    for view in ("queue", "owed", "calendar", "register", "import"):
        window.program.window.show_view(view)
        window.settle()
        assert moved_by_the_wheel(window.program.window) == [], view
    for name, number in (
        ("assessment", THIRD_LATE),
        ("letter", FINAL_LATE),
        ("amendment", THIRD_LATE),
    ):
        desk_window.open_case(name, number)
        window.settle()
        assert moved_by_the_wheel(window.program.window) == [], name
    assert window.desk_window.reviewing.desk.store.seal() == facts


def test_the_wheel_changes_nothing_in_any_dialog(window: Running) -> None:
    for name, show in EVERY.items():
        show(window)
        dialog = child(window, name, QDialog)
        assert moved_by_the_wheel(dialog) == [], name
        for _ in range(2):
            if QApplication.activeModalWidget() is not None:
                window.press(Qt.Key.Key_Escape)
    assert "revokeDialog" in EVERY


def test_a_drop_down_takes_the_wheel_only_where_the_keyboard_is(window: Running) -> None:
    window.program.registry.run("file.settings")
    window.settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SettingsDialog)
    dialog.show_section("Window")
    theme = child(window, "settings_theme", Combo)
    theme.clearFocus()
    wheel(theme)
    assert (theme.currentData(), theme.focusPolicy()) == ("light", Qt.FocusPolicy.StrongFocus)
    theme.setFocus()
    wheel(theme)
    assert theme.currentData() != "light"


@pytest.mark.parametrize(
    ("command", "number", "name"),
    [
        ("course.removal", FINAL_LATE, "removal"),
        ("course.reinstate", LAPSED, "reinstate"),
        ("course.outcome", THIRD_LATE, "outcome"),
        ("course.elsewhere", FINAL_LATE, "elsewhere"),
    ],
)
def test_no_device_is_ticked_and_no_choice_is_made_before_a_person_makes_it(
    window: Running, command: str, number: str, name: str
) -> None:
    """The removal dialog and its like:
    accepted at once they record nothing and say what is missing.
    """
    dialog = opened(window, number, command, name)
    assert [choice.serials() for choice in dialog.findChildren(DeviceChoice)] in ([], [[]])
    assert [choice.code for choice in dialog.findChildren(Choice)] in ([], [""])
    carrying = the_case(window, number).carrying(LAST_DAY)
    accept(window)
    assert said(dialog) != ""
    assert the_case(window, number).carrying(LAST_DAY) == carrying


def test_the_first_route_is_not_chosen_for_the_person(window: Running) -> None:
    window.desk_window.open_case("assessment", THIRD_LATE)
    window.settle()
    assert window.desk_window.rooms.assessment.decision.fields.route.currentData() is None


def test_calendar_bytes_never_stand_in_a_pdf(window: Running, tmp_path: Path) -> None:
    """The kind is chosen by the person; the file ends as the kind does,
    and a file that is there stays.
    """
    window.program.window.show_view("calendar")
    window.settle()
    window.program.registry.run("calendar.export")
    window.settle()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    accept(window)
    assert said(dialog) == "Choose iCalendar or PDF."  # type: ignore[arg-type]
    kind = dialog.findChild(Choice)
    assert kind is not None
    kind.setFocus()
    window.press(Qt.Key.Key_I)
    accept(window)
    there = tmp_path / "calendar.ics"
    there.write_text("mine")
    files = child(window, "calendarExportFile", QFileDialog)
    files.fileSelected.emit(str(tmp_path / "calendar.pdf"))
    window.settle()
    assert not (tmp_path / "calendar.pdf").exists()
    assert there.read_text() == "mine"
    assert (tmp_path / "calendar (2).ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_a_drop_down_opens_at_what_is_chosen(window: Running) -> None:
    """Enter then leaves it as it is; where nothing is chosen Enter takes nothing."""
    choice = Choice("Kind", "kind", [("a", "First"), ("b", "Second")], clearable=False)
    assert choice.menu().activeAction() is None
    choice.set_code("b")
    assert choice.menu().activeAction().data() == "b"
