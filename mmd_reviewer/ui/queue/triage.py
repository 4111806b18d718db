"""What a reviewer does from the queue: the commands of its table, on the current case or on those selected."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.case import Case
from mmd_reviewer.services import request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.queue_order import numbers_of
from mmd_reviewer.services.read.shown import Shown
from mmd_reviewer.ui.case.asides import ask_for_note
from mmd_reviewer.ui.forms.dialogs import ParkAnswer, ask_park, ask_text
from mmd_reviewer.ui.intake.new_request import NewRequest
from mmd_reviewer.ui.queue.triage_dialogs import (
    Asked,
    Route,
    ask_details,
    ask_route,
    close_by_route,
    return_for_details,
)
from mmd_reviewer.ui.reviewing.changes import Changes
from mmd_reviewer.ui.reviewing.reviewing import Reviewing

MOST_AT_ONCE = 1000
Deed = Callable[[], "tuple[Case, ...] | Case"]


class Chosen(NamedTuple):
    """Rows a deed is for: ids, the case number if it is one, and the row to go to afterwards."""

    ids: tuple[int, ...]
    number: str
    next_id: int

    @property
    def words(self) -> str:
        """`A-0147` or `3 cases`."""
        return self.number or ("1 case" if len(self.ids) == 1 else f"{len(self.ids):,} cases")


class Queue(Protocol):
    """What deeds ask of the view."""

    def current_number(self) -> str:
        """The current case."""

    def chosen(self) -> Chosen | None:
        """The rows selected; none if there is nothing to act on."""

    def go_to(self, id: int) -> None:
        """Make a row current."""

    def go_to_case(self, number: str) -> None:
        """Make a case current as soon as it is shown."""


class Triage(QObject):
    """Asks what must be asked, does the deed, moves on."""

    def __init__(self, reviewing: Reviewing, queue: Queue, parent: QWidget) -> None:
        super().__init__(parent)
        self.reviewing, self.queue, self._parent = reviewing, queue, parent
        self._own: deque[frozenset[str]] = deque(maxlen=20)
        self._bind()

    def _bind(self) -> None:
        self.reviewing.registry.bind_all("", {
            "queue.assign": self.assign, "queue.park": self.park, "queue.unpark": self.unpark, "queue.ask": self.ask,
            "queue.close": self.close, "queue.note": self.note, "queue.link": self.link, "file.new": self.new,
        })  # fmt: skip

    def is_own(self, changes: Changes) -> bool:
        """Did a deed of the queue make these changes? Asked once for each."""
        if self._own and self._own[0] == changes.cases:
            self._own.popleft()
            return True
        return False

    def _deed(
        self, fn: Deed, done: Callable[[tuple[Case, ...]], object] | None = None, said: str = "",
        edit: Callable[[], object] | None = None,
    ) -> None:  # fmt: skip
        own = self._own

        def run() -> tuple[Case, ...] | Case:
            result = fn()
            cases = result if isinstance(result, tuple) else (result,)
            own.append(frozenset(case.number for case in cases))
            return result

        self.reviewing.deed(run, done, said=said, edit=edit)

    def _on_several(
        self, chosen: Chosen, act: Callable[[Desk, Sequence[Case]], tuple[Case, ...]], said: str, move: bool,
        edit: Callable[[], object] | None = None,
    ) -> None:  # fmt: skip
        desk = self.reviewing.desk

        def run() -> tuple[Case, ...]:
            numbers = [chosen.number] if chosen.number else numbers_of(desk.store, chosen.ids)
            return act(desk, [desk.case(number) for number in numbers])

        self._deed(run, (lambda _: self.queue.go_to(chosen.next_id)) if move else None, said, edit)

    def _chosen(self) -> Chosen | None:
        chosen = self.queue.chosen()
        if chosen is not None and len(chosen.ids) > MOST_AT_ONCE:
            text = f"{len(chosen.ids):,} cases are selected; at most {MOST_AT_ONCE:,} are done at once."
            self.reviewing.say.show_message("deed", text, "amber")
            return None
        return chosen

    def assign(self) -> None:
        """Give the cases to the reviewer at work."""
        chosen, me = self._chosen(), self.reviewing.desk.reviewer
        if chosen is not None:
            said = "" if chosen.number else f"{chosen.words} are assigned to you."
            self._on_several(chosen, lambda desk, cases: request_queue.assign(desk, cases, me), said, False)

    def park(self) -> None:
        """Ask why and until when; then the next case is current."""
        chosen = self._chosen()
        if chosen is not None:
            self._park(chosen)

    def _park(self, chosen: Chosen, before: ParkAnswer | None = None) -> None:
        def done(given: ParkAnswer) -> None:
            verb = "is" if len(chosen.ids) == 1 else "are"
            said = f"{chosen.words} {verb} parked until {given.until}."
            self._on_several(
                chosen, lambda desk, cases: request_queue.park(desk, cases, given.until, given.reason), said, True,
                lambda: self._park(chosen, given),
            )  # fmt: skip

        ask_park(self._parent.window(), self.reviewing.day, done, case=chosen.words, given=before)

    def unpark(self) -> None:
        """Take cases back before their day."""
        chosen = self._chosen()
        if chosen is not None:
            self._on_several(chosen, request_queue.unpark, "", False)

    def _with_case(self, then: Callable[[Shown], object]) -> None:
        number = self.queue.current_number()
        if number:
            self.reviewing.read_case("queue-deed", number, then)

    def ask(self) -> None:
        """Return the current request for its missing details, and write the letter."""
        chosen = self.queue.chosen()

        def send(shown: Shown, asked: Asked) -> None:
            number, desk = shown.case.number, self.reviewing.desk
            self._deed(
                lambda: return_for_details(desk, number, asked),
                lambda _: self._decided(number, chosen.next_id if chosen else 0),
                edit=lambda: put(shown, asked),
            )

        def put(shown: Shown, before: Asked | None = None) -> None:
            ask_details(self._parent.window(), shown, lambda asked: send(shown, asked), before)

        self._with_case(put)

    def close(self) -> None:
        """Close the current case as no exemption needed, and write the letter."""
        chosen = self.queue.chosen()

        def send(shown: Shown, route: Route) -> None:
            number, desk = shown.case.number, self.reviewing.desk
            self._deed(
                lambda: close_by_route(desk, number, route),
                lambda _: self._decided(number, chosen.next_id if chosen else 0),
                edit=lambda: put(shown, route),
            )

        def put(shown: Shown, before: Route | None = None) -> None:
            ask_route(
                self._parent.window(), shown.case.number, shown.edition, lambda route: send(shown, route), before
            )

        self._with_case(put)

    def _decided(self, number: str, next_id: int) -> None:
        self.queue.go_to(next_id)
        self.reviewing.case_wanted.emit("letter", number)

    def note(self) -> None:
        """Add a note to the current case; it is never printed."""
        number = self.queue.current_number()
        if number:
            ask_for_note(self.reviewing, self._parent.window(), number, deed=self._deed)

    def link(self) -> None:
        """Link the current case to another one; age counts from the first."""
        number = self.queue.current_number()
        if number:
            self._link(number)

    def _link(self, number: str, before: str = "") -> None:
        desk = self.reviewing.desk

        def send(other: str) -> None:
            self._deed(
                lambda: request_queue.link(desk, desk.case(number), desk.case(other)),
                said=f"{number} is linked to {other}.",
                edit=lambda: self._link(number, other),
            )

        ask_text(
            self._parent.window(), f"Link {number} to another case", "Case", send, accept="Link", text=before,
            sentence="Give its number or its ticket. Age then counts from the first of the two.",
            several_lines=False, name="link",
        )  # fmt: skip

    def new(self) -> None:
        """Type a request in; it becomes the current case."""
        dialog = NewRequest(self.reviewing, self._parent.window())
        dialog.submitted.connect(self.queue.go_to_case)
        dialog.open()
