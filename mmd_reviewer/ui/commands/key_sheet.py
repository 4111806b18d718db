"""The sheet of every key, made from the registry."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from mmd_reviewer.ui.commands.registry import SheetRow
from mmd_reviewer.ui.look.theme import current_theme, font, set_ground
from mmd_reviewer.ui.widgets.labels import Label, column_of, holding
from mmd_reviewer.ui.widgets.painting import draw_text, width_of

COLUMNS = 3
MARGIN, BAR = 60, 24  # of the window around it; beside its rows
EDGE, GAP = 24, 32  # around the columns, and between two of them
KEYS = 96  # the keys of all blocks stand in one line
SMALL, LINE, BETWEEN = 12, 24, 6  # size of the keys; a row, and the air in it


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
            holding(
                column_of(
                    Label(scope, "section"),
                    KeyRows([row for row in rows if row.scope == scope]),
                    spacing=BETWEEN,
                )
            )
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


class KeyRows(QWidget):
    """The commands of a place, each with its keys, painted line by line: a label for each of some
    three hundred words would keep the sheet from opening at once.
    """

    def __init__(self, rows: list[SheetRow]) -> None:
        super().__init__()
        self.rows = rows
        names = max((width_of(font(), row.text) for row in rows), default=0)
        self._keys = max([KEYS, *(width_of(font(SMALL), row.keys) for row in rows)])
        self.setMinimumSize(names + BETWEEN + self._keys, len(rows) * LINE)
        self.setAccessibleName(". ".join(f"{row.text}: {row.keys}" for row in rows))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Names on the left, keys in a column on the right."""
        theme, left, high = current_theme(), self.width() - self._keys, LINE - BETWEEN
        with QPainter(self) as painter:
            for place, row in enumerate(self.rows):
                name = QRect(0, place * LINE, left, high)
                draw_text(painter, name, row.text, font(), theme.text)
                keys = QRect(left, place * LINE, self._keys, high)
                draw_text(painter, keys, row.keys, font(SMALL), theme.muted)
