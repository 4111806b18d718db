"""A case held, or disposed of with a second person;
for how many years cases are kept (rule C11).
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.disposal import OVER
from mmd_reviewer.domain.fact import CaseDisposed
from mmd_reviewer.domain.period import count, on_screen
from mmd_reviewer.services import disposal
from mmd_reviewer.services.read.shown import Shown
from mmd_reviewer.services.read.states import state_look
from mmd_reviewer.ui.forms.deed_form import DeedForm, Prepared, on_case
from mmd_reviewer.ui.forms.dialogs import FormDialog, Missing, Pending
from mmd_reviewer.ui.reviewing.changes import Changes
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import DEED
from mmd_reviewer.ui.widgets.fields import Field

GONE = (
    "Its words, letters and files are removed from the store for good; its number and hashes stay. "
    "Backups that still "
    "hold it are named afterwards."
)


@on_case
def ask_hold(reviewing: Reviewing, parent: QWidget, shown: Shown) -> None:
    """Hold a case, or lift its hold."""
    number, held = shown.case.number, shown.case.hold
    title, accept = (f"Lift the hold of {number}", "Lift") if held else (f"Hold {number}", "Hold")
    sentence = (
        f"It is held: {held}"
        if held
        else "A case that is held is not disposed of, whatever its retention says."
    )
    form = DeedForm(reviewing, parent, number, title, accept, sentence=sentence, name="hold")
    reason = form.add_text(
        "reason", "Reason", "Why the hold ends" if held else "Why the case is kept"
    )

    def prepare() -> Prepared:
        service = disposal.lift if held else disposal.hold
        said = f"The hold of {number} is lifted." if held else f"{number} is held."
        return form.deed(said, service, reason.toPlainText())

    form.ask_for(prepare)


@on_case
def ask_dispose(reviewing: Reviewing, parent: QWidget, shown: Shown) -> None:
    """Dispose of a case whose retention has run out."""
    number = shown.case.number
    form = DeedForm(
        reviewing, parent, number, f"Dispose of {number}", "Dispose", sentence=GONE, name="dispose"
    )
    form.add_words(f"{shown.case.request.customer}: {shown.case.request.heading()}")
    reason = form.add_text("reason", "Reason", "Why it is removed")
    second = form.add_line("second_person", "Second person", "Who agrees, of another name")
    desk = form.desk

    def done(made: tuple[CaseDisposed, tuple[Path, ...]]) -> None:
        form.finish()
        left = ", ".join(path.name for path in made[1])
        words = f"{number} is disposed of.{f' Backups still hold it: {left}.' if left else ''}"
        reviewing.say.show_view("queue")
        reviewing.recorded(Changes(many=True, gone=number))
        reviewing.say.show_message(DEED, words, "info")

    def start() -> Pending:
        why, who = reason.toPlainText(), second.text()  # the worker may outlive the fields
        reviewing.job(
            f"Disposing of {number}",
            lambda job: disposal.dispose(desk, desk.case(number), why, who),
            done,
            lambda error: form.refuse(error, form.fields),
            always=True,  # closed or not: what is gone is shown nowhere any more
        )
        return Pending()

    form.check = start
    form.open()


def ask_retention(reviewing: Reviewing, parent: QWidget) -> None:
    """Read what is set and due, then ask."""
    desk = reviewing.desk

    def read() -> tuple[dict[str, int], list[str]]:
        due = [f"{case.number} since {on_screen(day)}" for case, day in disposal.due(desk)]
        return dict(disposal.retention(desk)), due

    reviewing.read("retention", read, lambda found: _ask(reviewing, parent, *found), opens=True)


def _ask(reviewing: Reviewing, parent: QWidget, years: dict[str, int], due: list[str]) -> None:
    told = (
        f"Its time has run out for {count(len(due), 'case')}: {', '.join(due[:8])}." if due else ""
    )
    dialog = FormDialog(
        parent,
        "Retention",
        "Set",
        name="retentionDialog",
        sentence=(
            "For how many years a case is kept after it is over; empty for ever. " + told
        ).strip(),
    )
    dialog.setProperty("helpPage", "backup")
    fields = {name: Field(f"retention_{name}", state_look(name).word, "For ever") for name in OVER}
    for name, field in fields.items():
        field.setText(str(years.get(name, "")))
        dialog.add_row(state_look(name).word, field)

    def check() -> object:
        wrong = next(
            (field for field in fields.values() if not (field.text().strip() or "0").isdecimal()),
            None,
        )
        if wrong is not None:
            return Missing("Write a number of years, or nothing.", wrong)
        wish = {name: int(field.text().strip() or 0) for name, field in fields.items()}
        reviewing.job(
            "Setting the retention",
            lambda job: disposal.set_retention(reviewing.desk, wish),
            lambda _: dialog.finish(),
            lambda error: dialog.refuse(error, fields),
            stores=True,
        )
        return Pending()

    dialog.check = check
    dialog.open()
