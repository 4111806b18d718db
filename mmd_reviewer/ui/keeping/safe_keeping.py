"""The store kept safe without being asked: its log folded in,
backups made and checked, and said how old they are.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from mmd_reviewer.domain.errors import Cancelled
from mmd_reviewer.domain.kept_backups import OLD_AFTER, Backup
from mmd_reviewer.settings import BY_SERVER
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.shell.frame import Frame

EVERY = 60_000  # milliseconds: a quiet minute
BACKUP_AFTER = timedelta(hours=0.5)


def kept_safe(
    reviewing: Reviewing, window: Frame, second_folder: Callable[[], str]
) -> SafeKeeping | None:
    """By the window, or by its server: there what is a file's is off, and says why."""
    if not reviewing.desk.store.is_shared:
        return SafeKeeping(reviewing, window, second_folder)
    for name in ("file.backup", "file.go_back", "file.recover"):
        reviewing.registry.enable(name, False, BY_SERVER)
    window.status_bar.set_backup("Kept by the server")
    return None


class SafeKeeping(QObject):
    """Looks each minute; a backup is made after half an hour of use, and when the window closes."""

    def __init__(
        self, reviewing: Reviewing, window: Frame, second_folder: Callable[[], str]
    ) -> None:
        super().__init__(window)
        self._reviewing, self._window, self._second_folder = reviewing, window, second_folder
        self._caught_up = True
        self._newest: Backup | None = None
        self._since = datetime.now(UTC)
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        reviewing.registry.bind("file.backup", self.back_up)
        reviewing.registry.bind("file.go_back", self.go_back)
        self._start()

    def _start(self) -> None:
        """Say how old the newest backup is, then look each minute."""
        desk = self._reviewing.desk
        self._reviewing.read("backup", lambda: desk.store.newest_backup(), self._on_known)
        if not self._reviewing.read_only:
            self._timer.start()

    def look(self) -> None:
        """A quiet minute: a copied file is the store then; after half an hour a backup."""
        if self._reviewing.work.is_busy:
            return
        desk = self._reviewing.desk
        self._reviewing.work.deed(
            lambda job: desk.store.fold_log(), lambda _: None, self._reviewing.failures.tell
        )
        if datetime.now(UTC) - self._since >= BACKUP_AFTER:
            self.back_up()
        elif not self._caught_up:
            self.catch_up()
        self._show()

    def back_up(self) -> None:
        """Make a backup now, behind whatever is being recorded;
        nothing is made if nothing changed.
        """
        if self._reviewing.read_only:
            return
        self._since = datetime.now(UTC)
        desk, now = self._reviewing.desk, self._since
        self._reviewing.work.deed(
            lambda job: desk.store.back_up(now), self._on_made, self._on_failed
        )

    def go_back(self) -> None:
        """Show the backups and what going back to each would lose."""
        # Seldom, so kept off the start
        from mmd_reviewer.ui.keeping.going_back_dialog import GoingBackDialog

        GoingBackDialog(self._reviewing, self._window).open()

    def put_away(self, backs_up: bool) -> None:
        """Before the window closes: one more backup, and no more looking."""
        self._timer.stop()
        if backs_up:
            self.back_up()

    def _on_known(self, newest: Backup | None) -> None:
        self._newest = newest
        self._show()
        self.catch_up()

    def catch_up(self) -> None:
        """Bring the second folder up to the newest backup, as soon as it is there."""
        named = self._second_folder()
        if named and not self._reviewing.read_only:
            desk, now = self._reviewing.desk, datetime.now(UTC)
            self._reviewing.work.deed(
                lambda job: desk.store.catch_up(Path(named), now),
                self._on_caught_up,
                self._on_failed,
            )

    def _on_caught_up(self, copy: Path | None) -> None:
        self._caught_up = copy is not None
        self._show()

    def _on_made(self, made: Backup | None) -> None:
        if made is not None:
            self._newest = made
        self._show()
        self.catch_up()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self._reviewing.say.show_message("backup", str(error), "red")

    def _show(self) -> None:
        newest = self._newest
        if newest is None:
            self._window.status_bar.set_backup("No backup yet", good=False)
            return
        made = newest.made.astimezone()
        today = made.date() == datetime.now().astimezone().date()
        when = made.strftime("%H:%M" if today else "%Y-%m-%d %H:%M")
        second = (
            ""
            if not self._second_folder()
            else ", twice"
            if self._caught_up
            else ", second place not there"
        )
        fresh = datetime.now(UTC) - newest.made < OLD_AFTER
        self._window.status_bar.set_backup(
            f"Backup {when}, checked{second}", fresh and self._caught_up
        )
