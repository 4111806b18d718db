"""Which letters are owed on a day, and which one is next: one answer for everybody (rule C9).

Window, calendar, terminal, batch, health check and due list ask here. Nothing is stored: what is
owed follows from the facts, what was told from the dispatched letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mmd_reviewer.domain.case import Case, Letter
from mmd_reviewer.domain.edition_announced import Announced
from mmd_reviewer.domain.letters.kind import Telling
from mmd_reviewer.domain.letters.kinds import ACKNOWLEDGEMENT, EDITION, KINDS
from mmd_reviewer.domain.letters.notice import code_of, telling_of
from mmd_reviewer.domain.revocation import EARLY_DAYS, FIRST, Revocation

WAITS, NOTICE, OTHER, TO_SETTLE, TO_COME = "waits", "notice", "other", "settle", "to_come"
URGENCY = (WAITS, NOTICE, OTHER, TO_SETTLE, TO_COME)


@dataclass(frozen=True, slots=True)
class Owed:
    """A letter that is owed: what it is to tell, and the letter that was written for it, if any."""

    telling: Telling
    written: Letter | None = None

    @property
    def kind(self) -> str:
        return self.telling.kind

    @property
    def since(self) -> date:
        return self.telling.since

    def age_days(self, day: date) -> int:
        """Whole days since it is owed."""
        return max((day - self.since).days, 0)


@dataclass(frozen=True, slots=True)
class Next:
    """A letter that the case calls for: its kind, why now (of URGENCY), since or due when."""

    kind: str
    why: str
    day: date
    telling: Telling


def tellings(case: Case, announced: Sequence[Announced] = ()) -> tuple[Telling, ...]:
    """Everything that no letter told yet, whatever the day; of a coming edition by `announced`."""
    found = [telling for kind in KINDS.values() for telling in kind.owed(case)]
    found += [announcement(row) for row in announced if _must_tell(case, row)]
    return tuple(found)


def _must_tell(case: Case, row: Announced) -> bool:
    return case.number in row.body.tell and row.told_as not in case.told


def announcement(row: Announced) -> Telling:
    """What the letter of an announced edition is to tell."""
    name = row.told_as
    effect = "Not in force before every customer is told"
    return Telling(EDITION, name, row.source.day, (name,), waits=True, effect=effect)


def letters_owed(case: Case, day: date, announced: Sequence[Announced] = ()) -> tuple[Owed, ...]:
    """The letters owed on a day, oldest first;
    those to be settled from before rule C9 at the end.
    """
    return _owed_on(case, day, tellings(case, announced))


def _owed_on(case: Case, day: date, untold: Iterable[Telling]) -> tuple[Owed, ...]:
    joined: dict[tuple[str, int, str], Telling] = {}
    for telling in untold:
        if not telling.holds_on(day):
            continue
        edition = telling.about if telling.kind == EDITION else ""  # each has a letter of its own
        name = (telling.kind, telling.place, edition)
        before = joined.get(name)
        joined[name] = telling if before is None else _joined(before, telling)
    rows = [Owed(telling, written_for(case, telling)) for telling in joined.values()]
    return tuple(sorted(rows, key=lambda row: (row.telling.settle, row.since, row.kind)))


def owed_by_day(case: Case) -> Iterator[tuple[Owed, date, date | None]]:
    """Every letter that the case's facts owe on some day, with the first day on which it is owed
    so and the day from which it is no more; None: until it is told.
    """
    untold = tellings(case)
    days = {row.begins or row.since for row in untold} | {row.until for row in untold if row.until}
    standing: list[tuple[Owed, date]] = []
    for day in sorted(days):
        rows = _owed_on(case, day, untold)
        yield from ((row, begins, day) for row, begins in standing if row not in rows)
        kept = [(row, begins) for row, begins in standing if row in rows]
        known = [row for row, _ in kept]
        standing = [*kept, *((row, day) for row in rows if row not in known)]
    yield from ((row, begins, None) for row, begins in standing)


def _joined(one: Telling, other: Telling) -> Telling:
    """One letter tells both: it is owed since the earlier."""
    older, newer = sorted((one, other), key=lambda row: row.since)
    tells = tuple(dict.fromkeys((*older.tells, *newer.tells)))
    return replace(older, about=newer.about, tells=tells, settle=older.settle and newer.settle)


def written_for(case: Case, telling: Telling) -> Letter | None:
    """The letter that is issued, not dispatched, and tells all of it."""
    for letter in reversed(case.letters):
        same = letter.record.kind == telling.kind and set(telling.tells) <= set(letter.tells)
        if same and not letter.void and letter.dispatched is None:
            return letter
    return None


def letters_next(case: Case, day: date, announced: Sequence[Announced] = ()) -> tuple[Next, ...]:
    """What the case calls for on a day, the most pressing first (C9).

    Letters on which an effect waits; notices by due date; other owed letters, oldest first; those
    to be settled; the notice that is due next, however far ahead; of a request that is not decided
    its acknowledgement.
    """
    found = [_next(row) for row in letters_owed(case, day, announced)]
    found += _notice(case, day)
    found.sort(key=lambda row: (URGENCY.index(row.why), row.day))
    undecided = case.decision is None or case.reopened
    if not found and undecided:
        telling = Telling(ACKNOWLEDGEMENT, "", case.received_on, ())
        found = [Next(ACKNOWLEDGEMENT, TO_COME, case.received_on, telling)]
    return tuple(found)


def _next(row: Owed) -> Next:
    why = TO_SETTLE if row.telling.settle else WAITS if row.telling.waits else OTHER
    return Next(row.kind, why, row.since, row.telling)


def _notice(case: Case, day: date) -> Iterable[Next]:
    """The notice that is due or, up to three days early, may go out; else the next to come (D5)."""
    one, place = case.revocation, len(case.revocations) - 1
    if one is None or not case.under_revocation(day):
        return
    notice = one.next_notice(day)
    passed = one.dates is not None and day >= one.dates.deadline
    if not notice or passed:
        return
    due = notice_due(one, notice, day)
    why = NOTICE if due - timedelta(days=EARLY_DAYS) <= day else TO_COME
    yield Next(code_of(notice), why, due, telling_of(one, notice, day, set(case.told), place))


def notice_due(one: Revocation, notice: str, day: date) -> date:
    """When a notice is due; the first one as soon as it is prepared."""
    return day if notice == FIRST or one.dates is None else one.dates.due(notice)


def next_letter(case: Case, day: date, announced: Sequence[Announced] = ()) -> Next | None:
    """The letter that the case calls for now; None if it calls for none."""
    return next(iter(letters_next(case, day, announced)), None)
