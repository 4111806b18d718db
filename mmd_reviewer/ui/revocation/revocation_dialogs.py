"""Revoking, and what acts on a revocation: ground, retiming,
withdrawal, appeal, outcome (rules D1, D7, D8).
"""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.appeal import GROUNDS, OUTCOMES, VARIED, WITHDRAWN
from mmd_reviewer.domain.period import LAST_DAY, on_screen
from mmd_reviewer.domain.retiming import KINDS, LATE_NOTICE, offered_deadline
from mmd_reviewer.domain.revocation import Revocation
from mmd_reviewer.services import appeal, revocation
from mmd_reviewer.services.read.shown import Shown
from mmd_reviewer.ui.forms.deed_form import DeedForm, Prepared, on_case
from mmd_reviewer.ui.forms.given import NOTHING_GIVEN, Given
from mmd_reviewer.ui.forms.what_if_panel import DayField, WhatIfPanel
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.widgets.tick import Tick


@on_case
def ask_revoke(
    reviewing: Reviewing, parent: QWidget, shown: Shown, given: Given = NOTHING_GIVEN
) -> None:
    """Prepare a revocation, or prepare it again before the first notice is dispatched (D1)."""
    case, number = shown.case, shown.case.number
    known = case.revocation.prepared if case.revocation is not None else None
    form = DeedForm(
        reviewing,
        parent,
        number,
        f"Revoke {number}",
        "Prepare",
        name="revoke",
        sentence="Four notices say these words, each the same. Nothing is removed without the "
        "customer’s consent.",
    )
    ticks = form.add_ticks(
        "conditions", "Broken", [(row.code, row.name) for row in shown.edition.conditions]
    )
    for tick in ticks:
        tick.setChecked(known is not None and tick.property("code") in known.conditions)
    why = form.add_text(
        "why", "Why", "What was found, and when", known.why if known else given.text
    )
    evident = form.add_text(
        "not_evident",
        "Not evident",
        "Why it was not evident at approval",
        known.not_evident if known else "",
        2,
    )
    actions = form.add_text(
        "actions", "Actions", "What the customer is advised to do", known.actions if known else ""
    )
    day = DayField("revokeIf", "If dispatched on", reviewing.day)
    day.setText(reviewing.day.isoformat())
    panel = WhatIfPanel(reviewing, case, shown.edition.course, day, inside=True)
    form.add_row("If sent on", panel)
    form.submitted.connect(given.recorded)
    form.submitted.connect(lambda _value: reviewing.letter_wanted.emit(number, "notice_first"))
    form.ask_for(
        lambda: form.deed(
            f"{number}: revocation prepared. The first notice starts the clock.",
            revocation.revoke,
            _codes(ticks),
            why=why.toPlainText(),
            actions=actions.toPlainText(),
            not_evident=evident.toPlainText(),
        )
    )


def _codes(ticks: list[Tick]) -> list[str]:
    return [str(tick.property("code")) for tick in ticks if tick.isChecked()]


@on_case
def ask_ground(
    reviewing: Reviewing, parent: QWidget, shown: Shown, given: Given = NOTHING_GIVEN
) -> None:
    """A ground found later (D1)."""
    number = shown.case.number
    form = DeedForm(
        reviewing,
        parent,
        number,
        f"Add a ground to the revocation of {number}",
        "Add",
        name="ground",
        sentence="The next notice carries it, marked with today’s date. It moves no date.",
    )
    ticks = form.add_ticks(
        "conditions", "Broken", [(row.code, row.name) for row in shown.edition.conditions]
    )
    form.submitted.connect(given.recorded)
    why = form.add_text("why", "Why", "What was found, and when", given.text)
    evident = form.add_text(
        "not_evident", "Not evident", "Why it was not evident at approval", lines=2
    )
    form.ask_for(
        lambda: form.deed(
            f"{number}: ground added for the next notice.",
            revocation.add_ground,
            _codes(ticks),
            why=why.toPlainText(),
            not_evident=evident.toPlainText(),
        )
    )


@on_case
def ask_retime(reviewing: Reviewing, parent: QWidget, shown: Shown) -> None:
    """Change the deadline; a late notice offers the day that leaves the full warning (D4, D7)."""
    number, one = shown.case.number, shown.case.revocation
    now = (
        f"The deadline is {on_screen(one.dates.deadline)}. "
        if one is not None and one.dates is not None
        else ""
    )
    offered = (
        offered_deadline(one, one.next_notice(shown.day), shown.day) if one is not None else None
    )
    form = DeedForm(
        reviewing,
        parent,
        number,
        f"Change the deadline of {number}",
        "Change",
        name="retime",
        sentence=f"{now}Only a severe incident or threat may shorten it, with a second person. The "
        f"customer is told.",
    )
    kind = form.add_choice("kind", "Kind", list(KINDS.items()), LATE_NOTICE if offered else "")
    deadline = form.add_day("deadline", "New deadline", offered)
    reason = form.add_text("reason", "Reason", "The letter says it")
    incident = form.add_line("incident", "Incident", "Reference; needed to shorten")
    second = form.add_line("approved_by", "Approved by", "A second person; needed to shorten")

    def prepare() -> Prepared:
        day = form.day("deadline") or LAST_DAY
        return form.deed(
            f"{number}: {_retimed_words(one, day)}",
            revocation.retime,
            kind.code,
            day,
            reason.toPlainText(),
            incident=incident.text(),
            approved_by=second.text(),
        )

    form.ask_for(prepare, ["deadline"], reason if offered else deadline)


