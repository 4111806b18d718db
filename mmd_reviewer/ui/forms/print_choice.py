"""Printer, paper, tray and sides, remembered for each kind of what is printed."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from mmd_reviewer.domain.fact_text import from_json, to_json
from mmd_reviewer.domain.letterhead import PAPERS
from mmd_reviewer.domain.print_run import Printer, PrintWish
from mmd_reviewer.ui.forms.remembered import PRINT, kept, remember
from mmd_reviewer.ui.widgets.fields import Combo

OWN = "As the printer is set"
SIDES = {
    "": OWN,
    "one-sided": "One side",
    "two-sided-long-edge": "Both sides, long edge",
    "two-sided-short-edge": "Both sides, short edge",
}


def remembered_wish(kind: str) -> PrintWish | None:
    """How that kind was printed last; None if it never was, or the words are nonsense."""
    try:
        words = json.loads(kept()[f"{PRINT}{kind}"])
        return from_json(PrintWish, words) if isinstance(words, dict) else None
    except (KeyError, TypeError, ValueError):
        return None


def remember_wish(kind: str, wish: PrintWish) -> None:
    """Print that kind so the next time."""
    remember(f"{PRINT}{kind}", json.dumps(to_json(wish)))


class PrintChoice(QObject):
    """Four boxes; no printer is chosen that was not chosen for this kind before."""

    changed = Signal()

    def __init__(self, kind: str, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._kind = kind
        self._printers: tuple[Printer, ...] = ()
        self.printer = Combo(f"{name}Printer", "Printer")
        self.paper = Combo(f"{name}Paper", "Paper")
        self.tray = Combo(f"{name}Tray", "Tray")
        self.sides = Combo(f"{name}Sides", "Sides")
        for paper in PAPERS:
            self.paper.addItem(paper, paper)
        for code, words in SIDES.items():
            self.sides.addItem(words, code)
        self.tray.addItem(OWN, "")
        self.printer.currentIndexChanged.connect(self._on_printer_changed)

    def show_printers(self, printers: Sequence[Printer]) -> None:
        """Offer these, and what was chosen last where it is still there."""
        self._printers = tuple(printers)
        self.printer.clear()
        for row in printers:
            self.printer.addItem(f"{row.name} (usual)" if row.usual else row.name, row.name)
        wish = remembered_wish(self._kind)
        self.show_wish(wish if wish is not None else PrintWish(""))

    def show_wish(self, wish: PrintWish) -> None:
        """Show a wish; a printer that is gone leaves none chosen."""
        self.printer.setCurrentIndex(self.printer.findData(wish.printer) if wish.printer else -1)
        boxes = {self.paper: wish.paper, self.tray: wish.tray, self.sides: wish.sides}
        for box, code in boxes.items():
            box.setCurrentIndex(max(box.findData(code), 0))

    @property
    def wish(self) -> PrintWish | None:
        """What is chosen; None without a printer."""
        if self.printer.currentIndex() < 0:
            return None
        return PrintWish(
            self.printer.currentData(),
            self.paper.currentData(),
            self.tray.currentData() or "",
            self.sides.currentData() or "",
        )

    def keep(self) -> None:
        """Remember it for this kind."""
        if self.wish is not None:
            remember_wish(self._kind, self.wish)

    def _on_printer_changed(self, place: int) -> None:
        tray = self.tray.currentData()
        self.tray.clear()
        self.tray.addItem(OWN, "")
        for name in self._printers[place].trays if 0 <= place < len(self._printers) else ():
            self.tray.addItem(name, name)
        self.tray.setCurrentIndex(max(self.tray.findData(tray), 0))
        self.changed.emit()
