"""Choosing devices from a list that may be long: a filter, ticks, all or none at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.period import count
from mmd_reviewer.ui.theme import font
from mmd_reviewer.ui.widgets.buttons import LinkButton
from mmd_reviewer.ui.widgets.fields import SearchField
from mmd_reviewer.ui.widgets.labels import Label, row_of

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
CHECK = Qt.ItemDataRole.CheckStateRole


class DeviceModel(QAbstractListModel):
    """Devices that match the filter, each with a tick; what is ticked stays so while it is filtered away."""

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
            return Qt.CheckState.Checked if device.key in self.ticked else Qt.CheckState.Unchecked
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every row can be ticked."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick or take the tick away."""
        if role != CHECK:
            return False
        key = self._shown[index.row()].key
        if Qt.CheckState(value) == Qt.CheckState.Checked:
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
        self._shown = [device for device in self._devices if all(word in text(device) for word in wanted)]
        self.endResetModel()

    def tick_all(self, on: bool) -> None:
        """Tick all that match, or take their ticks away."""
        keys = {device.key for device in self._shown}
        self.ticked = self.ticked | keys if on else self.ticked - keys
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1), [CHECK])
        self.ticked_changed.emit()

    def serials(self) -> list[str]:
        """The serial numbers of the ticked devices, in their order."""
        return [device.serial for device in self._devices if device.key in self.ticked]


class _Rows(QListView):
    """Space ticks the current row."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks; the rest as ever."""
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            ticked = index.data(CHECK) == Qt.CheckState.Checked
            self.model().setData(index, Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked, CHECK)
            return
        super().keyPressEvent(event)


class DeviceChoice(QWidget):
    """The list with its filter; `serials()` are those chosen."""

    def __init__(self, devices: Sequence[Device], name: str, *, all_ticked: bool = True) -> None:
        super().__init__()
        self.model = DeviceModel(devices, self)
        self.filter = SearchField(f"{name}Filter", "Filter the devices", "Filter by serial number, model or name")
        self.rows = _Rows()
        self._chosen = Label("", "muted")
        self._total = len(devices)
        self._build(name)
        self.model.tick_all(all_ticked)

    def _build(self, name: str) -> None:
        self.rows.setObjectName(f"{name}List")
        self.rows.setAccessibleName("Devices")
        self.rows.setFont(font(13))
        self.rows.setUniformItemSizes(True)
        self.rows.setMinimumHeight(150)
        self.rows.setModel(self.model)
        every, none = LinkButton("All", f"{name}All", size=12), LinkButton("None", f"{name}None", size=12)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.filter)
        box.addWidget(self.rows)
        box.addLayout(row_of(every, none, 8, self._chosen, stretch=True, spacing=8))
        every.clicked.connect(lambda: self.model.tick_all(True))
        none.clicked.connect(lambda: self.model.tick_all(False))
        self.filter.textChanged.connect(self.model.show_matches)
        self.model.ticked_changed.connect(self._on_model_ticked_changed)
        self.setFocusProxy(self.filter)
        self.setMinimumHeight(230)

    def _on_model_ticked_changed(self) -> None:
        self._chosen.setText(f"{len(self.model.ticked)} of {count(self._total, 'device')} chosen")

    def serials(self) -> list[str]:
        """The serial numbers chosen."""
        return self.model.serials()
