"""How many deviations, on which day, by which facts; print and export."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mmd_reviewer.domain.register import Register, amount, heads
from mmd_reviewer.ui.forms.day_text import day_fault, parse_day
from mmd_reviewer.ui.look.theme import SEMIBOLD, font, set_ground
from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.fields import Field
from mmd_reviewer.ui.widgets.labels import ElidedLabel, Label, Rest, column_of, row_of
from mmd_reviewer.ui.widgets.painting import width_of
from mmd_reviewer.ui.widgets.tips import set_tip

NOT_A_DAY = "Give a day as 2026-12-01, +7 or +2w."


class RegisterHeader(QWidget):
    """`day_chosen` gives the day typed,
    `stood_toggled` whether only facts of that day count (E3).
    """

    day_chosen = Signal(object)
    stood_toggled = Signal(bool)

    def __init__(self, key: Callable[[str], str]) -> None:
        super().__init__()
        self.title = ElidedLabel("Register", "title")
        self.subline = ElidedLabel("", "muted")
        self.agreement = ElidedLabel("", "muted")
        self.day = Field("registerDay", "On the day", "2026-12-01")
        self.stood = PushButton("As it stood", "registerStood", key=key("register.stood"))
        self.print_button = PushButton("Print", "registerPrint", key=key("file.print"))
        self.export_button = PushButton("Export", "registerExport", key=key("register.export"))
        self._today = date.min
        self._titles: tuple[str, ...] = ("Register",)
        self._sublines: tuple[str, ...] = ("",)
        self._fault = ""  # of the day that is typed
        self._build()
        self._connect()

    def _build(self) -> None:
        set_ground(self, "window")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.title.setObjectName("registerTitle")
        self.subline.setObjectName("registerSubline")
        self.agreement.setObjectName("registerAgreement")
        self.agreement.hide()
        self.stood.setCheckable(True)
        set_tip(self.stood, "Only facts recorded until that day")
        self.day.setFixedWidth(112)
        on = Label("On", "muted")
        on.setBuddy(self.day)
        words = column_of(self.title, self.subline, self.agreement, spacing=2)
        row_of(
            Rest(words),
            12,
            on,
            self.day,
            self.stood,
            8,
            self.print_button,
            self.export_button,
            margins=(20, 14, 20, 12),
            inside=self,
        )

    def _connect(self) -> None:
        self.day.editingFinished.connect(self._on_day_editing_finished)
        self.day.textEdited.connect(self._on_day_text_edited)
        self.stood.clicked.connect(self._on_stood_clicked)

    def show_register(self, register: Register, agreement: str = "") -> None:
        """Say what is shown below, and how far second assessments agreed, if there were any."""
        self.agreement.setText(agreement)
        self.agreement.setVisible(bool(agreement))
        set_tip(self.agreement, agreement)
        found = heads(register.rows)
        number = amount(found.deviations, "deviation") if found.deviations else "No deviation"
        self._titles = (f"{number} from the standard template", number)
        on = f"On {register.words}."
        carried = f"{amount(found.customers, 'customer')}, {amount(found.devices, 'device')}"
        self._sublines = (
            (f"{found.words}. {on}", f"{carried}. {on}", on) if found.deviations else (on,)
        )
        self._fit()

    def _fit(self) -> None:
        """The longest words that there is room for; the tooltip has all."""
        room = max(self.title.width(), 40)
        self.title.setText(_fitting(self._titles, font(20, SEMIBOLD), room))
        self.subline.setText(self._fault or _fitting(self._sublines, font(12), room))
        self.subline.set_tone("broken" if self._fault else "muted")
        set_tip(self.subline, self._sublines[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Less room, fewer words."""
        super().resizeEvent(event)
        self._fit()

    def set_day(self, day: date, today: date, stood: bool) -> None:
        """Show which day, and by which facts."""
        self._today = today
        if not (self.day.hasFocus() and self.day.isModified()):  # another one is being typed
            self.day.setText(day.isoformat())
            self._say_fault("")
        self.stood.setChecked(stood)
        self.stood.setAccessibleName(f"As it stood: {'on' if stood else 'off'}")

    def _on_day_text_edited(self) -> None:
        self._say_fault("")

    def _say_fault(self, words: str) -> None:
        self._fault = words
        self._fit()

    def _on_day_editing_finished(self) -> None:
        day = parse_day(self.day.text(), self._today)
        if day is None:
            self._say_fault(day_fault(self.day.text(), self._today, NOT_A_DAY))
        else:
            self.day.setText(day.isoformat())
            self.day_chosen.emit(day)

    def _on_stood_clicked(self) -> None:
        self.stood_toggled.emit(self.stood.isChecked())


def _fitting(choices: tuple[str, ...], face: QFont, room: int) -> str:
    return next((words for words in choices if width_of(face, words) <= room), choices[-1])
