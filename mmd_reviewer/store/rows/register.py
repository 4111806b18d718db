"""The register (rule E3): what deviates from the standard template, one row a stretch of days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Column, Index, Table

from mmd_reviewer.domain.register import RegisterRow, register_rows
from mmd_reviewer.store.connection import Connected
from mmd_reviewer.store.rows.projection import Day, Projection, case_no, columns_of, own_id
from mmd_reviewer.store.tables import metadata

register_row = Table(
    "register_row",
    metadata,
    own_id(),
    case_no(),
    *columns_of(RegisterRow, until=Column("ends", Day, key="until")),
)
Index("r_valid", register_row.c.valid_from, register_row.c.valid_until)
REGISTER = Projection(
    "register rows",
    register_row,
    RegisterRow,
    lambda case_no, case: ((row, case_no) for row in register_rows(case)),
)


class RegisterReads(Connected):
    """See `services.ports.RegisterRows`."""

    def register(self, day: date) -> list[RegisterRow]:
        return self._read(
            REGISTER,
            "WHERE valid_from <= ? AND valid_until > ? ORDER BY customer, number",
            day,
            day,
        )

    def ever_deployed(self) -> Sequence[str]:
        """Also where the deployment was undone since."""
        sql = (
            "SELECT case_key FROM case_id WHERE case_no IN (SELECT case_no FROM fact WHERE kind = "
            "'Deployed') ORDER BY case_no"
        )
        with self._as_written():
            return [bytes(key).hex() for (key,) in self._fetched(sql)]
