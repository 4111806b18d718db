"""A damaged store: what can be proved of it and its backups is put into a new one,
and the loss is named.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from mmd_reviewer.domain.period import count
from mmd_reviewer.settings import file_of
from mmd_reviewer.ui.forms.dialogs import FormDialog, confirm, show_notice

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from mmd_reviewer.settings import Choices
    from mmd_reviewer.store.recover import Recovered
    from mmd_reviewer.ui.reviewing.work import Work

MOST = 12  # missing things told in the window
SENTENCE = (
    "Everything that its own hash proves, in the damaged file, its log and its backups, is put "
    "into a new store in its "
    "place. The damaged file is kept beside it. Then the window opens again, and what is missing "
    "is named."
)


class Program(Protocol):
    """The program on the damaged store."""

    choices: Choices
    work: Work

    @property
    def window(self) -> QWidget:
        """Where it is asked."""

    def close_store(self) -> None:
        """Let go of the file."""

    def open_again(self) -> None:
        """Close this window and open another on the store."""

    def tell_rescue_failed(self, error: Exception) -> None:
        """The damaged store stands as it was."""


def ask_rescue(program: Program) -> FormDialog:
    """Say what happens, then do it."""
    return confirm(
        program.window,
        "Recover the store?",
        SENTENCE,
        lambda: _rescue(program),
        accept="Recover",
        name="rescue",
    )


def _rescue(program: Program) -> None:
    from mmd_reviewer.bootstrap import rescue_store

    store, now = file_of(program.choices.store), datetime.now(UTC)
    program.close_store()
    program.work.deed(
        lambda job: rescue_store(store, now),
        lambda result: _show(program, *result),
        program.tell_rescue_failed,
        text="Recovering the store",
    )


def _show(program: Program, found: Recovered, kept: Path) -> None:
    """What is there again, what is not; closing this opens the window on the new store."""
    lines = [f"{row.case}: {row.what}." for row in found.missing[:MOST]]
    left = len(found.missing) - MOST
    lines += [f"and {left} more; `recover` in the terminal lists all of them."] if left > 0 else []
    said = (*lines, *found.left_out[:MOST], *found.unread[:MOST], found.in_all())
    told = "\n".join(filter(None, said))
    if kept.exists():  # the file may have been deleted
        told = f"{kept.name} is kept.\n{told}"
    words = f"{count(found.facts, 'fact')} and {count(found.documents, 'file')} recovered. {told}"
    notice = show_notice(program.window, "The store is recovered", words, name="rescued")
    notice.finished.connect(lambda _result: program.open_again())
