"""Revocation: the course of four notices, and what its days mean (rules D1 to D5, D7, D8).

Pure: days in, days out. The course runs from the dispatch of the first notice; calendar days,
nothing rolls.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from mmd_reviewer.domain.appeal import Appeal
from mmd_reviewer.domain.course_facts import GroundAdded, Retimed, RevocationPrepared
from mmd_reviewer.domain.course_plan import EARLY_DAYS as EARLY_DAYS
from mmd_reviewer.domain.course_plan import FINAL as FINAL
from mmd_reviewer.domain.course_plan import FIRST as FIRST
from mmd_reviewer.domain.course_plan import NOTICES as NOTICES
from mmd_reviewer.domain.course_plan import SECOND as SECOND
from mmd_reviewer.domain.course_plan import STANDARD, CoursePlan
from mmd_reviewer.domain.course_plan import THIRD as THIRD
from mmd_reviewer.domain.period import add_days
from mmd_reviewer.domain.source import Source

ENDED_REMOVED, ENDED_WITHDRAWN = "removed", "withdrawn"


def notice_of(kind: str) -> str:
    """`second` for the letter kind `notice_second`; "" for another letter."""
    notice = kind.removeprefix("notice_")
    return notice if kind.startswith("notice_") and notice in NOTICES else ""


@dataclass(frozen=True, slots=True)
class Schedule:
    """The days of a course: day 0 and the deadline; everything else follows (D2, D3)."""

    first: date
    deadline: date
    plan: CoursePlan = STANDARD

    def due(self, notice: str) -> date:
        """The day on which a notice is due; the final one a week before the deadline."""
        if notice == FINAL:
            return self.deadline - timedelta(days=self.plan.last_week)
        return add_days(self.first, self.plan.offset(notice))

    def falls_away(self, notice: str) -> bool:
        """A second or third notice that is not before the final one is not due (D7)."""
        return notice in (SECOND, THIRD) and self.due(notice) >= self.due(FINAL)

    def days_left(self, day: date) -> int:
        """Whole days from `day` to the deadline."""
        return (self.deadline - day).days

    def offset(self, day: date) -> int:
        """The number of a day, counted from day 0."""
        return (day - self.first).days


def schedule(first: date, deadline: date | None = None, plan: CoursePlan = STANDARD) -> Schedule:
    """The course of a first notice dispatched on `first`,
    or with a deadline set before it (D2, D7).
    """
    return Schedule(first, deadline or add_days(first, plan.length), plan)


@dataclass(frozen=True, slots=True)
class Sent:
    """A notice that was dispatched: its letter ("" if sent elsewhere),
    the day, the portal's reference.

    `corrected` keeps what was recorded before a correction (D11).
    """

    letter: str
    on: date
    reference: str
    corrected: tuple[tuple[date, str], ...] = ()
    second_person: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground added later and the day it was recorded (D1)."""

    body: GroundAdded
    day: date


@dataclass(frozen=True, slots=True)
class Retiming:
    """A change of the deadline and the fact that says so (D7).

    `told_old` is the deadline the customer knew before the letter that told this change; None while
    no letter has told it (C9).
    """

    body: Retimed
    source: Source
    told_old: date | None = None

    @property
    def day(self) -> date:
        return self.source.day

    @property
    def shortens(self) -> bool:
        """Did it make the deadline earlier (D7)?"""
        return self.body.old is not None and self.body.new < self.body.old

    @property
    def fact(self) -> str:
        return self.source.fact


@dataclass(frozen=True, slots=True)
class Move:
    """A deadline that a late first dispatch, a late shortening or a correction moved (D3, D7, D11).

    `letter`: the shortening's, whose dispatch taken back takes this back as well; `told_old` as of
    a retiming.
    """

    source: Source
    old: date
    new: date
    letter: str = ""
    told_old: date | None = None

    @property
    def fact(self) -> str:
        return self.source.fact


@dataclass(frozen=True, slots=True)
class Granted:
    """A later deadline by the outcome of an appeal; the outcome's own letter tells it (D8)."""

    source: Source
    old: date
    new: date


@dataclass(frozen=True, slots=True)
class Shortened:
    """What a shortening took the place of, for the case that its dispatch is taken back (D7)."""

    letter: str
    retiming: Retiming
    deadline: date
    final: Sent | None


@dataclass(frozen=True, slots=True)
class Change:
    """Actions changed by an appeal's outcome, marked in the notices that follow (D2, D8)."""

    actions: str
    day: date


@dataclass(frozen=True, slots=True)
class Lapse:
    """Cover ended on `since`; `back` is the day an appeal or a withdrawal gave it back,
    None if none did (D8).
    """

    since: date
    back: date | None = None


