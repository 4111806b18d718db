"""Claims of a team's store: rows that expire by the server's clock, so no connection holds any."""

from __future__ import annotations

from mmd_reviewer.domain.claim import LASTS, Claim
from mmd_reviewer.store.connection import Connected, driver
from mmd_reviewer.store.dialects.postgresql import CHANNEL

_CLAIM = (
    "INSERT INTO claim (case_no, author, since, until) "
    f"SELECT case_no, ?, now(), now() + interval '{LASTS} minutes' FROM case_id WHERE number = ? "
    "ON CONFLICT (case_no) DO UPDATE SET author = excluded.author, until = excluded.until, "
    "since = CASE WHEN claim.author = excluded.author AND claim.until > now() THEN claim.since "
    "ELSE excluded.since END WHERE claim.author = excluded.author OR claim.until <= now()"
)
_RELEASE = (
    "DELETE FROM claim WHERE author = ? AND case_no = "
    "(SELECT case_no FROM case_id WHERE number = ?)"
)
_STANDING = (
    "SELECT number, author, since FROM claim JOIN case_id USING (case_no) WHERE until > now() "
    "ORDER BY number"
)


class Claims(Connected):
    """See `services.ports.Claims`."""

    def claim(self, number: str, by: str) -> None:
        self._change(_CLAIM, by, number)

    def release(self, number: str, by: str) -> None:
        self._change(_RELEASE, by, number)

    def claims(self) -> tuple[Claim, ...]:
        return tuple(Claim(*row) for row in self._fetched(_STANDING))

    def _change(self, sql: str, by: str, number: str) -> None:
        with self._writing() as connection:
            cursor = driver(connection)
            if cursor.execute(sql, (by, number)).rowcount:
                cursor.execute("SELECT pg_notify(?, '')", (CHANNEL,))
