"""Calendar entries, register rows, devices and waiting letters, made from cases (rules D2 to D9, E1, E3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy import Connection

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.register import register_rows
from mmd_reviewer.domain.revocation_calendar import entries
from mmd_reviewer.domain.waiting import owed_rows

ENTRY_COLUMNS = (
    "day", "code", "status", "number", "customer", "title", "uid", "sequence", "lapses", "offset", "first", "was",
    "done_on", "reference", "letter", "drafted", "devices", "note", "stamp", "warning",
)  # fmt: skip
REGISTER_COLUMNS = (
    "number", "ticket", "customer", "type", "title", "devices", "since", "ends", "state", "edition", "factor",
    "valid_from", "valid_until",
)  # fmt: skip


def _insert(table: str, columns: Sequence[str]) -> str:
    names = ", ".join(f'"{name}"' for name in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"


Values = Callable[[int, Case], list[tuple[object, ...]]]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def entry_values(case_no: int, case: Case) -> list[tuple[object, ...]]:
    """The columns of `calendar_entry` of a case."""
    return [
        (
            case_no, _iso(row.day), row.code, row.status, row.number, row.customer, row.title, row.uid, row.sequence,
            _iso(row.lapses), row.offset, _iso(row.first), _iso(row.was), _iso(row.done_on), row.reference,
            row.letter, int(row.drafted), row.devices, row.note, row.stamp, row.warning,
        )
        for row in entries(case)
    ]  # fmt: skip


def register_values(case_no: int, case: Case) -> list[tuple[object, ...]]:
    """The columns of `register_row` of a case."""
    return [
        (
            case_no, row.number, row.ticket, row.customer, row.type, row.title, row.devices, _iso(row.since),
            _iso(row.until), row.state, row.edition, row.factor, _iso(row.valid_from), _iso(row.valid_until),
        )
        for row in register_rows(case)
    ]  # fmt: skip


def device_values(case_no: int, case: Case) -> list[tuple[object, ...]]:
    """The columns of `device_row` of a case."""
    return [(case_no, device.key, device.serial) for device in case.devices]


def letter_values(case_no: int, case: Case) -> list[tuple[object, ...]]:
    """The columns of `letter_row`: issued letters that are neither void nor dispatched."""
    return [
        (
            case_no, letter.record.number, letter.record.kind, _iso(letter.record.day), _iso(letter.printed),
            letter.record.addressee[0] if letter.record.addressee else "", letter.pages,
        )
        for letter in case.letters
        if not letter.void and letter.dispatched is None
    ]  # fmt: skip


OWED_COLUMNS = (
    "number", "customer", "title", "ticket", "kind", "since", "waits", "settle", "effect", "letter", "printed",
)  # fmt: skip


def owed_values(case_no: int, case: Case) -> list[tuple[object, ...]]:
    """The columns of `owed_row` of a case."""
    return [
        (
            case_no, row.number, row.customer, row.title, row.ticket, row.kind, _iso(row.since), int(row.waits),
            int(row.settle), row.effect, row.letter, _iso(row.printed), _iso(until),
        )
        for row, until in owed_rows(case)
    ]  # fmt: skip


TABLES: tuple[tuple[str, tuple[str, ...], Values], ...] = (
    ("calendar_entry", ("case_no", *ENTRY_COLUMNS), entry_values),
    ("register_row", ("case_no", *REGISTER_COLUMNS), register_values),
    ("device_row", ("case_no", "device_key", "serial"), device_values),
    ("letter_row", ("case_no", "letter", "kind", "day", "printed", "customer", "pages"), letter_values),
    ("owed_row", ("case_no", *OWED_COLUMNS, "until"), owed_values),
)


def write(connection: Connection, cases: Sequence[tuple[int, Case, bool]]) -> None:
    """Replace the rows of the cases; a case that only came in has none."""
    wanted = [(case_no, case, new) for case_no, case, new in cases if len(case.facts) > 1]
    if not wanted:
        return
    old = [(case_no,) for case_no, _, new in wanted if not new]
    for table, columns, values in TABLES:
        if old:
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE case_no = ?", old)
        rows = [row for case_no, case, _ in wanted for row in values(case_no, case)]
        if rows:
            connection.exec_driver_sql(_insert(table, columns), rows)


class Stored:
    """What the tables hold, compared case by case with what the facts say (`verify`)."""

    def __init__(self, connection: Connection) -> None:
        self._rows: dict[str, dict[int, list[tuple[object, ...]]]] = {}
        for table, columns, _ in TABLES:
            names = ", ".join(f'"{name}"' for name in columns)
            by_case: dict[int, list[tuple[object, ...]]] = {}
            for row in connection.exec_driver_sql(f"SELECT {names} FROM {table}"):
                by_case.setdefault(row[0], []).append(tuple(row))
            self._rows[table] = by_case

    def differs(self, case_no: int, case: Case) -> bool:
        """Do the rows of the case say something else than its facts?"""
        found = False
        for table, _, values in TABLES:
            stored = self._rows[table].pop(case_no, [])
            found |= sorted(map(repr, stored)) != sorted(map(repr, values(case_no, case)))
        return found

    def left_over(self) -> bool:
        """Are there rows of cases that were not asked for?"""
        return any(self._rows.values())
