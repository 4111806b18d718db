"""Absence: all of one reviewer's work to another for some days; it ends by itself."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.absence import Absence
from mmd_reviewer.services import absence
from mmd_reviewer.ui.forms.choosing import choose
from mmd_reviewer.ui.forms.day_text import day_fault, parse_day
from mmd_reviewer.ui.forms.dialogs import FormDialog, Missing, said_below
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import DEED
from mmd_reviewer.ui.widgets.fields import Field
from mmd_reviewer.ui.widgets.labels import Label

SENTENCE = (
    "On these days the cases of who is away count as those of who stands in. Nothing is "
    "reassigned: on the day after, everything is as before."
)
NONE_AWAY = "Nobody is away, nor going to be."


def ask_absence(reviewing: Reviewing, parent: QWidget) -> FormDialog:
    """Who is away, who stands in, from when until when."""
    dialog = FormDialog(
        parent, "Absence", "Record the absence", name="absenceDialog", sentence=SENTENCE
    )
    dialog.setProperty("helpPage", "absence")
    today = reviewing.day
    who = Field("absenceWho", "Who is away")
    by = Field("absenceBy", "Who stands in", "A reviewer’s name, as cases are assigned to it")
    first = Field("absenceFirst", "First day", "2026-12-01, +7 or +2w")
    last = Field("absenceLast", "Last day", "2026-12-01, +7 or +2w")
    note = Field("absenceNote", "Note", "What the other should know")
    who.setText(reviewing.desk.reviewer)
    dialog.add_row("Away", who)
    dialog.add_row("Stands in", by)
    for label, field in (("From", first), ("Until", last)):
        dialog.add_row(label, field, said_below(field, today))
    first.setText(today.isoformat())
    dialog.add_row("Note", note)
    known = [one.words for one in reviewing.whereabouts.away if one.last >= today]
    if known:
        dialog.add_row("Known", Label("\n".join(known), "muted", wrap=True))

    def check() -> object:
        days = [parse_day(field.text(), today) for field in (first, last)]
        for day, field in zip(days, (first, last), strict=True):
            if day is None:
                return Missing(day_fault(field.text(), today), field)
        return who.text(), by.text(), *days, note.text()

    def record(given: tuple[object, ...]) -> None:
        desk = reviewing.desk
        reviewing.job(
            "Recording the absence",
            lambda job: absence.begin(desk, *given),  # type: ignore[arg-type]
            lambda name: reviewing.say.show_message(
                DEED, f"The absence of {name} is recorded; it ends by itself.", "info"
            ),
            stores=True,
        )

    return dialog.ask(check, record, by)


def ask_end(reviewing: Reviewing, parent: QWidget) -> None:
    """Who is back early, or stays after all."""
    rows = [one for one in reviewing.whereabouts.away if one.last >= reviewing.day]
    if not rows:
        reviewing.say.show_message(DEED, NONE_AWAY, "info")
        return
    desk, say = reviewing.desk, reviewing.say

    def said(one: Absence) -> None:
        begun = one.first <= reviewing.day
        words = (
            "is back: the cases count as before" if begun else "stays: the absence is taken back"
        )
        say.show_message(DEED, f"{one.who} {words}.", "info")

    whose = {one.fact: one.who for one in rows}

    def end(fact: str) -> None:
        act = partial(absence.end, desk, whose[fact], fact)
        reviewing.job("Ending the absence", lambda job: act(), said, stores=True)

    dialog = choose(
        parent,
        "End an absence",
        [(one.fact, one.words) for one in rows],
        end,
        accept="End it today",
        sentence="From today on nobody stands in.",
        name="endAbsence",
    )
    dialog.setProperty("helpPage", "absence")
