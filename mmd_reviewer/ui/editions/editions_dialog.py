"""Editions of the key conditions: those of the store, announcing
and publishing a new one, its impact (rule B8).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.decision import outcome_in_words
from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.edition_announced import NOTICE_DAYS
from mmd_reviewer.domain.edition_impact import BREAKS, Impact
from mmd_reviewer.domain.edition_replay import Replayed
from mmd_reviewer.domain.period import add_days, count, on_screen
from mmd_reviewer.domain.recommendation import DECLINE
from mmd_reviewer.readers.bounded import read_bounded
from mmd_reviewer.services import edition
from mmd_reviewer.services.edition import Known
from mmd_reviewer.ui.forms.day_text import day_fault, parse_day
from mmd_reviewer.ui.forms.dialogs import FormDialog, Missing, Pending
from mmd_reviewer.ui.forms.file_dialog import ask_file
from mmd_reviewer.ui.forms.rows_dialog import RowsDialog
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import DEED
from mmd_reviewer.ui.widgets.buttons import LinkButton, PushButton
from mmd_reviewer.ui.widgets.columns import Cell, Column
from mmd_reviewer.ui.widgets.fields import Field
from mmd_reviewer.ui.widgets.labels import Label, holding, row_of

COLUMNS = (
    Column("name", "Edition", 0, hideable=False),
    Column("effective", "In force from", 160),
    Column("announced", "Customers told", 160),
    Column("standing", "Stands", 140),
)
IMPACT_COLUMNS = (Column("case", "Exemption", 0, hideable=False), Column("what", "What", 420))
STANDINGS = {"announced": "Announced", "coming": "Coming", "in_force": "In force", "over": "Over"}


class EditionsDialog(RowsDialog):
    """The list, and what can be done with the current line."""

    def __init__(self, reviewing: Reviewing, parent: QWidget) -> None:
        super().__init__(
            parent,
            "Editions of the key conditions",
            "Announce a new one…",
            COLUMNS,
            name="editions",
            sentence=f"A new edition takes effect {NOTICE_DAYS} days or more after customers were "
            f"told. Cases keep the "
            "wording they were decided under.",
        )
        self._reviewing = reviewing
        self._known: tuple[Known, ...] = ()
        self.letters = PushButton("Write the letters", "editionsLetters")
        self.publish = PushButton("Publish…", "editionsPublish")
        self.impact = PushButton("Impact", "editionsImpact")
        self.replay = PushButton("Replay a draft…", "editionsReplay")
        buttons = row_of(self.letters, self.publish, self.impact, self.replay, stretch=True)
        self.form.addLayout(buttons, 1, 0, 1, 2)
        self.letters.clicked.connect(self._on_letters_clicked)
        self.publish.clicked.connect(lambda: self._ask("publish"))
        self.impact.clicked.connect(self._on_impact_clicked)
        self.replay.clicked.connect(self._on_replay_clicked)
        self.rows.opened.connect(lambda _row: self._on_impact_clicked())
        self.cancel_button.set_label("Close")
        self.check = self._announce
        self.look()

    def look(self) -> None:
        """Read the editions again."""
        desk = self._reviewing.desk
        self._reviewing.read("editions", lambda: edition.known(desk), self._show)

    def _show(self, known: tuple[Known, ...]) -> None:
        self._known = known
        self.show_rows(
            [
                (
                    Cell(row.name, row.code, medium=True),
                    Cell(on_screen(row.effective)),
                    Cell(on_screen(row.announced) if row.announced else "Not recorded"),
                    Cell(
                        STANDINGS[row.standing],
                        icon="circle-check" if row.standing == "in_force" else "circle",
                    ),
                )
                for row in known
            ]
        )
        waiting = any(row.standing == "announced" for row in known)
        self.letters.set_reason("" if waiting else "Announce a new edition first")

    def _announce(self) -> object:
        self._ask("announce")
        return Missing("")

    def _ask(self, what: str) -> None:
        form = _EditionForm(self._reviewing, self, what)
        form.finished.connect(lambda _code: self.look())
        form.open()

    def _on_letters_clicked(self) -> None:
        desk = self._reviewing.desk
        self._reviewing.job(
            "Writing the letters",
            lambda job: len(edition.issue_letters(desk)),
            self._on_letters_written,
            lambda error: self.show_error(str(error)),
            stores=True,
        )

    def _on_letters_written(self, number: int) -> None:
        words = (
            f"{count(number, 'letter')} issued. Print them as a batch, post each, record its "
            f"dispatch."
        )
        self._reviewing.say.show_message(DEED, words, "info")
        self.look()

    def _on_impact_clicked(self) -> None:
        row = self.current_row()
        if 0 <= row < len(self._known):
            desk, known = self._reviewing.desk, self._known[row]
            self._reviewing.read(
                "impact",
                lambda: edition.impact(desk, known.code),
                partial(self._show_impact, known),
            )

    def _show_impact(self, known: Known, found: tuple[Impact, ...]) -> None:
        breaking = len({row.number for row in found if row.verdict == BREAKS})
        concerned = len({row.number for row in found})
        sentence = (
            f"{count(concerned, 'active exemption')} concerned, {breaking} known to break it. The "
            f"others have "
            "to be judged by a person."
        )
        rows = [
            _cells(row.title, row.customer, row.number, row.what, "", row.verdict == BREAKS)
            for row in found
        ]
        title = f"Impact of {known.name}"
        show_list(self, "impact", title, sentence, "No active exemption is concerned.", rows)

    def _on_replay_clicked(self) -> None:
        ask_file(self, "Draft edition", self.replay_file, filters="Editions (*.json)")

    def replay_file(self, path: Path) -> None:
        """Tell which past decisions the draft in a file would change; nothing is recorded."""
        desk = self._reviewing.desk

        def run(job: Job) -> tuple[Replayed, ...]:
            return edition.replay(desk, read_bounded(path), path.name, job)

        show = partial(self._show_replay, path.name)
        self._reviewing.job("Replaying", run, show, lambda error: self.show_error(str(error)))

    def _show_replay(self, name: str, found: tuple[Replayed, ...]) -> None:
        concerned = count(len(found), "past decision")
        sentence = f"{concerned} would be recommended otherwise. No decision changes by itself."
        rows = []
        for row in found:
            words = (
                f"{outcome_in_words(row.was)}, would be {outcome_in_words(row.would_be).lower()}"
            )
            loud = row.would_be == DECLINE
            rows.append(
                _cells(row.title, row.customer, row.number, words, " ".join(row.because), loud)
            )
        show_list(
            self,
            "replay",
            f"Replay of {name}",
            sentence,
            "No past decision would be another one.",
            rows,
        )


def _cells(
    title: str, customer: str, number: str, words: str, note: str, broken: bool
) -> tuple[Cell, Cell]:
    icon, tone = ("triangle-alert", "broken") if broken else ("diamond", "attention")
    return Cell(title, (customer, number), medium=True, elide=0), Cell(words, note, icon, tone)


def show_list(
    parent: QWidget,
    name: str,
    title: str,
    sentence: str,
    nothing: str,
    rows: Sequence[tuple[Cell, Cell]],
) -> None:
    """Cases that an edition concerns, each with what it means for them."""
    dialog = RowsDialog(
        parent,
        title,
        "Close",
        IMPACT_COLUMNS,
        name=name,
        sentence=sentence,
        nothing=nothing,
        page="editions",
    )
    dialog.cancel_button.hide()
    dialog.rows.opened.connect(lambda _row: dialog.accept())
    dialog.show_rows(list(rows))
    dialog.open()


class _EditionForm(FormDialog):
    """A file and its days."""

    def __init__(self, reviewing: Reviewing, parent: QWidget, what: str) -> None:
        self._publishing = what == "publish"
        title = "Publish an edition" if self._publishing else "Announce a new edition"
        super().__init__(parent, title, title.split(" ")[0], name=f"{what}Edition")
        self.setProperty("helpPage", "editions")
        self._reviewing = reviewing
        self.file = Field(f"{what}File", "File", "The edition’s JSON file")
        self.announced = Field(
            f"{what}Announced", "Customers told on", "Dispatch of the last letter"
        )
        self.effective = Field(f"{what}Effective", "In force from", "2027-01-01, +30")
        self._build_rows(what)

    def _build_rows(self, what: str) -> None:
        link = LinkButton("Choose a file", f"{what}Choose", size=12)
        link.clicked.connect(self._on_choose_clicked)
        below = holding(row_of(link, stretch=True))
        today = self._reviewing.day
        self.add_row("File", self.file, below)
        if self._publishing:
            self.announced.setText(today.isoformat())
            self.add_row("Told on", self.announced)
        self.effective.setText(add_days(today, NOTICE_DAYS).isoformat())
        words = Label(f"{NOTICE_DAYS} days or more after customers were told", "muted")
        self.add_row("In force", self.effective, words)
        self.setMinimumWidth(560)
        self.check = self._start
        self.file.setFocus()

    def _on_choose_clicked(self) -> None:
        ask_file(
            self,
            "Edition",
            lambda path: self.file.setText(path.as_posix()),
            filters="Editions (*.json)",
        )

    def _start(self) -> object:
        today, desk = self._reviewing.day, self._reviewing.desk
        effective = parse_day(self.effective.text(), today)
        announced = parse_day(self.announced.text(), today) if self._publishing else today
        if effective is None or announced is None:
            field = self.effective if effective is None else self.announced
            return Missing(day_fault(field.text(), today, "Give the day as 2027-01-01."), field)
        if not self.file.text().strip():
            return Missing("Choose the file of the edition.", self.file)
        path = Path(self.file.text().strip())

        def act() -> str:
            content = read_bounded(path)
            if self._publishing:
                return edition.publish(desk, content, path.name, announced, effective).name
            return edition.announce(desk, content, path.name, effective).name

        done: Callable[[str], object] = self._on_done
        self._reviewing.job(
            "Keeping the edition", lambda job: act(), done, self._on_failed, stores=True
        )
        return Pending()

    def _on_done(self, name: str) -> None:
        words = "is published" if self._publishing else "is announced: write its letters next"
        self._reviewing.say.show_message(DEED, f"{name} {words}.", "info")
        self.finish()

    def _on_failed(self, error: Exception) -> None:
        fields = {
            "file": self.file,
            "announced": self.announced,
            "effective": self.effective,
            "code": self.file,
        }
        self.refuse(error, fields)
