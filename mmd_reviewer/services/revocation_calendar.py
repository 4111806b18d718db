"""What is due: agenda, due strip and health check, derived
from the facts and the day (rules D4, D5, E1, F2).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from mmd_reviewer.domain.calendar_entry import (
    ANSWER,
    EDITION,
    OVERDUE,
    PLANNED,
    Entry,
    days_late,
    standing,
)
from mmd_reviewer.domain.letters.kinds import name_of
from mmd_reviewer.domain.period import LAST_DAY, add_days, count
from mmd_reviewer.domain.request_queue import OPEN, QueueFilter
from mmd_reviewer.domain.waiting import Concern
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.edition_news import cannot_be_kept
from mmd_reviewer.services.owed import as_entry, owed_list, still_written
from mmd_reviewer.services.second_assessment import hidden

SOON_DAYS = 14  # the agenda's next days
WEEK_DAYS = 7
UNASSIGNED_DAYS = 7
APPEAL_DAYS = 14  # before the deadline an open appeal is a concern
ANSWER_SOON_DAYS = 3  # before the day by which it is to be answered too
MOST = 10_000
TOO_LATE = "customers are told too late for this day: announce it again for a later one"


@dataclass(frozen=True, slots=True)
class Agenda:
    """What the calendar shows first.

    `later`: undone entries after `until`, their last day, the next of them.

    `owed` are letters that customers wait for, written or not (C9).
    """

    day: date
    until: date
    overdue: tuple[Entry, ...]
    today: tuple[Entry, ...]
    soon: tuple[Entry, ...]
    later: int
    later_until: date | None
    next: Entry | None
    owed: tuple[Entry, ...] = ()

    @property
    def late_notices(self) -> int:
        """How many notices are overdue."""
        return sum(entry.is_notice for entry in self.overdue)


def agenda(desk: Desk, day: date | None = None, within: int = SOON_DAYS) -> Agenda:
    """Overdue, today, the days after, and what comes later."""
    day = day or desk.today()
    until = add_days(day, within)
    near = _near(desk, day, until)
    later, last, following = desk.store.entries_later(until)
    return Agenda(
        day=day,
        until=until,
        overdue=_overdue(desk, day),
        today=tuple(entry for entry in near if entry.day == day),
        soon=tuple(entry for entry in near if entry.day > day),
        owed=tuple(as_entry(row) for row in owed_list(desk, day) if not row.settle),
        later=later,
        later_until=last,
        next=following,
    )


def _overdue(desk: Desk, day: date) -> tuple[Entry, ...]:
    editions = [entry for entry in edition_entries(desk) if standing(entry, day) == OVERDUE]
    found = [*desk.store.entries_overdue(day, MOST), *editions]
    return tuple(sorted(found, key=lambda entry: entry.day))


def _near(desk: Desk, day: date, until: date) -> list[Entry]:
    unseen = hidden(desk)
    undone = [
        entry
        for entry in desk.store.entries_between(day, until, MOST)
        if entry.status == PLANNED and entry.number not in unseen
    ]
    editions = [
        entry
        for entry in edition_entries(desk)
        if day <= entry.day <= until and entry.status == PLANNED
    ]
    return sorted([*undone, *editions], key=lambda entry: (entry.day, entry.customer, entry.code))


def later_entries(desk: Desk, after: date, most: int = MOST) -> tuple[Entry, ...]:
    """The undone entries after a day."""
    found = desk.store.entries_between(add_days(after, 1), LAST_DAY, most)
    unseen = hidden(desk)
    return tuple(entry for entry in found if entry.status == PLANNED and entry.number not in unseen)


def edition_entries(desk: Desk) -> tuple[Entry, ...]:
    """The days on which announced editions take effect (B8).

    One whose day passed before it was published stays until it is published or announced again.
    """
    standing_now = desk.standing()
    today = desk.today()
    told = standing_now.to_be_told(today)
    late = {row.body.code for row in told if cannot_be_kept(desk, row, standing_now.codes, today)}
    passed = [(row.body.effective, row.body.code) for row in told if row.body.effective <= today]
    found = []
    for effective, code in (*passed, *standing_now.coming_editions(today)):
        changes, stamp = standing_now.edition_changed(code)
        found.append(
            Entry(  # one for everybody: no case, no customer
                effective,
                EDITION,
                PLANNED,
                "",
                "All customers",
                desk.edition_name(code),
                f"edition-{code}",
                sequence=changes,
                stamp=stamp,
                lapses=None if (effective, code) in passed else add_days(effective, 1),
                note=TOO_LATE if code in late else "",
            )
        )
    return tuple(found)


def entries_between(desk: Desk, first: date, last: date) -> tuple[Entry, ...]:
    """Everything on those days, editions included, by day."""
    unseen = hidden(desk)
    found = [
        entry
        for entry in desk.store.entries_between(first, last, MOST * 10)
        if entry.number not in unseen
    ]
    found += [entry for entry in edition_entries(desk) if first <= entry.day <= last]
    return tuple(sorted(found, key=lambda entry: (entry.day, entry.customer, entry.code)))


def owed_between(desk: Desk, today: date, first: date, last: date) -> tuple[Entry, ...]:
    """Letters owed today since one of those days (C9)."""
    return tuple(entry for entry in agenda(desk, today, 0).owed if first <= entry.day <= last)


def due_list(desk: Desk, day: date, within: int = SOON_DAYS) -> tuple[Entry, ...]:
    """Overdue, letters owed, due and coming, by day (C9, D4, D5).

    A letter that is to be made again is not written, as in the list of the letters owed.
    """
    found = agenda(desk, day, within)
    owed = [as_entry(row) for row in still_written(desk, owed_list(desk, day)) if not row.settle]
    late = sorted((*found.overdue, *owed), key=lambda entry: (entry.day, entry.number))
    return (*late, *found.today, *found.soon)


def health(desk: Desk) -> tuple[Concern, ...]:
    """What waits longer than it should, found when a store is opened."""
    day = desk.today()
    found: list[Concern] = []
    for letter in desk.store.waiting_letters():
        if letter.printed is not None and letter.printed < day:
            words = f"{name_of(letter.kind)} {letter.letter} is printed and not dispatched"
            found.append(Concern(letter.number, letter.customer, words, letter.printed))
    for row in owed_list(desk, day):
        if not row.letter:
            words = f"{name_of(row.kind)} is owed and not written"
            words = (
                f"{words}: to be settled, from before letters were owed" if row.settle else words
            )
            found.append(Concern(row.number, row.customer, words, row.since))
    for entry in desk.store.entries_overdue(day, MOST):
        if entry.is_notice and not entry.drafted:
            words = f"{entry.what} is {count(days_late(entry, day), 'day')} late and has no letter"
            found.append(Concern(entry.number, entry.customer, words, entry.day))
    found += _appeals_waiting(desk, day)
    found += _waiting_cases(desk, day)
    return tuple(sorted(found, key=lambda concern: (concern.since, concern.number)))


def _appeals_waiting(desk: Desk, day: date) -> list[Concern]:
    found = []
    for appeal in desk.store.open_appeals(MOST):
        own = desk.store.entries_of(appeal.number)
        for entry in own:
            if entry.code == ANSWER and entry.status == PLANNED:
                late = days_late(entry, day)
                word = f"{count(late, 'day')} late" if late else f"due on {entry.day}"
                if entry.day <= add_days(day, ANSWER_SOON_DAYS):
                    words = f"The answer to an appeal is {word}"
                    found.append(Concern(appeal.number, appeal.customer, words, appeal.day))
        ahead = [entry for entry in own if entry.code == "D"]
        near = any(day <= entry.day <= add_days(day, APPEAL_DAYS) for entry in ahead)
        if near:
            words = f"An appeal is open and cover ends on {ahead[-1].day}"
            found.append(Concern(appeal.number, appeal.customer, words, appeal.day))
    return found


def _waiting_cases(desk: Desk, day: date) -> list[Concern]:
    store = desk.store
    unassigned = QueueFilter(state=OPEN, reviewer="")
    old = day - timedelta(days=UNASSIGNED_DAYS)
    found = [
        Concern(
            row.number,
            row.customer,
            f"Nobody is assigned for {count(row.age_days(day), 'day')}",
            row.received,
        )
        for row in store.page(unassigned, day, MOST)
        if row.received <= old and row.state not in ("parked", "returned")
    ]
    for row in store.page(QueueFilter(state="returned", due_by=day), day, MOST):
        since = desk.case(row.number).return_told
        assert since is not None  # it has a day by which an answer was awaited
        words = f"Returned without an answer for {count((day - since).days, 'day')}"
        found.append(Concern(row.number, row.customer, words, since))
    for row in store.page(QueueFilter(state="expired"), day, MOST):
        found.append(
            Concern(
                row.number, row.customer, "Expired, still on devices", row.next_date or row.received
            )
        )
    prepared = [
        row
        for state in ("in_force", "expired")
        for row in store.page(QueueFilter(state=state), day, MOST)
    ]
    for row in prepared:
        if "revocation_prepared" in row.flags:
            words = "A revocation is prepared and its first notice is not dispatched"
            found.append(Concern(row.number, row.customer, words, day))
    return found
