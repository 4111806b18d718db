"""An amendment after the decision: both versions word by word, and what is made of it (C8, mock-up 16)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.amendment import AGAIN, LINK, REST, Amendment, DetailChange, Part, amendment_of
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.period import count, on_screen
from mmd_reviewer.services import amendment
from mmd_reviewer.ui.reviewing import DEED, Reviewing, Shown
from mmd_reviewer.ui.revocation.course_dialogs import with_case
from mmd_reviewer.ui.revocation.deed_form import DeedForm

WAYS = [
    (LINK, "Make a linked request: the decision stands, the new words become a case of their own"),
    (AGAIN, "Decide again on the new words: the new letter replaces the old one"),
    (REST, "Let it rest: the new words change nothing, for the reason given"),
]


def ask_amendment(reviewing: Reviewing, parent: QWidget, number: str) -> None:
    """Show the amendment of a case and ask what is made of it."""
    with_case(reviewing, number, partial(_ask, reviewing, parent))


def _ask(reviewing: Reviewing, parent: QWidget, shown: Shown) -> DeedForm | None:
    case, number, desk = shown.case, shown.case.number, reviewing.desk
    found = amendment_of(case)
    if found is None:
        words = f"{number} has no amendment after its decision."
        reviewing.window.show_message(DEED, words, "amber")
        return None
    form = DeedForm(
        reviewing, parent, f"{number} was amended after its decision", "Record", name="amendment",
        sentence=headline(case, found),
    )  # fmt: skip
    for row in found.details:
        if row.changes:
            form.add_words(detail_words(row))
    how = form.add_choice("how", "What do you make of it?", WAYS, LINK)
    reason = form.add_text("reason", "Reason", "For the history; needed to let it rest", lines=2)

    def prepare() -> tuple[Callable[[], Case], str]:
        code, text = how.code or LINK, reason.toPlainText()
        said = {LINK: "A linked request is made.", AGAIN: "Confirm the answers, then decide.", REST: "It rests."}
        return lambda: amendment.settle(desk, desk.case(number), code, text)[0], f"{number}: {said[code]}"

    form.on_accept(prepare)
    form.open()
    return form


def headline(case: Case, found: Amendment) -> str:
    """What stays whatever is chosen: which decision, of which day, on which version."""
    assert case.decision is not None
    day = on_screen(case.decision.day)
    amount = count(found.differing, "detail")
    return (
        f"{amount} of the request changed on {on_screen(found.newest.day)}. The decision of {day} stands on the "
        f"version of {on_screen(found.decided.day)} and keeps its words. Between [- and -] stands what was, between "
        "[+ and +] what is new."
    )


def detail_words(row: DetailChange) -> str:
    """Both versions of a detail, what differs between marks: shape, never colour alone."""
    before = "".join(_marked(part, "-") for part in row.before)
    after = "".join(_marked(part, "+") for part in row.after)
    return f"{row.title}\n{before}\n{after}"


def _marked(part: Part, sign: str) -> str:
    return f"[{sign}{part.text.rstrip()}{sign}] " if part.changed else part.text
