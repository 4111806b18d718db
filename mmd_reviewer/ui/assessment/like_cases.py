"""Decided cases like the one shown: read when it is open, told beside its answers and its draft."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject

from mmd_reviewer.services.precedents import Precedents, precedents_of
from mmd_reviewer.services.read.precedents import cards, count_words, departure, flags
from mmd_reviewer.services.read.shown import Shown
from mmd_reviewer.ui.assessment.assessment_layout import AssessmentLayout
from mmd_reviewer.ui.reviewing.changes import REGISTER, Changes
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.widgets.announce import announce


class LikeCases(QObject):
    """Nothing of it changes the recommendation, and no case waits for it."""

    def __init__(self, reviewing: Reviewing, view: AssessmentLayout) -> None:
        super().__init__(view)
        self._reviewing, self._view = reviewing, view
        self._shown: Shown | None = None
        self._found = Precedents()
        self._read = self._stale = False
        pane = view.beside.precedents
        pane.opened.connect(lambda number: reviewing.case_wanted.emit("case", number))
        pane.taken.connect(partial(_take, view))
        view.decision.changed.connect(self._on_decision_changed)
        reviewing.changed.connect(self._on_reviewing_changed)
        reviewing.registry.bind_all(
            "assessment",
            {
                "request": self.show_request,
                "precedents": self.show_precedents,
                "take_reason": self.take_reason,
                "next_precedent": partial(pane.walk, 1),
                "previous_precedent": partial(pane.walk, -1),
                "open_precedent": self.open_precedent,
            },
        )
        view.beside.tell()

    def tell(self, shown: Shown) -> None:
        """Beside the answers and the draft of now; of another case it is read first, aside from
        whatever is read next.
        """
        other = self._shown is None or self._shown.case.number != shown.case.number
        self._shown = shown
        if other:
            self._found, self._read = Precedents(), False
            self._view.beside.precedents.start()
            self._view.beside.tell()
            _flag(self._view, {})
            self._view.warn("")
        if other or self._stale:
            self._look(shown.case.number)
        self._show_beside()

    def _look(self, number: str) -> None:
        self._stale, desk = False, self._reviewing.desk
        self._reviewing.read(
            "precedents",
            lambda: (number, precedents_of(desk, desk.case(number))),
            self._on_read,
            aside=True,
        )

    def _on_read(self, read: tuple[str, Precedents]) -> None:
        number, found = read
        if self._shown is not None and self._shown.case.number == number:
            self._found, self._read = found, True
            self._show_beside()

    def _on_reviewing_changed(self, changes: Changes) -> None:
        """What others or this desk decided meanwhile; of a case that is not in view, when it is."""
        if self._shown is not None and changes.gone == self._shown.case.number:
            self._shown = None
        if changes.moves(REGISTER) and self._shown is not None:
            self._stale = not self._view.isVisible()
            if not self._stale:
                self._look(self._shown.case.number)

    def _on_decision_changed(self) -> None:
        draft = self._view.decision.draft() if self._read else None
        self._view.warn(departure(self._found, *draft) if draft is not None else "")

    def _show_beside(self) -> None:
        shown, found, view = self._shown, self._found, self._view
        if shown is not None and self._read:
            edition = shown.edition
            like = cards(found, shown.case, view.checklist.answers, edition)
            view.beside.precedents.show_cards(like, count_words(found, edition))
            _flag(view, flags(found))
            view.beside.tell()
            self._on_decision_changed()

    def show_request(self) -> None:
        """The request; the checklist has the keys again."""
        fold = self._view.header.fold
        alone = fold.isVisible() and fold.isChecked()
        self._turn("request", self._view.beside.precedents_shown or not alone)

    def show_precedents(self) -> None:
        """The precedents, with the keys; once more: back to the checklist."""
        self._turn("precedents", not self._view.beside.precedents.hasFocus())

    def _turn(self, tab: str, on: bool) -> None:
        """In a narrow window the column takes the checklist's place, or gives it back."""
        view = self._view
        view.beside.show_tab(tab)
        view.header.fold.setChecked(on)
        if view.checklist.isVisible() and not (on and tab == "precedents"):
            view.checklist.setFocus()
        else:
            view.beside.pane.setFocus()

    def take_reason(self) -> None:
        """The reason of the current precedent."""
        current = self._view.beside.precedents.current
        if current is not None:
            _take(self._view, current.reason)

    def open_precedent(self) -> None:
        """The page of the current precedent."""
        current = self._view.beside.precedents.current
        if current is not None:
            self._reviewing.case_wanted.emit("case", current.number)


def _flag(view: AssessmentLayout, words: Mapping[str, str]) -> None:
    for code, row in view.checklist.rows.items():
        row.show_flag(words.get(code, ""))


def _take(view: AssessmentLayout, reason: str) -> None:
    """Into the reason box, behind what stands there, unless it stands there already."""
    decision = view.decision
    if reason in decision.reason.toPlainText():
        decision.reason.setFocus()
    else:
        decision.add_sentence(reason)
    announce(decision.reason, "The reason is taken over")
