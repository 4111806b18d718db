"""A late notice that leaves too few days:
it is said, and the longer deadline is offered, never taken (rule D4).
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mmd_reviewer.services.read.entry_case import Late
from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.labels import IconLabel, Label, Rest, column_of, row_of


class LatePanel(QWidget):
    """`lengthen_wanted` and `kept` tell the answer;
    a notice answered by *keep* is not asked about again.
    """

    lengthen_wanted = Signal(object)
    kept = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.late: Late | None = None
        self._kept: set[tuple[str, ...]] = set()
        self.strong = Label("", "strong", wrap=True)
        self.rest = Label("", "muted", wrap=True)
        self.lengthen = PushButton("", "lateLengthen")
        self.keep = PushButton("", "lateKeep")
        self._build()
        self.lengthen.clicked.connect(self._on_lengthen_clicked)
        self.keep.clicked.connect(self._on_keep_clicked)
        self.hide()

    def _build(self) -> None:
        self.setObjectName("latePanel")
        self.lengthen.setCheckable(True)
        icon, words = (
            IconLabel("diamond", "attention"),
            column_of(self.strong, self.rest, spacing=1),
        )
        row = row_of(icon, Rest(words), 8, self.lengthen, self.keep, inside=self)
        row.setAlignment(icon, Qt.AlignmentFlag.AlignTop)

    def show_late(self, late: Late | None, locked: str = "") -> None:
        """Show what is offered; nothing when nothing is, or when it was kept before.

        `locked` says why not.
        """
        self.late = late if late is not None and _name(late) not in self._kept else None
        self.setVisible(self.late is not None)
        if self.late is None:
            return
        first, _, rest = self.late.warning.partition(". ")
        self.strong.setText(first)
        self.rest.setText(rest)
        self.setAccessibleName(self.late.warning)
        self.lengthen.set_label(f"Lengthen to {self.late.offered}")
        self.lengthen.setChecked(self.late.preselected)
        self.lengthen.setAccessibleDescription("Preselected" if self.late.preselected else "")
        self.lengthen.set_reason(locked)
        self.keep.set_label(f"Keep {self.late.deadline}")

    def _on_lengthen_clicked(self) -> None:
        if self.late is not None:
            self.lengthen.setChecked(self.late.preselected)
            self.lengthen_wanted.emit(self.late)

    def _on_keep_clicked(self) -> None:
        if self.late is not None:
            self._kept.add(_name(self.late))
        self.late = None
        self.hide()
        self.kept.emit()


def _name(late: Late) -> tuple[str, ...]:
    return (late.number, late.notice, late.deadline.isoformat())
