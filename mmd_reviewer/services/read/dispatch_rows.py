"""The letters to dispatch as a checklist: what a person gave each row,
which are recorded, what stands in the way of others (rules C4, D3).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from mmd_reviewer.domain.letters.dispatch import Dispatch
from mmd_reviewer.domain.period import count
from mmd_reviewer.domain.waiting import WaitingLetter
from mmd_reviewer.services.dispatch import Objection, Sending

COPIED, DRAFTED, SAVED = "Copied", "Drafted", "Saved"
USE, REASON, OPEN = "use", "reason", "open"  # what is offered below a row


@dataclass(frozen=True, slots=True)
class Given:
    """What a person gave a row.

    `reference` "": the case's ticket; `on` None: the common day; `unread`: what was typed as a day
    and is none, `fault` says why. `taken`: how and when its words left, `Copied 14:02`.
    """

    marked: bool = False
    reference: str = ""
    on: date | None = None
    unread: str = ""
    fault: str = ""
    reason: str = ""
    taken: str = ""

    def typed(self) -> dict[str, str]:
        """What was typed, by name; empty for nothing."""
        on = self.on.isoformat() if self.on else ""
        found = {"reference": self.reference, "on": on, "reason": self.reason}
        return {name: text for name, text in found.items() if text}


class DeskRow(NamedTuple):
    """A row as it is shown; `day` as the person reads it."""

    letter: WaitingLetter
    given: Given
    day: str
    sending: Sending
    objection: Objection | None

    @property
    def reference(self) -> str:
        """What would be recorded: what was typed, else the case's ticket."""
        return self.given.reference or self.letter.ticket

    @property
    def counts(self) -> bool:
        """Is it recorded with the others?"""
        return self.given.marked and self.objection is None

    def offers(self) -> tuple[tuple[str, str, str], ...]:
        """What can be done about its objection: code, words, key."""
        why = self.objection
        if why is None:
            return ((REASON, "Change the reason", "W"),) if self.given.reason else ()
        found = []
        if why.question and self.letter.ticket:
            found.append((USE, f"Use {self.letter.ticket}", "Enter"))
        if why.by_reason:
            words = "Keep it, with a reason" if why.question else "Give the reason"
            found.append((REASON, words, "W"))
        return (*found, (OPEN, "Open the letter", "O")) if why.rule == "C2" else tuple(found)


class Counts(NamedTuple):
    """How many rows there are, are recorded, are questioned, would be refused."""

    rows: int
    marked: int
    questioned: int
    refused: int

    def trouble(self, *, short: bool = False) -> str:
        """`1 reference questioned, 2 would be refused`, or ""; where room is short, shorter."""
        whose = f"{self.questioned:,}" if short else count(self.questioned, "reference")
        asked = f"{whose} questioned" if self.questioned else ""
        how = "refused" if short else "would be refused"
        refused = f"{self.refused:,} {how}" if self.refused else ""
        return ", ".join(part for part in (asked, refused) if part)


