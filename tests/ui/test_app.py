"""Starting and leaving: the store that cannot be opened, settings, crashes, what is kept."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from mmd_reviewer import paths
from mmd_reviewer.domain.errors import StoreError
from mmd_reviewer.settings import Choices, Settings, load, save
from mmd_reviewer.store.sql_store import SqlStore
from mmd_reviewer.ui import app as app_module
from mmd_reviewer.ui.app import STORE, Program, make_application, open_window
from mmd_reviewer.ui.demo.pictures import settle
from mmd_reviewer.ui.look.theme import DARK, HIGH_CONTRAST, LIGHT, apply_theme, theme_named
from mmd_reviewer.ui.shell.crash import MOST_FILES, CrashHandler, crash_sentence, write_crash
from mmd_reviewer.ui.shell.main_window import MainWindow
from tests.making import DAY, new_desk, receive
from tests.ui.running import child, running, words

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> Iterator[None]:
    """Whatever a test does, the next begins in light, and the hooks are given back."""
    hooks = sys.excepthook, threading.excepthook
    yield
    apply_theme(qapp, LIGHT)
    sys.excepthook, threading.excepthook = hooks


MADE: list[Program] = []


class Shown(QObject):
    """Asks, as a layout does, to be seen to when the event loop comes to it."""

    changed = Signal()


@pytest.fixture(autouse=True)
def _no_window_left(qtbot: object) -> Iterator[None]:
    yield
    while MADE:
        window = MADE.pop().window
        window.close()
        window.deleteLater()


def program(store: Path, settings: Settings | None = None) -> Program:
    # As the start does; a test before may have left another
    apply_theme(make_application([]), LIGHT)
    made = Program(
        Choices(store, DAY, "Ines Moreau", "Europe/Brussels"), settings or Settings(theme="light")
    )
    MADE.append(made)
    made.window.show()
    made.load()
    settle(made)
    return made


def test_a_folder_in_place_of_a_store_is_said(tmp_path: Path, qtbot: object) -> None:
    made = program(tmp_path)
    assert "is a folder: name the store’s file" in made.window.message_bar.messages()[
        STORE
    ].replace("'", "’")
    assert made.desk_window is None
    assert made.window.status_bar.running.text() == "Nothing running"
    made.window.close()


def test_a_newer_store_is_said_and_left_alone(tmp_path: Path, qtbot: object) -> None:
    store = new_desk(tmp_path).store
    assert isinstance(store, SqlStore)
    store.close()  # or its last connection writes the journal back whenever it is collected
    file = tmp_path / "s.sqlite"
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = file.read_bytes()
    made = program(file)
    assert "newer version of this program" in made.window.message_bar.messages()[STORE]
    assert file.read_bytes() == before
    made.window.close()


def test_the_caller_is_told_when_the_queue_is_there(tmp_path: Path, qtbot: object) -> None:
    told: list[bool] = []
    made = Program(
        Choices(tmp_path / "s.sqlite", DAY, "Ines", "Europe/Brussels"),
        Settings(),
        lambda: told.append(True),
    )
    made.window.show()
    made.load()
    settle(made)
    assert told == [True]
    made.window.close()


def test_geometry_and_the_queue_come_back(tmp_path: Path, qtbot: object) -> None:
    receive(new_desk(tmp_path))
    first = program(tmp_path / "s.sqlite")
    first.window.resize(1024, 760)
    assert first.desk_window is not None
    first.desk_window.queue.bar.set_filter({"words": "erp", "state": ""})
    settle(first)
    first.window.close()
    kept, unknown = load(paths.user_config())
    assert unknown == []
    second = program(tmp_path / "s.sqlite", kept)
    assert (second.window.width(), second.window.height()) == (1024, 760)
    assert second.desk_window is not None
    assert second.desk_window.queue.bar.search.text() == "erp"
    second.window.close()


def test_geometry_that_is_no_geometry_is_left(tmp_path: Path, qtbot: object) -> None:
    made = program(
        tmp_path / "s.sqlite",
        Settings(theme="light", geometry="not hex at all", window={"queue": "{"}),
    )
    assert made.desk_window is not None
    made.window.close()


def test_settings_that_cannot_be_kept_never_stop_the_work(
    tmp_path: Path, qtbot: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = program(tmp_path / "s.sqlite")

    def full(*given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(app_module, "save", full)
    made.window.registry.run("view.theme")
    assert made.settings.theme == "dark"
    said = made.window.message_bar.messages()["settings"]
    assert said == "The settings cannot be saved: No space left on device."
    made.window.close()


def test_themes_by_name(qapp: QApplication) -> None:
    assert theme_named("dark") is DARK
    assert theme_named("contrast") is HIGH_CONTRAST
    assert theme_named("system") in (LIGHT, DARK)


def test_a_mistake_on_the_worker_is_told_with_its_file(tmp_path: Path, qtbot: object) -> None:
    with running(tmp_path / "s.sqlite") as window:
        window.desk_window.reviewing.read("mistake", lambda: 1 / 0, lambda _: None)
        window.settle()
        dialog = child(window, "crashDialog")
        dialog.accept_button.click()
        window.settle()
        assert "wrote it to a crash file" in words(window)
        assert list((paths.user_log() / "crashes").glob("crash-*.txt"))


def test_the_handler_is_wired_and_given_back(tmp_path: Path, qtbot: object) -> None:
    told: list[str] = []
    handler = CrashHandler(tmp_path / "crashes", "1.0", told.append)
    handler.install()
    assert sys.excepthook == handler._on_interpreter_error
    thread = threading.Thread(target=lambda: int("secret words of a customer"))
    thread.start()
    thread.join()
    try:
        raise ValueError("another secret")
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)
    QApplication.processEvents()
    handler.uninstall()
    assert sys.excepthook is sys.__excepthook__
    files = sorted((tmp_path / "crashes").glob("crash-*.txt"))
    assert len(files) == len(told) == 2
    assert all("secret" not in file.read_text() for file in files)
    assert str(files[0]) in told[0]


def test_ctrl_c_is_no_crash(
    tmp_path: Path, qtbot: object, capsys: pytest.CaptureFixture[str]
) -> None:
    handler = CrashHandler(tmp_path / "crashes", "1.0", lambda words: None)
    handler._on_interpreter_error(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert "KeyboardInterrupt" in capsys.readouterr().err
    assert not (tmp_path / "crashes").exists()


def test_crash_files_are_few_and_a_full_disk_is_said(tmp_path: Path) -> None:
    for _ in range(MOST_FILES + 3):
        assert write_crash(ValueError(), tmp_path / "crashes", "1.0") is not None
    assert len(list((tmp_path / "crashes").glob("*"))) == MOST_FILES
    (tmp_path / "file").write_text("")
    assert write_crash(ValueError(), tmp_path / "file", "1.0") is None
    assert "could not be written" in crash_sentence("")


def test_the_window_runs_until_it_is_closed(
    tmp_path: Path, qtbot: object, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(Settings(theme="dark"), paths.user_config())
    kept = paths.user_config().read_text("utf-8")
    paths.user_config().write_text(f'nonsense = "x"\n{kept}', encoding="utf-8")
    seen: list[str] = []

    def run() -> int:
        tops = QApplication.topLevelWidgets()
        window = next(top for top in tops if isinstance(top, MainWindow) and top.isVisible())
        seen.append(window.message_bar.messages()["settings"])
        QTimer.singleShot(600, window.close)
        QTimer.singleShot(1200, loop.quit)
        loop.exec()
        return 0

    loop = QEventLoop()
    monkeypatch.setattr(qapp, "exec", run, raising=False)
    monkeypatch.setattr(app_module, "make_application", lambda arguments: qapp)
    assert open_window(Choices(tmp_path / "s.sqlite", DAY, "Ines", "Europe/Brussels")) == 0
    assert seen == ["Settings that were not understood: nonsense. The defaults are used."]
    assert (tmp_path / "s.sqlite").exists()
    assert sys.excepthook is sys.__excepthook__
    save(Settings(), paths.user_config())


def test_a_store_error_in_a_deed_is_red_and_the_views_read_again(
    tmp_path: Path, qtbot: object
) -> None:
    receive(new_desk(tmp_path))
    with running(tmp_path / "s.sqlite") as window:
        window.desk_window.reviewing.failures.tell(StoreError("The disk is full."))
        assert words(window) == "The disk is full."


def test_nothing_but_the_window_is_imported_before_it_is_painted(tmp_path: Path) -> None:
    """Rules, desk, store and letters come in on the worker, behind the painted window."""
    early = (
        "import os, sys, mmd_reviewer.__main__ as program, mmd_reviewer.ui.app as app; "
        "app.Program.load = lambda self: (print(*sys.modules, flush=True), os._exit(0)); "
        f"program.main(['--store', {str(tmp_path / 's.sqlite')!r}])"
    )
    asked = [sys.executable, "-c", early]
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split()
    light = {"errors", "period", "server_url"}  # words and days; is the store a file or a server?
    rules = {name.rpartition(".")[2] for name in told if name.startswith("mmd_reviewer.domain.")}
    assert rules == light
    late = ("sqlalchemy", "reportlab", "babel", "mmd_reviewer.store", "mmd_reviewer.services.desk")
    assert [name for name in late if name in told] == []


def test_the_window_starts_without_the_libraries_that_compare_requests() -> None:
    """They are imported when the first case is compared, so that no start waits for them."""
    code = (
        "import sys, mmd_reviewer.ui.desk_window, mmd_reviewer.cli.commands;"
        "print({'rapidfuzz', 'snowballstemmer'} & {name.split('.')[0] for name in sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_nothing_is_at_rest_before_what_was_shown_last_is_laid_out(tmp_path: Path) -> None:
    """However little time lies between: the pictures of the demo showed rows cut in half."""
    made, part = program(tmp_path / "s.sqlite"), Shown()
    shown: list[int] = []
    laid_out: list[int] = []
    part.changed.connect(lambda: laid_out.append(1), Qt.ConnectionType.QueuedConnection)

    def show() -> None:
        shown.append(1)
        part.changed.emit()

    for turn in range(100):
        QTimer.singleShot(turn % 10, show)
        settle(made)
        assert laid_out == shown
    assert shown
