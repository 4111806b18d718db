"""All marked dispatches recorded at once, each as a deed of its own (rule C4)."""

from __future__ import annotations

from PySide6.QtCore import QObject

from mmd_reviewer.domain.period import count
from mmd_reviewer.services import dispatch
from mmd_reviewer.services.dispatch import Recorded
from mmd_reviewer.services.read.dispatch_rows import recorded_words
from mmd_reviewer.ui.dispatch.dispatch_desk import DispatchDesk
from mmd_reviewer.ui.reviewing.say import DEED, Tone


class Recording(QObject):
    """One after the other; what is refused stays in its row with the reason."""

    def __init__(self, place: DispatchDesk) -> None:
        super().__init__(place)
        self._place, self._reviewing = place, place.reviewing

    def record(self) -> None:
        """Record the dispatch of every marked row that nothing stands in the way of."""
        place, desk = self._place, self._reviewing.desk
        place.list.finish()
        if not place.bar.take_day():
            place.bar.go_to_day()
            return
        wanted = place.rows.to_record()
        if place.is_recording or not wanted:
            return
        place.list.setFocus()  # the button that may have it goes off
        self._set_running(True)
        self._reviewing.job(
            f"Recording {count(len(wanted), 'dispatch', 'dispatches')}",
            lambda job: dispatch.record(desk, wanted, job),
            self._on_recorded,
            self._on_failed,
            stores=True,
        )

    def _set_running(self, on: bool) -> None:
        self._place.is_recording = on
        self._place.show_rows()

    def _on_recorded(self, found: Recorded) -> None:
        for case in found.cases:
            self._reviewing.undoing.did((case,))
        self._place.rows.learn(found.refused)
        self._set_running(False)
        words = recorded_words(len(found.cases), len(found.refused))
        tone: Tone = "amber" if found.refused else "info"
        self._reviewing.say.show_message(DEED, words, tone)

    def _on_failed(self, error: Exception) -> None:
        self._set_running(False)
        self._reviewing.failures.tell(error)
