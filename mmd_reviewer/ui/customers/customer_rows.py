"""The left side of a customer's page as rows of one list: parts, cases with what runs in them,
devices out of service levels (mock-up 13).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from mmd_reviewer.domain.uncovered import Machine
from mmd_reviewer.services.read import customer_words as words
from mmd_reviewer.services.read.customer_page import OPEN, OVER, CaseRow, CustomerPage
from mmd_reviewer.services.read.states import state_look
from mmd_reviewer.ui.look.theme import current_theme, font
from mmd_reviewer.ui.widgets.columns import (
    EMPTY,
    Cell,
    CellModel,
    Column,
    ColumnSet,
    Index,
    sentences,
)
from mmd_reviewer.ui.widgets.painting import draw_text, elided
from mmd_reviewer.ui.widgets.parted_list import draw_heading
from mmd_reviewer.ui.widgets.row_delegate import RowDelegate

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 2
HEADING, SAID, CASE, DEVICE = 40, 26, 48, 25
CASES = (
    Column("title", "Case"),
    Column("amount", "Amount", 124, "right", yields=1),
    Column("state", "State", 196),
    Column("end", "Last day", 186, "right"),
)
DEVICES = (
    Column("serial", "Serial number", 150),
    Column("name", "Name", 160),
    Column("model", "Device"),
    Column("why", "Why", 172, yields=1),
    Column("case", "Case", 84, "right"),
)


class Part(NamedTuple):
    """The heading of a part, and how much stands in it."""

    title: str
    note: str


class Said(NamedTuple):
    """A sentence below a row."""

    words: str


Row = Part | Said | CaseRow | Machine


def rows_of(page: CustomerPage) -> Iterator[Row]:
    """Part by part in the order of what can still be done; the devices before what is over."""
    for title, part in words.PARTS:
        if part == OVER:
            yield from _device_rows(page)
        found = page.part(part)
        if found:
            yield Part(title, f"{len(found):,}")
        for row in found:
            yield row
            said = words.course_words(row.case, page.day)
            if said:
                yield Said(said)


def _device_rows(page: CustomerPage) -> Iterator[Row]:
    revoked, test = page.out_by
    if page.out:
        yield Part("Out of service levels today", f"{len(page.out):,}")
    if revoked:
        yield Said(f"{revoked:,} by a revocation, without cover since the day at the right")
        yield from page.out[:revoked]
    if test:
        yield Said(f"{test:,} {words.TEST_GROUP[0].lower()}{words.TEST_GROUP[1:]}")
        yield from page.out[revoked:]


def cells_of(row: Row, page: CustomerPage) -> tuple[Cell, ...]:
    """The cells of a case or a device, in the order of their columns."""
    if isinstance(row, Machine):
        return _device_cells(row)
    return _case_cells(row, page) if isinstance(row, CaseRow) else ()


def _case_cells(row: CaseRow, page: CustomerPage) -> tuple[Cell, ...]:
    number, unit = words.amount_words(row, page.day)
    end, note = words.end_words(row, page.day)
    look = state_look("new" if row.state == "approved" else row.state)
    untold = bool(words.letter_note(row)) and row.part != OPEN
    return (
        Cell(
            " ".join(row.case.request.heading().split()),
            words.what_line(row, page),
            medium=True,
            elide=0,
        ),
        Cell(number, unit=unit, strong=row.part == OPEN, medium=True, muted=not unit),
        Cell(words.state_line(row), icon=look.icon, tone=look.tone),
        Cell(
            end or note,
            note if end else "",
            strong=bool(end) and end != words.OPEN_ENDED,
            muted=not end or end == words.OPEN_ENDED,
            secondary_tone="attention" if untold else "",
        ),
    )


def _device_cells(one: Machine) -> tuple[Cell, ...]:
    why = f"Since {words.since_words(one)}" if one.revoked else words.why_words(one)
    return (
        Cell(one.device.serial, icon="laptop", medium=True),
        Cell(one.device.name or "–", muted=not one.device.name),
        Cell(words.device_words(one.device), muted=True),
        Cell(why, text_tone="broken" if one.revoked else "muted"),
        Cell(words.cases_words(one), text_tone="accent"),
    )


class CustomerModel(CellModel):
    """The rows of a page; `lines` are those that can be opened."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(DEVICES, parent)  # the longer of both
        self.rows: Sequence[Row] = ()
        self.lines: list[int] = []
        self._page: CustomerPage | None = None

    def show(self, page: CustomerPage) -> None:
        """Show another page."""
        self.beginResetModel()
        self._page, self.rows = page, tuple(rows_of(page))
        self.lines = [
            place for place, row in enumerate(self.rows) if isinstance(row, CaseRow | Machine)
        ]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Headings and sentences included."""
        return 0 if parent.isValid() else len(self.rows)

    def cell(self, row: int, column: int) -> Cell:
        """One cell of a case or a device."""
        assert self._page is not None
        found = cells_of(self.rows[row], self._page)
        return found[column] if column < len(found) else EMPTY

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings and sentences cannot be chosen."""
        if index.isValid() and isinstance(self.rows[index.row()], CaseRow | Machine):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row itself, its speech; else as every list of cells."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._speech(index.row())
        return super().data(index, role)

    def _speech(self, place: int) -> str:
        row = self.rows[place]
        if isinstance(row, Part):
            return f"{row.title}, {row.note}"
        if isinstance(row, Said) or self._page is None:
            return row.words if isinstance(row, Said) else ""
        columns = DEVICES if isinstance(row, Machine) else CASES
        pairs = zip(columns, cells_of(row, self._page), strict=True)
        said = [f"{column.title}: {cell.speech()}" for column, cell in pairs if cell.speech()]
        below = self.rows[place + 1] if place + 1 < len(self.rows) else None
        runs = isinstance(row, CaseRow) and isinstance(below, Said)
        return sentences([*said, below.words] if runs and isinstance(below, Said) else said)

    def as_table(self, place: int) -> str:
        """A row with the headings of its own columns, for other programs."""
        row = self.rows[place]
        columns = DEVICES if isinstance(row, Machine) else CASES
        cells = cells_of(row, self._page) if self._page is not None else ()
        lines = [column.title for column in columns], [cell.speech() for cell in cells]
        return "".join("\t".join(" ".join(cell.split()) for cell in line) + "\n" for line in lines)

    def place_of(self, key: str) -> int:
        """Where a case or device stands, -1 if it is not there."""
        return next((place for place in self.lines if key_of(self.rows[place]) == key), -1)


