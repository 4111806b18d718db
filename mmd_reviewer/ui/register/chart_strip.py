"""The figures above the rows: two pages of charts, and what a reviewer should not miss."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from mmd_reviewer.domain.register_figures import Bar, Figures
from mmd_reviewer.domain.register_filter import RegisterFilter
from mmd_reviewer.ui.look.theme import set_ground
from mmd_reviewer.ui.register.charts import BarChart, ChartView, ColumnChart, NoteButton, Wish
from mmd_reviewer.ui.widgets.buttons import IconButton
from mmd_reviewer.ui.widgets.labels import Rest, column_of, holding, row_of
from mmd_reviewer.ui.widgets.tips import set_tip

GAP = 24
MOST_NOTES = 4
NOTE_ICONS = {"ends": "hourglass", "expired": "circle-x", "cover_ended": "circle-x"}


class ChartStrip(QWidget):
    """`opened` gives the filter of a number that was chosen."""

    opened = Signal(object)

    def __init__(self, key: str) -> None:
        super().__init__()
        self.by_type = BarChart("chartType")
        self.by_factor = BarChart("chartFactor", lines=3)
        self.ends = ColumnChart("chartEnds")
        self.by_state = BarChart("chartState", lines=4)
        self.by_age = BarChart("chartAge", lines=4)
        self.decided = ColumnChart("chartDecided")
        self.time = BarChart("chartTime", lines=4)
        self.notes = QWidget()
        self.pages = QStackedWidget()
        self.turn = IconButton("chevron-right", f"More figures, key {key}", "chartsTurn")
        self._key = key
        self._build()

    def _build(self) -> None:
        set_ground(self, "surface")
        self.setObjectName("registerCharts")
        self.setAccessibleName("Figures")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        notes = column_of(spacing=2, inside=self.notes)
        # The rows below do not jump when there are fewer
        self.notes.setFixedHeight(MOST_NOTES * 22 - 2)
        notes.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.by_factor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        middle = holding(column_of(self.by_factor, 6, self.notes, -1))
        for row in (
            (self.by_type, middle, self.ends),
            (self.by_state, self.by_age, self.time, self.decided),
        ):
            across = row_of(spacing=GAP)
            for widget in row:
                across.addWidget(widget, 6 if isinstance(widget, ColumnChart) else 4)
            self.pages.addWidget(holding(across))
        outer = row_of(Rest(self.pages), self.turn, margins=(16, 14, 12, 12), inside=self)
        outer.setAlignment(self.turn, Qt.AlignmentFlag.AlignVCenter)
        self.turn.clicked.connect(self.turn_over)
        for chart in self.charts():
            chart.opened.connect(self.opened)

    def charts(self) -> tuple[ChartView, ...]:
        """All charts in reading order."""
        return (
            self.by_type,
            self.by_factor,
            self.ends,
            self.by_state,
            self.by_age,
            self.time,
            self.decided,
        )

    def turn_over(self) -> None:
        """The other page of figures; the keyboard goes along."""
        inside = self.focusWidget() if self.isAncestorOf(self.focusWidget() or self) else None
        self.pages.setCurrentIndex(1 - self.pages.currentIndex())
        more = self.pages.currentIndex() == 0
        self.turn.set_icon("chevron-right" if more else "chevron-left")
        self.turn.set_label(f"{'More' if more else 'First'} figures, key {self._key}")
        set_tip(self.turn, self.turn.label)
        if isinstance(inside, ChartView):
            self.first_chart().setFocus()

    def first_chart(self) -> ChartView:
        """The first chart of the page shown."""
        return self.by_type if self.pages.currentIndex() == 0 else self.by_state

    def show_figures(self, found: Figures) -> None:
        """Show other numbers."""
        self.by_type.show_chart(found.by_type)
        self.by_factor.show_chart(found.by_factor)
        self.ends.show_chart(found.ends)
        self.by_state.show_chart(found.by_state)
        self.by_age.show_chart(found.by_age)
        self.decided.show_chart(found.decided)
        self.time.show_chart(found.time)
        self._show_notes(found.notes)

    def _show_notes(self, notes: tuple[Bar, ...]) -> None:
        box = self.notes.layout()
        assert box is not None
        while box.count():
            item = box.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        for place, note in enumerate(notes[:MOST_NOTES]):
            assert isinstance(note.wish, RegisterFilter)
            icon = (
                NOTE_ICONS["ends"]
                if note.wish.ends
                else NOTE_ICONS.get(note.wish.state, "triangle-alert")
            )
            button = NoteButton(note.label, f"registerNote{place + 1}", icon)
            button.clicked.connect(partial(self.opened.emit, note.wish))
            box.addWidget(button)
            button.show()

    def set_wish(self, wish: Wish) -> None:
        """Mark the bar whose rows are shown."""
        for chart in self.charts():
            chart.set_wish(wish)
