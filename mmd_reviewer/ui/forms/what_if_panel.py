"""All dates of a course "if dispatched on" a day that is typed, or stepped by the arrow keys."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.calendar_entry import Entry
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.course_plan import CoursePlan
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.period import sensible
from mmd_reviewer.domain.what_if import check_what_if, if_days, if_dispatched
from mmd_reviewer.services.read.shown import Shown
from mmd_reviewer.services.read.what_if import other_courses
from mmd_reviewer.ui.forms.day_text import day_fault, parse_day
from mmd_reviewer.ui.forms.deed_form import on_case
from mmd_reviewer.ui.forms.dialogs import FormDialog
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import DEED
from mmd_reviewer.ui.widgets.fields import Field
from mmd_reviewer.ui.widgets.labels import KeyValue, Label, column_of
from mmd_reviewer.ui.widgets.panes import Pane

STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -7, Qt.Key.Key_PageDown: 7}
LEAST = 48  # pixels: a field, or two lines
NO_CLOCK = "No clock runs before that dispatch is recorded."


class DayField(Field):
    """A day that Up and Down step by a day, Page Up and Page Down by a week."""

    def __init__(self, name: str, label: str, today: date) -> None:
        super().__init__(name, label, "2026-12-01, +7 or +2w; arrows step")
        self._today = today

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step from the day that is typed, from today where none is."""
        step = STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        day = (parse_day(self.text(), self._today) or self._today) + timedelta(days=step)
        if sensible(day):
            self.setText(day.isoformat())


class WhatIfPanel(Pane):
    """The dates for the day in `field`, which stands wherever the dialog puts it, or `inside`;
    in a small window it gives way and scrolls.
    """

    def __init__(
        self,
        reviewing: Reviewing,
        case: Case,
        plan: CoursePlan,
        field: Field,
        *,
        inside: bool = False,
    ) -> None:
        super().__init__("whatIf", "Dates", "surface")
        self._reviewing, self._case, self._plan, self.field = reviewing, case, plan, field
        self._others: tuple[Entry, ...] = ()
        self.rows = KeyValue(80, 4)
        self.said = Label("", "muted", wrap=True)
        self.setMinimumHeight(LEAST)
        above = [field] if inside else []
        self._body = self.fill(column_of(*above, self.said, self.rows, -1, spacing=6))
        if inside:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setFocusProxy(field)
        field.textChanged.connect(self._show)
        self._show()
        desk = reviewing.desk
        reviewing.read("what if", lambda: other_courses(desk, case), self._take)

    def sizeHint(self) -> QSize:
        """All of it."""
        return QSize(400, self._body.sizeHint().height())

    def _take(self, others: tuple[Entry, ...]) -> None:
        self._others = others
        self._show()

    def _show(self) -> None:
        today = self._reviewing.day
        day = parse_day(self.field.text(), today)
        if day is None:
            self.said.setText(day_fault(self.field.text(), today))
            self.rows.set_rows([])
            return
        dates = if_dispatched(self._case, self._plan, day)
        self.said.setText(f"If dispatched on {day.isoformat()}. {NO_CLOCK}")
        found = if_days(dates, self._reviewing.days_off.holiday, self._others)
        rows = [(row.what.capitalize(), row.words, row.beside_words) for row in found]
        self.rows.set_rows(rows)
        self.setAccessibleName("; ".join(" ".join(row) for row in rows))
        self.updateGeometry()
        dialog = self.window()
        if isinstance(dialog, FormDialog) and dialog.isVisible():
            dialog.fit()


@on_case
def ask_what_if(reviewing: Reviewing, parent: QWidget, shown: Shown) -> None:
    """What the dates of the case would be; nothing is recorded."""
    case, number = shown.case, shown.case.number
    try:
        check_what_if(case, reviewing.day)
    except Refused as refusal:
        reviewing.say.show_message(DEED, refusal.message, "amber")
        return
    dialog = FormDialog(parent, f"If {number} is revoked", "Close", name="whatIfDialog")
    dialog.setProperty("helpPage", "revocation")
    dialog.keeps_words = False  # a question, no deed
    dialog.cancel_button.hide()
    field = DayField("whatIfDay", "If dispatched on", reviewing.day)
    field.setText(reviewing.day.isoformat())
    dialog.add_row("Dispatched on", field)
    dialog.add_row("", WhatIfPanel(reviewing, case, shown.edition.course, field))
    dialog.setMinimumWidth(560)
    dialog.ask(lambda: None, lambda _value: None, field)
