"""How the register stands: headline, figures, filter, rows."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStackedWidget, QWidget

from mmd_reviewer.ui.look.theme import current_theme, set_ground
from mmd_reviewer.ui.register.chart_strip import ChartStrip
from mmd_reviewer.ui.register.register_bar import RegisterBar
from mmd_reviewer.ui.register.register_cells import COLUMNS, DECIDED_COLUMNS
from mmd_reviewer.ui.register.register_header import RegisterHeader
from mmd_reviewer.ui.register.register_model import RegisterModel, decided_model
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.empty_state import EmptyState
from mmd_reviewer.ui.widgets.labels import Hairline, Rest, column_of
from mmd_reviewer.ui.widgets.panes import has_keyboard
from mmd_reviewer.ui.widgets.row_delegate import RowDelegate
from mmd_reviewer.ui.widgets.two_line_list import TwoLineList

ROW = 32


class StripedDelegate(RowDelegate):
    """Single lines on alternate grounds: the rows are wide."""

    def draw_ground(self, painter: QPainter, rect: QRect, row: int) -> None:
        """Every second row is tinted."""
        if row % 2:
            painter.fillRect(rect, current_theme().color("alternate"))


class RegisterLayout(QWidget):
    """The widgets; what they do is said in `RegisterView`."""

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__()
        self.reviewing = reviewing
        registry = reviewing.registry
        self.header = RegisterHeader(registry.key)
        self.charts = ChartStrip(registry.key("register.charts"))
        self.bar = RegisterBar()
        self.list = TwoLineList(COLUMNS, "registerTable", "Deviations", row_height=ROW)
        self.decided = TwoLineList(DECIDED_COLUMNS, "decidedTable", "Decisions", row_height=ROW)
        self.empty = EmptyState()
        self.pages = QStackedWidget()
        self.lines = (Hairline(), Hairline(), Hairline())
        self.model = RegisterModel(self)
        self.decided_model = decided_model(self)
        self._lay_out()

    def _lay_out(self) -> None:
        self.setObjectName("registerView")
        self.setAccessibleName("Register")
        set_ground(self, "window")
        for rows, model in ((self.list, self.model), (self.decided, self.decided_model)):
            rows.view.setItemDelegate(StripedDelegate(rows.columns, ROW))
            rows.set_model(model)
            self.pages.addWidget(rows)
        self.pages.addWidget(self.empty)
        self.list.header.set_sort("customer", False)
        self.decided.header.set_sort("decided", True)
        pairs = zip((self.header, self.charts, self.bar), self.lines, strict=True)
        column_of(*(part for pair in pairs for part in pair), Rest(self.pages), inside=self)

    def shown_page(self) -> QWidget:
        """The rows, the decisions, or what stands in their place."""
        shown = self.pages.currentWidget()
        return shown if shown is not None else self.list

    def show_page(self, page: QWidget) -> None:
        """Show rows, decisions or the empty state; the keyboard goes along."""
        old = self.pages.currentWidget()
        inside = old is not None and old is not page and has_keyboard(old)
        self.pages.setCurrentWidget(page)
        if inside:
            page.setFocus()

    def show_none(
        self, title: str, sentence: str, buttons: list[PushButton], *, figures: bool
    ) -> None:
        """Nothing to list: say why and what to do."""
        self.empty.show_text(title, sentence)
        self.empty.set_buttons(buttons)
        self.show_figures(figures)
        self.show_page(self.empty)

    def show_figures(self, on: bool) -> None:
        """Show or hide figures and filter, each with the line below it."""
        for widget in (self.charts, self.bar, *self.lines[1:]):
            widget.setVisible(on)
