"""The command palette: a field over a scrim that finds commands, cases and help."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QWidget

from mmd_reviewer.ui.commands.palette_list import (
    HelpEntry,
    Hit,
    PaletteDelegate,
    PaletteModel,
    Row,
    matches,
    rank,
    row_of_hit,
)
from mmd_reviewer.ui.commands.registry import CommandEntry
from mmd_reviewer.ui.look.theme import current_theme, font
from mmd_reviewer.ui.widgets.labels import Hairline, IconLabel, Label, column_of, holding, row_of
from mmd_reviewer.ui.widgets.painting import draw_box

WIDTH, TOP, HEAD, FOOT = 680, 72, 53, 37
INSET = (18, 0, 18, 0)
PREFIXES = {">": "commands", "@": "customers", "#": "cases", "?": "help"}
CaseSearch = Callable[[str, Callable[[Sequence[Hit]], object]], object]


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
        self._commands, self.help_pages = commands, help_pages
        self.search_cases: CaseSearch | None = None
        self._hits: list[Row] = []
        self._asked = 0
        self._searching = False  # what was typed is still looked for in the store
        self._wanted = False  # and what is found first is to be run
        self._chose = False  # a line, with the arrows
        self._came_from: QWidget | None = None
        self.card = PaletteCard(self)
        self._connect()

    def _connect(self) -> None:
        self.card.field.textChanged.connect(self._on_field_text_changed)
        self.card.field.installEventFilter(self)
        self.card.rows.clicked.connect(self._on_row_clicked)
        self._window.installEventFilter(self)

    def _on_row_clicked(self) -> None:
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
        self._asked += 1
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
        self._asked += 1
        asked = self._asked
        prefix, words = self._split(text)
        self._chose = False
        self._searching = bool(self.search_cases and prefix not in (">", "?") and words)
        if self.search_cases is None or not self._searching:
            self._hits = []
        else:
            self.search_cases(" ".join(words), lambda found: self._take_hits(asked, found))
        self._fill()

    def _wait(self, on: bool) -> None:
        if on != self._wanted:
            self._wanted = on
            self.waits.emit(on)

    def _take_hits(self, asked: int, found: Sequence[Hit]) -> None:
        if asked == self._asked:
            self._searching = False
            self._hits = [row_of_hit(hit) for hit in found]
            self._fill()
            if self._wanted:
                self.run_current()

    def _hit_rows(self, kind: str) -> list[Row]:
        return [row for row in self._hits if row.kind == kind]

    @staticmethod
    def _split(text: str) -> tuple[str, list[str]]:
        words = text.strip().casefold()
        prefix = words[:1] if words[:1] in PREFIXES else ""
        return prefix, words.removeprefix(prefix).split()

    def _fill(self) -> None:
        prefix, words = self._split(self.card.field.text())
        chosen = self._current()
        commands = self._command_rows(words) if prefix in ("", ">") else []
        groups = [
            ("Commands", commands),
            ("Customers", self._hit_rows("customer") if prefix in ("", "@") else []),
            ("Cases", self._hit_rows("case") if prefix in ("", "#") else []),
            ("Devices", self._hit_rows("device") if prefix in ("", "@") else []),
            ("Help", self._help_rows(words) if prefix == "?" or (not prefix and words) else []),
        ]
        if _begins(groups[1][1], words) and not _begins(commands, words):
            groups[:2] = groups[1::-1]  # a name was typed, not a command
        rows: list[Row] = []
        for title, found in groups:
            rows += [Row("heading", "", title), *found] if found else []
        count = sum(len(found) for _title, found in groups)
        self.card.count.setText(
            f"{count} result{'' if count == 1 else 's'}" if words or not count else ""
        )
        self.card.model.set_rows(
            rows or [Row("heading", "", "Nothing found: try fewer letters")], words
        )
        self._select(self._chosen_before(chosen))
        self._place()

    def _chosen_before(self, chosen: Row | None) -> int:
        """The line that the arrows had chosen, where it is still there; else the first."""
        rows = self.card.model.rows
        same = (n for n, row in enumerate(rows) if chosen and row[:2] == chosen[:2])
        place = next(same, None) if self._chose else None
        self._chose = place is not None
        return self.card.model.next_row(-1, 1) if place is None else place

    def _command_rows(self, words: list[str]) -> list[Row]:
        found = [c for c in self._commands() if matches(c.text, words)]
        found.sort(key=lambda c: rank(c.text, words))
        return [
            Row("command", c.id, c.text, c.hint, c.icon, c.key, enabled=c.enabled) for c in found
        ]

    def _help_rows(self, words: list[str]) -> list[Row]:
        found = [h for h in self.help_pages() if matches(f"{h.title} {h.hint}", words)]
        return [
            Row("help", h.page, h.title, h.hint, "info", "F1" if n == 0 else "")
            for n, h in enumerate(found)
        ]

    def _place(self) -> None:
        room = self.height() - TOP - 40
        lines = self.card.model.height()
        fixed = HEAD + FOOT + 12
        height = min(max(lines, 0) + fixed, max(room, 200))
        width = min(WIDTH, self.width() - 40)
        self.card.setGeometry((self.width() - width) // 2, TOP, width, height)

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
        if self._is_open_question(row):
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

    def _is_open_question(self, row: Row | None) -> bool:
        """May what is still looked for come before the line that stands there now?"""
        if not self._searching or self._chose or self._wanted:
            return False
        _prefix, words = self._split(self.card.field.text())
        return row is None or row.kind != "command" or not _begins([row], words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the field; size of the window."""
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self.setGeometry(self._window.rect())
            self._place()
        elif watched is self.card.field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
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
        else:
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the card closes."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Everything behind dims."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(current_theme().scrim))
        painter.end()


def _begins(rows: list[Row], words: list[str]) -> bool:
    """Does the first of them begin with what was typed?"""
    return bool(rows) and rank(rows[0].text, words) == 0
