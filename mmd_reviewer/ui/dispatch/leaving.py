"""What leaves the program from the dispatch desk: a text on the clipboard, a mail draft, files.

None of it is recorded; the row says when, as long as the window is open.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTime
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.period import count
from mmd_reviewer.domain.revocation import notice_of
from mmd_reviewer.domain.waiting import WaitingLetter
from mmd_reviewer.services import dispatch
from mmd_reviewer.services.read.dispatch_rows import COPIED, DRAFTED, SAVED
from mmd_reviewer.ui.forms.file_dialog import ask_folder, ask_where
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import DEED

Taken = Callable[[str, str, bool], object]


class Leaving(QObject):
    """`taken(letter, how and when, marks)` is told when its words have left."""

    def __init__(self, reviewing: Reviewing, widget: QWidget, taken: Taken) -> None:
        super().__init__(widget)
        self._reviewing, self._widget, self._taken = reviewing, widget, taken

    def _say(self, words: str) -> None:
        self._reviewing.say.show_message(DEED, words, "info")

    def copy(self, row: WaitingLetter) -> None:
        """The letter's words on the clipboard, for the portal's reply box."""
        desk = self._reviewing.desk

        def done(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            self._taken(row.letter, _now(COPIED), True)
            self._say(f"The text of {row.letter} is copied, for {row.customer}; its row is marked.")

        read = partial(dispatch.text_of, desk, row.number, row.letter)
        self._reviewing.read(f"text of {row.letter}", read, done)

    def mail(self, row: WaitingLetter) -> None:
        """Ask where a mail draft is to be saved."""
        ask_where(
            self._widget,
            f"Mail draft of {row.letter}",
            dispatch.file_name(row.letter, row.kind, row.day, "eml"),
            partial(self._write_mail, row),
            name="mailDraftDialog",
            filters="Mail draft (*.eml)",
            ending="eml",
        )

    def _write_mail(self, row: WaitingLetter, path: Path) -> None:
        desk, notice = self._reviewing.desk, bool(notice_of(row.kind))

        def write() -> str:
            content, address = dispatch.mail_of(desk, row.number, row.letter)
            desk.files.write(path, content)
            return address

        def done(address: str) -> None:
            self._taken(row.letter, _now(DRAFTED), not notice)
            to = f"to {address}" if address else "without an address, as none is known"
            counts = (
                "a notice counts by its message in the portal alone, so its row is not marked"
                if notice
                else "its row is marked"
            )
            self._say(f"Draft {to} saved as {path}. A mail is a copy: {counts}.")

        self._reviewing.read(f"mail of {row.letter}", write, done)

    def save(self, rows: Sequence[WaitingLetter]) -> None:
        """Ask for a folder in which the words of letters are saved."""
        ask_folder(
            self._widget,
            f"Save {count(len(rows), 'text')}",
            partial(self._write_texts, rows),
            name="saveTextsDialog",
        )

    def _write_texts(self, rows: Sequence[WaitingLetter], folder: Path) -> None:
        desk, letters = self._reviewing.desk, [(row.number, row.letter) for row in rows]

        def done(found: tuple[int, tuple[str, ...]]) -> None:
            saved, refused = found
            words = f"{count(saved, 'text')} saved in {folder}; nothing was overwritten."
            if refused:
                self._reviewing.say.show_message(DEED, " ".join((words, *refused)), "amber")
                return
            for row in rows:
                self._taken(row.letter, _now(SAVED), False)
            self._say(words)

        self._reviewing.job(
            "Saving the texts", lambda job: dispatch.save_texts(desk, letters, folder, job), done
        )


def _now(how: str) -> str:
    return f"{how} {QTime.currentTime().toString('HH:mm')}"