class DeskRows:
    """What is given to a letter stays with it as long as it waits, wherever its row stands.

    `today` is the day worked under, `common` the day of all rows that have none of their own.
    """

    def __init__(self, today: date) -> None:
        self.today = today
        self.common: date | None = None  # none: today
        self.letters: Sequence[WaitingLetter] = ()
        self.doubts = 0  # how often it was doubted what the rules said
        self._held: tuple[str, Objection | None] = ("", None)
        self._given: dict[str, Given] = {}
        self._said: dict[Sending, Objection | None] = {}
        self._sure: set[Sending] = set()
        # Every key asks for every row several times, and a row is hashed to find what was said.
        self._made: dict[tuple[int, date], DeskRow] = {}

    def show(
        self, letters: Sequence[WaitingLetter], kept: Callable[[WaitingLetter], Mapping[str, Any]]
    ) -> None:
        """Other letters wait; `kept` gives what an earlier run of the program kept of a row."""
        before = self._given
        self.letters = letters
        self._made.clear()
        self._given = {
            row.letter: before[row.letter] if row.letter in before else _given(kept(row))
            for row in letters
        }
        wanted = {self._sending(row, self._given[row.letter]) for row in letters}
        self._said = {one: why for one, why in self._said.items() if one in wanted}
        self._sure &= self._said.keys()

    @property
    def day(self) -> date:
        """The common day."""
        return self.common or self.today

    def row(self, place: int) -> DeskRow:
        """The row at a place."""
        made = self._made.get((place, self.day))
        if made is None:
            letter = self.letters[place]
            given = self._given[letter.letter]
            day = given.unread or (given.on or self.day).isoformat()
            sending = self._sending(letter, given)
            made = DeskRow(letter, given, day, sending, self._objection(sending, letter, given))
            self._made[place, self.day] = made
        return made

    def _objection(self, sending: Sending, letter: WaitingLetter, given: Given) -> Objection | None:
        if letter.letter == self._held[0]:
            return self._held[1]
        if given.fault:
            return Objection(given.fault, field="on")
        why = self._said.get(sending)
        untouched = not (given.marked or given.typed())
        if why is not None and untouched and not letter.ticket:
            return None if why.field == "reference" else why  # nothing is wrong with it yet
        return why

    def _sending(self, letter: WaitingLetter, given: Given) -> Sending:
        reference = given.reference or letter.ticket
        wish = Dispatch(given.on or self.day, reference, letter.contact, given.reason)
        return Sending(letter.letter, letter.number, wish)

    def rows(self) -> list[DeskRow]:
        """All of them, in their order."""
        return [self.row(place) for place in range(len(self.letters))]

    def place(self, name: str) -> int:
        """The place of a letter, -1 if it waits no more."""
        return next((at for at, row in enumerate(self.letters) if row.letter == name), -1)

    def give(self, name: str, **given: Any) -> None:
        """The person gives a row something, and the rules are asked about it again;
        one that waits no more takes nothing.
        """
        place = self.place(name)
        if place >= 0:
            self._given[name] = replace(self._given[name], **given)
            self._made.clear()
            self._sure.discard(self.row(place).sending)

    def hold(self, name: str) -> None:
        """Something is typed into this row, or ("") into none:
        what stood in its way stands there until the typing is over.
        """
        place = self.place(name)
        self._held = ("", None)
        self._made.clear()
        if place >= 0:
            self._held = (name, self.row(place).objection)
            self._made.clear()

    def mark(self, wanted: Callable[[Given], bool]) -> None:
        """Mark the rows that are wanted, and no other."""
        for name, given in self._given.items():
            self._given[name] = replace(given, marked=wanted(given))
        self._made.clear()
        self._sure = {one for one in self._sure if self._said[one] is None}

    def marked(self) -> list[DeskRow]:
        """The rows marked, whatever stands in their way."""
        return [row for row in self.rows() if row.given.marked]

    def to_record(self) -> list[Sending]:
        """The dispatches of the rows that count, in their order."""
        return [row.sending for row in self.rows() if row.counts]

    def counts(self) -> Counts:
        """Of all rows."""
        rows = self.rows()
        against = [row.objection for row in rows if row.objection is not None]
        questioned = sum(bool(why.question) for why in against)
        marked = sum(row.counts for row in rows)
        return Counts(len(rows), marked, questioned, len(against) - questioned)

    def next_problem(self, after: int) -> int:
        """The place of the next row with an objection, from the top again; -1 for none."""
        total = len(self.letters)
        places = [(after + step) % total for step in range(1, total + 1)]
        return next((place for place in places if self.row(place).objection), -1)

    def to_check(self, first: int, most: int) -> list[Sending]:
        """Some dispatches that the rules have not been asked about, from a place on."""
        total, first = len(self.letters), max(first, 0)
        found = (self.row((first + step) % total).sending for step in range(total))
        unsure = [one for one in found if one not in self._sure]
        return unsure[:most]

    def learn(self, said: Mapping[Sending, Objection | None]) -> bool:
        """What the rules say of dispatches; is anything other than before?"""
        new = {one: why for one, why in said.items() if self._said.get(one) != why}
        self._said.update(said)
        self._sure.update(said)
        self._made.clear()
        return bool(new)

    def doubt(self, touched: Callable[[str], bool]) -> None:
        """Cases were changed: the rules are asked again; until then what they said stands."""
        self.doubts += 1
        self._sure = {one for one in self._sure if not touched(one.number)}


def _given(kept: Mapping[str, Any]) -> Given:
    """What an earlier run kept, as far as it can be read."""
    words = {name: str(kept.get(name, "")) for name in ("reference", "on", "reason")}
    try:
        on = date.fromisoformat(words["on"])
    except ValueError:
        on = None
    return Given(reference=words["reference"], on=on, reason=words["reason"])


def title(rows: int) -> str:
    """`18 letters issued, not dispatched`."""
    return f"{count(rows, 'letter')} issued, not dispatched"


def recorded_words(recorded: int, refused: int) -> str:
    """What is said after recording."""
    words = f"{count(recorded, 'dispatch', 'dispatches')} recorded."
    if refused == 1:
        return f"{words} 1 was refused and stays; its row says why."
    return f"{words} {refused} were refused and stay; their rows say why." if refused else words
