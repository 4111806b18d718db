"""The left column: the request, or decided cases like it; a key leads to each."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from mmd_reviewer.domain.period import count
from mmd_reviewer.ui.assessment.precedents_pane import PrecedentsPane
from mmd_reviewer.ui.assessment.request_pane import WIDTH, RequestPane
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.look.theme import set_ground
from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.labels import Label, Rest, column_of, row_of
from mmd_reviewer.ui.widgets.panes import Pane

NO_LIMIT = (1 << 24) - 1  # Qt's word for no limit
WALKS = ("request", "precedents", "take_reason", "next_precedent", "previous_precedent")
HIDDEN = "Show the precedents first"
NONE_LIKE, NO_REASON = "No decided case is like this one", "No reason was written there"


class BesideChecklist(QWidget):
    """Two tabs and what they show; `precedents_shown` says which."""

    def __init__(self, registry: ActionRegistry) -> None:
        super().__init__()
        self._registry = registry
        self.request = RequestPane()
        self.precedents = PrecedentsPane(registry.key("assessment.take_reason"))
        self.tabs = {
            name: PushButton(label, f"beside_{name}", key=registry.key(f"assessment.{name}"))
            for name, label in (("request", "Request"), ("precedents", "Precedents"))
        }
        self._number = Label("", "muted")
        self._stack = QStackedWidget()
        self._build()

    def _build(self) -> None:
        set_ground(self, "window")
        self.setFixedWidth(WIDTH)
        for pane in (self.request, self.precedents):
            self._stack.addWidget(pane)
        for name, tab in self.tabs.items():
            tab.setCheckable(True)
            tab.clicked.connect(
                lambda _on=False, name=name: self._registry.run(f"assessment.{name}")
            )
        row = row_of(*self.tabs.values(), -1, self._number, spacing=4, margins=(20, 12, 20, 4))
        column_of(row, Rest(self._stack), inside=self)
        for name in (*WALKS, "previous", "next"):
            self.addAction(self._registry.action(f"assessment.{name}"))
        self.precedents.walked.connect(self.tell)
        self.show_tab("request")

    def set_alone(self, alone: bool) -> None:
        """Take all the room there is, or the width of a column."""
        self.setMinimumWidth(WIDTH)
        self.setMaximumWidth(NO_LIMIT if alone else WIDTH)

    @property
    def precedents_shown(self) -> bool:
        """Do the precedents stand there, and not the request?"""
        return self.pane is self.precedents

    @property
    def pane(self) -> Pane:
        """What is shown."""
        return self.precedents if self._stack.currentIndex() else self.request

    def show_tab(self, name: str) -> None:
        """Show the request or the precedents."""
        self._stack.setCurrentWidget(self.precedents if name == "precedents" else self.request)
        self.tell()

    def tell(self) -> None:
        """How many precedents there are; what can be done with them while they are shown."""
        number, shown = self.precedents.count, self.precedents_shown
        for name, tab in self.tabs.items():
            tab.setChecked((name == "precedents") == shown)
        self._number.setText(count(number, "case") if number else "")
        current = self.precedents.current
        taking = shown and current is not None and bool(current.reason)
        why = NONE_LIKE if shown else HIDDEN
        off = NO_REASON if shown and number else why
        self._registry.enable("assessment.take_reason", taking, off)
        for name in ("next_precedent", "previous_precedent", "open_precedent"):
            self._registry.enable(f"assessment.{name}", shown and number > 0, why)
