"""How the amendment page stands: head, headline, both versions, three choices, reason and deed (mock-up 16)."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from mmd_reviewer.domain.amendment import AGAIN, LINK, REST, WAYS
from mmd_reviewer.ui.actions import ActionRegistry
from mmd_reviewer.ui.amendment.amendment_words import LABELS
from mmd_reviewer.ui.amendment.compared import Compared
from mmd_reviewer.ui.amendment.way_card import WayCard
from mmd_reviewer.ui.theme import set_ground
from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.fields import Field
from mmd_reviewer.ui.widgets.labels import ElidedLabel, Hairline, IconLabel, Label, StateBadge, row_of

INSET = 20


class AmendmentLayout(QWidget):
    """The widgets; what they do is said in `AmendmentView`."""

    def __init__(self, registry: ActionRegistry) -> None:
        super().__init__()
        self.number = Label("", "strong")
        self.badge = StateBadge()
        self.who, self.title = ElidedLabel("", "muted"), ElidedLabel("", "section")
        self.back_button = PushButton("Back", "amendmentBack", key=registry.key("amendment.back"))
        self.headline = Label("", "title", wrap=True)
        self.standing = Label("", "muted", wrap=True)
        self.compared = Compared()
        self.cards = {code: WayCard(code, LABELS[code], registry.key(f"amendment.{code}")) for code in WAYS}
        self.reason = Field("amendmentReason", "Reason, for the history")
        self.settle_button = PushButton(
            LABELS[LINK], "amendmentSettle", kind="primary", key=registry.key("amendment.settle")
        )
        self.choices = QWidget()
        self._group = QButtonGroup(self)
        self._lay_out()

    def _lay_out(self) -> None:
        self.setObjectName("amendmentView")
        self.setAccessibleName("Amendment after the decision")
        self.setProperty("helpPage", "amendment")
        set_ground(self, "window")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._head())
        box.addWidget(Hairline())
        band = QVBoxLayout()
        band.setContentsMargins(INSET, 14, INSET, 12)
        band.setSpacing(4)
        band.addWidget(self.headline)
        band.addWidget(self.standing)
        box.addLayout(band)
        box.addWidget(Hairline())
        box.addWidget(self.compared, 1)
        box.addWidget(Hairline())
        box.addWidget(self._build_choices())
        box.addLayout(self._foot())

    def _head(self) -> QWidget:
        head = QWidget()
        set_ground(head, "surface")
        head.setFixedHeight(60)
        row = QHBoxLayout(head)
        row.setContentsMargins(INSET, 6, INSET, 6)
        words = QVBoxLayout()
        words.setSpacing(0)
        flag = row_of(IconLabel("history", "attention"), spacing=5)
        flag.addWidget(Label("Amended after the decision", "medium", tone="attention"))
        first = row_of(self.number, self.badge, 4, spacing=8)
        first.addLayout(flag)
        first.addSpacing(4)
        first.addWidget(self.who, 1)
        words.addLayout(first)
        words.addWidget(self.title)
        row.addLayout(words, 1)
        row.addWidget(self.back_button)
        return head

    def _build_choices(self) -> QWidget:
        box = QVBoxLayout(self.choices)
        box.setContentsMargins(INSET - 12, 12, INSET - 12, 4)
        box.setSpacing(8)
        title = Label("What do you make of it?", "section")
        title.setContentsMargins(12, 0, 0, 0)
        box.addWidget(title)
        row = QHBoxLayout()
        row.setSpacing(8)
        for code in (LINK, AGAIN, REST):
            self._group.addButton(self.cards[code])
            row.addWidget(self.cards[code], 1)
        box.addLayout(row)
        self.choices.setObjectName("amendmentChoices")
        return self.choices

    def _foot(self) -> QVBoxLayout:
        name = Label("Reason, for the history", "muted")
        name.setBuddy(self.reason)
        row = row_of(name, 8, self.reason, 8, self.settle_button)
        row.setStretch(2, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(INSET, 8, INSET, 14)
        foot.addLayout(row)
        return foot

    def panes(self) -> list[QWidget]:
        """Both versions, the choices, the reason."""
        return [self.compared, self.choices, self.reason]

    def chosen(self) -> str:
        """The code of the choice made, "" for none."""
        return next((code for code, card in self.cards.items() if card.isChecked()), "")
