"""Letters that wait to be printed or dispatched (rule C4),
and letters that the facts of a case owe (C9).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Column, Index, Table, Text

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.waiting import OwedRow, WaitingLetter, owed_rows
from mmd_reviewer.store.connection import Connected
from mmd_reviewer.store.rows.projection import Day, Projection, case_no, columns_of, own_id
from mmd_reviewer.store.tables import metadata

letter_row = Table(  # the case's number is that of `case_id`
    "letter_row",
    metadata,
    Column("letter", Text, primary_key=True),
    case_no(),
    *columns_of(WaitingLetter, letter=None, number=None),
)
owed_row = Table(
    "owed_row",
    metadata,
    own_id(),
    case_no(),
    *columns_of(OwedRow),
    Column("begins", Day),  # from then on it is owed so, since when it may be
    Column("until", Day),  # exclusive
)
Index("o_since", owed_row.c.since, owed_row.c.number)


def waiting(case: Case) -> Iterator[WaitingLetter]:
    """Issued letters of a case that are neither void nor dispatched."""
    for letter in case.letters:
        if not letter.void and letter.dispatched is None:
            record = letter.record
            customer = record.addressee[0] if record.addressee else ""
            yield WaitingLetter(
                record.number,
                case.number,
                record.kind,
                record.day,
                letter.printed,
                customer,
                letter.pages,
                case.request.ticket,
                ", ".join(record.addressee[1:]),
            )


WAITING = Projection(
    "waiting letters",
    letter_row,
    WaitingLetter,
    lambda case_no, case: ((row, case_no) for row in waiting(case)),
)
OWED = Projection(
    "letters owed",
    owed_row,
    OwedRow,
    lambda case_no, case: ((row, case_no, *days) for row, *days in owed_rows(case)),
    ("case_no", "begins", "until"),
)


class LetterReads(Connected):
    """See `services.ports.CalendarRows`."""

    def waiting_counts(self) -> tuple[int, int]:
        unprinted, undispatched = self._fetched(
            "SELECT count(*) - count(printed), count(*) FROM letter_row"
        )[0]
        return unprinted, undispatched

    def waiting_letters(self) -> list[WaitingLetter]:
        """By day and number."""
        return self._read(WAITING, "JOIN case_id USING (case_no) ORDER BY day, letter")

    def owed(self, day: date) -> list[OwedRow]:
        where = (
            "WHERE begins <= ? AND (until IS NULL OR until > ?) "
            "ORDER BY settle, since, number, kind"
        )
        return self._read(OWED, where, day, day)
