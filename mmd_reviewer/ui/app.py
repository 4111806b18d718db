"""Starting: the window is painted, the store opened on the worker,
the queue shown, then the other views come in.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from mmd_reviewer import __version__, paths
from mmd_reviewer.domain.errors import Cancelled, Refused, StoreDamaged, StoreError
from mmd_reviewer.settings import Choices, Server, Settings, load, save
from mmd_reviewer.this_system import before_qt, begin_instead
from mmd_reviewer.ui.commands.own_keys import take_keys
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.forms.remembered import kept, take_up
from mmd_reviewer.ui.look.theme import Theme, apply_theme, theme_holder, theme_named
from mmd_reviewer.ui.reviewing.collector import Collector
from mmd_reviewer.ui.reviewing.say import MessageAction
from mmd_reviewer.ui.reviewing.work import Work
from mmd_reviewer.ui.shell.crash import CrashHandler
from mmd_reviewer.ui.shell.main_window import MainWindow

if TYPE_CHECKING:
    from mmd_reviewer.domain.edition import Edition
    from mmd_reviewer.services.desk import Desk
    from mmd_reviewer.ui.desk_window import DeskWindow
    from mmd_reviewer.ui.keeping.safe_keeping import SafeKeeping
    from mmd_reviewer.ui.queue.queue_view import QueueView

    Opened = tuple[Desk, date, Edition, bool, tuple[str, str]]

STORE = "store"  # the message bar's cause
# The worker gives way to the window this often: painting asks for its turn dozens of times, 5 ms
# each by default.
HANDS = 0.0001
SIZE_AS_IS = 100  # what the person's own QT_SCALE_FACTOR says is left alone
FACTOR = "QT_SCALE_FACTOR"
FRAME = QSize(16, 40)  # what the desktop puts around a window
BEHIND_MS = 40  # after the first page of the queue, which is painted by then
LATEST_MS = 400  # where no page comes, as of a damaged store


class Program(QObject):
    """One window on one store. `ready` is called when the first page of the queue can be shown."""

    def __init__(
        self, choices: Choices, settings: Settings, ready: Callable[[], object] | None = None
    ) -> None:
        super().__init__()
        self.choices, self.settings = choices, settings
        self._ready, self.backs_up = ready, True  # when the window closes
        self.makes_rooms = True  # before anybody goes to them
        self.next: Choices | None = None  # what the window opens anew on
        self.registry = ActionRegistry()
        self.queue: QueueView | None = None
        self.desk_window: DeskWindow | None = None
        self.keeping: SafeKeeping | None = None
        self._behind = QTimer(self, interval=LATEST_MS, singleShot=True)
        geometry = _from_hex(settings.geometry)
        self.window = MainWindow(
            self.registry,
            restore=lambda: geometry,
            save=lambda state: self.keep(replace(self.settings, geometry=state.hex())),
        )
        self.crash = CrashHandler(
            paths.user_log() / "crashes", __version__, partial(_show_crash, self.window)
        )
        self.work = Work((OSError, Refused, StoreError, Cancelled), self.crash.handle, self)
        self._connect()

    def _connect(self) -> None:
        self.window.closing.connect(self._on_window_closing)
        self.window.cancel_requested.connect(self.work.cancel_running)
        self.work.busy.connect(self.window.status_bar.set_running)
        self.work.idle.connect(self.window.status_bar.set_idle)
        self._behind.timeout.connect(self._bring_views)
        take_keys(self.registry, self.settings.keys)
        self.registry.set_single_keys(self.settings.single_keys)
        if (holder := theme_holder()) is not None:
            holder.changed.connect(self._on_theme_changed)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def filter_key(self) -> str:
        """The filter of the queue belongs to its store."""
        return f"queue {self.choices.store.absolute()}"

    def load(self) -> None:
        """Open the store, when its passphrase is known where it may be under one."""
        from mmd_reviewer.store.dialects.library import looks_protected, passphrase

        if self.choices.asks:
            from mmd_reviewer.ui.keeping.first_run import ask_first

            ask_first(self, self.load)
            return
        store = self.choices.store
        if isinstance(store, Server) or passphrase() or not looks_protected(store):
            self._open()
            return
        from mmd_reviewer.ui.keeping.passphrase import ask_passphrase

        ask_passphrase(self.window, store, self._open)

    def _open(self) -> None:
        """On the worker; the heavy imports happen there, behind the painted window."""

        def open_it() -> Opened:
            from mmd_reviewer.bootstrap import open_for_window

            desk = open_for_window(self.choices)
            day = desk.today()
            mark = desk.standing().mark
            return desk, day, desk.edition(day), desk.store.writable(), mark

        self.work.deed(
            lambda job: open_it(), self._on_opened, self._on_failed, text="Opening the store"
        )

    def _on_opened(self, opened: Opened) -> None:
        from mmd_reviewer.ui.keeping.first_run import open_samples
        from mmd_reviewer.ui.queue.queue_view import QueueView
        from mmd_reviewer.ui.reviewing.reviewing import READ_ONLY, Reviewing

        desk, day, edition, writable, mark = opened
        self.window.set_mark(*mark)
        self.registry.bind("file.sample", partial(open_samples, self))
        reviewing = Reviewing(
            desk, day, edition, self.work, self.window, self.registry, self.settings, self.window
        )
        self.window.view_shown.connect(reviewing.view_shown)
        self.window.closing.connect(reviewing.closing)
        if not writable:
            self.registry.lock(READ_ONLY)
        self.queue = QueueView(reviewing)
        self.queue.restore(self.settings.window.get(self.filter_key, ""))
        # only then the other views: their modules would keep the first page waiting
        self.queue.loader.loaded.connect(
            lambda _: self._behind.setInterval(BEHIND_MS), Qt.ConnectionType.SingleShotConnection
        )
        self.window.add_view("queue", self.queue, "Queue")
        self.window.show_view("queue")
        self._behind.start()
        for words in self.choices.said:
            self.window.show_message(STORE, words, "info")
        if self._ready is not None:
            self._ready()

    def _bring_views(self) -> None:
        from mmd_reviewer.ui.desk_window import DeskWindow
        from mmd_reviewer.ui.keeping.safe_keeping import kept_safe

        assert self.queue is not None
        reviewing = self.queue.reviewing
        self.desk_window = DeskWindow(self.queue, self.window, self.choices.store, self)
        if self.makes_rooms:
            self.desk_window.rooms.make_at_leisure()
        self.keeping = kept_safe(reviewing, self.window, lambda: self.settings.backup_folder)
        reviewing.read("fault", reviewing.desk.store.look_closely, self._on_looked)
        the_collector().spare_what_stays()

    def _on_looked(self, fault: str) -> None:
        """Damage found behind the first page:
        nothing is written from now on, and the way out is offered.
        """
        if not fault or self.queue is None or self.desk_window is None:
            return
        self.backs_up = False
        self.window.set_store(self.choices.store.stem, "on this computer", read_only=True)
        self.desk_window.lock()
        self._offer_rescue(
            f"The store is damaged: recover it. It is read as far as it goes, not written. {fault}"
        )

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, StoreDamaged):
            self._offer_rescue(str(error))
        else:
            self.window.show_message(STORE, str(error), "red")

    def say(self, words: str) -> None:
        """Tell why something was not done."""
        self.window.show_message(STORE, words, "amber")

    def tell_rescue_failed(self, error: Exception) -> None:
        """The damaged store stands as it was."""
        self._offer_rescue(str(error))

    def close_store(self) -> None:
        """Let go of the file, if it was opened."""
        if self.queue is not None:
            self.queue.reviewing.desk.store.close()

    def open_again(self, choices: Choices | None = None) -> None:
        """Close this window and open another, on this store or on what is chosen."""
        self.next, self.backs_up = choices or self.choices, False
        self.window.close()

    def _offer_rescue(self, sentence: str) -> None:
        def ask() -> None:
            from mmd_reviewer.ui.keeping.rescue import ask_rescue  # seldom, so kept off the start

            ask_rescue(self)

        self.registry.bind("file.recover", ask)
        self.window.show_message(STORE, sentence, "red", action=MessageAction("Recover…", ask))

    def keep(self, settings: Settings) -> None:
        """Remember how the window looks; a settings file
        that cannot be written never stops the work.
        """
        self.settings = settings
        try:
            save(settings, paths.user_config())
        except OSError as error:
            self.window.show_message(
                "settings", f"The settings cannot be saved: {error.strerror}.", "amber"
            )

    def _follow_system(self) -> None:
        """The desktop turned dark or light while the window is open."""
        app = QApplication.instance()
        if self.settings.theme == "system" and isinstance(app, QApplication):
            apply_theme(app, theme_named("system"))

    def _on_theme_changed(self, theme: Theme) -> None:
        follows = self.settings.theme == "system" and theme is theme_named("system")
        if self.settings.theme != theme.name and not follows:  # chosen here, so it is kept
            self.keep(replace(self.settings, theme=theme.name))

    def _on_window_closing(self) -> None:
        if (holder := theme_holder()) is not None:
            holder.changed.disconnect(self._on_theme_changed)
        QGuiApplication.styleHints().colorSchemeChanged.disconnect(self._follow_system)
        self._behind.stop()
        self.keep(replace(self.settings, window={**self.settings.window, **kept()}))
        if self.desk_window is not None:
            self.desk_window.put_away()
        if self.keeping is not None:
            self.keeping.put_away(self.backs_up)
        self.work.shutdown()
        self.close_store()


def _show_crash(window: QWidget, sentence: str) -> None:
    from mmd_reviewer.ui.forms.dialogs import show_notice

    show_notice(window, "The program made a mistake", sentence, name="crash")


def _from_hex(text: str) -> bytes | None:
    known = bool(text) and all(character in "0123456789abcdef" for character in text)
    return bytes.fromhex(text) if known else None


def scale(size: int) -> None:
    """Text and everything else at a size in per cent;
    Qt takes it before the application is made, no later.
    """
    if size != SIZE_AS_IS:
        os.environ[FACTOR] = f"{size / 100:g}"


def fit_to_screen(window: QWidget, room: QRect) -> None:
    """No larger than the room that the screen has, as on a small one or at 200 %;
    then it fills it.
    """
    least = window.minimumSize().boundedTo(room.size() - FRAME)
    window.setMinimumSize(least)
    if window.width() > room.width() or window.height() > room.height():
        window.resize(window.size().boundedTo(room.size() - FRAME))
        window.move(room.topLeft())
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def make_application(arguments: list[str]) -> QApplication:
    """The one QApplication."""
    sys.setswitchinterval(HANDS)
    before_qt(paths.resources() / "fonts")
    app = QApplication.instance() or QApplication(arguments)
    assert isinstance(app, QApplication)
    app.setApplicationName("mmd-reviewer")
    app.setApplicationDisplayName("MMD Reviewer")
    app.setApplicationVersion(__version__)
    the_collector()
    return app


def the_collector() -> Collector:
    """Of this application."""
    app = QApplication.instance()
    assert app is not None
    return app.findChild(Collector) or Collector(app)


def open_window(choices: Choices) -> int:
    """Show the window and run until it is closed; returns the exit code."""
    before, size = os.environ.get(FACTOR), load(paths.user_config())[0].size
    scale(size)
    app = make_application(sys.argv[:1])
    code, wanted = 0, choices
    while True:
        code, following = _open_once(app, wanted)
        if following is None:
            return code
        if load(paths.user_config())[0].size != size:
            begin_anew(before)  # Qt scales an application once, before it is made
        wanted = following


def begin_anew(factor: str | None) -> None:
    """The same command in place of this process, with the factor that it was started with."""
    environment = {name: value for name, value in os.environ.items() if name != FACTOR}
    own = sys.argv[1:] if getattr(sys, "frozen", False) else sys.orig_argv[1:]
    given = {FACTOR: factor} if factor is not None else {}
    begin_instead([sys.executable, *own], {**environment, **given})


def _open_once(app: QApplication, choices: Choices) -> tuple[int, Choices | None]:
    from mmd_reviewer.ui.keeping.closing import AskBeforeClosing
    from mmd_reviewer.ui.keeping.news import tell_what_changed
    from mmd_reviewer.ui.keeping.one_window import come_when_called, one_window

    found, held = one_window(choices)
    if found is None:
        print(f"The window that has {choices.store} open is in front now.")
        return 0, None
    settings, unknown = load(paths.user_config())
    apply_theme(app, theme_named(settings.theme))
    take_up(settings.window)
    program = Program(found, settings)
    program.crash.install()
    if unknown:
        words = f"Settings that were not understood: {', '.join(unknown)}. The defaults are used."
        program.window.show_message("settings", words, "amber")
    AskBeforeClosing(program.window, program.work)
    tell_what_changed(program)
    if held is not None:
        come_when_called(program.window, held)
    fit_to_screen(program.window, program.window.screen().availableGeometry())
    program.window.show()
    QTimer.singleShot(0, program.load)
    code = app.exec()
    program.crash.uninstall()
    if held is not None:
        held.let_go()
    return code, program.next
