"""The sheet of every key, made from the registry."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from mmd_reviewer.ui.commands.registry import SheetRow
from mmd_reviewer.ui.look.theme import set_ground
from mmd_reviewer.ui.widgets.labels import Label, column_of

COLUMNS = 3
MARGIN, BAR = 60, 24  # of the window around it; beside its rows
EDGE, GAP = 24, 32  # around the columns, and between two of them
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
        blocks = [
            _block(scope, [row for row in rows if row.scope == scope])
            for scope in dict.fromkeys(row.scope for row in rows)
        ]
        columns = _columns(blocks, COLUMNS)
        if _width(columns) + BAR > room:
            columns = _columns(blocks, COLUMNS - 1)  # nothing is cut in a small window
        inner = _content(columns)
        area = QScrollArea()
        area.setObjectName("shortcutSheetRows")
        area.setAccessibleName("Every key")
        area.setWidgetResizable(True)
        area.setWidget(inner)
        column_of(area, inside=self)
        self.resize(min(inner.sizeHint().width() + BAR, room), min(660, height - MARGIN))


def _columns(blocks: list[QWidget], number: int) -> list[list[QWidget]]:
    """Every place in so many columns of about one length."""
    columns: list[list[QWidget]] = [[] for _ in range(number)]
    lengths = [0] * number
    for block in blocks:
        side = lengths.index(min(lengths))
        columns[side].append(block)
        lengths[side] += block.sizeHint().height()
    return columns


def _width(columns: list[list[QWidget]]) -> int:
    widest = [max((block.sizeHint().width() for block in column), default=0) for column in columns]
    return sum(widest) + GAP * (len(columns) - 1) + 2 * EDGE


def _content(columns: list[list[QWidget]]) -> QWidget:
    inner = QWidget()
    set_ground(inner, "surface")
    grid = QGridLayout(inner)
    grid.setContentsMargins(EDGE, 20, EDGE, 24)
    grid.setHorizontalSpacing(GAP)
    for side, blocks in enumerate(columns):
        column = QVBoxLayout()
        column.setSpacing(20)
        for block in blocks:
            column.addWidget(block)
        column.addStretch(1)
        grid.setColumnStretch(side, 1)
        grid.addLayout(column, 0, side)
    return inner


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