@dataclass(frozen=True, slots=True)
class Revocation:
    """One revocation as the facts tell it.

    `dates` is None before the first dispatch; `ended` closes it.

    `planned` is a deadline set before the first notice, `extends` whether it is later than that of
    the usual course; `earlier_finals` those of deadlines since changed; `lapses` deadlines that
    passed and after which cover was given back; `released` devices (by key) that an appeal's
    outcome let keep the exemption. `shortening` is decided and not told: the old deadline holds
    until its letter is dispatched (C9). `told` is the deadline that the customer was told last.
    `letters_before`: how many letters the case had when it was prepared; they are not its own.
    """

    prepared: RevocationPrepared
    prepared_on: date
    dates: Schedule | None = None
    planned: date | None = None
    extends: bool = False
    sent: Mapping[str, Sent] = field(default_factory=dict)
    earlier_finals: tuple[Sent, ...] = ()
    not_sent: tuple[str, ...] = ()
    retimings: tuple[Retiming, ...] = ()
    shortening: Retiming | None = None
    shortened: Shortened | None = None
    moves: tuple[Move, ...] = ()
    granted: tuple[Granted, ...] = ()
    told: date | None = None
    grounds: tuple[Ground, ...] = ()
    changes: tuple[Change, ...] = ()
    appeals: tuple[Appeal, ...] = ()
    released: Mapping[str, date] = field(default_factory=dict)
    lapses: tuple[Lapse, ...] = ()
    ended: date | None = None
    how_ended: str = ""
    end: Source | None = None
    letters_before: int = 0

    @property
    def plan(self) -> CoursePlan:
        """The course plan of the edition it was prepared under (D2)."""
        return self.prepared.plan or STANDARD

    def shortening_on(self, day: date) -> Retiming | None:
        """The shortening that waits for its letter;
        it lapses when the old deadline comes first (D7).
        """
        passed = self.dates is not None and day >= self.dates.deadline
        return None if passed or not self.open else self.shortening

    @property
    def open(self) -> bool:
        return self.ended is None

    @property
    def notified(self) -> bool:
        """Was the first notice dispatched?"""
        return self.dates is not None

    @property
    def appeal(self) -> Appeal | None:
        """The open appeal; one at a time (D8)."""
        return self.appeals[-1] if self.appeals and self.appeals[-1].open else None

    def running_on(self, day: date) -> bool:
        """Had the customer been notified by that day, and was the revocation not over?"""
        return (
            self.dates is not None
            and self.dates.first <= day
            and (self.ended is None or day < self.ended)
        )

    def all_lapses(self) -> tuple[Lapse, ...]:
        """Every stretch in which devices with the exemption are without cover;
        the last may lie ahead (D2, D8).
        """
        if self.dates is None or self.how_ended == ENDED_WITHDRAWN:
            return self.lapses
        return (*self.lapses, Lapse(self.dates.deadline))

    def lapsed_on(self, day: date) -> bool:
        """Was the deadline reached, and cover not given back?"""
        return any(
            one.since <= day and (one.back is None or day < one.back) for one in self.all_lapses()
        )

    def was_sent(self, notice: str) -> bool:
        return notice in self.sent

    def pending(self) -> tuple[tuple[str, date], ...]:
        """Notices still to be dispatched, with their due days (D5);
        derived, whatever the program missed.
        """
        return self._unsent() if self.open else ()

    def _unsent(self) -> tuple[tuple[str, date], ...]:
        """Notices of the course that were neither dispatched nor passed over,
        with their due days.
        """
        dates = self.dates
        if dates is None:
            return ()
        return tuple(
            (notice, dates.due(notice))
            for notice in NOTICES[1:]
            if not self.was_sent(notice)
            and notice not in self.not_sent
            and not dates.falls_away(notice)
        )

    def pending_on(self, day: date) -> tuple[tuple[str, date], ...]:
        """Those still to be dispatched on a day; none once the deadline has passed (D4)."""
        return () if self._passed(day) else self.pending()

    def not_sent_on(self, day: date) -> tuple[str, ...]:
        """Notices that were not sent, and after the deadline those
        that were still to come (D4, D5).

        Also of a revocation that closed after it: they were missed all the same.
        """
        late = (
            self.ended is not None and self.dates is not None and self.ended > self.dates.deadline
        )
        reached = self.open or (late and self.how_ended != ENDED_WITHDRAWN)
        missed = [name for name, _ in self._unsent()] if reached and self._passed(day) else []
        return tuple(name for name in NOTICES if name in self.not_sent or name in missed)

    def _passed(self, day: date) -> bool:
        return self.dates is not None and day >= self.dates.deadline

    def overdue(self, day: date) -> tuple[tuple[str, date], ...]:
        """Pending notices whose day is before `day`, until the deadline has passed (D4)."""
        return tuple((notice, due) for notice, due in self.pending_on(day) if due < day)

    def next_notice(self, day: date) -> str:
        """What is to be issued on `day`: of several missed the latest due one,
        else the next to come (D5).
        """
        if self.open and self.dates is None:
            return FIRST
        pending = self.pending()
        due = [notice for notice, when in pending if when <= day]
        return due[-1] if due else pending[0][0] if pending else ""

    def missed_before(self, notice: str) -> tuple[str, ...]:
        """Earlier notices that become *not sent* when this one is dispatched (D5)."""
        waiting = [name for name, _ in self.pending()]
        return tuple(waiting[: waiting.index(notice)]) if notice in waiting else ()

    def days_short(self, notice: str, day: date) -> int:
        """Days of warning that a notice dispatched on `day` leaves too few; 0 if enough (D4)."""
        if self.dates is None or notice == FIRST:
            return 0
        return max(self.plan.warning(notice) - self.dates.days_left(day), 0)

    def if_first(self, day: date) -> Schedule:
        """The course if the first notice goes out on `day`: before that, dates show so (D3, D7).

        A deadline shortened before it stays, with eight days left at least; a lengthened one holds
        unless the usual course ends later.
        """
        usual = schedule(day, None, self.plan)
        if self.planned is None:
            return usual
        least = usual.deadline if self.extends else add_days(day, self.plan.shortest)
        return replace(usual, deadline=max(self.planned, least))


def given_back(revocations: Iterable[Revocation]) -> tuple[date, ...]:
    """The days on which an outcome or a withdrawal gave cover back, in order (D8)."""
    return tuple(
        lapse.back for one in revocations for lapse in one.lapses if lapse.back is not None
    )
