"""A store as a pack of cases: what it is told by, and which cases it holds (`domain/pack.py`)."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from mmd_reviewer.domain.fact import RequestReceived, read_fact
from mmd_reviewer.store.connection import Connected, driver

PACK = "pack"  # in `meta`: the fact that this file is the pack of; no fact, as facts come home


class PackReads(Connected):
    """See `services.ports.Facts`."""

    _pack: str | None = None  # what is a pack was made as one, and stays one

    def pack(self) -> str:
        if self._pack is None:
            self._pack = self._kept(PACK)
        return self._pack

    def be_pack(self, id: str) -> None:
        with self._writing() as connection:
            driver(connection).execute("INSERT INTO meta (key, value) VALUES (?, ?)", (PACK, id))
        self._pack = id

    def case_keys(self) -> tuple[str, ...]:
        sql = (
            "SELECT case_key FROM case_id JOIN fact USING (case_no) "
            "WHERE n = 0 AND content <> x'' ORDER BY case_no"
        )
        with self._as_written():
            return tuple(key.hex() for (key,) in self._fetched(sql))


def other_numbers(connection: Connection) -> Iterator[tuple[str, str]]:
    """Numbers that a case was given besides the one that holds, with its key: it came in at two
    stations apart.
    """
    sql = (
        "SELECT content FROM fact WHERE kind = 'RequestReceived' AND case_no IN "
        "(SELECT case_no FROM fact WHERE kind = 'RequestReceived' AND n > 0) AND content <> x''"
    )
    for (content,) in driver(connection).execute(sql).fetchall():
        fact = read_fact(content)
        assert isinstance(fact.body, RequestReceived)
        yield fact.body.number, fact.case
