"""Which case ever listed which device, and which of them are out of service levels (rule D9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Column, Index, Table, Text

from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.device_history import listed
from mmd_reviewer.domain.request import fold
from mmd_reviewer.domain.uncovered import Uncovered, uncovered
from mmd_reviewer.store.connection import Connected, as_written
from mmd_reviewer.store.rows.projection import Day, Projection, case_no, columns_of, own_id
from mmd_reviewer.store.tables import metadata

LAST_SIGN = "\U0010ffff"  # sorts behind every word that begins the same

device_row = Table(
    "device_row",
    metadata,
    Column("device_key", Text, primary_key=True, key="key"),
    case_no(primary_key=True),
    *columns_of(
        Device,
        serial=Column("serial", Text, nullable=False, index=True),
        name=Column("name", Text(collation="NOCASE"), nullable=False, index=True),
    ),
)
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
            "SELECT DISTINCT case_key FROM device_row JOIN case_id ON case_id.case_no = "
            "device_row.case_no "
            "WHERE device_key >= ? AND device_key < ? ORDER BY case_id.case_no"
        )
        key = fold(serial)  # a device's key begins with its serial number, folded
        with as_written(self.path):
            return [bytes(found).hex() for (found,) in self._fetched(sql, f"{key}\0", f"{key}\1")]

    def devices_like(self, words: str, most: int) -> list[Device]:
        key = fold(words)
        begun = (key, key + LAST_SIGN, words.strip(), words.strip() + LAST_SIGN)
        sql = (
            f"SELECT DISTINCT {DEVICES.columns} FROM device_row WHERE device_key >= ? AND "
            "device_key < ? OR name >= ? AND name < ? ORDER BY name <> ?, device_key LIMIT ?"
        )
        return DEVICES.values(self._fetched(sql, *begun, words.strip(), most)) if key else []

    def uncovered(self, day: date) -> list[Uncovered]:
        return self._read(
            UNCOVERED, "WHERE since <= ? AND ends > ? ORDER BY number, serial", day, day
        )
