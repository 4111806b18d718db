"""Reading the calendar, the register, devices and waiting letters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection

from mmd_reviewer.domain.register import Decided, RegisterRow
from mmd_reviewer.domain.request import fold
from mmd_reviewer.domain.revocation_calendar import Entry
from mmd_reviewer.domain.waiting import OwedRow, WaitingLetter
from mmd_reviewer.store.course_projections import ENTRY_COLUMNS, OWED_COLUMNS, REGISTER_COLUMNS

_ENTRY = ", ".join(f'"{name}"' for name in ENTRY_COLUMNS)
_REGISTER = ", ".join(REGISTER_COLUMNS)
_UNDONE = "status IN ('planned', 'open')"


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _entry(row: Sequence[Any]) -> Entry:
    values = dict(zip(ENTRY_COLUMNS, row, strict=True))
    for name in ("day", "lapses", "first", "was", "done_on"):
        values[name] = _day(values[name])
    values["drafted"] = bool(values["drafted"])
    return Entry(**values)


def between(connection: Connection, first: date, last: date, most: int) -> list[Entry]:
    """Entries from `first` to `last`, both included, at most so many, by day."""
    sql = f"SELECT {_ENTRY} FROM calendar_entry WHERE day BETWEEN ? AND ? ORDER BY day, customer, code LIMIT ?"
    return [_entry(row) for row in connection.exec_driver_sql(sql, (first.isoformat(), last.isoformat(), most))]


def overdue(connection: Connection, day: date, most: int) -> list[Entry]:
    """Planned ones of earlier days that still count (D4), by day."""
    sql = (
        f"SELECT {_ENTRY} FROM calendar_entry WHERE status = 'planned' AND day < ? "
        "AND (lapses IS NULL OR lapses > ?) ORDER BY day, customer, code LIMIT ?"
    )
    return [_entry(row) for row in connection.exec_driver_sql(sql, (day.isoformat(), day.isoformat(), most))]


def open_appeals(connection: Connection, most: int) -> list[Entry]:
    """Appeals that wait for an outcome, by the day they came."""
    sql = f"SELECT {_ENTRY} FROM calendar_entry WHERE status = 'open' ORDER BY day LIMIT ?"
    return [_entry(row) for row in connection.exec_driver_sql(sql, (most,))]


def of_case(connection: Connection, number: str) -> list[Entry]:
    """All entries of a case, by day."""
    sql = (
        f"SELECT {_ENTRY} FROM calendar_entry WHERE case_no = (SELECT case_no FROM case_id WHERE number = ?) "
        "ORDER BY day, uid"
    )
    return [_entry(row) for row in connection.exec_driver_sql(sql, (number,))]


def month(connection: Connection, first: date, days: int, cap: int) -> list[tuple[date, int, list[Entry]]]:
    """For each day of a grid: how many entries, and the first `cap` of them. Only the index is read for the count.

    What is shown first in a cell: by customer. The entries of a cell are few, so each is read whole.
    """
    last = first + timedelta(days=days - 1)
    counts = connection.exec_driver_sql(
        "SELECT day, count(*) FROM calendar_entry WHERE day BETWEEN ? AND ? GROUP BY day",
        (first.isoformat(), last.isoformat()),
    )
    numbers = {row[0]: int(row[1]) for row in counts}
    found = []
    sql = f"SELECT {_ENTRY} FROM calendar_entry WHERE day = ? ORDER BY customer, code LIMIT ?"
    cursor = connection.connection.cursor()  # 42 small answers: what SQLAlchemy adds to each is half of the time
    for step in range(days):
        day = first + timedelta(days=step)
        number = numbers.get(day.isoformat(), 0)
        if number:
            cursor.execute(sql, (day.isoformat(), cap))
        found.append((day, number, [_entry(row) for row in cursor.fetchall()] if number else []))
    cursor.close()
    return found


def later(connection: Connection, after: date) -> tuple[int, date | None, Entry | None]:
    """How many undone entries lie after a day, the last of their days, and the next of them."""
    sql = f"SELECT count(*), max(day) FROM calendar_entry WHERE {_UNDONE} AND day > ?"
    number, last = connection.exec_driver_sql(sql, (after.isoformat(),)).one()
    sql = f"SELECT {_ENTRY} FROM calendar_entry WHERE {_UNDONE} AND day > ? ORDER BY day, customer, code LIMIT 1"
    row = connection.exec_driver_sql(sql, (after.isoformat(),)).one_or_none()
    return int(number), _day(last), _entry(row) if row is not None else None


def register(connection: Connection, day: date) -> list[RegisterRow]:
    """The deviations of a day, by customer and case (E3)."""
    sql = (
        f"SELECT {_REGISTER} FROM register_row WHERE valid_from <= ? AND valid_until > ? ORDER BY customer, number"
    )
    cursor = connection.exec_driver_sql(sql, (day.isoformat(), day.isoformat())).cursor
    assert cursor is not None
    days: dict[str | None, date | None] = {None: None}

    def read(text: str | None) -> Any:
        if text not in days:
            days[text] = _day(text)
        return days[text]

    return [
        RegisterRow(
            row[0], row[1], row[2], row[3], row[4], row[5], read(row[6]), read(row[7]), row[8], row[9], row[10],
            read(row[11]), read(row[12]),
        )
        for row in cursor.fetchall()
    ]  # fmt: skip


def ever_deployed(connection: Connection) -> list[str]:
    """The keys of all cases that were a deviation at any time, also where the deployment was undone since (E3)."""
    sql = (
        "SELECT case_key FROM case_id WHERE case_no IN (SELECT case_no FROM fact WHERE kind = 'Deployed') "
        "ORDER BY case_no"
    )
    return [bytes(row[0]).hex() for row in connection.exec_driver_sql(sql)]


def decided(connection: Connection, first: date, last: date) -> list[Decided]:
    """Decisions made from `first` to `last`, both included."""
    sql = (
        "SELECT DISTINCT number, outcome, received, decided, customer, title FROM case_row "
        "WHERE decided BETWEEN ? AND ? ORDER BY decided, number"
    )
    rows = connection.exec_driver_sql(sql, (first.isoformat(), last.isoformat()))
    return [
        Decided(row[0], row[1], date.fromisoformat(row[2]), date.fromisoformat(row[3]), row[4], row[5]) for row in rows
    ]


def cases_with_device(connection: Connection, serial: str) -> list[str]:
    """The keys of the cases that ever listed a device with this serial number."""
    sql = (
        "SELECT DISTINCT case_key FROM device_row JOIN case_id ON case_id.case_no = device_row.case_no "
        "WHERE device_key >= ? AND device_key < ? ORDER BY case_id.case_no"
    )
    key = fold(serial)  # a device's key begins with its serial number, folded
    return [bytes(row[0]).hex() for row in connection.exec_driver_sql(sql, (f"{key}\0", f"{key}\1"))]


def waiting_counts(connection: Connection) -> tuple[int, int]:
    """How many issued letters are not printed, and how many are not dispatched."""
    row = connection.exec_driver_sql("SELECT count(*) - count(printed), count(*) FROM letter_row").one()
    return int(row[0]), int(row[1])


def waiting_letters(connection: Connection) -> list[WaitingLetter]:
    """Issued letters that are not dispatched, by day and number."""
    sql = (
        "SELECT letter, c.number, kind, day, printed, customer, pages FROM letter_row JOIN case_id c "
        "ON c.case_no = letter_row.case_no ORDER BY day, letter"
    )
    return [
        WaitingLetter(row[0], row[1], row[2], date.fromisoformat(row[3]), _day(row[4]), row[5], row[6])
        for row in connection.exec_driver_sql(sql)
    ]


def owed(connection: Connection, day: date) -> list[OwedRow]:
    """Letters owed on a day, oldest first; those to be settled at the end (C9)."""
    sql = (
        f"SELECT {', '.join(OWED_COLUMNS)} FROM owed_row WHERE since <= ? AND (until IS NULL OR until > ?) "
        "ORDER BY settle, since, number, kind"
    )
    return [
        OwedRow(
            row[0], row[1], row[2], row[3], row[4], date.fromisoformat(row[5]), bool(row[6]), bool(row[7]), row[8],
            row[9], _day(row[10]),
        )
        for row in connection.exec_driver_sql(sql, (day.isoformat(), day.isoformat()))
    ]  # fmt: skip
