"""Facts, documents and drafts in memory, and the cases that are folded from them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from pathlib import Path

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_export import kept_files
from mmd_reviewer.domain.case_fold import fold, in_parent_order
from mmd_reviewer.domain.deed import Change, Document, Draft, Job, Newer, Seal
from mmd_reviewer.domain.desk_set_fold import settings_of
from mmd_reviewer.domain.edition_days import edition_days
from mmd_reviewer.domain.errors import CaseChangedElsewhere
from mmd_reviewer.domain.fact import DESK_KEY, Fact, RequestReceived, read_fact
from mmd_reviewer.store.sql_store import Recording


class MemoryFacts:
    """See `services.ports.Facts` and `Drafts`."""

    def __init__(self) -> None:
        self._facts: dict[str, tuple[Fact, ...]] = {}
        self._documents: dict[str, Document] = {}
        self._drafts: dict[tuple[str, str, str], Draft] = {}
        self._ids: list[str] = []  # of all facts, as they came
        self._contents: dict[str, bytes] = {}
        self._deeds: list[Callable[[Recording], object]] = []
        self._cases: dict[str, Case] = {}  # folded already
        self._pack = ""

    def facts(self, key: str) -> tuple[Fact, ...]:
        return self._facts.get(key, ())

    def contents(self, key: str) -> tuple[bytes, ...]:
        return tuple(self._contents[fact.id] for fact in self.facts(key))

    def known(self, keys: Collection[str]) -> dict[str, tuple[Fact, ...]]:
        return {key: self._facts[key] for key in keys if key in self._facts}

    def with_kind(self, kind: str) -> tuple[str, ...]:
        return tuple(
            key for key, facts in self._facts.items() if any(fact.kind == kind for fact in facts)
        )

    def find(self, name: str) -> tuple[str, ...]:
        cases = {key: case for key, _, case in self.cases()}
        numbered = [key for key, case in cases.items() if case.number == name.strip()]
        return tuple(
            numbered
            or [key for key, case in cases.items() if case.request.ticket == name.strip() != ""]
            or [key for key, case in cases.items() if name.strip() in case.numbers]
        )

    def case_keys(self) -> tuple[str, ...]:
        return tuple(self._facts)

    def pack(self) -> str:
        return self._pack

    def be_pack(self, id: str) -> None:
        self._pack = id
        self._deeds.append(lambda store: store.be_pack(id))

    def cases(self) -> Iterator[tuple[str, int, Case]]:
        """Key, the store's own number, and the case, in the order in which they came."""
        desk = self.facts(DESK_KEY)
        ground = edition_days(desk), settings_of(in_parent_order(desk)).rules
        for case_no, (key, facts) in enumerate(self._facts.items(), 1):
            if key != DESK_KEY:
                if key not in self._cases:
                    self._cases[key] = fold(facts, *ground)
                yield key, case_no, self._cases[key]

    def _numbers(self) -> Iterator[str]:
        for facts in self._facts.values():
            for fact in facts:
                if isinstance(fact.body, RequestReceived):
                    yield fact.body.number

    def highest_number(self, station: str) -> int:
        numbers = (number.rpartition("-") for number in self._numbers())
        return max((int(running) for name, _, running in numbers if name == station), default=0)

    def newest_day(self) -> date | None:
        return max((fact.day for facts in self._facts.values() for fact in facts), default=None)

    def newer(self, place: int, most: int) -> Newer:
        ids = self._ids[place:]
        if not 0 < len(ids) <= most:
            return Newer(len(self._ids), whole=len(self._ids) == place)
        return Newer(len(self._ids), tuple(read_fact(self._contents[id]) for id in ids))

    def touched(self, fact: Fact) -> tuple[str, ...]:
        return tuple(
            key for key, facts in self._facts.items() if any(row.deed == fact.deed for row in facts)
        )

    def record(
        self, changes: Sequence[Change], documents: Sequence[Document] = (), job: Job | None = None
    ) -> None:
        after, numbers, job = dict(self._facts), set(self._numbers()), job or Job()
        job.step(0, len(changes))
        for change in changes:
            body = change.written[0].fact.body
            taken = not change.seen and isinstance(body, RequestReceived) and body.number in numbers
            held = {fact.id for fact in after.get(change.key, ())}
            if taken or held != {fact.id for fact in change.seen}:
                raise CaseChangedElsewhere(
                    "The case was changed elsewhere since it was read. Nothing was recorded."
                )
            after[change.key] = (*change.seen, *(row.fact for row in change.written))
        job.step(len(changes), len(changes))
        self._facts, self._documents = after, self._documents | {row.id: row for row in documents}
        self._ids += [row.fact.id for change in changes for row in change.written]
        self._contents |= {row.fact.id: row.content for change in changes for row in change.written}
        self._deeds.append(lambda store: store.record(changes, documents))
        touched = {change.key for change in changes}
        self._cases = (
            {}
            if DESK_KEY in touched
            else {k: case for k, case in self._cases.items() if k not in touched}
        )

    def dispose(self, told: Change | None, key: str, documents: Collection[str]) -> None:
        if told is not None:
            self.record([told])
        del self._facts[key]
        used = {sha256 for facts in self._facts.values() for _, sha256 in kept_files(facts)}
        self._documents = {
            id: row for id, row in self._documents.items() if id not in documents or id in used
        }
        self._drafts = {name: draft for name, draft in self._drafts.items() if draft.case != key}
        self._cases.pop(key, None)
        if told is not None:
            self._deeds.pop()
        self._deeds.append(lambda store: store.dispose(told, key, documents))

    def backups_with(self, key: str) -> tuple[Path, ...]:
        return ()

    def document(self, id: str) -> Document | None:
        return self._documents.get(id)

    def seal(self, facts: int | None = None) -> Seal:
        ids = self._ids[:facts]
        return Seal(len(ids), hashlib.sha256(b"".join(map(bytes.fromhex, ids))).hexdigest())

    def drafts(self, key: str, by: str) -> tuple[Draft, ...]:
        return tuple(
            draft for draft in self._drafts.values() if (draft.case, draft.by) == (key, by)
        )

    def drafts_by(self, by: str) -> tuple[Draft, ...]:
        return tuple(draft for draft in self._drafts.values() if draft.by == by)

    def save_draft(self, draft: Draft) -> None:
        place = (draft.case, draft.field, draft.by)
        self._drafts.pop(place, None)
        if draft.text:
            self._drafts[place] = draft