def _retimed_words(one: Revocation | None, new: date) -> str:
    """What holds after a change of the deadline, and what the customer is owed (C9, D7)."""
    if one is None or one.dates is None:
        return f"the first notice will name the deadline {on_screen(new)}."
    old = one.dates.deadline
    if new < old:
        return (
            f"until its letter is dispatched the deadline of {on_screen(old)} holds, not "
            f"{on_screen(new)}."
        )
    return f"the deadline is now {on_screen(new)}. Its letter waits to be issued."


def ask_withdraw(reviewing: Reviewing, parent: QWidget, number: str) -> None:
    """Take the revocation back without an appeal (D8)."""
    form = DeedForm(
        reviewing,
        parent,
        number,
        f"Withdraw the revocation of {number}",
        "Withdraw",
        name="withdraw",
        sentence="Open notices are cancelled and the exemption is in force again. After the "
        "deadline the gap stays.",
    )
    reason = form.add_text("reason", "Reason", "The letter says it")
    terms = form.add_text(
        "terms", "Terms", "Terms under which it stays in force (optional)", lines=2
    )
    form.ask_for(
        lambda: form.deed(
            f"{number}: revocation withdrawn.",
            revocation.withdraw,
            reason.toPlainText(),
            terms.toPlainText(),
        ),
        first=reason,
    )


@on_case
def ask_appeal(reviewing: Reviewing, parent: QWidget, shown: Shown) -> None:
    """An appeal came, or more information for the open one (D8)."""
    number = shown.case.number
    one = shown.case.revocations[-1] if shown.case.revocations else None
    joined = one is not None and one.appeal is not None
    joining = (
        f"It joins the open appeal, whose outcome is recorded with "
        f"{reviewing.registry.key('course.outcome')}."
    )
    opening = "Possible at any time from the first notice on. It does not stop the clock."
    form = DeedForm(
        reviewing,
        parent,
        number,
        f"{'More information on the appeal' if joined else 'Appeal'} of {number}",
        "Record",
        name="appeal",
        sentence=joining if joined else opening,
    )
    form.add_day("received", "Received on", shown.day)
    grounds = form.add_choice(
        "grounds", "It brings", [(code, words.capitalize()) for code, words in GROUNDS.items()]
    )
    text = form.add_text("text", "Information", "What the customer says that is new", lines=5)
    form.add_day("target", "Answer by")
    form.add_words("Optional: a day that the calendar reminds of. It moves no date of the course.")
    form.ask_for(
        lambda: form.deed(
            f"{number}: appeal recorded. Its letter waits to be issued.",
            appeal.raise_appeal,
            form.day("received") or shown.day,
            grounds.code,
            text.toPlainText(),
            form.day("target"),
        ),
        ["received"],
        grounds,
    )


@on_case
def ask_appeal_outcome(reviewing: Reviewing, parent: QWidget, shown: Shown) -> None:
    """How the open appeal ended (D8); shows the rows that the chosen outcome has."""
    number = shown.case.number
    form = DeedForm(
        reviewing,
        parent,
        number,
        f"Outcome of the appeal of {number}",
        "Record",
        name="outcome",
        sentence="The customer is told the outcome and its reason by letter.",
    )
    outcome = form.add_choice("outcome", "Outcome", list(OUTCOMES.items()))
    reason = form.add_text("reason", "Reason", "The letter says it")
    deadline = form.add_day("deadline", "Later deadline")
    actions = form.add_text("actions", "New actions", "Only if they change", lines=2)
    devices = form.add_devices("devices", shown.case.under_revocation(LAST_DAY))
    terms = form.add_text("terms", "Terms", "Terms under which it stays (optional)", lines=2)

    def show_rows(code: str) -> None:
        for row in (deadline, actions, devices):
            form.show_row(row, code == VARIED)
        form.show_row(terms, code == WITHDRAWN)
        if form.isVisible():
            form.fit()

    def prepare() -> Prepared:
        form.desk, code = reviewing.desk, outcome.code
        varied = code == VARIED
        return form.deed(
            f"{number}: {OUTCOMES.get(code, code).lower()}. Its letter waits to be issued.",
            appeal.decide_appeal,
            code,
            reason.toPlainText(),
            deadline=form.day("deadline") if varied else None,
            actions=actions.toPlainText() if varied else "",
            released=devices.serials() if varied else [],
            terms=terms.toPlainText() if code == WITHDRAWN else "",
        )

    outcome.chosen.connect(show_rows)
    show_rows("")
    form.ask_for(prepare, first=outcome)
