"""Filter chips."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QMenu

from mmd_reviewer.ui.look.icons import draw_icon
from mmd_reviewer.ui.look.theme import REGULAR, SEMIBOLD, Theme, font
from mmd_reviewer.ui.widgets.buttons import PaintedButton
from mmd_reviewer.ui.widgets.choice import menu_of
from mmd_reviewer.ui.widgets.painting import draw_box, draw_text, width_of

ANY = "Any"  # what stands in a chip without a value


class Chip(PaintedButton):
    """Label and bold value; a chevron offers the choices, an x clears a value that is set."""

    activated = Signal(str)
    cleared = Signal()

    def __init__(self, label: str, name: str, choices: list[tuple[str, str]] | None = None) -> None:
        self._choices = list(choices or [])
        self._code, self._value = "", ""
        super().__init__(label, name)
        self.clicked.connect(self._on_self_clicked)
        self._tell()

    @property
    def code(self) -> str:
        """The code of the value set; empty when none."""
        return self._code

    @property
    def value(self) -> str:
        """The words of the value set."""
        return self._value or ANY

    def set_choices(self, choices: list[tuple[str, str]]) -> None:
        """(code, words) offered by the menu."""
        self._choices = list(choices)

    def set_value(self, code: str, words: str = "") -> None:
        """Show a value without emitting; an empty code shows the empty word."""
        self._code = code
        self._value = words or dict(self._choices).get(code, code)
        self._tell()

    def clear(self) -> None:
        """Take the value away and tell."""
        self.set_value("")
        self.cleared.emit()

    def _tell(self) -> None:
        self.setAccessibleName(f"{self._label}: {self._value or ANY}")
        self.setAccessibleDescription("Enter chooses" + (", Delete clears" if self._code else ""))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """28 high, as wide as its parts."""
        value = width_of(font(12, SEMIBOLD), self._value or ANY)
        return QSize(10 + width_of(font(12), self._label) + 6 + value + 28, 28)

    def has_edge(self) -> bool:
        """A chip with a value has an accent edge."""
        return bool(self._code)

    def ring_radius(self) -> float:
        """Chips are round."""
        return 14

    def draw(self, painter: QPainter, theme: Theme) -> None:
        """Box, label, value, chevron or x."""
        on = bool(self._code)
        fill = theme.selection if on else theme.hover if self.underMouse() else theme.surface
        draw_box(painter, self.rect(), fill, theme.accent if on else theme.edge, radius=14)
        width = width_of(font(12), self._label)
        ink = theme.text if on else theme.muted
        draw_text(
            painter, QRect(10, 0, width + 2, self.height()), self._label, font(12, REGULAR), ink
        )
        value = self._value or ANY
        draw_text(
            painter,
            self.rect().adjusted(16 + width, 0, 0, 0),
            value,
            font(12, SEMIBOLD),
            theme.text,
        )
        mark, size = ("x", 14) if on else ("chevron-down", 14)
        tone = theme.text if on else theme.muted
        draw_icon(painter, self.width() - 8 - size, (self.height() - size) / 2, mark, tone, size)

    def menu(self) -> QMenu:
        """The menu of choices, the present one ticked."""
        return menu_of(self, [("", ANY), *self._choices], self._code, self._take)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the x clears."""
        on_mark = event.position().x() >= self.width() - 26
        if self._code and on_mark and self.isDown():
            self.setDown(False)
            self.clear()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete clears, Down opens."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._code:
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.click()
        else:
            super().keyPressEvent(event)

    def _on_self_clicked(self) -> None:
        if self._choices:
            self.menu().popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _take(self, code: str) -> None:
        if code == self._code:
            return
        if not code:
            self.clear()
            return
        self.set_value(code)
        self.activated.emit(code)
