"""The page of a case: what holds and until when, why, the line of its life, and below
its devices, its letters, what the customer knows (mock-up 11).
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QWidget

from mmd_reviewer.domain.cover import NOT_COVERED
from mmd_reviewer.domain.letters.kinds import name_of
from mmd_reviewer.services.read.case_facts import breakable
from mmd_reviewer.services.read.case_page import IN_COURSE, CasePage, Said
from mmd_reviewer.services.read.states import state_look
from mmd_reviewer.ui.calendar.time_line import TimeLine
from mmd_reviewer.ui.case.page_columns import (
    devices_column,
    devices_words,
    letters_column,
    told_column,
)
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.look.theme import set_ground
from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.columns import sentences
from mmd_reviewer.ui.widgets.labels import (
    Hairline,
    IconLabel,
    Label,
    Rest,
    column_of,
    holding,
    row_of,
)
from mmd_reviewer.ui.widgets.panes import Pane

NARROW = 900
# What a case of a state is likely to need next, beside its letter.
OFFERS = {
    "approved": ("case.deploy",),
    "in_force": ("course.revoke", "course.removal"),
    "ends_soon": ("course.revoke", "course.removal"),
    "expired": ("course.removal", "course.revoke"),
    "in_revocation": ("course.appeal", "course.removal", "course.retime"),
    "cover_ended": ("course.removal", "course.reinstate", "course.appeal"),
    "removed": ("course.found",),
    "returned": ("course.amend",),
    "closed_unanswered": ("course.amend",),
}


class PagePane(Pane):
    """Made anew for each case and each change; of the same case keyboard and place stay."""

    wanted = Signal(str)  # a letter by number or kind, or a part of the case

    def __init__(self, registry: ActionRegistry) -> None:
        super().__init__("casePage", "Page of the case", "surface")
        self._registry = registry
        self._page: CasePage | None = None
        self._narrow = False

    def show_page(self, page: CasePage) -> None:
        """Show a case; another one from its top."""
        before, self._page = self._page, page
        self._make(stays=before is not None and before.case.number == page.case.number)
        self.setAccessibleDescription(spoken(page))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window what stands side by side stands below each other."""
        super().resizeEvent(event)
        if (self.width() < NARROW) != self._narrow and self._page is not None:
            self._make(stays=True)

    def _make(self, *, stays: bool) -> None:
        page = self._page
        assert page is not None
        self._narrow = self.width() < NARROW
        line = TimeLine()
        one = page.case.revocations[-1] if page.case.revocations else None
        dates = one.dates if one is not None and page.shown.state in IN_COURSE else None
        line.show_course(
            page.case.number,
            page.life,
            page.shown.day,
            dates.first if dates is not None else None,
            to_scale=False,
        )
        band = holding(column_of(line, margins=(20, 12, 20, 12)))
        set_ground(band, "window")
        columns = [
            devices_column(page, self.wanted.emit),
            letters_column(page, self.wanted.emit),
            told_column(page, self.wanted.emit),
        ]
        head = self._beside([self._state(page), _decision(page)], (1, 1))
        foot = self._beside(columns, (5, 7, 6))
        self.fill(column_of(head, Hairline(), band, Hairline(), foot, -1), stays=stays)

    def _beside(self, parts: list[QWidget], shares: tuple[int, ...]) -> QLayout:
        """Parts side by side with a line between, or below each other."""
        for part in parts:
            part.setContentsMargins(20, 14, 20, 14)
        box: QLayout
        if self._narrow:
            rows = [row for part in parts for row in (Hairline(), part)]
            return column_of(*rows[1:])
        box = row_of(spacing=0)
        for place, (part, share) in enumerate(zip(parts, shares, strict=True)):
            if place:
                box.addWidget(Hairline(vertical=True))
            part.setMinimumWidth(1)
            box.addWidget(part, share)
        return box

    def _state(self, page: CasePage) -> QWidget:
        look, head = state_look(page.shown.state), page.headline
        words = Label(look.word, "title")
        beside = Label(page.remark, "medium", tone="attention", wrap=True)
        first = row_of(IconLabel(look.icon, look.tone, 20), words, Rest(beside))
        more = Label(head.more, "lead", tone="muted", wrap=True)
        value = row_of(Label(head.value, "headline"), Rest(more))
        parts: list[QWidget | QLayout | int] = [first, 6, Label(head.label, "muted"), value]
        if head.differs:
            told = Label(head.differs, "medium", tone="attention", wrap=True)
            parts += [4, row_of(IconLabel("diamond", "attention"), Rest(told))]
        parts += [12, self._buttons(page), -1]
        return holding(column_of(*parts))

    def _buttons(self, page: CasePage) -> QLayout:
        """The letter that is next, then what such a case is likely to need; none runs by itself."""
        made = []
        if page.next_kind:
            made.append(self._next(page))
        for name in OFFERS.get(page.shown.state, ()):
            if not self._registry.reason(name):
                words = self._registry.spec(name).text.rstrip("…")
                button = PushButton(words, f"caseOffer_{name}")
                button.setAccessibleDescription(f"Key {self._registry.key(name)}")
                button.clicked.connect(lambda _on=False, name=name: self._registry.run(name))
                made.append(button)
        return column_of(*(row_of(*row, stretch=True) for row in self._rows(made[:3])), spacing=8)

    def _rows(self, buttons: list[PushButton]) -> list[list[PushButton]]:
        """As many beside each other as there is room for."""
        room = self.width() - 40 if self._narrow else self.width() // 2 - 40
        rows: list[list[PushButton]] = [[]]
        for button in buttons:
            taken = sum(one.sizeHint().width() + 8 for one in rows[-1])
            if rows[-1] and taken + button.sizeHint().width() > room:
                rows.append([])
            rows[-1].append(button)
        return rows

    def _next(self, page: CasePage) -> PushButton:
        written, name = page.next_written, name_of(page.next_kind).lower()
        if self._registry.locked:
            words = f"Look at: {name}"
        elif written is not None:
            words = f"Record dispatch of {written.record.number}"
        else:
            words = f"Issue: {name}"
        button = PushButton(
            words, "caseNext", kind="primary", key=self._registry.key("case.next_deed")
        )
        button.clicked.connect(lambda _on=False: self._registry.run("case.next_deed"))
        return button


def _decision(page: CasePage) -> QWidget:
    """The decision, who and when; then why, in the words that were recorded."""
    parts: list[QWidget | int] = []
    if page.decision is not None:
        said = page.decision
        parts += [Label("Decision", "muted"), 2, Label(said.heading, "title", wrap=True)]
        parts += [Label(row, tone=tone, wrap=True) for row, tone in _lines(said) if row]
    for said in page.why:
        parts += [8, Label(said.heading, "muted"), Label(breakable(said.words), wrap=True)]
        parts += [Label(breakable(said.note), "muted", wrap=True)] if said.note else []
    return holding(column_of(*parts, -1, spacing=1))


def _lines(said: Said) -> tuple[tuple[str, str], ...]:
    return (said.note, ""), (said.words, "muted")


def spoken(page: CasePage) -> str:
    """The page as a screen reader says it first."""
    head = page.headline
    parts = [state_look(page.shown.state).word, f"{head.label} {head.value}, {head.more}"]
    parts += [head.differs, page.decision.heading if page.decision else "", devices_words(page)]
    lost = sum(row.state == NOT_COVERED for row in page.ledger)
    parts.append(f"{lost} without cover" if lost else "")
    return sentences(parts)
