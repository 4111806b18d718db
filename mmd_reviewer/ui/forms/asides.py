"""Deeds beside the answers: park the case, note something."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from mmd_reviewer.services import request_queue
from mmd_reviewer.services.read.shown import Shown
from mmd_reviewer.ui.forms.dialogs import ParkAnswer, ask_park, ask_text
from mmd_reviewer.ui.forms.given import NOTHING_GIVEN, Given
from mmd_reviewer.ui.reviewing.reviewing import Reviewing


def ask_to_park(
    reviewing: Reviewing, parent: QWidget, shown: Shown, parked: Callable[[], object]
) -> None:
    """Ask why and until when; `parked` is called when it is recorded."""
    desk, number = reviewing.desk, shown.case.number

    def given(answer: ParkAnswer) -> None:
        reviewing.deed(
            lambda: request_queue.park(desk, [desk.case(number)], answer.until, answer.reason),
            lambda _: parked(),
            said=f"{number} is parked until {answer.until}.",
        )

    ask_park(parent, shown.day, given, case=number)


def ask_for_note(
    reviewing: Reviewing,
    parent: QWidget,
    number: str,
    deed: Callable[..., object] | None = None,
    given: Given = NOTHING_GIVEN,
) -> None:
    """Ask for a note and keep it with the case; `deed` does it,
    if another one than `reviewing` is to.
    """
    desk = reviewing.desk

    def noted(text: str) -> None:
        act = deed or reviewing.deed
        act(lambda: request_queue.note(desk, desk.case(number), text), given.recorded)

    ask_text(
        parent,
        f"Note on {number}",
        "Note",
        noted,
        sentence=given.sentence,
        text=given.text,
        name="note",
    )
