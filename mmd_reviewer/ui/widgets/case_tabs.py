"""The parts of a case: its page, assessment, letters, devices, history; Ctrl+Tab walks them."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.case import Case
from mmd_reviewer.ui.look.theme import MEDIUM, SEMIBOLD, Theme, font, set_ground
from mmd_reviewer.ui.widgets.buttons import PaintedButton
from mmd_reviewer.ui.widgets.labels import Label, row_of
from mmd_reviewer.ui.widgets.painting import draw_text, width_of

PAGE, ASSESSMENT, LETTERS, DEVICES, HISTORY = (
    "page",
    "assessment",
    "letters",
    "devices",
    "history",
)
NAMES = {
    PAGE: "Page",
    ASSESSMENT: "Assessment",
    LETTERS: "Letters",
    DEVICES: "Devices",
    HISTORY: "History",
}
HEIGHT, BAR = 38, 2


def neighbour(part: str, step: int) -> str:
    """The part after (1) or before (-1) another, from the last back to the first."""
    order = [*NAMES]
    return order[(order.index(part) + step) % len(order)]


class PartTab(PaintedButton):
    """A part by its name and how much it holds; the one shown is underlined in accent."""

    def __init__(self, part: str) -> None:
        self._number = ""
        super().__init__(NAMES[part], f"caseTab_{part}")
        self.setCheckable(True)

    def set_number(self, number: int) -> None:
        """Show how much the part holds."""
        self._number = f"{number:,}"
        self.setAccessibleName(f"{self._label}, {self._number}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Words, number and room for the ring."""
        number = 8 + width_of(font(12), self._number) if self._number else 0
        return QSize(width_of(font(13, SEMIBOLD), self._label) + number + 12, HEIGHT)

    def draw(self, painter: QPainter, theme: Theme) -> None:
        """Words, number, the line below the part shown."""
        on = self.isChecked()
        face = font(13, SEMIBOLD if on else MEDIUM)
        ink = theme.text if on or self.underMouse() else theme.muted
        width = width_of(face, self._label)
        area = QRect(6, 0, width + 2, self.height())
        draw_text(painter, area, self._label, face, ink)
        if self._number:
            rest = self.rect().adjusted(6 + width + 8, 0, 0, 0)
            draw_text(painter, rest, self._number, font(12), theme.muted)
        if on:
            line = QRect(6, self.height() - BAR, self.width() - 12, BAR)
            painter.fillRect(line, theme.color("accent"))


class CaseTabs(QWidget):
    """`wanted` tells which part is asked for; the tab follows when that part is shown."""

    wanted = Signal(str)

    def __init__(self, shown: str, key: str = "") -> None:
        super().__init__()
        self._shown = shown
        self._tabs = {part: PartTab(part) for part in NAMES}
        set_ground(self, "surface")
        hint = Label(key, "muted")
        row_of(*self._tabs.values(), -1, hint, spacing=14, margins=(14, 0, 20, 0), inside=self)
        for part, tab in self._tabs.items():
            tab.clicked.connect(lambda _on=False, part=part: self._on_tab_clicked(part))
        self.show_part(shown)

    def show_case(self, case: Case) -> None:
        """Say how many letters, devices and facts the case has."""
        self._tabs[LETTERS].set_number(len(case.letters))
        self._tabs[DEVICES].set_number(len(case.devices))
        self._tabs[HISTORY].set_number(len(case.facts))

    def show_part(self, part: str) -> None:
        """Underline the part shown."""
        self._shown = part
        for name, tab in self._tabs.items():
            tab.setChecked(name == part)

    def _on_tab_clicked(self, part: str) -> None:
        self.show_part(self._shown)
        self.wanted.emit(part)
