"""The list of the dispatch desk, and the one field that is typed in over its current row."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QListView

from mmd_reviewer.services.read.dispatch_rows import REASON, DeskRows
from mmd_reviewer.ui.dispatch.dispatch_cells import COLUMNS, cell_of
from mmd_reviewer.ui.dispatch.dispatch_delegate import DispatchDelegate
from mmd_reviewer.ui.dispatch.row_editor import RowEditor
from mmd_reviewer.ui.forms.day_text import day_fault, parse_day
from mmd_reviewer.ui.widgets.columns import RowsModel
from mmd_reviewer.ui.widgets.two_line_list import TwoLineList

REFERENCE, ON = "reference", "on"
LABELS = {
    REFERENCE: ("Reference in the portal", "Reference"),
    ON: ("Dispatched on", "2026-12-01"),
    REASON: ("Reason", "Why it is right, or why that day"),
}
BESIDE = {(REFERENCE, "next"): ON, (ON, "previous"): REFERENCE}


class DispatchList(TwoLineList):
    """`typed` tells the letter, what was typed (`reference`, `on`, `reason`)
    and by which key the field was left.
    """

    typed = Signal(str, str, str)

    def __init__(self, rows: DeskRows) -> None:
        super().__init__(COLUMNS, "dispatchTable", "Letters to dispatch")
        self.rows = rows
        self.model = RowsModel(
            COLUMNS, lambda place, column: cell_of(rows.row(place), COLUMNS[column].key), self
        )
        self.delegate = DispatchDelegate(self.columns, rows)
        self.editor = RowEditor("dispatchEditor", self.view.viewport())
        self.editing: tuple[str, str] | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        view = self.view
        view.setItemDelegate(self.delegate)
        view.setUniformItemSizes(False)
        view.setLayoutMode(QListView.LayoutMode.SinglePass)
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.set_model(self.model)
        self.editor.left.connect(self._on_editor_left)
        self.editor.textEdited.connect(self._on_editor_text_edited)
        view.verticalScrollBar().valueChanged.connect(self._place_editor)
        view.resized.connect(self._place_editor)

    @property
    def current(self) -> str:
        """The letter of the current row, "" for none."""
        place = self.current_row
        return self.rows.letters[place].letter if 0 <= place < len(self.rows.letters) else ""

    def reset(self, keep: str) -> None:
        """Other letters wait; the one kept stays current, else the one that took its place."""
        row = max(self.current_row, 0)
        self.model.show(range(len(self.rows.letters)))
        at = self.rows.place(keep)
        self.set_current_row(at if at >= 0 else row)

    def touch(self) -> None:
        """Rows say something else, and may have another height."""
        if self.model.rowCount():
            last = self.model.index(self.model.rowCount() - 1, 0)
            self.model.dataChanged.emit(self.model.index(0, 0), last)
            self.view.doItemsLayout()
            self._place_editor()

    def edit(self, part: str) -> None:
        """Type something of the current row: its reference, its day, or a reason."""
        name = self.current
        if not name:
            return
        row, (label, hint) = self.rows.row(self.current_row), LABELS[part]
        own = row.given.unread or (row.given.on.isoformat() if row.given.on else "")
        text = {REFERENCE: row.reference, ON: own, REASON: row.given.reason}[part]
        self.editing = (name, part)
        self.rows.hold(name)
        self.delegate.asking = name if part == REASON else ""
        self.editor.setAccessibleName(f"{label}, {name}")
        self.editor.setPlaceholderText(self.rows.day.isoformat() if part == ON else hint)
        self.editor.setText(text)
        self.touch()
        self.view.scrollTo(self.view.currentIndex())
        self.editor.show()
        self.editor.setFocus()
        self.editor.selectAll()

    def _place_editor(self) -> None:
        if self.editing is None:
            return
        at = self.rows.place(self.editing[0])
        rect = self.view.visualRect(self.model.index(at, 0)) if at >= 0 else QRect()
        place = self.delegate.places(rect, at).get(self.editing[1]) if at >= 0 else None
        if place is not None:
            self.editor.setGeometry(place)

    def _on_editor_text_edited(self, text: str) -> None:
        """Every key is kept at once: nothing that ends the typing takes it away."""
        if self.editing is not None:
            name, part = self.editing
            self.rows.give(name, **given_by(part, text, self.rows))

    def finish(self) -> None:
        """Leave the field, if one is typed in, with what is in it."""
        if self.editing is not None:
            self._on_editor_left("away")

    def _on_editor_left(self, how: str) -> None:
        if self.editing is None:
            return
        name, part = self.editing
        beside = BESIDE.get((part, how))
        self.rows.give(name, **given_by(part, self.editor.text(), self.rows))
        self.editing, self.delegate.asking = None, ""
        self.rows.hold("")
        had = self.editor.hasFocus()
        self.editor.hide()
        if had or how != "away":
            self.setFocus()
        if how in ("up", "down"):
            self.step(1 if how == "down" else -1)
        self.typed.emit(name, part, how)
        if beside is not None:
            self.edit(beside)


def given_by(part: str, text: str, rows: DeskRows) -> dict[str, object]:
    """What was typed into a field as the row takes it;
    a day that cannot be read stays as it was typed.
    """
    words = " ".join(text.split())
    if part == REASON:
        return {"reason": words}
    if part == REFERENCE:
        return {"reference": words}
    day: date | None = parse_day(words, rows.today)
    fault = day_fault(words, rows.today) if words and day is None else ""
    return {"on": day, "unread": words if day is None else "", "fault": fault}
