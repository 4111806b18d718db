"""Undo and redo of this window's deeds, the newest first (rule C7)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from PySide6.QtCore import SignalInstance

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.history import deed_to_undo, tell_of
from mmd_reviewer.services import request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.reviewing.changes import Changes
from mmd_reviewer.ui.reviewing.failures import Failures
from mmd_reviewer.ui.reviewing.say import DEED, Say
from mmd_reviewer.ui.reviewing.work import Work

MOST = 200  # deeds remembered
UNDO = "undo"


class Doing(Protocol):
    """What undo needs of whoever does the deeds."""

    work: Work
    say: Say
    registry: ActionRegistry
    failures: Failures

    @property
    def case_wanted(self) -> SignalInstance:
        """A view, and the case that it should show."""

    @property
    def desk(self) -> Desk:
        """The desk for a deed begun now."""

    def recorded(self, changes: Changes) -> None:
        """Something is stored."""


class Done(NamedTuple):
    """A deed of this window: its name, the case it was done on,
    and in words what was done to which cases.
    """

    deed: str
    number: str
    words: str


class Undoing:
    """The deeds of this window, in order: which can be undone,
    and which of them can be done again.
    """

    def __init__(self, reviewing: Doing) -> None:
        self._reviewing = reviewing
        self._undo: list[Done] = []
        self._redo: list[Done] = []

    def did(self, cases: Sequence[Case]) -> None:
        """A deed was recorded: what was undone before cannot be done again."""
        fact, more = cases[0].facts[-1], f" and {len(cases) - 1} more" if len(cases) > 1 else ""
        done = Done(
            fact.deed, cases[0].number, f"{cases[0].number}{more}: {tell_of(cases[0], fact)}"
        )
        self._undo = [*self._undo[-MOST:], done]
        self._redo = []
        self._name()

    def taken_back(self, number: str) -> None:
        """The newest deed of a case was undone in another way than by `undo`."""
        done = next((done for done in reversed(self._undo) if done.number == number), None)
        if done is not None:
            self._move(done, self._undo, self._redo)

    def deeds(self) -> list[Done]:
        """What was done here and not taken back, the newest first."""
        return self._undo[::-1]

    def undo(self, done: Done | None = None) -> None:
        """Undo a deed of this window, the newest where none is named;
        deeds on their way are waited for.
        """
        holding = self._reviewing.registry.holding
        holding.hold(UNDO, True)
        ask = holding.over(UNDO, lambda _: self._undo_now(done))
        self._reviewing.work.deed(lambda job: None, ask, self._reviewing.failures.tell, quick=True)

    def _undo_now(self, named: Done | None) -> None:
        done = named or (self._undo[-1] if self._undo else None)
        if done is None:
            self._reviewing.failures.tell(
                Refused("There is nothing to undo: in this window nothing was done.")
            )
            return
        self._act(
            done,
            lambda desk, case: request_queue.undo(desk, case, done.deed),
            self._undo,
            self._redo,
            "Taken back",
        )

    def redo(self) -> None:
        """Do again what was undone last."""
        if not self._redo:
            self._reviewing.failures.tell(Refused("There is nothing to redo."))
            return
        self._act(self._redo[-1], request_queue.redo, self._redo, self._undo, "Done again")

    def _act(
        self,
        done: Done,
        act: Callable[[Desk, Case], tuple[Case, ...]],
        taken: list[Done],
        given: list[Done],
        said: str,
    ) -> None:
        desk, reviewing = self._reviewing.desk, self._reviewing

        def finished(cases: tuple[Case, ...]) -> None:
            self._move(done, taken, given)
            reviewing.recorded(Changes.of(cases))
            reviewing.say.show_message(DEED, f"{said}: {done.words}", "info")
            _show_there(reviewing, done.number)

        def failed(error: Exception) -> None:
            reviewing.failures.put_before_person(
                error, lambda: self._act(done, act, taken, given, said)
            )
            reviewing.failures.tell(error)

        holding = reviewing.registry.holding
        holding.hold(UNDO, True)  # what is taken back is shown
        over, lost = holding.over(UNDO, finished), holding.failed(UNDO, failed)
        reviewing.work.deed(lambda job: act(desk, desk.case(done.number)), over, lost, quick=True)

    def _move(self, done: Done, taken: list[Done], given: list[Done]) -> None:
        if done in taken:
            taken.remove(done)
        given.append(done)
        self._name()

    def _name(self) -> None:
        """The command says what it would take back."""
        self._reviewing.registry.set_text(
            "edit.undo", f"Undo {self._undo[-1].words}" if self._undo else "Undo"
        )


def _show_there(reviewing: Doing, number: str) -> None:
    """Where one case is shown it is the one acted on; lists bring it into view themselves."""
    if reviewing.say.view_id in ("case", "assessment", "letter", "amendment"):
        reviewing.case_wanted.emit("case", number)


def what_stands_above(desk: Desk, done: Done) -> str:
    """Why a deed cannot be taken back, "" if it can; on the worker."""
    try:
        deed_to_undo(desk.case(done.number), done.deed)
    except Refused as refusal:
        return refusal.message
    return ""
