"""The window in its surroundings: the desktop's theme, folders,
drops, the clipboard, homes that cannot be written.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from mmd_reviewer import paths
from mmd_reviewer.settings import Settings, load
from mmd_reviewer.ui.app import fit_to_screen, scale
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.forms.file_dialog import ask_file
from mmd_reviewer.ui.forms.remembered import kept, take_up
from mmd_reviewer.ui.look.theme import DARK, HIGH_CONTRAST, LIGHT, apply_theme, current_theme
from mmd_reviewer.ui.shell.main_window import MainWindow
from tests.making import new_desk, receive
from tests.ui.running import Running, child, running

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
SAMPLE = paths.resources() / "samples" / "requests.csv"


@pytest.fixture
def window(tmp_path: Path, qtbot: object) -> Iterator[Running]:
    desk = new_desk(tmp_path)
    for n in range(3):
        receive(desk, ticket=f"MMD-{n}-T", title=f"Request {n}", timeline="9 months")
    with running(tmp_path / "s.sqlite", Settings(theme="system")) as it:
        yield it


def test_the_theme_follows_the_desktop_while_the_window_is_open(
    window: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Off screen there is no desktop that turns dark, so what it would show is put in its place."""
    kept: list[Settings] = []
    window.program.keep = kept.append  # type: ignore[method-assign,assignment]
    for scheme, theme in ((Qt.ColorScheme.Dark, DARK), (Qt.ColorScheme.Light, LIGHT)):
        monkeypatch.setattr("mmd_reviewer.ui.app.theme_named", lambda name, theme=theme: theme)
        QGuiApplication.styleHints().colorSchemeChanged.emit(scheme)
        window.settle()
        assert current_theme() is theme
    assert kept == [], "following is not choosing"
    window.program.registry.run("view.theme")
    assert [row.theme for row in kept] == ["dark"]


@pytest.mark.parametrize("room", [(1366, 728), (960, 500), (1280, 680)])
def test_the_first_window_fits_the_screen(
    qapp: QApplication, qtbot: object, room: tuple[int, int]
) -> None:
    """1366 x 768, and 1920 x 1080 at 150 and 200 %: nothing of it lies beyond the screen."""
    window = MainWindow(ActionRegistry())
    place = QRect(0, 20, *room)
    fit_to_screen(window, place)
    assert place.contains(QRect(window.pos(), window.size()))
    assert window.minimumWidth() <= room[0]
    assert window.minimumHeight() <= room[1]
    assert window.windowState() & Qt.WindowState.WindowMaximized
    window.deleteLater()


def test_a_window_that_fits_stays_as_large_as_it_was(qapp: QApplication, qtbot: object) -> None:
    window = MainWindow(ActionRegistry())
    fit_to_screen(window, QRect(0, 0, 1920, 1040))
    assert (window.width(), window.height()) == (1440, 900)
    assert not window.windowState() & Qt.WindowState.WindowMaximized
    window.deleteLater()


def test_high_contrast_is_reachable_and_kept(window: Running, qapp: QApplication) -> None:
    apply_theme(qapp, HIGH_CONTRAST)
    assert Settings(theme="contrast").theme == current_theme().name


def test_a_dialog_for_files_begins_where_it_ended_last(
    qapp: QApplication, qtbot: object, tmp_path: Path
) -> None:
    """Each purpose has its own folder, kept with the settings."""
    parent, there = QWidget(), tmp_path / "there"
    there.mkdir()
    chosen: list[Path] = []
    take_up({})
    first = ask_file(parent, "A proof", chosen.append, name="proofFile")
    first.fileSelected.emit(str(there / "proof.pdf"))
    first.reject()
    found = kept()
    assert found == {"folder proofFile": str(there)}
    take_up({**found, "queue": "{}"})
    again = ask_file(parent, "A proof", chosen.append, name="proofFile")
    other = ask_file(parent, "Another", chosen.append, name="otherFile")
    assert Path(again.directory().absolutePath()) == there
    assert Path(other.directory().absolutePath()) != there
    for dialog in (again, other):
        dialog.reject()
    parent.deleteLater()