def key_of(row: Row | None) -> str:
    """What stays the same when the page is read again."""
    if isinstance(row, Machine):
        return row.device.key
    return row.number if isinstance(row, CaseRow) else ""


class DeviceDelegate(RowDelegate):
    """Devices stand close together, without lines between them."""

    def draw_ground(self, painter: QPainter, rect: QRect, row: int) -> None:
        """Nothing."""


class CustomerDelegate(QStyledItemDelegate):
    """Each kind of row at its own height; cases and devices at the offsets of their columns."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._cases = RowDelegate(ColumnSet(CASES, self), CASE)
        self._devices = DeviceDelegate(ColumnSet(DEVICES, self), DEVICE)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """By the kind of the row."""
        row = index.data(ROW_ROLE)
        heights = {Part: HEADING, Said: SAID, CaseRow: CASE}
        return QSize(100, heights.get(type(row), DEVICE))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """A heading, a sentence, a case or a device."""
        row = index.data(ROW_ROLE)
        painter.save()
        if isinstance(row, Part):
            area = option.rect.adjusted(0, HEADING - 38, 0, 0)
            draw_heading(painter, area, row.title, row.note, "", 20, 0)
        elif isinstance(row, Said):
            area = QRect(option.rect.adjusted(20, 0, -20, 0))
            text = elided(font(12), row.words, area.width())
            draw_text(painter, area, text, font(12), current_theme().muted)
        elif isinstance(row, CaseRow):
            self._cases.paint(painter, option, index)
        else:
            self._devices.paint(painter, option, index)
        painter.restore()
