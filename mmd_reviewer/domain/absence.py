"""Absence: for some days all of one reviewer's work counts as another's, and then no longer.

Nothing is reassigned: who is away keeps the cases, so that on the day after all is as before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mmd_reviewer.domain.desk_facts import AbsenceEnded, AbsenceSet
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import Fact
from mmd_reviewer.domain.period import check_day, on_screen
from mmd_reviewer.domain.request import check_words, one_line
from mmd_reviewer.domain.request_queue import QueueFilter


@dataclass(frozen=True, slots=True)
class Absence:
    """`who` is away from `first` until `last`, both days included; `by` stands in."""

    who: str
    by: str
    first: date
    last: date
    note: str
    fact: str

    def holds_on(self, day: date) -> bool:
        """Does it hold on a day?"""
        return self.first <= day <= self.last

    @property
    def words(self) -> str:
        """`Ines Moreau, Mon 2026-11-30 to Fri 2026-12-04: Petra Novak stands in`."""
        days = f"{on_screen(self.first)} to {on_screen(self.last)}"
        note = f" ({self.note})" if self.note else ""
        return f"{self.who}, {days}: {self.by} stands in{note}"


def absences_of(facts: Iterable[Fact]) -> tuple[Absence, ...]:
    """As the facts of the desk say, by their first day;
    one that was ended holds until the day before, and not at all if it had not begun.
    """
    found: dict[str, Absence] = {}
    for fact in facts:
        match fact.body:
            case AbsenceSet() as body:
                found[fact.id] = Absence(
                    body.who, body.by, body.first, body.last, body.note, fact.id
                )
            case AbsenceEnded() as body if body.absence in found:
                one = found.pop(body.absence)
                last = min(one.last, fact.day - timedelta(days=1))
                if last >= one.first:
                    found[one.fact] = replace(one, last=last)
    return tuple(sorted(found.values(), key=lambda one: (one.first, one.who)))


def absence_on(absences: Iterable[Absence], who: str, day: date) -> Absence | None:
    """The one that takes a reviewer away on a day."""
    return next((one for one in absences if one.who == who and one.holds_on(day)), None)


def stood_in_for(absences: Iterable[Absence], who: str, day: date) -> tuple[str, ...]:
    """Whose cases count as a reviewer's on a day, by name: also those of somebody for whom an
    absent one stood in.
    """
    holding = [one for one in absences if one.holds_on(day)]
    names = [who]
    for name in names:
        names += [one.who for one in holding if one.by == name and one.who not in names]
    return tuple(sorted(names[1:]))


def with_stood_in(wish: QueueFilter, absences: Iterable[Absence], day: date) -> QueueFilter:
    """A filter by reviewer also shows the cases of those whom the reviewer stands in for."""
    if not wish.reviewer:
        return wish
    return replace(wish, also=stood_in_for(absences, wish.reviewer, day))


def assignment(reviewer: str, me: str, absence: Absence | None) -> str:
    """Whose a case is, as `me` reads it: `You`, `Ines Moreau`,
    `for Ines Moreau, until Fri 2026-12-04`; "" for nobody's.
    """
    mine = bool(reviewer) and reviewer == me
    if absence is None:
        return "You" if mine else reviewer
    by = "" if absence.by == me else f"{absence.by} "
    return f"{by}for {'you' if mine else reviewer}, until {on_screen(absence.last)}"


def set_absent(
    known: Iterable[Absence], who: str, by: str, first: date, last: date, note: str, today: date
) -> AbsenceSet:
    """Refuses somebody who stands in for themselves, or is away too; days that are over or the
    wrong way round; two absences of one person on one day.
    """
    who, by, note = one_line(who), one_line(by), one_line(note)
    for words, field in ((who, "who"), (by, "by"), (note, "note")):
        check_words(words, field)
    for day, field in ((first, "first"), (last, "last")):
        check_day(day, field, "")
    if not who or not by:
        field = "by" if who else "who"
        raise Refused("Name who is away and who stands in.", "", field)
    if who.casefold() == by.casefold():
        raise Refused(f"{who} cannot stand in for {who}: name somebody else.", "", "by")
    if last < first:
        raise Refused(f"The last day, {last}, comes before the first, {first}.", "", "last")
    if last < today:
        raise Refused(f"The last day, {last}, is over: today is {today}.", "", "last")
    for one in known:
        if one.first > last or one.last < first:
            continue
        days = f"from {on_screen(one.first)} to {on_screen(one.last)}"
        if one.who.casefold() == who.casefold():
            told = f"{one.who} is away {days} already: end that absence, or choose other days."
            raise Refused(told, "", "first")
        if one.who.casefold() == by.casefold():
            raise Refused(f"{one.who} is away too, {days}: name somebody else.", "", "by")
    return AbsenceSet(who, by, first, last, note)


def to_end(known: Iterable[Absence], who: str, today: date, fact: str = "") -> Absence:
    """The absence that an early end is about: the one named by its fact; else the one that holds,
    or the next.
    """
    meant = (one for one in _not_over(known, who, today) if fact in ("", one.fact))
    found = next(meant, None)
    if found is None:
        raise Refused(f"{one_line(who)} is not away, nor going to be: nothing to end.", "", "who")
    return found


def _not_over(known: Iterable[Absence], who: str, today: date) -> Iterator[Absence]:
    name = one_line(who).casefold()
    return (one for one in known if one.who.casefold() == name and one.last >= today)
