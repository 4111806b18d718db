"""Letters that stand in a ticket of the file:
one press records the dispatch with its day and reference (rule C4).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import shiboken6
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mmd_reviewer.domain.intake import StandingLetter
from mmd_reviewer.services import letter
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.labels import Label, row_of

RECORDED = "The dispatch is recorded, with the note as its proof."


class StandingLetters(QWidget):
    """The question for each letter; `recorded` holds the numbers
    that were answered, and is added to.
    """

    def __init__(
        self, letters: Sequence[StandingLetter], recorded: set[str], reviewing: Reviewing
    ) -> None:
        super().__init__()
        self._recorded, self._reviewing = recorded, reviewing
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Label("Letters in the tickets", "section"))
        for one in letters:
            done = one.letter in recorded
            words = Label(f"{one.letter}: {RECORDED}" if done else one.words(), wrap=True)
            box.addWidget(words)
            if not done:
                button = PushButton("Record the dispatch", f"standing_{one.letter}")
                button.setAccessibleDescription(one.words())
                button.set_reason(reviewing.locked)
                button.clicked.connect(partial(self._on_button_clicked, one, words, button))
                box.addLayout(row_of(button, -1))

    def _on_button_clicked(self, one: StandingLetter, words: Label, button: PushButton) -> None:
        desk = self._reviewing.desk
        button.set_reason("It is being recorded")

        def failed(error: Exception) -> None:
            button.set_reason("")
            self._reviewing.failures.tell(error)

        self._reviewing.job(
            "Recording the dispatch",
            lambda job: letter.stands_in_ticket(desk, one),
            lambda case: self._show_recorded(one, words, button),
            failed,
            stores=True,
        )

    def _show_recorded(self, one: StandingLetter, words: Label, button: PushButton) -> None:
        self._recorded.add(one.letter)
        if shiboken6.isValid(words):
            words.setText(f"{one.letter}: {RECORDED}")
            button.hide()
