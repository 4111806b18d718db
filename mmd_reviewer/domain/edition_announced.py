"""An announced edition: who must be told of it, since when,
and when it may be published (rule B8).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import EditionAnnounced
from mmd_reviewer.domain.period import add_days, check_day
from mmd_reviewer.domain.source import Source

NOTICE_DAYS = 30  # so many days or more after customers were told a new edition takes effect


@dataclass(frozen=True, slots=True)
class Announced:
    """An announcement and the fact that says so; one customer, one case in `body.tell`."""

    body: EditionAnnounced
    source: Source

    @property
    def told_as(self) -> str:
        """What it is called among things told: the code and the day that its letters name."""
        return f"edition {self.body.code} {self.body.effective.isoformat()}"

    def too_late(self, told: Mapping[str, date], today: date) -> bool:
        """Can its day not be kept any more, as somebody was or is told less than 30 days before it?

        `told` are the days on which customers were told, by case.
        """
        last = max(told.values(), default=None)
        if len(told) < len(self.body.tell):
            last = max(today, last or today)
        return last is not None and add_days(last, NOTICE_DAYS) > self.body.effective

    def surely_kept(self, published: Collection[str], day: date) -> bool:
        """Is nobody's telling needed to know that its day can be kept: it is published,
        or 30 days remain?
        """
        return self.body.code in published or add_days(day, NOTICE_DAYS) <= self.body.effective


def check_kept(about: str, late: Collection[str]) -> None:
    """Refuse a letter about an edition whose announced day can no longer be kept (B8)."""
    if about in late:
        day = about.rpartition(" ")[2]
        raise Refused(
            f"Customers would be told less than {NOTICE_DAYS} days before {day}: announce the "
            "edition again with a later day.",
            "B8",
            "effective",
        )


def check_announcement(
    edition: Edition,
    effective: date,
    today: date,
    editions: Sequence[tuple[date, str]],
    before: Announced | None,
    told: Mapping[str, date],
    others: Mapping[str, date],
) -> None:
    """Refuse to announce an edition for a day that B8 does not allow.

    `editions` are the published ones by their days, `before` is its announcement, if any, `others`
    the days of other editions that are announced and not published, by name.
    """
    if edition.code in {code for _, code in editions}:
        raise Refused(f"{edition.name} is published already.", "B8", "code")
    if before is not None and before.body.effective == effective:
        raise Refused(f"{edition.name} is announced already for {effective}.", "B8", "effective")
    if before is not None and told and not before.too_late(told, today):
        raise Refused(
            f"Letters name {before.body.effective} as the day of {edition.name}; it stays.",
            "B8",
            "effective",
        )
    check_day(effective, "effective", "B8")
    earliest = add_days(today, NOTICE_DAYS)
    if effective < earliest:
        raise Refused(
            f"{effective} is too early: told today at the earliest, customers have until "
            f"{earliest}.",
            "B8",
            "effective",
        )
    _check_after(effective, editions)
    same = [name for name, day in others.items() if day == effective]
    if same:
        raise Refused(
            f"{same[0]} is announced for {effective}: two editions do not take effect on one day.",
            "B8",
            "effective",
        )


def _check_after(effective: date, editions: Sequence[tuple[date, str]]) -> None:
    """Refuse a day that is not after that of every published edition:
    they take effect one after another.
    """
    latest = max((day for day, _ in editions), default=date.min)
    if effective <= latest:
        raise Refused(
            f"{effective} is not after {latest}, when the edition before takes effect.",
            "B8",
            "effective",
        )


def check_announced(coming: Sequence[Announced]) -> None:
    """Refuse to write letters of an edition where none is announced (B8)."""
    if not coming:
        raise Refused("No edition is announced that a letter could tell of.", "B8", "kind")


def check_publication(
    edition: Edition,
    announced: date,
    effective: date,
    today: date,
    editions: Sequence[tuple[date, str]],
    row: Announced | None,
    told: Mapping[str, date],
    somebody: bool,
    earlier: Mapping[str, date],
) -> None:
    """Refuse an edition that may not be in force from `effective` on (B8).

    `announced` is the dispatch of the last letter, `editions` the published ones by their days,
    `row` the announcement, `told` when customers were told, `somebody` whether any must be told
    without one, `earlier` the days of other editions that can still be published for them, by name.
    """
    if edition.code in {code for _, code in editions}:
        raise Refused(f"{edition.name} is published already.", "B8", "code")
    if announced > today:
        raise Refused(
            f"{announced} lies in the future: told is the day of the last letter’s dispatch.",
            "B8",
            "announced",
        )
    if row is not None:
        _check_told(row, told, announced, effective)
    elif somebody:
        raise Refused(
            f"{edition.name} is not announced: no customer was told of it.", "B8", "announced"
        )
    check_day(effective, "effective", "B8")
    earliest = add_days(announced, NOTICE_DAYS)
    if effective < earliest:
        raise Refused(
            f"{effective} is less than {NOTICE_DAYS} days after {announced}: announce it again, "
            f"for {earliest} or later.",
            "B8",
            "effective",
        )
    _check_after(effective, editions)
    first = [name for name, day in earlier.items() if day <= effective]
    if first:
        raise Refused(
            f"{first[0]} is announced for {earlier[first[0]]} and comes first: publish it, or "
            "announce it again with a later day.",
            "B8",
            "effective",
        )


def _check_told(row: Announced, told: Mapping[str, date], announced: date, effective: date) -> None:
    """Refuse an edition that somebody who must be told was not told of."""
    if row.body.effective != effective:
        raise Refused(f"The letters name {row.body.effective}, not {effective}.", "B8", "effective")
    untold = [number for number in row.body.tell if number not in told]
    if untold:
        names = ", ".join(untold[:3])
        raise Refused(
            f"Not every customer was told: no letter of {names} is dispatched.", "B8", "announced"
        )
    last = max(told.values(), default=announced)
    if last != announced:
        raise Refused(
            f"The last letter was dispatched on {last}: that is the day customers were told.",
            "B8",
            "announced",
        )
