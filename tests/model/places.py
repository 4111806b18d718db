"""D6, D8 to D10: the devices of a case, replayed day by day.

A *place* is one device of the case; an exchange (D9) puts a new serial into the old one's place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tests.model.course import Step, course, first_day, revocations, withdrawn_on
from tests.model.decided import deployments
from tests.model.facts import (
    AppealOutcome,
    Device,
    Exchanged,
    Fact,
    Facts,
    Found,
    Reinstated,
    Removed,
    RevocationWithdrawn,
    Revoked,
    days,
)


@dataclass
class Place:
    """One device on one day."""

    number: int
    serial: str
    test: bool
    carries: bool
    carried_since: date
    code: str = ""
    since: date = date.min
    released_from: set[int] = field(default_factory=set)

    def become(self, code: str, day: date) -> None:
        """Change the code; the day counts only if it is another one."""
        if code != self.code:
            self.code, self.since = code, day


@dataclass
class Picture:
    """All devices on one day, and the open revocation."""

    places: list[Place] = field(default_factory=list)
    revocation: Revoked | None = None  # the open one
    completed: Revoked | None = None  # D10: closed since no device carries it any more
    first: date | None = None  # day 0, if reached
    deadline: date | None = None

    def place(self, serial: str) -> Place | None:
        """The device that bears this serial on this day."""
        return next((place for place in self.places if place.serial == serial), None)

    def carrying(self) -> list[Place]:
        """The devices that carry the exemption on this day."""
        return [place for place in self.places if place.carries]

    def under(self, revocation: Revoked) -> list[Place]:
        """D1, D8: the devices of a revocation: every one that carries it and was not released."""
        return [p for p in self.carrying() if revocation.seq not in p.released_from]


def effective(facts: Facts) -> list[tuple[date, int, Fact]]:
    """The facts about devices by the day they count from; on one day as recorded."""
    out: list[tuple[date, int, Fact]] = [(f.on, f.seq, f) for f in deployments(facts)]
    for fact in facts:
        if isinstance(fact, Removed | Found | Exchanged):
            out.append((fact.on, fact.seq, fact))
        elif isinstance(fact, Reinstated | AppealOutcome | RevocationWithdrawn):
            out.append((fact.day, fact.seq, fact))
    return sorted(out, key=lambda item: (item[0], item[1]))


@dataclass
class Span:
    """What is known now of one revocation."""

    rev: Revoked
    first: date | None
    ended: date | None
    steps: list[Step]

    def stands(self, day: date) -> bool:
        """Begun (prepared, or first notified before that) and not withdrawn."""
        begin = self.rev.day if self.first is None else min(self.rev.day, self.first)
        return begin <= day and (self.ended is None or day < self.ended)

    def deadline(self, day: date) -> date | None:
        """The deadline that holds on a day."""
        found = [step.deadline for step in self.steps if step.day <= day]
        return found[-1] if found else None


_SEEN: dict[
    tuple[tuple[int, ...], date], tuple[Facts, Picture]
] = {}  # facts kept: an id is not given twice


def picture(facts: Facts, day: date) -> Picture:
    """As `replayed`; asked again of the very same facts and day, the same picture is given."""
    key = (tuple(map(id, facts)), day)
    if key not in _SEEN:
        if len(_SEEN) > 2000:
            _SEEN.clear()
        _SEEN[key] = list(facts), replayed(facts, day)
    return _SEEN[key][1]


def replayed(facts: Facts, day: date) -> Picture:
    """The devices on a day, by all facts given."""
    now = Picture()
    todo = effective(facts)
    spans = [
        Span(rev, first_day(facts, rev), withdrawn_on(facts, rev), course(facts, rev).steps)
        for rev in revocations(facts)
    ]
    if not todo:
        return now
    today = todo[0][0]
    while today <= day:
        for on, _seq, fact in todo:
            if on == today:
                _apply(now, fact, today, spans)
        _settle(now, today, spans)
        today += days(1)
    return now


def _apply(now: Picture, fact: Fact, day: date, spans: list[Span]) -> None:
    """One fact on its day."""
    if isinstance(fact, Removed):
        for serial in fact.serials:
            _remove(now.place(serial), day)
    elif isinstance(fact, Exchanged):
        place = now.place(fact.old)
        if place is not None:
            place.serial, place.test = fact.new.serial, fact.new.test
    elif isinstance(fact, Reinstated):
        for serial in fact.serials:
            place = now.place(serial)
            if place is not None:
                place.become("covered", day)
    elif isinstance(fact, RevocationWithdrawn):
        _give_back(now, day)
    elif isinstance(fact, AppealOutcome):
        if fact.outcome == "withdrawn" or fact.deadline is not None:
            _give_back(now, day)  # D8: from the outcome's date; the gap stays
        for serial in fact.released:
            place = now.place(serial)
            if place is not None:
                newest = [span.rev.seq for span in spans if span.rev.seq < fact.seq]
                place.released_from.add(newest[-1])
                if place.code == "not_covered" and not place.carries:
                    place.become("covered", day)
                place.code = "" if place.code == "not_covered" else place.code
    else:
        for device in getattr(fact, "devices", ()):
            _carry(now, device, day)


def _carry(now: Picture, device: Device, day: date) -> None:
    """Deployed, or found with it (again)."""
    place = now.place(device.serial)
    if place is None:
        now.places.append(Place(len(now.places), device.serial, device.test, True, day))
    elif not place.carries:
        place.carries, place.carried_since = True, day
        if place.code == "removed":
            place.code = ""


def _remove(place: Place | None, day: date) -> None:
    """D9: on or before the deadline: cover never ended; later: not covered until reinstated."""
    if place is None or not place.carries:
        return
    place.carries = False
    if place.code != "not_covered":
        place.become("removed", day)


def _give_back(now: Picture, day: date) -> None:
    """D8: cover comes back from this day."""
    for place in now.places:
        if place.code == "not_covered":
            if place.carries:
                place.code = ""  # the day's settling says what it is now
            else:
                place.become("covered", day)


def _settle(now: Picture, day: date, spans: list[Span]) -> None:
    """What each device is at the end of the day."""
    now.revocation = now.completed = now.first = now.deadline = None
    standing = [span for span in spans if span.stands(day)]
    begun = False
    if standing:
        span = standing[-1]
        if now.under(span.rev) or not now.places:
            now.revocation = span.rev
            now.deadline = span.deadline(day)
            begun = span.first is not None and span.first <= day
            now.first = span.first if begun else None
        else:
            now.completed = span.rev  # D10
    for place in now.carrying():
        concerned = now.revocation is not None and now.revocation.seq not in place.released_from
        if place.test:
            place.become("outside", day)  # D9: outside service levels anyway
        elif begun and concerned and now.deadline is not None and now.deadline <= day:
            place.become("not_covered", day)  # D9: still listed on the deadline day or later
        elif place.code != "not_covered":
            place.become("in_notice" if begun and concerned else "covered", day)
