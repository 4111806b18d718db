"""The frame: views, panes, messages, standing answers, help, crash files."""

import json
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from mmd_reviewer.built import built
from mmd_reviewer.domain.conflict import Both, Conflict
from mmd_reviewer.ui.commands import help_page
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.look.theme import current_theme
from mmd_reviewer.ui.reviewing.say import MessageAction, Unsettled
from mmd_reviewer.ui.shell.crash import CrashHandler, write_crash
from mmd_reviewer.ui.shell.main_window import MainWindow
from mmd_reviewer.ui.shell.message_bar import MessageRow
from mmd_reviewer.ui.shell.rail import RailEntry
from mmd_reviewer.ui.widgets.labels import Label
from tests.ui.conftest import ListView, shown_list

KEY = Qt.Key
SECRET = "Contoso wants Zoë's laptop"


def test_only_views_that_were_added_are_in_the_rail(
    frame: MainWindow, registry: ActionRegistry
) -> None:
    assert [line.label for line in frame.rail.lines()] == ["Queue", "Assessment"]
    assert not registry.action("view.calendar").isVisible()


def test_keys_and_clicks_change_the_view_and_give_it_the_focus(
    qtbot: QtBot, frame: MainWindow
) -> None:
    QTest.keyClick(frame, KEY.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert frame.view_id == "assessment"
    assert shown_list(frame).view.hasFocus()
    QTest.mouseClick(frame.rail.lines()[0], Qt.MouseButton.LeftButton)
    assert frame.view_id == "queue"
    assert [line.isChecked() for line in frame.rail.lines()] == [True, False]


def test_a_view_may_stand_under_another(frame: MainWindow) -> None:
    frame.add_view("import", ListView("import"), "Import", under="queue")
    frame.show_view("import")
    assert [line.isChecked() for line in frame.rail.lines()] == [True, False]


def test_f6_walks_the_panes_and_the_rail(qtbot: QtBot, frame: MainWindow) -> None:
    view = frame.stack.currentWidget()
    assert isinstance(view, ListView)
    view.field.setFocus()
    seen = []
    for _ in range(3):
        QTest.keyClick(frame, KEY.Key_F6)
        focused = QApplication.focusWidget()
        seen.append(focused.objectName() if focused is not None else "")
    assert seen == ["queueTable", "rail_queue", "queueField"]
    QTest.keyClick(frame, KEY.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert frame.rail.lines()[0].hasFocus()


def test_one_message_per_cause(qtbot: QtBot, frame: MainWindow) -> None:
    pressed: list[int] = []
    frame.show_message("clock", "The clock looks wrong.", "amber")
    frame.show_message("notices", ", 1 due today", "red", "2 notices overdue")
    frame.show_message(
        "notices",
        ", 2 due today",
        "red",
        "3 notices overdue",
        MessageAction("Open calendar", lambda: pressed.append(1), "Ctrl+3"),
    )
    assert frame.message_bar.messages() == {
        "clock": "The clock looks wrong.",
        "notices": "3 notices overdue, 2 due today",
    }
    button = frame.findChild(QWidget, "message_notices")
    assert isinstance(button, QWidget)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == [1]
    frame.clear_message("clock")
    close = frame.findChild(QWidget, "messageClose_notices")
    assert isinstance(close, QWidget)
    with qtbot.waitSignal(frame.message_closed):
        QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert frame.message_bar.messages() == {}


def test_nothing_moves_when_something_is_said(frame: MainWindow) -> None:
    """A message or a conflict comes and goes, and what lies under the pointer stays where it is."""
    bar = frame.message_bar

    def places() -> tuple[QRect, QRect]:
        QApplication.processEvents()
        return bar.geometry(), frame.stack.geometry()

    before = places()
    for number, tone in enumerate(("info", "red", "amber", "info")):
        frame.show_message(f"cause{number}", f"Message {number}", tone)  # type: ignore[arg-type]
        assert places() == before
    both = Both("Factor", "", "yes", "no")
    frame.show_conflict(Unsettled(Conflict("A-0001", "Somebody.", (both,)), lambda: None))
    assert places() == before
    assert frame.conflict_bar.isVisible()
    assert frame.conflict_bar.height() > 100
    frame.conflict_bar.mine_button.click()
    for number in range(4):
        frame.clear_message(f"cause{number}")
        assert places() == before


def test_the_gravest_and_the_newest_message_stand_side_by_side(frame: MainWindow) -> None:
    bar = frame.message_bar

    def shown() -> list[str]:
        QApplication.processEvents()
        rows = sorted(bar.findChildren(MessageRow), key=lambda row: row.x())
        return [row.cause for row in rows if row.isVisible()]

    frame.show_message("due", "2 overdue", "red")
    assert shown() == ["due"]
    frame.show_message("deed", "Done.", "info")
    assert shown() == ["due", "deed"]
    assert not bar.more.isVisible()
    frame.show_message("health", "3 wait", "amber")
    assert shown() == ["due", "health"]
    assert bar.more.text() == "+1"
    QTest.mouseClick(bar.more, Qt.MouseButton.LeftButton)
    assert shown() == ["due", "deed"]
    frame.clear_message("due")
    assert shown() == ["health", "deed"]


LONG_REFUSAL = (
    "A-0142 was changed on two sides. The two sides differ about the decision, the answer to "
    "security, the letter “Approved” and until when it is parked. Settle that first (settle "
    "A-0142)."
)


def test_a_short_message_leaves_its_room_to_a_long_one(frame: MainWindow) -> None:
    frame.show_message("due", "2 overdue", "red")
    frame.show_message("deed", LONG_REFUSAL[:110], "amber")
    QApplication.processEvents()
    rows = {row.cause: row for row in frame.message_bar.findChildren(MessageRow)}
    assert rows["deed"].width() > 2 * rows["due"].width()
    for row in rows.values():
        assert row.width() >= row.width_wanted()
        assert not row.whole.isVisible()
    frame.show_message("deed", LONG_REFUSAL, "amber")
    QApplication.processEvents()
    assert rows["deed"].whole.isVisible()
    assert rows["due"].width() >= rows["due"].width_wanted(), "the gravest stays whole"
    assert not rows["due"].whole.isVisible()


def test_words_that_find_no_room_can_be_read_whole(qtbot: QtBot, frame: MainWindow) -> None:
    """A refusal beside another message, in a small window."""
    frame.resize(1024, 700)
    frame.show_message("health", LONG_REFUSAL.replace("A-0142", "A-0007"), "amber")
    frame.show_message("deed", LONG_REFUSAL, "amber")
    QApplication.processEvents()
    rows = {row.cause: row for row in frame.message_bar.findChildren(MessageRow)}
    button = rows["deed"].whole
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert LONG_REFUSAL in [label.text() for label in dialog.findChildren(Label)]
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert QApplication.activeModalWidget() is None


def test_the_standing_answers(qtbot: QtBot, frame: MainWindow) -> None:
    frame.set_saved("14:02")
    frame.set_store("Review 2026", read_only=True)
    frame.status_bar.set_backup("Backup 13:30, checked")
    frame.rail.set_edition("Edition 3", "2026-07-01")
    frame.top_bar.set_today(date(2026, 11, 23))
    frame.top_bar.set_reviewer("Ines Moreau")
    frame.status_bar.set_running("Import", 3, 40)
    bar = frame.status_bar
    assert frame.windowTitle() == "Review 2026 (read-only) – MMD Reviewer"
    assert (bar.saved.label.text(), bar.running.text()) == ("Saved 14:02", "Import 3 of 40")
    with qtbot.waitSignal(frame.cancel_requested):
        QTest.mouseClick(bar.cancel, Qt.MouseButton.LeftButton)
    frame.status_bar.set_idle("Read 48 rows in 0.2 s")
    assert not bar.cancel.isVisible()


def test_counts_and_groups(qtbot: QtBot, frame: MainWindow) -> None:
    frame.set_counts({"queue": 42, "assessment": None}, frozenset({"queue"}))
    frame.rail.set_group("saved", "Saved filters", [RailEntry("mine", "user", "My open", 17)])
    lines = frame.rail.lines()
    assert [line.accessibleName() for line in lines] == ["Queue, 42", "Assessment", "My open, 17"]
    with qtbot.waitSignal(frame.entry_chosen) as heard:
        QTest.mouseClick(lines[2], Qt.MouseButton.LeftButton)
    assert heard.args == ["saved", "mine"]
    lines[0].setFocus()
    QTest.keyClick(lines[0], KEY.Key_Down)
    assert lines[1].hasFocus()
    frame.rail.set_group("saved", "Saved filters", [])
    assert len(frame.rail.lines()) == 2


def test_the_theme_key_changes_the_theme(qtbot: QtBot, frame: MainWindow) -> None:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(frame, KEY.Key_L, both)
    assert current_theme().name == "dark"
    QTest.keyClick(frame, KEY.Key_L, both)
    assert current_theme().name == "light"


def test_the_key_sheet_lists_what_is_bound(qtbot: QtBot, frame: MainWindow) -> None:
    QTest.keyClick(frame, KEY.Key_Slash, Qt.KeyboardModifier.ControlModifier)
    sheet = frame.findChild(QDialog, "shortcutSheet")
    assert isinstance(sheet, QDialog)
    assert sheet.isVisible()
    QTest.keyClick(sheet, KEY.Key_Escape)
    assert not sheet.isVisible()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_help_opens_the_page_of_the_place(
    qtbot: QtBot, frame: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "queue.md").write_text(
        "# The queue\n\nHow *it* is [sorted](parking.md). More.\n\n<b>x</b> [park](parking.md)\n"
    )
    (tmp_path / "parking.md").write_text("# Parking\n\nWaits.\n")
    monkeypatch.setattr(help_page, "help_folder", lambda: tmp_path)
    assert [(p.page, p.title, p.hint) for p in help_page.help_pages()][1] == (
        "queue",
        "The queue",
        "How it is sorted",
    )
    QTest.keyClick(frame, KEY.Key_F1)
    helper = frame.findChild(help_page.HelpWindow)
    assert isinstance(helper, help_page.HelpWindow)
    assert (helper.windowTitle(), helper.page) == ("Help", "queue")
    assert "How it is sorted" in helper.browser.toPlainText()
    helper.browser.anchorClicked.emit("https://example.com/")
    helper.browser.anchorClicked.emit("../settings.md")
    assert helper.page == "queue"
    helper.browser.anchorClicked.emit("parking.md")
    assert helper.page == "parking"
    helper.show_page("../../etc/passwd")
    assert "No page" in helper.browser.toPlainText()


def test_geometry_is_kept(qtbot: QtBot, registry: ActionRegistry) -> None:
    kept: list[bytes] = []
    frame = MainWindow(registry, save=kept.append)
    qtbot.addWidget(frame)
    frame.resize(1024, 720)
    frame.show()
    with qtbot.waitSignal(frame.closing):
        frame.close()
    again = MainWindow(ActionRegistry(), restore=lambda: kept[0])
    qtbot.addWidget(again)
    assert again.height() == 720


def test_every_focusable_widget_is_named(qtbot: QtBot, frame: MainWindow) -> None:
    frame.show_message("notices", "late", "red", action=MessageAction("Open", lambda: None))
    frame.status_bar.set_running("Import", 1, 2)
    frame.open_palette("park")
    QAccessible.setActive(True)
    nameless = []
    for widget in frame.findChildren(QWidget):
        if (
            widget.focusPolicy() == Qt.FocusPolicy.NoFocus
            or not widget.isVisible()
            or widget.focusProxy()
        ):
            continue
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name):
            nameless.append(widget)
        if not widget.objectName():
            nameless.append(widget)
    assert nameless == []


def test_a_crash_file_holds_no_words_of_the_customer(tmp_path: Path) -> None:
    def read(text: str) -> None:
        try:
            json.loads(text)
        except ValueError as error:
            raise RuntimeError(text) from error

    with pytest.raises(RuntimeError) as caught:
        read(SECRET)
    path = write_crash(caught.value, tmp_path / "crashes", "0.1.0")
    assert path is not None
    words = path.read_text(encoding="utf-8")
    assert all(part not in words for part in SECRET.split())
    assert "RuntimeError" in words
    assert "JSONDecodeError" in words
    assert "test_frame.py:" in words
    assert "read" in words


def test_a_crash_is_shown_on_the_gui_thread(
    qtbot: QtBot, app: QApplication, tmp_path: Path
) -> None:
    shown: list[str] = []
    handler = CrashHandler(tmp_path, "0.1.0", shown.append)
    handler.handle(ValueError(SECRET))
    qtbot.waitUntil(lambda: len(shown) == 1)
    assert str(tmp_path) in shown[0]
    assert SECRET not in shown[0]


def test_a_folder_that_cannot_be_written_does_not_make_it_worse(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert write_crash(ValueError(), tmp_path / "file", "0.1.0") is None


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_about_says_which_program_this_is_and_licences_opens_its_page(
    qtbot: QtBot, frame: MainWindow, registry: ActionRegistry
) -> None:
    registry.run("help.about")
    box = frame.findChild(QDialog, "aboutDialog")
    assert box is not None
    words = " ".join(label.text() for label in box.findChildren(Label))
    assert built().said() in words
    box.close()
    registry.run("help.licences")
    browser = frame.findChild(QTextBrowser, "helpText")
    assert browser is not None
    assert "LGPL-3.0-or-later" in browser.toPlainText()
