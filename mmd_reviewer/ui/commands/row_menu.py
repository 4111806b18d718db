"""The menu of a row: by the right button or the menu key, made from the table of commands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QMenu

# What moves, marks or leaves is quicker by its key, and is about the list, not about a row.
NOT_OF_A_ROW = frozenset(
    (
        "next",
        "previous",
        "filter",
        "select",
        "select_all",
        "mark_all",
        "mark_none",
        "mark_copied",
        "preview_page",
        "save_filter",
        "forget_filter",
        "back",
        "cancel",
        "run",
        "common_day",
        "next_problem",
        "day",
        "today",
        "stood",
        "charts",
        "clear",
        "export",
    )
)


def offer_row_menu(view: QAbstractItemView, name: str, actions: Sequence[QAction]) -> None:
    """Let a list show its menu; those of its commands that are about a row stand in it."""
    of_a_row = [
        action for action in actions if action.objectName().partition(".")[2] not in NOT_OF_A_ROW
    ]
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    view.customContextMenuRequested.connect(lambda at: _show(view, name, of_a_row, at))


def _show(view: QAbstractItemView, name: str, actions: Sequence[QAction], at: QPoint) -> None:
    """The row under the pointer becomes the current one, unless it is one of those marked."""
    index = view.indexAt(at)
    if index.isValid() and not view.selectionModel().isSelected(index):
        alone = QItemSelectionModel.SelectionFlag.ClearAndSelect  # whatever key is held down
        view.selectionModel().setCurrentIndex(index, alone)
    offered = [action for action in actions if action.isVisible()]
    if not view.currentIndex().isValid() or not offered:
        return
    menu = QMenu(view)
    menu.setObjectName(f"{name}RowMenu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setToolTipsVisible(True)
    menu.addActions(offered)
    menu.popup(view.viewport().mapToGlobal(at))
