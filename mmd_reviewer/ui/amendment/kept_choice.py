"""What was chosen and typed on the amendment page is kept with its case until it is recorded."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer

from mmd_reviewer.domain.amendment import LINK
from mmd_reviewer.ui.amendment.way_choice import WayChoice
from mmd_reviewer.ui.reviewing.typed import KEPT_AFTER, Typed
from mmd_reviewer.ui.widgets.came_back import CameBack
from mmd_reviewer.ui.widgets.fields import Field


class KeptChoice(QObject):
    """Choice and reason come back as a whole, also after the program ended; the line says so."""

    def __init__(self, choice: WayChoice, reason: Field, typed: Typed) -> None:
        super().__init__(choice)
        self.line = CameBack("amendmentAfresh")
        self._choice, self._reason, self._typed = choice, reason, typed
        self._number = ""
        self._timer = QTimer(self, interval=KEPT_AFTER, singleShot=True)
        self._timer.timeout.connect(self.keep)
        self.line.afresh.connect(self.clear)
        for changed in (reason.textEdited, choice.changed):
            changed.connect(self._timer.start)

    def show(self, number: str) -> None:
        """Another case is shown, with what was typed on it before."""
        self.keep()
        self._number = number
        self._put(self._typed.of(self._place))

    def clear(self) -> None:
        """It is recorded, or let go."""
        self._put({})
        self.keep()

    def keep(self) -> None:
        """Keep what stands there now, if anything was done."""
        self._timer.stop()
        entries = {"reason": self._reason.text(), "choice": self._choice.code}
        if self._number:
            untouched = entries == {"reason": "", "choice": LINK}
            self._typed.keep(self._place, {} if untouched else entries)

    @property
    def _place(self) -> str:
        return f"amendment {self._number}"

    def _put(self, entries: Mapping[str, str]) -> None:
        self._reason.setText(entries.get("reason", ""))
        self._choice.choose(entries.get("choice", LINK))
        self.line.setVisible(bool(entries))
