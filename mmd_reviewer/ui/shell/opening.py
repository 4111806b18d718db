"""Where a case opens: its assessment while it is open, its page once it is decided,
one of its letters, its amendment.
"""

from __future__ import annotations

from mmd_reviewer.domain.second_assessment import may_assess
from mmd_reviewer.services.read.case_page import to_assess
from mmd_reviewer.services.read.shown import Shown
from mmd_reviewer.ui.queue.queue_view import QueueView
from mmd_reviewer.ui.shell.main_window import MainWindow
from mmd_reviewer.ui.shell.rooms import Rooms

LETTER_LISTS = ("owed", "dispatch")  # a letter opened from one leads back to it


class Opening:
    """`back_to`: the list of letters from which the letter shown was opened."""

    def __init__(self, rooms: Rooms, queue: QueueView, window: MainWindow) -> None:
        self._rooms, self._queue, self._window = rooms, queue, window
        self._place = ""
        self.back_to = ""

    def open_case(self, view: str, number: str) -> None:
        """Show a case: as `case` where it is to be looked at now, else in the view named; `page` is
        that of the case, whatever waits.
        """
        rooms = self._rooms
        if view == "case":
            self._queue.reviewing.read_case("case", number, self._open_where_it_is, opens=True)
        elif view == "amendment":
            rooms.amendment.open_case(number)  # shown when it is read, if the case has one
        elif view == "second":
            rooms.second.open_case(number)  # shown when it is read
        elif view == "page":
            rooms.case.open_case(number)
            self._window.show_view("case")
        elif view == "letter":
            self.back_to = ""
            rooms.letter.open_case(number)
            self._window.show_view("letter")
        else:
            rooms.assessment.open_case(number)
            self._show_place(number)
            self._window.show_view("assessment")

    def open_letter(self, number: str, wanted: str) -> None:
        """Show one letter of a case: a kind that is called for, or an issued one by its number."""
        if self._window.view_id != "letter":
            view = self._window.view_id
            self.back_to = view if view in LETTER_LISTS else ""
        self._rooms.letter.open_case(number, wanted)
        self._window.show_view("letter")

    def _open_where_it_is(self, shown: Shown) -> None:
        number = shown.case.number
        self._show_place(number)
        if may_assess(shown.case, self._queue.reviewing.desk.reviewer):
            self._rooms.second.open_case(number)
        elif to_assess(shown.case):
            self._rooms.assessment.take(shown)
            self._window.show_view("assessment")
        else:
            self._rooms.case.open_case(number)
            self._window.show_view("case")

    def _show_place(self, number: str) -> None:
        place = self._queue.places.position(number)
        shown = self._queue.bar.words()  # "" where no filter is set
        self._place = f"{place[0]} of {place[1]}{f' in {shown}' if shown else ''}" if place else ""
        for view in ("assessment", "case"):
            if self._rooms.is_made(view):
                self.tell_place(view)

    def tell_place(self, view: str) -> None:
        """Where in the queue the case stands that was opened last, above the view of a case."""
        rooms = self._rooms
        header = rooms.assessment.header if view == "assessment" else rooms.case.header
        header.show_place(self._place)
