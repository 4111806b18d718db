"""Above the letters to dispatch: how many, how many are marked, their common day, Record."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mmd_reviewer.domain.period import count
from mmd_reviewer.services.read.dispatch_rows import Counts, title
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.forms.day_text import day_fault, parse_day
from mmd_reviewer.ui.look.theme import set_ground
from mmd_reviewer.ui.widgets.buttons import LinkButton, PushButton
from mmd_reviewer.ui.widgets.columns import NARROW
from mmd_reviewer.ui.widgets.fields import Field
from mmd_reviewer.ui.widgets.labels import ElidedLabel, IconLabel, Label, Rest, column_of, row_of
from mmd_reviewer.ui.widgets.tick import INSET, PART, Tick

SENTENCE = (
    "This program sends nothing. Post each letter in the portal: copying, drafting a mail and "
    "Enter in its reference mark it."
)
FOR_ALL = "for all marked; a row can keep its own day"
NONE_MARKED = "Mark letters first"


class DispatchBar(QWidget):
    """`day_chosen` gives the common day that was typed, `left` that the list is wanted."""

    day_chosen = Signal(object)
    left = Signal()

    def __init__(self, registry: ActionRegistry) -> None:
        super().__init__()
        self.title = ElidedLabel("", "title")
        self.sentence = ElidedLabel(SENTENCE, "muted")
        self.all = Tick("", "dispatchAllTick")
        key = registry.key
        self.save_button = PushButton("Save texts…", "dispatchSave", key=key("dispatch.save"))
        self.record_button = PushButton(
            "Record", "dispatchRecord", kind="primary", key=key("dispatch.record")
        )
        self.links = [
            LinkButton(words, f"dispatch{name}")
            for words, name in (("All", "All"), ("None", "None"), ("Copied ones", "Copied"))
        ]
        self.day = Field("dispatchDay", "Dispatched on, for all marked", "2026-12-01")
        self.hint = ElidedLabel(FOR_ALL, "muted")
        self.trouble_icon = IconLabel("diamond", "attention")
        self.trouble = Label("", "strong")
        self.trouble_key = Label(key("dispatch.next_problem"), "muted")
        self._locked, self._today = registry.locked, date.min
        self._unread = False
        self._counts = Counts(0, 0, 0, 0)
        self._build()
        self._connect(registry)

    def _build(self) -> None:
        set_ground(self, "window")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.title.setObjectName("dispatchTitle")
        self.trouble.setObjectName("dispatchTrouble")
        self.all.setTristate(True)
        self.day.setFixedWidth(112)
        on = Label("Dispatched on", "muted")
        on.setBuddy(self.day)
        first = row_of(Rest(self.title), 12, self.save_button, self.record_button)
        trouble = row_of(self.trouble_icon, self.trouble, self.trouble_key, spacing=6)
        marks = row_of(self.all, *self.links, spacing=6)
        marks.insertSpacing(0, -INSET)
        second = row_of(marks, 18, on, 4, self.day, 4, Rest(self.hint), trouble)
        box = column_of(first, self.sentence, 8, second, margins=(20, 16, 20, 0), inside=self)
        box.setSpacing(2)

    def _connect(self, registry: ActionRegistry) -> None:
        self.day.editingFinished.connect(self.take_day)
        self.day.returnPressed.connect(self.left)
        self.all.clicked.connect(partial(registry.run, "dispatch.mark_all"))
        names = ("mark_all", "mark_none", "mark_copied")
        for link, name in zip(self.links, names, strict=True):
            link.clicked.connect(partial(registry.run, f"dispatch.{name}"))
        self.save_button.clicked.connect(partial(registry.run, "dispatch.save"))
        self.record_button.clicked.connect(partial(registry.run, "dispatch.record"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the field for the day speaks for itself."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        short = self.width() < NARROW
        self.hint.setText("" if short else FOR_ALL)
        self.trouble.setText(self._counts.trouble(short=short))

    def show_day(self, day: date, today: date) -> None:
        """The common day; not while another one is being typed, or could not be read."""
        self._today = today
        if not self.day.hasFocus() and not self._unread:
            self.day.setText(day.isoformat())

    def show_counts(self, counts: Counts, *, recording: bool) -> None:
        """How many wait, are recorded, are in question."""
        self.title.setText(title(counts.rows))
        self.all.set_words(f"{counts.marked:,} of {counts.rows:,} marked")
        state = Qt.CheckState
        some = state.Checked if counts.marked == counts.rows else PART
        self.all.setCheckState(some if counts.marked else state.Unchecked)
        words = count(counts.marked, "dispatch", "dispatches")
        self.record_button.set_label(f"Record {words}" if counts.marked else "Record")
        reason = self._locked or ("" if counts.marked else NONE_MARKED)
        self.record_button.set_reason("Recording" if recording else reason)
        self._counts = counts
        self._fit()
        tone = "broken" if counts.refused else "attention"
        self.trouble.set_tone(tone)
        self.trouble_icon.set_icon("circle-alert" if counts.refused else "diamond", tone)
        for part in (self.trouble_icon, self.trouble, self.trouble_key):
            part.setVisible(bool(counts.trouble()))

    def go_to_day(self) -> None:
        """Go to the common day."""
        self.day.setFocus()
        self.day.selectAll()

    def take_day(self) -> bool:
        """Tell the day typed; if it is none, say why in place of the sentence."""
        day = parse_day(self.day.text(), self._today)
        self._unread = day is None
        self.sentence.setText(day_fault(self.day.text(), self._today) if day is None else SENTENCE)
        self.sentence.set_tone("broken" if day is None else "muted")
        if day is not None:
            self.day.setText(day.isoformat())
            self.day_chosen.emit(day)
        return day is not None
