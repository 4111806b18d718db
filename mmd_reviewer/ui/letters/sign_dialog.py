"""Signing an issued letter: which key, what opens it, and whether the time is stamped (C2)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.signature import BIGGEST_KEY, SigningWish
from mmd_reviewer.readers.bounded import read_bounded
from mmd_reviewer.services import signing
from mmd_reviewer.ui.forms.dialogs import FormDialog, Missing, Pending
from mmd_reviewer.ui.forms.file_dialog import ask_file
from mmd_reviewer.ui.forms.remembered import SIGN, kept, remember
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import DEED
from mmd_reviewer.ui.widgets.buttons import LinkButton
from mmd_reviewer.ui.widgets.fields import Field

SENTENCE = (
    "The issued letter stays as it is. The signed copy is a second file that begins with it, byte "
    "for byte. The passphrase is kept nowhere."
)
KEY, STAMP = f"{SIGN}key", f"{SIGN}stamp"


class SignDialog(FormDialog):
    """The key's file and the address of time-stamps are found again; the passphrase never is."""

    def __init__(self, reviewing: Reviewing, parent: QWidget, number: str, letter: str) -> None:
        super().__init__(parent, f"Sign {letter}", "Sign", sentence=SENTENCE, name="signDialog")
        self.setProperty("helpPage", "letters")
        self.keeps_words = False  # a passphrase is among them
        self._reviewing, self._number, self._letter = reviewing, number, letter
        self.key = Field("signKey", "File of the key", "ines.p12 or ines.pem")
        self.secret = Field("signPassphrase", "Passphrase")
        self.stamp = Field("signStamp", "Time-stamp from", "http://… (empty: none)")
        self._fill()

    def _fill(self) -> None:
        choose = LinkButton("Choose…", "signChoose")
        choose.clicked.connect(self._ask_key)
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.key.setText(kept().get(KEY, ""))
        self.stamp.setText(kept().get(STAMP, ""))
        self.add_row("Key", self.key, choose)
        self.add_row("Passphrase", self.secret)
        self.add_row("Time-stamp", self.stamp)
        self.setMinimumWidth(560)

    def open_it(self) -> None:
        """With the keyboard in the first field that is to be filled."""
        first = self.secret if self.key.text() else self.key
        self.ask(self._sign, lambda _done: None, first)

    def _ask_key(self) -> None:
        ask_file(
            self,
            "The file of your key",
            lambda path: self.key.setText(str(path)),
            name="signKeyFile",
            filters="Keys (*.p12 *.pfx *.pem);;All files (*)",
        )

    def _sign(self) -> object:
        path = Path(self.key.text().strip())
        if not path.name:
            return Missing("Choose the file of your key.", self.key)
        desk, number, letter = self._reviewing.desk, self._number, self._letter
        secret, stamp = self.secret.text(), self.stamp.text().strip()
        remember(KEY, str(path))
        remember(STAMP, stamp)
        problems: list[str] = []

        def work() -> Case:
            wish = SigningWish(read_bounded(path, BIGGEST_KEY), secret, stamp_from=stamp)
            case, problem = signing.sign(desk, desk.case(number), letter, wish)
            problems.append(problem)
            return case

        self._reviewing.deed(
            work,
            lambda _cases: self._on_signed(problems[0]),
            failed=self._on_refused,
            undoable=False,
            in_dialog=True,
        )
        return Pending()

    def _on_signed(self, problem: str) -> None:
        words = f"{self._letter} is signed; nothing was sent."
        if problem:
            words = f"{words} There is no time-stamp: {problem}"
        self._reviewing.say.show_message(DEED, words, "amber" if problem else "info")
        self.finish()

    def _on_refused(self, error: Exception) -> None:
        self.refuse(error, {"key": self.key, "passphrase": self.secret, "file": self.key})
