"""The due strip: what is overdue, due today and this week,
in the message bar and as the rail's count (rule D5).
"""

from __future__ import annotations

from PySide6.QtCore import QObject

from mmd_reviewer.domain.period import count
from mmd_reviewer.services import revocation_calendar
from mmd_reviewer.services.revocation_calendar import WEEK_DAYS, Agenda
from mmd_reviewer.ui.reviewing.changes import CALENDAR, Changes
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import MessageAction, Tone
from mmd_reviewer.ui.shell.main_window import MainWindow
from mmd_reviewer.ui.shell.message_bar import DUE


def due_words(found: Agenda) -> tuple[str, str, Tone]:
    """The strong words, the rest and the tone; both empty when nothing is due.

    Of the letters that customers wait for (C9) those to be written and those that are written are
    told apart, as the rail does.
    """
    late = found.late_notices
    other = len(found.overdue) - late
    overdue = [f"{count(late, 'notice')} overdue"] if late else []
    overdue += [f"{count(other, 'other date' if late else 'date')} overdue"] if other else []
    rest = [f"{len(found.today):,} due today"] if found.today else []
    rest += [f"{len(found.soon):,} due this week"] if found.soon else []
    written = sum(entry.drafted for entry in found.owed)
    owed = len(found.owed) - written
    rest += [f"{count(owed, 'letter')} owed"] if owed else []
    rest += [f"{count(written, 'letter')} to dispatch"] if written else []
    if overdue:
        strong = ", ".join(overdue)
        return strong, f", {', '.join(rest)}" if rest else "", "red"
    return "", ", ".join(rest), "amber" if found.today else "info"


class DueStrip(QObject):
    """Looks at the start, after every deed and when the day changes;
    in the calendar itself the head says it.
    """

    def __init__(self, reviewing: Reviewing, window: MainWindow) -> None:
        super().__init__(window)
        self._reviewing, self._window = reviewing, window
        self._words: tuple[str, str, Tone] = ("", "", "info")
        self._closed: tuple[str, str, Tone] | None = None
        reviewing.changed.connect(self._on_reviewing_changed)
        window.view_shown.connect(lambda view: self._show())
        window.message_closed.connect(self._on_window_message_closed)

    def _on_reviewing_changed(self, changes: Changes) -> None:
        if changes.moves(CALENDAR):
            self.look()

    def look(self) -> None:
        """Count again."""
        desk = self._reviewing.desk
        self._reviewing.read(
            "due", lambda: revocation_calendar.agenda(desk, None, WEEK_DAYS), self._take
        )

    def _take(self, found: Agenda) -> None:
        self._words = due_words(found)
        due = len(found.overdue) + len(found.today)
        alerts = frozenset({"calendar"}) if found.overdue else frozenset[str]()
        self._window.set_counts({"calendar": due or None}, alerts)
        self._show()

    def _show(self) -> None:
        window = self._window
        strong, rest, tone = self._words
        if window.view_id == "calendar" or self._words == self._closed or not (strong or rest):
            window.clear_message(DUE)
            return
        action = MessageAction("Open", lambda: window.show_view("calendar"))
        window.show_message(DUE, rest, tone, strong, action)

    def _on_window_message_closed(self, cause: str) -> None:
        if cause == DUE:
            self._closed = self._words  # said again only when it says something else
