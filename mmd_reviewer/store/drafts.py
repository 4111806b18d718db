"""What was being typed, the only thing that is overwritten."""

from __future__ import annotations

from mmd_reviewer.domain.deed import Draft
from mmd_reviewer.store.connection import Connected, driver


class Drafts(Connected):
    """See `services.ports.Drafts`."""

    def drafts(self, key: str, by: str) -> tuple[Draft, ...]:
        sql = "SELECT field, author, text FROM draft WHERE case_key = ? AND author = ?"
        return tuple(Draft(key, *row) for row in self._fetched(sql, bytes.fromhex(key), by))

    def drafts_by(self, by: str) -> tuple[Draft, ...]:
        sql = "SELECT case_key, field, author, text FROM draft WHERE author = ?"
        return tuple(Draft(bytes(key).hex(), *row) for key, *row in self._fetched(sql, by))

    def save_draft(self, draft: Draft) -> None:
        place = (bytes.fromhex(draft.case), draft.field, draft.by)
        with self._writing() as connection:
            driver(connection).execute(
                "DELETE FROM draft WHERE case_key = ? AND field = ? AND author = ?", place
            )
            if draft.text:
                sql = "INSERT INTO draft (case_key, field, author, text) VALUES (?, ?, ?, ?)"
                driver(connection).execute(sql, (*place, draft.text))
