"""The list of records: rows of two lines under a header at the same offsets."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QListView, QWidget

from mmd_reviewer.ui.widgets.columns import CellModel, Column, ColumnSet, Index
from mmd_reviewer.ui.widgets.labels import Rest, column_of
from mmd_reviewer.ui.widgets.list_header import ListHeader
from mmd_reviewer.ui.widgets.row_delegate import ROW_HEIGHT, RowDelegate

EXTENDED = QListView.SelectionMode.ExtendedSelection
BATCH = 10_000
MOST_COPIED = 10_000  # rows on the clipboard
SELECT = QItemSelectionModel.SelectionFlag


class RecordView(QListView):
    """The list itself: Enter opens, Shift and arrows select, the current row carries the ring."""

    opened = Signal(int)
    row_changed = Signal(int)
    resized = Signal()
    unmarked = Signal()

    def __init__(self, name: str, label: str) -> None:
        super().__init__()
        self.marking = False
        self._sought: QPersistentModelIndex | None = None  # asked for before it was laid out
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setUniformItemSizes(True)
        # Qt asks the model for every row it lays out: ten thousand take 30 ms, so more come in
        # turns.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(BATCH)
        self.setSelectionMode(EXTENDED)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(False)
        self.doubleClicked.connect(self._on_self_double_clicked)

    @property
    def marked(self) -> int:
        """How many rows are marked; the current one alone is not."""
        model: QItemSelectionModel | None = self.selectionModel()
        count = _selected_count(model)
        alone = (
            count == 1
            and not self.marking
            and model is not None
            and model.isSelected(self.currentIndex())
        )
        return 0 if alone else count

    @property
    def selected_rows(self) -> list[int]:
        """Selected rows in order."""
        model: QItemSelectionModel | None = self.selectionModel()
        if model is None:
            return []
        # By ranges: the indexes of a million selected rows are not asked for one by one.
        parts = [range(part.top(), part.bottom() + 1) for part in _ranges(model)]
        return sorted({row for part in parts for row in part})

    def event(self, event: QEvent) -> bool:
        """Esc is the list's own while rows are marked."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if (
            override
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.marked
        ):
            event.accept()
            return True
        return super().event(event)

    def scrollTo(
        self, index: Index, hint: QListView.ScrollHint = QListView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a row into view, as soon as the layout has come to it."""
        super().scrollTo(index, hint)
        laid_out = self.visualRect(index).isValid()
        self._sought = None if laid_out else QPersistentModelIndex(index)

    def updateGeometries(self) -> None:
        """The layout is done: a row that it had not come to can be brought into view."""
        super().updateGeometries()
        sought, self._sought = self._sought, None
        if sought is not None and sought.isValid():
            self.scrollTo(sought)

    def moveCursor(
        self, cursorAction: QListView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End are the ends of the list: Qt's own are those of what is laid out."""
        model = self.model()
        if model is not None and model.rowCount():
            if cursorAction == QListView.CursorAction.MoveHome:
                return model.index(0, 0)
            if cursorAction == QListView.CursorAction.MoveEnd:
                return model.index(model.rowCount() - 1, 0)
        return super().moveCursor(cursorAction, modifiers)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which row is current, -1 for none."""
        super().currentChanged(current, previous)
        self.row_changed.emit(current.row() if current.isValid() else -1)

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """While rows are marked one by one, moving by keys leaves the marks alone;
        a click ends it.
        """
        if (
            self.marking
            and isinstance(event, QKeyEvent)
            and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            return SELECT.NoUpdate
        if isinstance(event, QMouseEvent):
            self.marking = False
        return super().selectionCommand(index, event)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """What to repaint when the selection changes: what is seen, not every row selected."""
        return QRegion(self.viewport().rect())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; letters are left to the commands, not to the list's own search."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
            return
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex().row())
            return
        if event.key() == Qt.Key.Key_Escape and self.marked:
            self.unmarked.emit()
            return
        if event.text().isprintable() and event.text() and event.key() != Qt.Key.Key_Space:
            event.ignore()
            return
        super().keyPressEvent(event)

    def copy_rows(self) -> None:
        """The selected rows, else the current one, as a table for other programs:
        a row a line, headings first.
        """
        model = self.model()
        rows = self.selected_rows or [self.currentIndex().row()] * self.currentIndex().isValid()
        if not isinstance(model, CellModel) or not rows:
            return
        titles = [column.title for column in model.columns]
        model.tell_rows(rows[:MOST_COPIED], lambda lines: _copy([titles, *lines]))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming in by keyboard there is always a current row."""
        super().focusInEvent(event)
        model = self.model()
        if model is not None and not self.currentIndex().isValid() and model.rowCount():
            self.setCurrentIndex(model.index(0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The header follows."""
        super().resizeEvent(event)
        self.resized.emit()

    def _on_self_double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(index.row())


def _copy(lines: list[list[str]]) -> None:
    """Lines of cells to the clipboard."""
    text = "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines)
    QGuiApplication.clipboard().setText(f"{text}\n")


class TwoLineList(QWidget):
    """Header and rows over one table model whose cells come by `CELL_ROLE`."""

    opened = Signal(int)
    row_changed = Signal(int)
    sort_requested = Signal(str, bool)
    marks_changed = Signal()

    def __init__(
        self, columns: tuple[Column, ...], name: str, label: str, *, row_height: int = ROW_HEIGHT
    ) -> None:
        super().__init__()
        self.columns = ColumnSet(columns, self)
        self.header = ListHeader(self.columns, f"{name}Header")
        self.view = RecordView(name, label)
        self.view.setItemDelegate(RowDelegate(self.columns, row_height))
        column_of(self.header, Rest(self.view), inside=self)
        self.setFocusProxy(self.view)
        self._connect()

    def _connect(self) -> None:
        self.columns.changed.connect(self.view.viewport().update)
        self.view.resized.connect(self._on_view_resized)
        self.view.opened.connect(self.opened)
        self.view.row_changed.connect(self.row_changed)
        self.view.row_changed.connect(self.marks_changed)
        self.view.unmarked.connect(self.clear_marks)
        self.header.sort_requested.connect(self.sort_requested)

    def _on_view_resized(self) -> None:
        self.header.set_end(self.width() - self.view.viewport().width())

    def set_model(self, model: QAbstractItemModel) -> None:
        """Show the rows of a model; the selection starts empty."""
        self.view.setModel(model)
        self.view.selectionModel().selectionChanged.connect(self.marks_changed)

    @property
    def current_row(self) -> int:
        """The current row, -1 for none."""
        index = self.view.currentIndex()
        return index.row() if index.isValid() else -1

    def set_current_row(self, row: int, *, keep_marks: bool = False) -> None:
        """Make a row current, select only it and bring it into view; out of range is clamped."""
        model = self.view.model()
        if model is None or model.rowCount() == 0:
            return
        index = model.index(min(max(row, 0), model.rowCount() - 1), 0)
        self.view.marking = self.view.marking and keep_marks
        how = SELECT.NoUpdate if self.view.marking else SELECT.ClearAndSelect
        self.view.selectionModel().setCurrentIndex(index, how)
        self.view.scrollTo(index)

    def step(self, rows: int) -> None:
        """Go up or down by rows; marks stay."""
        self.set_current_row(self.current_row + rows, keep_marks=True)

    @property
    def selected_rows(self) -> list[int]:
        """Selected rows in order."""
        return self.view.selected_rows

    def toggle_selected(self) -> None:
        """Mark the current row or take its mark away; the first mark is the current row itself."""
        index = self.view.currentIndex()
        if not index.isValid():
            return
        model = self.view.selectionModel()
        first = not self.view.marking and _selected_count(model) == 1 and model.isSelected(index)
        self.view.marking = True
        if not first:
            model.select(index, SELECT.Toggle)
        if not model.hasSelection():
            self.clear_marks()
        self.marks_changed.emit()

    def mark(self, rows: Iterable[int], *, one_by_one: bool) -> None:
        """Mark these rows and no other; the current one stays where it is."""
        model, marked = self.view.model(), QItemSelection()
        for row in rows:
            index = model.index(row, 0)
            marked.select(index, index)
        self.view.marking = one_by_one
        self.view.selectionModel().select(marked, SELECT.ClearAndSelect)
        self.marks_changed.emit()

    def clear_marks(self) -> None:
        """Only the current row is selected again."""
        self.set_current_row(self.current_row)
        self.marks_changed.emit()

    def select_all(self) -> None:
        """Select every row."""
        self.view.marking = True
        self.view.selectAll()


def _selected_count(model: QItemSelectionModel | None) -> int:
    return sum(part.height() for part in _ranges(model)) if model is not None else 0


def _ranges(model: QItemSelectionModel) -> list[QItemSelectionRange]:
    selection = model.selection()
    return [selection.at(place) for place in range(selection.size())]
