"""What the facts of the desk say: zone, station, sender, region, and the editions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.customers import Customers, customers_of
from mmd_reviewer.domain.desk_set_fold import NOT_SET_UP, settings_of
from mmd_reviewer.domain.edition_announced import Announced
from mmd_reviewer.domain.fact import Body, Fact
from mmd_reviewer.domain.pack import Pack, packs_of
from mmd_reviewer.domain.source import Source


@dataclass(frozen=True, slots=True)
class Standing:
    """What the facts of the desk say: zone, station,
    sender, editions by the day they take effect.

    `station` is what new numbers begin with: in a pack, `pack`, the pack's own code.
    """

    zone: str
    station: str
    sender: Mapping[str, str]
    editions: tuple[tuple[date, str], ...]
    announced: tuple[Announced, ...]
    region: str
    confirmed: date | None
    heads: tuple[str, ...]
    facts: tuple[Fact, ...]
    # cases of the station that are gone: disposed of, or of a state that the store went back from
    numbered: int = 0
    desk_set: kinds.DeskSet = NOT_SET_UP
    logo: kinds.LogoSet | None = None
    pack: Pack | None = None

    @property
    def customers(self) -> Customers:
        """Which spellings were joined (A5)."""
        return customers_of(self.facts)

    @property
    def mark(self) -> tuple[str, str]:
        """What every view says of the store, and why; empty for the usual one."""
        if self.pack is not None:
            return f"Pack {self.pack.code}", f"Taken by {self.pack.to} on {self.pack.on}"
        return (
            ("Sample", "Made-up cases in a store of their own")
            if self.desk_set.sample
            else ("", "")
        )

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the published editions."""
        return tuple(code for _, code in self.editions)

    def edition_changed(self, code: str) -> tuple[int, str]:
        """How often an edition's day was said anew, and the moment of the last time (B8)."""
        said = [
            fact.at
            for fact in self.facts
            if isinstance(fact.body, kinds.EditionAnnounced | kinds.EditionPublished)
            and fact.body.code == code
        ]
        return max(len(said) - 1, 0), said[-1] if said else ""

    def coming_editions(self, day: date) -> tuple[tuple[date, str], ...]:
        """Published or announced editions that take effect after a day, by that day (B8)."""
        announced = tuple(
            (row.body.effective, row.body.code)
            for row in self.announced
            if row.body.code not in self.codes
        )
        return tuple(sorted(row for row in (*self.editions, *announced) if row[0] > day))

    def to_be_told(self, day: date) -> tuple[Announced, ...]:
        """Announced editions that take effect after a day, the next first (B8).

        One whose day passed before it was published stays: customers were told a day that does not
        hold.
        """
        rows = [
            row
            for row in self.announced
            if row.body.effective > day or row.body.code not in self.codes
        ]
        return tuple(sorted(rows, key=lambda row: row.body.effective))


def standing_of(facts: Sequence[Fact], pack_id: str = "") -> Standing:
    """What the desk's facts, in parent order, say; `pack_id` names the fact by which the store
    is a pack, "" where it is none.
    """
    bodies = [fact.body for fact in facts]
    newest = settings_of(facts)
    editions = tuple(
        (body.effective, body.code) for body in bodies if isinstance(body, kinds.EditionPublished)
    )
    confirmed = [fact.day for fact in facts if isinstance(fact.body, kinds.DateConfirmed)]
    logos = [body for body in bodies if isinstance(body, kinds.LogoSet | kinds.LogoRemoved)]
    logo = logos[-1] if logos and isinstance(logos[-1], kinds.LogoSet) else None
    parents = {parent for fact in facts for parent in fact.parents}
    pack = next((row for row in packs_of(facts) if row.id == pack_id), None)
    station = pack.code if pack is not None else newest.station
    numbers = (number for body in bodies for number in _numbers_used(body, station))
    return Standing(
        newest.zone,
        station,
        {**newest.sender, **({"logo": logo.sha256} if logo is not None else {})},
        editions,
        _announced(facts),
        newest.region,
        confirmed[-1] if confirmed else None,
        tuple(fact.id for fact in facts if fact.id not in parents),
        tuple(facts),
        max(numbers, default=0),
        newest,
        logo,
        pack,
    )


def _announced(facts: Sequence[Fact]) -> tuple[Announced, ...]:
    """The announcements, of each edition the newest."""
    found = {
        fact.body.code: Announced(fact.body, Source.of(fact))
        for fact in facts
        if isinstance(fact.body, kinds.EditionAnnounced)
    }
    return tuple(found.values())


def _numbers_used(body: Body, station: str) -> Iterator[int]:
    """Numbers of cases that stay used though the store holds the case no longer (C11)."""
    if isinstance(body, kinds.WentBack) and body.station == station:
        yield body.highest
    if isinstance(body, kinds.CaseDisposed) and body.number.startswith(f"{station}-"):
        yield int(body.number.removeprefix(f"{station}-"))
