"""How the amendment page stands: head, headline, both versions, three choices, reason and deed (mock-up 16)."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QWidget

from mmd_reviewer.domain.amendment import AGAIN, LINK, REST, WAYS
from mmd_reviewer.services.read.amendment_words import LABELS
from mmd_reviewer.ui.amendment.compared import Compared
from mmd_reviewer.ui.amendment.way_card import WayCard
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.look.theme import set_ground
from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.fields import Field
from mmd_reviewer.ui.widgets.labels import (
    ElidedLabel,
    Hairline,
    IconLabel,
    Label,
    Rest,
    StateBadge,
    column_of,
    holding,
    row_of,
)

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
        self._build_choices()
        band = column_of(self.headline, self.standing, spacing=4, margins=(INSET, 14, INSET, 12))
        name = Label("Reason, for the history", "muted")
        name.setBuddy(self.reason)
        foot = row_of(name, 8, Rest(self.reason), 8, self.settle_button, margins=(INSET, 8, INSET, 14))
        top = self._head(), Hairline(), band, Hairline()
        column_of(*top, Rest(self.compared), Hairline(), self.choices, foot, inside=self)

    def _head(self) -> QWidget:
        amended = Label("Amended after the decision", "medium", tone="attention")
        flag = row_of(IconLabel("history", "attention"), amended, spacing=5)
        words = column_of(row_of(self.number, self.badge, 4, flag, 4, Rest(self.who)), self.title)
        head = holding(row_of(Rest(words), self.back_button, spacing=6, margins=(INSET, 6, INSET, 6)))
        set_ground(head, "surface")
        head.setFixedHeight(60)
        return head

    def _build_choices(self) -> None:
        title = Label("What do you make of it?", "section")
        title.setContentsMargins(12, 0, 0, 0)
        cards = [self.cards[code] for code in (LINK, AGAIN, REST)]
        for card in cards:
            self._group.addButton(card)
        row = row_of(*(Rest(card) for card in cards))
        column_of(title, row, spacing=8, margins=(INSET - 12, 12, INSET - 12, 4), inside=self.choices)
        self.choices.setObjectName("amendmentChoices")

    def panes(self) -> list[QWidget]:
        """Both versions, the choices, the reason."""
        return [self.compared, self.choices, self.reason]

    def chosen(self) -> str:
        """The code of the choice made, "" for none."""
        return next((code for code, card in self.cards.items() if card.isChecked()), "")
