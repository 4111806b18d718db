"""The top bar: menus, the field that opens the palette, the day and the reviewer."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QMenuBar, QSizePolicy, QWidget

from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.ui.look.icons import draw_icon
from mmd_reviewer.ui.look.theme import Theme, font, set_ground
from mmd_reviewer.ui.widgets.buttons import PaintedButton
from mmd_reviewer.ui.widgets.labels import (
    Hairline,
    IconLabel,
    Label,
    Rest,
    column_of,
    holding,
    row_of,
)
from mmd_reviewer.ui.widgets.painting import RIGHT, draw_box, draw_text
from mmd_reviewer.ui.widgets.tips import set_tip


class CommandField(PaintedButton):
    """Looks like a field, opens the palette."""

    def __init__(self, key: str) -> None:
        self._key = key
        super().__init__("Search or run a command", "commandField")
        self.setAccessibleDescription(f"Key {key}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(400)

    def sizeHint(self) -> QSize:
        """400 by 30 where there is room."""
        return QSize(400, 30)

    def minimumSizeHint(self) -> QSize:
        """In a narrow window it shrinks."""
        return QSize(230, 30)

    def draw(self, painter: QPainter, theme: Theme) -> None:
        """Box, magnifier, words, key."""
        draw_box(
            painter,
            self.rect(),
            theme.surface,
            theme.field_edge if self.underMouse() else theme.edge,
        )
        draw_icon(painter, 10, (self.height() - 16) // 2, "search", theme.muted)
        draw_text(painter, self.rect().adjusted(34, 0, -70, 0), self.label, font(13), theme.muted)
        draw_text(
            painter, self.rect().adjusted(0, 0, -12, 0), self._key, font(12), theme.muted, RIGHT
        )


class TopBar(QWidget):
    """44 px; the line below belongs to it."""

    palette_requested = Signal()

    def __init__(self, palette_key: str) -> None:
        super().__init__()
        self.setObjectName("topBar")
        self.setFixedHeight(44)
        set_ground(self, "window")
        self.menu_bar = QMenuBar()
        self.command_field = CommandField(palette_key)
        self._day = Label("", "medium")
        self._reviewer = Label("", "body")
        self._mark_words = Label("", "strong", tone="attention")
        self._mark = holding(
            row_of(IconLabel("book-open", "attention"), self._mark_words, 20, spacing=6)
        )
        self._build()
        self.command_field.clicked.connect(self.palette_requested)

    def _build(self) -> None:
        self.menu_bar.setNativeMenuBar(False)
        self.menu_bar.setObjectName("menuBar")
        self.menu_bar.setAccessibleName("Menus")
        self.menu_bar.setFont(font(13))
        self.menu_bar.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout()
        row.setContentsMargins(12, 1, 20, 0)
        row.setSpacing(0)
        middle = Qt.AlignmentFlag.AlignVCenter
        row.addWidget(self.menu_bar, 0, middle)
        row.addSpacing(60)
        row.addStretch(1)
        row.addWidget(self.command_field, 20, middle)
        row.addStretch(1)
        row.addSpacing(16)
        row.addWidget(self._mark, 0, middle)
        row.addWidget(self._day, 0, middle)
        row.addSpacing(16)
        row.addWidget(IconLabel("user"), 0, middle)
        row.addSpacing(6)
        row.addWidget(self._reviewer, 0, middle)
        column_of(Rest(row), Hairline(), inside=self)
        self._mark.setObjectName("storeMark")
        self._mark.hide()

    @property
    def mark(self) -> str:
        """What it says of the store."""
        return self._mark_words.text() if not self._mark.isHidden() else ""

    def set_mark(self, words: str, tip: str) -> None:
        """Say above every view what store this is: samples, or a pack; "": the usual one."""
        self._mark_words.setText(words)
        set_tip(self._mark, tip)
        self._mark.setVisible(bool(words))

    def set_today(self, day: date) -> None:
        """The day worked under."""
        self._day.setText(on_screen(day))

    def set_reviewer(self, name: str) -> None:
        """Who works here."""
        self._reviewer.setText(name)
