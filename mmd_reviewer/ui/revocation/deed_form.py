"""A dialog for one deed: rows by the deed's own field names; a refusal goes to the field it names, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.ui.day_text import day_words, parse_day
from mmd_reviewer.ui.dialogs import FormDialog, Missing, Pending
from mmd_reviewer.ui.reviewing import Reviewing
from mmd_reviewer.ui.revocation.device_choice import DeviceChoice
from mmd_reviewer.ui.theme import font
from mmd_reviewer.ui.widgets.choice import Choice
from mmd_reviewer.ui.widgets.fields import Field, TextArea
from mmd_reviewer.ui.widgets.labels import Label

WIDE = 600


class DeedForm(FormDialog):
    """Rows are added by field name; `on_accept` says what is done with them."""

    def __init__(
        self, reviewing: Reviewing, parent: QWidget, title: str, accept: str, *, sentence: str, name: str
    ) -> None:
        super().__init__(parent, title, accept, sentence=sentence, name=f"{name}Dialog")
        self.setMinimumWidth(WIDE)
        self.reviewing, self._name = reviewing, name
        self.fields: dict[str, QWidget] = {}

    def open(self) -> None:
        """Open at the size its rows need, in the row that was chosen, else the first."""
        self.fit()
        if self.focusWidget() in (None, self.cancel_button, self.accept_button):
            next(iter(self.fields.values())).setFocus()
        super().open()

    def add_line(self, key: str, label: str, hint: str = "", value: str = "") -> Field:
        """A line of text."""
        field = Field(f"{self._name}_{key}", label, hint)
        field.setText(value)
        self._add(key, label, field)
        return field

    def add_text(self, key: str, label: str, hint: str = "", value: str = "", lines: int = 3) -> TextArea:
        """Several lines of text."""
        field = TextArea(f"{self._name}_{key}", label, hint, lines=lines)
        field.set_text(value)
        self._add(key, label, field)
        return field

    def add_day(self, key: str, label: str, value: date | None = None) -> Field:
        """A day, with its weekday under it."""
        field = Field(f"{self._name}_{key}", label, "2026-12-01, +7 or +2w")
        words = Label("", "muted")
        today = self.reviewing.day

        def show(text: str) -> None:
            day = parse_day(text, today)
            closed = self.reviewing.day_off(day) if day else ""
            words.setText(f"{day_words(day)}{f', {closed}' if closed else ''}" if day else "")

        field.textChanged.connect(show)
        field.setText(value.isoformat() if value else "")
        self._add(key, label, field, words)
        return field

    def add_choice(self, key: str, label: str, choices: list[tuple[str, str]], code: str = "") -> Choice:
        """One of a few."""
        field = Choice(label, f"{self._name}_{key}", choices, empty="Choose")
        field.set_code(code)
        self._add(key, label, field)
        return field

    def add_ticks(self, key: str, label: str, choices: Sequence[tuple[str, str]]) -> list[QCheckBox]:
        """Some of a few; their codes are the object names' endings."""
        box = QWidget()
        lines = QVBoxLayout(box)
        lines.setContentsMargins(0, 4, 0, 4)
        lines.setSpacing(2)
        made = []
        for code, words in choices:
            tick = QCheckBox(words.replace("&", "&&"))
            tick.setObjectName(f"{self._name}_{key}_{code}")
            tick.setProperty("code", code)
            tick.setFont(font(13))
            tick.setMinimumHeight(26)
            lines.addWidget(tick)
            made.append(tick)
        box.setFocusProxy(made[0])
        box.setMinimumHeight(28 * len(made) + 8)
        self._add(key, label, box)
        return made

    def add_devices(self, key: str, devices: Sequence[Device], *, all_ticked: bool = True) -> DeviceChoice:
        """Some of the devices."""
        field = DeviceChoice(devices, f"{self._name}_{key}", all_ticked=all_ticked)
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

    def on_accept(self, prepare: Callable[[], tuple[Callable[[], Case], str]], days: Sequence[str] = ()) -> None:
        """`prepare` takes what the rows say and gives the deed and what is said of it; `days` must hold a day."""

        def check() -> object:
            for key in days:
                if self.day(key) is None:
                    return Missing("Give the day as 2026-12-01, +7 or +2w.", self.fields[key])
            act, said = prepare()
            return self._start(act, said)

        self.check = check

    def _start(self, act: Callable[[], Case], said: str) -> Pending:
        """Run the deed on the worker; the dialog closes when it is recorded."""
        self.reviewing.deed(act, lambda cases: self.finish(), said=said, failed=self._on_deed_failed)
        return Pending()

    def _on_deed_failed(self, error: Exception) -> None:
        if isinstance(error, Refused):
            rule = f" (rule {error.rule})" if error.rule else ""
            self.fail(f"{error.message.rstrip('.')}{rule}.", self.fields.get(error.field.replace("-", "_")))
        else:
            self.fail(str(error))
