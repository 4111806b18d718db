"""The three columns at the foot of a case's page: its devices, its letters,
what is owed and was told (mock-up 11).
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from mmd_reviewer.domain.cover import IN_NOTICE, NOT_COVERED, OUTSIDE, REMOVED, Covered
from mmd_reviewer.domain.letters.kinds import name_of
from mmd_reviewer.domain.letters.promised import ToldRow
from mmd_reviewer.domain.period import count, on_screen
from mmd_reviewer.services.read.case_facts import breakable
from mmd_reviewer.services.read.case_page import CasePage, LetterLine
from mmd_reviewer.services.read.entry_case import counts_of
from mmd_reviewer.services.read.told_words import value_words
from mmd_reviewer.ui.calendar.devices_bar import CoverBar
from mmd_reviewer.ui.widgets.buttons import LinkButton
from mmd_reviewer.ui.widgets.labels import (
    ElidedLabel,
    Hairline,
    IconLabel,
    Label,
    Rest,
    column_of,
    flush_row,
    holding,
    new_column,
    row_of,
)

MOST_OUT, MOST_LETTERS, MOST_TOLD = 8, 9, 6
STATES = (
    (IN_NOTICE, "in notice", "attention"),
    (REMOVED, "removed", "good"),
    (NOT_COVERED, "without cover", "broken"),
    (OUTSIDE, "outside service levels, Test group", ""),
)
Open = Callable[[str], object]  # opens a letter by its kind or number, or a part of the case


def headed(title: str, *right: QWidget) -> QWidget:
    """A column's heading with what stands at its right."""
    return holding(row_of(Rest(Label(title, "section", wrap=True)), *right, margins=(0, 0, 0, 6)))


def devices_column(page: CasePage, wanted: Open) -> QWidget:
    """How many in which state of cover; those out of service levels by name (D9)."""
    made, box = new_column(4)
    everyone = LinkButton(f"All {len(page.ledger):,}", "caseAllDevices")
    everyone.clicked.connect(lambda: wanted("devices"))
    everyone.setVisible(bool(page.ledger))
    box.addWidget(headed("Devices", everyone))
    if not page.ledger:
        words = "No device is listed yet" if page.case.deployed else "Not in force on any device"
        box.addWidget(Label(words, "muted"))
        box.addStretch(1)
        return made
    counts = counts_of(page.ledger)
    bar = CoverBar()
    bar.show_counts(counts)
    box.addWidget(bar)
    box.addSpacing(4)
    covered = len(page.ledger) - sum(counts.get(state, 0) for state, _, _ in STATES)
    for number, words, tone in (
        (covered, "covered", ""),
        *((counts.get(state, 0), words, tone) for state, words, tone in STATES),
    ):
        if number:
            box.addWidget(Label(f"{number:,} {words}", tone=tone, wrap=True))
    box.addSpacing(6)
    box.addWidget(Hairline())
    box.addSpacing(2)
    out = row_of(
        Rest(Label("Out of service levels today", "strong")), Label(f"{len(page.out):,}", "strong")
    )
    box.addLayout(out)
    for row in page.out[:MOST_OUT]:
        box.addWidget(_device(row))
    if len(page.out) > MOST_OUT:
        box.addWidget(Label(f"and {len(page.out) - MOST_OUT:,} more", "muted"))
    if page.later is not None:
        more, on = page.later
        words = f"If nothing is removed, {more:,} more from {on_screen(on)}."
        box.addWidget(Label(words, "muted", wrap=True))
    box.addStretch(1)
    return made


def _device(row: Covered) -> QWidget:
    device = row.device
    why = "Test group" if row.state == OUTSIDE else "by the revocation"
    words = ", ".join(part for part in (device.name, device.model, why) if part)
    serial = Label(device.serial, "medium")
    return holding(
        row_of(IconLabel("laptop"), serial, Rest(ElidedLabel(words, "muted")), spacing=8)
    )


