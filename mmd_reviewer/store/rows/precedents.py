"""Decided cases as precedents, and which of them hold given words."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Index, Table

from mmd_reviewer.domain.precedent import Counted, Precedent, precedents
from mmd_reviewer.store.connection import Connected
from mmd_reviewer.store.rows.projection import Codes, Projection, case_no, columns_of, own_id
from mmd_reviewer.store.tables import metadata

precedent_row = Table("precedent_row", metadata, own_id(), case_no(), *columns_of(Precedent))
Index("p_type", precedent_row.c.type)
PRECEDENTS = Projection(
    "precedents",
    precedent_row,
    Precedent,
    lambda case_no, case: ((row, case_no) for row in precedents(case)),
)


class PrecedentReads(Connected):
    """See `services.ports.PrecedentRows`."""

    def precedents(
        self, words: Sequence[str], most: int, *, revoking: bool = False
    ) -> list[Precedent]:
        if not words:
            return []
        search = self._dialect.search
        hits = (
            f"JOIN ({search.ranked}) AS hits USING (case_no) "
            "WHERE revoking >= ? ORDER BY rank, case_no LIMIT ?"
        )
        return self._read(PRECEDENTS, hits, search.any_of(words), revoking, most)

    def outcomes(self, type: str) -> Sequence[Counted]:
        sql = (
            "SELECT number, outcome, months, revoked_for FROM precedent_row WHERE type = ? "
            "ORDER BY case_no"
        )
        with self._as_written():
            return [
                Counted(number, outcome, months, Codes.out_of(codes))
                for number, outcome, months, codes in self._fetched(sql, type)
            ]
