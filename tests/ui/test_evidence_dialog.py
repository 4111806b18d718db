"""Evidence of a case: attached, saved as a copy, opened on request and never where it runs code."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog

from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.services import evidence as service
from mmd_reviewer.ui.case.evidence_dialog import EvidenceDialog, size_words
from tests.making import DAY
from tests.ui.calendar_store import APPEALED, ENDS
from tests.ui.dialogs import accept, is_open, on_a_copy, opened, said, the_case
from tests.ui.running import Running, child, click, words

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 3000


@pytest.fixture
def window(calendar_file: Path, tmp_path: Path, qtbot: object) -> Iterator[Running]:
    with on_a_copy(calendar_file, tmp_path) as it:
        yield it


def evidence(window: Running, number: str = APPEALED) -> EvidenceDialog:
    found = opened(window, number, "Ctrl+E", "evidence")
    assert isinstance(found, EvidenceDialog)
    return found


def attach(window: Running, path: Path) -> None:
    accept(window)
    child(window, "evidenceFile", QFileDialog).fileSelected.emit(str(path))
    window.settle()
    child(window, "evidenceFile", QFileDialog).close()
    window.settle()


@pytest.mark.parametrize(
    ("size", "said_so"), [(840, "840 bytes"), (12_400, "12 KB"), (3_500_000, "3.3 MB")]
)
def test_sizes_in_words(size: int, said_so: str) -> None:
    assert size_words(size) == said_so


def test_a_file_is_attached_saved_and_opened(
    window: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kept by its hash; the copy has the same bytes;
    what is opened is a copy that cannot be written to.
    """
    dialog = evidence(window)
    assert dialog._nothing.isVisible()
    assert not dialog.save.isEnabled()
    dialog._on_save_clicked()
    dialog._on_open_clicked()
    (tmp_path / "crash.png").write_bytes(PNG)
    accept(window)
    child(window, "evidenceFile", QFileDialog).reject()
    window.settle()
    assert dialog.accept_button.isEnabled()
    dialog.about.setFocus()
    window.press(K.Key_S, K.Key_S)
    assert dialog.about.words == "System stability"
    attach(window, tmp_path / "crash.png")
    kept = the_case(window, APPEALED).evidence
    assert [(row.file.name, row.file.about, row.file.size, row.day) for row in kept] == [
        ("crash.png", "stability", len(PNG), DAY)
    ]
    assert words(window) == f"crash.png is attached to {APPEALED}."
    assert is_open("evidenceDialog")
    assert [dialog.rows.view.model().index(0, n).data() for n in range(4)] == [
        "crash.png",
        "System stability",
        "3 KB",
        "Mon 2026-11-23",
    ]
    click(window, "evidenceSave")
    child(window, "evidenceCopy", QFileDialog).fileSelected.emit(str(tmp_path / "copy.png"))
    window.settle()
    assert (tmp_path / "copy.png").read_bytes() == PNG
    assert words(window) == f"Saved as {tmp_path / 'copy.png'}."
    child(window, "evidenceCopy", QFileDialog).close()
    window.settle()
    urls: list[QUrl] = []

    def opens(url: QUrl) -> bool:
        urls.append(url)
        return len(urls) == 1

    monkeypatch.setattr(QDesktopServices, "openUrl", opens)
    dialog.rows.view.setFocus()
    window.press(K.Key_Return)
    shown = Path(urls[0].toLocalFile())
    assert (shown.name, shown.read_bytes()) == ("crash.png", PNG)
    assert shown.stat().st_mode & 0o222 == 0
    assert said(dialog) == ""
    click(window, "evidenceOpen")
    assert said(dialog) == "No program of this computer opens it: save a copy."


def test_what_runs_code_is_not_opened(
    window: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither by its ending nor by what stands in it."""
    opens: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opens.append)
    dialog = evidence(window, ENDS)
    for name, content in (("fix.cmd", b"del *"), ("picture.png", b"MZ" + b"0" * 100)):
        (tmp_path / name).write_bytes(content)
        attach(window, tmp_path / name)
        dialog.rows.set_current_row(dialog.rows.view.model().rowCount() - 1)
        click(window, "evidenceOpen")
        assert "This kind of file may run code" in said(dialog)
    assert opens == []


def test_a_refusal_is_said_in_the_dialog(window: Running, tmp_path: Path) -> None:
    dialog = evidence(window, ENDS)
    (tmp_path / "empty.txt").write_bytes(b"")
    attach(window, tmp_path / "empty.txt")
    assert said(dialog) == "empty.txt is empty: there is nothing to keep."
    attach(window, tmp_path / "nowhere.txt")
    assert "cannot be read: No such file" in said(dialog)
    assert dialog.accept_button.isEnabled()
    (tmp_path / "note.txt").write_bytes(b"It is needed.")
    dialog.about.set_code("appeal")
    attach(window, tmp_path / "note.txt")
    assert f"{ENDS} has no appeal" in said(dialog)
    dialog.about.set_code("case")
    attach(window, tmp_path / "note.txt")
    assert said(dialog) == ""
    attach(window, tmp_path / "note.txt")
    assert "attached already" in said(dialog)


def test_a_store_that_can_only_be_read_shows_and_attaches_nothing(
    window: Running, tmp_path: Path
) -> None:
    window.desk_window.registry.lock("The store is read-only")
    dialog = evidence(window)
    assert not dialog.accept_button.isEnabled()
    assert dialog.accept_button.toolTip() == "The store is read-only"
    accept(window)
    assert is_open("evidenceDialog")


@pytest.mark.parametrize("refused", ["The disk is full.", ""])
def test_what_a_dialog_began_is_told_in_the_bar_once_it_is_closed(
    window: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    """The deed goes on when its dialog is closed: its end,
    good or bad, is said and fails nowhere.
    """
    attach_it, closed = service.attach, threading.Event()

    def slowly(*given: Any) -> Any:
        closed.wait(10)
        if refused:
            raise Refused(refused)
        return attach_it(*given)

    monkeypatch.setattr(service, "attach", slowly)
    dialog = evidence(window)
    (tmp_path / "crash.png").write_bytes(PNG)
    dialog.attach(tmp_path / "crash.png")
    dialog.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    assert not shiboken6.isValid(dialog)
    closed.set()
    window.settle()
    assert (refused or "crash.png is attached") in " ".join(
        window.program.window.message_bar.messages().values()
    )
