"""Every setting in a dialog: yours, and those of the store, each with what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from mmd_reviewer import paths
from mmd_reviewer.domain.desk_settings import Setting
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.services import desk_settings
from mmd_reviewer.services.own_settings import OWN, own_values, with_own
from mmd_reviewer.settings import Settings
from mmd_reviewer.ui.forms.dialogs import FormDialog, Missing, Pending
from mmd_reviewer.ui.look.theme import apply_theme, theme_named
from mmd_reviewer.ui.reviewing.reviewing import READ_ONLY, Reviewing
from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.fields import Combo, Field
from mmd_reviewer.ui.widgets.labels import Label, column_of, holding, row_of
from mmd_reviewer.ui.widgets.panes import Pane
from mmd_reviewer.ui.widgets.tick import Tick

Rows = Sequence[tuple[Setting, str]]
WANTED, LEAST = QSize(720, 400), QSize(480, 160)
SENTENCE = (
    "You and Window are yours, on this computer. The rest belongs to the store, for everybody who "
    "works in it. Ctrl+Tab goes to the next section."
)


class _Several(QWidget):
    """Boxes to tick; their codes with commas between."""

    def __init__(self, row: Setting, name: str) -> None:
        super().__init__()
        self.ticks = {code: Tick(word, f"{name}_{code}") for code, word in row.choices}
        column_of(*self.ticks.values(), spacing=0, inside=self)
        self.setFocusProxy(next(iter(self.ticks.values())))

    def text(self) -> str:
        """Those ticked."""
        return ",".join(code for code, tick in self.ticks.items() if tick.isChecked())

    def set_text(self, text: str) -> None:
        """Tick these."""
        for code, tick in self.ticks.items():
            tick.setChecked(code in text.split(","))


class _Sections(Pane):
    """The rows of one section at a time."""

    def __init__(self) -> None:
        super().__init__("settingsPane", "Settings", "surface")
        self.pages: list[QWidget] = []
        self._column = column_of(-1)
        self.fill(self._column)

    def add_page(self, page: QWidget) -> None:
        """One section more."""
        self._column.insertWidget(len(self.pages), page)
        self.pages.append(page)

    def show_page(self, place: int) -> None:
        """Show one and hide the others."""
        for other, page in enumerate(self.pages):
            page.setVisible(other == place)

    def sizeHint(self) -> QSize:
        """Room for the longest section."""
        return WANTED

    def minimumSizeHint(self) -> QSize:
        """Two rows; the rest is scrolled to."""
        return LEAST


class SettingsDialog(FormDialog):
    """`rows` are settings with their values; `changed()` gives what was changed, by name."""

    def __init__(self, parent: QWidget, rows: Rows, locked: str) -> None:
        super().__init__(parent, "Settings", "Save", sentence=SENTENCE, name="settingsDialog")
        self.setProperty("helpPage", "settings")
        self.keeps_words = False  # nothing of a case
        self.fields: dict[str, QWidget] = {}
        self._pane = _Sections()
        self.tabs: dict[str, PushButton] = {}
        own = {row.name for row in OWN}
        for row, value in rows:
            if row.section not in self.tabs:
                self._add_section(row.section)
            self._add(row, value, "" if row.name in own else locked)
        head = row_of(*self.tabs.values(), stretch=True, spacing=4)
        self.form.addLayout(head, 0, 0, 1, 2)
        self.form.addWidget(self._pane, 1, 0, 1, 2)
        self.form.setRowStretch(1, 1)
        self._before = {name: _text_of(field) for name, field in self.fields.items()}
        self.show_section(next(iter(self.tabs)))

    def _add_section(self, name: str) -> None:
        tab = PushButton(name, f"settingsSection{len(self.tabs)}")
        tab.setCheckable(True)
        tab.clicked.connect(lambda _on=False: self.show_section(name))
        self.tabs[name] = tab
        grid = QGridLayout()
        grid.setContentsMargins(4, 8, 12, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, 128)
        grid.setColumnStretch(1, 1)
        self._grid = grid
        self._pane.add_page(holding(grid))

    def _add(self, row: Setting, value: str, locked: str) -> None:
        field = _field_of(row, value)
        self.fields[row.name] = field
        label, place = Label(row.label, "muted"), self._grid.rowCount()
        label.setBuddy(field)
        label.setMinimumHeight(32)
        self._grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(field, place, 1)
        words = Label(f"{row.words} {locked}.".replace(" .", ""), "muted", wrap=True)
        words.setContentsMargins(0, 0, 0, 8)
        self._grid.addWidget(words, place + 1, 1)
        field.setAccessibleDescription(words.text())
        field.setEnabled(not locked)

    @property
    def section(self) -> int:
        """The place of the section shown."""
        return [tab.isChecked() for tab in self.tabs.values()].index(True)

    def show_section(self, name: str) -> None:
        """Show the rows of a section."""
        for place, (key, tab) in enumerate(self.tabs.items()):
            tab.setChecked(key == name)
            if key == name:
                self._pane.show_page(place)
        self._pane.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Tab and Ctrl+Shift+Tab go from section to section."""
        step = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()))
        if step is None or not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        names = [*self.tabs]
        self.show_section(names[(self.section + step) % len(names)])
        self.tabs[names[self.section]].setFocus()

    def fail(self, sentence: str, field: QWidget | None = None) -> None:
        """The section of the field that is wrong is shown."""
        if field is not None:
            self._go_to(field)
        super().fail(sentence, field)

    def _go_to(self, field: QWidget) -> None:
        at = [page.isAncestorOf(field) for page in self._pane.pages]
        self.show_section([*self.tabs][at.index(True)])

    def changed(self) -> dict[str, str]:
        """What was changed, as text by name."""
        now = {name: _text_of(field) for name, field in self.fields.items()}
        return {name: text for name, text in now.items() if text != self._before[name]}

    def missing(self, refusal: Refused) -> Missing:
        """A refusal, in the section of the field that it names."""
        field = self.fields.get(refusal.field)
        if field is not None:
            self._go_to(field)
        return Missing(refusal.message, field)


