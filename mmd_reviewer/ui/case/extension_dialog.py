"""A request that asks to extend an approval: the two are linked (rule E2)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mmd_reviewer.services import request_queue
from mmd_reviewer.ui.forms.deed_form import DeedForm, Prepared
from mmd_reviewer.ui.reviewing.reviewing import Reviewing


def ask_extension(reviewing: Reviewing, parent: QWidget, number: str) -> None:
    """Which case the one shown asks to extend."""
    form = DeedForm(
        reviewing,
        parent,
        number,
        f"{number} asks to extend",
        "Link",
        name="extension",
        sentence="It is assessed by the key conditions in force now. Its period starts the day "
        "after the other’s end, "
        "or on its decision day if that is later.",
    )
    desk, other = form.desk, form.add_line("other", "Approval", "Case number or ticket, as A-0142")

    def prepare() -> Prepared:
        name = other.text().strip()
        return (
            lambda: request_queue.link(desk, desk.case(number), desk.case(name), extends=True),
            f"{number} asks to extend {name}.",
        )

    form.ask_for(prepare)
