"""Going back to a backup: the loss first, by case and hour;
then once more the question (mock-up 18).
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from mmd_reviewer import paths
from mmd_reviewer.domain.going_back import Loss, LostCase, LostDeed, loss_lines
from mmd_reviewer.domain.kept_backups import Backup
from mmd_reviewer.domain.period import count, on_screen
from mmd_reviewer.services.going_back import loss
from mmd_reviewer.ui.forms.dialogs import Missing, Pending, confirm
from mmd_reviewer.ui.forms.file_dialog import ask_where, save_file
from mmd_reviewer.ui.forms.rows_dialog import RowsDialog
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import DEED
from mmd_reviewer.ui.widgets.buttons import LinkButton
from mmd_reviewer.ui.widgets.columns import Cell, Column
from mmd_reviewer.ui.widgets.labels import Hairline, Label, new_column, row_of

COLUMNS = (Column("made", "Backup", 0, hideable=False), Column("loses", "Going back", 190, "right"))
MOST = 60  # cases told in the window; all of them stand in the text
SENTENCE = (
    "The store of now is kept beside it as a backup of its own. Nothing changes until you go back."
)


def made_words(backup: Backup) -> str:
    """`today 13:30`, `Fri 2026-11-20 17:30`."""
    made = backup.made.astimezone()
    today = made.date() == datetime.now().astimezone().date()
    return f"{'today' if today else on_screen(made.date())} {made:%H:%M}"


class GoingBackDialog(RowsDialog):
    """Backups at the left, each with its loss;
    at the right what would be lost by the one that is chosen.
    """

    def __init__(self, reviewing: Reviewing, parent: QWidget) -> None:
        super().__init__(
            parent,
            "Go back to a backup",
            "Go back…",
            COLUMNS,
            name="goingBack",
            sentence=SENTENCE,
            nothing="There is no backup yet: File, Back up now makes one.",
            page="backup",
        )
        self._reviewing = reviewing
        self._backups: tuple[Backup, ...] = ()
        self._losses: dict[Path, Loss] = {}
        self.headline = Label("", "section", wrap=True)
        self.lost = QScrollArea()
        self.as_text = LinkButton("Save as text…", "goingBackText")
        self.look = LinkButton("Look at a copy", "goingBackLook")
        self._fill()
        reviewing.read("backups", reviewing.desk.store.backups, self._show)

    def _fill(self) -> None:
        self.lost.setObjectName("goingBackLost")
        self.lost.setAccessibleName("What would be lost")
        self.lost.setWidgetResizable(True)
        self.lost.setFrameShape(QScrollArea.Shape.NoFrame)
        self.lost.setMinimumSize(420, 360)
        self.form.addWidget(self.headline, 1, 0, 1, 3)
        self.form.setRowStretch(0, 0)  # where the list stood at first
        self.put_list(2)
        self.form.addWidget(self.lost, 2, 2)
        self.form.setColumnStretch(2, 2)
        self.form.addLayout(row_of(self.look, -1, self.as_text), 3, 2)
        self.setMinimumWidth(920)
        self.as_text.clicked.connect(self._ask_text_file)
        self.look.clicked.connect(self._look_at_copy)
        self.rows.row_changed.connect(self._on_row)
        self.check = self._ask_once_more
        self.accept_button.set_reason("Choose a backup")

    def _show(self, backups: tuple[Backup, ...]) -> None:
        self._backups = backups
        self._show_rows(0)
        self._read_next()

    def _show_rows(self, current: int) -> None:
        self.show_rows([_cells(row, self._losses.get(row.path)) for row in self._backups])
        if self._backups:
            self.rows.set_current_row(max(current, 0))

    def _read_next(self) -> None:
        """The losses one after the other: each walks over all facts, and the window stays quick."""
        wanted = next((row for row in self._backups if row.path not in self._losses), None)
        if wanted is None:
            return
        desk = self._reviewing.desk

        def show(found: Loss) -> None:
            self._losses[wanted.path] = found
            self._show_rows(self.current_row())
            self._read_next()

        self._reviewing.read("loss", lambda: loss(desk, wanted.path), show)

    def chosen(self) -> Backup | None:
        """The backup under the cursor."""
        row = self.current_row()
        return self._backups[row] if 0 <= row < len(self._backups) else None

    def _on_row(self, _row: int) -> None:
        backup = self.chosen()
        found = self._losses.get(backup.path) if backup is not None else None
        if backup is None or found is None:
            return
        self.headline.setText(f"Going back to {made_words(backup)} {found.in_words()}")
        self.accept_button.set_label(f"Go back to {made_words(backup)}…")
        self.accept_button.set_reason("" if found.deeds else "It holds what the store holds")
        self.lost.setWidget(_lost_page(found))

    def _ask_once_more(self) -> object:
        backup = self.chosen()
        found = self._losses.get(backup.path) if backup is not None else None
        if backup is None or found is None:
            return Missing("What would be lost is still being read.")
        asked = confirm(
            self,
            f"Go back to {made_words(backup)}?",
            f"This {found.in_words()}. What the store holds now is kept as a backup.",
            partial(self._go_back, backup, found),
            accept=f"Go back, {found.in_words()}",
            name="goBackOnceMore",
        )
        asked.rejected.connect(lambda: self.accept_button.setEnabled(True))
        return Pending()

    def _go_back(self, backup: Backup, found: Loss) -> None:
        from mmd_reviewer.bootstrap import go_back  # kept off the start-up path

        desk, now = self._reviewing.desk, datetime.now(UTC)

        def done(_: None) -> None:
            words = (
                f"The store holds what it held {made_words(backup)}. What it held until now is "
                f"kept as a backup."
            )
            self._reviewing.say.show_message(DEED, words, "info")
            self.finish()

        self._reviewing.job(
            "Going back",
            lambda job: go_back(desk, backup.path, now, job),
            done,
            lambda error: self.fail(str(error)),
            stores=True,
        )

    def _look_at_copy(self) -> None:
        """Another window on a copy of the backup, in which nothing is recorded."""
        backup = self.chosen()
        if backup is None:
            return
        started, _ = QProcess.startDetached(*looking_at(backup.path, self._reviewing.day))
        if not started:
            self.show_error("The other window could not be started.")

    def _ask_text_file(self) -> None:
        backup = self.chosen()
        found = self._losses.get(backup.path) if backup is not None else None
        if backup is None or found is None:
            return
        ask_where(
            self,
            "Save what would be lost",
            "what-would-be-lost.txt",
            partial(self.write_text, found),
            name="goingBackFile",
            filters="Text (*.txt)",
        )

    def write_text(self, found: Loss, path: Path) -> None:
        """Every deed that would be lost, as text."""
        save_file(self._reviewing, path, lambda: "\n".join((*loss_lines(found), "")).encode())


def looking_at(backup: Path, day: date) -> tuple[str, list[str]]:
    """The program and its arguments that show a backup."""
    program, *own = paths.this_program()
    return program, [*own, "--store", str(backup), "--look", "--today", day.isoformat()]


def _cells(backup: Backup, found: Loss | None) -> tuple[Cell, ...]:
    """When it was made, and what it would lose, once that is known."""
    size = f"{count(backup.facts, 'fact')}, {backup.size / 1_000_000:.1f} MB"
    first = Cell(made_words(backup)[:1].upper() + made_words(backup)[1:], (size,), medium=True)
    return first, Cell(found.in_words() if found is not None else "…", muted=found is None)


def _lost_page(found: Loss) -> QWidget:
    """The loss in counts, what customers have already, then case by case."""
    page, box = new_column(8)
    page.setProperty("ground", "window")
    box.setContentsMargins(12, 4, 12, 4)
    counts = "  ·  ".join(f"{amount} {name}" for amount, name in found.counts)
    box.addWidget(Label(counts or found.in_words(), "strong", wrap=True))
    if found.with_customer:
        amount = (
            f"{found.with_customer} of the letters {'is' if found.with_customer == 1 else 'are'}"
        )
        words = f"{amount} with the customer already. Going back does not take them back."
        box.addWidget(Label(words, "strong", wrap=True, tone="broken"))
    for case in found.cases[:MOST]:
        box.addWidget(Hairline())
        box.addWidget(_lost_case(case))
    left = len(found.cases) - MOST
    if left > 0:
        box.addWidget(Label(f"and {count(left, 'case')} more: they stand in the text.", "muted"))
    if found.desk:
        box.addWidget(Hairline())
        box.addWidget(Label("Of the desk itself", "strong"))
        for deed in found.desk:
            box.addLayout(_lost_deed(deed))
    if found.letters:
        box.addWidget(Hairline())
        box.addWidget(Label(found.used_words(), "muted", wrap=True))
    box.addStretch(1)
    return page


def _lost_case(case: LostCase) -> QWidget:
    made, box = new_column(2)
    gone = "  (the whole case)" if case.gone else ""
    box.addWidget(Label(f"{case.number}  {case.heading}{gone}", "strong", wrap=True))
    box.addWidget(Label(case.customer, "muted", wrap=True))
    for deed in case.deeds:
        box.addLayout(_lost_deed(deed))
    return made


def _lost_deed(deed: LostDeed) -> QHBoxLayout:
    at = datetime.fromisoformat(deed.at).astimezone()
    parts = [Label(f"{at:%H:%M}", "muted"), Label(deed.words, wrap=True)]
    parts += [Label("with the customer", "strong", tone="broken")] if deed.with_customer else []
    row = row_of(*parts)
    row.setStretch(1, 1)
    return row
