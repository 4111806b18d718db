"""What can be read of a damaged store, put into a new one;
what is missing is listed (quality, "Nothing lost").

A fact or a file counts when its hash proves it, wherever it was found: in the damaged file and its
log, in backups, in exported cases, among files of a folder. Nothing else is taken over.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case_export import named_files
from mmd_reviewer.domain.case_fold import in_parent_order
from mmd_reviewer.domain.deed import Change, Document, Job, Written
from mmd_reviewer.domain.errors import StoreError
from mmd_reviewer.domain.fact import DESK_KEY, Fact, read_fact
from mmd_reviewer.store.dialects.library import connect, library, looks_protected, passphrase
from mmd_reviewer.store.dialects.sqlite import file_in_use
from mmd_reviewer.store.dialects.sqlite_pages import Pages, Value
from mmd_reviewer.store.sql_store import SqlStore

LARGEST = 50 * 1024 * 1024
STORES, LINES = (".sqlite", ".db"), ".jsonl"
LETTER = "application/pdf"
DESK = "The desk"


@dataclass(frozen=True, slots=True)
class Missing:
    """What could not be read: of which case, in words."""

    case: str
    what: str


@dataclass(frozen=True, slots=True)
class Recovered:
    """How much stands in the new store, and what does not."""

    facts: int
    documents: int
    missing: tuple[Missing, ...]


@dataclass(slots=True)
class _Found:
    """Proved facts (their bytes), proved files, and the numbers of cases by key; `store` is the
    damaged one.
    """

    store: Path
    facts: dict[str, bytes] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    pack: str = ""  # what the damaged store was the pack of
    recorded: int = 0  # how many facts the damaged store says it had

    def take_store(self, file: Path) -> None:
        """Whatever the pages of a store's file hold, damaged or not;
        or, of one under a passphrase, its rows.
        """
        for row in chain(
            Pages(file).records(), _rows(file) if passphrase() and looks_protected(file) else ()
        ):
            match row:
                case [None, bytes() as id, int(), int(), str(), bytes() as content, *_]:
                    self.take_fact(content, id.hex())
                case [bytes() as id, str() as media, bytes() as content]:
                    self.take_document(content, media, id.hex())
                case ["chain", str() as end] if end.partition(" ")[0].isdecimal():
                    self.recorded = max(self.recorded, int(end.partition(" ")[0]))
                case ["pack", str() as id] if file == self.store:
                    self.pack = id
                case [int() | None, bytes() as key, str() as number] if (
                    len(key) == len(DESK_KEY) // 2
                ):
                    self.numbers.setdefault(key.hex(), number)

    def take_fact(self, content: bytes, id: str = "") -> None:
        """Keep a fact that its hash proves;
        a line of an export proves itself by what follows it.
        """
        digest = hashlib.sha256(content).hexdigest()
        if id in ("", digest):
            self.facts[digest] = content

    def take_document(self, content: bytes, media: str, id: str = "") -> None:
        """Keep a file that its hash proves."""
        digest = hashlib.sha256(content).hexdigest()
        if id in ("", digest):
            self.documents.setdefault(digest, Document(digest, media, content))

    def take(self, source: Path) -> None:
        """A backup, an exported case, or any file or folder that may hold letters."""
        for file in sorted(source.rglob("*")) if source.is_dir() else [source]:
            if not file.is_file() or file.name.startswith("."):
                continue
            if file.suffix in STORES:
                self.take_store(file)
            elif file.stat().st_size <= LARGEST:
                content = file.read_bytes()
                for line in content.splitlines() if file.suffix == LINES else ():
                    self.take_fact(line)
                self.take_document(
                    content, LETTER if file.suffix == ".pdf" else "application/octet-stream"
                )


def _rows(file: Path) -> Iterator[list[Value]]:
    """Read through the library, from both ends of each table:
    encrypted pages show nothing without the tree above.
    """
    for table, columns in _TABLES.items():
        for order in ("", "DESC"):
            with suppress(library().Error), closing(connect(file, file_in_use(file))) as connection:
                for row in connection.execute(
                    f"SELECT {columns} FROM {table} ORDER BY rowid {order}"
                ):
                    yield list(row)


_TABLES = {
    "case_id": "case_no, case_key, number",
    "fact": "NULL, id, case_no, n, kind, content",
    "document": "id, media, content",
    "meta": "key, value",
}


def recover(
    file: Path, into: Path, others: Sequence[Path] = (), job: Job | None = None
) -> Recovered:
    """A new store at `into` of everything that can be proved; `others` fill gaps.

    The damaged file stays as it is.
    """
    job = job or Job()
    found = _Found(file)
    try:
        for done, source in enumerate((file, *others)):
            job.step(done, len(others) + 2)
            found.take_store(source) if source == file else found.take(source)
    except OSError as error:
        raise StoreError(f"{error.filename or file} cannot be read: {error.strerror}.") from error
    cases, gone = _by_case(found), _disposed(found)
    for key in gone:
        cases.pop(key, None)
    if not cases:
        hint = (
            ""
            if passphrase() or not looks_protected(file)
            else " and, if it is under one, its passphrase"
        )
        raise StoreError(f"Nothing of {file} can be read: try `--with` a backup{hint}.")
    wanted = {sha256 for facts in cases.values() for _, sha256 in named_files(facts)}
    store = SqlStore(into, create=True)
    try:
        documents = [found.documents[id] for id in sorted(wanted & found.documents.keys())]
        order = sorted(cases, key=lambda key: (key != DESK_KEY, found.numbers.get(key, "")))
        changes = [
            Change(
                (),
                tuple(Written(fact, found.facts[fact.id]) for fact in in_parent_order(cases[key])),
            )
            for key in order
        ]
        store.record(changes, documents, job)
        if found.pack:
            store.be_pack(found.pack)
    finally:
        store.close()
    facts = sum(map(len, cases.values()))
    return Recovered(facts, len(documents), tuple(_missing(found, cases, gone)))


def _by_case(found: _Found) -> dict[str, list[Fact]]:
    """The facts of each case that has its beginning; without it nothing can be made of them."""
    cases: dict[str, list[Fact]] = {}
    for content in found.facts.values():
        try:
            fact = read_fact(content)
        except (ValueError, KeyError, TypeError):
            continue
        cases.setdefault(fact.case, []).append(fact)
    return {key: facts for key, facts in cases.items() if key == DESK_KEY or _number(facts)}


def _disposed(found: _Found) -> dict[str, int]:
    """Cases that a recorded disposal names are not brought back (C11):
    by key, how many facts each had.
    """
    bodies = [fact.body for fact in _by_case(found).get(DESK_KEY, ())]
    return {body.case: len(body.facts) for body in bodies if isinstance(body, kinds.CaseDisposed)}


def _number(facts: Iterable[Fact]) -> str:
    return next(
        (fact.body.number for fact in facts if isinstance(fact.body, kinds.RequestReceived)), ""
    )


def _missing(
    found: _Found, cases: dict[str, list[Fact]], gone: dict[str, int]
) -> Iterator[Missing]:
    """Cases of which nothing is left, entries before others, and files that facts name."""
    for key, number in sorted(found.numbers.items(), key=lambda row: row[1]):
        if key not in cases and key not in gone and key != DESK_KEY:
            yield Missing(number, "nothing of it could be read, or not its beginning")
    for key, facts in sorted(cases.items(), key=lambda row: _number(row[1])):
        name = _number(facts) or DESK
        known = {fact.id for fact in facts}
        gaps = sum(parent not in known for fact in facts for parent in fact.parents)
        if gaps:
            yield Missing(name, f"{gaps} of its entries could not be read")
        if key == DESK_KEY and not any(isinstance(fact.body, kinds.DeskSet) for fact in facts):
            yield Missing(name, "its settings could not be read")
        for what, sha256 in dict(named_files(facts)).items():
            if sha256 not in found.documents:
                yield Missing(name, f"{what} could not be read")
    if DESK_KEY not in cases:
        yield Missing(DESK, "its settings, editions and joined customers could not be read")
    lost = found.recorded - sum(map(len, cases.values())) - sum(gone.values())
    if lost > 0:
        yield Missing("In all", f"{lost} of {found.recorded} entries that were recorded")
