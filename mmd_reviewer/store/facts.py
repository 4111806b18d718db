"""Reading facts and the files kept with them:
nothing is handed out that is not what was written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_fold import fold, in_parent_order
from mmd_reviewer.domain.deed import Document, Newer, Seal
from mmd_reviewer.domain.desk_set_fold import settings_of
from mmd_reviewer.domain.edition_days import EditionDay, edition_days
from mmd_reviewer.domain.errors import StoreError
from mmd_reviewer.domain.fact import DESK_KEY, DeskRules, Fact, RequestReceived, read_fact
from mmd_reviewer.store.connection import AT_ONCE, Connected, driver
from mmd_reviewer.store.dialects.dialect import Question, rows_of
from mmd_reviewer.store.packs import other_numbers

FEW = 8  # facts that are looked at first, where hardly more belong together
Ground = tuple[tuple[EditionDay, ...], DeskRules]
GROUND = Question(
    "SELECT content FROM fact JOIN case_id USING (case_no) WHERE case_key = ? ORDER BY n",
    (bytes.fromhex(DESK_KEY),),
)
# without what was disposed of
WHOLE = "SELECT case_no, content FROM fact WHERE content <> x'' ORDER BY case_no, n"


def has_hash(content: object, id: object) -> bool:
    """Is it what was written? What stands there as text was put there by another program."""
    return isinstance(content, bytes) and hashlib.sha256(content).digest() == id


def cases(connection: Connection) -> Iterator[tuple[int, Case]]:
    """Every case of the store, folded, by case number; the desk left out."""
    current, facts = 0, list[Fact]()
    ground = ground_of(connection)
    for case_no, content in rows_of(connection, WHOLE):
        if case_no != current:
            yield from _folded(current, facts, ground)
            current, facts = case_no, []
        facts.append(read_fact(content))
    yield from _folded(current, facts, ground)


def _folded(case_no: int, facts: Sequence[Fact], ground: Ground) -> Iterable[tuple[int, Case]]:
    if any(isinstance(fact.body, RequestReceived) for fact in facts):
        yield case_no, fold(facts, *ground)


def ground_of(connection: Connection) -> Ground:
    """What the desk's facts say of cases: the editions, on which what is missing or in doubt
    depends (B8), and the settings.
    """
    return ground_from(driver(connection).execute(*GROUND))


def ground_from(rows: Iterable[Any]) -> Ground:
    """Of what GROUND gives."""
    return _ground_of(tuple(content for (content,) in rows))


@lru_cache(maxsize=8)
def _ground_of(contents: tuple[bytes, ...]) -> Ground:
    """Asked at every deed, while others wait for their turn; it hardly ever changes."""
    facts = in_parent_order(map(read_fact, contents))
    return edition_days(facts), settings_of(facts).rules


class FactReads(Connected):
    """See `services.ports.Facts`."""

    def facts(self, key: str) -> tuple[Fact, ...]:
        return self.known([key]).get(key, ())

    def find(self, name: str) -> tuple[str, ...]:
        begun = "JOIN fact USING (case_no) WHERE n = 0 AND content <> x''"  # not disposed of
        numbered = f"SELECT case_key FROM case_id {begun} AND number = ?"
        with_ticket = "case_id JOIN case_row USING (case_no) WHERE ticket = ? AND ticket != ''"
        found = self._fetched(numbered, name.strip())
        found = found or self._fetched(f"SELECT DISTINCT case_key FROM {with_ticket}", name.strip())
        with self._as_written():
            if found:
                return tuple(key.hex() for (key,) in found)
            with self._reading() as connection:
                others = other_numbers(connection)
                return tuple(key for number, key in others if number == name.strip())

    def known(self, keys: Collection[str]) -> dict[str, tuple[Fact, ...]]:
        return {
            key: tuple(map(read_fact, contents)) for key, contents in self._contents(keys).items()
        }

    def with_kind(self, kind: str) -> tuple[str, ...]:
        sql = (
            "SELECT case_key FROM case_id WHERE case_no IN "
            "(SELECT case_no FROM fact WHERE kind = ? AND content <> x'') ORDER BY case_no"
        )
        with self._as_written():
            return tuple(key.hex() for (key,) in self._fetched(sql, kind))

    def contents(self, key: str) -> tuple[bytes, ...]:
        return tuple(self._contents([key]).get(key, ()))

    def _contents(self, keys: Collection[str]) -> dict[str, list[bytes]]:
        found: dict[str, list[bytes]] = {}
        sql = (
            "SELECT case_key, id, content FROM case_id JOIN fact USING (case_no) WHERE case_key IN "
            "({}) "
            "AND content <> x'' ORDER BY case_no, n"
        )
        with self._as_written():
            for key, id, content in self._fetched_in_parts(sql, [*map(bytes.fromhex, keys)]):
                if not has_hash(content, id):
                    raise StoreError(
                        f"An entry of the store {self.place} is not what was written: run `verify`."
                    )
                found.setdefault(key.hex(), []).append(content)
        return found

    def highest_number(self, station: str) -> int:
        """Of `A-0142` the 142."""
        with self._as_written():
            return int(self._kept(f"highest {station}") or 0)

    def newest_day(self) -> date | None:
        with self._as_written():
            day = self._kept("newest_day")
            return date.fromisoformat(day) if day else None

    def newer(self, place: int, most: int) -> Newer:
        with self._as_written():
            (newest,) = self._fetched("SELECT coalesce(max(seq), 0) FROM fact")[0]
            if newest > place:
                self._learned()
            if newest <= place or newest - place > most:
                return Newer(newest, whole=newest == place)
            sql = (
                "SELECT content FROM fact WHERE seq > ? AND seq <= ? AND content <> x'' ORDER BY "
                "seq"
            )
            return Newer(
                newest,
                tuple(read_fact(content) for (content,) in self._fetched(sql, place, newest)),
            )

    def touched(self, fact: Fact) -> tuple[str, ...]:
        """A deed's facts stand side by side in the order of writing,
        so its neighbours are looked at.
        """
        keys: dict[str, None] = {}
        for sign, order in (("<=", "DESC"), (">", "ASC")):
            for neighbour in _beside(self, fact, sign, order):
                if neighbour.deed != fact.deed:
                    break
                keys[neighbour.case] = None
        return tuple(keys)

    def document(self, id: str) -> Document | None:
        found = self._fetched("SELECT media, content FROM document WHERE id = ?", bytes.fromhex(id))
        if not found:
            return None
        media, content = found[0]
        if not has_hash(content, bytes.fromhex(id)):
            raise StoreError(
                f"A file kept in the store {self.place} is not what was stored: nothing of it is "
                "shown, saved or printed. Run `verify`, and take it from a backup."
            )
        return Document(id, media, content)

    def seal(self, facts: int | None = None) -> Seal:
        digest, count = hashlib.sha256(), 0
        limit = "" if facts is None else f" LIMIT {facts:d}"
        with self._reading() as connection:
            for (id,) in rows_of(
                connection, f"SELECT CAST(id AS BLOB) FROM fact ORDER BY seq{limit}"
            ):
                digest.update(id)
                count += 1
        return Seal(count, digest.hexdigest())


def _beside(reads: FactReads, fact: Fact, sign: str, order: str) -> Iterator[Fact]:
    """Facts from one on, a few at once: hardly a deed is on more than one case."""
    sql = (
        f"SELECT content FROM fact WHERE seq {sign} (SELECT seq FROM fact WHERE id = ?) "
        f"AND content <> x'' ORDER BY seq {order} LIMIT ? OFFSET ?"
    )
    seen, wanted = 0, FEW
    while found := reads._fetched(sql, bytes.fromhex(fact.id), wanted, seen):
        yield from (read_fact(content) for (content,) in found)
        seen, wanted = seen + wanted, AT_ONCE