def dropped(target: QWidget, *files: Path) -> QDropEvent:
    """Files dragged by a program that moves, dropped there;
    the event as the other program gets it back.
    """
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    data.setText(str(files[0]))
    move = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    buttons = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(5, 5), move, data, *buttons)
    taker: QWidget | None = target
    while taker is not None:
        if taker.acceptDrops():
            enter.setAccepted(False)
            QApplication.sendEvent(taker, enter)
            if enter.isAccepted():
                break
        taker = taker.parentWidget()
    assert taker is not None
    drop = QDropEvent(QPointF(5, 5), move, data, *buttons)
    drop.setDropAction(Qt.DropAction.MoveAction)
    QApplication.sendEvent(taker, drop)
    return drop


@pytest.mark.parametrize("name", ["quickFilter", "reason"])
def test_files_dropped_on_a_text_field_are_imported_and_stay_where_they_are(
    window: Running, name: str
) -> None:
    window.desk_window.open_case("assessment", "A-0001")
    window.settle()
    field = child(window, name)
    drop = dropped(field, SAMPLE)
    window.settle()
    assert drop.dropAction() == Qt.DropAction.CopyAction
    assert window.shown() == "import"
    assert (field.text() if hasattr(field, "text") else field.toPlainText()) == ""


def test_ctrl_c_copies_whole_rows_as_a_table(window: Running) -> None:
    table = child(window, "queueTable")
    table.setFocus()
    QTest.keyClick(table, K.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 2
    assert lines[0].split("\t")[0] == "Age"
    assert "Request" in lines[1]
    table.selectAll()
    QTest.keyClick(table, K.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert len(QGuiApplication.clipboard().text().splitlines()) == 4


def test_the_filter_belongs_to_the_store(tmp_path: Path, qtbot: object) -> None:
    kept: list[Settings] = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        receive(new_desk(tmp_path / name), title="A request")
    with running(tmp_path / "one" / "s.sqlite") as window:
        window.program.keep = kept.append  # type: ignore[method-assign,assignment]
        window.desk_window.queue.bar.set_filter({"words": "erp", "state": ""})
        window.settle()
    with running(tmp_path / "two" / "s.sqlite", kept[-1]) as window:
        assert window.desk_window.queue.bar.search.text() == ""
    with running(tmp_path / "one" / "s.sqlite", kept[-1]) as window:
        assert window.desk_window.queue.bar.search.text() == "erp"


def test_folders_that_cannot_be_made_or_read_never_stop_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = tmp_path / "file"
    taken.write_text("")
    for name in ("user_config_path", "user_data_path", "user_log_path"):
        monkeypatch.setattr(
            f"mmd_reviewer.paths.platformdirs.{name}", lambda *given, **more: taken / "below"
        )
    assert paths.user_log() == paths.user_data() == paths.user_config().parent
    assert load(paths.user_config()) == (Settings(), ["settings.toml"])
    (tmp_path / "settings.toml").mkdir()
    assert load(tmp_path / "settings.toml") == (Settings(), ["settings.toml"])


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="other systems always have a display"
)
@pytest.mark.parametrize("display", ["", ":9876"])
def test_without_a_display_one_sentence_and_exit_3(tmp_path: Path, display: str) -> None:
    gone = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in gone}
    if display:
        environment["DISPLAY"] = display
    done = subprocess.run(
        [sys.executable, "-m", "mmd_reviewer", "--store", str(tmp_path / "s.sqlite")],
        env={**environment, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 3
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert "so no window can be shown" in done.stderr


def test_the_size_of_everything_is_set_before_the_application_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("QT_SCALE_FACTOR", "1.3")
    scale(100)
    assert os.environ["QT_SCALE_FACTOR"] == "1.3"
    scale(150)
    assert os.environ["QT_SCALE_FACTOR"] == "1.5"
    with pytest.raises(ValueError, match="size is 300"):
        Settings(size=300)


def test_the_size_is_chosen_among_the_settings(window: Running) -> None:
    kept: list[Settings] = []
    window.program.keep = kept.append  # type: ignore[method-assign,assignment]
    window.program.registry.run("file.settings")
    window.settle()
    box = child(window, "settings_size", QComboBox)
    assert [box.itemText(n) for n in range(box.count())][::7] == ["80 %", "200 %"]
    box.setCurrentIndex(box.findData("125"))
    child(window, "settingsDialogAccept").click()
    window.settle()
    assert kept[0].size == 125
    assert window.program.next == window.program.choices, "the window opens anew in it"
