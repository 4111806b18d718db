"""What leaves the program from the dispatch desk, by keys and by mouse (C2, C4, D3);
how the desk looks and speaks, and that it stays quick.
"""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from mmd_reviewer.domain.errors import StoreError
from mmd_reviewer.services import dispatch, letter
from mmd_reviewer.ui.dispatch.dispatch_view import DispatchView
from mmd_reviewer.ui.look.theme import DARK, HIGH_CONTRAST, LIGHT, apply_theme
from mmd_reviewer.ui.widgets.columns import NARROW
from tests.making import DAY, QuickPress
from tests.ui.calendar_store import DRAFTED
from tests.ui.dialogs import is_open, on_a_copy
from tests.ui.dispatch_store import LETTERS, desk_of, desk_view, recorded, ticket
from tests.ui.painted_rows import IN_SIGHT, rows_read
from tests.ui.running import Running, child, running, words
from tests.ui.test_every_dialog import clipped, nameless

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(waiting_file: Path, tmp_path: Path, qtbot: object) -> Iterator[Running]:
    with running(Path(shutil.copy(waiting_file, tmp_path / "s.sqlite"))) as it:
        yield it


def marked(view: DispatchView) -> list[str]:
    return [row.letter.letter for row in view.rows.marked()]


def chosen(window: Running, name: str, path: Path) -> None:
    """The file dialog is answered."""
    dialog = child(window, name, QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.close()
    window.settle()


def test_d3_a_mail_draft_is_a_file_and_its_row_is_marked(window: Running, tmp_path: Path) -> None:
    """D3: a copy; the address if one is known; nothing is recorded by it."""
    view = desk_view(window)
    window.press(K.Key_M)
    out = tmp_path / "draft.eml"
    chosen(window, "mailDraftDialog", out)
    message = message_from_bytes(out.read_bytes())
    assert (message["X-Unsent"], message["To"]) == ("1", "Jana Hofer <jana@adatum.example>")
    assert marked(view) == ["A-0001-L1"]
    assert view.rows.row(0).given.taken.startswith("Drafted ")
    assert words(window).startswith(
        f"Draft to jana@adatum.example saved as {out}. A mail is a copy"
    )
    window.press(K.Key_J, K.Key_M)
    chosen(window, "mailDraftDialog", tmp_path / "second.eml")
    assert "without an address, as none is known" in words(window)
    assert recorded(window, "A-0001") == []
    window.press(K.Key_N, K.Key_Space, K.Key_C)
    view.bar.links[2].click()
    window.settle()
    assert marked(view) == ["A-0002-L1"], "the copied one, not the drafted one"


def test_d3_a_draft_of_a_notice_marks_nothing(
    calendar_file: Path, tmp_path: Path, qtbot: object
) -> None:
    """D3: a notice counts by its message in the portal alone, and that is said."""
    with on_a_copy(calendar_file, tmp_path) as window:
        view = desk_view(window)
        assert [row.number for row in view.rows.letters] == [DRAFTED]
        window.press(K.Key_M)
        chosen(window, "mailDraftDialog", tmp_path / "notice.eml")
        assert "a notice counts by its message in the portal alone" in words(window)
        assert marked(view) == []
        window.press(K.Key_C)
        assert marked(view) == [view.rows.letters[0].letter]


def test_texts_of_all_marked_are_saved_and_nothing_is_overwritten(
    window: Running, tmp_path: Path
) -> None:
    view = desk_view(window)
    window.press(K.Key_S)
    assert words(window) == "Mark the letters first."
    folder = tmp_path / "texts"
    folder.mkdir()
    taken = folder / f"A-0001-L1_declined_{DAY}.txt"
    taken.write_text("mine")
    window.press(K.Key_C, K.Key_Space)
    copied = view.rows.row(0).given.taken
    window.press(K.Key_S)
    dialog = child(window, "saveTextsDialog", QFileDialog)
    assert dialog.fileMode() == QFileDialog.FileMode.Directory
    chosen(window, "saveTextsDialog", folder)
    assert words(window) == f"2 texts saved in {folder}; nothing was overwritten."
    assert taken.read_text() == "mine"
    assert len(list(folder.iterdir())) == 3
    assert view.rows.row(0).given.taken == copied
    assert view.rows.row(1).given.taken.startswith("Saved ")
    desk = replace(desk_of(window), press=QuickPress())
    letter.issue(desk, desk.case("A-0002"), replace="misspelt")
    window.press(K.Key_S)
    chosen(window, "saveTextsDialog", folder)
    assert words(window).startswith("1 text saved")
    assert "A-0002-L1 is void" in words(window)


def test_c2_a_text_whose_file_is_damaged_does_not_leave(
    window: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C2: nothing is copied, nothing is marked, and it is said."""
    view = desk_view(window)
    QGuiApplication.clipboard().setText("before")

    def damaged(*_: object) -> str:
        raise StoreError("A file kept in the store is not what was stored.")

    monkeypatch.setattr(letter, "stored", damaged)
    window.press(K.Key_C)
    assert words(window) == "A file kept in the store is not what was stored."
    assert (QGuiApplication.clipboard().text(), marked(view)) == ("before", [])


def part(view: DispatchView, place: int, name: str) -> QPoint:
    """The middle of a part of a row."""
    rect = view.list.view.visualRect(view.list.model.index(place, 0))
    found: QRect = view.list.delegate.places(rect, place)[name]
    return found.center()


def press_part(window: Running, place: int, name: str) -> None:
    view = window.desk_window.rooms.dispatch
    QTest.mouseClick(
        view.list.view.viewport(), Qt.MouseButton.LeftButton, pos=part(view, place, name)
    )
    window.settle()


def test_all_of_it_is_done_with_the_mouse_too(window: Running) -> None:
    view = desk_view(window)
    press_part(window, 1, "tick")
    assert marked(view) == ["A-0002-L1"]
    press_part(window, 2, "copy")
    assert marked(view) == ["A-0002-L1", "A-0003-L1"]
    taken = QGuiApplication.clipboard().text()
    press_part(window, 4, "copy")
    press_part(window, 2, "again")
    assert QGuiApplication.clipboard().text() == taken
    press_part(window, 5, "mail")
    assert is_open("mailDraftDialog")
    window.press(K.Key_Escape)
    press_part(window, 1, "reference")
    assert view.list.editor.selectedText() == ticket(1)
    window.type(ticket(5))
    press_part(window, 6, "on")
    assert view.list.editor.accessibleName() == "Dispatched on, A-0007-L1"
    assert view.rows.row(1).objection is not None
    press_part(window, 1, "offer reason")
    assert view.list.editor.accessibleName() == "Reason, A-0002-L1"
    window.press(K.Key_Escape)
    press_part(window, 1, "offer use")
    assert (view.rows.row(1).reference, view.rows.row(1).objection) == (ticket(1), None)
    before = marked(view)
    QTest.mouseClick(
        view.list.view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=part(view, 3, "reference") - QPoint(200, 0),
    )
    window.settle()
    assert (view.list.current, marked(view)) == ("A-0004-L1", before)
    press_part(window, 0, "open")
    assert (window.shown(), window.desk_window.rooms.letter.number) == ("letter", "A-0001")


def test_it_is_named_not_clipped_and_drawn_in_every_theme(window: Running) -> None:
    view = desk_view(window)
    window.press(K.Key_A, K.Key_Return)
    window.type(ticket(3))
    window.press(K.Key_Return)
    QAccessible.setActive(True)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    for size in ((1440, 900), (1024, 700)):
        window.program.window.resize(*size)
        window.settle()
        assert nameless(view) == []
        assert clipped(view) == []
        slots = view.list.columns.slots(view.list.view.viewport().width())
        assert [slot.column.key for slot in slots] == [
            column.key for column in view.list.columns.columns
        ], "none is left out"
        assert slots[-1].left + slots[-1].width <= view.list.view.viewport().width()
    assert view.list.view.viewport().width() < NARROW
    grounds = set()
    for theme in (DARK, HIGH_CONTRAST, LIGHT):
        apply_theme(app, theme)
        grounds.add(view.grab().toImage().pixelColor(4, 4).name())
    assert len(grounds) == 3
    rect = view.list.view.visualRect(view.list.model.index(0, 0))
    parts = view.list.delegate.places(rect, 0)
    assert {"offer use", "offer reason"} <= set(parts)
    assert all(rect.contains(place) for place in parts.values())
    window.press(K.Key_Home, K.Key_W)
    rect = view.list.view.visualRect(view.list.model.index(0, 0))
    assert rect.contains(view.list.editor.geometry())
    assert not set(view.list.delegate.places(rect, 0)) & {"offer use", "offer reason"}


def test_a_thousand_waiting_letters_stay_quick(
    window: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No widget a row; a key paints the rows in sight and no others."""
    (first, *_) = dispatch.waiting(desk_of(window))
    many = tuple(
        replace(first, letter=f"A-{n:04}-L1", number=f"A-{n:04}", ticket=f"MMD-{n}-T")
        for n in range(1, 1001)
    )
    monkeypatch.setattr(dispatch, "waiting", lambda desk: many)
    monkeypatch.setattr(dispatch, "objection", lambda desk, one, now: None)
    view = desk_view(window)
    assert view.bar.title.text() == "1000 letters issued, not dispatched"
    assert len(view.list.view.viewport().children()) == 1, "the one field"
    for key in (K.Key_A, K.Key_Space, K.Key_End, K.Key_Return, K.Key_Escape):
        with rows_read(view.list.model) as read:
            QTest.keyClick(window.focus(), key)
            QApplication.processEvents()
        assert len(read) < IN_SIGHT, key
    window.settle()
    assert view.rows.to_check(0, LETTERS) == []
