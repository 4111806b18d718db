"""Choosing devices from a list that may be long: a filter, ticks, all or none at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.period import count
from mmd_reviewer.domain.request import fold
from mmd_reviewer.ui.look.theme import current_theme, font
from mmd_reviewer.ui.widgets.buttons import LinkButton
from mmd_reviewer.ui.widgets.fields import SearchField
from mmd_reviewer.ui.widgets.labels import Label, column_of, row_of
from mmd_reviewer.ui.widgets.painting import draw_box, draw_ring, draw_text, elided
from mmd_reviewer.ui.widgets.tick import BOX, draw_tick

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
CHECK = Qt.ItemDataRole.CheckStateRole
ON, OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked
ROW_HEIGHT = 26
ROWS_WANTED, ROWS_LEAST = 6, 3


class DeviceModel(QAbstractListModel):
    """Devices that match the filter, each with a tick;
    what is ticked stays so while it is filtered away.
    """

    ticked_changed = Signal()

    def __init__(self, devices: Sequence[Device], parent: QWidget) -> None:
        super().__init__(parent)
        self._devices = tuple(devices)
        self._shown = list(self._devices)
        self.ticked: set[str] = set()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many match."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words and tick."""
        device = self._shown[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            parts = (device.serial, f"{device.manufacturer} {device.model}".strip(), device.name)
            test = "Test group" if device.in_test_group else ""
            return "   ".join(part for part in (*parts, test) if part)
        if role == CHECK:
            return ON if device.key in self.ticked else OFF
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every row can be ticked."""
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
        )

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick or take the tick away."""
        if role != CHECK:
            return False
        key = self._shown[index.row()].key
        if Qt.CheckState(value) == ON:
            self.ticked.add(key)
        else:
            self.ticked.discard(key)
        self.dataChanged.emit(index, index, [role])
        self.ticked_changed.emit()
        return True

    def show_matches(self, words: str) -> None:
        """Only devices in which every word stands."""
        wanted = words.casefold().split()

        def text(device: Device) -> str:
            return f"{device.serial} {device.manufacturer} {device.model} {device.name}".casefold()

        self.beginResetModel()
        self._shown = [
            device for device in self._devices if all(word in text(device) for word in wanted)
        ]
        self.endResetModel()

    def tick_all(self, on: bool) -> None:
        """Tick all that match, or take their ticks away."""
        keys = {device.key for device in self._shown}
        self.ticked = self.ticked | keys if on else self.ticked - keys
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1), [CHECK])
        self.ticked_changed.emit()

    def tick_only(self, keys: Iterable[str]) -> None:
        """Tick these devices, as far as they are listed, and no other."""
        self.ticked = {device.key for device in self._devices} & set(keys)
        self.layoutChanged.emit()
        self.ticked_changed.emit()

    def serials(self) -> list[str]:
        """What the ticked devices are called, in their order:
        the serial number, and more where two have the same.
        """
        times = Counter(fold(device.serial) for device in self._devices)
        ticked = [device for device in self._devices if device.key in self.ticked]
        return [row.serial if times[fold(row.serial)] == 1 else row.full_name for row in ticked]


def _turn(model: QAbstractItemModel, index: Index) -> None:
    """Tick the row, or take its tick away."""
    model.setData(index, OFF if index.data(CHECK) == ON else ON, CHECK)


class _Delegate(QStyledItemDelegate):
    """A tick and words; a click anywhere in the row turns the tick."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All rows are equally high."""
        return QSize(100, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Fill, ring, tick, words."""
        theme, rect = current_theme(), option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw_box(painter, rect, theme.selection, radius=5)
            draw_ring(painter, rect, radius=5)
        draw_tick(
            painter,
            rect.left() + 8,
            rect.top() + (ROW_HEIGHT - BOX) // 2,
            index.data(CHECK) == ON,
            theme,
        )
        room = rect.adjusted(8 + BOX + 8, 0, -8, 0)
        words = elided(font(13), str(index.data()), room.width())
        draw_text(painter, room, words, font(13), theme.text)
        painter.restore()

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """The click."""
        if event.type() == QEvent.Type.MouseButtonRelease:
            _turn(model, index)
            return True
        return False


class _Rows(QListView):
    """Space ticks the current row; Tab leads out of it, Enter is the dialog's."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks; the rest as ever."""
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            _turn(self.model(), index)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """A few rows."""
        return QSize(256, ROWS_WANTED * ROW_HEIGHT + 2)

    def minimumSizeHint(self) -> QSize:
        """Fewer, where the window is low."""
        return QSize(80, ROWS_LEAST * ROW_HEIGHT + 2)


class DeviceChoice(QWidget):
    """The list with its filter; `serials()` are those chosen."""

    def __init__(self, devices: Sequence[Device], name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.model = DeviceModel(devices, self)
        self.filter = SearchField(
            f"{name}Filter", "Filter the devices", "Filter by serial number, model or name"
        )
        self.rows = _Rows()
        self._chosen = Label("", "muted")
        self._total = len(devices)
        self._build(name)
        self._on_model_ticked_changed()

    def _build(self, name: str) -> None:
        self.rows.setObjectName(f"{name}List")
        self.rows.setAccessibleName("Devices")
        self.rows.setFont(font(13))
        self.rows.setUniformItemSizes(True)
        self.rows.setProperty("framed", True)
        self.rows.setItemDelegate(_Delegate(self.rows))
        self.rows.setTabKeyNavigation(False)
        self.rows.setModel(self.model)
        every, none = (
            LinkButton("All", f"{name}All", size=12),
            LinkButton("None", f"{name}None", size=12),
        )
        below = row_of(every, none, 8, self._chosen, stretch=True)
        column_of(self.filter, self.rows, below, spacing=4, inside=self)
        every.clicked.connect(lambda: self.model.tick_all(True))
        none.clicked.connect(lambda: self.model.tick_all(False))
        self.filter.textChanged.connect(self.model.show_matches)
        self.model.ticked_changed.connect(self._on_model_ticked_changed)
        self.setFocusProxy(self.filter)
        self.setEnabled(self.any)
        for widget in (self.filter, self.rows, every, none):
            widget.setVisible(self.any)

    def _on_model_ticked_changed(self) -> None:
        chosen = f"{len(self.model.ticked)} of {count(self._total, 'device')} chosen"
        self._chosen.setText(chosen if self.any else "There is no device to choose")

    @property
    def any(self) -> bool:
        """Is there a device to choose?"""
        return self._total > 0

    def serials(self) -> list[str]:
        """The serial numbers chosen."""
        return self.model.serials()
