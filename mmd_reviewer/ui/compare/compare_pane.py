"""Beside the differences: what a row rests on, device by device, and its deeds (mock-up 19)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from mmd_reviewer.domain.comparison import UNDECLARED, UNSEEN, Difference, Find
from mmd_reviewer.domain.inventory import Inventory
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.domain.register import amount, state_words
from mmd_reviewer.services.read import comparison_words as words
from mmd_reviewer.services.read.case_facts import breakable
from mmd_reviewer.services.read.comparison import Compared, Line
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.labels import (
    ElidedLabel,
    Hairline,
    IconLabel,
    Label,
    Part,
    Rest,
    column_of,
    holding,
    row_of,
)
from mmd_reviewer.ui.widgets.panes import Pane

MOST = 40  # devices shown; the export has them all
COMMANDS = {
    words.DECLARE: "declare",
    words.AGAIN: "declare",
    words.REMOVAL: "removal",
    words.REVOKE: "revoke",
    words.GROUND: "revoke",
    words.EXCHANGE: "exchange",
    words.NOTE: "note",
}


class ComparePane(Pane):
    """`deed_wanted` gives the deed of a button."""

    deed_wanted = Signal(str)

    def __init__(self, registry: ActionRegistry) -> None:
        super().__init__("comparePane", "What the row rests on", "window")
        self._registry = registry
        self._key: object = None

    def show_line(self, found: Compared, line: Line | None, day: date) -> None:
        """A difference, or what holds of the whole comparison."""
        parts: list[Part] = []
        for section in self._sections(found, line, day):
            if parts:
                parts += [14, Hairline(), 12]
            parts.append(section)
        key = line.row.key if line is not None else None
        same, self._key = key == self._key, key
        self.fill(column_of(*parts, -1, margins=(20, 14, 20, 16)), stays=same)

    def _sections(self, found: Compared, line: Line | None, day: date) -> Iterator[QWidget]:
        if line is not None:
            yield self._head(line, day)
            yield _devices(line.row, found.inventory, day)
        said = list(words.remarks(found))
        if line is not None and line.row.exemption is not None:
            yield _matched(found, line.row)
        if said:
            lines = [Label(breakable(words_), "muted", wrap=True) for words_ in said]
            yield holding(column_of(Label("Of the whole comparison", "strong"), *lines, spacing=6))

    def _head(self, line: Line, day: date) -> QWidget:
        row, one = line.row, line.row.exemption
        who = [row.customer or "no customer named"]
        if one is not None:
            who += [one.number, _state(one.state, one.until)]
        title = Label(words.pane_title(row), "title", wrap=True)
        title.setObjectName("comparePaneTitle")
        parts: list[Part] = [
            Label(breakable(row.title), "section", wrap=True),
            3,
            Label(breakable(" · ".join(who)), "muted", wrap=True),
            10,
            title,
            6,
            Label(breakable(words.pane_sentence(row, day)), wrap=True),
        ]
        if words.doubts(row):
            doubt = Label(breakable(words.doubts(row)), wrap=True, tone="attention")
            parts += [6, row_of(IconLabel("diamond", "attention", 14), Rest(doubt))]
        if line.done:
            done = Label(f"{line.done}: recorded", "medium", tone="good")
            parts += [10, row_of(IconLabel("check", "good"), done, stretch=True)]
        else:
            parts += [10, self._buttons(row)]
        self.setAccessibleDescription(f"{row.title}, {words.pane_title(row)}")
        return holding(column_of(*parts))

    def _buttons(self, row: Difference) -> QWidget:
        """The likeliest deed first, which Enter asks for too; each opens its dialog."""
        rows: list[Part] = []
        for place, (deed, said) in enumerate(words.offers(row)):
            command = f"compare.{COMMANDS[deed]}"
            key = self._registry.key(command)
            button = PushButton(said, f"compareDeed_{deed}", key=key if place else "Enter")
            button.clicked.connect(lambda _on=False, deed=deed: self.deed_wanted.emit(deed))
            if self._registry.locked:
                button.set_reason(self._registry.locked)
            rows.append(row_of(button, stretch=True))
        return holding(column_of(*rows, spacing=6))


def _state(state: str, until: date | None) -> str:
    said = state_words(state)
    said = f"{said[:1].lower()}{said[1:]}"
    return f"{said}, last day {until.isoformat()}" if until is not None else said


def _devices(row: Difference, inventory: Inventory, day: date) -> QWidget:
    """The devices of the row: what the file says, and when it saw them last."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for place, find in enumerate(row.finds[:MOST]):
        device, top = find.device, Qt.AlignmentFlag.AlignTop
        name = Label(device.serial or device.name or "no name", "medium")
        grid.addWidget(name, place, 0, top)
        grid.addWidget(Label(breakable(_note(find, inventory)), "muted", wrap=True), place, 1, top)
        silent = find.silent_on(day)
        kind, tone = ("small", "attention") if silent else ("muted", "")
        grid.addWidget(Label(words.seen_words(find), kind, tone=tone), place, 2, top)
    title = {UNSEEN: "Not seen on", UNDECLARED: "Found on"}.get(row.kind, "On")
    head = row_of(Label(title, "strong"), -1, Label("last check-in", "muted"))
    parts: list[Part] = [head, 8, grid]
    more = len(row.finds) - MOST
    if more > 0:
        parts += [6, Label(f"and {amount(more, 'device')} more, in the export", "muted")]
    if row.kind == UNSEEN:
        parts += [10, Label(words.CONFIRMS, "muted", wrap=True)]
    return holding(column_of(*parts))


def _note(find: Find, inventory: Inventory) -> str:
    name = f"{find.device.name}, " if find.device.serial and find.device.name else ""
    removed = f", removed {on_screen(find.gone)}" if find.gone is not None else ""
    return f"{name}{words.find_note(find, inventory)}{removed}"


def _matched(found: Compared, row: Difference) -> QWidget:
    """By which names and numbers, with denominators: a bad match is noticed before a deed."""
    one, what = row.exemption, found.comparison
    assert one is not None
    rows: list[Part] = []
    for name, sure in words.programs_words(found, row)[:6]:
        said = "the product" if sure else "resembles it"
        rows.append(
            row_of(Rest(ElidedLabel(name, "body")), Label(said, "muted" if sure else "small"))
        )
    if one.by_device:
        rows.append(Label("No program shows it: by its devices alone", "muted", wrap=True))
    elif not rows:
        rows.append(Label("No program of the inventory is called so", "muted", wrap=True))
    version = one.product.version or "none, or several"
    pairs = [
        ("Version in the proposal", version),
        ("By serial number", f"{what.by_serial:,} of {what.declared:,}"),
    ]
    if what.by_name:
        pairs.append(("By device name", f"{what.by_name:,} of {what.declared:,}"))
    rows += [row_of(Label(label), -1, Label(number, "strong")) for label, number in pairs]
    return holding(column_of(Label("Matched by", "strong"), 2, *rows, spacing=6))
