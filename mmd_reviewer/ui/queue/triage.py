"""What a reviewer does from the queue: the commands of its table,
on the current case or on those selected.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.bulk import ASSIGN, PARK
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decision import NO_EXEMPTION, RETURN
from mmd_reviewer.services import request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.queue_order import numbers_of
from mmd_reviewer.services.read.shown import Shown
from mmd_reviewer.ui.forms.asides import ask_for_note
from mmd_reviewer.ui.forms.dialogs import ParkAnswer, ask_park, ask_text
from mmd_reviewer.ui.intake.new_request import NewRequest
from mmd_reviewer.ui.queue.triage_dialogs import (
    ask_details,
    ask_route,
    close_by_route,
    return_for_details,
)
from mmd_reviewer.ui.reviewing.changes import Changes
from mmd_reviewer.ui.reviewing.reviewing import Reviewing

T = TypeVar("T")
MOST_AT_ONCE = 1000
Deed = Callable[[], "tuple[Case, ...] | Case"]


class Chosen(NamedTuple):
    """Rows a deed is for: ids, the case number if it is one, and the row to go to afterwards."""

    ids: tuple[int, ...]
    number: str
    next_id: int
    first: str = ""

    @property
    def words(self) -> str:
        """`A-0147`, `A-0147 and 2 more`."""
        if self.number or not self.first:
            return self.number or ("1 case" if len(self.ids) == 1 else f"{len(self.ids):,} cases")
        return f"{self.first} and {len(self.ids) - 1:,} more"


class Queue(Protocol):
    """What deeds ask of the view."""

    def current_number(self) -> str:
        """The current case."""

    def chosen(self) -> Chosen | None:
        """The rows selected; none if there is nothing to act on."""

    def next_id(self) -> int:
        """The row after the current one; 0 for none."""

    def clear_marks(self) -> None:
        """No row is marked any more."""

    def go_to(self, id: int) -> None:
        """Make a row current."""

    def go_to_case(self, number: str) -> None:
        """Make a case current as soon as it is shown."""


class Triage(QObject):
    """Asks what must be asked, does the deed, moves on.

    `bulk_wanted(kind, chosen)`: the deed is for several rows, or is looked at before it is done.
    """

    bulk_wanted = Signal(str, object)

    def __init__(self, reviewing: Reviewing, queue: Queue, parent: QWidget) -> None:
        super().__init__(parent)
        self.reviewing, self.queue, self._parent = reviewing, queue, parent
        self._own: deque[frozenset[str]] = deque(maxlen=20)
        self._bind()

    def _bind(self) -> None:
        self.reviewing.registry.bind_all(
            "",
            {
                "queue.assign": self.assign,
                "queue.park": self.park,
                "queue.unpark": self.unpark,
                "queue.hand_over": lambda: self._in_bulk(ASSIGN, least=1),
                "queue.ask": self.ask,
                "queue.close": self.close,
                "queue.note": self.note,
                "queue.link": self.link,
                "file.new": self.new_request,
            },
        )

    def is_own(self, changes: Changes) -> bool:
        """Did a deed of the queue make these changes? Asked once for each."""
        if self._own and self._own[0] == changes.cases:
            self._own.popleft()
            return True
        return False

    def _deed(
        self, fn: Deed, done: Callable[[tuple[Case, ...]], object] | None = None, said: str = ""
    ) -> None:
        own = self._own

        def run() -> tuple[Case, ...] | Case:
            result = fn()
            cases = result if isinstance(result, tuple) else (result,)
            own.append(frozenset(case.number for case in cases))
            return result

        self.reviewing.deed(run, done, said=said)

    def _on_several(
        self,
        chosen: Chosen,
        act: Callable[[Desk, Sequence[Case]], tuple[Case, ...]],
        said: str,
        move: bool,
    ) -> None:
        desk = self.reviewing.desk

        def run() -> tuple[Case, ...]:
            numbers = [chosen.number] if chosen.number else numbers_of(desk.store, chosen.ids)
            return act(desk, [desk.case(number) for number in numbers])

        def done(_cases: tuple[Case, ...]) -> None:
            self.queue.clear_marks()
            if move:
                self.queue.go_to(chosen.next_id)

        self._deed(run, done, said)

    def _chosen(self) -> Chosen | None:
        chosen = self.queue.chosen()
        if chosen is not None and len(chosen.ids) > MOST_AT_ONCE:
            text = (
                f"{len(chosen.ids):,} cases are selected; at most {MOST_AT_ONCE:,} are done at "
                f"once."
            )
            self.reviewing.say.show_message("deed", text, "amber")
            return None
        return chosen

    def _in_bulk(self, kind: str, least: int = 2) -> bool:
        """Is the deed for so many rows that it is looked at before?"""
        chosen = self._chosen()
        if chosen is None or len(chosen.ids) < least:
            return chosen is None
        self.bulk_wanted.emit(kind, chosen)
        return True

    def did(self, chosen: Chosen) -> None:
        """A deed on several rows is done: marks end, and the row below them is current."""
        self.queue.clear_marks()
        self.queue.go_to(chosen.next_id)

    def assign(self) -> None:
        """Give the cases to the reviewer at work."""
        chosen, me = self._chosen(), self.reviewing.desk.reviewer
        if chosen is not None:
            said = "" if chosen.number else f"{chosen.words} are assigned to you."
            self._on_several(
                chosen, lambda desk, cases: request_queue.assign(desk, cases, me), said, False
            )

    def park(self) -> None:
        """Ask why and until when; then the next case is current."""
        chosen = self._chosen()
        if chosen is None or self._in_bulk(PARK):
            return

        def done(given: ParkAnswer) -> None:
            said = f"{chosen.words} {'is' if chosen.number else 'are'} parked until {given.until}."
            self._on_several(
                chosen,
                lambda desk, cases: request_queue.park(desk, cases, given.until, given.reason),
                said,
                True,
            )

        ask_park(self._parent.window(), self.reviewing.day, done, case=chosen.words)

    def unpark(self) -> None:
        """Take cases back before their day."""
        chosen = self._chosen()
        if chosen is not None:
            self._on_several(chosen, request_queue.unpark, "", False)

    def _with_case(self, then: Callable[[Shown], object]) -> None:
        number = self.queue.current_number()
        if number:
            self.reviewing.read_case("queue-deed", number, then, opens=True)

    def ask(self) -> None:
        """Return the request for its details and write the letter; of several look ahead."""
        if self._in_bulk(RETURN):
            return
        self._with_case(
            lambda shown: ask_details(
                self._parent.window(),
                shown,
                partial(self._decide, shown.case.number, return_for_details),
            )
        )

    def close(self) -> None:
        """Close the case as no exemption needed, and write the letter; of several look ahead."""
        if self._in_bulk(NO_EXEMPTION):
            return
        self._with_case(
            lambda shown: ask_route(
                self._parent.window(),
                shown.case.number,
                shown.edition,
                partial(self._decide, shown.case.number, close_by_route),
            )
        )

    def _decide(self, number: str, make: Callable[[Desk, str, T], Case], given: T) -> None:
        after, desk = self.queue.next_id(), self.reviewing.desk

        def decided(_cases: tuple[Case, ...]) -> None:
            self.queue.go_to(after)
            self.reviewing.case_wanted.emit("letter", number)

        self._deed(lambda: make(desk, number, given), decided)

    def note(self) -> None:
        """Add a note to the current case; it is never printed."""
        number = self.queue.current_number()
        if number:
            ask_for_note(self.reviewing, self._parent.window(), number, self._deed)

    def link(self) -> None:
        """Link the current case to another one; age counts from the first."""
        number, desk = self.queue.current_number(), self.reviewing.desk
        if not number:
            return

        def send(other: str) -> None:
            self._deed(
                lambda: request_queue.link(desk, desk.case(number), desk.case(other)),
                said=f"{number} is linked to {other}.",
            )

        ask_text(
            self._parent.window(),
            f"Link {number} to another case",
            "Case",
            send,
            accept="Link",
            sentence="Give its number or its ticket. Age then counts from the first of the two.",
            several_lines=False,
            name="link",
        )

    def new_request(self, customer: str = "") -> NewRequest:
        """Type a request in, perhaps with its customer filled in; it becomes the current case."""
        dialog = NewRequest(self.reviewing, self._parent.window(), customer)
        dialog.submitted.connect(self.queue.go_to_case)
        dialog.open()
        return dialog
