"""Changes from elsewhere are seen within two seconds:
nobody decides on what is no longer true (ux.md, "conflict").
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from mmd_reviewer.domain.conflict import Conflict
from mmd_reviewer.domain.period import count
from mmd_reviewer.services.read.elsewhere import ChangedCase, Elsewhere, changed_elsewhere
from mmd_reviewer.services.read.states import state_look
from mmd_reviewer.ui.reviewing.changes import Changes
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import Unsettled

EVERY = 1500  # milliseconds; one look into an index
SOON = 200  # after a deed that runs
SELDOM = 30_000  # where the store tells by itself
ELSEWHERE = "elsewhere"  # the cause of what is said of it


class ElsewhereWatch(QObject):
    """`shown` tells which case is on the screen, `listed` whether a case stands in the list."""

    _heard = Signal()  # from another thread

    def __init__(
        self,
        reviewing: Reviewing,
        parent: QObject,
        shown: Callable[[], str],
        listed: Callable[[str], bool],
    ) -> None:
        super().__init__(parent)
        self._reviewing, self._shown, self._listed = reviewing, shown, listed
        self._place = -1  # not looked yet
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        self._soon = QTimer(self, interval=SOON, singleShot=True)
        self._soon.timeout.connect(self.look)
        self._heard.connect(self.look, Qt.ConnectionType.QueuedConnection)
        self._end: Callable[[], object] | None = None

    def start(self) -> None:
        """Look now, and from then on whenever the store tells, or now and again."""
        self.stop()
        self._end = self._reviewing.desk.store.listen(self._hear)
        self._timer.start(EVERY if self._end is None else SELDOM)
        self.look()

    def _hear(self) -> None:
        with suppress(RuntimeError):  # the window may have gone meanwhile
            self._heard.emit()

    def stop(self) -> None:
        """Look only when told to."""
        self._timer.stop()
        self._soon.stop()
        if self._end is not None:
            self._end()
            self._end = None

    def look(self) -> None:
        """What is new since the last look? While a deed
        runs its own facts are not known as own yet.
        """
        if self._reviewing.work.is_busy:
            self._soon.start()
            return
        self._reviewing.claims.look_up()
        desk, place = self._reviewing.desk, self._place
        if place < 0:
            self._reviewing.read(
                ELSEWHERE, lambda: Elsewhere(desk.store.newer(0, 0).place), self._take
            )
        else:
            self._reviewing.read(ELSEWHERE, lambda: changed_elsewhere(desk, place), self._take)

    def look_again(self) -> None:
        """Read everything shown anew, whoever changed it or not."""
        self._reviewing.changed.emit(Changes(many=True))
        self.look()

    def _take(self, found: Elsewhere) -> None:
        self._reviewing.failures.answers()
        self._place = found.place
        if found.many:
            self._reviewing.changed.emit(Changes(many=True))
            return
        if not found.cases:
            return
        self._say(found.cases)
        numbers = frozenset(row.case.number for row in found.cases)
        self._reviewing.changed.emit(Changes(numbers, elsewhere=True))

    def _say(self, cases: tuple[ChangedCase, ...]) -> None:
        shown = self._shown()
        gone = [
            row
            for row in cases
            if row.before not in ("", row.state) and self._listed(row.case.number)
        ]
        for row in cases:
            if row.case.number == shown:
                self._reviewing.say.show_conflict(Unsettled(Conflict(shown, row.who, row.rows)))
        told = [row for row in gone if row.case.number != shown]
        if told:
            words = (
                f"{told[0].case.number} is {state_look(told[0].state).word.lower()} now. "
                f"{told[0].who}"
            )
            more = f" And {count(len(told) - 1, 'other case')} changed." if told[1:] else ""
            self._reviewing.say.show_message(
                ELSEWHERE, f"{words}{more}", "info", strong="Changed elsewhere:"
            )
