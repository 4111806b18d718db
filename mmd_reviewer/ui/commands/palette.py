"""The command palette: a field over a scrim that finds commands, cases and help."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import shiboken6
from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QWidget

from mmd_reviewer.ui.commands.palette_list import (
    HELP_KEY,
    HelpEntry,
    PaletteDelegate,
    PaletteModel,
    Row,
)
from mmd_reviewer.ui.commands.palette_search import PaletteSearch
from mmd_reviewer.ui.commands.registry import CommandEntry
from mmd_reviewer.ui.look.theme import current_theme, font
from mmd_reviewer.ui.widgets.labels import Hairline, IconLabel, Label, column_of, holding, row_of
from mmd_reviewer.ui.widgets.painting import draw_box

WIDTH, TOP, HEAD, FOOT = 680, 72, 53, 37
INSET = (18, 0, 18, 0)


class PaletteCard(QWidget):
    """The card: field, lines, key hints."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self.setAccessibleName("Commands, customers, cases, devices and help")
        self.field = QLineEdit()
        self.count = Label("", "muted")
        self.model = PaletteModel(self)
        self.rows = QListView()
        self._build()

    def _build(self) -> None:
        self.field.setObjectName("paletteField")
        self.field.setAccessibleName("Search or run a command")
        self.field.setPlaceholderText("Search or run a command")
        self.field.setProperty("bare", True)
        self.field.setFont(font(15))
        self.rows.setObjectName("paletteList")
        self.rows.setAccessibleName("Results")
        self.rows.setModel(self.model)
        self.rows.setItemDelegate(PaletteDelegate(self.rows))
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        line = row_of(
            IconLabel("search", size=20), self.field, self.count, spacing=12, margins=INSET
        )
        head = holding(line)
        head.setFixedHeight(HEAD - 1)
        column_of(
            head,
            Hairline(),
            4,
            self.rows,
            5,
            Hairline(),
            self._foot(),
            margins=(1, 1, 1, 1),
            inside=self,
        )

    def _foot(self) -> QWidget:
        left = ("\u2191 \u2193  choose", "Enter  run", "Esc  back to the list")
        right = (">  commands", "@  customers, devices", "#  cases", "?  help")
        left_row, right_row = (
            row_of(*(Label(text, "muted") for text in texts), spacing=spacing)
            for texts, spacing in ((left, 20), (right, 16))
        )
        foot = holding(row_of(left_row, -1, right_row, margins=INSET))
        foot.setFixedHeight(FOOT)
        return foot

    def fit(self, wide: int, high: int) -> None:
        """As high as its lines, as far as what it lies on has room."""
        height = min(self.model.height() + HEAD + FOOT + 12, max(high - TOP - 40, 200))
        width = min(WIDTH, wide - 40)
        self.setGeometry((wide - width) // 2, TOP, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Surface with a field-coloured edge."""
        theme = current_theme()
        painter = QPainter(self)
        draw_box(painter, self.rect(), theme.surface, theme.field_edge, radius=8)
        painter.end()


class Palette(QWidget):
    """The scrim and its card, child of the window; gives the focus back where it was.

    Enter means what was typed, not what was found for fewer letters: it `waits` for the search.
    """

    command_chosen = Signal(str)
    case_chosen = Signal(str)
    customer_chosen = Signal(str)
    device_chosen = Signal(str)
    help_chosen = Signal(str)
    closed = Signal()
    waits = Signal(bool)

    def __init__(
        self,
        window: QWidget,
        commands: Callable[[], list[CommandEntry]],
        help_pages: Callable[[], Sequence[HelpEntry]],
    ) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("paletteScrim")
        self.hide()
        self.search = PaletteSearch(commands, help_pages)
        self._wanted = False  # what the store will have found first is to be run
        self._chose = False  # a line, with the arrows
        self._came_from: QWidget | None = None
        self.card = PaletteCard(self)
        self._connect()

    def _connect(self) -> None:
        self.card.field.textChanged.connect(self._on_field_text_changed)
        self.card.field.installEventFilter(self)
        self.card.rows.clicked.connect(self._on_row_clicked)
        self._window.installEventFilter(self)

    def _on_row_clicked(self, index: QModelIndex) -> None:
        if index.flags() & Qt.ItemFlag.ItemIsSelectable:  # a heading leaves the line chosen before
            self._chose = True
            self.run_current()

    def open(self, text: str = "") -> None:
        """Show the palette, empty or with a text."""
        if not self.isVisible():
            self._came_from = QApplication.focusWidget()
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.card.field.setText(text)
        self.card.field.setFocus(Qt.FocusReason.PopupFocusReason)
        self._on_field_text_changed(text)

    def close_palette(self) -> None:
        """Hide and put the focus back."""
        if not self.isVisible():
            return
        self.search.forget()
        self._wait(False)
        back = self._came_from
        self._came_from = None
        self.hide()
        if (
            back is not None and shiboken6.isValid(back) and back.isVisible()
        ):  # it may be gone since
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def _on_field_text_changed(self, text: str) -> None:
        self._chose = False
        self._wait(False)
        self.search.ask(text, self._on_store_answered)
        self._fill()

    def _on_store_answered(self) -> None:
        self._fill()
        if self._wanted:
            self.run_current()

    def _wait(self, on: bool) -> None:
        if on != self._wanted:
            self._wanted = on
            self.waits.emit(on)

    def _fill(self) -> None:
        chosen, found, words = self._current(), self.search.found(), self.search.words
        said = f"{found.many} result{'' if found.many == 1 else 's'}"
        self.card.count.setText(said if words and (found.many or not self.search.searching) else "")
        self.card.model.set_rows(
            found.rows or [Row("heading", "", self.search.why_nothing())], words
        )
        self._select(self._chosen_before(chosen))
        self.card.fit(self.width(), self.height())

    def _chosen_before(self, chosen: Row | None) -> int:
        """The line that the arrows had chosen, where it is still there; else the first."""
        rows = self.card.model.rows
        same = (n for n, row in enumerate(rows) if chosen and row[:2] == chosen[:2])
        place = next(same, None) if self._chose else None
        self._chose = place is not None
        return self.card.model.next_row(-1, 1) if place is None else place

    def _select(self, row: int) -> None:
        index = self.card.model.index(row, 0)
        self.card.rows.setCurrentIndex(index)
        if index.isValid() and row >= 0:
            self.card.field.setAccessibleDescription(self.card.model.rows[row].speech())
        if row <= 1:
            self.card.rows.scrollToTop()

    def run_current(self) -> None:
        """Close, then do the line chosen."""
        row = self._current()
        if self.search.may_come_before(row) and not (self._chose or self._wanted):
            self._wait(True)
            return
        self._wait(False)
        if row is None or row.kind == "heading" or not row.enabled:
            return
        self.close_palette()
        signals = {
            "command": self.command_chosen,
            "case": self.case_chosen,
            "customer": self.customer_chosen,
            "device": self.device_chosen,
            "help": self.help_chosen,
        }
        signals[row.kind].emit(row.id)

    def _current(self) -> Row | None:
        index = self.card.rows.currentIndex()
        return self.card.model.rows[index.row()] if index.isValid() else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the field; size of the window."""
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self.setGeometry(self._window.rect())
            self.card.fit(self.width(), self.height())
        elif watched is self.card.field and isinstance(event, QKeyEvent):
            own = event.key() == Qt.Key.Key_Escape or self._is_help(event)
            if event.type() == QEvent.Type.ShortcutOverride and own:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._on_field_key(event)
        return super().eventFilter(watched, event)

    def _on_field_key(self, event: QKeyEvent) -> bool:
        keys = Qt.Key
        steps = {keys.Key_Down: 1, keys.Key_Up: -1, keys.Key_Tab: 1, keys.Key_Backtab: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self._chose = True
            self._select(self.card.model.next_row(self.card.rows.currentIndex().row(), step))
        elif event.key() in (keys.Key_Return, keys.Key_Enter):
            self.run_current()
        elif event.key() == keys.Key_Escape:
            self.close_palette()
        elif self._is_help(event):
            self._select(self.card.model.line_of(HELP_KEY))
            self._on_row_clicked(self.card.rows.currentIndex())
        else:
            return False
        return True

    def _is_help(self, event: QKeyEvent) -> bool:
        """The line that shows the key is the page it opens; without one it is that of the place."""
        return event.key() == Qt.Key.Key_F1 and self.card.model.line_of(HELP_KEY) >= 0

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the card closes."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Everything behind dims."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(current_theme().scrim))
        painter.end()
