"""A dialog for one deed: rows by the deed's own field names;
a refusal goes to the field it names, nothing is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Concatenate, ParamSpec

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.sentence_fields import read_fields
from mmd_reviewer.services.read.shown import Shown
from mmd_reviewer.ui.forms.control_sheet import show_control_sheet
from mmd_reviewer.ui.forms.day_text import day_fault, parse_day
from mmd_reviewer.ui.forms.device_choice import DeviceChoice
from mmd_reviewer.ui.forms.dialogs import FormDialog, Missing, Pending, said_below
from mmd_reviewer.ui.forms.sentences import offer
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import MessageAction
from mmd_reviewer.ui.widgets.choice import Choice
from mmd_reviewer.ui.widgets.fields import Field, TextArea
from mmd_reviewer.ui.widgets.labels import Label, column_of, holding
from mmd_reviewer.ui.widgets.tick import Tick

WIDE = 600
WEEKEND = ("Saturday", "Sunday")
P = ParamSpec("P")
Cases = tuple[Case, ...] | Case
Prepared = tuple[Callable[[], Cases], str]  # the deed, and what is said of it
PAGES = {
    **dict.fromkeys(("appeal", "outcome"), "appeal"),
    **dict.fromkeys(
        ("removal", "consent", "found", "reinstate", "undeclared", "exchange", "serial"), "cover"
    ),
    **dict.fromkeys(("dispatch", "correct"), "letters"),
    "extension": "extension",
    "secondKeep": "second",
    "reading": "assessment",
    "amend": "queue",
    "toldElsewhere": "owed",
}
CHANGES_DATES = (
    "retime",
    "outcome",
    "withdraw",
    "removal",
    "found",
    "reinstate",
    "correct",
    "undeclared",
    "exchange",
)


def on_case(
    ask: Callable[Concatenate[Reviewing, QWidget, Shown, P], object],
) -> Callable[Concatenate[Reviewing, QWidget, str, P], None]:
    """A dialog that is asked for by a case's number: the case is read on the worker first."""

    def by_number(
        reviewing: Reviewing, parent: QWidget, number: str, /, *args: P.args, **kwargs: P.kwargs
    ) -> None:
        if number:
            reviewing.read_case(
                "course dialog",
                number,
                lambda shown: ask(reviewing, parent, shown, *args, **kwargs),
                opens=True,
            )

    by_number.__doc__ = ask.__doc__
    return by_number


