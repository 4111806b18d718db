"""The rail: views with counts, groups of shortcuts to lists, the edition in force."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from mmd_reviewer.ui.look.theme import set_ground
from mmd_reviewer.ui.widgets.buttons import RailButton
from mmd_reviewer.ui.widgets.labels import (
    ElidedLabel,
    Hairline,
    Label,
    Rest,
    column_of,
    holding,
    row_of,
)

WIDTH = 208


@dataclass(frozen=True, slots=True)
class RailEntry:
    """A line of a group: a saved filter, drafts, letters to print."""

    key: str
    icon: str
    label: str
    count: int | None = None
    alert: bool = False


class _Group(QWidget):
    """A heading and its lines; hidden while it has none."""

    chosen = Signal(str)

    def __init__(self, title: str) -> None:
        super().__init__()
        self.rows: dict[str, RailButton] = {}
        heading = Label(title, "group")
        heading.setContentsMargins(10, 4, 0, 0)
        heading.setFixedHeight(28)
        self._box = column_of(heading, margins=(0, 14, 0, 0), inside=self)

    def set_entries(self, entries: list[RailEntry]) -> None:
        """Show these lines; rows that stay keep their focus."""
        wanted = {entry.key for entry in entries}
        for key in [key for key in self.rows if key not in wanted]:
            row = self.rows.pop(key)
            row.hide()
            row.deleteLater()
        for place, entry in enumerate(entries):
            row = self.rows.get(entry.key) or self._make(entry)
            row.set_label(entry.label)
            row.set_count(entry.count, entry.alert)
            self._box.insertWidget(place + 1, row)
        self.rows = {entry.key: self.rows[entry.key] for entry in entries}  # as they are walked
        for row, after in pairwise(self.rows.values()):
            QWidget.setTabOrder(row, after)
        self.setVisible(bool(entries))

    def _make(self, entry: RailEntry) -> RailButton:
        row = RailButton(entry.icon, entry.label, f"rail_{entry.key}")
        row.clicked.connect(lambda _checked=False, key=entry.key: self.chosen.emit(key))
        self.rows[entry.key] = row
        return row


class _EditionFoot(QWidget):
    """Which key conditions are in force; hidden until that is known."""

    def __init__(self) -> None:
        super().__init__()
        title = Label("Key conditions", "muted")
        title.setContentsMargins(18, 0, 0, 0)
        self._edition = ElidedLabel("", "small")
        edition = row_of(self._edition, margins=(18, 0, 8, 0))
        column_of(Hairline(), 7, title, edition, spacing=2, margins=(0, 0, 0, 12), inside=self)
        self.hide()

    def show_edition(self, name: str, since: str) -> None:
        """Name it; no name hides the foot."""
        self._edition.setText(f"{name}, since {since}" if since else name)
        self.setVisible(bool(name))


class Rail(QWidget):
    """208 wide; Up and Down walk the lines."""

    view_chosen = Signal(str)
    entry_chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setFixedWidth(WIDTH)
        set_ground(self, "window")
        self._views: dict[str, RailButton] = {}
        self._groups: dict[str, _Group] = {}
        self._foot = _EditionFoot()
        self._build()

    def _build(self) -> None:
        self._view_box = column_of()
        self._box = column_of(self._view_box, -1, margins=(8, 8, 7, 8))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(holding(self._box))
        column = column_of(Rest(area), self._foot)
        row_of(Rest(column), Hairline(vertical=True), spacing=0, inside=self)

    def add_view(self, view_id: str, icon: str, label: str) -> None:
        """A line for a view."""
        row = RailButton(icon, label, f"rail_{view_id}")
        row.clicked.connect(lambda _checked=False: self.view_chosen.emit(view_id))
        row.installEventFilter(self)
        self._views[view_id] = row
        self._view_box.addWidget(row)

    def set_current(self, view_id: str) -> None:
        """Fill the line of the view shown; lines of groups lose their fill."""
        self.set_current_entry("", "")
        for key, row in self._views.items():
            row.setChecked(key == view_id)

    def set_current_entry(self, group: str, key: str) -> None:
        """Fill a line of a group, say the saved filter in use; empty fills none."""
        for name, box in self._groups.items():
            for row_key, row in box.rows.items():
                row.setChecked((name, row_key) == (group, key))

    def entries(self, group: str) -> list[str]:
        """The lines of a group by their keys."""
        return list(self._groups[group].rows) if group in self._groups else []

    def set_count(self, view_id: str, count: int | None, alert: bool = False) -> None:
        """Show the count of a view."""
        if view_id in self._views:
            self._views[view_id].set_count(count, alert)

    def set_group(self, group: str, title: str, entries: list[RailEntry]) -> None:
        """Show a group of lines under the views; no entries hide it."""
        if group not in self._groups:
            made = _Group(title)
            made.chosen.connect(lambda key: self.entry_chosen.emit(group, key))
            self._groups[group] = made
            self._box.insertWidget(self._box.count() - 1, made)
        self._groups[group].set_entries(entries)
        for row in self._groups[group].rows.values():
            row.removeEventFilter(self)
            row.installEventFilter(self)

    def set_edition(self, name: str, since: str) -> None:
        """The key conditions in force."""
        self._foot.show_edition(name, since)

    def lines(self) -> list[RailButton]:
        """All lines from top to bottom."""
        groups = [row for group in self._groups.values() for row in group.rows.values()]
        return [*self._views.values(), *groups]

    def focus_current(self) -> None:
        """Take the focus on the line of the view shown."""
        lines = self.lines()
        checked = [row for row in lines if row.isChecked()]
        for row in (checked or lines)[:1]:
            row.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down walk."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(watched, RailButton)
        ):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                lines = self.lines()
                at = lines.index(watched) + step
                if 0 <= at < len(lines):
                    lines[at].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)
