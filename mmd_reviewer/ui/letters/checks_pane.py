"""The right column of the letter: its checks, what issuing does, and the deeds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mmd_reviewer.domain.case import Letter
from mmd_reviewer.domain.letters.checks import CONFIRM, FAILED, PASSED, Check
from mmd_reviewer.domain.letters.kinds import DECISIONS
from mmd_reviewer.domain.notice import warning
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.domain.revocation import FIRST, notice_of
from mmd_reviewer.services.read.letter import LetterShown
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.look.theme import set_ground
from mmd_reviewer.ui.widgets.buttons import LinkButton, PushButton
from mmd_reviewer.ui.widgets.columns import sentences
from mmd_reviewer.ui.widgets.labels import (
    Hairline,
    IconLabel,
    KeyValue,
    Label,
    Rest,
    column_of,
    flush_row,
    row_of,
)
from mmd_reviewer.ui.widgets.panes import Pane
from mmd_reviewer.ui.widgets.tick import Tick

WIDTH = 308
LOOKS = {
    PASSED: ("check", "good"),
    CONFIRM: ("diamond", "attention"),
    FAILED: ("circle-x", "broken"),
}

SIGNED, NOT_SIGNED = ("shield-check", "good"), ("circle-x", "broken")


class ChecksPane(QWidget):
    """`ready` is True when no check is red and every amber one is ticked."""

    replace_wanted = Signal()
    dispatch_wanted = Signal()
    source_wanted = Signal(str)
    sign_wanted = Signal()
    signed_wanted = Signal()
    changed_wanted = Signal()

    def __init__(self, registry: ActionRegistry) -> None:
        super().__init__()
        self._registry = registry
        self._ticks: list[Tick] = []
        self._checks: tuple[Check, ...] = ()
        self._issued = False
        self._problem = -1
        self.issue = PushButton(
            "Issue letter", "issueButton", kind="primary", key=registry.key("letter.issue")
        )
        self.next = PushButton("Next case", "nextCaseButton", kind="primary", key="Enter")
        self.save = PushButton("Save a copy", "saveCopyButton", key=registry.key("file.save_copy"))
        self.print = PushButton("Print", "printButton", key=registry.key("file.print"))
        self._build()

    def _build(self) -> None:
        set_ground(self, "window")
        self.setFixedWidth(WIDTH)
        self._scroll = Pane("", "", "window")
        self._hint = Label("", "muted", wrap=True)
        rows = (
            row_of(self.issue, self.next, stretch=True),
            row_of(self.save, self.print, stretch=True),
        )
        foot = column_of(self._hint, *rows, spacing=8, margins=(20, 0, 12, 0))
        column_of(Rest(self._scroll), foot, spacing=8, margins=(0, 0, 0, 16), inside=self)

    @property
    def ready(self) -> bool:
        """May the letter be issued now?"""
        return all(check.result != FAILED for check in self._checks) and all(
            tick.isChecked() for tick in self._ticks
        )

    def show_letter(self, shown: LetterShown) -> None:
        """Show checks and consequences, or what happened to an issued letter."""
        self._checks, self._ticks, self._problem = shown.checks, [], -1
        self._issued = shown.issued is not None
        box = column_of(spacing=8, margins=(20, 16, 16, 8))
        if shown.issued is not None:
            self._fill_issued(box, shown)
        else:
            self._fill_checks(box, shown)
        if shown.record is not None and shown.record.replaces:
            _add_link(box, f"What changed against {shown.record.replaces}", "whatChanged").connect(
                self.changed_wanted
            )
        box.addStretch(1)
        self._scroll.fill(box)
        over = self._issued or not shown.kind  # nothing is to be issued
        self.issue.setVisible(not over)
        self.next.setVisible(over)
        self.save.set_reason("" if shown.record is not None else "There is no letter")
        self.print.set_reason(
            "" if self._issued else "Issue the letter first; a draft can be saved"
        )
        self._update()

    def _fill_checks(self, box: QVBoxLayout, shown: LetterShown) -> None:
        _fill_late(box, shown, self._registry)
        box.addWidget(Label("Checks", "section"))
        box.addWidget(Label(_counts(shown.checks), "muted"))
        for check in shown.checks:
            box.addLayout(self._check_row(check))
        if shown.refused and not shown.checks:
            box.addLayout(
                row_of(IconLabel("circle-x", "broken"), Rest(Label(shown.refused, wrap=True)))
            )
        if shown.record is None:
            return
        facts = KeyValue(70)
        facts.set_rows(_consequences(shown))
        words = (
            "The letter is stored with its SHA-256 and cannot be edited. Nothing is sent: post it "
            "in the portal."
        )
        box.addSpacing(4)
        box.addWidget(Hairline())
        box.addSpacing(4)
        for part in (
            Label("When you issue it", "section"),
            facts,
            Label(words, "muted", wrap=True),
        ):
            box.addWidget(part)

    def _check_row(self, check: Check) -> QHBoxLayout:
        icon = IconLabel(*LOOKS[check.result])
        words = column_of(Label(check.words, wrap=True), spacing=2)
        if check.detail:
            words.addWidget(Label(check.detail, "muted", wrap=True))
        if check.result == CONFIRM:
            tick = Tick("Seen, leave as it is", f"confirmCheck{len(self._ticks)}")
            tick.setAccessibleName(sentences([check.words, check.detail, tick.text()]))
            tick.toggled.connect(self._update)
            self._ticks.append(tick)
            words.addWidget(tick)
        row = row_of(icon, Rest(words))
        row.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
        return row

    def _fill_issued(self, box: QVBoxLayout, shown: LetterShown) -> None:
        issued = shown.issued
        assert issued is not None
        icon, words = ("circle-x", "Void") if issued.void else ("circle-check", "Issued")
        mark = IconLabel(icon, "muted" if issued.void else "good")
        box.addLayout(row_of(mark, Label(words, "section"), stretch=True))
        facts = KeyValue(70)
        facts.set_rows(_facts_of(issued))
        box.addWidget(facts)
        seen = shown.signature
        if seen is not None:
            mark = IconLabel(*(SIGNED if seen.good else NOT_SIGNED))
            box.addLayout(row_of(mark, Rest(Label(seen.sentence, wrap=True))))
        if issued.void:
            box.addWidget(
                Label(
                    "A newer letter or decision overtook it. It is never dispatched.",
                    "muted",
                    wrap=True,
                )
            )
            return
        locked = bool(self._registry.reason("letter.issue"))  # the store can only be read
        for name, label, wanted in (
            ("recordDispatch", _dispatch_label(issued), self.dispatch_wanted),
            ("replaceLetter", "Issue a corrected letter", self.replace_wanted),
            ("signLetter", "Sign again" if issued.signed else "Sign", self.sign_wanted),
            ("saveSigned", "Save the signed copy", self.signed_wanted),
        ):
            notice = name == "replaceLetter" and notice_of(shown.kind)  # made by its own rules
            if not notice and (issued.signed if name == "saveSigned" else not locked):
                _add_link(box, label, name).connect(wanted)

    def _update(self) -> None:
        failed = any(check.result == FAILED for check in self._checks) or not self._checks
        words = ""
        if not self._checks and not self._issued:
            words = "There is no letter to issue"
        elif not self._issued:
            words = (
                "Mend the red check first"
                if failed
                else ""
                if self.ready
                else "Confirm the amber check first"
            )
        off = self._registry.reason("letter.issue")
        words = words if self._issued or not off else off
        self._hint.setText(f"{words}  F8" if words and self._checks and not off else words)
        self._hint.set_tone("broken" if failed else "attention")
        self._hint.setVisible(bool(words))
        self.issue.set_reason(words)

    def next_problem(self) -> None:
        """Go to the next red or amber check: its tick, or the field at fault;
        without one to what comes next.
        """
        open_checks = [check for check in self._checks if check.result != PASSED]
        if not open_checks:
            (
                self.issue if self.issue.isVisible() and self.issue.isEnabled() else self.next
            ).setFocus()
            return
        self._problem = (self._problem + 1) % len(open_checks)
        check = open_checks[self._problem]
        if check.result == CONFIRM:
            confirmable = [c for c in open_checks if c.result == CONFIRM]
            self._ticks[confirmable.index(check)].setFocus()
        if check.source:
            self.source_wanted.emit(check.source)
        elif check.result == FAILED:
            # there is no field to mend it in: what it says can be read and scrolled
            self._scroll.setFocus()


def _counts(checks: Sequence[Check]) -> str:
    failed, confirm, passed = (
        sum(check.result == result for check in checks) for result in (FAILED, CONFIRM, PASSED)
    )
    parts = [f"{failed} to mend"] * bool(failed) + [f"{confirm} to confirm"] * bool(confirm)
    return ", ".join([*parts, f"{passed} passed"])


def _fill_late(box: QVBoxLayout, shown: LetterShown, registry: ActionRegistry) -> None:
    """What a late notice leaves too little of, before anything else,
    and the way to lengthen it (D4).
    """
    notice, one, record = notice_of(shown.kind), shown.case.revocation, shown.record
    late = (
        warning(one, notice, record.day)
        if notice and one is not None and record is not None
        else ""
    )
    if not late:
        return
    box.addLayout(row_of(IconLabel("diamond", "attention"), Rest(Label(late, wrap=True))))
    if not registry.reason("course.retime"):
        link = LinkButton("Change the deadline", "letterRetime")
        link.clicked.connect(lambda: registry.run("course.retime"))
        box.addLayout(flush_row(link))
    box.addSpacing(8)


def _add_link(box: QVBoxLayout, label: str, name: str) -> SignalInstance:
    """A link in a row of its own; what it does is to be connected."""
    link = LinkButton(label, name)
    box.addLayout(flush_row(link))
    return link.clicked


def _dispatch_label(issued: Letter) -> str:
    return "Correct the dispatch" if issued.dispatched else "Record dispatch"


def _facts_of(issued: Letter) -> list[tuple[str, str, str]]:
    printed = on_screen(issued.printed) if issued.printed else "Not recorded"
    sent = on_screen(issued.dispatched) if issued.dispatched else "Not recorded"
    return [
        ("Number", issued.record.number, ""),
        ("Dated", on_screen(issued.record.day), ""),
        ("Printed", printed, ""),
        ("Dispatched", sent, issued.reference),
        ("Pages", str(issued.pages), ""),
        ("SHA-256", f"{issued.sha256[:16]}…", "The stored file is shown, byte for byte."),
    ]


def _consequences(shown: LetterShown) -> list[tuple[str, str, str]]:
    record = shown.record
    assert record is not None
    rows = [("Number", record.number, ""), ("Dated", on_screen(record.day), "")]
    decided = shown.case.decision
    if decided is not None and shown.kind in ("approved", "migration"):
        last = on_screen(decided.made.until) if decided.made.until else "Open-ended"
        rows.append(("Last day", last, ""))
    if record.replaces:
        rows.append(("Replaces", record.replaces, ""))
    if shown.kind in DECISIONS:
        rows.append(("Decision", "can no longer be undone", ""))
    notice, one = notice_of(shown.kind), shown.case.revocation
    if not notice or one is None or record.deadline is None:
        return rows
    if notice == FIRST:
        rows.append(("Day 0", on_screen(record.day), "if dispatched that day"))
    rows.append(("Deadline", on_screen(record.deadline), ""))
    missed = one.missed_before(notice)
    if missed:
        rows.append(("Not sent", ", ".join(missed), "named in this notice"))
    return rows
