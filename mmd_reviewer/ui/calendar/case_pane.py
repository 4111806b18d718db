"""The case of the current entry: what is next, its course to scale,
its devices, a late notice (mock-up 04).
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.services.read.case_facts import breakable
from mmd_reviewer.services.read.entry_case import CaseRead, prepare_words
from mmd_reviewer.services.read.entry_line import DOT, whose
from mmd_reviewer.ui.calendar.devices_bar import DevicesBar
from mmd_reviewer.ui.calendar.late_panel import LatePanel
from mmd_reviewer.ui.calendar.time_line import TimeLine
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.labels import (
    ElidedLabel,
    Hairline,
    Label,
    Rest,
    column_of,
    holding,
    row_of,
)
from mmd_reviewer.ui.widgets.panes import Pane

ROOMY = 900
LEAST_TITLE = 60
NOTHING_TO_PREPARE = "No letter of the course is to come"
NOT_ISSUED = "No letter waits for its dispatch: prepare and issue it first"


class CaseHead(QWidget):
    """Title, whose it is, and what can be done."""

    def __init__(self, registry: ActionRegistry) -> None:
        super().__init__()
        self.title = ElidedLabel("", "section")
        self.who = ElidedLabel("", tone="muted")
        self.open = PushButton("Open case", "caseOpen", key=registry.key("calendar.open"))
        self.prepare = PushButton(
            "", "casePrepare", kind="primary", key=registry.key("calendar.prepare")
        )
        self.dispatch = PushButton(
            "Record dispatch", "caseDispatch", key=registry.key("calendar.dispatch")
        )
        self.appeal = PushButton("Appeal", "caseAppeal", key=registry.key("course.appeal"))
        # A label that may be cut asks for no width of its own: the width it needs is set by `fit`.
        self.title.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        buttons = {
            "calendar.open": self.open,
            "calendar.prepare": self.prepare,
            "calendar.dispatch": self.dispatch,
            "course.appeal": self.appeal,
        }
        for name, button in buttons.items():
            button.clicked.connect(partial(registry.run, name))
        row_of(self.title, 4, Rest(self.who), *buttons.values(), inside=self)

    def show_read(self, read: CaseRead, locked: str) -> None:
        """Name the case; offer what fits it."""
        self.title.setText(" ".join(read.entry.title.split()) or "No title or proposal")
        course = read.course
        parts = [whose(read.entry)]
        if course is not None:
            parts.append(f"revoked for {course.conditions}")
            parts += [f"appeal open since {on_screen(read.appeal)}"] if read.appeal else []
        elif read.case is not None:
            parts.append(read.entry.what.lower())
        self.who.setText(DOT.join(part for part in parts if part))
        self.open.setVisible(course is None and read.case is not None)
        for button in (self.prepare, self.dispatch, self.appeal):
            button.setVisible(course is not None)
        self.prepare.set_label(prepare_words(read.prepare) if read.prepare else "Prepare letter")
        self.prepare.set_reason("" if read.prepare else NOTHING_TO_PREPARE)
        self.dispatch.set_reason(locked or ("" if read.waiting else NOT_ISSUED))
        self.appeal.set_reason(locked)
        self.fit()

    def fit(self) -> None:
        """The title is shown whole where there is room for it."""
        buttons = (self.open, self.prepare, self.dispatch, self.appeal)
        taken = sum(button.sizeHint().width() + 8 for button in buttons if not button.isHidden())
        room = max(self.width() - taken - 2 * LEAST_TITLE, LEAST_TITLE)
        self.title.setFixedWidth(
            min(self.title.fontMetrics().horizontalAdvance(self.title.text()) + 2, room)
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The title gives way to the buttons."""
        super().resizeEvent(event)
        self.fit()


class CasePane(Pane):
    """Shows what was read of one entry."""

    lengthen_wanted = Signal(object)

    def __init__(self, registry: ActionRegistry, locked: str = "") -> None:
        super().__init__("casePane", "Case of the current entry", "window")
        self.shown: CaseRead | None = None
        self._registry, self._locked = registry, locked
        self._height = 0
        self.head = CaseHead(registry)
        self.words = Label("", "muted", wrap=True)
        self.line = TimeLine()
        self.rule = Hairline()
        self.devices = DevicesBar()
        self.late = LatePanel()
        self._row, self._above = row_of(spacing=24, margins=(0, 10, 0, 0)), column_of()
        self._row.addWidget(self.devices, 2)
        self._row.addWidget(self.late, 3)
        self._foot = holding(self._row)
        self.fill(
            column_of(
                self.head,
                6,
                self.words,
                8,
                self._above,
                self.line,
                self.rule,
                self._foot,
                -1,
                margins=(20, 12, 20, 14),
            )
        )
        self.hide()
        self.devices.link.clicked.connect(partial(self._registry.run, "calendar.devices"))
        self.late.lengthen_wanted.connect(self.lengthen_wanted)
        self.late.kept.connect(self._fit)

    def show_none(self) -> None:
        """Nothing is current."""
        self.shown = None
        self.hide()

    def show_read(self, read: CaseRead) -> None:
        """Show a case, from its top."""
        self.shown = read
        course = read.course
        self.head.show_read(read, self._locked)
        said = [read.remark, read.why]
        if course is not None and course.missed:
            said.insert(1, course.missed)
        self.words.setText(breakable(" ".join(f"{part.rstrip('.')}." for part in said if part)))
        for part in (self.line, self.rule, self._foot):
            part.setVisible(course is not None)
        if course is not None:
            self.line.show_course(read.entry.number, course.marks, read.day, course.marks[0].day)
            self.devices.show_ledger(course.ledger)
        self.late.show_late(course.late if course is not None else None, self._locked)
        self.setAccessibleDescription(
            f"{read.entry.what}, {whose(read.entry)}. {self.words.text()}"
        )
        self.show()
        self._fit()
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short the late notice stands above the course, so that it is seen."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            if event.size().width() >= ROOMY:
                self._row.addWidget(self.late, 3)
            else:
                self._above.addWidget(self.late)
            self._height = 0
            self._fit()

    def _fit(self) -> None:
        """As high as the highest case seen at this width,
        or the list above would jump at each step.
        """
        body, outer = self.widget(), self.parentWidget()
        if self.shown is None or outer is None or body is None:
            return
        layout = body.layout()
        assert layout is not None
        layout.activate()
        wanted = (
            layout.totalHeightForWidth(self.width())
            if layout.hasHeightForWidth()
            else body.sizeHint().height()
        )
        self._height = max(self._height, wanted)
        self.setFixedHeight(min(self._height, max(outer.height() * 58 // 100, 120)))
