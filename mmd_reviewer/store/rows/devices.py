"""Which case ever listed which device, and which of them are out of service levels (rule D9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from string import ascii_lowercase, ascii_uppercase

from sqlalchemy import Column, Index, Table, Text, func

from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.device_history import listed
from mmd_reviewer.domain.request import fold
from mmd_reviewer.domain.uncovered import Uncovered, uncovered
from mmd_reviewer.store.connection import Connected
from mmd_reviewer.store.rows.projection import Day, Kept, Projection, case_no, columns_of, own_id
from mmd_reviewer.store.tables import metadata

LAST_SIGN = "\U0010ffff"  # sorts behind every word that begins the same

BETWEEN, BEHIND = "\x1f", "\x20"  # the parts of a device's key; the sign that follows
LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)  # as lower() of the database does


class Joined(Kept, Text):
    """Parts with NUL between them, which not every database takes for text."""

    into = staticmethod(lambda key: key.replace("\0", BETWEEN))
    out_of = staticmethod(lambda text: text.replace(BETWEEN, "\0"))


device_row = Table(
    "device_row",
    metadata,
    Column("device_key", Joined, primary_key=True, key="key"),
    case_no(primary_key=True),
    *columns_of(Device, serial=Column("serial", Text, nullable=False, index=True)),
)
Index("d_name", func.lower(device_row.c.name))
DEVICES = Projection(
    "devices",
    device_row,
    Device,
    lambda case_no, case: ((device, case_no) for device in listed(case)),
)
uncovered_row = Table(
    "uncovered_row",
    metadata,
    own_id(),
    case_no(),
    *columns_of(Uncovered, until=Column("ends", Day, key="until")),
)
Index("u_since", uncovered_row.c.since, uncovered_row.c.until)
UNCOVERED = Projection(
    "devices out of service levels",
    uncovered_row,
    Uncovered,
    lambda case_no, case: ((row, case_no) for row in uncovered(case)),
)


class DeviceReads(Connected):
    """See `services.ports.RegisterRows`."""

    def cases_with_device(self, serial: str) -> Sequence[str]:
        sql = (
            "SELECT case_key FROM case_id WHERE case_no IN (SELECT case_no FROM device_row "
            "WHERE device_key >= ? AND device_key < ?) ORDER BY case_no"
        )
        key = fold(serial)  # a device's key begins with its serial number, folded
        with self._as_written():
            return [
                bytes(found).hex()
                for (found,) in self._fetched(sql, f"{key}{BETWEEN}", f"{key}{BEHIND}")
            ]

    def devices_like(self, words: str, most: int) -> list[Device]:
        key, name = fold(words), words.strip().translate(LOWER)
        begun = (key, key + LAST_SIGN, name, name + LAST_SIGN)
        sql = (
            f"SELECT {DEVICES.columns} FROM (SELECT DISTINCT device_key, {DEVICES.columns} FROM "
            "device_row WHERE device_key >= ? AND device_key < ? OR lower(name) >= ? AND "
            "lower(name) < ?) AS found ORDER BY lower(name) <> ?, device_key LIMIT ?"
        )
        return DEVICES.values(self._fetched(sql, *begun, name, most, behind=True)) if key else []

    def uncovered(self, day: date) -> list[Uncovered]:
        return self._read(
            UNCOVERED, "WHERE since <= ? AND ends > ? ORDER BY number, serial", day, day
        )
