"""The second assessment of a case: an empty checklist beside the request, nothing of the first's;
once it is recorded, both side by side.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from mmd_reviewer.domain.decision import types_of
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.services import second_assessment
from mmd_reviewer.services.read.second_assessment import SecondShown, read_second
from mmd_reviewer.ui.assessment.checklist import Checklist, tell_typed
from mmd_reviewer.ui.assessment.recommendation_pane import RecommendationPane
from mmd_reviewer.ui.assessment.request_pane import WIDTH, RequestPane
from mmd_reviewer.ui.assessment.second_answers import SecondAnswers
from mmd_reviewer.ui.assessment.second_compared import SecondCompared
from mmd_reviewer.ui.forms.asides import ask_for_note
from mmd_reviewer.ui.forms.deed_form import DeedForm
from mmd_reviewer.ui.look.theme import set_ground
from mmd_reviewer.ui.reviewing.changes import Changes
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.labels import (
    ElidedLabel,
    Hairline,
    IconLabel,
    Label,
    Rest,
    column_of,
    holding,
    row_of,
)

RIGHT, NARROW = 320, 1000


class SecondLayout(QWidget):
    """Request, checklist and recommendation under a head; or both assessments in their place."""

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__()
        self.reviewing = reviewing
        key = reviewing.registry.key
        self.title, self.who = ElidedLabel("", "section"), ElidedLabel("", "muted")
        self.fold = PushButton("Request", "secondFold")
        self.page_button = PushButton("Show the case all the same", "secondPage")
        self.back_button = PushButton("Back", "secondBack", key=key("second.back"))
        self.request, self.checklist = RequestPane(), Checklist()
        self.recommendation = RecommendationPane()
        self.remark = Label("", "muted", wrap=True)
        self.record_button = PushButton(
            "Record", "secondRecord", kind="primary", key=key("second.record")
        )
        self.compared = SecondCompared(reviewing.registry)
        self.pages = QStackedWidget()
        self._build()

    def _build(self) -> None:
        self.setObjectName("secondView")
        self.setAccessibleName("Second assessment")
        self.setProperty("helpPage", "second")
        set_ground(self, "window")
        self.checklist.setObjectName("secondChecklist")
        self.request.setObjectName("secondRequest")
        self.recommendation.setObjectName("secondRecommendation")
        self.recommendation.title.setObjectName("secondRecommendationLabel")
        self.fold.setCheckable(True)
        words = column_of(self.who, self.title)
        head = holding(
            row_of(
                Rest(words), self.fold, self.page_button, self.back_button, margins=(20, 6, 20, 6)
            )
        )
        set_ground(head, "surface")
        head.setFixedHeight(60)
        hint = row_of(IconLabel("eye"), Rest(self.remark))
        right = column_of(self.recommendation, -1, hint, 10, row_of(self.record_button, -1))
        right.setContentsMargins(20, 16, 20, 16)
        self._right = holding(right)
        self._right.setFixedWidth(RIGHT)
        self.request.setFixedWidth(WIDTH)
        self._line = Hairline(vertical=True)
        parts = self.request, self._line, Rest(self.checklist), Hairline(vertical=True)
        self.pages.addWidget(holding(row_of(*parts, self._right, spacing=0)))
        self.pages.addWidget(self.compared)
        column_of(head, Hairline(), Rest(self.pages), inside=self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window request and checklist take turns."""
        super().resizeEvent(event)
        self.turn()

    def turn(self) -> None:
        """Show the request, the checklist, or both."""
        narrow, asked = self.width() < NARROW, self.fold.isChecked()
        self.fold.setVisible(narrow and self.pages.currentIndex() == 0)
        self.request.setVisible(asked or not narrow)
        self._line.setVisible(not narrow)
        self.checklist.setVisible(not (narrow and asked))


