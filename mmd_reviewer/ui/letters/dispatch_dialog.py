"""Recording that a letter was sent: the day and the portal's reference (rule C4)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from mmd_reviewer.ui.day_text import parse_day
from mmd_reviewer.ui.dialogs import FormDialog, Missing
from mmd_reviewer.ui.widgets.fields import Field


def ask_dispatch(parent: QWidget, number: str, today: date, done: Callable[[date, str], object]) -> FormDialog:
    """Ask for both; the deed itself refuses what the rules do not allow."""
    sentence = "The program sends nothing. Record it when the letter stands in the portal."
    dialog = FormDialog(parent, f"Record dispatch of {number}", "Record", sentence=sentence, name="dispatchDialog")
    on = Field("dispatchOn", "Dispatched on")
    on.setText(today.isoformat())
    reference = Field("dispatchReference", "Portal reference", "MMD-1465058-R5V8P")
    dialog.add_row("Dispatched on", on)
    dialog.add_row("Reference", reference)

    def check() -> object:
        day = parse_day(on.text(), today)
        if day is None:
            return Missing("Give the day as 2026-12-01.", on)
        if day > today:
            return Missing("A dispatch is recorded when it has happened.", on)
        if not reference.text().strip():
            return Missing("Give the portal’s reference.", reference)
        return day, reference.text().strip()

    dialog.check = check
    dialog.submitted.connect(lambda given: done(*given))
    reference.setFocus()
    dialog.open()
    return dialog
