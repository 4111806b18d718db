"""Every command with its keys, to be searched and changed;
a key that is taken is refused in words.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from mmd_reviewer.ui.commands.action_spec import ActionSpec
from mmd_reviewer.ui.commands.own_keys import give_keys, keys_page, own_keys, take_keys
from mmd_reviewer.ui.commands.registry import ActionRegistry, key_text
from mmd_reviewer.ui.commands.table import SCOPE_TITLES
from mmd_reviewer.ui.forms.dialogs import Missing
from mmd_reviewer.ui.forms.print_sheets import SheetPrinting
from mmd_reviewer.ui.forms.rows_dialog import RowsDialog
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.widgets.buttons import LinkButton
from mmd_reviewer.ui.widgets.columns import Cell, Column
from mmd_reviewer.ui.widgets.fields import Field
from mmd_reviewer.ui.widgets.filter_field import FilterField
from mmd_reviewer.ui.widgets.labels import holding, row_of

COLUMNS = (
    Column("command", "Command", 0, hideable=False),
    Column("place", "Where", 150),
    Column("keys", "Keys", 220),
)
SENTENCE = (
    "Choose a command, write its keys, press Enter. Esc, Enter and arrows of a list stay as they "
    "are."
)


class KeysDialog(RowsDialog):
    """`kept` is told the keys that are not those of the table, at each change."""

    def __init__(
        self, registry: ActionRegistry, parent: QWidget, kept: Callable[[dict[str, str]], object]
    ) -> None:
        super().__init__(
            parent,
            "Change keys",
            "Set",
            COLUMNS,
            sentence=SENTENCE,
            name="changeKeys",
            page="keys",
            nothing="No command fits.",
        )
        self._registry, self._kept = registry, kept
        self._specs: list[ActionSpec] = []
        self._titles = dict(SCOPE_TITLES)
        self.search = FilterField("keysFilter", "Search by command, place or key")
        self.keys = Field(
            "newKeys", "Keys", "As Ctrl+Shift+X, F3 or X; several with a blank, none for no key"
        )
        self.reset = LinkButton("As delivered", "keysReset", size=12)
        self.reset_all = LinkButton("All as delivered", "keysResetAll", size=12)
        self._lay_out()

    def _lay_out(self) -> None:
        self.cancel_button.set_label("Close")
        self.add_row("Search", self.search)
        self.put_list(self.form.rowCount())
        self.form.setRowStretch(0, 0)
        self.add_row("Keys", self.keys, holding(row_of(self.reset, self.reset_all, stretch=True)))
        self.search.changed.connect(self._show_fitting)
        self.search.entered.connect(self.rows.setFocus)
        self.rows.row_changed.connect(self._on_row_changed)
        self.rows.opened.connect(lambda _row: self.keys.setFocus())
        self.reset.clicked.connect(self._on_reset_clicked)
        self.reset_all.clicked.connect(self._on_reset_all_clicked)
        self.check = self._set
        self._show_fitting()
        self.search.setFocus()

    def _show_fitting(self, keep: int = 0) -> None:
        words = self.search.words.casefold().split()
        rows = []
        self._specs = []
        for spec in self._registry.bound():
            cells = spec.text.rstrip("…"), self._titles[spec.scope], self._registry.keys(spec.id)
            if all(word in " ".join(cells).casefold() for word in words):
                self._specs.append(spec)
                rows.append((Cell(cells[0], medium=True), Cell(cells[1]), Cell(cells[2])))
        self.show_rows(rows)
        self.rows.set_current_row(keep)
        self._on_row_changed(self.current_row())

    def _on_row_changed(self, row: int) -> None:
        found = 0 <= row < len(self._specs)
        self.keys.setText(key_text(self._registry.keys_of(self._specs[row].id)) if found else "")

    def _set(self) -> object:
        row = self.current_row()
        if not 0 <= row < len(self._specs):
            return Missing("Choose a command.", self.search)
        refused = give_keys(self._registry, self._specs[row].id, self.keys.text())
        if not refused:
            self._tell(row)
        return Missing(refused, self.keys)

    def _on_reset_clicked(self) -> None:
        row = self.current_row()
        if 0 <= row < len(self._specs):
            self.keys.setText(" ".join(self._specs[row].keys))
            self.accept_button.click()

    def _on_reset_all_clicked(self) -> None:
        take_keys(self._registry, {})
        self._tell(max(self.current_row(), 0))

    def _tell(self, row: int) -> None:
        self._kept(own_keys(self._registry))
        self._show_fitting(row)


def bind_key_commands(
    reviewing: Reviewing, window: QWidget, kept: Callable[[dict[str, str]], object]
) -> None:
    """Changing the keys, and printing them."""
    registry = reviewing.registry

    def print_keys() -> None:
        pdf = keys_page(registry.sheet_rows())
        SheetPrinting(reviewing, pdf, "Every key", lambda problem: None, window).ask()

    registry.bind("help.change_keys", lambda: KeysDialog(registry, window, kept).open())
    registry.bind("help.print_keys", print_keys)
