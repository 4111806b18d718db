"""An amendment after the decision: look at both versions,
choose what is made of it (rule C8, mock-up 16).
"""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.amendment import AGAIN, LINK, REST, Amendment, amendment_of
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.services import amendment
from mmd_reviewer.services.read.amendment_words import LABELS, REASONS, headline, standing, ways
from mmd_reviewer.services.read.shown import Shown
from mmd_reviewer.ui.amendment.compared import Compared
from mmd_reviewer.ui.amendment.kept_choice import KeptChoice
from mmd_reviewer.ui.amendment.way_choice import WayChoice
from mmd_reviewer.ui.look.theme import set_ground
from mmd_reviewer.ui.reviewing.changes import Changes
from mmd_reviewer.ui.reviewing.reviewing import READ_ONLY, Reviewing
from mmd_reviewer.ui.reviewing.say import DEED
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


class AmendmentView(QWidget):
    """Opened on a case by number; where it has no amendment, that is said and nothing is shown."""

    view_id = "amendment"

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__()
        self.number = Label("", "strong")
        self.badge = StateBadge()
        self.who, self.title = ElidedLabel("", "muted"), ElidedLabel("", "section")
        self.back_button = PushButton(
            "Back", "amendmentBack", key=reviewing.registry.key("amendment.back")
        )
        self.headline = Label("", "title", wrap=True)
        self.standing = Label("", "muted", wrap=True)
        self.compared = Compared()
        self.choice = WayChoice(reviewing.registry)
        self.reason = Field("amendmentReason", "Reason, for the history")
        self.settle_button = PushButton(
            LABELS[LINK],
            "amendmentSettle",
            kind="primary",
            key=reviewing.registry.key("amendment.settle"),
        )
        self.kept = KeptChoice(self.choice, self.reason, reviewing.typed)
        self._lay_out()
        self.reviewing = reviewing
        self.shown: Shown | None = None
        self._from = "assessment"
        self._running = False
        self._connect()
        self._bind()

    def _lay_out(self) -> None:
        self.setObjectName("amendmentView")
        self.setAccessibleName("Amendment after the decision")
        self.setProperty("helpPage", "amendment")
        set_ground(self, "window")
        band = column_of(self.headline, self.standing, spacing=4, margins=(INSET, 14, INSET, 12))
        name = Label("Reason, for the history", "muted")
        name.setBuddy(self.reason)
        foot = row_of(
            name, 8, Rest(self.reason), 8, self.settle_button, margins=(INSET, 8, INSET, 14)
        )
        back = row_of(Rest(self.kept.line), margins=(INSET, 0, INSET, 0))
        top = self._head(), Hairline(), band, Hairline(), Rest(self.compared), Hairline()
        column_of(*top, self.choice, back, foot, inside=self)

    def _connect(self) -> None:
        self.back_button.clicked.connect(self.go_back)
        self.settle_button.clicked.connect(self.settle)
        self.reviewing.changed.connect(self._on_reviewing_changed)
        self.choice.changed.connect(self._show_choice)

    def _bind(self) -> None:
        registry = self.reviewing.registry
        for widget in (self.choice, self.compared):
            registry.attach_single_keys("amendment", widget)
        choices = {code: partial(self.choose, code) for code in (LINK, AGAIN, REST)}
        registry.bind_all("amendment", {"settle": self.settle, "back": self.go_back, **choices})

    def panes(self) -> list[QWidget]:
        """Both versions, the choices, the reason."""
        return [self.compared, self.choice, self.reason]

    @property
    def case_number(self) -> str:
        """The case shown; "" for none."""
        return self.shown.case.number if self.shown else ""

    def open_case(self, number: str) -> None:
        """Read a case and show its amendment."""
        self.reviewing.read_case("amendment", number, self._show_new, opens=True)

    def activate(self) -> None:
        """The choice takes the keys; in a store that can only be read, the versions."""
        card = self.choice.cards.get(self.choice.code)
        (card if card is not None and card.isEnabled() else self.compared).setFocus()

    def choose(self, code: str) -> None:
        """Choose by key; what is not possible says why."""
        card = self.choice.cards[code]
        if card.isEnabled():
            card.setChecked(True)
            card.setFocus()
        elif self.shown is not None:
            self.reviewing.say.show_message(DEED, card.way.obstacle or READ_ONLY, "amber")

    def settle(self) -> None:
        """Record what was chosen."""
        if self.shown is None or self._running or not self.settle_button.isEnabled():
            return
        number, desk = self.shown.case.number, self.reviewing.desk
        how, reason = self.choice.code, self.reason.text()
        self._running = True
        self.reviewing.deed(
            lambda: amendment.settle(desk, desk.case(number), how, reason),
            lambda cases: self._on_settled(how, cases),
            failed=self._on_failed,
            edit=self.reason.setFocus,
        )

    def go_back(self) -> None:
        """Back to where it was opened; what was typed is kept with the case."""
        self.reviewing.say.show_view(self._from)

    def _head(self) -> QWidget:
        amended = Label("Amended after the decision", "medium", tone="attention")
        flag = row_of(IconLabel("history", "attention"), amended, spacing=5)
        words = column_of(row_of(self.number, self.badge, 4, flag, 4, Rest(self.who)), self.title)
        head = holding(
            row_of(Rest(words), self.back_button, spacing=6, margins=(INSET, 6, INSET, 6))
        )
        set_ground(head, "surface")
        head.setFixedHeight(60)
        return head

    def _show_new(self, shown: Shown) -> None:
        found = amendment_of(shown.case)
        if found is None:
            words = f"{shown.case.number} has no amendment after its decision."
            self.reviewing.say.show_message(DEED, words, "amber")
            return
        say = self.reviewing.say
        if say.view_id != self.view_id:
            self._from = say.view_id
        if shown.case.number != self.case_number:
            self.kept.show(shown.case.number)
        self._show(shown, found)
        say.show_view(self.view_id)

    def _show(self, shown: Shown, found: Amendment) -> None:
        self.shown = shown
        case, request = shown.case, shown.case.newest
        kind = shown.edition.type_name(request.type) if request.type else "Type missing"
        self.number.setText(case.number)
        self.badge.set_state(shown.state)
        self.who.setText(f"{request.customer} · {kind}")
        self.title.setText(case.request.heading())
        self.headline.setText(headline(case, found))
        self.standing.setText(standing(case, found))
        self.compared.show_amendment(case, found)
        off = self.reviewing.locked
        self.choice.show_ways(ways(case, found, shown.state), off)
        self.reason.setEnabled(not off)
        self._show_choice()

    def _show_choice(self) -> None:
        code = self.choice.code
        if not code:
            return
        self.settle_button.set_label(self.choice.cards[code].label)
        self.settle_button.set_reason(self.reviewing.locked)
        self.reason.setPlaceholderText(REASONS[code])
        self.reason.setAccessibleDescription(REASONS[code])

    def _on_settled(self, how: str, cases: tuple[Case, ...]) -> None:
        self._running = False
        number, other = cases[0].number, cases[-1].number
        said = {
            LINK: f"{number}: a linked request is made, {other}.",
            AGAIN: f"{number}: confirm the answers, then decide.",
            REST: f"{number}: the amendment rests.",
        }
        self.kept.clear()
        self.shown = None
        self.reviewing.say.show_message(DEED, said[how], "info")
        self.reviewing.case_wanted.emit("case", other if how == LINK else number)

    def _on_failed(self, error: Exception) -> None:
        self._running = False
        self.reviewing.failures.tell(error)
        if isinstance(error, Refused) and error.field == "reason":
            self.reason.setFocus()

    def _on_reviewing_changed(self, changes: Changes) -> None:
        if (
            self.isVisible()
            and not self._running
            and self.case_number
            and changes.touches(self.case_number)
        ):
            self.reviewing.read_case("amendment", self.case_number, self._show_again)

    def _show_again(self, shown: Shown) -> None:
        found = amendment_of(shown.case)
        if found is not None:
            self._show(shown, found)
        elif self.isVisible():
            self.go_back()
