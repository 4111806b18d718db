"""Numbers that only grow by one: where one is left out, something was taken away."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from mmd_reviewer.domain.deed import Finding
from mmd_reviewer.store.dialects.dialect import rows_of

MOST = 20  # findings of one kind; more of them say nothing new
_GAPS = (
    ("fact", "seq", "entries {first} to {last} of the store are missing"),
    ("case_id", "case_no", "the cases in places {first} to {last} are missing"),
)


def gaps(connection: Connection, where: str) -> Iterator[Finding]:
    """Entries and cases that were taken away."""
    for table, column, words in _GAPS:
        rows = rows_of(
            connection,
            f"SELECT before + 1, {column} - 1 FROM (SELECT {column}, "
            f"lag({column}, 1, 0) OVER (ORDER BY {column}) AS before FROM {table}) AS numbered "
            f"WHERE {column} > before + 1 LIMIT {MOST}",
        )
        for first, last in rows:
            yield Finding(where, words.format(first=first, last=last))