def letters_column(page: CasePage, wanted: Open) -> QWidget:
    """What is planned, owed and issued, the newest first; each a link."""
    made, box = new_column()
    everyone = LinkButton("Open all", "caseAllLetters")
    everyone.clicked.connect(lambda: wanted("letters"))
    everyone.setVisible(bool(page.letters))
    box.addWidget(headed("Letters", everyone))
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 1)
    if page.letters:
        for column, title in enumerate(("Issued", "Printed", "Dispatched"), 1):
            grid.addWidget(Label(title, "muted"), 0, column)
    for place, line in enumerate(page.letters[:MOST_LETTERS]):
        grid.addWidget(Hairline(), 2 * place + 1, 0, 1, 4)
        _letter(grid, 2 * place + 2, line, wanted)
    box.addLayout(grid)
    if not page.letters:
        box.addWidget(Label("No letter yet", "muted"))
    left = len(page.letters) - MOST_LETTERS
    if left > 0:
        box.addWidget(Label(f"and {left:,} more", "muted"))
    box.addStretch(1)
    return made


def _letter(grid: QGridLayout, row: int, line: LetterLine, wanted: Open) -> None:
    link = LinkButton(line.name, f"caseLetter_{line.number or line.kind}")
    link.setAccessibleDescription(letter_speech(line))
    name = line.number or line.kind
    link.clicked.connect(lambda: wanted(name))
    short = line.number.rpartition("-")[2] + (", void" if line.void else "")
    grid.addLayout(flush_row(link, Label(short, "muted")), row, 0)
    if not line.number:
        tone = "attention" if line.owed else "muted"
        words = Label(_first_upper(line.waits), "medium", tone=tone)
        grid.addWidget(words, row, 1, 1, 3, Qt.AlignmentFlag.AlignRight)
        return
    for column, on in enumerate((line.issued, line.printed, line.dispatched), 1):
        said = Label(on.isoformat()) if on is not None else Label("\u2013", tone="muted")
        grid.addWidget(said, row, column)


def letter_speech(line: LetterLine) -> str:
    """What a screen reader says of a letter's line."""
    if not line.number:
        return line.waits
    parts = [f"{line.number}{', void' if line.void else ''}"]
    for word, on in (
        ("issued", line.issued),
        ("printed", line.printed),
        ("dispatched", line.dispatched),
    ):
        parts.append(f"{word} {on_screen(on)}" if on is not None else f"not {word}")
    return ", ".join(parts)


def _first_upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def told_column(page: CasePage, wanted: Open) -> QWidget:
    """What is owed to the customer, and what they were told (C9, C10)."""
    made, box = new_column(4)
    number = Label(str(len(page.owed)), "section", tone="attention" if page.owed else "muted")
    box.addWidget(headed("Owed to the customer", number))
    for row in page.owed:
        since = "today" if row.since == page.shown.day else on_screen(row.since)
        state = f"{row.written.record.number} is not dispatched" if row.written else "not written"
        head = row_of(
            IconLabel("mail-warning", "attention"),
            Rest(ElidedLabel(name_of(row.kind), "medium")),
            Label(f"since {since}", "muted"),
        )
        box.addLayout(head)
        box.addWidget(Label(f"{row.telling.effect}; {state}.", "muted", wrap=True))
    if not page.owed:
        box.addWidget(Label("Nothing: the customer was told all of it", "muted", wrap=True))
    box.addSpacing(6)
    box.addWidget(Hairline())
    box.addSpacing(6)
    everything = LinkButton("All of it", "caseTold")
    everything.clicked.connect(lambda: wanted("told"))
    everything.setVisible(bool(page.told))
    box.addWidget(headed("What the customer was told", everything))
    for line in page.told[:MOST_TOLD]:
        box.addWidget(_told(line))
    if not page.told:
        box.addWidget(Label("Nothing yet", "muted"))
    box.addStretch(1)
    return made


def _told(row: ToldRow) -> QWidget:
    value = Label(
        breakable(value_words(row.what, row.told)) if row.told else "Not told", "strong", wrap=True
    )
    name = Label(row.name[:1].lower() + row.name[1:], wrap=True)
    by = f"{row.letter}, {on_screen(row.on)}" if row.on else "no letter told it"
    parts: list[QWidget] = [holding(row_of(value, Rest(name), spacing=10))]
    if row.differs:
        value_now = value_words(row.what, row.holds)
        now = f"now {value_now}" if row.holds else "no longer so"
        now = now if row.told else f"{value_now} holds"
        words = Label(breakable(now), "medium", tone="attention", wrap=True)
        parts.append(holding(row_of(IconLabel("diamond", "attention"), Rest(words))))
    return holding(column_of(*parts, Label(by, "muted", wrap=True), margins=(0, 2, 0, 4)))


def devices_words(page: CasePage) -> str:
    """What a screen reader says of the devices."""
    return f"{count(len(page.ledger), 'device')}, {len(page.out)} out of service levels today"