def _field_of(row: Setting, value: str) -> QWidget:
    name = f"settings_{row.name}"
    if row.several:
        ticks = _Several(row, name)
        ticks.set_text(value)
        return ticks
    if row.choices:
        combo = Combo(name, row.label)
        for code, word in row.choices:
            combo.addItem(word, code)
        combo.setCurrentIndex(combo.findData(value))
        return combo
    field = Field(name, row.label)
    field.setText(value)
    return field


def _text_of(field: QWidget) -> str:
    if isinstance(field, Combo):
        return str(field.currentData() or "")
    assert isinstance(field, Field | _Several)
    return field.text().strip()


def ask_settings(
    reviewing: Reviewing, parent: QWidget, settings: Settings, done: Callable[[Settings], object]
) -> None:
    """Read those of the store, then show all; `done` gets yours when something is saved."""
    desk = reviewing.desk
    own = own_values(settings)

    def show(rows: Rows) -> None:
        mine: Rows = [(row, own[row.name]) for row in OWN]
        dialog = SettingsDialog(parent, [*mine, *rows], READ_ONLY if reviewing.read_only else "")
        for name, usual in (("reviewer", desk.reviewer), ("store", paths.default_store().name)):
            field = dialog.fields[name]
            assert isinstance(field, Field)
            field.setPlaceholderText(usual)
        dialog.ask(lambda: _check(dialog, reviewing, settings), _taken(done), dialog.tabs["You"])

    reviewing.read("settings", lambda: desk_settings.desk_rows(desk), show, opens=True)


def _taken(done: Callable[[Settings], object]) -> Callable[[object], None]:
    def take(chosen: object) -> None:
        app = QApplication.instance()
        if isinstance(chosen, Settings):
            if isinstance(app, QApplication):
                apply_theme(app, theme_named(chosen.theme))
            done(chosen)

    return take


def _check(dialog: SettingsDialog, reviewing: Reviewing, settings: Settings) -> object:
    """Yours are looked at first; those of the store are recorded, then both are taken."""
    changed = dialog.changed()
    own = {name: value for name, value in changed.items() if name in own_values(settings)}
    wish = {name: value for name, value in changed.items() if name not in own}
    try:
        chosen = with_own(settings, own) if own else settings
    except Refused as refusal:
        return dialog.missing(refusal)
    if not wish:
        return chosen
    _record(dialog, reviewing, wish, chosen)
    return Pending()


def _record(
    dialog: SettingsDialog, reviewing: Reviewing, wish: Mapping[str, str], chosen: Settings
) -> None:
    desk = reviewing.desk

    def recorded(_: None) -> None:
        reviewing.days_off.look_up()
        dialog.finish(chosen)

    def failed(error: Exception) -> None:
        dialog.refuse(error, dialog.fields)

    reviewing.job(
        "Setting the desk",
        lambda job: desk_settings.change(desk, wish),
        recorded,
        failed,
        stores=True,
    )
