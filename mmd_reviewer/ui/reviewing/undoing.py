"""Undo and redo of this window's deeds, the newest first (rule C7)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.seen import ChangedSince
from mmd_reviewer.services import request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.ui.reviewing.changes import Changes
from mmd_reviewer.ui.reviewing.say import DEED, Say
from mmd_reviewer.ui.reviewing.work import Work

MOST = 200  # deeds remembered


class Doing(Protocol):
    """What undo needs of whoever does the deeds."""

    work: Work
    say: Say

    @property
    def desk(self) -> Desk:
        """The desk for a deed begun now."""

    def recorded(self, changes: Changes) -> None:
        """Something is stored."""

    def put_before_person(self, error: Exception, again: Callable[[], object]) -> None:
        """Show both values, if somebody else changed the case."""

    def tell(self, error: Exception) -> None:
        """Say a refusal."""


class Undoing:
    """The cases of this window's deeds, in order: what can be undone, and what of it can be done again."""

    def __init__(self, reviewing: Doing) -> None:
        self._reviewing = reviewing
        self._undo: list[str] = []
        self._redo: list[str] = []

    def did(self, number: str) -> None:
        """A deed on a case was recorded: what was undone before cannot be done again."""
        self._undo = [*self._undo[-MOST:], number]
        self._redo = []

    def taken_back(self, number: str) -> None:
        """The newest deed of a case was undone in another way than by `undo`."""
        if number in self._undo:
            del self._undo[len(self._undo) - 1 - self._undo[::-1].index(number)]
        self._redo.append(number)

    def undo(self, number: str = "") -> None:
        """Undo the newest deed of this window, or of the case shown when nothing was done here yet."""
        wanted = self._undo[-1] if self._undo else number
        self._act(wanted, request_queue.undo, self._on_undone, self._on_undo_failed, "There is nothing to undo.")

    def redo(self, number: str = "") -> None:
        """Do again what was undone last."""
        wanted = self._redo[-1] if self._redo else number
        self._act(wanted, request_queue.redo, self._on_redone, self._on_redo_failed, "There is nothing to redo.")

    def _act(
        self,
        number: str,
        act: Callable[[Desk, Case], tuple[Case, ...]],
        done: Callable[[tuple[Case, ...]], object],
        failed: Callable[[Exception, str], object],
        nothing: str,
    ) -> None:
        if not number:
            self._reviewing.tell(Refused(nothing))
            return
        desk = self._reviewing.desk
        self._reviewing.work.deed(
            lambda job: act(desk, desk.case(number)), done, lambda error: failed(error, number)
        )

    def _on_undone(self, cases: tuple[Case, ...]) -> None:
        self._moved(cases, self._undo, self._redo, "Undone")

    def _on_redone(self, cases: tuple[Case, ...]) -> None:
        self._moved(cases, self._redo, self._undo, "Done again")

    def _moved(self, cases: tuple[Case, ...], taken: list[str], given: list[str], words: str) -> None:
        if taken:
            given.append(taken.pop())
        self._reviewing.recorded(Changes.of(cases))
        names = ", ".join(case.number for case in cases[:3]) + (" and others" if len(cases) > 3 else "")
        self._reviewing.say.show_message(DEED, f"{words}: {names}.", "info")

    def _on_undo_failed(self, error: Exception, number: str) -> None:
        self._reviewing.put_before_person(error, lambda: self.undo(number))
        if self._undo and isinstance(error, Refused) and not isinstance(error, ChangedSince):
            self._undo.pop()  # what stands in the way stays there: the next undo looks further back
        self._reviewing.tell(error)

    def _on_redo_failed(self, error: Exception, number: str) -> None:
        self._reviewing.put_before_person(error, lambda: self.redo(number))
        self._reviewing.tell(error)
