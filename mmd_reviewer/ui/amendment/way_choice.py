"""The question what is made of an amendment, and a card for each answer."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from mmd_reviewer.domain.amendment import AGAIN, LINK, REST, WAYS
from mmd_reviewer.services.read.amendment_words import LABELS, Way
from mmd_reviewer.ui.amendment.way_card import WayCard
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.widgets.labels import Label, Rest, column_of, row_of


class WayChoice(QWidget):
    """One of the cards, which show their keys; `changed` when another one is chosen."""

    changed = Signal()

    def __init__(self, registry: ActionRegistry) -> None:
        super().__init__()
        self.setObjectName("amendmentChoices")
        self.cards = {
            code: WayCard(code, LABELS[code], registry.key(f"amendment.{code}")) for code in WAYS
        }
        self._group = QButtonGroup(self)
        title = Label("What do you make of it?", "section")
        title.setContentsMargins(12, 0, 0, 0)
        cards = [self.cards[code] for code in (LINK, AGAIN, REST)]
        for card in cards:
            self._group.addButton(card)
            card.toggled.connect(lambda _on: self.changed.emit())
        row = row_of(*(Rest(card) for card in cards))
        column_of(title, row, spacing=8, margins=(8, 12, 8, 4), inside=self)

    @property
    def code(self) -> str:
        """The code of the choice made, "" for none."""
        return next((code for code, card in self.cards.items() if card.isChecked()), "")

    def choose(self, code: str) -> None:
        """Let this be chosen."""
        self.cards[code].setChecked(True)

    def show_ways(self, ways: Iterable[Way], off: str) -> None:
        """What each of them would do; one that is not possible is not chosen any more."""
        for way in ways:
            self.cards[way.code].set_way(way, off)
        if self.cards[self.code].way.obstacle:
            self.choose(LINK)