class DeedForm(FormDialog):
    """Rows are added by field name; `ask_for` says what is done with them, and opens it."""

    def __init__(
        self,
        reviewing: Reviewing,
        parent: QWidget,
        number: str,
        title: str,
        accept: str,
        *,
        sentence: str,
        name: str,
    ) -> None:
        super().__init__(parent, title, accept, sentence=sentence, name=f"{name}Dialog")
        self.setMinimumWidth(WIDE)
        self.setProperty("helpPage", PAGES.get(name, "revocation"))
        self.reviewing, self.number, self._name = reviewing, number, name
        self._under = parent
        self.desk = reviewing.desk  # it knows what was shown of the case when the dialog was opened
        self.fields: dict[str, QWidget] = {}
        self._days: list[Field] = []

    def open(self) -> None:
        """Open in the row that was chosen, else in the first that takes the keyboard."""
        if self.focusWidget() in (None, self.cancel_button, self.accept_button):
            next(field for field in self.fields.values() if field.isEnabled()).setFocus()
        super().open()

    def add_line(self, key: str, label: str, hint: str = "", value: str = "") -> Field:
        """A line of text."""
        field = Field(f"{self._name}_{key}", label, hint)
        field.setText(value)
        self._add(key, label, field)
        return field

    def add_text(
        self, key: str, label: str, hint: str = "", value: str = "", lines: int = 3
    ) -> TextArea:
        """Several lines of text."""
        field = TextArea(f"{self._name}_{key}", label, hint, lines=lines)
        field.set_text(value)
        field.sentences_wanted.connect(lambda: self._offer_sentences(key, field))
        self._add(key, label, field)
        return field

    def _offer_sentences(self, key: str, field: TextArea) -> None:
        about, desk, number = f"{self._name}_{key}", self.desk, self.number

        def show(fields: dict[str, str]) -> None:
            own = self.reviewing.sentences
            offer(self, own, about, field.toPlainText(), fields, (), field.add)

        self.reviewing.read("sentences", lambda: read_fields(desk, number), show)

    def add_day(self, key: str, label: str, value: date | None = None) -> Field:
        """A day, with its weekday under it."""
        field = Field(f"{self._name}_{key}", label, "2026-12-01, +7 or +2w")
        words = said_below(field, self.reviewing.day, self.day_said)
        self._days.append(field)
        field.setText(value.isoformat() if value else "")
        self._add(key, label, field, words)
        return field

    def day_said(self, day: date) -> str:
        """`Mon 2026-11-30`; what makes it a day off is said behind it."""
        closed = self.reviewing.days_off.why(day)
        off = "not a working day" if closed in WEEKEND else closed
        return f"{on_screen(day)}{f', {off}' if off else ''}"

    def add_choice(
        self, key: str, label: str, choices: list[tuple[str, str]], code: str = ""
    ) -> Choice:
        """One of a few."""
        field = Choice(label, f"{self._name}_{key}", choices, empty="Choose", clearable=False)
        field.set_code(code)
        self._add(key, label, field)
        return field

    def add_ticks(self, key: str, label: str, choices: Sequence[tuple[str, str]]) -> list[Tick]:
        """Some of a few; their codes are the object names' endings."""
        made = []
        for code, words in choices:
            made.append(Tick(words, f"{self._name}_{key}_{code}"))
            made[-1].setProperty("code", code)
        box = holding(column_of(*made, spacing=2, margins=(0, 4, 0, 4)))
        box.setFocusProxy(made[0])
        box.setMinimumHeight(28 * len(made) + 8)
        self._add(key, label, box)
        return made

    def add_tick(self, key: str, words: str) -> Tick:
        """Yes or no."""
        tick = Tick(words, f"{self._name}_{key}")
        self._add(key, "", tick)
        return tick

    def add_devices(self, key: str, devices: Sequence[Device]) -> DeviceChoice:
        """Some of the devices; none is ticked."""
        field = DeviceChoice(devices, f"{self._name}_{key}")
        field.filter.left_empty.connect(self.reject)
        self._add(key, "Devices", field)
        return field

    def add_words(self, text: str) -> Label:
        """A muted sentence over the whole width."""
        words = Label(text, "body", tone="muted", wrap=True)
        self.form.addWidget(words, self.form.rowCount(), 0, 1, 2)
        return words

    def _add(self, key: str, label: str, field: QWidget, below: QWidget | None = None) -> None:
        self.fields[key] = field
        self.add_row(label, field, below)

    def day(self, key: str) -> date | None:
        """The day in a row, None for an empty or unreadable one."""
        field = self.fields[key]
        assert isinstance(field, Field)
        return parse_day(field.text(), self.reviewing.day)

    def deed(
        self,
        said: str,
        service: Callable[Concatenate[Desk, Case, P], Cases],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Prepared:
        """What a service does to the case as it is stored then, with what the rows say now."""
        desk, number = self.desk, self.number
        return lambda: service(desk, desk.case(number), *args, **kwargs), said

    def ask_for(
        self,
        prepare: Callable[[], Prepared],
        needed: Sequence[str] = (),
        first: QWidget | None = None,
    ) -> None:
        """Open in the row `first`; accepted, `prepare` takes what the rows say and gives the deed.

        `needed` rows are days, choices or devices that must be given; a day that cannot be read is
        never left out silently.
        """

        def check() -> object:
            for field in self._days:
                typed = bool(field.text().strip()) or field in [self.fields[key] for key in needed]
                if (
                    typed
                    and not field.isHidden()
                    and parse_day(field.text(), self.reviewing.day) is None
                ):
                    return Missing(day_fault(field.text(), self.reviewing.day), field)
            for key in needed:
                devices = self.fields[key]
                if isinstance(devices, DeviceChoice) and devices.any and not devices.serials():
                    return Missing("Tick the devices first.", devices)
                if isinstance(devices, Choice) and not devices.code:
                    return Missing(f"Choose: {devices.label}.", devices)
            return self._start(*prepare())

        self.check = check
        if first is not None:
            first.setFocus()
        self.open()

    def _start(self, act: Callable[[], Cases], said: str) -> Pending:
        """Run the deed on the worker; the dialog closes when it is recorded."""
        offer = self._control_sheet if self._name in CHANGES_DATES else None
        self.reviewing.deed(
            act, self.finish, said=said, failed=self._on_deed_failed, offer=offer, in_dialog=True
        )
        return Pending()

    def _control_sheet(self, number: str) -> MessageAction:
        """Dates were changed: all of them are one key away, old and new."""
        window = self._under
        return MessageAction(
            "Control sheet", lambda: show_control_sheet(self.reviewing, window, number)
        )

    def _on_deed_failed(self, error: Exception) -> None:
        self.refuse(error, self.fields)
