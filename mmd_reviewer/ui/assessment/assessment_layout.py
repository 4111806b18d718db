"""The assessment's widgets: three columns under a head."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from mmd_reviewer.services.read.case_page import to_assess
from mmd_reviewer.services.read.shown import Shown
from mmd_reviewer.ui.assessment.beside import BesideChecklist
from mmd_reviewer.ui.assessment.checklist import Checklist
from mmd_reviewer.ui.assessment.decision_pane import DecisionPane
from mmd_reviewer.ui.assessment.header import CaseHeader
from mmd_reviewer.ui.assessment.recommendation_pane import RecommendationPane
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.look.theme import set_ground
from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.case_tabs import ASSESSMENT, CaseTabs
from mmd_reviewer.ui.widgets.empty_state import EmptyState
from mmd_reviewer.ui.widgets.labels import (
    Hairline,
    IconLabel,
    Label,
    Rest,
    column_of,
    holding,
    row_of,
)
from mmd_reviewer.ui.widgets.panes import Pane, has_keyboard

RIGHT, RIGHT_NARROW = 356, 320
NARROW = 1216  # narrower: request and checklist take turns


class AssessmentLayout(QWidget):
    """Request left, checklist in the middle, recommendation and decision right."""

    def __init__(self, registry: ActionRegistry) -> None:
        super().__init__()
        self.header = CaseHeader(registry)
        self.beside = BesideChecklist(registry)
        self.request_pane = self.beside.request
        self.checklist = Checklist()
        self.tabs = CaseTabs(ASSESSMENT, registry.key("case.next_part"))
        self.recommendation = RecommendationPane()
        self.decision = DecisionPane()
        self.decide_button = PushButton(
            "Decide", "decideButton", kind="primary", key=registry.key("assessment.decide")
        )
        self.park_button = PushButton("Park", "parkButton", key=registry.key("assessment.park"))
        self._build()

    def _build(self) -> None:
        self.setObjectName("assessmentView")
        self.setProperty("helpPage", "assessment")
        self._empty = EmptyState("No case is open", "Choose a case in the queue and press Enter.")
        self.queue_button = PushButton("Go to the queue", "emptyQueue", kind="primary")
        self._empty.set_buttons([self.queue_button])
        self._line = Hairline(vertical=True)
        self._right = self._build_right()
        columns = row_of(
            self.beside,
            self._line,
            Rest(self.checklist),
            Hairline(vertical=True),
            self._right,
            spacing=0,
        )
        self._body = holding(column_of(self.header, self.tabs, Hairline(), Rest(columns)))
        column_of(self._empty, self._body, inside=self)
        self._body.hide()
        self.header.fold.toggled.connect(self._fold)

    def show_head(self, shown: Shown) -> None:
        """Which case it is, and the request; a decided one has the tabs of its other parts."""
        self.show_body(True)
        self.header.show_case(shown)
        self.tabs.show_case(shown.case)
        self.tabs.setVisible(not to_assess(shown.case))
        self.request_pane.show_case(shown)

    def show_body(self, on: bool) -> None:
        """The case, or the words that none is open."""
        self._empty.setVisible(not on)
        self._body.setVisible(on)

    def _build_right(self) -> QWidget:
        self._hint_icon = IconLabel("info")
        self._hint = Label("", "muted", wrap=True)
        self._departs = Label("", "muted", wrap=True, tone="attention")
        parts = self.recommendation, 10, Hairline(), 10, self.decision, -1
        scroll = Pane("", "", "window")
        scroll.fill(column_of(*parts, margins=(20, 16, 20, 4)))
        hint = row_of(self._hint_icon, Rest(self._hint))
        buttons = row_of(self.decide_button, self.park_button, stretch=True)
        self._warning = holding(
            row_of(IconLabel("triangle-alert", "attention"), Rest(self._departs))
        )
        self._warning.hide()
        foot = column_of(self._warning, hint, buttons, spacing=10, margins=(20, 8, 20, 4))
        right = holding(column_of(Rest(scroll), foot, margins=(0, 0, 0, 12)))
        right.setFixedWidth(RIGHT)
        set_ground(right, "window")
        return right

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window request and checklist take turns."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        narrow = self.width() < NARROW
        asked = narrow and self.header.fold.isChecked()
        moved = asked and has_keyboard(self.checklist)
        self.header.fold.setVisible(narrow)
        self._right.setFixedWidth(RIGHT_NARROW if narrow else RIGHT)
        self.beside.set_alone(asked)
        self.beside.setVisible(asked or not narrow)
        self._line.setVisible(not narrow)
        self.checklist.setVisible(not asked)
        if moved:
            self.header.fold.setFocus()

    def say(self, text: str, icon: str) -> None:
        """The line above the buttons: what deciding does."""
        self._hint.setText(text)
        self._hint_icon.set_icon(icon)

    def warn(self, text: str) -> None:
        """The line above that: how the draft departs from the nearest precedent; "" if not."""
        self._departs.setText(text)
        self._warning.setVisible(bool(text))

    def panes(self) -> list[QWidget]:
        """Request or precedents, checklist, decision."""
        return [self.beside, self.checklist, self._right]
