"""Texts that show data: always plain, never markup; and the rows and columns that they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from mmd_reviewer.services.read.states import state_look
from mmd_reviewer.ui.look.icons import draw_icon
from mmd_reviewer.ui.look.theme import MEDIUM, REGULAR, SEMIBOLD, current_theme, font, set_tone
from mmd_reviewer.ui.widgets.painting import draw_text, elided, width_of
from mmd_reviewer.ui.widgets.tips import set_tip

LINK_INSET = 4  # room for the focus ring beside a link's words
KINDS = {
    "body": (13, REGULAR, ""),
    "medium": (13, MEDIUM, ""),
    "strong": (13, SEMIBOLD, ""),
    "muted": (12, REGULAR, "muted"),
    "group": (12, SEMIBOLD, "muted"),
    "small": (12, MEDIUM, ""),
    "section": (15, SEMIBOLD, ""),
    "lead": (15, REGULAR, ""),
    "title": (20, SEMIBOLD, ""),
    "headline": (34, SEMIBOLD, ""),
}


class Label(QLabel):
    """A plain-text label of one kind: body, medium,
    strong, muted, group, section, lead or title.
    """

    def __init__(
        self, text: str = "", kind: str = "body", *, tone: str = "", wrap: bool = False
    ) -> None:
        super().__init__()
        px, weight, default_tone = KINDS[kind]
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(px, weight))
        self.setWordWrap(wrap)
        self.setText(text)
        self.set_tone(tone or default_tone)

    def set_tone(self, tone: str) -> None:
        """Colour the text by a theme role; empty is the text colour."""
        set_tone(self, tone)


class ElidedLabel(QLabel):
    """One line of plain text that is cut at the right; the tooltip has the whole."""

    def __init__(self, text: str = "", kind: str = "body", *, tone: str = "") -> None:
        super().__init__()
        px, weight, default_tone = KINDS[kind]
        self._tone = tone or default_tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(px, weight))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def set_tone(self, tone: str) -> None:
        """Colour the text by a theme role."""
        self._tone = tone
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Narrow is allowed: the text is cut."""
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text as far as it fits."""
        shown = elided(self.font(), self.text(), self.width())
        set_tip(self, self.text() if shown != self.text() else "")
        painter = QPainter(self)
        draw_text(painter, self.rect(), shown, self.font(), current_theme().hex(self._tone))
        painter.end()


class Hairline(QWidget):
    """A one pixel line, across or down."""

    def __init__(self, vertical: bool = False) -> None:
        super().__init__()
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill with the hairline colour."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), current_theme().color("hairline"))
        painter.end()


class IconLabel(QWidget):
    """An icon that follows the theme; decoration, so the words beside it carry the meaning."""

    def __init__(self, name: str, tone: str = "muted", size: int = 16) -> None:
        super().__init__()
        self._name, self._tone, self._size = name, tone, size
        self.setFixedSize(size, size)

    def set_icon(self, name: str, tone: str = "muted") -> None:
        """Show another icon or tone."""
        self._name, self._tone = name, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        painter = QPainter(self)
        draw_icon(painter, 0, 0, self._name, current_theme().hex(self._tone), self._size)
        painter.end()


class StateBadge(QWidget):
    """Icon and word of a state code."""

    def __init__(self, code: str = "new") -> None:
        super().__init__()
        self.set_state(code)

    def set_state(self, code: str) -> None:
        """Show a state."""
        self.look = state_look(code)
        self.word = self.look.word
        self.setAccessibleName(self.word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Icon, gap and word."""
        return QSize(20 + width_of(font(13), self.word) + 2, 20)

    def minimumSizeHint(self) -> QSize:
        """The whole word is always shown."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw icon and word."""
        theme = current_theme()
        painter = QPainter(self)
        draw_icon(
            painter, 0, (self.height() - 14) // 2, self.look.icon, theme.hex(self.look.tone), 14
        )
        draw_text(painter, self.rect().adjusted(19, 0, 0, 0), self.word, font(13), theme.text)
        painter.end()


class KeyValue(QWidget):
    """Rows of a muted label and a wrapping value, with an optional muted second line."""

    def __init__(self, label_width: int = 108, spacing: int = 12) -> None:
        super().__init__()
        self._cells: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(spacing)
        self._grid.setColumnMinimumWidth(0, label_width)
        self._grid.setColumnStretch(1, 1)

    def set_rows(self, rows: list[tuple[str, str, str]]) -> None:
        """Show (label, value, note) rows; an empty note takes no room."""
        self._clear()
        top = Qt.AlignmentFlag.AlignTop
        for row, (label, value, note) in enumerate(rows):
            key, words = Label(label, "muted"), [Label(value, wrap=True)]
            key.setContentsMargins(0, 1, 0, 0)
            words += [Label(note, "muted", wrap=True)] if note else []
            value_cell = holding(column_of(*words, spacing=2))
            self._grid.addWidget(key, row, 0, top)
            self._grid.addWidget(value_cell, row, 1, top)
            self._cells += [key, value_cell]
        # Rows added while the pane is shown would otherwise wait for the next turn of the event
        # loop.
        for cell in self._cells:
            cell.show()

    def _clear(self) -> None:
        """Whole cells go, and Qt takes what is in them along: a layout that goes by itself takes
        the Python side of its labels away before their turn, and the process dies of it.
        """
        for cell in self._cells:
            cell.hide()
            self._grid.removeWidget(cell)
            cell.deleteLater()
        self._cells = []


class Rest(NamedTuple):
    """The part of a row or column that takes the room which the others leave."""

    part: QWidget | QLayout


Part = QWidget | QLayout | Rest | int
Margins = tuple[int, int, int, int]
NONE: Margins = (0, 0, 0, 0)


def row_of(
    *parts: Part,
    spacing: int = 8,
    stretch: bool = False,
    margins: Margins = NONE,
    inside: QWidget | None = None,
) -> QHBoxLayout:
    """Parts side by side: an int is a gap, -1 a stretch (as `stretch` at the end);
    `inside` is filled with them.
    """
    row = QHBoxLayout(inside) if inside is not None else QHBoxLayout()
    _fill(row, (*parts, -1) if stretch else parts, spacing, margins)
    return row


def column_of(
    *parts: Part, spacing: int = 0, margins: Margins = NONE, inside: QWidget | None = None
) -> QVBoxLayout:
    """Parts below each other, as in `row_of`."""
    column = QVBoxLayout(inside) if inside is not None else QVBoxLayout()
    _fill(column, parts, spacing, margins)
    return column


def _fill(box: QBoxLayout, parts: Sequence[Part], spacing: int, margins: Margins) -> None:
    box.setContentsMargins(*margins)
    box.setSpacing(spacing)
    for part in parts:
        if isinstance(part, int):
            box.addStretch(1) if part < 0 else box.addSpacing(part)
            continue
        item, share = (part.part, 1) if isinstance(part, Rest) else (part, 0)
        if isinstance(item, QWidget):
            box.addWidget(item, share)
        else:
            box.addLayout(item, share)


def holding(layout: QLayout) -> QWidget:
    """A plain widget around a row or column."""
    made = QWidget()
    made.setLayout(layout)
    return made


def new_column(spacing: int = 0) -> tuple[QWidget, QVBoxLayout]:
    """A plain widget and its column without margins, to be filled from the top."""
    made = QWidget()
    return made, column_of(spacing=spacing, inside=made)


def flush_row(*links: QWidget) -> QHBoxLayout:
    """Links that begin where text above them does: the room for their focus ring stands outside."""
    row = row_of(*links, stretch=True)
    row.insertSpacing(0, -LINK_INSET)
    return row
