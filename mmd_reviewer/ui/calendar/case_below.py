"""The pane below the agenda follows its cursor: the case of the current entry is read there."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from mmd_reviewer.services.read.entry_case import CaseRead, read_entry
from mmd_reviewer.services.read.entry_line import Line
from mmd_reviewer.ui.calendar.agenda_list import AgendaList
from mmd_reviewer.ui.calendar.case_pane import CasePane
from mmd_reviewer.ui.reviewing.reviewing import Reviewing

SETTLE_MS = 30  # a held arrow key does not read every case on its way


class CaseBelow(QObject):
    """Reads on the worker, once the cursor rests; what comes too late is not shown."""

    def __init__(
        self, reviewing: Reviewing, agenda: AgendaList, pane: CasePane, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._reviewing, self._agenda, self._pane = reviewing, agenda, pane
        self._timer = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._timer.timeout.connect(self._read)
        agenda.current_changed.connect(self._on_agenda_current_changed)

    def _on_agenda_current_changed(self, line: Line | None) -> None:
        if line is None:
            if not self._agenda.model.lines:
                self._pane.show_none()
            return
        self._timer.start()

    def _read(self) -> None:
        line, desk = self._agenda.view.current_line(), self._reviewing.desk
        if line is not None:
            entry = line.entry
            self._reviewing.read("calendar-case", lambda: read_entry(desk, entry), self._on_read)

    def _on_read(self, read: CaseRead) -> None:
        line = self._agenda.view.current_line()
        if line is not None and line.entry.uid == read.entry.uid:
            if read.case is not None:
                self._reviewing.saw(read.case)
            self._pane.show_read(read)
