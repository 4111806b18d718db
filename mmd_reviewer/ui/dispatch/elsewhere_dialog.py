"""Letters owed whose customers were told in another way:
one deed for all that are chosen (rule C9).
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.letters.dispatch import Dispatch
from mmd_reviewer.domain.letters.kinds import name_of
from mmd_reviewer.domain.period import count
from mmd_reviewer.domain.waiting import OwedRow
from mmd_reviewer.services import letter
from mmd_reviewer.ui.dispatch.dispatch_dialogs import OTHER_TICKET
from mmd_reviewer.ui.forms.deed_form import DeedForm, Prepared
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import DEED

MIXED = "Choose letters of one kind, or all that their cases owe."
SENTENCE = (
    "The letter is no longer owed, and what waited for it holds. A second person confirms it."
)


def ask_told_elsewhere(
    reviewing: Reviewing, parent: QWidget, chosen: Sequence[OwedRow], owed: Sequence[OwedRow]
) -> None:
    """Ask how and when they were told; `owed` are all letters owed,
    to see what the cases owe beside.
    """
    numbers = tuple(dict.fromkeys(row.number for row in chosen))
    kinds = {row.kind for row in chosen}
    beside = [row for row in owed if row.number in numbers and row not in chosen]
    if len(kinds) > 1 and beside:
        reviewing.say.show_message(DEED, MIXED, "amber")
        return
    kind = kinds.pop() if len(kinds) == 1 else ""
    what = name_of(kind) if kind else count(len(chosen), "letter")
    whose = numbers[0] if len(numbers) == 1 else count(len(numbers), "case")
    title = f"{what} of {whose}: told elsewhere"
    form = DeedForm(reviewing, parent, "", title, "Record", name="toldElsewhere", sentence=SENTENCE)
    form.add_day("on", "Told on", reviewing.day)
    reference = form.add_line("reference", "Reference", "Ticket, call or message")
    second = form.add_line("second_person", "Confirmed by", "A second person")
    reason = form.add_line("reason", "Reason", OTHER_TICKET)
    desk = form.desk

    def prepare() -> Prepared:
        day, text, who = form.day("on") or reviewing.day, reference.text(), second.text()
        why = reason.text()

        def act() -> tuple[Case, ...]:
            cases = [desk.case(number) for number in numbers]
            return letter.told_elsewhere(desk, cases, kind, Dispatch(day, text, reason=why), who)

        return act, f"{whose}: recorded as told elsewhere."

    form.ask_for(prepare, ["on"], reference)
