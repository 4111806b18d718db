"""Which case ever listed which device (rule D9)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Column, Table, Text

from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.request import fold
from mmd_reviewer.store.connection import Connected, as_written
from mmd_reviewer.store.rows.projection import Projection, case_no
from mmd_reviewer.store.tables import metadata

device_row = Table(
    "device_row",
    metadata,
    Column("device_key", Text, primary_key=True, key="key"),
    case_no(primary_key=True),
    Column("serial", Text, nullable=False, index=True),
)
DEVICES = Projection(
    "devices",
    device_row,
    Device,
    lambda case_no, case: ((device, case_no) for device in case.devices),
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
