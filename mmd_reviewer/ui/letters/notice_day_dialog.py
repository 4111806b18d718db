"""Asking for the day that a notice is to bear, which is the day of its dispatch (rule D3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.revocation import notice_of
from mmd_reviewer.services.read.letter import LetterShown
from mmd_reviewer.ui.forms.day_text import day_fault, parse_day
from mmd_reviewer.ui.forms.dialogs import ask_text
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

    def take(text: str) -> None:
        day = parse_day(text, reviewing.day)
        if day is None:
            reviewing.say.show_message(DEED, day_fault(text, reviewing.day), "amber")
        else:
            done(day)

    ask_text(
        parent,
        "Date the notice for another day",
        "Dispatched on",
        take,
        accept="Show",
        several_lines=False,
        sentence="The notice bears the day on which it is to be posted; its days count from "
        "that (rule D3).",
        text=shown.record.day.isoformat() if shown.record else "",
        name="letterDay",
    )
