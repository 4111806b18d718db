"""How far the removal has come: words, a bar,
and the cover of every device on demand (rules D6, D9).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.cover import (
    COVER_NAMES,
    COVERED,
    IN_NOTICE,
    NOT_COVERED,
    OUTSIDE,
    REMOVED,
    Covered,
)
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.services.read.entry_case import counts_of
from mmd_reviewer.ui.forms.rows_dialog import RowsDialog
from mmd_reviewer.ui.look.theme import current_theme
from mmd_reviewer.ui.widgets.buttons import LinkButton
from mmd_reviewer.ui.widgets.columns import EMPTY, Cell, Column
from mmd_reviewer.ui.widgets.labels import ElidedLabel, Rest, column_of, row_of
from mmd_reviewer.ui.widgets.painting import draw_box

HEIGHT = 8
WORDS = (
    (IN_NOTICE, "in notice"),
    (NOT_COVERED, "not covered"),
    (COVERED, "covered"),
    (OUTSIDE, "outside"),
)
COVER_COLUMNS = (
    Column("device", "Device", hideable=False, sortable=False),
    Column("state", "Cover", 170, hideable=False, sortable=False),
    Column("since", "Since", 130, hideable=False, sortable=False),
)
TONES = {REMOVED: "good", NOT_COVERED: "broken", IN_NOTICE: "attention"}
ICONS = {
    REMOVED: "circle-check",
    NOT_COVERED: "circle-x",
    IN_NOTICE: "triangle-alert",
    OUTSIDE: "circle-dashed",
}


def cover_words(counts: Mapping[str, int]) -> str:
    """`38 of 61 devices removed, 23 in notice`."""
    total = sum(counts.values())
    if not total:
        return "No device is listed"
    parts = [
        f"{counts.get(REMOVED, 0):,} of {total:,} {'device' if total == 1 else 'devices'} removed"
    ]
    parts += [f"{counts[state]:,} {words}" for state, words in WORDS if counts.get(state)]
    return ", ".join(parts)


class CoverBar(QWidget):
    """The share removed, and the share that has lost its cover."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: Mapping[str, int] = {}
        self.setFixedHeight(HEIGHT)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show other shares."""
        self._counts = counts
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Removed in good, not covered in broken, the rest grey."""
        theme = current_theme()
        painter = QPainter(self)
        total = max(sum(self._counts.values()), 1)
        good = self.width() * self._counts.get(REMOVED, 0) // total
        bad = self.width() * self._counts.get(NOT_COVERED, 0) // total
        draw_box(painter, self.rect(), theme.edge, radius=HEIGHT / 2)
        for left, width, tone in ((0, good, "good"), (self.width() - bad, bad, "broken")):
            if width:
                painter.save()
                painter.setClipRect(QRect(left, 0, width, HEIGHT))
                draw_box(painter, self.rect(), theme.hex(tone), radius=HEIGHT / 2)
                painter.restore()
        if 0 < good < self.width():
            painter.fillRect(QRect(good, 0, 2, HEIGHT), theme.color("window"))
        painter.end()


class DevicesBar(QWidget):
    """Words, a bar, and the way to every device."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ElidedLabel("", "strong")
        self.link = LinkButton("List", "caseDevices")
        self._bar = CoverBar()
        column_of(row_of(Rest(self.words), self.link), self._bar, spacing=4, inside=self)

    def show_ledger(self, ledger: tuple[Covered, ...]) -> None:
        """Count the devices."""
        counts = counts_of(ledger)
        self.words.setText(cover_words(counts))
        self.link.setAccessibleDescription(cover_words(counts))
        self.link.setEnabled(bool(ledger))
        self._bar.show_counts(counts)


def cover_cell(found: Covered, column: int) -> Cell:
    """Serial and name, cover, since."""
    if column == 0:
        device = found.device
        kind = " ".join(part for part in (device.manufacturer, device.model) if part)
        second = tuple(
            part for part in (device.name, kind, device.ring and f"{device.ring} group") if part
        )
        return Cell(device.serial, second, medium=True, elide=0)
    if column == 1:
        icon, tone = ICONS.get(found.state, "circle"), TONES.get(found.state, "")
        return Cell(COVER_NAMES[found.state], icon=icon, tone=tone)
    return Cell(on_screen(found.since)) if found.since else EMPTY


def show_cover(parent: QWidget, number: str, ledger: tuple[Covered, ...], day: date) -> None:
    """The cover of every device on a day, in a dialog."""
    dialog = RowsDialog(
        parent,
        f"Cover of the devices of {number}",
        "Close",
        COVER_COLUMNS,
        name="cover",
        sentence=f"On {on_screen(day)}: {cover_words(counts_of(ledger))}.",
    )
    dialog.cancel_button.hide()
    dialog.accept_button.set_key("Esc")
    dialog.rows.opened.connect(lambda _row: dialog.accept())
    dialog.show_made(ledger, cover_cell)
    dialog.open()
