"""Asking for a day to go to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from mmd_reviewer.ui.forms.day_text import day_fault, parse_day
from mmd_reviewer.ui.forms.dialogs import FormDialog, Missing, said_below
from mmd_reviewer.ui.widgets.fields import Field


def ask_day(
    parent: QWidget, today: date, done: Callable[[date], object], sentence: str = ""
) -> FormDialog:
    """A day by its date, or counted from today."""
    dialog = FormDialog(parent, "Go to date", "Go", sentence=sentence, name="goToDate")
    dialog.keeps_words = False
    field = Field("goToField", "Date", "2026-12-01, +7 or +2w")
    words = said_below(field, today)
    words.setMinimumHeight(18)
    dialog.add_row("Date", field, words)

    def check() -> object:
        day = parse_day(field.text(), today)
        return day if day is not None else Missing(day_fault(field.text(), today), field)

    return dialog.ask(check, done, field)
