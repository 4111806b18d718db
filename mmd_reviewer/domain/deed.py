"""What a deed hands to the store: the facts seen,
the facts written, the documents kept with them.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from mmd_reviewer.domain.errors import Cancelled
from mmd_reviewer.domain.fact import Fact


@dataclass(frozen=True, slots=True)
class Written:
    """A new fact and the canonical bytes that were hashed."""

    fact: Fact
    content: bytes


@dataclass(frozen=True, slots=True)
class Change:
    """`written` follows `seen`, all facts the author knew of that case (empty: a new case)."""

    seen: tuple[Fact, ...]
    written: tuple[Written, ...]

    @property
    def key(self) -> str:
        return self.written[0].fact.case


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes kept by their SHA-256 (C2)."""

    id: str
    media: str
    content: bytes

    @classmethod
    def of(cls, content: bytes, media: str) -> Document:
        return cls(hashlib.sha256(content).hexdigest(), media, content)


@dataclass(slots=True)
class Job:
    """Long work: `progress(done, total)` is told, `cancelled()` is asked between steps."""

    progress: Callable[[int, int], None] = field(default=lambda done, total: None)
    cancelled: Callable[[], bool] = field(default=lambda: False)

    def step(self, done: int, total: int) -> None:
        """Tell how far it is; raises `Cancelled` when the person wants to stop."""
        if self.cancelled():
            raise Cancelled("Cancelled: nothing was kept.")
        self.progress(done, total)


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Rows by the hundred thousand hold no cycles; looking
    for some again and again takes a third of the time.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Draft:
    """Text being typed, the only thing that is overwritten."""

    case: str
    field: str
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Newer:
    """What came into the store after some place:
    facts in the order of arrival, and the newest place.

    `whole` is False where they were too many to be told, or where the store is another one than
    before.
    """

    place: int
    facts: tuple[Fact, ...] = ()
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """What `verify` found: where, and what is wrong."""

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


@dataclass(frozen=True, slots=True)
class Verified:
    """The result of checking links, seals, documents and projections."""

    facts: int
    cases: int
    documents: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Seal:
    """SHA-256 over the ids of the first `facts` facts of a store,
    in the order in which they were written.
    """

    facts: int
    digest: str

    def __str__(self) -> str:
        return f"{self.facts}:{self.digest}"

    @classmethod
    def read(cls, text: str) -> Seal:
        """From what `str` makes of it; `ValueError` for anything else."""
        facts, _, digest = text.strip().partition(":")
        known = len(digest) == 64 and all(letter in "0123456789abcdef" for letter in digest)
        if not known or not (facts.isascii() and facts.isdigit() and len(facts) <= 15):
            raise ValueError(text)
        return cls(int(facts), digest)
