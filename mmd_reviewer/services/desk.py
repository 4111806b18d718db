"""The desk a reviewer works at: the store, the day, who acts,
and what letters and dates depend on (F1, F2, F3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TypeVar

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_fold import in_parent_order
from mmd_reviewer.domain.deed import Change, Document
from mmd_reviewer.domain.desk_standing import Standing, standing_of
from mmd_reviewer.domain.disposal import check_not_gone
from mmd_reviewer.domain.edition import Edition, in_force
from mmd_reviewer.domain.errors import Cancelled, CaseChangedElsewhere, InPart, Refused, StoreError
from mmd_reviewer.domain.fact import DESK_KEY, Author, Body
from mmd_reviewer.domain.history import tell_of
from mmd_reviewer.domain.letters.compose import Issuer
from mmd_reviewer.domain.letters.words import OwnWordings
from mmd_reviewer.domain.period import check_clock
from mmd_reviewer.domain.seen import Seen
from mmd_reviewer.domain.settling import check_settled
from mmd_reviewer.domain.triage import the_one
from mmd_reviewer.services.moment import Moment
from mmd_reviewer.services.ports import Store
from mmd_reviewer.services.recording import (
    after_change,
    as_it_stands,
    chain,
    in_doubt,
    new_deed,
    tell_who_was_first,
)
from mmd_reviewer.services.surroundings import Clock, Holidays, OutFiles, Press, PrintSystem, Signer

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a deed needs. `editions` are all known ones by code;
    `day_confirmed`: an explicit --today (F3).

    `seen` is what the person saw of the cases that they act on: who saw less than the store holds
    is told first. `files` writes what leaves the program. `recorded` grows by a sentence for each
    deed, so that what is said after a failure is true.
    """

    store: Store
    clock: Clock
    press: Press
    editions: Mapping[str, Edition]
    wordings: OwnWordings
    holidays: Holidays
    files: OutFiles
    printers: PrintSystem
    signer: Signer
    reviewer: str
    day_confirmed: bool = False
    seen: Seen = field(default_factory=Seen)
    recorded: list[str] = field(default_factory=list)

    def standing(self) -> Standing:
        """What the desk's facts say now."""
        return standing_of(in_parent_order(self.store.facts(DESK_KEY)), self.store.pack())

    def today(self) -> date:
        """The civil day worked under."""
        return self.clock.today(self.standing().zone)

    def moment(self) -> Moment:
        """Day, edition, station, sender and author of a deed, read once."""
        standing = self.standing()
        day = self.clock.today(standing.zone)
        edition = in_force(standing.editions, self.editions, day)
        author = Author(self.reviewer, standing.station, day, self.clock.now())
        issuer = Issuer(
            edition,
            standing.sender,
            self.wordings,
            customers=standing.customers,
            signature=standing.desk_set.signatures.get(self.reviewer, ""),
            sample=standing.desk_set.sample,
            editions=self.editions,
            paper=standing.desk_set.paper,
            station=standing.station,
        )
        ahead = [code for _, code in standing.coming_editions(day) if code in self.editions]
        return Moment(
            day,
            edition,
            standing.to_be_told(day),
            author,
            issuer,
            self.editions,
            standing.facts,
            standing.editions,
            tuple(self.editions[code] for code in ahead),
            standing.confirmed,
        )

    def do(self, case: Case, rule: Callable[[Moment], Sequence[Body]]) -> Case:
        """One deed on one case: its moment is read once,
        the rule gives the facts to record or refuses.
        """
        now = self.moment()
        return self.record([(case, rule(now))], now=now)[0]

    def edition(self, day: date) -> Edition:
        """The edition in force on a day (B8)."""
        return in_force(self.standing().editions, self.editions, day)

    def edition_name(self, code: str) -> str:
        """The name of an edition that is known here, else its code."""
        edition = self.editions.get(code)
        return edition.name if edition else code

    def case(self, name: str, now: Moment | None = None) -> Case:
        """The case with this number or ticket, at a moment where many are read;
        a ticket that several customers use names none of them (A5).
        """
        keys = self.store.find(name) or self.store.find(name.upper())  # as it may be typed (A5)
        if not keys:
            check_not_gone(name, self.standing().facts)
        return the_one([self.by_key(key, now) for key in keys], name)

    def by_key(self, key: str, now: Moment | None = None) -> Case:
        """The case as it stands today, by the editions of the store (B8);
        within a deed, at its moment.
        """
        if now is not None:
            return as_it_stands(self.store.facts(key), now.desk_facts, now.day)
        standing = self.standing()
        return as_it_stands(self.store.facts(key), standing.facts, self.clock.today(standing.zone))

    def linked(self, case: Case, now: Moment | None = None) -> tuple[Case, ...]:
        """The cases linked to this one."""
        return tuple(
            self.by_key(key, now) for link in case.links for key in self.store.find(link.other)
        )

    def record(
        self,
        acts: Iterable[tuple[Case, Sequence[Body]]],
        documents: Sequence[Document] = (),
        now: Moment | None = None,
    ) -> tuple[Case, ...]:
        """One deed on one or several cases, as one transaction;
        the cases as they are afterwards.
        """
        deed, now, acts = new_deed(), now or self.moment(), list(acts)
        check_settled(acts)
        changes = [
            Change(case.facts, chain(case.key, case.heads, deed, now.author, bodies))
            for case, bodies in acts
        ]
        for (case, _), change in zip(acts, changes, strict=True):
            self.seen.check(case, partial(after_change, change, now))
        # known before they are seen
        self.seen.own.update(row.fact.id for change in changes for row in change.written)
        try:
            self.store.record(changes, documents)
        except CaseChangedElsewhere:
            tell_who_was_first(self.store, self.seen, acts, now)
            raise
        except StoreError as error:
            raise in_doubt(self.store, changes, error) from error
        after = tuple(after_change(change, now) for change in changes)
        self.recorded.extend(f"{case.number}: {tell_of(case, case.facts[-1])}" for case in after)
        return after

    def truly(self, act: Callable[[], T]) -> T:
        """Do `act`; where it fails after something was recorded, the failure says what is kept."""
        before = len(self.recorded)
        try:
            return act()
        except (Refused, StoreError, Cancelled) as error:
            if len(self.recorded) > before and not isinstance(error, InPart):
                raise InPart(error, self.recorded[before:]) from error
            raise

    def highest_number(self) -> int:
        """The highest running number that a case of the station has,
        or had before the store went back.
        """
        standing = self.standing()
        return max(self.store.highest_number(standing.station), standing.numbered)

    def set_up(
        self,
        zone: str,
        station: str,
        sender: Mapping[str, str],
        edition: Edition,
        *,
        sample: bool = False,
    ) -> None:
        """The first facts of a new store."""
        author = Author(self.reviewer, station, self.clock.today(zone), self.clock.now())
        bodies = (
            kinds.DeskSet(zone, station, dict(sender), sample=sample),
            kinds.EditionPublished(
                edition.code,
                edition.digest,
                edition.since,
                types=tuple(row.code for row in edition.types),
            ),
        )
        self.store.record([Change((), chain(DESK_KEY, (), new_deed(), author, bodies))])

    def check_date(self, now: Moment | None = None) -> None:
        """Refuse to issue before the newest fact's day or over 45 days after it (F3)."""
        now, newest = now or self.moment(), self.store.newest_day()
        if not (self.day_confirmed or newest is None or now.confirmed == now.day):
            check_clock(now.day, newest)

    def confirm_date(self) -> None:
        """The reviewer says that today's date is right (F3)."""
        self.record_on_desk(kinds.DateConfirmed())

    def record_on_desk(self, body: Body, documents: Sequence[Document] = ()) -> None:
        """A fact of the desk itself: what letters and dates of all cases depend on."""
        standing = self.standing()
        author = Author(
            self.reviewer, standing.station, self.clock.today(standing.zone), self.clock.now()
        )
        self.seen.check_desk(standing.facts)
        written = chain(DESK_KEY, standing.heads, new_deed(), author, (body,))
        self.seen.own.update(row.fact.id for row in written)
        self.store.record([Change(standing.facts, written)], documents)

    def store_id(self) -> str:
        """The identity of the store, for ever: what its first fact is called, in 12 hex digits."""
        return self.standing().facts[0].id[:12]

    def holiday(self, day: date) -> str:
        """The name of the holiday in the store's region on a day, or ""."""
        return self.holidays.name(self.standing().region, day)
