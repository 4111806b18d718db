"""A store in memory for tests that are about deeds: facts and documents, no projections."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from mmd_reviewer.domain.case_fold import fold
from mmd_reviewer.domain.deed import Change, Document, Job
from mmd_reviewer.domain.errors import CaseChangedElsewhere
from mmd_reviewer.domain.fact import Fact, RequestReceived
from mmd_reviewer.domain.request import fold as folded


class MemoryStore:
    """What the deeds of one case ask of a store (`services.ports.Store`)."""

    def __init__(self) -> None:
        self._facts: dict[str, tuple[Fact, ...]] = {}
        self._documents: dict[str, Document] = {}

    def facts(self, key: str) -> tuple[Fact, ...]:
        """All facts of a case in the order of arrival."""
        return self._facts.get(key, ())

    def known(self, keys: Collection[str]) -> dict[str, tuple[Fact, ...]]:
        """The facts of those keys that are here."""
        return {key: self._facts[key] for key in keys if key in self._facts}

    def find(self, name: str) -> tuple[str, ...]:
        """The key of the case with this number, else the keys of those with this ticket."""
        begun = {key: facts[0].body for key, facts in self._facts.items()}
        cases = {key: body for key, body in begun.items() if isinstance(body, RequestReceived)}
        numbered = [key for key, body in cases.items() if body.number == name]
        return tuple(numbered or [key for key, body in cases.items() if body.request.ticket == name])

    def highest_number(self, station: str) -> int:
        """The highest running number given."""
        return sum(isinstance(facts[0].body, RequestReceived) for facts in self._facts.values())

    def newest_day(self) -> date | None:
        """The latest day of any fact."""
        return max((fact.day for facts in self._facts.values() for fact in facts), default=None)

    def touched(self, fact: Fact) -> tuple[str, ...]:
        """The cases of a deed."""
        return tuple(
            key for key, facts in self._facts.items() if any(row.deed == fact.deed for row in facts)
        )

    def record(
        self, changes: Sequence[Change], documents: Sequence[Document] = (), job: Job | None = None
    ) -> None:
        """Facts and documents, or nothing."""
        for change in changes:
            if len(self.facts(change.key)) != len(change.seen):
                raise CaseChangedElsewhere("The case was changed elsewhere.")
        for change in changes:
            written = tuple(row.fact for row in change.written)
            self._facts[change.key] = (*self.facts(change.key), *written)
        self._documents |= {document.id: document for document in documents}

    def document(self, id: str) -> Document | None:
        """A document by its SHA-256."""
        return self._documents.get(id)

    def cases_with_device(self, serial: str) -> Sequence[str]:
        """The cases that ever listed a device."""
        wanted = folded(serial)
        return [
            key
            for key, facts in self._facts.items()
            if isinstance(facts[0].body, RequestReceived)
            if any(folded(device.serial) == wanted for device in fold(facts).devices)
        ]
