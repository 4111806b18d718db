"""From part to part of a case: the page, devices and history stand in one view,
assessment and letters are views of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from mmd_reviewer.ui.case.case_view import CaseView
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.widgets.case_tabs import ASSESSMENT, LETTERS, neighbour

VIEWS = {"assessment": ASSESSMENT, "letter": LETTERS}
NO_CASE = "Open a case first"


class CaseParts:
    """`number` tells which case the view shown is about; `case` gives the view of pages."""

    def __init__(
        self, reviewing: Reviewing, case: Callable[[], CaseView], number: Callable[[], str]
    ) -> None:
        self._reviewing, self._case, self._number = reviewing, case, number
        steps = {"next_part": partial(self._step, 1), "previous_part": partial(self._step, -1)}
        reviewing.registry.bind_all("case", steps)

    def show(self, part: str) -> None:
        """Show a part of the case."""
        number, reviewing = self._number(), self._reviewing
        if part == ASSESSMENT:
            reviewing.case_wanted.emit("assessment", number)
        elif part == LETTERS:
            reviewing.letter_wanted.emit(number, "")
        elif reviewing.say.view_id == "case" and self._case().number == number:
            self._case().show_part(part)
        else:
            self._case().open_case(number, part)
            reviewing.say.show_view("case")

    def on_view(self, view: str) -> None:
        """The steps are live where a case is shown."""
        for name in ("case.next_part", "case.previous_part"):
            self._reviewing.registry.enable(name, view in ("case", *VIEWS), NO_CASE)

    def _step(self, step: int) -> None:
        here = VIEWS.get(self._reviewing.say.view_id) or self._case().part
        if self._number():
            self.show(neighbour(here, step))
