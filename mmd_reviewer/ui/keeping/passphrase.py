"""The passphrase of a store, asked for before it is opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from mmd_reviewer.domain.errors import StoreError
from mmd_reviewer.store.dialects.library import hand_over, opens
from mmd_reviewer.ui.forms.dialogs import FormDialog, Missing
from mmd_reviewer.ui.widgets.fields import Field

SENTENCE = (
    "It begins as a store under a passphrase does, or is none. The passphrase is kept nowhere; "
    "without it nobody can "
    "open the store."
)
WRONG = (
    "This does not open it: try again. If it is right, the file is damaged where it begins, or is "
    "no store."
)


def ask_passphrase(parent: QWidget, store: Path, then: Callable[[], object]) -> FormDialog:
    """Until one opens it or the dialog is left; what is wrong
    with the store is said by whoever opens it `then`.
    """
    dialog = FormDialog(
        parent, f"Passphrase of {store.name}", "Open", sentence=SENTENCE, name="passphrase"
    )
    dialog.setProperty("helpPage", "backup")
    field = Field("passphraseField", "Passphrase")
    field.setEchoMode(QLineEdit.EchoMode.Password)
    dialog.add_row("Passphrase", field)

    def check() -> object:
        if not field.text():
            return Missing("Type the passphrase.")
        try:
            opened = opens(store, field.text())
        except StoreError as error:
            return Missing(str(error))
        hand_over(field.text())  # a wrong one too: its library is loaded, and no other may be
        return field.text() if opened else Missing(WRONG)

    dialog.finished.connect(lambda _result: then())
    return dialog.ask(check, lambda _words: None, field)