class SecondView(SecondLayout):
    """Opened on a case by number. What is answered is kept with the case until it is recorded."""

    view_id = "second"

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__(reviewing)
        self.look: SecondShown | None = None
        self._answers = SecondAnswers(reviewing.typed)
        self._from, self._running = "queue", False
        self._connect()
        self._bind()

    def _connect(self) -> None:
        self.reviewing.changed.connect(self._on_reviewing_changed)
        self.checklist.patched.connect(self._on_checklist_patched)
        self.checklist.finished.connect(self.record_button.setFocus)
        self.request.note_wanted.connect(
            lambda: ask_for_note(self.reviewing, self, self.case_number)
        )
        self.record_button.clicked.connect(self.record)
        self.fold.toggled.connect(lambda _on: self.turn())
        for button, act in (
            (self.back_button, self.go_back),
            (self.page_button, self.show_page),
            (self.compared.keep_button, self.keep),
            (self.compared.anew_button, self.decide_anew),
        ):
            button.clicked.connect(act)

    def _bind(self) -> None:
        registry = self.reviewing.registry
        for widget in (self.checklist, self.compared):
            registry.attach_single_keys("second", widget)
        answers = {
            answer: partial(self.checklist.answer, answer) for answer in ("yes", "no", "unknown")
        }
        registry.bind_all(
            "second",
            {
                "record": self.record,
                "keep": self.keep,
                "anew": self.decide_anew,
                "page": self.show_page,
                "back": self.go_back,
                **answers,
            },
        )

    @property
    def case_number(self) -> str:
        """The case shown; "" for none."""
        return self.look.number if self.look else ""

    def panes(self) -> list[QWidget]:
        """Request, checklist, what it leads to; or both assessments."""
        both = self.pages.currentIndex() == 1
        return [self.compared] if both else [self.request, self.checklist, self._right]

    def activate(self) -> None:
        """The checklist, or both assessments, take the keys."""
        (self.compared if self.pages.currentIndex() else self.checklist).setFocus()

    def open_case(self, number: str) -> None:
        """Read a case and show it."""
        desk = self.reviewing.desk
        read = partial(read_second, desk, number)
        self.reviewing.read("second", read, self._show_new, opens=True)

    def _show_new(self, look: SecondShown) -> None:
        say = self.reviewing.say
        if say.view_id not in ("", self.view_id):
            self._from = say.view_id
        self._show(look)
        say.show_view(self.view_id)

    def _show(self, look: SecondShown) -> None:
        fresh = look.number != self.case_number
        self.look = look
        self.reviewing.saw(look.blind.case)
        request = look.blind.case.assessed
        self.who.setText(f"{look.number} · {request.customer} · Second assessment")
        self.title.setText(request.heading())
        self.pages.setCurrentIndex(1 if look.rows else 0)
        self.page_button.setVisible(not look.rows)
        if look.rows:
            self.compared.show_look(look, self.reviewing.locked)
        else:
            self.remark.setText(look.obstacle or look.remark)
            self.record_button.set_reason(look.obstacle or self.reviewing.locked)
            self.request.show_case(look.blind)
            self._show_answers(fresh=fresh)
        self.turn()

    def _show_answers(self, *, fresh: bool) -> None:
        look = self.look
        assert look is not None
        if fresh:
            self._answers.begin(look)
        linked, asked = types_of(look.blind.linked), look.blind.case.assessed
        given = self._answers.given
        self.checklist.show_case(look.edition, asked, given, linked, {} if fresh else None)
        for child in self.checklist.findChildren(QWidget):
            name = child.objectName()
            if name and not name.startswith(("second", "qt_")):
                child.setObjectName(f"second_{name}")
        self._recommend()

    def _on_checklist_patched(self, data: Mapping[str, Any]) -> None:
        if self.look is None:
            return
        try:
            self._answers.take(self.look, data)
        except Refused as refusal:
            self.checklist.refused.append(data)
            self.reviewing.failures.tell(refusal)
        self.checklist.set_answers(self._answers.given)
        self._recommend()

    def _recommend(self) -> None:
        assert self.look is not None
        found = self.look.recommend(self._answers.given)
        self.recommendation.show_recommendation(self.look.edition, found)

    def record(self) -> None:
        """Record the answers; from then on both are shown."""
        look = self.look
        if look is None or look.rows or self._running:
            return
        if not tell_typed(self, self.checklist):
            return
        number, data, desk = look.number, dict(self._answers.data), self.reviewing.desk
        self._running = True
        self.reviewing.deed(
            lambda: second_assessment.assess(desk, desk.case(number), data),
            lambda _: self._on_recorded(number),
            failed=self._on_failed,
            edit=self.checklist.setFocus,
            said=f"{number} is assessed a second time.",
            opens=True,
        )

    def _on_recorded(self, number: str) -> None:
        self._running = False
        self._answers.recorded(number)
        self.open_case(number)

    def _on_failed(self, error: Exception) -> None:
        self._running = False
        self.reviewing.failures.tell(error)
        if isinstance(error, Refused) and error.field:
            self.checklist.go_to(error.field)
        self.checklist.setFocus()

    def keep(self) -> None:
        """Ask why the decision stands."""
        if self.look is None or not self.look.differs:
            return
        ask_keep(self.reviewing, self, self.case_number)

    def decide_anew(self) -> None:
        """To the checklist of the decision."""
        if self.look is not None and self.look.rows:
            self.reviewing.case_wanted.emit("assessment", self.case_number)

    def show_page(self) -> None:
        """To the page of the case, with decision and answers."""
        if self.look is not None:
            self.reviewing.case_wanted.emit("page", self.case_number)

    def go_back(self) -> None:
        """Back to where it was opened; what was answered is kept."""
        self.reviewing.say.show_view(self._from)

    def _on_reviewing_changed(self, changes: Changes) -> None:
        if self.look is not None and changes.gone == self.case_number:
            self.look = None
        elif self.look is not None and not self._running and changes.touches(self.case_number):
            desk, number = self.reviewing.desk, self.case_number
            # by a name of its own: another case may be on its way here
            self.reviewing.read("second again", lambda: read_second(desk, number), self._show_again)

    def _show_again(self, look: SecondShown) -> None:
        if look.number == self.case_number:
            self._show(look)


def ask_keep(reviewing: Reviewing, parent: QWidget, number: str) -> None:
    """Why the decision stands though the second assessment differs."""
    form = DeedForm(
        reviewing,
        parent,
        number,
        f"Keep the decision of {number}",
        "Keep",
        name="secondKeep",
        sentence="Both assessments stay side by side, with your reason. Then the letter may be "
        "issued.",
    )
    text = form.add_text("keep", "Reason", "Why the decision stands though they differ")
    said = f"{number}: the decision stands."
    form.ask_for(lambda: form.deed(said, second_assessment.keep, text.toPlainText()))
