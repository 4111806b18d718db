"""Asking for the day that a notice is to bear, which is the day of its dispatch (rule D3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.revocation import notice_of
from mmd_reviewer.services.read.letter import LetterShown
from mmd_reviewer.ui.forms.day_text import day_fault, parse_day
from mmd_reviewer.ui.forms.dialogs import FormDialog, Missing
from mmd_reviewer.ui.forms.what_if_panel import DayField, WhatIfPanel
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import DEED


def ask_notice_day(
    reviewing: Reviewing, parent: QWidget, shown: LetterShown | None, done: Callable[[date], object]
) -> None:
    """Ask for another day than the notice bears; any other letter bears the day it is issued."""
    if shown is None or not notice_of(shown.kind):
        reviewing.say.show_message(
            DEED, "Only a notice bears the day it is to be dispatched on.", "amber"
        )
        return

    dialog = FormDialog(
        parent,
        "Date the notice for another day",
        "Show",
        sentence="The notice bears the day on which it is to be posted; its days count from "
        "that (rule D3).",
        name="letterDayDialog",
    )
    field = DayField("letterDayField", "Dispatched on", reviewing.day)
    field.setText(shown.record.day.isoformat() if shown.record else "")
    field.selectAll()
    dialog.add_row("Dispatched on", field)
    one = shown.case.revocation
    if one is not None and one.dates is None:
        dialog.add_row("", WhatIfPanel(reviewing, shown.case, one.plan, field))
        dialog.setMinimumWidth(560)

    def check() -> object:
        if not field.text().strip():
            return Missing("Dispatched on is empty.", field)
        day = parse_day(field.text(), reviewing.day)
        return Missing(day_fault(field.text(), reviewing.day), field) if day is None else day

    dialog.ask(check, done, field)
