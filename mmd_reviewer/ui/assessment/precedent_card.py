"""A precedent as a card: how it was decided, what, whose, why, and what differs (mock-up 14)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from mmd_reviewer.services.read.case_facts import breakable
from mmd_reviewer.services.read.precedents import Card, Line
from mmd_reviewer.ui.look.theme import current_theme
from mmd_reviewer.ui.widgets.buttons import LinkButton, PushButton
from mmd_reviewer.ui.widgets.labels import (
    ElidedLabel,
    IconLabel,
    Label,
    Rest,
    column_of,
    flush_row,
    holding,
    row_of,
)
from mmd_reviewer.ui.widgets.painting import draw_box, draw_hairline, draw_ring

SIDE = 12


class PrecedentCard(QWidget):
    """The current one shows its reason and the button that takes it over; it carries the ring while
    its list has the keyboard. `chosen` by a click, `opened` by a double one or by its number.
    """

    chosen = Signal()
    opened = Signal()
    taken = Signal()

    def __init__(self, card: Card, key: str) -> None:
        super().__init__()
        self.card = card
        self._current = self._ringed = False
        self.setObjectName(f"precedent_{card.number}")
        self.setAccessibleName(card.speech())
        self.take_button = PushButton("Take the reason over", f"takeReason_{card.number}", key=key)
        self.take_button.clicked.connect(self.taken)
        self._number = LinkButton(card.number, f"openPrecedent_{card.number}", size=12)
        self._number.clicked.connect(self.opened)
        self._reason = Label(breakable(f"“{card.reason}”"), "muted", wrap=True, tone="text")
        self._build()

    def _build(self) -> None:
        card = self.card
        head = row_of(Rest(Label(card.decided, "strong", wrap=True)))
        head.addWidget(Label(card.day, "muted"), 0, Qt.AlignmentFlag.AlignTop)
        who = flush_row(self._number)
        who.takeAt(who.count() - 1)
        who.setSpacing(2)
        who.addWidget(ElidedLabel(f"· {card.customer}", "muted"), 1)
        if card.same_product:
            who.addWidget(Label("same product", "small"))
        button = row_of(self.take_button, stretch=True, margins=(0, 6, 0, 0))
        self._button = holding(button)
        column_of(
            head,
            Label(breakable(card.title), "body", wrap=True),
            who,
            self._reason,
            *map(_line, card.differs),
            self._button,
            spacing=3,
            margins=(SIDE, 11, SIDE, 11),
            inside=self,
        )
        self.set_current(False)

    def set_current(self, current: bool, *, ringed: bool = False) -> None:
        """Show whether it is the one that keys are about, and whether its list has them."""
        self._current, self._ringed = current, ringed
        self._reason.setVisible(current and bool(self.card.reason))
        self._button.setVisible(current and bool(self.card.reason))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click makes it the current one."""
        self.chosen.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens the case."""
        self.opened.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A box around the current one, a line below the others."""
        theme, painter = current_theme(), QPainter(self)
        if self._current:
            draw_box(painter, self.rect(), theme.selection, theme.accent)
            if self._ringed:
                draw_ring(painter, self.rect())
        else:
            draw_hairline(painter, SIDE, self.width() - SIDE, self.height() - 1)
        painter.end()


def _line(line: Line) -> QWidget:
    icon = column_of(IconLabel(line.icon, line.tone, 14), -1, margins=(0, 2, 0, 0))
    return holding(
        row_of(icon, Rest(Label(breakable(line.words), "muted", wrap=True, tone=line.tone)))
    )
