"""Letters owed over all cases, and what the customer of one was told (rules C9, C10)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from mmd_reviewer.domain.calendar_entry import OPEN, OWED, Entry
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.letters.kinds import EDITION, name_of
from mmd_reviewer.domain.letters.owed import announcement, written_for
from mmd_reviewer.domain.letters.promised import ToldRow, told_rows
from mmd_reviewer.domain.register import known_by
from mmd_reviewer.domain.waiting import OwedRow
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.edition_news import cannot_be_kept
from mmd_reviewer.services.letter import overtaken
from mmd_reviewer.services.second_assessment import hidden


@dataclass(frozen=True, slots=True)
class OwedCounts:
    """How many letters are owed, and how many of them are not written;
    those to be settled apart.
    """

    owed: int
    unwritten: int
    settle: int


def owed_list(desk: Desk, day: date | None = None) -> tuple[OwedRow, ...]:
    """Every letter owed on a day, oldest first;
    those to be settled from before rule C9 at the end. Without those of decisions that this
    reviewer may have to assess a second time: they are not issued before that.
    """
    day = day or desk.today()
    unseen = hidden(desk)  # the kind of a letter tells what was decided
    rows = [row for row in desk.store.owed(day) if row.number not in unseen]
    rows += _edition_rows(desk, day)
    return tuple(sorted(rows, key=lambda row: (row.settle, row.since, row.number, row.kind)))


def still_written(desk: Desk, rows: Iterable[OwedRow]) -> tuple[OwedRow, ...]:
    """The rows, a letter that would say something else today counted as not written:
    it is made again (C2, C9).
    """
    found = []
    for row in rows:
        if row.letter:
            case = desk.case(row.number)
            written = case.letter(row.letter)
            if written is None or overtaken(desk, case, written):
                row = replace(row, letter="", printed=None)
        found.append(row)
    return tuple(found)


def _edition_rows(desk: Desk, day: date) -> list[OwedRow]:
    """The announcement letters that customers wait for (B8)."""
    found = []
    standing = desk.standing()
    for row in standing.to_be_told(day):
        late = cannot_be_kept(desk, row, standing.codes, day)
        for number in row.body.tell if row.source.day <= day else ():
            case = desk.case(number)
            if row.told_as in case.told:
                continue
            telling = announcement(row)
            written = written_for(case, telling)
            found.append(
                OwedRow(
                    number,
                    case.request.customer,
                    desk.edition_name(row.body.code),
                    case.request.ticket,
                    EDITION,
                    telling.since,
                    True,
                    telling.settle,
                    "Announce the edition again with a later day" if late else telling.effect,
                    written.record.number if written else "",
                    written.printed if written else None,
                )
            )
    return found


def counts(rows: tuple[OwedRow, ...]) -> OwedCounts:
    """The counts of a list."""
    now = [row for row in rows if not row.settle]
    return OwedCounts(len(now), sum(not row.letter for row in now), len(rows) - len(now))


def told(desk: Desk, case: Case, day: date | None = None) -> tuple[ToldRow, ...]:
    """What the customer was told by a day, beside what holds;
    of an earlier day by the facts of then (C10).
    """
    today = desk.today()
    if day is not None and day < today:
        then = known_by(case.facts, day)
        return told_rows(then, day) if then is not None else ()
    return told_rows(case, day or today)


def as_entry(row: OwedRow) -> Entry:
    """A letter owed as an entry of agenda and due list: on the day since which it is owed."""
    effect = f"{row.effect}; {row.letter} is written" if row.letter else row.effect
    return Entry(
        row.since,
        OWED,
        OPEN,
        row.number,
        row.customer,
        f"{name_of(row.kind)}: {row.title}",
        f"{row.number}-L-{row.kind}",
        letter=row.letter,
        note=effect,
        drafted=bool(row.letter),
    )
