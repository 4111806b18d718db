"""Revoking, and what acts on a revocation: ground, retiming, withdrawal, appeal, outcome (rules D1, D7, D8)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.appeal import GROUNDS, OUTCOMES, VARIED, WITHDRAWN
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.period import LAST_DAY, on_screen
from mmd_reviewer.domain.retiming import KINDS, LATE_NOTICE, offered_deadline
from mmd_reviewer.domain.revocation import NOTICES, Revocation, schedule
from mmd_reviewer.services import appeal, revocation
from mmd_reviewer.ui.reviewing import Reviewing, Shown
from mmd_reviewer.ui.revocation.deed_form import WEEKEND, DeedForm
from mmd_reviewer.ui.widgets.choice import Choice
from mmd_reviewer.ui.widgets.fields import Field, TextArea
from mmd_reviewer.ui.widgets.tick import Tick


def with_case(reviewing: Reviewing, number: str, ask: Callable[[Shown], object]) -> None:
    """Read the case on the worker, then open a dialog on it."""
    if number:
        reviewing.read_case("course dialog", number, ask)


def ask_revoke(reviewing: Reviewing, parent: QWidget, number: str) -> None:
    """Prepare a revocation, or prepare it again before the first notice is dispatched (D1)."""
    with_case(reviewing, number, partial(_revoke, reviewing, parent))


def what_if(reviewing: Reviewing, shown: Shown) -> str:
    """The dates of a course whose first notice is dispatched today, days off marked (D3)."""
    one, today = shown.case.revocation, reviewing.day
    dates = one.if_first(today) if one is not None else schedule(today, None, shown.edition.course)
    parts = []
    for name, day in [*((notice, dates.due(notice)) for notice in NOTICES), ("deadline", dates.deadline)]:
        closed = reviewing.day_off(day)
        holiday = closed and closed not in WEEKEND  # a weekend is seen by its weekday
        parts.append(f"{name} {on_screen(day)}{f' ({closed})' if holiday else ''}")
    return f"If dispatched today: {', '.join(parts)}. No clock runs before that dispatch is recorded."


def _revoke(reviewing: Reviewing, parent: QWidget, shown: Shown) -> DeedForm:
    case, number = shown.case, shown.case.number
    known = case.revocation.prepared if case.revocation is not None else None
    form = DeedForm(
        reviewing, parent, f"Revoke {number}", "Prepare", name="revoke",
        sentence="Four notices say these words, each the same. Nothing is removed without the customer’s consent.",
    )  # fmt: skip
    ticks = form.add_ticks("conditions", "Broken", [(row.code, row.name) for row in shown.edition.conditions])
    for tick in ticks:
        tick.setChecked(known is not None and tick.property("code") in known.conditions)
    why = form.add_text("why", "Why", "What was found, and when", known.why if known else "")
    evident = form.add_text(
        "not_evident", "Not evident", "Why it was not evident at approval", known.not_evident if known else "", 2
    )
    actions = form.add_text("actions", "Actions", "What the customer is advised to do", known.actions if known else "")
    form.add_words(what_if(reviewing, shown))
    form.submitted.connect(lambda _value: reviewing.letter_wanted.emit(number, "notice_first"))
    desk = reviewing.desk

    def prepare() -> tuple[Callable[[], Case], str]:
        codes = _codes(ticks)
        texts = {"why": why.toPlainText(), "actions": actions.toPlainText(), "not_evident": evident.toPlainText()}
        return (
            lambda: revocation.revoke(desk, desk.case(number), codes, **texts),
            f"{number}: revocation prepared. The first notice starts the clock.",
        )

    form.on_accept(prepare)
    form.open()
    return form


def _codes(ticks: list[Tick]) -> list[str]:
    return [str(tick.property("code")) for tick in ticks if tick.isChecked()]


def ask_ground(reviewing: Reviewing, parent: QWidget, number: str) -> None:
    """A ground found later (D1)."""
    with_case(reviewing, number, partial(_ground, reviewing, parent))


def _ground(reviewing: Reviewing, parent: QWidget, shown: Shown) -> DeedForm:
    number, desk = shown.case.number, reviewing.desk
    form = DeedForm(
        reviewing, parent, f"Add a ground to the revocation of {number}", "Add", name="ground",
        sentence="The next notice carries it, marked with today’s date. It moves no date.",
    )  # fmt: skip
    ticks = form.add_ticks("conditions", "Broken", [(row.code, row.name) for row in shown.edition.conditions])
    why = form.add_text("why", "Why", "What was found, and when")
    evident = form.add_text("not_evident", "Not evident", "Why it was not evident at approval", lines=2)

    def prepare() -> tuple[Callable[[], Case], str]:
        codes, found, later = _codes(ticks), why.toPlainText(), evident.toPlainText()
        return (
            lambda: revocation.add_ground(desk, desk.case(number), codes, why=found, not_evident=later),
            f"{number}: ground added for the next notice.",
        )

    form.on_accept(prepare)
    form.open()
    return form


def ask_retime(reviewing: Reviewing, parent: QWidget, number: str) -> None:
    """Change the deadline; a late notice offers the day that leaves the full warning (D4, D7)."""
    with_case(reviewing, number, partial(_retime, reviewing, parent))


def _retime(reviewing: Reviewing, parent: QWidget, shown: Shown) -> DeedForm:
    number, desk, one = shown.case.number, reviewing.desk, shown.case.revocation
    now = f"The deadline is {on_screen(one.dates.deadline)}. " if one is not None and one.dates is not None else ""
    offered = offered_deadline(one, one.next_notice(shown.day), shown.day) if one is not None else None
    form = DeedForm(
        reviewing, parent, f"Change the deadline of {number}", "Change", name="retime",
        sentence=f"{now}Only a severe incident or threat may shorten it, with a second person. The customer is told.",
    )  # fmt: skip
    kind = form.add_choice("kind", "Kind", list(KINDS.items()), LATE_NOTICE if offered else "")
    deadline = form.add_day("deadline", "New deadline", offered)
    reason = form.add_text("reason", "Reason", "The letter says it")
    incident = form.add_line("incident", "Incident", "Reference; needed to shorten")
    second = form.add_line("approved_by", "Approved by", "A second person; needed to shorten")

    def prepare() -> tuple[Callable[[], Case], str]:
        day = form.day("deadline") or LAST_DAY
        values = kind.code, reason.toPlainText(), incident.text(), second.text()
        return (
            lambda: revocation.retime(
                desk, desk.case(number), values[0], day, values[1], incident=values[2], approved_by=values[3]
            ),
            f"{number}: {_retimed_words(one, day)}",
        )

    form.on_accept(prepare, ["deadline"])
    (reason if offered else deadline).setFocus()
    form.open()
    return form


def _retimed_words(one: Revocation | None, new: date) -> str:
    """What holds after a change of the deadline, and what the customer is owed (C9, D7)."""
    if one is None or one.dates is None:
        return f"the first notice will name the deadline {on_screen(new)}."
    old = one.dates.deadline
    if new < old:
        return f"until its letter is dispatched the deadline of {on_screen(old)} holds, not {on_screen(new)}."
    return f"the deadline is now {on_screen(new)}. Its letter waits to be issued."


def ask_withdraw(reviewing: Reviewing, parent: QWidget, number: str) -> None:
    """Take the revocation back without an appeal (D8)."""
    form = DeedForm(
        reviewing, parent, f"Withdraw the revocation of {number}", "Withdraw", name="withdraw",
        sentence="Open notices are cancelled and the exemption is in force again. After the deadline the gap stays.",
    )  # fmt: skip
    desk = reviewing.desk
    reason = form.add_text("reason", "Reason", "The letter says it")
    terms = form.add_text("terms", "Terms", "Terms under which it stays in force (optional)", lines=2)

    def prepare() -> tuple[Callable[[], Case], str]:
        why, under = reason.toPlainText(), terms.toPlainText()
        return lambda: revocation.withdraw(desk, desk.case(number), why, under), f"{number}: revocation withdrawn."

    form.on_accept(prepare)
    reason.setFocus()
    form.open()


def ask_appeal(reviewing: Reviewing, parent: QWidget, number: str) -> None:
    """An appeal came, or more information for the open one (D8)."""
    with_case(reviewing, number, partial(_appeal, reviewing, parent))


def _appeal(reviewing: Reviewing, parent: QWidget, shown: Shown) -> DeedForm:
    number, desk = shown.case.number, reviewing.desk
    one = shown.case.revocations[-1] if shown.case.revocations else None
    joined = one is not None and one.appeal is not None
    joining = f"It joins the open appeal, whose outcome is recorded with {reviewing.registry.key('course.outcome')}."
    opening = "Possible at any time from the first notice on. It does not stop the clock."
    form = DeedForm(
        reviewing, parent, f"{'More information on the appeal' if joined else 'Appeal'} of {number}", "Record",
        name="appeal", sentence=joining if joined else opening,
    )  # fmt: skip
    form.add_day("received", "Received on", shown.day)
    grounds = form.add_choice("grounds", "It brings", [(code, words.capitalize()) for code, words in GROUNDS.items()])
    text = form.add_text("text", "Information", "What the customer says that is new", lines=5)

    def prepare() -> tuple[Callable[[], Case], str]:
        day = form.day("received") or shown.day
        code, words = grounds.code, text.toPlainText()
        return (
            lambda: appeal.raise_appeal(desk, desk.case(number), day, code, words),
            f"{number}: appeal recorded. Its letter waits to be issued.",
        )

    form.on_accept(prepare, ["received"])
    grounds.setFocus()
    form.open()
    return form


def ask_appeal_outcome(reviewing: Reviewing, parent: QWidget, number: str) -> None:
    """How the open appeal ended (D8)."""
    with_case(reviewing, number, partial(_outcome, reviewing, parent))


def _outcome(reviewing: Reviewing, parent: QWidget, shown: Shown) -> DeedForm:
    form = _Outcome(
        reviewing, parent, f"Outcome of the appeal of {shown.case.number}", "Record", name="outcome",
        sentence="The customer is told the outcome and its reason by letter.",
    )  # fmt: skip
    form.fill(shown)
    form.open()
    return form


class _Outcome(DeedForm):
    """Shows the rows that the chosen outcome has."""

    def fill(self, shown: Shown) -> None:
        """Rows for the case."""
        self._shown = shown
        self.outcome: Choice = self.add_choice("outcome", "Outcome", list(OUTCOMES.items()))
        self.reason: TextArea = self.add_text("reason", "Reason", "The letter says it")
        self.deadline: Field = self.add_day("deadline", "Later deadline")
        self.new_actions: TextArea = self.add_text("actions", "New actions", "Only if they change", lines=2)
        self.devices = self.add_devices("devices", shown.case.under_revocation(LAST_DAY), all_ticked=False)
        self.terms: TextArea = self.add_text("terms", "Terms", "Terms under which it stays (optional)", lines=2)
        self._rows = {
            VARIED: (self.deadline, self.new_actions, self.devices),
            WITHDRAWN: (self.terms,),
        }
        self.outcome.chosen.connect(self._on_outcome_chosen)
        self._on_outcome_chosen("")
        self.on_accept(self._prepare)
        self.outcome.setFocus()

    def _on_outcome_chosen(self, code: str) -> None:
        for outcome, fields in self._rows.items():
            for field in fields:
                self.show_row(field, outcome == code)
        if self.isVisible():
            self.fit()

    def _prepare(self) -> tuple[Callable[[], Case], str]:
        number, desk, code = self._shown.case.number, self.reviewing.desk, self.outcome.code
        varied = code == VARIED
        deadline = self.day("deadline") if varied else None
        reason, actions = self.reason.toPlainText(), self.new_actions.toPlainText() if varied else ""
        released = self.devices.serials() if varied else []
        terms = self.terms.toPlainText() if code == WITHDRAWN else ""
        return (
            lambda: appeal.decide_appeal(
                desk, desk.case(number), code, reason, deadline=deadline, actions=actions, released=released,
                terms=terms,
            ),
            f"{number}: {OUTCOMES.get(code, code).lower()}. Its letter waits to be issued.",
        )  # fmt: skip
