"""Calendar entries (rules D2 to D8, E1)."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Index, Table

from mmd_reviewer.domain.calendar_entry import Entry
from mmd_reviewer.domain.revocation_calendar import entries
from mmd_reviewer.store.connection import Connected, driver
from mmd_reviewer.store.rows.projection import Day, Projection, case_no, columns_of, own_id
from mmd_reviewer.store.tables import metadata

calendar_entry = Table("calendar_entry", metadata, own_id(), case_no(), *columns_of(Entry))
Index(  # a month is painted from this index alone
    "c_day",
    calendar_entry.c.day,
    calendar_entry.c.customer,
    calendar_entry.c.code,
    calendar_entry.c.status,
    calendar_entry.c.lapses,
    calendar_entry.c.number,
    calendar_entry.c.id,
)
Index("c_status", calendar_entry.c.status, calendar_entry.c.day, calendar_entry.c.lapses)
CALENDAR = Projection(
    "calendar entries",
    calendar_entry,
    Entry,
    lambda case_no, case: ((entry, case_no) for entry in entries(case)),
)

_UNDONE = "WHERE status IN ('planned', 'open') AND day > ?"
_ORDER = "ORDER BY day, customer, code, status, lapses NULLS FIRST, number, id"  # as the index
_IN_ORDER = f"{_ORDER} LIMIT ?"


class CalendarReads(Connected):
    """See `services.ports.CalendarRows`."""

    def entries_between(self, first: date, last: date, most: int) -> list[Entry]:
        return self._read(CALENDAR, f"WHERE day BETWEEN ? AND ? {_IN_ORDER}", first, last, most)

    def entries_overdue(self, day: date, most: int) -> list[Entry]:
        where = (
            f"WHERE status = 'planned' AND day < ? AND (lapses IS NULL OR lapses > ?) {_IN_ORDER}"
        )
        return self._read(CALENDAR, where, day, day, most)

    def open_appeals(self, most: int) -> list[Entry]:
        return self._read(CALENDAR, f"WHERE status = 'open' {_IN_ORDER}", most)

    def entries_of(self, number: str) -> list[Entry]:
        where = "WHERE case_no = (SELECT case_no FROM case_id WHERE number = ?) ORDER BY day, uid"
        return self._read(CALENDAR, where, number)

    def entries_later(self, after: date) -> tuple[int, date | None, Entry | None]:
        with self._reading(behind=True) as connection:
            counted = f"SELECT count(*), max(day) FROM calendar_entry {_UNDONE}"
            number, last = driver(connection).execute(counted, (after.isoformat(),)).fetchone()
            shown = f"SELECT {CALENDAR.columns} FROM calendar_entry {_UNDONE} {_IN_ORDER}"
            found = CALENDAR.values(driver(connection).execute(shown, (after.isoformat(), 1)))
        return number, Day.out_of(last), found[0] if found else None

    def month(self, first: date, days: int, cap: int) -> list[tuple[date, int, list[Entry]]]:
        """Only the index is read for the count;
        the entries of a cell are few, so each is read whole.
        """
        shown = f"SELECT {CALENDAR.columns} FROM calendar_entry WHERE day = ? {_IN_ORDER}"
        last = first + timedelta(days=days - 1)
        found = []
        with self._reading(behind=True) as connection:
            cursor = driver(connection)
            counted = (
                "SELECT day, count(*) FROM calendar_entry WHERE day BETWEEN ? AND ? GROUP BY day"
            )
            numbers = dict(
                cursor.execute(counted, (first.isoformat(), last.isoformat())).fetchall()
            )
            for day in (first + timedelta(days=step) for step in range(days)):
                number = numbers.get(day.isoformat(), 0)
                rows = cursor.execute(shown, (day.isoformat(), cap)).fetchall() if number else []
                found.append((day, number, CALENDAR.values(rows)))
        return found
