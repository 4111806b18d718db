"""What a deed for many cases is given: its words, a day, a route, a name."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.bulk import ASSIGN, PARK, Wish
from mmd_reviewer.domain.decision import NO_EXEMPTION, RETURN
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.ui.forms.day_text import parse_day
from mmd_reviewer.ui.widgets.choice import Choice
from mmd_reviewer.ui.widgets.fields import Field, TextArea
from mmd_reviewer.ui.widgets.labels import Label, column_of, holding

WORDS = {
    RETURN: ("Added to all letters", "What else each letter should say (optional)"),
    NO_EXEMPTION: ("Added to all letters", "What else each letter should say"),
    PARK: ("Reason", "What is waited for"),
    ASSIGN: ("Note", "What they should know; never printed (optional)"),
}
SHOWN = {ASSIGN: "reviewer", PARK: "until", NO_EXEMPTION: "route"}


class BulkFields(QWidget):
    """Shows the fields of one kind of deed; `changed` tells every key."""

    changed = Signal()

    def __init__(self, edition: Edition) -> None:
        super().__init__()
        self.reviewer = Field("bulkReviewer", "Hand over to", "Who takes them over")
        self.until = Field("bulkUntil", "Until", "2026-12-01, +7 or +2w")
        routes = [(route.code, route.name) for route in edition.routes]
        self.route = Choice("Route", "bulkRoute", routes, empty="Choose a route")
        self.words = TextArea("bulkWords", "Words for all", lines=4)
        self._label = Label("", "muted")
        self._kind, self._day = RETURN, date.min
        named = {"reviewer": self.reviewer, "until": self.until, "route": self.route}
        self._groups = {
            name: holding(column_of(Label(field.accessibleName(), "muted"), 2, field, 8))
            for name, field in named.items()
        }
        column_of(*self._groups.values(), self._label, 2, self.words, inside=self)
        for typed in (self.reviewer.textChanged, self.until.textChanged, self.words.textChanged):
            typed.connect(self.changed)
        self.route.chosen.connect(self.changed)

    def start(self, kind: str, day: date) -> None:
        """Empty fields for a deed."""
        self._kind, self._day = kind, day
        for name, group in self._groups.items():
            group.setVisible(SHOWN.get(kind) == name)
        label, hint = WORDS[kind]
        self._label.setText(label)
        self.words.setPlaceholderText(hint)
        self.words.setAccessibleName(label)
        self.reviewer.clear()
        self.until.clear()
        self.words.set_text("")
        self.route.set_code("")

    def first(self) -> QWidget:
        """The field that is filled in first."""
        firsts = {ASSIGN: self.reviewer, PARK: self.until, NO_EXEMPTION: self.route}
        return firsts.get(self._kind, self.words)

    def wish(self) -> Wish:
        """What is wished for as it stands."""
        return Wish(
            self._kind,
            self.reviewer.text().strip(),
            parse_day(self.until.text(), self._day),
            self.words.toPlainText().strip(),
            self.route.code,
        )
