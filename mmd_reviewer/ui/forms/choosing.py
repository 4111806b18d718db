"""Choosing one of many from a list with a filter."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from mmd_reviewer.ui.forms.dialogs import FormDialog, Missing
from mmd_reviewer.ui.widgets.fields import SearchField

CHOICE_WIDE = 620


def choose(
    parent: QWidget | None,
    title: str,
    choices: list[tuple[str, str]],
    done: Callable[[str], object],
    *,
    accept: str = "Choose",
    sentence: str = "",
    name: str = "choose",
) -> FormDialog:
    """Choose one of (code, words) from a list with a filter."""
    dialog = FormDialog(parent, title, accept, sentence=sentence, name=f"{name}Dialog")
    field = SearchField(f"{name}Filter", "Filter", "Filter")
    rows = QListView()
    rows.setObjectName(f"{name}List")
    rows.setAccessibleName(title)
    rows.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
    rows.setMinimumHeight(220)
    rows.setWordWrap(True)  # every sentence whole
    rows.setResizeMode(QListView.ResizeMode.Adjust)
    rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    rows.setSpacing(2)
    dialog.setMinimumWidth(CHOICE_WIDE)
    model = QStringListModel(dialog)
    rows.setModel(model)
    shown: list[tuple[str, str]] = []

    def show_matches(text: str) -> None:
        words = text.casefold().split()
        shown[:] = [c for c in choices if all(word in c[1].casefold() for word in words)]
        model.setStringList([words_ for _code, words_ in shown])
        if shown:
            rows.setCurrentIndex(model.index(0))

    def check() -> object:
        row = rows.currentIndex().row()
        return (
            shown[row][0] if 0 <= row < len(shown) else Missing("Nothing fits the filter.", field)
        )

    field.textChanged.connect(show_matches)
    field.left_empty.connect(dialog.reject)
    rows.doubleClicked.connect(lambda _index: dialog.accept_button.click())
    field.installEventFilter(_ArrowsTo(rows, dialog))
    dialog.add_row("Filter", field)
    dialog.add_row("", rows)
    show_matches("")
    return dialog.ask(check, done, field)


class _ArrowsTo(QObject):
    """Sends arrow keys typed in a filter to its list."""

    def __init__(self, rows: QListView, parent: QObject) -> None:
        super().__init__(parent)
        self._rows = rows

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down move in the list while the filter keeps the focus."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = steps.get(Qt.Key(event.key()))
            if step is not None:
                row = self._rows.currentIndex().row() + step
                index = self._rows.model().index(row, 0)
                if index.isValid():
                    self._rows.setCurrentIndex(index)
                return True
        return False
