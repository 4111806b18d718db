"""Decided cases like this one, where the request stands: counts, then a card each (mock-up 14)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from mmd_reviewer.services.read.precedents import Card, CountWords
from mmd_reviewer.ui.assessment.precedent_card import PrecedentCard
from mmd_reviewer.ui.widgets.announce import announce
from mmd_reviewer.ui.widgets.labels import IconLabel, Label, Part, Rest, column_of, row_of
from mmd_reviewer.ui.widgets.panes import Pane

READING = "Looking for decided cases like this one …"
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
NONE = "No decided case is like this one yet."


class PrecedentsPane(Pane):
    """Walked by keys; `opened(number)` tells which case is wanted, `taken(reason)` what is taken
    over, `walked` that another card is current.
    """

    opened = Signal(str)
    taken = Signal(str)
    walked = Signal()

    def __init__(self, take_key: str) -> None:
        super().__init__("precedentsPane", "Decided cases like this one", "window")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # its keys walk
        self._take_key = take_key
        self._cards: list[PrecedentCard] = []
        self._shown: tuple[tuple[Card, ...], CountWords | None] | None = None
        self._at = 0
        self.start()

    def start(self) -> None:
        """Another case: nothing is known of it yet."""
        self._shown, self._cards, self._at = None, [], 0
        self.fill(column_of(Label(READING, "muted", wrap=True), -1, margins=(20, 12, 20, 16)))

    def show_cards(self, cards: tuple[Card, ...], counts: CountWords | None) -> None:
        """Show them; where nothing changed, nothing moves."""
        if self._shown == (cards, counts):
            return
        at = self.current
        self._shown = (cards, counts)
        self._cards = [PrecedentCard(card, self._take_key) for card in cards]
        for place, card in enumerate(self._cards):
            card.chosen.connect(lambda place=place: self._on_card_chosen(place))
            card.opened.connect(lambda number=card.card.number: self.opened.emit(number))
            card.taken.connect(lambda reason=card.card.reason: self.taken.emit(reason))
        head = column_of(*_counts(counts), spacing=3, margins=(20, 4, 20, 6))
        rows = column_of(*self._cards, spacing=2, margins=(8, 0, 8, 0))
        nothing = [] if cards else [Label(NONE, "muted", wrap=True)]
        words = column_of(*nothing, margins=(20, 8, 20, 0))
        self.fill(column_of(head, rows, words, -1, margins=(0, 0, 0, 12)), stays=True)
        numbers = [card.number for card in cards]
        self._at = numbers.index(at.number) if at is not None and at.number in numbers else 0
        self._mark()

    @property
    def current(self) -> Card | None:
        """The card that keys are about."""
        return self._cards[self._at].card if self._cards else None

    @property
    def count(self) -> int:
        """How many cards there are."""
        return len(self._cards)

    def walk(self, step: int) -> None:
        """Go to the next or previous card."""
        if self._cards:
            self._go_to(min(max(self._at + step, 0), len(self._cards) - 1))

    def _on_card_chosen(self, place: int) -> None:
        self.setFocus()
        self._go_to(place)

    def _go_to(self, place: int) -> None:
        self._at = place
        self._mark()
        self.ensureWidgetVisible(self._cards[place], 0, 12)
        announce(self, self._cards[place].card.speech())
        self.walked.emit()

    def _mark(self) -> None:
        for place, card in enumerate(self._cards):
            card.set_current(place == self._at, ringed=self.hasFocus())
        current = self.current
        self.setAccessibleDescription(current.speech() if current is not None else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Enter opens; letters are left to the commands."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        current = self.current
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if current is None or not plain or event.key() not in (*steps, *ENTER):
            super().keyPressEvent(event)
        elif event.key() in ENTER:
            self.opened.emit(current.number)
        else:
            self.walk(steps[Qt.Key(event.key())])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The current card carries the ring."""
        super().focusInEvent(event)
        self._mark()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """And lets it go."""
        super().focusOutEvent(event)
        self._mark()


def _counts(counts: CountWords | None) -> list[Part]:
    if counts is None:
        return []
    head = row_of(Label(counts.number, "title"), Rest(Label(counts.outcome, "body", wrap=True)))
    parts: list[Part] = [head, Label(counts.of, "muted", wrap=True)]
    return [*parts, *_warning(counts.revoked)]


def _warning(words: str) -> list[Part]:
    if not words:
        return []
    icon = column_of(IconLabel("triangle-alert", "attention", 14), -1, margins=(0, 2, 0, 0))
    text = Label(words, "small", wrap=True, tone="attention")
    return [row_of(icon, Rest(text))]
