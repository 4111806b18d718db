"""Where the window leads after a decision or a letter:
its letter, the next case, or back to where one came from.
"""

from __future__ import annotations

from collections.abc import Callable

from mmd_reviewer.domain.decision import WITHDRAWN
from mmd_reviewer.ui.queue.queue_places import QueuePlaces
from mmd_reviewer.ui.reviewing.say import DEED
from mmd_reviewer.ui.shell.main_window import MainWindow
from mmd_reviewer.ui.shell.opening import Opening


class Onward:
    """`after` tells what the settings want after a letter: one of `settings.AFTER_DECISION`."""

    def __init__(
        self, places: QueuePlaces, opening: Opening, window: MainWindow, after: Callable[[], str]
    ) -> None:
        self._places, self._opening, self._window, self._after = places, opening, window, after

    def after_decision(self, number: str, outcome: str) -> None:
        """Its letter is shown; a withdrawn request gets none, so the next case is."""
        if outcome != WITHDRAWN:
            self._opening.open_case("letter", number)
            return
        self._window.show_message(
            DEED, f"{number} is withdrawn; the customer is owed no letter.", "info"
        )
        self._opening.back_to = ""
        self.after_letter(number)

    def after_letter(self, number: str) -> None:
        """The next case, the one before, or the list."""
        wish = self._after()
        if self._opening.back_to:
            self._window.show_view(self._opening.back_to)
        elif wish == "list":
            self._window.show_view("queue")
        elif wish == "previous":
            self.step(number, -1)
        else:
            self._places.next_after(number, self._open_or_queue)

    def step(self, number: str, step: int) -> None:
        """The case before (-1) or after (1) in the queue."""
        self._places.neighbour(number, step, self._open_or_queue)

    def leave_letter(self, number: str) -> None:
        """Back to where the letter was opened from."""
        if self._opening.back_to:
            self._window.show_view(self._opening.back_to)
        else:
            self._opening.open_case("case", number)

    def _open_or_queue(self, number: str | None) -> None:
        if number:
            self._opening.open_case("case", number)
        else:
            self._window.show_view("queue")
