"""The sheet of every key, made from the registry."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from mmd_reviewer.ui.commands.registry import SheetRow
from mmd_reviewer.ui.look.theme import set_ground
from mmd_reviewer.ui.widgets.labels import Label, column_of

COLUMNS = 3
MARGIN, BAR = 60, 24  # of the window around it; beside its rows
KEYS = 96  # the keys of all blocks stand in one line


class ShortcutSheet(QDialog):
    """Commands and keys by place, in columns; Esc closes."""

    def __init__(self, rows: list[SheetRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shortcutSheet")
        self.setWindowTitle("Every key")
        self.setModal(True)
        self.rows = rows
        width, height = (1440, 860) if parent is None else (parent.width(), parent.height())
        room = width - MARGIN
        inner = self._content(COLUMNS)
        if inner.sizeHint().width() + BAR > room:
            inner = self._content(COLUMNS - 1)  # nothing is cut in a small window
        area = QScrollArea()
        area.setObjectName("shortcutSheetRows")
        area.setAccessibleName("Every key")
        area.setWidgetResizable(True)
        area.setWidget(inner)
        column_of(area, inside=self)
        self.resize(min(inner.sizeHint().width() + BAR, room), min(660, height - MARGIN))

    def _content(self, number: int) -> QWidget:
        """Every place with its rows, in so many columns of about one length."""
        inner = QWidget()
        set_ground(inner, "surface")
        grid = QGridLayout(inner)
        grid.setContentsMargins(24, 20, 24, 24)
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(20)
        columns = [QVBoxLayout() for _ in range(number)]
        lengths = [0] * number
        for scope in dict.fromkeys(row.scope for row in self.rows):
            found = [row for row in self.rows if row.scope == scope]
            side = lengths.index(min(lengths))
            columns[side].addWidget(self._block(scope, found))
            lengths[side] += len(found) + 2
        for side, column in enumerate(columns):
            grid.setColumnStretch(side, 1)
            column.setSpacing(20)
            column.addStretch(1)
            grid.addLayout(column, 0, side)
        return inner

    @staticmethod
    def _block(scope: str, rows: list[SheetRow]) -> QWidget:
        block = QWidget()
        grid = QGridLayout(block)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.setColumnMinimumWidth(1, KEYS)
        grid.addWidget(Label(scope, "section"), 0, 0, 1, 2)
        for place, row in enumerate(rows, start=1):
            grid.addWidget(Label(row.text), place, 0)
            grid.addWidget(Label(row.keys, "muted"), place, 1)
        return block
