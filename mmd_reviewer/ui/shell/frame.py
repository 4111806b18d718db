"""The frame around the views: its bars and the standing answers they give."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QMainWindow

from mmd_reviewer.ui.look.theme import set_ground
from mmd_reviewer.ui.reviewing.say import MessageAction, Tone, Unsettled
from mmd_reviewer.ui.shell.conflict_bar import ConflictBar
from mmd_reviewer.ui.shell.message_bar import MessageBar
from mmd_reviewer.ui.shell.rail import Rail
from mmd_reviewer.ui.shell.status_bar import StatusBar
from mmd_reviewer.ui.shell.top_bar import TopBar
from mmd_reviewer.ui.shell.view_stack import ViewStack
from mmd_reviewer.ui.widgets.labels import Rest, column_of, holding, row_of

TITLE = "MMD Reviewer"


class Frame(QMainWindow):
    """Top bar, rail, message bar, stack of views, status bar."""

    def __init__(self, palette_key: str, keys_key: str) -> None:
        super().__init__()
        self.top_bar = TopBar(palette_key)
        self.rail = Rail()
        self.message_bar = MessageBar()
        self.conflict_bar = ConflictBar()
        self.status_bar = StatusBar(keys_key)
        self.stack = ViewStack()
        self._build()

    def _build(self) -> None:
        self.setObjectName("mainWindow")
        self.setWindowTitle(TITLE)
        self.setMinimumSize(1024, 700)
        self.resize(1440, 900)
        self.setAcceptDrops(True)
        right = holding(column_of(self.message_bar, Rest(self.stack)))
        self.conflict_bar.float_over(self.stack, right)
        middle = row_of(self.rail, Rest(right), spacing=0)
        body = holding(column_of(self.top_bar, Rest(middle), self.status_bar))
        set_ground(body, "window")
        self.setCentralWidget(body)

    def set_counts(
        self, counts: Mapping[str, int | None], alerts: frozenset[str] = frozenset()
    ) -> None:
        """Counts of the views by id; those in ``alerts`` are red."""
        for view_id, count in counts.items():
            self.rail.set_count(view_id, count, view_id in alerts)

    def show_message(
        self,
        cause: str,
        text: str,
        tone: Tone = "info",
        strong: str = "",
        action: MessageAction | None = None,
    ) -> None:
        """Show a message; a newer one of the same cause replaces it."""
        self.message_bar.show_message(cause, text, tone, strong, action)

    def clear_message(self, cause: str) -> None:
        """Take a message away."""
        self.message_bar.clear_message(cause)

    def show_conflict(self, unsettled: Unsettled) -> None:
        """Put both values before the person; T, M and E choose."""
        self.conflict_bar.add(unsettled)

    def set_saved(self, time: str) -> None:
        """When the newest fact was stored, as hh:mm."""
        self.status_bar.set_saved(time)

    def set_store(
        self, name: str, where: str = "on this computer", read_only: bool = False
    ) -> None:
        """Name of the store in title and status bar."""
        self.status_bar.set_store(name, where)
        mark = f"{self.top_bar.mark}: " if self.top_bar.mark else ""
        self.setWindowTitle(f"{mark}{name}{' (read-only)' if read_only else ''} \u2013 {TITLE}")

    def set_mark(self, words: str, tip: str) -> None:
        """Say above every view, and in the title, that these are samples, or a pack."""
        self.top_bar.set_mark(words, tip)
        self.setWindowTitle(f"{words} \u2013 {TITLE}" if words else TITLE)
