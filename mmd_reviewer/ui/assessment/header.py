"""The head of the assessment: which case, and its place in the queue."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.amendment import amendment_of
from mmd_reviewer.services.read.case_facts import age_words
from mmd_reviewer.services.read.shown import Shown
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.look.theme import set_ground
from mmd_reviewer.ui.reviewing.claims import Claims
from mmd_reviewer.ui.widgets.buttons import LinkButton, PushButton
from mmd_reviewer.ui.widgets.labels import ElidedLabel, Label, Rest, StateBadge, column_of, row_of


class CaseHeader(QWidget):
    """Number, customer, type, age, title; previous and next in the queue.

    `scope` is that of the view it stands in, whose commands step.
    """

    def __init__(self, registry: ActionRegistry, scope: str = "assessment") -> None:
        super().__init__()
        self._registry, self._scope = registry, scope
        self._number = Label("", "strong")
        self._badge = StateBadge()
        self._amended = LinkButton("Amended after the decision", self._name("openAmendment"))
        self._claim = Label("", "small", tone="attention")
        self._claims: Claims | None = None
        self._claim.hide()
        self._who = ElidedLabel("", "muted")
        self._title = ElidedLabel("", "section")
        self._place = Label("", "muted")
        self._build()

    def _build(self) -> None:
        set_ground(self, "surface")
        self.setFixedHeight(60)
        first = row_of(self._number, self._badge, self._amended, self._claim, Rest(self._who))
        self._amended.clicked.connect(lambda: self._registry.run("course.amendment"))
        self.fold = PushButton("Request", self._name("requestToggle"))
        self.fold.setCheckable(True)
        self.fold.hide()
        words = column_of(first, self._title)
        row = row_of(Rest(words), self._place, self.fold, margins=(20, 6, 20, 6), inside=self)
        for name, label in (("previous", "Previous"), ("next", "Next")):
            command = f"{self._scope}.{name}"
            button = PushButton(label, self._name(f"{name}Case"), key=self._registry.key(command))
            button.clicked.connect(lambda _=False, command=command: self._registry.run(command))
            row.addWidget(button)

    def _name(self, name: str) -> str:
        return name if self._scope == "assessment" else f"{self._scope}_{name}"

    def show_case(self, shown: Shown) -> None:
        """Show which case it is."""
        request = shown.case.request
        kind = shown.edition.type_name(request.type) if request.type else "Type missing"
        self._number.setText(shown.case.number)
        self._badge.set_state(shown.state)
        self._amended.setVisible(amendment_of(shown.case) is not None)
        age = age_words(shown.case, shown.day)
        self._who.setText(f"{request.customer} · {kind} · {age}")
        self._title.setText(request.heading())
        self._show_claim()

    def follow(self, claims: Claims) -> None:
        """Show who else of the team has the case open."""
        self._claims = claims
        claims.moved.connect(self._show_claim)

    def _show_claim(self) -> None:
        words = self._claims.words(self._number.text()) if self._claims is not None else ""
        self._claim.setText(words)
        self._claim.setVisible(bool(words))

    def show_place(self, words: str) -> None:
        """`8 of 42 in “State: Open”`."""
        self._place.setText(words)
