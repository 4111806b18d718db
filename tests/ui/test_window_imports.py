"""Files brought to the window: dropped or chosen, thousands of rows, cancelled."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from mmd_reviewer.domain.errors import Cancelled
from mmd_reviewer.services import intake
from mmd_reviewer.services.desk import Desk
from tests.making import DAY
from tests.ui.running import Running, child, click, words
from tests.ui.window_store import ALL, SAMPLE, many, three_requests

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return three_requests(tmp_path)


def test_a_file_dropped_on_the_window_is_previewed(window: Running, desk: Desk) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(SAMPLE / "requests-later.csv"))])
    main, at = window.program.window, QPoint(300, 300)
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(at, copy, data, left, none)
    QApplication.sendEvent(main, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(main, QDropEvent(QPointF(at), copy, data, left, none))
    window.settle()
    assert window.shown() == "import"
    assert desk.store.count(ALL, DAY, 100) == 3, "nothing is stored by a preview"
    web = QMimeData()
    web.setUrls([QUrl("https://example.org/requests.csv")])
    enter = QDragEnterEvent(at, copy, web, left, none)
    QApplication.sendEvent(main, enter)
    assert not enter.isAccepted()
    window.press(K.Key_Return, control=True)
    assert window.shown() == "queue"
    assert desk.store.count(ALL, DAY, 100) > 3


def test_choosing_files_and_other_places_of_the_import(window: Running) -> None:
    window.press(K.Key_I, control=True)
    dialog = child(window, "importDialog", QFileDialog)
    dialog.filesSelected.emit([str(SAMPLE / "requests-later.csv")])
    dialog.reject()
    window.settle()
    assert window.shown() == "import"
    for _ in range(5):
        window.press(K.Key_F6)
    click(window, "importCancel")
    assert window.shown() == "queue"
    window.desk_window.open_files([str(SAMPLE / "nothing-here.csv")])
    window.settle()
    said = " ".join(
        label.text() for label in window.desk_window.rooms.imports.pane.findChildren(QLabel)
    )
    assert "nothing-here.csv" in said


def test_five_thousand_rows_are_imported_off_the_thread_of_the_window(
    window: Running, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the reading nor the deed runs where keys and paint do."""
    threads: set[int] = set()

    def noting(work: Callable[..., object]) -> Callable[..., object]:
        def noted(*arguments: object, **options: object) -> object:
            threads.add(threading.get_ident())
            return work(*arguments, **options)

        return noted

    monkeypatch.setattr(intake, "plan_import", noting(intake.plan_import))
    monkeypatch.setattr(intake, "carry_out", noting(intake.carry_out))
    window.desk_window.open_files([str(many(tmp_path, 5000))])
    window.settle()
    window.press(K.Key_Return, control=True)
    assert desk.store.count(ALL, DAY, 20_000) == 5003
    assert threads
    assert threading.get_ident() not in threads, "neither reads nor stores where keys are heard"


def test_cancelling_an_import_leaves_nothing(
    window: Running, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.desk_window.open_files([str(many(tmp_path, 5000))])
    window.settle()
    seen: list[int] = []

    def click_cancel(text: str, done: int, total: int) -> None:
        seen.append(done)
        if done > 200:
            window.program.window.status_bar.cancel.click()

    window.program.work.busy.connect(click_cancel)
    window.press(K.Key_Return, control=True)
    assert max(seen) < 5000
    assert words(window) == "Cancelled: nothing of it was kept."
    assert desk.store.count(ALL, DAY, 10_000) == 3
    assert window.program.window.status_bar.running.text() == "Nothing running"
    assert window.desk_window.rooms.imports.import_button.isEnabled(), "it can be tried again"


def test_a_cancelled_reading_goes_back_to_the_queue(
    window: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.desk_window.rooms.imports._on_reading_failed(Cancelled("Cancelled: nothing was kept."))
    assert window.shown() == "queue"
