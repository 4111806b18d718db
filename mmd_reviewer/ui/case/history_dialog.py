"""Everything that happened to a case, day by day; what was undone is struck."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.fact import Fact
from mmd_reviewer.domain.history import tell_of
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.domain.value_history import Change, changes_of
from mmd_reviewer.services.read.case_facts import breakable
from mmd_reviewer.ui.forms.dialogs import FormDialog
from mmd_reviewer.ui.widgets.labels import Label, column_of, holding
from mmd_reviewer.ui.widgets.panes import Pane


def show_history(parent: QWidget | None, case: Case) -> FormDialog:
    """Show the story of a case, the newest day first."""
    dialog = FormDialog(parent, f"History of {case.number}", "Close", name="historyDialog")
    dialog.cancel_button.hide()
    dialog.accept_button.set_key("Esc")
    dialog.form.addWidget(story(case), 0, 0, 1, 2)
    dialog.setMinimumWidth(560)
    dialog.accept_button.setFocus()
    dialog.open()
    return dialog


def story(case: Case) -> Pane:
    """The story of a case, the newest day first."""
    lines: list[QWidget] = []
    counting = {fact.id for fact in case.counting}
    changes = changes_of(case)
    newest_first = list(reversed(case.facts))
    for day, facts in groupby(newest_first, key=lambda fact: fact.day):
        heading = Label(on_screen(day), "strong")
        heading.setContentsMargins(0, 8, 0, 0)
        lines.append(heading)
        for fact in facts:
            lines.append(_line(case, fact, fact.id in counting, changes.get(fact.id, ())))
    area = Pane("historyList", "History", "surface")
    area.setMinimumHeight(320)
    area.fill(column_of(*lines, -1, spacing=4, margins=(0, 0, 8, 0)))
    return area


def _line(case: Case, fact: Fact, counts: bool, changes: Iterable[Change]) -> QWidget:
    """What happened, from which value to which, by whom."""
    words = Label(breakable(tell_of(case, fact)), wrap=True, tone="" if counts else "muted")
    if not counts:
        # A font's own line is lost under a style sheet
        words.setStyleSheet("text-decoration: line-through;")
    when = f"{fact.by}, {fact.at[11:16]} UTC"
    below = Label(when if counts else f"{when}, undone", "muted")
    values = [Label(breakable(row.sentence), "muted", wrap=True) for row in changes]
    return holding(column_of(words, *values, below, margins=(0, 2, 0, 4)))
