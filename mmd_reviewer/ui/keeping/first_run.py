"""The first start: three questions, each with its answer filled in, or the samples."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from mmd_reviewer.settings import Choices, Settings, file_of
from mmd_reviewer.ui.forms.dialogs import FormDialog, Missing
from mmd_reviewer.ui.reviewing.work import Work
from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.fields import Field
from mmd_reviewer.ui.widgets.labels import Label, row_of

SENTENCE = (
    "Three things before the first request; the settings (Ctrl+,) change the second and the third "
    "at any time. Nothing leaves this computer."
)
CANCELLED = "The samples were not made."


class Program(Protocol):
    """The program before, or on, a store."""

    choices: Choices
    settings: Settings
    work: Work

    @property
    def window(self) -> QWidget:
        """Where it is asked."""

    def keep(self, settings: Settings) -> None:
        """Remember these."""

    def open_again(self, choices: Choices | None = None) -> None:
        """Close this window and open another."""

    def say(self, words: str) -> None:
        """Tell why something was not done."""


def ask_first(program: Program, begin: Callable[[], object]) -> FormDialog:
    """Where the store is, in which zone, under which address of the letters; then `begin`."""
    from mmd_reviewer.bootstrap import SENDER, machine_zone

    own = file_of(program.choices.store)
    dialog = FormDialog(
        program.window, "Welcome to MMD Reviewer", "Begin", sentence=SENTENCE, name="firstRun"
    )
    dialog.setProperty("helpPage", "settings")
    dialog.keeps_words = False  # nothing of a case
    dialog.cancel_button.set_label("Leave")
    dialog.setMinimumWidth(600)
    folder, zone, contact = (
        _row(dialog, name, label, value, words)
        for name, label, value, words in (
            (
                "firstFolder",
                "Store folder",
                str(own.parent),
                "All work lies in one file here. A store that is there already is opened.",
            ),
            ("firstZone", "Time zone", machine_zone(), "Says which day today is."),
            ("firstContact", "Service address", SENDER["contact"], "Where customers answer."),
        )
    )
    sample = PushButton("Look at samples first", "firstSample", icon="book-open")
    dialog.form.addLayout(row_of(sample, -1), dialog.form.rowCount(), 1)
    done: list[str] = []  # whether it was left by one of its two ways on

    def check() -> object:
        if not folder.text().strip() or not Path(folder.text().strip()).is_absolute():
            return Missing("Name a whole folder, from its root on.", folder)
        if zone.text().strip() not in zoneinfo.available_timezones():
            return Missing("That is no time zone: write it as Europe/Brussels or UTC.", zone)
        if not contact.text().strip():
            return Missing("Letters need an address where the customer answers.", contact)
        return Path(folder.text().strip()) / own.name

    def given(store: Path) -> None:
        done.append("begun")
        sender = {"contact": contact.text().strip()}
        if store != own:
            program.keep(replace(program.settings, store=str(store)))
        program.choices = replace(
            program.choices, store=store, zone=zone.text().strip(), sender=sender, asks=False
        )
        begin()

    def samples() -> None:
        done.append("samples")
        dialog.reject()
        open_samples(program)

    sample.clicked.connect(samples)
    dialog.rejected.connect(lambda: None if done else program.window.close())
    return dialog.ask(check, given, dialog.accept_button)


def _row(dialog: FormDialog, name: str, label: str, value: str, words: str) -> Field:
    field = Field(name, label)
    field.setText(value)
    field.setCursorPosition(0)
    dialog.add_row(label, field, Label(words, "muted"))
    return field


def open_samples(program: Program) -> None:
    """The samples in a store of their own; from there back to one's own store."""
    if program.choices.own is not None:
        program.open_again(program.choices.own)
        return
    own = program.choices

    def made(job: object) -> Choices:
        from mmd_reviewer.domain import deed
        from mmd_reviewer.sample_store import make_sample
        from mmd_reviewer.ui.reviewing.work import Job

        assert isinstance(job, Job)
        return make_sample(deed.Job(job.progress, job.cancelled.is_set))

    program.work.deed(
        made,
        lambda choices: program.open_again(replace(choices, own=own)),
        lambda error: _not_made(program, error),
        text="Making the samples",
        cancellable=True,
    )


def _not_made(program: Program, error: Exception) -> None:
    program.say(f"{CANCELLED} {error}")
    if program.choices.asks:
        program.open_again()
